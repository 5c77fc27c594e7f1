"""`quoth languages` and `quoth conflicts`: what the reader knows."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.cli.table import console
from quoth.conflicts import installed_conflicts, load_conflict
from quoth.languages.section import installed_packs
from quoth.languages.signs import load_signs


class Listing(StrEnum):
    TABLE = "table"
    JSON = "json"


Form = Annotated[Listing, typer.Option("--format", "-f", help="How to print them.")]


def languages(format: Form = Listing.TABLE) -> None:
    """List the languages that can be read."""
    rows = []
    for code in installed_packs():
        signs = load_signs(code)
        rows.append({"code": code, "name": signs.name, "english": signs.english})
    _print(rows, format)


def conflicts(format: Form = Listing.TABLE) -> None:
    """List the conflicts whose parties, bodies and people are known."""
    rows = []
    for name in installed_conflicts():
        war = load_conflict(name)
        first = war.first_day.isoformat() if war.first_day else None
        bodies = sum(not b.outlet for b in war.bodies)
        rows.append(
            {
                "name": name,
                "title": war.title,
                "first_day": first,
                "sides": list(war.sides),
                "bodies": bodies,
                "people": len(war.people),
            }
        )
    _print(rows, format)


def _print(rows: Sequence[dict[str, Any]], form: Listing) -> None:
    if form is Listing.JSON:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in rows[0] if rows else ():
        table.add_column(name.replace("_", " "))
    for row in rows:
        table.add_row(*(Text(_cell(v)) for v in row.values()))
    console(sys.stdout).print(table)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
