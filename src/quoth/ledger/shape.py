"""How documents and claims become rows and come back. Columns outside the chain follow from those inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from quoth.ledger.clocks import days
from quoth.ledger.digest import canonical, sha
from quoth.ledger.errors import RefusedError
from quoth.ledger.words import fold, folded
from quoth.model import Claim, Document, from_record, to_record

#: States of a claim's rows. The newest row of a claim decides: shown as the reader found it, shown as a person
#: corrected or restored it, or not shown.
SHOWN = ("read", "judged")
HIDDEN = ("dropped", "rejected", "merged")

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it; after an even number of backslashes
_ABOUT = ("id", "language", "published", "title", "outlet", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Shaped:
    """A claim with everything that its row needs, made before the ledger is locked."""

    claim: Claim
    record: str
    derived: Mapping[str, Any]
    places: tuple[tuple[str, str | None, str, str], ...]
    words: tuple[str, ...]


def document_row(document: Document) -> dict[str, Any]:
    """A document's columns but for `seq`, `entry` and `digest`.

    Raises:
        RefusedError: the text or a field cannot be stored exactly (NUL characters, halves of surrogate pairs).
    """
    for name in (*_ABOUT, "text"):
        storable(getattr(document, name), f"{name} of the document")
    if not document.id:
        raise RefusedError("the document has no id")
    row: dict[str, Any] = {name: getattr(document, name) for name in _ABOUT}
    row |= {"content_hash": document.content_hash, "length": len(document.text), "text": document.text}
    return row | {"key": document_key(row)}


def document_key(row: Mapping[str, Any]) -> str:
    """What makes two documents the same: the same id, text and particulars but for the language, which readers find."""
    return sha(canonical([row["content_hash"], *(row[name] for name in _ABOUT if name != "language")]))


def document_from(row: Mapping[str, Any], dated: str | None = None) -> Document:
    """The document of a row; a text that was taken down is empty."""
    return Document(text=row["text"] or "", dated=dated, **{name: row[name] for name in _ABOUT})


def document_words_of(row: Mapping[str, Any]) -> list[str]:
    return fold(f"{row['title'] or ''}\n{row['text'] or ''}")


def shape(claim: Claim, dated: str | None) -> Shaped:
    """The claim made ready for its row.

    Raises:
        RefusedError: a field cannot be stored exactly.
    """
    record = canonical(to_record(claim))
    storable(record, "claim")
    if "\\u0000" in record and _NUL.search(record):
        raise RefusedError("the claim has a NUL character")
    places = tuple((_name(p.name), p.id, p.kind, p.role) for p in claim.places)
    return Shaped(claim, record, derived(claim, dated), places, tuple(fold(claim.content.text)))


def claim_from(record: str) -> Claim:
    """The claim of a row's record.

    Raises:
        ValueError, KeyError, TypeError: the record is damaged.
    """
    return from_record(json.loads(record))


def derived(claim: Claim, dated: str | None) -> dict[str, Any]:
    """The columns by which claims are found: they follow from the record and the days of its document.

    A claim without a time of its own is looked for when it was said, else on the days of its document.
    """
    who = claim.source
    happened = days(claim.time, claim.said, dated)
    said = days(claim.said)
    return {
        "start": claim.content.start,
        "source_id": who.id if who else None,
        "party": who.party if who else None,
        "speaker": _name(who.speaker) if who and who.speaker else None,
        "event": claim.event.type,
        "level": claim.certainty.level,
        "mode": claim.mode,
        **dict(zip(("happened_long", "happened_first", "happened_last"), happened or (None,) * 3, strict=True)),
        **dict(zip(("said_long", "said_first", "said_last"), said or (None,) * 3, strict=True)),
    }


#: The derived columns of a row that hides a claim.
BLANK: dict[str, Any] = dict.fromkeys((
    "start", "source_id", "party", "speaker", "event", "level", "mode",
    "happened_long", "happened_first", "happened_last", "said_long", "said_first", "said_last",
))  # fmt: skip


@lru_cache(maxsize=50_000)
def _name(name: str) -> str:
    return folded(name) or name


def name_key(name: str) -> str:
    """How names of places and people are compared: without case, diacritics and punctuation."""
    return _name(name)


def changed_slots(before: Claim, after: Claim) -> tuple[str, ...]:
    """The names of the slots in which two versions differ."""
    leave = {"id", "version", "reader", "document"}
    return tuple(
        f.name for f in fields(Claim) if f.name not in leave and getattr(before, f.name) != getattr(after, f.name)
    )


def storable(value: str | None, what: str) -> None:
    """Refuse a text that no database keeps exactly.

    Raises:
        RefusedError: it has a NUL character or half a surrogate pair.
    """
    if value is None:
        return
    where = value.find("\0")
    if where >= 0:
        raise RefusedError(f"the {what} has a NUL character at {where}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RefusedError(f"the {what} has half a surrogate pair at {error.start}, which is no text") from None
