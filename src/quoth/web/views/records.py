"""Claims, documents and relations as plain dicts, with no more of a text than may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quoth.ledger import AsOf, Filter, Kept, KeptDocument, KeptRelation, Ledger
from quoth.ledger.excerpt import Show
from quoth.model import to_record
from quoth.web.visit import address

Record = dict[str, Any]
_CHUNK = 200


def claim_record(kept: Kept, show: Show) -> Record:
    """A claim as `quoth claims --format jsonl` gives it, without the words that may not be shown."""
    record = to_record(kept.claim)
    if show == "content":
        record["sentence"] = None
    elif show == "none":
        record["sentence"] = None
        for span in (record["content"], *record["cue"], *([record["source"]] if record["source"] else [])):
            span["text"] = None
        for part in (*record["places"], *record["quantities"]):
            part["text"] = None
        if record["certainty"]["cue"]:
            record["certainty"]["cue"]["text"] = None
    record |= {
        "state": kept.state, "published": kept.published, "dated": kept.dated, "known": kept.known,
        "recorded": kept.recorded, "outlet": kept.outlet, "url": kept.url, "link": address("claim", kept.claim.id),
    }  # fmt: skip
    return record


def document_record(kept: KeptDocument) -> Record:
    """A document's particulars, without its text."""
    d = kept.document
    return {
        "id": d.id, "title": d.title, "outlet": d.outlet, "publisher": d.publisher, "language": d.language,
        "published": d.published, "dated": d.dated, "known": kept.known, "recorded": kept.recorded, "url": d.url,
        "reader": kept.reader, "taken_down": kept.taken_down, "link": address("document", d.id),
    }  # fmt: skip


def relation_record(kept: KeptRelation) -> Record:
    """A relation as `quoth compare --format jsonl` gives it, with the day from whose end it counts."""
    r = kept.relation
    return {
        "kind": r.kind, "from": r.source, "to": r.target, "reason": r.reason, "features": dict(r.features),
        "known": kept.known,
    }  # fmt: skip


def claims_by_id(ledger: Ledger, ids: Iterable[str], as_of: AsOf, show: Show) -> dict[str, Record]:
    """The current claims of these anchors, by anchor; what is no longer current is left out."""
    wanted = list(dict.fromkeys(i for i in ids if not i.startswith("source:")))
    out: dict[str, Record] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = tuple(wanted[start : start + _CHUNK])
        for kept in ledger.page(Filter(id=chunk), as_of, limit=2 * len(chunk)).claims:
            out.setdefault(kept.claim.id, claim_record(kept, show))
    return out
