"""Claims in the formats of the command line. Each writer takes the documents one at a time and keeps none of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Protocol, TextIO

from quoth.model import Claim, Document, to_record


class Read(Protocol):
    """A document with its claims."""

    @property
    def document(self) -> Document: ...
    @property
    def claims(self) -> tuple[Claim, ...]: ...


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


#: The columns of the CSV; lists are joined by "; ".
COLUMNS = (
    "document", "id", "source_id", "party", "speaker", "source", "cue", "content", "start", "end", "mode", "act",
    "said", "event", "actor", "status", "negated", "certainty", "places", "time", "quantities",
)  # fmt: skip


def write(form: Format, readings: Iterable[Read], out: TextIO) -> None:
    """Write documents with their claims, in one format."""
    writers: dict[Format, Callable[[Iterable[Read], TextIO], None]] = {
        Format.TABLE: _table,
        Format.JSON: _json,
        Format.JSONL: _jsonl,
        Format.CSV: _csv,
        Format.HTML: _html,
    }
    writers[form](readings, out)


def _table(readings: Iterable[Read], out: TextIO) -> None:
    from quoth.cli.table import write_table  # Rich takes its time to load

    write_table(readings, out)


def _html(readings: Iterable[Read], out: TextIO) -> None:
    from quoth.cli.page import write_page

    write_page(readings, out)


def _json(readings: Iterable[Read], out: TextIO) -> None:
    """A list of documents, each with its claims."""
    out.write("[")
    for number, reading in enumerate(readings):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(_document(reading), ensure_ascii=False, indent=1))
    out.write("\n]\n")


def _document(reading: Read) -> dict[str, Any]:
    about = reading.document
    known = {
        name: getattr(about, name)
        for name in ("id", "language", "published", "dated", "title", "outlet", "publisher", "url")
    }
    return {**known, "content_hash": about.content_hash, "claims": [to_record(c) for c in reading.claims]}


def _jsonl(readings: Iterable[Read], out: TextIO) -> None:
    """One claim a line, as `claim.schema.json` says."""
    for reading in readings:
        for claim in reading.claims:
            out.write(json.dumps(to_record(claim), ensure_ascii=False) + "\n")


def _csv(readings: Iterable[Read], out: TextIO) -> None:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for reading in readings:
        for claim in reading.claims:
            rows.writerow(csv_row(claim))


def csv_row(claim: Claim) -> list[object]:
    """The cells of one claim, in the order of `COLUMNS`."""
    return [_cell(value) for value in _row(claim)]


def _row(claim: Claim) -> tuple[object, ...]:
    who = claim.source
    return (
        claim.document, claim.id, who and who.id, who and who.party, who and who.speaker, who and who.text,
        "; ".join(c.text for c in claim.cue), claim.content.text, claim.content.start, claim.content.end,
        claim.mode, claim.act, claim.said,
        claim.event.type, claim.event.actor, claim.event.status, str(claim.event.negated).lower(),
        claim.certainty.level,
        "; ".join(f"{p.name} ({p.kind}, {p.role})" for p in claim.places), claim.time,
        "; ".join(f"{q.qualifier} {q.value:g} {q.unit}" for q in claim.quantities),
    )  # fmt: skip


def _cell(value: object) -> object:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe in front keeps it a text."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
