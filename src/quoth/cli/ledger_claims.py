"""`quoth claims`: what a ledger holds, as a table or for another program, and what changed in it."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any, TextIO

from quoth.cli.formats import COLUMNS, Format, csv_row, write
from quoth.cli.messages import printable
from quoth.ledger import AsOf, Change, Filter, Kept, Ledger, open_ledger
from quoth.model import Claim, Document, to_record


@dataclass(frozen=True)
class Group:
    """Claims of one document, for the writers that `quoth read` uses, too."""

    document: Document
    claims: tuple[Claim, ...]


def claims(
    ledger_url: str | None = None,
    wanted: Filter | None = None,
    *,
    format: Format = Format.TABLE,
    as_of: AsOf | None = None,
    limit: int | None = None,
    out: TextIO | None = None,
) -> int:
    """Print the claims that a filter wants: the records of `read`, plus `published` and `recorded`."""
    out = out or sys.stdout
    with open_ledger(ledger_url, readonly=True) as ledger:
        found = itertools.islice(ledger.claims(wanted, as_of), limit)
        if format in (Format.TABLE, Format.HTML):
            write(format, _groups(ledger, found), out)
        elif format is Format.CSV:
            _csv(found, out)
        else:
            _json(found, out, lines=format is Format.JSONL)
    return 0


def record_of(kept: Kept) -> dict[str, Any]:
    """A claim as `quoth claims` prints it."""
    return {**to_record(kept.claim), "published": kept.published, "recorded": kept.recorded}


def changed(
    ledger_url: str | None = None,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    document: str | None = None,
    format: Format = Format.TABLE,
    out: TextIO | None = None,
) -> int:
    """Print what newer readings and people changed: which claims, in which slots, from what to what."""
    out = out or sys.stdout
    with open_ledger(ledger_url, readonly=True) as ledger:
        found = ledger.changes(since, until, document)
    if format is Format.TABLE:
        for change in found:
            out.write(_change_text(change))
    elif format is Format.HTML:
        out.write('<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>What changed</title>\n')
        out.write("<h1>What changed</h1>\n")
        out.writelines(f"<pre>{escape(_change_text(change))}</pre>\n" for change in found)
        out.write("</html>\n")
    elif format is Format.JSON:
        out.write(json.dumps([_change_record(c) for c in found], ensure_ascii=False, indent=1) + "\n")
    else:
        for change in found:
            out.write(json.dumps(_change_record(change), ensure_ascii=False) + "\n")
    return 0


def _groups(ledger: Ledger, found: Iterable[Kept]) -> Iterator[Group]:
    for _, group in itertools.groupby(found, key=lambda kept: kept.document):
        kepts = list(group)
        first = kepts[0]
        kept = ledger.document(first.claim.document)
        if kept is not None and kept.seq == first.document:
            document = replace(kept.document, dated=first.dated)
        else:  # an older revision
            name = first.claim.document
            document = Document(name, "", None, first.published, None, first.outlet, None, first.url, first.dated)
        yield Group(document, tuple(k.claim for k in kepts))


def _csv(found: Iterable[Kept], out: TextIO) -> None:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([*COLUMNS, "published", "recorded"])
    for kept in found:
        rows.writerow([*csv_row(kept.claim), kept.published, kept.recorded])


def _json(found: Iterable[Kept], out: TextIO, lines: bool) -> None:
    if lines:
        for kept in found:
            out.write(json.dumps(record_of(kept), ensure_ascii=False) + "\n")
        return
    out.write("[")
    for number, kept in enumerate(found):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(record_of(kept), ensure_ascii=False, indent=1))
    out.write("\n]\n")


def _change_record(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "claim": change.claim,
        "document": change.document,
        "recorded": change.recorded,
        "slots": list(change.slots),
        "before": to_record(change.before) if change.before else None,
        "after": to_record(change.after) if change.after else None,
    }


def _change_text(change: Change) -> str:
    shown = change.after or change.before
    words = printable(shown.content.text) if shown else ""
    head = f"{change.kind:9s} {change.claim}  {printable(change.document)}  {change.recorded[:19]}Z\n  {words}\n"
    if not (change.before and change.after):
        return head
    before, after = to_record(change.before), to_record(change.after)
    lines = (
        f"  {slot}: {json.dumps(before[slot], ensure_ascii=False)} -> {json.dumps(after[slot], ensure_ascii=False)}\n"
        for slot in change.slots
    )
    return head + "".join(lines)
