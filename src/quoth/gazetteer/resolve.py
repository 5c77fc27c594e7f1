"""Which place a name means: candidates with scores and reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log10

from quoth.gazetteer.geometry import distance
from quoth.gazetteer.store import ADJECTIVE, ALTERNATE, FORMER, OTHER, RUSSIAN, Gazetteer, Hit, Spot

_BASE = {"K": 60.0, "M": 42.0, "X": 24.0, "C": 10.0, "O": 40.0, "P": 30.0, "H": 4.0, "L": 62.0, "A": 38.0, "R": 26.0, "S": 38.0, "B": 4.0, "D": 6.0, "N": 4.0}  # fmt: skip
_HOW = {RUSSIAN: 1.0, OTHER: 2.0, FORMER: 25.0, ADJECTIVE: 0.0, ALTERNATE: 12.0}
_WORDS = {RUSSIAN: "Russian form of the name", OTHER: "another spelling of the name", FORMER: "former name", ADJECTIVE: "adjective of the name", ALTERNATE: "other name in GeoNames"}  # fmt: skip
_DOUBT = 30.0
_CLASS = {
    "K": "city of first level", "M": "city", "X": "settlement", "C": "village", "O": "first-level unit", "P": "raion", "H": "hromada",
    "L": "country", "A": "area", "R": "river", "S": "site", "N": "town abroad", "B": "city district", "D": "quarter of a town",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a name: the home countries of the conflict, units and settlements that the text
    names for sure, by their indices; `around` are the units that those settlements lie in."""

    home: Collection[str] = ()
    units: Collection[int] = ()
    points: Sequence[tuple[int, tuple[float, float]]] = ()
    sure: Collection[int] = ()
    around: Collection[int] = ()


@dataclass(frozen=True, slots=True)
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
    gazetteer: Gazetteer, hits: Iterable[Hit], setting: Setting, kinds: Collection[str] = (), cued: bool = False
) -> list[Ranked]:
    """Candidates for a name, best first. With `kinds` only places of these kinds; `cued`: a place word names the kind."""
    out: list[Ranked] = []
    for hit in hits:
        spot = gazetteer.at(hit.index)
        if kinds and spot.kind not in kinds:
            continue
        score, reasons = _score(gazetteer, spot, hit, setting)
        doubtful = hit.cue and not cued
        if doubtful:
            score -= _DOUBT
            reasons = (*reasons, "the name alone hardly means it")
        out.append(Ranked(spot, hit.how, round(score, 1), reasons, doubtful))
    return sorted(out, key=lambda r: (-r.score, r.spot.id))


def _score(gazetteer: Gazetteer, spot: Spot, hit: Hit, setting: Setting) -> tuple[float, tuple[str, ...]]:
    score = _BASE[spot.category] - _HOW.get(hit.how, 0.0)
    reasons = [_CLASS[spot.category]]
    if spot.population:
        score += 3.0 * log10(spot.population) + (6.0 * max(0.0, log10(spot.population) - 4.0) if spot.category == "N" else 0.0)
        if spot.category in "KMXCN":
            reasons.append(f"{spot.population:,} inhabitants")
    if hit.how in _WORDS:
        reasons.append(_WORDS[hit.how])
    if spot.country in setting.home:
        score += 8.0
    if spot.index in setting.sure:
        score += 25.0
        reasons.append("named for sure elsewhere in the text")
    above = [i for i in gazetteer.chain(spot.index) if i in setting.units]
    if above and gazetteer.at(above[0]).kind != "country":
        score += 20.0
        reasons.append(f"the text names {gazetteer.at(above[0]).name}")
    elif above:
        score += 4.0
    if not above and any(i in setting.around for i in gazetteer.chain(spot.index)):
        score += 6.0
    if spot.point is not None and spot.radius_km < 60:
        near = min((distance(spot.point, p) for i, p in setting.points if i != spot.index), default=None)
        if near is not None and near <= 120:
            score += 20.0 if near <= 25 else 12.0 if near <= 60 else 6.0
            reasons.append(f"{near:.0f} km from another place of the text")
    return score, tuple(reasons)
