"""A place: who holds it by the claims on record, how that came about, and every claim about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from quoth.gazetteer import load_gazetteer
from quoth.ledger import AsOf, Filter, Kept, KeptRelation
from quoth.model import Claim, Place, Source
from quoth.reconcile import Control, Known, Witness, course
from quoth.reconcile.spots import Spot, spot_of
from quoth.web.library import Library
from quoth.web.views.map import settlements_of
from quoth.web.views.records import Record, claim_record, relation_record
from quoth.web.visit import address

#: The newest claims about a place from which its state is told and its lanes are drawn.
WINDOW = 200
PAGE = 15
_UNITS = ("raion", "oblast")


def place_view(library: Library, place_id: str, as_of: dt.date | None, cursor: str | None = None) -> Record | None:
    """What the page about a place shows, or None when nobody spoke of it and the gazetteer does not know it."""
    spot = find_spot(place_id)
    state = state_of(library, place_id, as_of)
    if spot is None and not state["lanes"]:
        return None
    show = library.settings.show
    page = library.ledger.page(
        Filter(place=(place_id,)), AsOf(as_of), limit=PAGE, cursor=cursor or None, newest_first=True
    )
    return {
        "place": place_record(place_id, spot, state["lanes"]),
        "as_of": as_of.isoformat() if as_of else None,
        **state,
        "settlements": settlements_of(library, place_id, as_of) if spot and spot.kind in _UNITS else [],
        "claims": [claim_record(k, show) for k in page.claims],
        "next": page.next,
    }


def state_of(library: Library, place_id: str, as_of: dt.date | None) -> dict[str, Any]:
    """Control, its history, and what the lanes show, kept until the ledger grows; see `Library.kept`."""
    return library.kept(("place", place_id, as_of), lambda: _state(library, place_id, as_of))


def _state(library: Library, place_id: str, as_of: dt.date | None) -> dict[str, Any]:
    page = library.ledger.page(Filter(place=(place_id,)), AsOf(as_of), limit=WINDOW, newest_first=True)
    kept = sorted(page.claims, key=lambda k: (k.known, k.seq))
    known = [Known(k.claim, k.known, k.published) for k in kept]
    spot = next((s for k in kept for p in k.claim.places if (s := spot_of(p)).key == place_id), None)
    relations = _relations(library, kept, AsOf(as_of))
    out: dict[str, Any] = {
        "control": None,
        "history": [],
        "lanes": [_dot(k, place_id) for k in kept],
        "relations": [relation_record(r) for r in relations],
        "considered": {"claims": len(kept), "all": page.next is None},
    }
    if spot is not None and spot.kind not in ("raion", "oblast", "country"):
        day = as_of or max((dt.date.fromisoformat(k.known) for k in kept), default=dt.date.today())
        found, turns = course(known, spot, day, library.conflict)
        out["control"] = control_record(found, kept)
        out["history"] = [{"day": t.day.isoformat(), "state": t.state, "row": t.row, "reason": t.reason} for t in turns]
    return out


def control_record(found: Control, kept: Sequence[Kept]) -> Record:
    """A state as `quoth control --format json` gives it, the witnesses that decided before the others."""
    order = {"decisive": 0, "supporting": 1, "context": 2}
    claims = {k.claim.id: k.claim for k in kept}

    def witness(w: Witness) -> Record:
        claim = claims[w.claim]
        return {
            "claim": w.claim, "party": w.party, "says": w.says, "weight": w.weight, "source": _who(claim.source),
            "act": claim.act, "event": event_record(claim), "certainty": claim.certainty.level, "said": claim.said,
            "link": address("claim", w.claim),
        }  # fmt: skip

    def ranked(witnesses: Sequence[Witness]) -> list[Record]:
        return [witness(w) for w in sorted(witnesses, key=lambda w: order[w.weight])]

    return {
        "state": found.state,
        "since": found.since.isoformat() if found.since else None,
        "as_of": found.as_of.isoformat(),
        "reason": found.reason,
        "row": found.row,
        "evidence": ranked(found.evidence),
        "dissent": ranked(found.dissent),
    }


def find_spot(place_id: str) -> Spot | None:
    """The place of an id, when the gazetteer knows it."""
    known = load_gazetteer()
    index = known.index_of(place_id)
    if index is None:
        return None
    found = known.at(index)
    return spot_of(Place(found.name, 0, 1, found.name, found.kind, "at", found.id))


def place_record(place_id: str, spot: Spot | None, lanes: Sequence[Record]) -> Record:
    """A place's particulars, with the units that it lies in, the nearest first."""
    known = load_gazetteer()
    index = known.index_of(place_id)
    if index is None:
        first = lanes[-1]["place"] if lanes else {"name": place_id, "kind": "settlement"}
        return {
            "id": place_id, "name": first["name"], "kind": first["kind"], "within": [],
            "latitude": first.get("latitude"), "longitude": first.get("longitude"),
            "radius_km": first.get("radius_km"), "link": address("place", place_id),
        }  # fmt: skip
    found = known.at(index)
    units = [known.at(i) for i in known.chain(index)]
    return {
        "id": found.id, "name": found.name, "kind": found.kind,
        "within": [{"id": u.id, "name": u.name, "kind": u.kind, "link": address("place", u.id)} for u in units],
        "latitude": found.latitude, "longitude": found.longitude, "radius_km": found.radius_km,
        "link": address("place", found.id),
    }  # fmt: skip


def event_record(claim: Claim) -> Record:
    """A claim's event, as the claim's record has it."""
    found = claim.event
    return {"type": found.type, "actor": found.actor, "status": found.status, "negated": found.negated}


def _who(source: Source | None) -> Record | None:
    return {"id": source.id, "speaker": source.speaker, "text": source.text} if source else None


def _dot(kept: Kept, place_id: str) -> Record:
    """A claim as a point of its party's lane."""
    claim = kept.claim
    here = next((p for p in claim.places if place_id in (p.id, spot_of(p).key)), claim.places[0])
    return {
        "claim": claim.id, "party": claim.source.party if claim.source else None,
        "who": _who(claim.source),
        "said": claim.said, "time": claim.time, "known": kept.known,
        "event": event_record(claim),
        "act": claim.act, "certainty": claim.certainty.level, "role": here.role,
        "place": {"id": here.id, "name": here.name, "kind": here.kind, "latitude": here.latitude,
                  "longitude": here.longitude, "radius_km": here.radius_km},
        "document": claim.document, "link": address("claim", claim.id),
    }  # fmt: skip


def _relations(library: Library, kept: Sequence[Kept], as_of: AsOf) -> list[KeptRelation]:
    ids = {k.claim.id for k in kept}
    if not ids:
        return []
    found = library.ledger.relations_page(as_of, claims=tuple(sorted(ids)), limit=2 * WINDOW)[0]
    return [r for r in found if r.relation.source in ids and r.relation.target in ids]
