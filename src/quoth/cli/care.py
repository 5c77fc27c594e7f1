"""`quoth check` and `quoth takedown`: what to look at before trusting a ledger, and taking a text out of it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from enum import StrEnum
from typing import Annotated, TextIO

import typer
from rich.text import Text

from quoth.cli import ledger_verbs
from quoth.cli.ledger import Address
from quoth.cli.messages import printable, watched
from quoth.cli.table import console
from quoth.ledger import AsOf, open_ledger
from quoth.reconcile import check as check_claims
from quoth.reconcile.session import known_of


class Lines(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"


def check(
    ledger: Address = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As known by the end of this day; else by the last document.")
    ] = None,
    format: Annotated[Lines, typer.Option("--format", "-f", help="How to print the findings.")] = Lines.TABLE,
) -> int:
    """Show claims that cannot mean what they say, and sources that fell silent; exits 1 when there are any."""
    try:
        day = dt.date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise typer.BadParameter(f"not a day: {as_of!r}; write 2022-09-11") from None
    return run_check(ledger, as_of=day, format=format.value)


def takedown(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, which is recorded.")],
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who decides; else $QUOTH_AUTHOR, else your login.")
    ] = None,
    ledger: Address = None,
) -> int:
    """Remove a document's text from the ledger for good; its digest, its claims and the record of the removal stay."""
    if not why.strip():
        raise typer.BadParameter("--why must give a reason")
    return ledger_verbs.take_down(ledger, document, why, by or ledger_verbs.default_author())


def run_check(
    ledger_url: str | None = None, *, as_of: dt.date | None = None, format: str = "table", out: TextIO | None = None
) -> int:
    """Print the findings of all self-checks; returns 1 when there are some."""
    out = out or sys.stdout
    with open_ledger(ledger_url, create=False) as ledger:
        known = [known_of(k) for k in watched(ledger.claims(None, AsOf(as_of)), "checking")]
    words = {k.claim.id: k.claim.content.text for k in known}
    findings = check_claims(known, as_of)
    if format == "jsonl":
        for f in findings:
            record = {"kind": f.kind, "about": f.about, "reason": f.reason, "text": words.get(f.about)}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    else:
        screen = console(out)
        for f in findings:
            screen.print(Text(f"{f.kind:10s} {printable(f.about)}  {printable(f.reason)}"))
            if f.about in words:
                screen.print(Text(f"           {printable(words[f.about])}", style="dim"))
        screen.print(Text(f"{len(findings)} findings in {len(known)} claims"))
    return 1 if findings else 0
