"""Taking over what another ledger holds when neither is the beginning of the other.

Its documents, readings and judgements are appended anew, each judgement with the time at which it was made; relations
are left out, since they are computed from the claims.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Row, select

from quoth.intake import Refusal
from quoth.ledger import schema
from quoth.ledger.adding import Added, put_run
from quoth.ledger.append import Writer, head_of
from quoth.ledger.errors import RefusedError
from quoth.ledger.judging import Judgement, append_judgement, take_down
from quoth.ledger.readings import append_reading, prepare
from quoth.ledger.shape import claim_from, document_from
from quoth.ledger.store import Store
from quoth.ledger.transfer import Outline, Progress, grow, outline_of
from quoth.ledger.views import judgements_of
from quoth.model import Claim


def import_file(
    store: Store, path: Path, clock: Callable[[], dt.datetime], software: str, progress: Progress | None = None
) -> Added:
    """Take over a ledger file: exactly, when this ledger is empty or a beginning of it, else by `merge`.

    Raises:
        LedgerError: the file is damaged; nothing was added.
    """
    with store.read() as connection:
        head = head_of(connection)
    outline = outline_of(path, head.entry)
    if outline.entries <= head.entry and _link_at(store, outline.entries) == outline.link:
        return Added(known=_documents(store, outline.rows))
    if head.entry == 0 or outline.link_at == head.link:
        before = _documents(store, 0 if head.entry == 0 else head.last)
        grow(store, path, outline, progress)
        store.refresh_statistics()
        with store.read() as connection:
            last = head_of(connection).last
        return Added(added=_documents(store, last) - before, known=before)
    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
        other = Store(f"sqlite:///{folder}/other.db")
        try:
            grow(other, path, Outline(outline.entries, outline.rows, outline.link, None))
            return merge(store, other, clock, software, progress)
        finally:
            other.close()


def merge(
    store: Store, other: Store, clock: Callable[[], dt.datetime], software: str, progress: Progress | None = None
) -> Added:
    """Append the documents, readings and judgements of `other` that `store` does not have."""
    merging = _Merging(store, clock, software)
    with other.read() as source:
        top = head_of(source).last
        judgements = iter(judgements_of(source))
        judgement = next(judgements, None)
        for reading in _readings(source):
            while judgement is not None and judgement.seq < reading.seq:
                merging.judge(judgement)
                judgement = next(judgements, None)
            merging.read(source, reading)
            if progress:
                progress(reading.seq, top)
        while judgement is not None:
            merging.judge(judgement)
            judgement = next(judgements, None)
    return merging.result


class _Merging:
    def __init__(self, store: Store, clock: Callable[[], dt.datetime], software: str) -> None:
        self.store, self.clock, self.software = store, clock, software
        self.result = Added()
        self.run = 0
        self.numbers: dict[int, int] = {}  # judgements: their number there, and here

    def read(self, source: Connection, reading: Row[tuple[object, ...]]) -> None:
        row = reading._asdict()
        if row["text"] is None:
            self.result.refused.append(Refusal(row["id"], "its text was taken down in the ledger that it comes from"))
            return
        claims = _claims_at(source, row["id"], row["document"], row["last"])
        given = bool(row["fingerprint"])
        ready = prepare(document_from(row, row["dated"]), claims, row["reader"], row["dated"], given)
        with self.store.write() as connection:
            writer = Writer(connection, self.clock())
            run = self.run or put_run(writer, "import", "begun", row["reader"], self.software)
            outcome = append_reading(writer, ready, run)
            writer.flush()
        if outcome != "known":
            self.run = run
            self.result.claims += len(claims)
        setattr(self.result, outcome, getattr(self.result, outcome) + 1)

    def judge(self, judgement: Judgement) -> None:
        try:
            with self.store.write() as connection:
                writer = Writer(connection, self.clock())
                if judgement.kind == "takedown":
                    take_down(writer, str(judgement.document), judgement.author, judgement.comment or "")
                else:
                    here = self._here(connection, judgement)
                    if here.seq == 0:
                        here = append_judgement(writer, here)
                    self.numbers[judgement.seq] = here.seq
                writer.flush()
        except RefusedError as error:
            self.result.refused.append(Refusal(f"judgement {judgement.seq}", str(error)))

    def _here(self, connection: Connection, judgement: Judgement) -> Judgement:
        """The judgement as it is, or would be, in this ledger; `seq` is 0 when it is not there yet."""
        wanted = replace(
            judgement,
            version=None,
            made=judgement.made or judgement.recorded,
            of=self.numbers.get(judgement.of, 0) if judgement.of else None,
            seq=0,
        )
        for kept in judgements_of(connection, anchor=judgement.claim):
            same = replace(kept, version=None, made=kept.made or kept.recorded, seq=0, recorded="")
            if same == replace(wanted, recorded=""):
                return kept
        return wanted


def _readings(source: Connection) -> Iterator[Row[tuple[object, ...]]]:
    r, d, e = schema.readings, schema.documents, schema.entries
    after = 0
    while True:
        about = [d.c[n] for n in ("id", "language", "published", "title", "outlet", "publisher", "url", "text")]
        rows = source.execute(
            select(r.c.seq, r.c.document, r.c.reader, r.c.fingerprint, r.c.dated, e.c.last, *about)
            .join_from(r, d, d.c.seq == r.c.document)
            .join(e, e.c.entry == r.c.entry)
            .where(r.c.seq > after)
            .order_by(r.c.seq)
            .limit(200)
        ).all()
        yield from rows
        if len(rows) < 200:
            return
        after = rows[-1].seq


def _claims_at(source: Connection, document_id: str, document: int, last: int) -> list[Claim]:
    """The claims that a reading found: the newest rows of the reader's line by the end of its entry."""
    c = schema.claims.c
    rows = source.execute(
        select(c.anchor, c.state, c.record, c.document)
        .where(c.document_id == document_id, c.judgement.is_(None), c.seq <= last)
        .order_by(c.seq)
    ).all()
    newest = {row.anchor: row for row in rows}
    return [claim_from(row.record) for row in newest.values() if row.state == "read" and row.document == document]


def _link_at(store: Store, entry: int) -> str | None:
    e = schema.entries.c
    with store.read() as connection:
        return connection.execute(select(e.link).where(e.entry == entry)).scalar()


def _documents(store: Store, last: int) -> int:
    d = schema.documents.c
    with store.read() as connection:
        return len(connection.execute(select(d.seq).where(d.seq <= last)).all())
