"""A source: what it said and what became of it, in counts side by side. There is no single score of trust."""

from __future__ import annotations

from collections import Counter
from typing import Any

from quoth.ledger import AsOf, Filter, Kept
from quoth.web.library import Library
from quoth.web.views.records import Record, claim_record, claims_by_id, relation_record
from quoth.web.visit import address

#: The newest claims of a source whose relations are counted.
WINDOW = 200
PAGE = 15
_EDGES, _SHOWN, _OUTLETS = 1000, 5, 10
#: What is counted: a relation's kind, and whether the source's claim is the one that it goes out from.
COUNTED = (
    ("corroborates", False), ("repeats", False), ("concedes", False), ("corrects", True), ("contradicts", False),
    ("denies", False), ("disputes", False), ("concedes", True), ("denies", True), ("updates", True),
)  # fmt: skip


def source_view(
    library: Library, source_id: str, known: AsOf, speaker: str = "", cursor: str | None = None
) -> Record | None:
    """What the page about a source shows, or None when it said nothing (by then). `speaker` is one of its people."""
    wanted = Filter(source=(source_id,), speaker=(speaker,) if speaker else ())
    show = library.settings.show
    page = library.ledger.page(wanted, known, limit=PAGE, cursor=cursor or None, newest_first=True)
    if not page.claims and not cursor:
        return None
    key = ("source", source_id, speaker, known.published)
    about = library.kept(key, lambda: _about(library, wanted, known))
    first = page.claims[0].claim.source if page.claims else None
    return {
        "source": {
            "id": source_id, "party": first.party if first else None, "speaker": speaker or None,
            "link": address("source", source_id),
        },
        **about,
        "as_of": known.published.isoformat() if known.published else None,
        "claims": [claim_record(k, show) for k in page.claims],
        "next": page.next,
    }  # fmt: skip


def _about(library: Library, wanted: Filter, known: AsOf) -> dict[str, Any]:
    page = library.ledger.page(wanted, known, limit=WINDOW, newest_first=True)
    ids = {k.claim.id for k in page.claims}
    found = library.ledger.relations_page(known, claims=tuple(sorted(ids)), limit=_EDGES)[0] if ids else ()
    relations = [relation_record(r) for r in found]
    counts = Counter((r["kind"], r["from"] in ids) for r in relations)
    told = [r for r in relations if r["kind"] not in ("repeats", "updates")][:_SHOWN]
    ends = claims_by_id(library.ledger, [r[end] for r in told for end in ("from", "to")], known, library.settings.show)
    return {
        "counts": [{"kind": k, "outgoing": out, "count": counts[k, out]} for k, out in COUNTED if counts[k, out]],
        "considered": {"claims": len(page.claims), "all": page.next is None, "relations": len(relations)},
        "repeated_by": _outlets(library, [r for r in relations if r["kind"] == "repeats"], known),
        "events": _common(page.claims, lambda k: k.claim.event.type),
        "levels": _common(page.claims, lambda k: k.claim.certainty.level),
        "speakers": _common(page.claims, lambda k: k.claim.source.speaker if k.claim.source else None),
        "told": [{**r, "one": ends.get(r["from"]), "other": ends.get(r["to"])} for r in told],
    }


def _outlets(library: Library, repeats: list[Record], known: AsOf) -> list[Record]:
    """The outlets that carried what it said, by how often."""
    claims = claims_by_id(library.ledger, [r["from"] for r in repeats[:WINDOW]], known, "none")
    counts = Counter(c["outlet"] or c["document"] for c in claims.values())
    return [{"outlet": outlet, "count": n} for outlet, n in _ranked(counts)[:_OUTLETS]]


def _common(claims: tuple[Kept, ...], of: Any) -> list[Record]:
    counts: Counter[str] = Counter(value for k in claims if (value := of(k)))
    return [{"value": value, "count": n} for value, n in _ranked(counts)[:_OUTLETS]]


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
