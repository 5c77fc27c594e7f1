"""Claims as a table on a terminal: who, in which words, what, where and when; each party has its colour."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoth.cli.messages import printable
from quoth.model import Claim, Document, Place, Quantity

if TYPE_CHECKING:
    from quoth.cli.formats import Read

_WIDTH = 100
_COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "red")
_QUALIFIERS = {"exact": "", "about": "~", "at-least": "≥ ", "at-most": "≤ ", "vague": "≈ "}


class Palette:
    """A colour for each party, in the order in which they speak."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}

    def __call__(self, party: str | None) -> str:
        if party is None:
            return ""
        return self._of.setdefault(party, _COLOURS[len(self._of) % len(_COLOURS)])


def console(out: TextIO) -> Console:
    """A console on a stream: as wide as its terminal, else 100 columns; no colour where `NO_COLOR` is set."""
    width = None if out.isatty() or os.environ.get("COLUMNS", "").isdigit() else _WIDTH
    return Console(file=out, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def write_table(readings: Iterable[Read], out: TextIO) -> None:
    """One table a document."""
    screen, colour = console(out), Palette()
    for reading in readings:
        screen.print(_heading(reading.document))
        if reading.claims:
            screen.print(_table(reading.claims, colour))
        else:
            screen.print(Text("  no claims\n", style="dim"))


def _heading(document: Document) -> Text:
    head = Text(printable(document.title or document.id), style="bold")
    dated = f"dated {document.dated}" if document.dated and document.dated != document.published else ""
    for detail in (document.outlet, document.published, dated, document.language):
        if detail:
            head.append(f"  {printable(detail)}", style="not bold dim")
    return head


def _table(claims: Iterable[Claim], colour: Palette) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=True)
    for name, ratio in (("who", 20), ("claims", 40), ("event", 14), ("where", 14)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("when", width=11, overflow="fold")
    for claim in claims:
        table.add_row(_who(claim, colour), _what(claim), _event(claim), _where(claim.places), _when(claim))
    return table


def _who(claim: Claim, colour: Palette) -> Text:
    source = claim.source
    if source is None:
        return Text("(the report)", style="dim italic")
    text = Text(printable(source.speaker or source.name or source.text or source.id or "?"), style=colour(source.party))
    if source.party:
        text.append(f" [{source.party}]")
    if source.via:
        text.append(f"\nvia {printable(source.via)}", style="dim")
    cue = " … ".join(printable(c.text) for c in claim.cue)
    if cue:
        text.append(f"\n{cue}", style="dim italic")
    return text


def _what(claim: Claim) -> Text:
    quoted = claim.mode == "direct"
    text = Text(f"“{printable(claim.content.text)}”" if quoted else printable(claim.content.text))
    figures = ", ".join(_figure(q) for q in claim.quantities)
    if figures:
        text.append(f"\n{figures}", style="bold")
    return text


def _figure(quantity: Quantity) -> str:
    high = f"–{quantity.high:,g}" if quantity.high is not None else ""
    return f"{_QUALIFIERS[quantity.qualifier]}{quantity.value:,g}{high} {printable(quantity.unit)}"


def _event(claim: Claim) -> Text:
    event = claim.event
    text = Text(f"{'no ' if event.negated else ''}{event.type}")
    if event.actor:
        text.append(f" by {event.actor}")
    if event.status != "completed":
        text.append(f"\n{event.status}", style="dim")
    if claim.act != "states":
        text.append(f"\n{claim.act}", style="bold")
    if claim.certainty.level != "asserted":
        text.append(f"\n{claim.certainty.level}", style="italic")
    return text


def _where(places: Iterable[Place]) -> Text:
    lines = (f"{'' if p.role == 'at' else p.role + ' '}{printable(p.name)}" for p in places)
    return Text("\n".join(dict.fromkeys(lines)))


def _when(claim: Claim) -> Text:
    text = Text(_days(claim.time))
    if claim.said and claim.said != claim.time:
        text.append(f"{chr(10) if claim.time else ''}said\n{_days(claim.said)}", style="dim")
    return text


def _days(when: str | None) -> str:
    """An EDTF value on lines of at most eleven characters."""
    first, slash, last = (when or "").partition("/")
    if not slash:
        return first
    if first == "..":
        return f"≤{last}"
    return f"≥{first}" if last == ".." else f"{first}\n–{last}"
