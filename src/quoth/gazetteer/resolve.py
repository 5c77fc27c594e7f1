"""Which place a name means: candidates with scores and reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from quoth.gazetteer.geometry import distance
from quoth.gazetteer.store import ADJECTIVE, ALTERNATE, FORMER, OTHER, RUSSIAN, Gazetteer, Hit, Spot
from quoth.model.record import record

_BASE = {
    "K": 60.0, "M": 42.0, "X": 24.0, "C": 10.0, "O": 40.0, "P": 30.0, "H": 4.0, "L": 62.0, "A": 38.0, "R": 26.0,
    "S": 38.0, "B": 4.0, "D": 6.0, "N": 4.0,
}  # fmt: skip
_HOW = {RUSSIAN: 4.0, OTHER: 2.0, FORMER: 25.0, ADJECTIVE: 0.0, ALTERNATE: 12.0}
_WORDS = {
    RUSSIAN: "Russian form of the name",
    OTHER: "another spelling of the name",
    FORMER: "former name",
    ADJECTIVE: "adjective of the name",
    ALTERNATE: "other name in GeoNames",
}
_DOUBT = 30.0
_PLAIN = 40.0
_NEAREST = 20.0
_COMPANY = 24.0
_SURE = 25.0
_SURELY = "named for sure elsewhere in the text"
_TO_THE_LETTER = 8.0
_FAR_KM = 120.0
_FAR_DEGREES = 1.1
_CLASS = {
    "K": "city of first level", "M": "city", "X": "settlement", "C": "village", "O": "first-level unit", "P": "raion",
    "H": "hromada", "L": "country", "A": "area", "R": "river", "S": "site", "N": "town abroad", "B": "city district",
    "D": "quarter of a town",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a name: the home countries of the conflict, units and settlements that the text
    names for sure, by their indices; `lands` are the countries it names or has places of, `around` the units that those
    settlements lie in; `own` is the place that only the name in question tells for sure, `day` (ISO)
    the day of the text.
    """

    home: Collection[str] = ()
    units: Collection[int] = ()
    points: Sequence[tuple[int, tuple[float, float]]] = ()
    sure: Collection[int] = ()
    lands: Collection[str] = ()
    around: Collection[int] = ()
    own: int = -1
    day: str | None = None

    def is_sure(self, index: int) -> bool:
        """Whether the text names the place for sure, elsewhere than in the name in question."""
        return index in self.sure and index != self.own


@record
class Ranked:
    """A candidate; `how` its name came, and why it stands where it does. `doubtful`: its name means
    something else, too, and no place word tells."""

    spot: Spot
    how: int
    score: float
    reasons: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def reason(self) -> str:
        return "; ".join(self.reasons)


def rank(
    gazetteer: Gazetteer,
    hits: Iterable[Hit],
    setting: Setting,
    kinds: Collection[str] = (),
    cued: bool = False,
    text: str = "",
) -> list[Ranked]:
    """Candidates for a name, best first. With `kinds` only such places; `cued`: a place word names the kind.

    A place whose own name is `text` to the letter goes before those that only sound alike.
    """
    pool = [(spot, hit) for hit in hits if (spot := gazetteer.at(hit.index)).kind in kinds or not kinds]
    out: list[Ranked] = []
    for spot, hit in pool:
        score, reasons = _score(gazetteer, spot, hit, setting)
        if text and text in (spot.name, spot.native):
            score += _TO_THE_LETTER
        doubtful = hit.cue and not cued
        if doubtful:
            score -= _DOUBT
            reasons = (*reasons, "the name alone hardly means it")
        out.append(Ranked(spot, hit.how, round(score, 1), reasons, doubtful))
    if setting.points and out:
        best = max(r.score for r in out)
        least = best - _NEAREST - _COMPANY  # the others cannot come first any more
        if len(out) > 1 or best < _PLAIN:
            out = [_placed(r, setting) if r.score >= least else r for r in out]
    return sorted(out, key=lambda r: (-r.score, r.spot.id))


def seen_from(ranked: list[Ranked], own: int, company: Mapping[int, float]) -> list[Ranked]:
    """The candidates as one name of the text sees them, best first: without its own vote for the place `own`, and with
    the share of its neighbours in the sentence that have a candidate near each candidate."""
    if own < 0 and not company:
        return ranked
    out: list[Ranked] = []
    for r in ranked:
        score, reasons = r.score, r.reasons
        if r.spot.index == own and _SURELY in reasons:
            score -= _SURE
            reasons = tuple(reason for reason in reasons if reason != _SURELY)
        together = company.get(r.spot.index, 0.0)
        if together:
            score += _COMPANY * together
            reasons = (*reasons, "near names of the same sentence")
        out.append(r if reasons is r.reasons else Ranked(r.spot, r.how, round(score, 1), reasons, r.doubtful))
    return sorted(out, key=lambda r: (-r.score, r.spot.id))


def _placed(ranked: Ranked, setting: Setting) -> Ranked:
    """The candidate with its nearness to other places of the text."""
    near = _nearest(ranked.spot, setting) if ranked.spot.radius_km < 60 else None
    if near is None:
        return ranked
    score = ranked.score + (_NEAREST if near <= 25 else 12.0 if near <= 60 else 6.0)
    reasons = (*ranked.reasons, f"{near:.0f} km from another place of the text")
    return Ranked(ranked.spot, ranked.how, round(score, 1), reasons, ranked.doubtful)


@lru_cache(maxsize=32768)
def _base(gazetteer: Gazetteer, index: int, how: int) -> tuple[float, tuple[str, ...]]:
    """The score that a candidate has in any text."""
    spot = gazetteer.at(index)
    score = _BASE[spot.category] - _HOW.get(how, 0.0)
    if how == ALTERNATE and spot.category in "KMXC":  # the codifier knows better
        score -= 18.0
    reasons = [_CLASS[spot.category]]
    if spot.population:
        score += 3.0 * log10(spot.population)
        if spot.category == "N":
            score += 12.0 * min(2.2, max(0.0, log10(spot.population) - 4.0))
        if spot.category in "KMXCN":
            reasons.append(f"{spot.population:,} inhabitants")
    if how in _WORDS:
        reasons.append(_WORDS[how])
    return score, tuple(reasons)


def _score(gazetteer: Gazetteer, spot: Spot, hit: Hit, setting: Setting) -> tuple[float, tuple[str, ...]]:
    score, reasons = _base(gazetteer, spot.index, hit.how)
    if spot.country in setting.home:
        score += 12.0
    if hit.how == FORMER and setting.day is not None:
        former = gazetteer.former(spot.index)
        if former is not None and setting.day < former[1]:  # the name in use at the time
            score += _HOW[FORMER]
    if spot.index in setting.sure:
        score += _SURE
        reasons = (*reasons, _SURELY)
    chain = gazetteer.chain(spot.index)
    named = next((i for i in chain if i in setting.units), None)
    if named is not None and named not in gazetteer.country_indices:
        score += 20.0
        reasons = (*reasons, f"the text names {gazetteer.at(named).name}")
    elif named is not None:
        score += 4.0
    elif any(i in setting.around for i in chain):
        score += 6.0
    return score, reasons


def _nearest(spot: Spot, setting: Setting) -> float | None:
    """The distance to the nearest other place of the text, within 120 km; None when there is none."""
    here = spot.point
    if here is None:
        return None
    best = _FAR_KM
    for index, point in setting.points:
        if (
            index != spot.index
            and abs(point[0] - here[0]) < _FAR_DEGREES
            and abs(point[1] - here[1]) < 2 * _FAR_DEGREES
        ):
            best = min(best, distance(here, point))
    return best if best < _FAR_KM else None
