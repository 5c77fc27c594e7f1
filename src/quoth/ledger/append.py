"""The only way into the ledger: rows are put, an entry closes them into the chain, all inside one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from quoth.ledger import schema
from quoth.ledger.clocks import stamp
from quoth.ledger.digest import GENESIS, link_of, root_of, row_digest
from quoth.ledger.shape import BLANK, Shaped, claim_from, document_key, document_words_of, shape
from quoth.ledger.words import vector


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the newest entry, the last `seq` it covers, its link and its time."""

    entry: int = 0
    last: int = 0
    link: str = GENESIS
    recorded: str = ""


def head_of(connection: Connection) -> Head:
    """The end of the chain as this connection sees it."""
    e = schema.entries.c
    row = connection.execute(
        select(e.entry, e.last, e.link, e.recorded).where(e.entry > 0).order_by(e.entry.desc()).limit(1)
    ).one_or_none()
    return Head(*row) if row else Head()


class Writer:
    """Collects rows with their `seq`, digests and derived rows; `close` ends an entry, `flush` sends them off.

    `recorded` is the moment of the transaction, never earlier than the entry before it.
    """

    def __init__(self, connection: Connection, now: dt.datetime) -> None:
        self.connection = connection
        self.head = head_of(connection)
        self.recorded = max(stamp(now), self.head.recorded)
        self._seq = self.head.last
        self._digests: list[str] = []
        self._rows: dict[str, list[dict[str, Any]]] = {}

    @property
    def next_seq(self) -> int:
        return self._seq + 1

    def put(self, table: str, row: Mapping[str, Any]) -> int:
        """Add one row and return its `seq`."""
        self._seq += 1
        full = {**row, "seq": self._seq, "entry": self.head.entry + 1}
        full["digest"] = row_digest(table, full)
        self._digests.append(full["digest"])
        self._rows.setdefault(table, []).append(full)
        return self._seq

    def put_document(self, row: Mapping[str, Any]) -> int:
        """Add a document (see `shape.document_row`) with its words."""
        seq = self.put("documents", row)
        if row["text"] is not None:
            self._words("document_words", seq, document_words_of(row))
        return seq

    def put_claim(self, row: Mapping[str, Any], shaped: Shaped | None) -> int:
        """Add a claim's row; `shaped` is None for a row that hides the claim."""
        if shaped is None:
            return self.put("claims", {**row, **BLANK, "record": None})
        seq = self.put("claims", {**row, **shaped.derived, "record": shaped.record})
        for n, (name, place, kind, role) in enumerate(shaped.places):
            places = self._rows.setdefault("claim_places", [])
            places.append({"claim": seq, "n": n, "name": name, "id": place, "kind": kind, "role": role})
        self._words("claim_words", seq, list(shaped.words))
        return seq

    def put_stored(self, table: str, row: Mapping[str, Any]) -> int:
        """Add a row that an export holds (committed columns and the text), with what follows from it."""
        if table == "documents":
            return self.put_document({**row, "key": document_key(row)})
        if table == "claims":
            record = row["record"]
            return self.put_claim(row, None if record is None else shape(claim_from(record), row["dated"]))
        return self.put(table, row)

    def close(self, kind: str, recorded: str | None = None) -> Head:
        """End an entry over the rows put since the last one and return the new head; without rows nothing happens."""
        if self._digests:
            self.recorded = recorded or self.recorded
            entry, root = self.head.entry + 1, root_of(self._digests)
            link = link_of(self.head.link, entry, kind, self.recorded, self._seq, root)
            self.head = Head(entry, self._seq, link, self.recorded)
            self._rows.setdefault("entries", []).append(
                {"entry": entry, "kind": kind, "recorded": self.recorded, "last": self._seq, "root": root, "link": link}
            )
            self._digests = []
        return self.head

    def abandon(self) -> None:
        """Forget the rows of the entry that is not closed."""
        for table, rows in self._rows.items():
            key = {"claim_places": "claim", "claim_words": "rowid", "document_words": "rowid"}.get(table, "seq")
            if table != "entries":
                self._rows[table] = [row for row in rows if row[key] <= self.head.last]
        self._seq, self._digests = self.head.last, []

    def flush(self) -> None:
        """Send all closed rows to the database."""
        for table in (*schema.CHAINED.values(), schema.claim_places, schema.entries):
            rows = self._rows.pop(table.name, None)
            if rows:
                self.connection.execute(insert(table), rows)
        for words in schema.WORDS:
            rows = self._rows.pop(words.name, None)
            if rows:
                value = ":words" if self.connection.dialect.name == "sqlite" else "CAST(:words AS tsvector)"
                statement = f"INSERT INTO {words.name} (rowid, words) VALUES (:rowid, {value})"
                self.connection.execute(text(statement), rows)

    def _words(self, table: str, seq: int, words: list[str]) -> None:
        plain = self.connection.dialect.name == "sqlite"
        self._rows.setdefault(table, []).append({"rowid": seq, "words": " ".join(words) if plain else vector(words)})


def forget_words(connection: Connection, document: int) -> None:
    """Take a document's words out of the full-text index."""
    connection.execute(delete(schema.document_words).where(schema.document_words.c.rowid == document))
