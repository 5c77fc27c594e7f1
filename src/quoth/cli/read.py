"""`quoth read`: documents to claims, on the screen or for another program; nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from quoth.cli.formats import Format, write
from quoth.cli.messages import Refusals, printable, watched
from quoth.cli.options import Conflict, Inputs, Language, Outlet, Published, Publisher
from quoth.intake import Given, Refusal, gather
from quoth.languages.detect import UnknownLanguage
from quoth.model import Document

if TYPE_CHECKING:
    from quoth.reading import Reading


def read(
    inputs: Inputs,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the claims.")] = Format.TABLE,
    published: Published = None,
    outlet: Outlet = None,
    publisher: Publisher = None,
    language: Language = None,
    conflict: Conflict = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print what each reading step found.")] = False,
) -> int:
    """Read documents and print their claims; nothing is stored.

    Text files may begin with a date, such as "date 2022-09". JSON documents are objects {id, text, language?,
    published?, title?, outlet?, publisher?, url?}, one a line.
    """
    given = Given(published=published, outlet=outlet, publisher=publisher, language=language)
    refusals = Refusals()
    readings = readings_of(gather(inputs, given), refusals, conflict, explain)
    if explain:
        readings = _explained(readings, to_stderr=format is not Format.TABLE)
    write(format, readings, sys.stdout)
    return 1 if refusals.count else 0


def readings_of(
    documents: Iterable[Document | Refusal], refusals: Refusals, conflict: str | None = None, explain: bool = False
) -> Iterator[Reading]:
    """Read each document; refused ones are named and left out."""
    from quoth.reading import read as read_document

    for document in watched(documents, "reading"):
        if isinstance(document, Refusal):
            refusals.add(document)
            continue
        try:
            yield read_document(document, conflict=conflict, explain=explain)
        except UnknownLanguage as wrong:
            refusals.add(Refusal(document.id, str(wrong)))


def _explained(readings: Iterable[Reading], to_stderr: bool) -> Iterator[Reading]:
    out = sys.stderr if to_stderr else sys.stdout
    for reading in readings:
        print(f"== {printable(reading.document.id)}", file=out)
        for step, lines in reading.steps:
            print(f"-- {step}", file=out)
            for line in lines:
                print(f"   {printable(line)}", file=out)
        yield reading
