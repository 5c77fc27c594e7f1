"""The options by which `claims` and `export` choose claims."""

from __future__ import annotations

from typing import Annotated

import typer

PlaceOption = Annotated[list[str] | None, typer.Option("--place", help="A place's name or id.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="ID", help="A source, such as ua-government.")
]
PartyOption = Annotated[
    list[str] | None, typer.Option("--party", help="The party that a source speaks for, such as UA.")
]
EventOption = Annotated[
    list[str] | None, typer.Option("--event", metavar="TYPE", help="A type of event, such as withdrawal.")
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Happened on this day or later.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Happened on this day or before.")]
SaidByOption = Annotated[
    str | None,
    typer.Option("--said-by", metavar="DATE|NAME", help="Said on this day or before, or by this person or outlet."),
]
TextOption = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help='Words of the claim; "a phrase", begin*.')
]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", metavar="ID", help="A document.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As known from what was published by then.")
]
RecordedOption = Annotated[
    str | None, typer.Option("--recorded-by", metavar="DATE", help="As recorded by the end of this day.")
]
