"""Checking a ledger from end to end: the chain, every digest, every id and span, and what is derived from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from quoth.ledger import schema
from quoth.ledger.digest import GENESIS, link_of, row_digest
from quoth.ledger.errors import LedgerError
from quoth.ledger.rowcheck import Inspector
from quoth.ledger.store import Store

_WINDOW = 4000  # rows that are held at once
_MOST = 10_000  # findings of one kind of table, after which a broken ledger is broken enough


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: the table, the row (`seq` or entry number, where there is one), what."""

    table: str
    row: int | None
    what: str

    def __str__(self) -> str:
        where = self.table if self.row is None else f"{self.table} {self.row}"
        return f"{where}: {self.what}"


@dataclass(slots=True)
class Verified:
    """The outcome: findings, the numbers of rows and entries looked at, and the head link to keep elsewhere."""

    findings: list[Finding] = field(default_factory=list)
    rows: int = 0
    entries: int = 0
    taken_down: int = 0
    head: str = GENESIS


def verify(store: Store, head: str | None = None, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Check everything; `progress` is called with the rows done and the rows there are.

    `head` is a link that was noted earlier: the chain must still lead through it. A rewritten ledger whose whole chain
    was computed anew is consistent with itself; only such a link tells it from the original.
    """
    result = Verified()
    try:
        _check_storage(store, result)
        with store.read() as connection:
            _Walk(connection, result, progress).run()
            if head is not None and not _leads_through(connection, head):
                result.findings.append(Finding("entries", None, f"the chain does not lead through the link {head}"))
    except LedgerError as error:
        result.findings.append(Finding("file", None, str(error)))
    except UnicodeDecodeError as error:
        result.findings.append(Finding("file", None, f"holds bytes that are no text: {error}"))
    return result


def _leads_through(connection: Connection, head: str) -> bool:
    e = schema.entries.c
    return head == GENESIS or connection.execute(select(e.entry).where(e.link == head)).first() is not None


def _check_storage(store: Store, result: Verified) -> None:
    """Let SQLite check its pages, and its full-text indexes against what they index."""
    if store.dialect != "sqlite":
        return
    with store.read() as connection:
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
            if said != "ok":
                result.findings.append(Finding("file", None, " ".join(str(said).split())))
    if store.readonly:
        return
    for words in schema.WORDS:
        try:
            with store.write() as connection:
                check = f"INSERT INTO {words.name} ({words.name}) VALUES ('integrity-check')"
                connection.exec_driver_sql(check)
        except LedgerError as error:
            if "damaged" in str(error):
                result.findings.append(Finding(words.name, None, "the full-text index does not match its words"))
            elif "read-only" not in str(error):
                raise


class _Walk:
    """One pass over all rows in the order of `seq`, with the entries beside them."""

    def __init__(self, connection: Connection, result: Verified, progress: Callable[[int, int], None] | None) -> None:
        self.connection, self.result, self.progress = connection, result, progress
        self.inspector = Inspector(connection)
        self.entries = self._entries()
        self.entry: Mapping[str, Any] | None = next(self.entries, None)
        self.root = hashlib.sha256()
        self.named = False  # whether a row of the current entry was named

    def run(self) -> None:
        top = max(self._top(table.c.seq) for table in schema.CHAINED.values())
        for low in range(0, top, _WINDOW):
            high = min(low + _WINDOW, top)
            rows = self._window(low, high)
            for seq in range(low + 1, high + 1):
                while self.entry is not None and seq > self.entry["last"]:
                    self._close(self.entry)
                if seq in rows:
                    self._row(*rows[seq])
                else:
                    self._name("rows", seq, "is missing")
            for finding in self.inspector.leftovers():
                self._name(*finding)
            if self.progress:
                self.progress(high, top)
        while self.entry is not None:
            self._close(self.entry)
        self.result.rows, self.result.taken_down = top, self.inspector.taken_down
        for finding in self.inspector.strays(top):
            self._name(*finding)

    def _row(self, table: str, row: Mapping[str, Any]) -> None:
        seq, entry = row["seq"], self.entry
        if entry is None:
            return self._name(table, seq, "stands after the end of the chain")
        if row_digest(table, row) != row["digest"]:
            self.inspector.tainted.add(seq)
            self._name(table, seq, "was altered: its digest is another")
        if row["entry"] != entry["entry"]:
            self._name(table, seq, f"says entry {row['entry']}, the chain says {entry['entry']}")
        for what in self.inspector.faults(table, row):
            self._name(table, seq, what)
        self.root.update(str(row["digest"]).encode("utf-8", "surrogatepass"))
        return None

    def _close(self, entry: Mapping[str, Any]) -> None:
        """Name what is wrong with an entry whose rows were all seen, and go to the next."""
        self.result.entries += 1
        if entry["fault"]:
            self._name("entries", entry["entry"], entry["fault"])
        elif self.root.hexdigest() != entry["root"] and not self.named:
            self._name("entries", entry["entry"], "its rows were altered together with their digests")
        self.result.head = entry["link"]
        self.root, self.named, self.entry = hashlib.sha256(), False, next(self.entries, None)

    def _entries(self) -> Iterator[dict[str, Any]]:
        """The entries with their `fault`, if any. One altered entry does not taint those that follow it."""
        before, expected, moment = {GENESIS}, 1, ""
        for row in self._stored_entries():
            number = row["entry"]
            links = {
                link_of(link, number, row["kind"], row["recorded"], row["last"], row["root"]) for link in sorted(before)
            }
            row["fault"] = None
            if number != expected:
                row["fault"] = f"follows entry {expected - 1}: entries between them are missing"
            elif row["link"] not in links:
                row["fault"] = "was altered: the chain does not lead to its link"
                row["last"] = self._last_of(number)
            elif row["recorded"] < moment:
                row["fault"] = "was recorded before the entry before it"
            before = {row["link"]} if row["link"] in links else {row["link"], *links}
            expected, moment = number + 1, moment if row["fault"] else row["recorded"]
            yield row

    def _stored_entries(self) -> Iterator[dict[str, Any]]:
        e, after = schema.entries.c, -(2**62)
        while True:
            page = select(schema.entries).where(e.entry > after).order_by(e.entry).limit(1000)
            rows = self.connection.execute(page).mappings().all()
            yield from (dict(row) for row in rows)
            if len(rows) < 1000:
                return
            after = rows[-1]["entry"]

    def _last_of(self, entry: int) -> int:
        found = (
            self.connection.execute(select(func.max(t.c.seq)).where(t.c.entry == entry)).scalar()
            for t in schema.CHAINED.values()
        )
        return max((int(seq) for seq in found if seq is not None), default=0)

    def _name(self, table: str, row: int | None, what: str) -> None:
        if row is not None and table != "entries":
            self.named = True
        if len(self.result.findings) < _MOST:
            self.result.findings.append(Finding(table, row, what))

    def _top(self, column: Any) -> int:
        return int(self.connection.execute(select(func.max(column))).scalar() or 0)

    def _window(self, low: int, high: int) -> dict[int, tuple[str, Mapping[str, Any]]]:
        rows: dict[int, tuple[str, Mapping[str, Any]]] = {}
        for name, table in schema.CHAINED.items():
            for row in self.connection.execute(select(table).where(table.c.seq > low, table.c.seq <= high)).mappings():
                if row["seq"] in rows:
                    self._name(name, row["seq"], f"has the number of a row of {rows[row['seq']][0]}")
                rows[row["seq"]] = (name, dict(row))
        self.inspector.open_window(low, high)
        return rows
