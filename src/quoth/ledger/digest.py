"""Digests and the hash chain.

Each row has the SHA-256 of its committed columns; an entry's `root` is the SHA-256 of its rows' digests in the order
of `seq`, and its `link` the SHA-256 of the link before it and the entry itself. So no row can be altered, taken out,
put in or moved without the head link changing, and the chain holds no text: a document counts by its content hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

#: The link before the first entry.
GENESIS = "0" * 64

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

#: The columns that the chain covers; all others follow from them (see `shape`).
COMMITTED: dict[str, tuple[str, ...]] = {
    "runs": ("seq", "run", "verb", "state", "reader", "software", "counts"),
    "documents": (
        "seq", "id", "content_hash", "length", "language", "published", "title", "outlet", "publisher", "url",
    ),
    "readings": ("seq", "document", "run", "reader", "fingerprint", "dated", "known", "found"),
    "judgements": ("seq", "kind", "document_id", "anchor", "version", "author", "withdraws", "value"),
    "claims": (
        "seq", "document", "reading", "judgement", "state", "document_id", "anchor", "version", "dated", "known",
        "record",
    ),
    "relations": ("seq", "run", "state", "kind", "source", "target", "known", "reason", "features"),
}  # fmt: skip


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces; the same value always gives the same text."""
    return _ENCODER.encode(value)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def row_digest(table: str, row: Mapping[str, Any]) -> str:
    """The digest of one row of `table`."""
    return sha(canonical([table, *(row[c] for c in COMMITTED[table])]))


def root_of(digests: Iterable[str]) -> str:
    """The digest of an entry's rows, in the order of `seq`."""
    total = hashlib.sha256()
    for digest in digests:
        total.update(digest.encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def link_of(before: str, entry: int, kind: str, recorded: str, last: int, root: str) -> str:
    """The chain's link at an entry, from the link before it."""
    return sha(canonical([before, entry, kind, recorded, last, root]))
