"""`quoth export`: claims, relations and control in other people's formats."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quoth.cli import ledger_verbs
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
from quoth.cli.ledger import Address, wrong_usage
from quoth.cli.messages import Gauge, say
from quoth.ledger import AsOf, Filter, open_ledger, show_setting
from quoth.publish.export import ExportError, Part, View, exporters
from quoth.publish.export import export as export_to

#: The kinds that are the ledger's own: copies of it, not forms of its claims.
COPIES = {
    "ledger": "the whole ledger in one file, for `quoth add` elsewhere",
    "gold": "judged documents with their claims, for `quoth evaluate`",
}


class Of(StrEnum):
    CLAIMS = "claims"
    RELATIONS = "relations"
    CONTROL = "control"


def kinds() -> Mapping[str, str]:
    """Every kind with what it is, in a line."""
    return {**{name: e.summary for name, e in exporters().items()}, **COPIES}


def _listed() -> str:
    try:
        lines = [f"{name}: {summary}" for name, summary in kinds().items()]
    except ExportError as broken:  # a plug-in; it must not take the help of all verbs with it
        lines = [str(broken)]
    return "Kinds:\n\n" + "\n\n".join(lines)


def export(
    to: Annotated[str, typer.Option("--to", metavar="KIND", help="The form; see below.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write; - for standard output.")],
    ledger: Address = None,
    of: Annotated[
        Of | None, typer.Option("--of", help="What to write; else the first that the kind holds.", show_default=False)
    ] = None,
    place: PlaceOption = None,
    source: SourceOption = None,
    party: PartyOption = None,
    event: EventOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    said_by: SaidByOption = None,
    text: TextOption = None,
    document: DocumentOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedOption = None,
    base: Annotated[
        str | None, typer.Option(metavar="URL", help="Where a desk serves the claims, for links back to them.")
    ] = None,
) -> int:
    """Write claims, relations or control in a form that other programs read."""
    with wrong_usage():
        if to not in kinds():
            raise ExportError(f"no such kind: {to!r}; choose from {', '.join(kinds())}")
        wanted = ledger_verbs.parse_filter(
            since=since, until=until, said_by=said_by, text=text,
            place=place, source=source, party=party, event=event, document=document,
        )  # fmt: skip
        known = ledger_verbs.parse_as_of(as_of, recorded_by)
        if to in COPIES:
            if of or base or wanted != Filter() or known != AsOf():
                raise ExportError(f"{to} is always the whole ledger; leave out the other options")
            return _copy(to, path, ledger)
        part: Part = of.value if of else exporters()[to].parts[0]
        return _form(to, path, ledger, part, wanted, known, base)


def _form(
    kind: str, path: Path, ledger_url: str | None, part: Part, wanted: Filter, as_of: AsOf, base: str | None
) -> int:
    if base is not None and not base.startswith(("http://", "https://")):
        raise ExportError(f"not a web address: {base!r}; --base is where a desk serves the claims")
    with open_ledger(ledger_url, create=False, readonly=True) as ledger, Gauge("exporting") as gauge:
        view = View(ledger, part, wanted, as_of, show_setting(), base, gauge)
        export_to(view, kind, sys.stdout.buffer if str(path) == "-" else path)
    for why, count in sorted(view.left_out.items()):
        say(f"left out {count}: {why}")
    if exporters()[kind].texts:
        say("the file holds whole texts: a working copy, not for publication")
    return 0


def _copy(kind: str, path: Path, ledger_url: str | None) -> int:
    if kind == "ledger":
        with Gauge("exporting") as gauge:
            return ledger_verbs.export_ledger(ledger_url, path, progress=gauge)
    if str(path) == "-":
        return ledger_verbs.export_gold(ledger_url, sys.stdout)
    with path.open("w", encoding="utf-8") as out:
        return ledger_verbs.export_gold(ledger_url, out)


export.__doc__ = f"{export.__doc__}\n\n{_listed()}"
