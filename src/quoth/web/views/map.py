"""The map: every settlement that claims speak of, with its state as of a day. Nothing is drawn between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from quoth.ledger import AsOf, Kept
from quoth.reconcile import Known, control
from quoth.reconcile.spots import Spot, spot_of
from quoth.web.library import Library
from quoth.web.views.records import Record
from quoth.web.visit import BadQuery, Visit, address

#: The newest claims from which states are told; a month of news has some thousands.
WINDOW = 6000
FILTERS = ("party", "source", "event", "certainty")


def map_view(library: Library, visit: Visit) -> Record:
    """What the map and its table show. The filters choose places, by their claims; a state is told from all claims.

    Raises:
        BadQuery: a filter's value is longer than any could be.
    """
    wanted = {name: visit.text(name) for name in FILTERS if visit.text(name)}
    if any(len(value) > 200 for value in wanted.values()):
        raise BadQuery("a filter is too long")
    states = states_of(library, visit.as_of)
    places = []
    for place in states["places"]:
        matching = sum(n for slots, n in place["slots"] if _fits(slots, wanted))
        if matching:
            places.append({**{k: v for k, v in place.items() if k not in ("slots", "within")}, "claims": matching})
    return {
        "as_of": visit.as_of.isoformat() if visit.as_of else None,
        "filters": wanted,
        "first": states["first"],
        "last": states["last"],
        "considered": states["considered"],
        "choices": states["choices"],
        "places": places,
    }


def states_of(library: Library, as_of: dt.date | None) -> dict[str, Any]:
    """The places that claims speak of, with their states; kept until the ledger grows, see `Library.kept`."""
    return library.kept(("map", as_of), lambda: _states(library, as_of))


def settlements_of(library: Library, unit: str, as_of: dt.date | None) -> list[Record]:
    """The settlements of a raion or an oblast that claims speak of, with their states."""
    hidden = ("slots", "within")
    places = states_of(library, as_of)["places"]
    return [{k: v for k, v in p.items() if k not in hidden} for p in places if unit in p["within"]]


def _fits(slots: tuple[str | None, ...], wanted: Mapping[str, str]) -> bool:
    return all(slots[FILTERS.index(name)] == value for name, value in wanted.items())


def _states(library: Library, as_of: dt.date | None) -> dict[str, Any]:
    page = library.ledger.page(None, AsOf(as_of), limit=WINDOW, newest_first=True)
    home = (library.conflict.owner,) if library.conflict.owner else ()
    groups: dict[str, tuple[Spot, list[Kept]]] = {}
    for kept in reversed(page.claims):
        for spot in {s.key: s for s in (spot_of(p, home) for p in kept.claim.places)}.values():
            if spot.kind in ("settlement", "site") or (spot.kind == "area" and spot.point):
                groups.setdefault(spot.key, (spot, []))[1].append(kept)
    day = as_of or max((dt.date.fromisoformat(k.known) for k in page.claims), default=dt.date.today())
    places = [_place(library, spot, kept, day) for _, (spot, kept) in sorted(groups.items())]
    every = [slots for p in places for slots, _ in p["slots"]]
    last = library.ledger.last_day()
    return {
        "places": places,
        "first": min((k.known for k in page.claims), default=None),
        "last": last.isoformat() if last else None,
        "considered": {"claims": len(page.claims), "all": page.next is None},
        "choices": {name: sorted({s[n] for s in every if s[n]}) for n, name in enumerate(FILTERS)},
    }


def _place(library: Library, spot: Spot, kept: list[Kept], day: dt.date) -> Record:
    found = control([Known(k.claim, k.known, k.published) for k in kept], spot, day, library.conflict)
    slots: dict[tuple[str | None, ...], int] = {}
    for k in kept:
        who = k.claim.source
        key = (who.party if who else None, who.id if who else None, k.claim.event.type, k.claim.certainty.level)
        slots[key] = slots.get(key, 0) + 1
    named = next((p for k in kept for p in k.claim.places if spot_of(p).key == spot.key), None)
    point, radius = spot.point, named.radius_km if named else None
    if point is None and named and named.latitude is not None and named.longitude is not None:
        point = (named.latitude, named.longitude)
    return {
        "id": spot.key, "name": spot.name, "kind": spot.kind,
        "latitude": point[0] if point else None, "longitude": point[1] if point else None, "radius_km": radius,
        "state": found.state, "party": found.state.partition("-by-")[2] or None,
        "since": found.since.isoformat() if found.since else None, "row": found.row, "reason": found.reason,
        "claims": len(kept), "link": address("place", spot.key), "within": spot.above, "slots": list(slots.items()),
    }  # fmt: skip
