"""`quoth update`: the cited daily update, in one of several languages and forms."""

from __future__ import annotations

import datetime as dt
import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from quoth.cli.ledger import Address
from quoth.cli.messages import watched
from quoth.cli.options import Conflict as ConflictName
from quoth.conflicts import load_conflict
from quoth.ledger import open_ledger
from quoth.publish import (
    LANGUAGES,
    Update,
    publish_update,
    render_atom,
    render_html,
    render_json_feed,
    render_md,
)

_FEED_DAYS = 7


class Form(StrEnum):
    MD = "md"
    HTML = "html"
    JSON = "json"
    ATOM = "atom"
    JSONFEED = "jsonfeed"


def _day(value: str | None) -> str | None:
    if value is not None:
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter(f"not a day: {value!r}; write 2022-09-11") from None
    return value


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise typer.BadParameter(f"no update in the language {value!r}; choose from {', '.join(LANGUAGES)}")
    return value


def update(
    date: Annotated[
        str | None, typer.Option(callback=_day, metavar="DATE", help="As known by the end of this day; else today.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(callback=_day, metavar="DATE", help="What is new after this day; else the day before.")
    ] = None,
    language: Annotated[
        str, typer.Option(callback=_language, metavar="nl|en|uk", help="The language to write it in.")
    ] = "en",
    format: Annotated[
        Form, typer.Option("--format", "-f", help="How to print it; atom and jsonfeed: a feed.")
    ] = Form.MD,
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days a feed goes back.")] = _FEED_DAYS,
    conflict: ConflictName = None,
    ledger: Address = None,
) -> int:
    """Write what the claims published on a day add to the record; every sentence cites its claims."""
    day = dt.date.fromisoformat(date) if date else dt.datetime.now(dt.UTC).date()
    before = dt.date.fromisoformat(since) if since else day - dt.timedelta(days=1)
    if before >= day:
        raise typer.BadParameter(f"--since {before} is not before --date {day}")
    feed = format in (Form.ATOM, Form.JSONFEED)
    if feed and since:
        raise typer.BadParameter("a feed has one entry a day; give --days instead of --since")
    war = load_conflict(conflict) if conflict else load_conflict()
    with open_ledger(ledger, create=False) as opened:
        if not feed:
            written = publish_update(opened, day, language=language, since=before, conflict=war)
            sys.stdout.write(_one(format, written))
            return 0
        wanted = (day - dt.timedelta(days=n) for n in range(days))
        all_days = [publish_update(opened, d, language=language, conflict=war) for d in watched(wanted, "writing")]
    told = [u for u in all_days if not u.empty] or all_days[:1]
    write = render_atom if format is Form.ATOM else render_json_feed
    sys.stdout.write(write(told, war.title))
    return 0


def _one(format: Form, written: Update) -> str:
    if format is Form.HTML:
        return render_html(written)
    if format is Form.JSON:
        return json.dumps(written.record(), ensure_ascii=False, indent=1) + "\n"
    return render_md(written)
