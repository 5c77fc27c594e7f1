"""Arguments and options that several verbs share."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.conflicts import installed_conflicts
from quoth.intake import Unreadable, checked_date
from quoth.languages.section import installed_packs


def _date(value: str | None) -> str | None:
    if value is not None:
        try:
            checked_date(value)
        except Unreadable as wrong:
            raise typer.BadParameter(str(wrong)) from None
    return value


def _language(value: str | None) -> str | None:
    if value is not None and value not in installed_packs():
        raise typer.BadParameter(f"unknown language {value!r}; installed: {', '.join(installed_packs())}")
    return value


def _conflict(value: str | None) -> str | None:
    if value is not None and value not in installed_conflicts():
        raise typer.BadParameter(f"unknown conflict {value!r}; known: {', '.join(installed_conflicts())}")
    return value


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="Files, directories, web addresses, or - for standard input.", show_default=False
    ),
]
Published = Annotated[
    str | None,
    typer.Option(callback=_date, metavar="DATE", help="When they were published: 2022-09-11, 2022-09 or 2022."),
]
Outlet = Annotated[str | None, typer.Option(help="Who published them.")]
Publisher = Annotated[str | None, typer.Option(help="The body that speaks for the whole text, as in a bulletin.")]
Language = Annotated[
    str | None, typer.Option(callback=_language, metavar="CODE", help="Their language; else it is detected.")
]
Conflict = Annotated[
    str | None, typer.Option(callback=_conflict, metavar="NAME", help="The conflict that they report on.")
]
