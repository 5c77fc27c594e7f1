"""The queue of claims that wait for a person, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, literal_column, select, union_all

from quoth.ledger import schema
from quoth.ledger.clocks import AsOf
from quoth.ledger.find import Kept, current, kept, kept_columns
from quoth.ledger.relating import current_relations
from quoth.ledger.views import history_of

#: Why a claim waits, in the order of the queue.
REASONS = {
    "lost": "judged before, but the newest reading does not find it",
    "changed": "changed since it was judged",
    "disputed": "other claims contradict, deny or dispute it, or a relation is unsure",
    "repeated": "many documents report it",
    "uncertain": "its source is not known by id",
    "new": "not judged yet",
}
_KEEPING = ("accept", "correct")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in the queue, why it waits (a key of `REASONS`), and for a lost one the claim that took its words."""

    kept: Kept
    why: str
    nearest: str | None = None


def waiting_claims(connection: Connection, cut: int) -> Iterator[Waiting]:
    """The queue as of the row `cut`; a claim appears once, under its first reason."""
    seen: set[tuple[str, str]] = set()
    for why, items in _stages(connection, cut):
        for item in items:
            key = (item.claim.document, item.claim.id)
            if key not in seen:
                seen.add(key)
                yield Waiting(item, why, _nearest(connection, item, cut) if why == "lost" else None)


def _stages(connection: Connection, cut: int) -> Iterator[tuple[str, Iterator[Kept]]]:
    c, r, j = schema.claims, schema.relations, schema.judgements
    yield "lost", _lost(connection, cut)
    kept_once = c.c.anchor.in_(select(j.c.anchor).where(j.c.kind.in_(_KEEPING)))
    other = exists(_decisions(c, accepted=True, other_version=True))
    touched = exists(_decisions(c, since=True))
    yield "changed", _kept(connection, cut, kept_once, c.c.judgement.is_(None), other, ~touched)
    unjudged = ~exists(_decisions(c))
    for why, kinds in (("disputed", ("contradicts", "denies", "disputes", "unsure")), ("repeated", ("repeats",))):
        edges = [r.c.kind.in_(kinds), *current_relations(AsOf(), cut)]
        ends = union_all(*(select(end).where(*edges) for end in (r.c.source, r.c.target)))
        yield why, _kept(connection, cut, unjudged, c.c.anchor.in_(ends))
    attributed = and_(c.c.mode != "narrated", c.c.source_id.is_(None))
    yield "uncertain", _kept(connection, cut, unjudged, attributed)
    yield "new", _kept(connection, cut, unjudged)


def _decisions(
    c: FromClause, *, accepted: bool = False, other_version: bool = False, since: bool = False
) -> Select[Any]:
    """The standing decisions on the thread of a row of claims, as rows to be asked for with `exists`.

    `accepted` leaves those that kept the claim, `other_version` those on another version, `since` the later ones.
    """
    j, undo = schema.judgements.alias("decision"), schema.judgements.alias("undo")
    kinds = _KEEPING if accepted else (*_KEEPING, "reject", "merge")
    conditions = [j.c.document_id == c.c.document_id, j.c.anchor == c.c.anchor, j.c.kind.in_(kinds)]
    conditions.append(~exists(select(literal_column("1")).select_from(undo).where(undo.c.withdraws == j.c.seq)))
    if other_version:
        conditions.append(j.c.version != c.c.version)
    if since:
        conditions.append(j.c.seq > c.c.seq)
    return select(literal_column("1")).select_from(j).where(*conditions)


def _kept(connection: Connection, cut: int, *conditions: ColumnElement[bool]) -> Iterator[Kept]:
    after = 0
    while True:
        c = schema.claims.c
        statement = kept_columns().where(*conditions, *current(AsOf(), cut), c.seq > after).order_by(c.seq).limit(100)
        rows = connection.execute(statement).all()
        for row in rows:
            yield kept(row)
        if len(rows) < 100:
            return
        after = rows[-1].seq


def _lost(connection: Connection, cut: int) -> Iterator[Kept]:
    """Claims that were accepted or corrected and that a later reading dropped, unless they were looked at since."""
    c, j, later = schema.claims.alias("c"), schema.judgements, schema.claims.alias("later")
    newer = [later.c.document_id == c.c.document_id, later.c.anchor == c.c.anchor, later.c.seq > c.c.seq]
    dropped = (
        select(j.c.anchor, j.c.document_id)
        .join_from(j, c, and_(c.c.document_id == j.c.document_id, c.c.anchor == j.c.anchor, c.c.seq > j.c.seq))
        .where(j.c.kind.in_(_KEEPING), c.c.state == "dropped", c.c.seq <= cut)
        .where(~exists(select(literal_column("1")).select_from(later).where(*newer)))
        .where(exists(_decisions(c, accepted=True)), ~exists(_decisions(c, since=True)))
        .distinct()
        .order_by(j.c.document_id, j.c.anchor)
    )
    for anchor, document_id in connection.execute(dropped).all():
        rows = [k for k in history_of(connection, anchor) if k.claim.document == document_id]
        yield rows[-1]


def _nearest(connection: Connection, lost: Kept, cut: int) -> str | None:
    """The current claim of the same document that shares most of a lost claim's words, by its anchor."""
    c = schema.claims.c
    rows = connection.execute(kept_columns().where(c.document_id == lost.claim.document, *current(AsOf(), cut))).all()
    words = set(lost.claim.content.text.split())
    best: tuple[float, str] | None = None
    for row in rows:
        claim = kept(row).claim
        others = set(claim.content.text.split())
        share = len(words & others) / len(words | others) if words | others else 0.0
        if share >= 0.3 and (best is None or (share, claim.id) > best):
            best = (share, claim.id)
    return best[1] if best else None
