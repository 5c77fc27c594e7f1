"""Claims, relations and control as flat rows and as nested records; the formats are made from these."""

from __future__ import annotations

import json
from typing import Any

from quoth.ledger import Kept, KeptRelation
from quoth.publish.export.holding import Holding, holder_of
from quoth.publish.export.setting import location, radius
from quoth.publish.export.view import View
from quoth.reconcile import Witness

#: Columns of a claim; lists are joined by "; ". `latitude` to `radius_km` are those of the first place that has them.
CLAIM: tuple[str, ...] = (
    "id", "document", "published", "known", "outlet", "url", "source_id", "party", "speaker", "source", "via", "cue",
    "content", "sentence", "start", "end", "mode", "act", "said", "event", "actor", "status", "negated", "certainty",
    "certainty_low", "certainty_high", "places", "place_ids", "latitude", "longitude", "radius_km", "time",
    "quantities", "state", "recorded", "version", "reader",
)  # fmt: skip
RELATION: tuple[str, ...] = ("kind", "from", "to", "reason", "features", "known")
CONTROL: tuple[str, ...] = (
    "place", "name", "kind", "latitude", "longitude", "as_of", "state", "holder", "since", "row", "reason", "evidence",
    "dissent",
)  # fmt: skip


def claim_row(view: View, kept: Kept) -> tuple[object, ...]:
    """The cells of a claim, in the order of `CLAIM`."""
    claim, shown = kept.claim, view.show != "none"
    who, sentence = claim.source, claim.sentence or claim.content
    place = next((p for p in claim.places if location(p)), None)
    latitude, longitude = (place and location(place)) or (None, None)
    return (
        claim.id, claim.document, kept.published, kept.known, kept.outlet, kept.url,
        who and who.id, who and who.party, who and who.speaker, view.mention(kept), who and who.via,
        "; ".join(c.text for c in claim.cue) if shown else None, view.content(kept),
        sentence.text if view.show in ("text", "sentence") else None, claim.content.start, claim.content.end,
        claim.mode, claim.act, claim.said,
        claim.event.type, claim.event.actor, claim.event.status, claim.event.negated,
        claim.certainty.level, claim.certainty.low, claim.certainty.high,
        "; ".join(f"{p.name} ({p.kind}, {p.role})" for p in claim.places),
        "; ".join(p.id or "" for p in claim.places),
        latitude, longitude, radius(place) if place else None,
        claim.time, "; ".join(f"{q.qualifier} {q.value:g} {q.unit}" for q in claim.quantities),
        kept.state, kept.recorded, claim.version, claim.reader,
    )  # fmt: skip


def relation_record(kept: KeptRelation) -> dict[str, Any]:
    """A relation as `quoth compare` prints it, with the day from whose end both its claims count as known."""
    r = kept.relation
    features = dict(r.features)
    return {
        "kind": r.kind,
        "from": r.source,
        "to": r.target,
        "reason": r.reason,
        "features": features,
        "known": kept.known,
    }


def relation_row(kept: KeptRelation) -> tuple[object, ...]:
    """The cells of a relation, in the order of `RELATION`; features as JSON."""
    record = relation_record(kept)
    record["features"] = json.dumps(record["features"], ensure_ascii=False)
    return tuple(record[name] for name in RELATION)


def control_record(view: View, holding: Holding) -> dict[str, Any]:
    """The state of a place as `quoth control` prints it, with its kind, point and holder.

    The day is `--as-of`, else the last day on which something became known of the place.
    """
    day = view.as_of.published or holding.days[1]
    found, spot = holding.control(day), holding.spot
    latitude, longitude = spot.point or (None, None)
    place = {"id": found.place, "name": found.name, "kind": spot.kind, "latitude": latitude, "longitude": longitude}
    return {
        "place": place, "as_of": day.isoformat(), "state": found.state, "holder": holder_of(found.state),
        "since": found.since.isoformat() if found.since else None, "row": found.row, "reason": found.reason,
        "evidence": [_witness(w) for w in found.evidence], "dissent": [_witness(w) for w in found.dissent],
    }  # fmt: skip


def control_row(view: View, holding: Holding) -> tuple[object, ...]:
    """The cells of a place's state, in the order of `CONTROL`; claims by their ids."""
    record = control_record(view, holding)
    place = record["place"]
    ids = {name: "; ".join(w["claim"] for w in record[name]) for name in ("evidence", "dissent")}
    flat = {**record, **place, **ids, "place": place["id"]}
    return tuple(flat[name] for name in CONTROL)


def _witness(w: Witness) -> dict[str, Any]:
    return {"claim": w.claim, "party": w.party, "says": w.says, "weight": w.weight}
