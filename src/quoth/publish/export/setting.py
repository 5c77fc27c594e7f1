"""Where a place lies and when a claim's event was, in the units that event tables use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from quoth.gazetteer import load_gazetteer
from quoth.ledger import Kept
from quoth.model import Place
from quoth.model.edtf import Interval, parse
from quoth.reconcile.spots import At, Spot, finest, spot_of

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Units:
    """The units that a place lies in (or is): country code, then name and id of each level, empty when unknown."""

    country: str = ""
    adm1: tuple[str, str] = ("", "")
    adm2: tuple[str, str] = ("", "")
    adm3: tuple[str, str] = ("", "")


@lru_cache(maxsize=100_000)
def units_of(spot: Spot) -> Units:
    """The units of a place that the gazetteer knows."""
    known = load_gazetteer()
    index = known.index_of(spot.key)
    if index is None:
        return Units()
    own = known.at(index)
    found = {"country": own.country}
    levels: dict[str, tuple[str, str]] = {}
    for above in (own, *(known.at(i) for i in known.chain(index))):
        level = "adm3" if above.category == "H" else {"raion": "adm2", "oblast": "adm1"}.get(above.kind)
        if level:
            levels.setdefault(level, (above.name, above.id))
    return Units(**found, **levels)  # type: ignore[arg-type]


@cache
def territory(code: str) -> str:
    """The English name of a state by its ISO 3166 code; the code itself when it is no state's."""
    return Locale("en").territories.get(code) or code


@cache
def is_state(party: str) -> bool:
    """Whether a party is a state."""
    return len(party) == 2 and party in Locale("en").territories


@cache
def numeric(code: str) -> int | None:
    """The number of a state in ISO 3166, or None."""
    for alias, codes in get_global("territory_aliases").items():
        if alias.isdigit() and len(alias) == 3 and codes == [code]:
            return int(alias)
    return None


def places_of(kept: Kept) -> list[tuple[Place, Spot]]:
    """Where a claim's event was: its places `at`, else `near`, `from`, `to`; without those that contain another."""
    for role in ("at", "near", "from", "to"):
        own = [(p, spot_of(p)) for p in kept.claim.places if p.role == role]
        if own:
            inner = {at.spot.key for at in finest([At(s, role) for _, s in own])}
            best = {s.key: (p, s) for p, s in reversed(own) if s.key in inner or not inner}
            return list(reversed(best.values()))
    return []


def location(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude of a claim's place: its own, else those of the gazetteer."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    return spot_of(place).point


def radius(place: Place) -> float | None:
    """How far the point may be from the place meant, in km: the claim's word, else the gazetteer's."""
    if place.radius_km is not None or place.latitude is not None:
        return place.radius_km
    known = load_gazetteer()
    index = known.index_of(spot_of(place).key)
    return known.at(index).radius_km if index is not None else None


@dataclass(frozen=True, slots=True)
class Day:
    """The day to which an event is put: 1 on that day, 2 within a week of it, 3 less exactly (ACLED's measure)."""

    day: dt.date
    precision: int


def day_of(kept: Kept) -> Day:
    """The last day of the claim's time (the first of an open one), else the day it was said, else its document's."""
    when = _days(kept.claim.time)
    if when is not None and (when.last or when.first):
        last = when.last or when.first
        assert last is not None
        width = when.days or _WEEK
        return Day(last, 1 if width == 1 else 2 if width <= _WEEK else 3)
    said = _days(kept.claim.said)
    if said is not None and said.last:
        return Day(said.last, 2 if (said.days or 99) <= _WEEK else 3)
    return Day(dt.date.fromisoformat(kept.known[:10]), 3)


def _days(when: str | None) -> Interval | None:
    try:
        return parse(when) if when else None
    except ValueError:
        return None
