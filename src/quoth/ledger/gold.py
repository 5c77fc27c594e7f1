"""Judged claims as gold, in the form in which readers are scored: one document a line, with its claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, exists, select

from quoth.ledger import schema
from quoth.ledger.clocks import AsOf
from quoth.ledger.find import current, kept, kept_columns
from quoth.ledger.threads import threads_of
from quoth.model import Claim, to_record

_SLOTS = ("source", "cue", "content", "mode", "act", "said", "event", "places", "time", "quantities")
_SOURCE = ("id", "party", "text", "start", "end")
_PLACE = ("text", "start", "end", "name", "kind", "role")
_QUANTITY = ("text", "start", "end", "value", "unit", "qualifier")


def gold_documents(connection: Connection, cut: int, partial: bool = False) -> Iterator[dict[str, Any]]:
    """Documents whose every claim was accepted, corrected, rejected or merged by a person, with the claims that stand.

    With `partial`, also documents with some claims judged; they hold only those, and say `"partial": true`.
    A document whose text was taken down is left out.
    """
    d, j = schema.documents.c, schema.judgements.c
    judged = exists(select(j.seq).where(j.document_id == d.id, j.anchor.is_not(None)))
    after = 0
    while rows := connection.execute(
        select(schema.documents).where(d.seq > after, d.seq <= cut, judged).order_by(d.seq).limit(50)
    ).all():
        after = rows[-1].seq
        for row in rows:
            line = _line(connection, cut, row._asdict(), partial)
            if line is not None:
                yield line


def _line(connection: Connection, cut: int, row: dict[str, Any], partial: bool) -> dict[str, Any] | None:
    c = schema.claims.c
    threads = threads_of(connection, row["id"])
    shown = connection.execute(
        kept_columns()
        .where(c.document_id == row["id"], c.document == row["seq"], *current(AsOf(), cut))
        .order_by(c.start)
    ).all()
    standing = [kept(r).claim for r in shown if threads[r.anchor].standing]
    complete = len(standing) == len(shown)
    if row["text"] is None or (not complete and not partial) or not (standing or complete):
        return None
    names = ("id", "language", "published", "outlet", "publisher", "title", "url")
    line: dict[str, Any] = {name: row[name] for name in names if row[name] is not None}
    line |= {} if complete else {"partial": True}
    return line | {"text": row["text"], "claims": [_claim(n, claim) for n, claim in enumerate(standing, 1)]}


def _claim(n: int, claim: Claim) -> dict[str, Any]:
    record = to_record(claim)
    out = {"n": n, **{slot: record[slot] for slot in _SLOTS}, "certainty": claim.certainty.level}
    if claim.source is not None:
        out["source"] = {name: record["source"][name] for name in _SOURCE}
    out["places"] = [{name: place[name] for name in _PLACE} for place in record["places"]]
    out["quantities"] = [{name: quantity[name] for name in _QUANTITY} for quantity in record["quantities"]]
    return out
