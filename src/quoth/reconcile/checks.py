"""Self-checks: what a claim cannot mean, and what to know before trusting a silence. Shown, never enforced."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quoth.conflicts import Conflict, load_conflict
from quoth.reconcile.spots import spot_of
from quoth.reconcile.tables import load_events
from quoth.reconcile.told import Known, Told, days, tell

#: A source that spoke this often is missed after this many times its usual pause, and at least so many days.
_USUAL = 5
_PAUSES = 6
_LEAST_DAYS = 7
_AREA_OF_A_VILLAGE_KM2 = 25.0  # the land of one rural settlement: Ukraine has 603,628 km2 and 29,500 settlements


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at: its kind, the claim or source it is about, and why."""

    kind: str
    about: str
    reason: str


def check(claims: Iterable[Known], as_of: dt.date | None = None, conflict: Conflict | None = None) -> list[Finding]:
    """All self-checks, in the order of the claims."""
    conflict = conflict or load_conflict()
    by_document: dict[str, list[Known]] = defaultdict(list)
    for known in claims:
        by_document[known.claim.document].append(known)
    told = sorted((t for group in by_document.values() for t in tell(group, conflict)), key=lambda t: t.order)
    out = [w for t in told for w in (*_time(t), *_dimension(t), *_size(t))]
    return out + _sums(told) + silences(told, as_of)


def _time(t: Told) -> list[Finding]:
    """A source cannot report an event that begins after it spoke, nor a document carry words said after it."""
    out = []
    when, said = days(t.claim.time), days(t.claim.said)
    reported = t.heard and t.claim.event.status == "completed"
    if reported and when and said and when.first and said.last and when.first > said.last:
        out.append(Finding("time-order", t.id, f"said {t.claim.said}, before the event it reports ({t.claim.time})"))
    if said and said.first and t.known and said.first.toordinal() > t.known + 1:
        out.append(Finding("time-order", t.id, f"said {t.claim.said}, after its document became known"))
    return out


def _dimension(t: Told) -> list[Finding]:
    """A length where the event calls for an area (a distance advanced is no ground retaken)."""
    if t.type not in ("capture", "recapture", "holding"):
        return []
    wrong = [a for a in t.amounts if a.unit == "km" and load_events().measures.get("km") == "ground"]
    return [
        Finding("dimension", t.id, f"{a.value:g} km for ground that was taken: a length, not an area") for a in wrong
    ]


def _size(t: Told) -> list[Finding]:
    """A raion-sized area in the bounds of one settlement."""
    places = [p for p in t.places if p.role == "at"]
    if t.inherited or len(places) != 1 or places[0].spot.kind != "settlement":
        return []
    radius = next(
        (p.radius_km for p in t.claim.places if p.radius_km is not None and spot_of(p).key == places[0].spot.key), None
    )
    bound = max(_AREA_OF_A_VILLAGE_KM2 * 4, 3.15 * (radius or 0.0) ** 2)
    large = [a for a in t.amounts if a.unit == "km2" and a.value > bound]
    return [Finding("size", t.id, f"{a.value:g} km2 claimed in {places[0].spot.name}, a settlement") for a in large]


def _sums(told: Sequence[Told]) -> list[Finding]:
    """A side's claimed area beside the settlements that it names: whether the one can hold the other."""
    named: dict[str, set[str]] = defaultdict(set)
    out = []
    for t in told:
        actor = t.claim.event.actor
        if actor is None or t.stance != "gain" or t.party != actor:
            continue
        named[actor] |= {p.spot.key for p in t.places if p.spot.kind == "settlement"}
        for a in t.amounts:
            least = len(named[actor]) * _AREA_OF_A_VILLAGE_KM2
            if a.unit == "km2" and a.high < least / 4:
                out.append(
                    Finding(
                        "sum",
                        t.id,
                        f"{a.value:g} km2, while {len(named[actor])} settlements named until then have about {least:g}",
                    )
                )
    return out  # fmt: skip


def silences(told: Sequence[Told], as_of: dt.date | None = None) -> list[Finding]:
    """Sources that spoke regularly and then fell silent, so that a gap is not read as calm."""
    if not told:
        return []
    end = as_of.toordinal() if as_of else max(t.known for t in told)
    spoken: dict[str, set[int]] = defaultdict(set)
    for t in told:
        if t.known <= end:
            spoken[t.body].add(t.day)
    out = []
    for body in sorted(spoken):
        said = sorted(spoken[body])
        if len(said) < _USUAL:
            continue
        pauses = sorted(b - a for a, b in pairwise(said))
        usual = max(1, pauses[len(pauses) // 2])
        quiet = end - said[-1]
        if quiet >= max(_LEAST_DAYS, _PAUSES * usual):
            day = dt.date.fromordinal(said[-1]).isoformat()
            out.append(Finding("silence", body, f"silent for {quiet} days since {day}; it usually spoke every {usual}"))
    return out
