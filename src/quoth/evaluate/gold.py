"""Gold: documents with the claims that people found in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoth.model import Claim, Document, Span, from_record


class GoldError(ValueError):
    """A gold file is not of the guide's form; the message names file and line."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """`optional`: neither found nor missed counts. `also`: other mentions of the same source."""

    claim: Claim
    optional: bool = False
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    document: Document
    claims: tuple[GoldClaim, ...]


def load_gold(paths: Iterable[Path]) -> Iterator[GoldDocument]:
    """The documents of some gold files (JSONL).

    Raises:
        GoldError: a line is not a gold document.
        OSError: a file cannot be read.
    """
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                try:
                    yield as_gold(json.loads(line))
                except (KeyError, TypeError, ValueError) as wrong:
                    raise GoldError(f"{path}:{number}: {wrong!r}") from None


def as_gold(record: Mapping[str, Any]) -> GoldDocument:
    """A gold document from its JSON object."""
    known = ("language", "published", "title", "outlet", "publisher", "url")
    document = Document(id=record["id"], text=record["text"], **{k: record.get(k) for k in known})
    return GoldDocument(document, tuple(_claim(document.id, c) for c in record["claims"]))


def _claim(document: str, record: Mapping[str, Any]) -> GoldClaim:
    also = (record.get("source") or {}).get("also", ())
    return GoldClaim(
        from_record({**record, "document": document}),
        bool(record.get("optional")),
        tuple(Span(s["text"], s["start"], s["end"]) for s in also),
    )
