"""Finding claims: filters, what was known as of a date, pages with cursors. Order is always that of recording.

Every statement is led by an index: equality by an index that ends in `seq`, places, words and days by a list of
`seq`s from their own index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    text,
    union_all,
)

from quoth.ledger import schema
from quoth.ledger.append import head_of
from quoth.ledger.clocks import FIRST, LAST, LONG, AsOf, earlier
from quoth.ledger.errors import AddressError
from quoth.ledger.shape import SHOWN, claim_from, name_key
from quoth.ledger.words import fts5_query, tsquery
from quoth.model import Claim
from quoth.model.claim import EVENT_TYPES, LEVELS, MODES

# Making an alias costs more than running its query.
_LATER, _FOUND = schema.claims.alias("later"), schema.claims.alias("found")
_FIRST_RUN = 4  # matches of a search that are looked at first, in pages

Clock = Literal["happened", "said", "published"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims. Fields narrow each other; several values of one field widen it.

    `place` holds names or ids (KATOTTG, `geonames:N`); `speaker` a person or outlet; `since` and `until` are days on
    `clock`: when it happened (else when it was said, else the days of the document), was said, or was published;
    `said_by` is the last day on which it may have been said; `text` words that the content holds (quoted for a
    phrase, `*` at a word's end for any ending); `id` anchors.
    """

    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    text: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    clock: Clock = "happened"
    said_by: dt.date | None = None

    def __post_init__(self) -> None:
        for name, values, known in (
            ("event", self.event, EVENT_TYPES),
            ("level", self.level, LEVELS),
            ("mode", self.mode, MODES),
            ("clock", (self.clock,), get_args(Clock)),
        ):
            for value in values:
                if value not in known:
                    raise ValueError(f"no such {name}: {value!r}; choose from {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A claim with what the ledger knows about it.

    `seq` is its row, `state` is `read` or `judged` (in a history also `dropped`, `rejected`, `merged`); `published`
    is its document's, `known` the day from whose end it counts, `recorded` the moment (UTC) it was appended.
    """

    claim: Claim
    seq: int
    state: str
    document: int
    published: str | None
    dated: str | None
    known: str
    recorded: str
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of claims and the cursor of the next; a cursor stays with the ledger as it was at the first page."""

    claims: tuple[Kept, ...]
    next: str | None


def cut_of(connection: Connection, recorded: dt.date | None = None) -> int:
    """The last `seq` recorded by the end of a day (UTC), or now."""
    if recorded is None:
        return head_of(connection).last
    e = schema.entries.c
    end = (recorded + dt.timedelta(days=1)).isoformat()
    statement = select(e.last).where(e.recorded < end).order_by(e.recorded.desc(), e.entry.desc()).limit(1)
    return connection.execute(statement).scalar() or 0


def claims_statement(
    wanted: Filter, as_of: AsOf, cut: int, dialect: str, *, after: int | None, limit: int, newest_first: bool = False
) -> Select[Any]:
    """The statement for one page of current claims."""
    c = schema.claims.c
    conditions = [*_matching(wanted, dialect), *current(as_of, cut)]
    order = c.seq.desc() if newest_first else c.seq.asc()
    if after is not None:
        conditions.append(c.seq < after if newest_first else c.seq > after)
    return kept_columns().where(*conditions).order_by(order).limit(limit)


def page_rows(
    connection: Connection, wanted: Filter, as_of: AsOf, cut: int, *, after: int | None, limit: int, newest_first: bool
) -> Sequence[Row[Any]]:
    """The rows of one page.

    On SQLite a word that is in most claims would first list them all; so the matches are taken from the index in
    runs, each longer than the one before, until the page is full.
    """
    dialect = connection.dialect.name
    if wanted.text is None or dialect != "sqlite":
        statement = claims_statement(wanted, as_of, cut, dialect, after=after, limit=limit, newest_first=newest_first)
        return connection.execute(statement).all()
    rows: list[Row[Any]] = []
    length, c = _FIRST_RUN * limit, schema.claims.c
    while len(rows) < limit:
        run = _run_statement(wanted.text, after, length, newest_first).subquery()
        count, first, last = connection.execute(
            select(func.count(), func.min(run.c.rowid), func.max(run.c.rowid))
        ).one()
        if not count:
            break
        words = schema.claim_words.c.rowid
        matches = words_statement("claim_words", wanted.text, dialect).where(words >= first, words <= last)
        statement = claims_statement(
            replace(wanted, text=None),
            as_of,
            cut,
            dialect,
            after=after,
            limit=limit - len(rows),
            newest_first=newest_first,
        )
        rows += connection.execute(statement.where(c.seq.in_(matches))).all()
        if count < length:
            break
        after, length = first if newest_first else last, 4 * length
    return rows


def _run_statement(query: str, after: int | None, length: int, newest_first: bool) -> Select[Any]:
    rowid = schema.claim_words.c.rowid
    run = words_statement("claim_words", query, "sqlite")
    if after is not None:
        run = run.where(rowid < after if newest_first else rowid > after)
    return run.order_by(rowid.desc() if newest_first else rowid.asc()).limit(length)


def current(as_of: AsOf, cut: int) -> list[ColumnElement[bool]]:
    """That a row of `claims` is shown, and that no later row of its thread was known by then."""
    c, later = schema.claims.c, _LATER
    conditions: list[ColumnElement[bool]] = [c.state.in_(SHOWN), c.seq <= cut]
    after = [later.c.document_id == c.document_id, later.c.anchor == c.anchor, later.c.seq > c.seq, later.c.seq <= cut]
    if as_of.published is not None:
        day = as_of.published.isoformat()
        conditions.append(c.known <= day)
        after.append(later.c.known <= day)
    return [*conditions, ~exists(select(literal_column("1")).select_from(later).where(*after))]


def history_statement(anchor: str) -> Select[Any]:
    """The statement for every row of an anchor, oldest first."""
    return kept_columns().where(schema.claims.c.anchor == anchor).order_by(schema.claims.c.seq)


def kept_columns() -> Select[Any]:
    """Claims with their document's particulars and the time of their recording."""
    c, d, e = schema.claims, schema.documents, schema.entries
    names = ("seq", "state", "record", "document", "dated", "known", "anchor", "version", "document_id")
    columns = [c.c[name] for name in names]
    about = (d.c.published, d.c.outlet, d.c.url, e.c.recorded)
    return select(*columns, *about).join_from(c, d, d.c.seq == c.c.document).join(e, e.c.entry == c.c.entry)


def kept(row: Row[Any], record: str | None = None) -> Kept:
    """The claim of a row of `claims_statement`; `record` stands in for that of a row that hides a claim."""
    return Kept(
        claim_from(record or row.record), row.seq, row.state, row.document, row.published, row.dated, row.known,
        row.recorded, row.outlet, row.url,
    )  # fmt: skip


def _matching(wanted: Filter, dialect: str) -> list[ColumnElement[bool]]:
    c = schema.claims.c
    conditions: list[ColumnElement[bool]] = []
    for column, values in (
        (c.source_id, wanted.source),
        (c.party, wanted.party),
        (c.speaker, tuple(name_key(s) for s in wanted.speaker)),
        (c.event, wanted.event),
        (c.level, wanted.level),
        (c.mode, wanted.mode),
        (c.document_id, wanted.document),
        (c.anchor, wanted.id),
    ):
        if len(values) == 1:
            conditions.append(column == values[0])
        elif values:
            conditions.append(column.in_(values))
    if wanted.place:
        p = schema.claim_places.c
        named = select(p.claim).where(p.name.in_([name_key(v) for v in wanted.place]))
        conditions.append(c.seq.in_(union_all(named, select(p.claim).where(p.id.in_(wanted.place)))))
    if wanted.text is not None:
        conditions.append(c.seq.in_(words_statement("claim_words", wanted.text, dialect)))
    if wanted.since or wanted.until:
        conditions.append(_on(wanted.clock, wanted.since, wanted.until))
    if wanted.said_by:
        conditions.append(_on("said", None, wanted.said_by, wholly=True))
    return conditions


def words_statement(table: str, query: str, dialect: str) -> Select[Any]:
    """The `seq`s of the rows whose words match a query.

    Raises:
        ValueError: the query holds no word.
    """
    words = schema.claim_words if table == "claim_words" else schema.document_words
    if dialect == "sqlite":
        match = text(f"{table} MATCH :query").bindparams(bindparam("query", fts5_query(query), unique=True))
    else:
        match = text("words @@ CAST(:query AS tsquery)").bindparams(bindparam("query", tsquery(query), unique=True))
    return select(words.c.rowid).where(match)


def _on(clock: Clock, since: dt.date | None, until: dt.date | None, wholly: bool = False) -> ColumnElement[bool]:
    """That a claim's days meet those from `since` to `until`; `wholly`: that they end by `until`."""
    f, seq = _FOUND.c, schema.claims.c.seq
    first_day = since.isoformat() if since else FIRST
    last_day = until.isoformat() if until else LAST
    if clock == "published":
        return seq.in_(select(f.seq).where(f.known >= first_day, f.known <= last_day))
    if clock == "said":
        is_long, first, last = f.said_long, f.said_first, f.said_last
    else:
        is_long, first, last = f.happened_long, f.happened_first, f.happened_last
    # A short interval that meets the days begins at most LONG days before them.
    reach = earlier(since, LONG) if since else FIRST
    ends = last <= last_day if wholly else last >= first_day
    short = select(f.seq).where(is_long == 0, first >= reach, first <= last_day, ends)
    long = select(f.seq).where(is_long == 1, first <= last_day, ends)
    return seq.in_(union_all(short, long))


def count_statement(wanted: Filter, as_of: AsOf, cut: int, dialect: str) -> Select[Any]:
    """The statement for the number of current claims."""
    return select(func.count()).select_from(schema.claims).where(*_matching(wanted, dialect), *current(as_of, cut))


def last_day_of(connection: Connection, as_of: AsOf, cut: int) -> dt.date | None:
    """The last day on which a claim became known."""
    c = schema.claims.c
    conditions = [c.state.in_(SHOWN), c.seq <= cut]
    if as_of.published is not None:
        conditions.append(c.known <= as_of.published.isoformat())
    day = connection.execute(select(c.known).where(*conditions).order_by(c.known.desc()).limit(1)).scalar()
    return dt.date.fromisoformat(day) if day else None


def read_cursor(cursor: str) -> tuple[int, int]:
    """A cursor's cut and last `seq`.

    Raises:
        AddressError: it is no cursor of this ledger.
    """
    cut, dot, after = cursor.partition(".")
    if not (dot and cut.isascii() and cut.isdigit() and after.isascii() and after.isdigit() and len(cursor) < 40):
        raise AddressError(f"not a cursor: {cursor[:40]!r}; use `next` of the page before, unchanged")
    return int(cut), int(after)
