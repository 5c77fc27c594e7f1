"""Documents as kept, the history of a claim, what readings changed, and the queue of claims that wait for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, literal_column, select

from quoth.ledger import schema
from quoth.ledger.clocks import AsOf
from quoth.ledger.find import Kept, history_statement, kept, kept_columns, words_statement
from quoth.ledger.judging import Judgement
from quoth.ledger.shape import changed_slots, claim_from, document_from
from quoth.model import Claim, Document
from quoth.model.claim import PlaceKind

DOCUMENTS_A_PAGE = 100
_LATER, _NEWEST = schema.documents.alias("later"), schema.readings.alias("newest")


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document with its row, the reader whose claims are current, and whether its text was taken down."""

    document: Document
    seq: int
    recorded: str
    known: str
    reader: str
    taken_down: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a claim at a row: `found`, `changed`, `dropped`, or by a person `judged`, `rejected`, `merged`.

    `slots` names what differs between `before` and `after`.
    """

    kind: str
    claim: str
    document: str
    seq: int
    recorded: str
    before: Claim | None
    after: Claim | None
    slots: tuple[str, ...]


def documents_statement(
    as_of: AsOf,
    cut: int,
    dialect: str,
    *,
    ids: tuple[str, ...] = (),
    outlet: tuple[str, ...] = (),
    language: tuple[str, ...] = (),
    text: str | None = None,
    after: int = 0,
    limit: int = DOCUMENTS_A_PAGE,
) -> Select[Any]:
    """The statement for a page of documents in the order of recording, each in the newest revision known by then."""
    d, e = schema.documents, schema.entries
    reading = _readings_of(d.c.seq, as_of, cut)
    later = _LATER
    newer = exists(
        select(literal_column("1"))
        .select_from(later)
        .where(later.c.id == d.c.id, later.c.seq > d.c.seq, later.c.seq <= cut)
        .where(exists(_readings_of(later.c.seq, as_of, cut)))
    )
    conditions: list[ColumnElement[bool]] = [d.c.seq > after, d.c.seq <= cut, exists(reading), ~newer]
    for column, values in ((d.c.id, ids), (d.c.outlet, outlet), (d.c.language, language)):
        if values:
            conditions.append(column == values[0] if len(values) == 1 else column.in_(values))
    if text is not None:
        conditions.append(d.c.seq.in_(words_statement("document_words", text, dialect)))
    newest = reading.order_by(schema.readings.c.seq.desc()).limit(1).correlate(d).scalar_subquery()
    r = _NEWEST
    return (
        select(d, e.c.recorded, r.c.known, r.c.reader, r.c.dated)
        .join_from(d, e, e.c.entry == d.c.entry)
        .join(r, r.c.seq == newest)
        .where(*conditions)
        .order_by(d.c.seq)
        .limit(limit)
    )


def _readings_of(document: ColumnElement[int], as_of: AsOf, cut: int) -> Select[Any]:
    r = schema.readings
    conditions = [r.c.document == document, r.c.seq <= cut]
    if as_of.published is not None:
        conditions.append(r.c.known <= as_of.published.isoformat())
    return select(r.c.seq).where(*conditions)


def kept_document(row: Row[Any]) -> KeptDocument:
    values = row._asdict()
    return KeptDocument(
        document_from(values, row.dated), row.seq, row.recorded, row.known, row.reader, taken_down=row.text is None
    )


def revisions_of(connection: Connection, document_id: str) -> list[tuple[int, str]]:
    """The rows of a document's revisions with their content hashes, oldest first."""
    d = schema.documents.c
    found = connection.execute(select(d.seq, d.content_hash).where(d.id == document_id).order_by(d.seq))
    return [(seq, content) for seq, content in found]


def history_of(connection: Connection, anchor: str) -> list[Kept]:
    """Every row of an anchor, oldest first; a row that hides the claim shows the version that it hides."""
    out: list[Kept] = []
    last: dict[str, str] = {}
    for row in connection.execute(history_statement(anchor)):
        record = row.record or last.get(row.document_id)
        if record is not None:
            last[row.document_id] = record
            out.append(kept(row, record))
    return out


def changes_of(connection: Connection, since: int, until: int, document_id: str | None = None) -> Iterator[Change]:
    """What readings after a document's first one, and people, changed between two rows, in the order of recording."""
    for first, last, document in _changing_entries(connection, since, until, document_id):
        yield from _changes_in(connection, first, last, document)


def _changing_entries(
    connection: Connection, since: int, until: int, document_id: str | None
) -> list[tuple[int, int, str]]:
    """The first and last `seq` and the document of each entry that may have changed a claim."""
    r, d, j, e = schema.readings, schema.documents, schema.judgements, schema.entries
    past, same = schema.readings.alias("past"), schema.documents.alias("same")
    earlier = exists(
        select(literal_column("1"))
        .select_from(past.join(same, same.c.seq == past.c.document))
        .where(same.c.id == d.c.id, past.c.seq < r.c.seq)
    )
    reread = (
        select(r.c.seq, e.c.last, d.c.id)
        .join_from(r, d, d.c.seq == r.c.document)
        .join(e, e.c.entry == r.c.entry)
        .where(r.c.seq > since, r.c.seq <= until, earlier)
    )
    judged = (
        select(j.c.seq, e.c.last, j.c.document_id)
        .join_from(j, e, e.c.entry == j.c.entry)
        .where(j.c.seq > since, j.c.seq <= until, j.c.kind != "takedown")
    )
    if document_id is not None:
        reread, judged = reread.where(d.c.id == document_id), judged.where(j.c.document_id == document_id)
    return sorted((first, last, doc) for part in (reread, judged) for first, last, doc in connection.execute(part))


def _changes_in(connection: Connection, first: int, last: int, document_id: str) -> Iterator[Change]:
    c, old = schema.claims, schema.claims.alias("old")
    newest = (
        select(func.max(old.c.seq))
        .where(old.c.document_id == c.c.document_id, old.c.anchor == c.c.anchor, old.c.seq < first)
        .correlate(c)
        .scalar_subquery()
    )
    before = schema.claims.alias("before")
    rows = connection.execute(
        kept_columns()
        .add_columns(before.c.state.label("old_state"), before.c.record.label("old_record"))
        .outerjoin(before, before.c.seq == newest)
        .where(c.c.document_id == document_id, c.c.seq >= first, c.c.seq <= last)
        .order_by(c.c.seq)
    ).all()
    ends = {row.anchor: row for row in rows}  # the last row of an anchor in an entry is what became of it
    for row in sorted(ends.values(), key=lambda row: int(row.seq)):
        then = claim_from(row.old_record) if row.old_record else None
        now = claim_from(row.record) if row.record else None
        slots = changed_slots(then, now) if then and now else ()
        kind = {"read": "changed" if then else "found"}.get(row.state, row.state)
        if slots or then is None or now is None:
            yield Change(kind, row.anchor, document_id, row.seq, row.recorded, then, now, slots)


def place_names_of(connection: Connection) -> list[tuple[str | None, str, PlaceKind]]:
    """The ids, folded names and kinds of all places in the claims, each once, in that order."""
    p = schema.claim_places.c
    found = connection.execute(select(p.id, p.name, p.kind).distinct())
    return sorted(((i, n, k) for i, n, k in found), key=lambda row: (row[0] or "", row[1], row[2]))


def judgements_of(connection: Connection, anchor: str | None = None, author: str | None = None) -> list[Judgement]:
    """Judgements in the order of recording: of one claim, of one author, or all."""
    j, e = schema.judgements, schema.entries
    statement = select(j, e.c.recorded).join_from(j, e, e.c.entry == j.c.entry).order_by(j.c.seq)
    if anchor is not None:
        statement = statement.where(j.c.anchor == anchor)
    if author is not None:
        statement = statement.where(j.c.author == author)
    out = []
    for row in connection.execute(statement):
        value = json.loads(row.value or "{}")
        out.append(
            Judgement(
                row.kind, row.anchor, row.author, row.document_id, row.version, value.get("slots"), value.get("into"),
                row.withdraws, value.get("comment"), value.get("made"), row.seq, row.recorded,
            )
        )  # fmt: skip
    return out
