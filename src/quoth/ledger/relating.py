"""Relations between claims: what reconciling found, kept as rows that a later run adds to or drops."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from quoth.ledger import schema
from quoth.ledger.append import Writer
from quoth.ledger.clocks import AsOf
from quoth.ledger.digest import canonical
from quoth.ledger.errors import RefusedError
from quoth.ledger.shape import SHOWN, storable
from quoth.model import Relation

_CHUNK = 400
_BODY = "source:"
_NO_CUT = 2**62
_LATER = schema.relations.alias("later")


@dataclass(frozen=True, slots=True)
class KeptRelation:
    """A relation with its row, the day from whose end both its claims count as known, and its run."""

    relation: Relation
    seq: int
    known: str
    run: int


def append_relations(
    writer: Writer, relations: Iterable[Relation], touching: frozenset[str] | None, run: int, outgoing: bool = False
) -> int:
    """Make `relations` the current ones and close the entry; returns the number of rows added.

    Args:
        touching: only relations with one of these claims are replaced; all when None.
        outgoing: only those that go out from them.

    Raises:
        RefusedError: a relation names a claim that the ledger does not have.
    """
    connection = writer.connection
    wanted = {(r.source, r.target, r.kind): r for r in relations}
    now = {(r.source, r.target, r.kind): r for r in _standing(connection, touching, outgoing)}
    known = _known_days(connection, {end for source, target, _ in wanted for end in (source, target)})
    count = 0
    for key in sorted(wanted):
        relation, old = wanted[key], now.get(key)
        row = {
            "run": run,
            "state": "found",
            "kind": relation.kind,
            "source": relation.source,
            "target": relation.target,
            "known": max(known[end] for end in key[:2]),
            "reason": relation.reason,
            "features": canonical([list(pair) for pair in relation.features]),
        }
        storable(f"{row['reason']}{row['features']}", "reason of a relation")
        if old is None or any(getattr(old, name) != row[name] for name in ("known", "reason", "features")):
            writer.put("relations", row)
            count += 1
    for key in sorted(now.keys() - wanted.keys()):
        old = now[key]
        same = {name: getattr(old, name) for name in ("kind", "source", "target", "known")}
        writer.put("relations", {**same, "run": run, "state": "dropped", "reason": "", "features": "[]"})
        count += 1
    writer.close("relate")
    return count


def relations_statement(
    as_of: AsOf,
    cut: int,
    *,
    kinds: Sequence[str] = (),
    claims: Sequence[str] = (),
    after: int | None = None,
    limit: int = 500,
    newest_first: bool = False,
) -> Select[Any]:
    """The statement for a page of current relations, in the order of recording or against it."""
    r = schema.relations.c
    conditions = current_relations(as_of, cut)
    if after is not None:
        conditions.append(r.seq < after if newest_first else r.seq > after)
    if kinds:
        conditions.append(r.kind.in_(kinds))
    if claims:
        ends = (select(r.seq).where(end.in_(claims)) for end in (r.source, r.target))
        conditions.append(r.seq.in_(union_all(*ends)))  # with `or`, SQLite walks all relations to keep their order
    order = r.seq.desc() if newest_first else r.seq.asc()
    return select(schema.relations).where(*conditions).order_by(order).limit(limit)


def kept_relation(row: Row[Any]) -> KeptRelation:
    features = tuple((str(a), str(b)) for a, b in json.loads(row.features))
    return KeptRelation(Relation(row.kind, row.source, row.target, row.reason, features), row.seq, row.known, row.run)


def current_relations(as_of: AsOf, cut: int) -> list[ColumnElement[bool]]:
    """That a row of `relations` holds, and that no later row of its edge was recorded by then."""
    r, later = schema.relations.c, _LATER
    after = [later.c.source == r.source, later.c.target == r.target, later.c.kind == r.kind]
    after += [later.c.seq > r.seq, later.c.seq <= cut]
    conditions: list[ColumnElement[bool]] = [r.state == "found", r.seq <= cut]
    if as_of.published is not None:
        conditions.append(r.known <= as_of.published.isoformat())
    return [*conditions, ~exists(select(literal_column("1")).select_from(later).where(and_(*after)))]


def _standing(connection: Connection, touching: frozenset[str] | None, outgoing: bool) -> Iterator[Row[Any]]:
    r = schema.relations.c
    conditions = current_relations(AsOf(), _NO_CUT)
    if touching is None:
        yield from connection.execute(select(schema.relations).where(*conditions)).all()
        return
    seen: set[int] = set()
    for chunk in _chunks(sorted(touching)):
        end = r.source.in_(chunk) if outgoing else or_(r.source.in_(chunk), r.target.in_(chunk))
        for row in connection.execute(select(schema.relations).where(*conditions, end)).all():
            if row.seq not in seen:
                seen.add(row.seq)
                yield row


def _known_days(connection: Connection, ends: set[str]) -> dict[str, str]:
    c = schema.claims.c
    known = {end: "" for end in ends if end.startswith(_BODY)}
    for chunk in _chunks(sorted(ends - known.keys())):
        days = select(c.anchor, func.min(c.known)).where(c.anchor.in_(chunk), c.state.in_(SHOWN)).group_by(c.anchor)
        known.update((anchor, day) for anchor, day in connection.execute(days))
    missing = ends - known.keys()
    if missing:
        raise RefusedError(f"a relation names claim {min(missing)}, which the ledger does not have")
    return known


def _chunks(values: list[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
