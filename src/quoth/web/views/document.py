"""A document: what it is, as much of its text as may be shown, and its claims."""

from __future__ import annotations

from quoth.ledger import AsOf, Filter
from quoth.web.library import Library
from quoth.web.views.records import Record, claim_record, document_record

#: Claims of one document that are shown; a live blog of a day has some hundreds.
MOST = 500


def document_view(library: Library, document_id: str, known: AsOf, *, full: bool = False) -> Record | None:
    """What the page of a document shows, or None when the ledger does not have it.

    The whole text only when the setting allows it, or for people of the desk (`full`).
    """
    kept = library.ledger.document(document_id, known)
    if kept is None:
        return None
    show = library.settings.show
    page = library.ledger.page(Filter(document=(document_id,)), known, limit=MOST)
    claims = sorted((k for k in page.claims if k.document == kept.seq), key=lambda k: k.claim.content.start)
    text = kept.document.text if (full or show == "text") and not kept.taken_down else None
    return {
        "document": document_record(kept),
        "text": text,
        "claims": [claim_record(k, show) for k in claims],
        "all": page.next is None,
    }
