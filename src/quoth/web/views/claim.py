"""A claim: its words, slots and candidates, what it stands in relation to, its history, and how to cite it."""

from __future__ import annotations

import json
from typing import Any

from quoth.ledger import AsOf, Judgement, Kept
from quoth.ledger.shape import SHOWN
from quoth.web.library import Library
from quoth.web.views.records import Record, claim_record, claims_by_id, document_record, relation_record

_RELATIONS = 200


def claim_view(library: Library, anchor: str, known: AsOf) -> Record | None:
    """What the page of a claim shows, or None when the ledger never had it. A hidden claim shows its history."""
    ledger, show = library.ledger, library.settings.show
    history = ledger.history(anchor)
    if known.published is not None:
        history = [k for k in history if k.known <= known.published.isoformat()]
    if not history:
        return None
    newest = _current(history)
    shown = newest or history[-1]
    document = ledger.document(shown.claim.document, known)
    relations = [relation_record(r) for r in ledger.relations_page(known, claims=(anchor,), limit=_RELATIONS)[0]]
    others = claims_by_id(ledger, [r[end] for r in relations for end in ("from", "to")], known, show)
    return {
        "claim": claim_record(shown, show),
        "current": newest is not None,
        "document": document_record(document) if document else None,
        "relations": [{**r, **_other(r, anchor, others)} for r in relations],
        "history": [
            {"state": k.state, "version": k.claim.version, "reader": k.claim.reader, "recorded": k.recorded,
             "known": k.known, "document": k.claim.document}
            for k in history
        ],
        "judgements": [judgement_record(j) for j in ledger.judgements(anchor)],
    }  # fmt: skip


def _current(history: list[Kept]) -> Kept | None:
    """The claim as it stands: the newest row of a document, unless it hides the claim; of the first such document."""
    last = {k.claim.document: k for k in history}
    return min((k for k in last.values() if k.state in SHOWN), key=lambda k: k.seq, default=None)


def _other(relation: Record, anchor: str, others: dict[str, Record]) -> dict[str, Any]:
    outgoing = relation["from"] == anchor
    other = relation["to"] if outgoing else relation["from"]
    return {"outgoing": outgoing, "other": others.get(other)}


def judgement_record(judgement: Judgement) -> Record:
    """A person's judgement."""
    return {
        "seq": judgement.seq, "kind": judgement.kind, "author": judgement.author,
        "slots": json.loads(json.dumps(judgement.slots)) if judgement.slots else None,
        "into": judgement.into, "withdraws": judgement.of, "comment": judgement.comment,
        "recorded": judgement.made or judgement.recorded,
    }  # fmt: skip
