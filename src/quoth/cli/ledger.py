"""The verbs over a ledger, as the command line gives them: `add`, `claims`, `verify`, `review`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from quoth.cli import ledger_claims, ledger_review, ledger_verbs
from quoth.cli.filters import (
    AsOfOption,
    DocumentOption,
    EventOption,
    PartyOption,
    PlaceOption,
    RecordedOption,
    SaidByOption,
    SinceOption,
    SourceOption,
    TextOption,
    UntilOption,
)
from quoth.cli.formats import Format
from quoth.cli.messages import Gauge, watched
from quoth.cli.options import Conflict, Inputs, Language, Outlet, Published, Publisher
from quoth.intake import Given, gather
from quoth.languages.detect import UnknownLanguage
from quoth.ledger import AddressError, is_ledger_file
from quoth.model import Document

Address = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="URL", help="sqlite:///PATH or postgresql://...; else $QUOTH_LEDGER, else quoth.db."
    ),
]


def add(
    inputs: Inputs,
    ledger: Address = None,
    claims: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Append these claims (JSONL, - for standard input; or Label Studio's JSON); read nothing.",
        ),
    ] = None,
    reread: Annotated[bool, typer.Option("--reread", help="Also read every document of the ledger again.")] = False,
    published: Published = None,
    outlet: Outlet = None,
    publisher: Publisher = None,
    language: Language = None,
    conflict: Conflict = None,
) -> int:
    """Read documents and append them with their claims to the ledger.

    What is there already is passed over, so an interrupted run goes on where it stopped. An input may also be a file
    that `quoth export --to ledger` wrote.
    """
    from quoth.reading import READER, read

    given = Given(published=published, outlet=outlet, publisher=publisher, language=language)
    files = [Path(name) for name in inputs if name != "-" and is_ledger_file(Path(name))]
    others = [name for name in inputs if name == "-" or Path(name) not in files]
    reader = partial(read, conflict=conflict)

    def dated(document: Document) -> str | None:
        try:
            return reader(document).document.dated
        except UnknownLanguage:
            return document.published

    with wrong_usage(AddressError), wrong_usage(ledger_verbs.GivenError):
        return ledger_verbs.add(
            watched(gather(others, given), "adding"),
            ledger,
            reader=None if claims is not None else reader,
            reader_name=READER,
            claims_path=claims,
            ledger_files=files,
            reread=reread,
            dater=dated,
            refusing=(UnknownLanguage,),
        )


def claims(
    ledger: Address = None,
    place: PlaceOption = None,
    source: SourceOption = None,
    party: PartyOption = None,
    event: EventOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    said_by: SaidByOption = None,
    text: TextOption = None,
    document: DocumentOption = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the claims.")] = Format.TABLE,
    as_of: AsOfOption = None,
    recorded_by: RecordedOption = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="What newer readings and people changed; --since and --until: when.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Print at most so many.")] = None,
) -> int:
    """Print the claims of the ledger: all, or those that every option given wants."""
    with wrong_usage():
        wanted = ledger_verbs.parse_filter(
            since=since, until=until, said_by=said_by, text=text,
            place=place, source=source, party=party, event=event, document=document,
        )  # fmt: skip
        if changed:
            first = document[0] if document else None
            return ledger_claims.changed(ledger, since=wanted.since, until=wanted.until, document=first, format=format)
        known = ledger_verbs.parse_as_of(as_of, recorded_by)
        return ledger_claims.claims(ledger, wanted, format=format, as_of=known, limit=limit)


def verify(
    ledger: Address = None,
    head: Annotated[
        str | None, typer.Option(metavar="LINK", help="A head noted earlier, which must still be there.")
    ] = None,
) -> int:
    """Check every row, span, id and link of the ledger, and name each broken one."""
    with wrong_usage(), Gauge("verifying") as gauge:
        return ledger_verbs.verify(ledger, head=head, progress=gauge)


def review(
    ledger: Address = None,
    author: Annotated[str | None, typer.Option(help="Who judges; else $QUOTH_AUTHOR, else your login.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many claims.")] = 100,
) -> int:
    """Judge the claims that wait for a person, one after another."""
    with wrong_usage():
        return ledger_review.review(ledger, author=author or ledger_verbs.default_author(), limit=limit)


@contextmanager
def wrong_usage(kind: type[ValueError] = ValueError) -> Iterator[None]:
    """What the query or the address raises is the fault of who typed it."""
    try:
        yield
    except kind as wrong:
        raise typer.BadParameter(str(wrong)) from None
