"""What reconciling remembers from one run to the next, so that it looks only at what is new.

The rows are derived from the others, lie outside the chain and are never exported; without them the next run looks at
everything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, and_, delete, insert, select, union

from quoth.ledger import schema
from quoth.ledger.clocks import AsOf
from quoth.ledger.find import Kept, current, kept, kept_columns

_CHUNK = 400
T = TypeVar("T")

#: A kind, a key, and its value; None to forget it.
Note = tuple[str, str, str | None]


def recall(connection: Connection, kind: str, keys: Sequence[str]) -> dict[str, str]:
    """The values of the keys that there are."""
    n, out = schema.notes.c, dict[str, str]()
    for chunk in _chunks(keys):
        rows = connection.execute(select(n.key, n.value).where(n.kind == kind, n.key.in_(chunk)))
        out.update((key, value) for key, value in rows)
    return out


def remember(connection: Connection, notes: Iterable[Note], afresh: bool) -> None:
    """Set these values; `afresh`: and forget all others."""
    n = schema.notes.c
    if afresh:
        connection.execute(delete(schema.notes))
    for chunk in _chunks(notes):
        if not afresh:
            for kind in dict.fromkeys(kind for kind, _, _ in chunk):
                keys = [key for k, key, _ in chunk if k == kind]
                connection.execute(delete(schema.notes).where(and_(n.kind == kind, n.key.in_(keys))))
        rows = [{"kind": kind, "key": key, "value": value} for kind, key, value in chunk if value is not None]
        if rows:
            connection.execute(insert(schema.notes), rows)


def touched(connection: Connection, after: int, cut: int) -> list[str]:
    """The documents of which anything was recorded after one row and up to another."""
    d, r = schema.documents.c, schema.readings.c
    claims, judgements = schema.claims.c, schema.judgements.c
    statement = union(
        select(claims.document_id).where(claims.seq > after, claims.seq <= cut),
        select(d.id).where(d.seq > after, d.seq <= cut),
        select(judgements.document_id).where(judgements.seq > after, judgements.seq <= cut),
        select(d.id).where(d.seq.in_(select(r.document).where(r.seq > after, r.seq <= cut))),
    )
    return sorted(connection.execute(statement).scalars())


def claims_of(connection: Connection, documents: Sequence[str], cut: int) -> Iterator[Kept]:
    """The claims of documents as they were current at a row."""
    conditions = current(AsOf(), cut)
    for chunk in _chunks(documents):
        statement = kept_columns().where(schema.claims.c.document_id.in_(chunk), *conditions)
        yield from (kept(row) for row in connection.execute(statement))


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
