"""Places as reconciling compares them: one key a place, what lies in what, what is near what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quoth.conflicts import Conflict, load_conflict
from quoth.gazetteer import Gazetteer, fold, load_gazetteer
from quoth.gazetteer.geometry import distance
from quoth.gazetteer.resolve import Setting, rank
from quoth.model import Place

#: Two places of which one is told as "near" are one area within this many km: a day's fighting around a town.
NEAR_KM = 30.0
_UNITS = ("raion", "oblast")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: `key` is its id (its kind and folded name when unknown), `above` the raion and oblast it lies in, `unit`
    the first-level unit whose seat it is, when it is one."""

    key: str
    name: str
    kind: str
    above: tuple[str, ...] = ()
    unit: str | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class At:
    """A spot with the role that a claim gives it."""

    spot: Spot
    role: str


def spot_of(place: Place, home: tuple[str, ...] | None = None) -> Spot:
    """The spot of a claim's place; a place without an id is looked up by its name and kind, first in the countries
    `home` (default: the land that the default conflict is about)."""
    return _spot(place.id, place.name, place.kind, home_of(None) if home is None else home)


def home_of(conflict: Conflict | None) -> tuple[str, ...]:
    """The countries where a bare name is looked for first."""
    owner = (conflict or load_conflict()).owner
    return (owner,) if owner else ()


@lru_cache(maxsize=100_000)
def _spot(place_id: str | None, name: str, kind: str, home: tuple[str, ...]) -> Spot:
    known = load_gazetteer()
    index = known.index_of(place_id) if place_id else _by_name(known, name, kind, home)
    if index is None:
        return Spot(place_id or f"{kind}:{fold(name)}", name, kind)
    found = known.at(index)
    chain = [known.at(i) for i in known.chain(index)]
    above = tuple(s.id for s in chain if s.kind in _UNITS and s.category != "H")
    seat = next((known.at(u).id for u in known.seats.get(index, ()) if known.at(u).kind == "oblast"), None)
    return Spot(found.id, found.name, kind, above, seat, found.point)


def _by_name(known: Gazetteer, name: str, kind: str, home: tuple[str, ...]) -> int | None:
    ranked = rank(known, known.lookup(name), Setting(home=home), (kind,), True)
    return ranked[0].spot.index if ranked else None


def meets(one: At, other: At) -> bool:
    """Whether two places can be one: the same, one inside the other, or near each other where one is told as near."""
    a, b = one.spot, other.spot
    if a.key == b.key or a.key in b.above or b.key in a.above:
        return True
    near = [x.role == "near" for x in (one, other)]
    if near[0] and a.unit and a.unit in b.above:  # "around" the chief town of a region is the region
        return True
    if near[1] and b.unit and b.unit in a.above:
        return True
    if any(near) and a.point and b.point and a.kind == b.kind == "settlement":
        return distance(a.point, b.point) <= NEAR_KM
    return False


def share(ones: Sequence[At], others: Sequence[At]) -> tuple[At, At] | None:
    """The first two places that meet, those that are the same before the others; None when no two do."""
    found = None
    for a in ones:
        for b in others:
            if a.spot.key == b.spot.key:
                return a, b
            if found is None and meets(a, b):
                found = (a, b)
    return found


def finest(spots: Sequence[At]) -> tuple[At, ...]:
    """Without countries, and without units that another of the places lies in."""
    own = [s for s in spots if s.spot.kind != "country"]
    covering = {key for s in own for key in s.spot.above}
    return tuple(s for s in own if s.spot.key not in covering)
