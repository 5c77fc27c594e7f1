"""Tampering: whatever is altered behind the ledger's back is named by table and row."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quoth.ledger import Judgement, Ledger, LedgerError, open_ledger
from quoth.ledger.schema import CHAINED, claim_places, entries
from quoth.model import Relation
from tests.ledger.fakes import NAME, documents, read, read_better

TABLES = {**CHAINED, "entries": entries, "claim_places": claim_places}
COLUMNS = [(name, column.name) for name, table in TABLES.items() for column in table.columns]


def build(ledger: Ledger) -> None:
    """Something in every table: readings, re-readings, judgements, relations, a take-down."""
    made = list(documents(8))
    ledger.add(made, read, NAME)
    first, second, third = list(ledger.claims())[:3]
    ledger.judge(Judgement("correct", first.claim.id, "Ada", slots={"act": "confirms"}))
    ledger.judge(Judgement("reject", second.claim.id, "Bo", comment="not in the text"))
    ledger.judge(Judgement("accept", third.claim.id, "Ada"))
    ledger.add(made, read_better, "fake 1.1")
    a, b = (k.claim.id for k in list(ledger.claims())[:2])
    ledger.relate([Relation("repeats", b, a, "the same words", (("words", "12"),))])
    ledger.relate([])
    ledger.take_down(made[7].id, "Ada", "asked")
    assert ledger.verify().findings == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verify") / "ledger.db"
    with open_ledger(f"sqlite:///{path}") as ledger:
        build(ledger)
    return path


@pytest.fixture
def copy(sample: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.db"
    path.write_bytes(sample.read_bytes())
    return path


def unlock(raw: sqlite3.Connection) -> None:
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")


def findings(path: Path) -> list[tuple[str, int | None]]:
    with open_ledger(f"sqlite:///{path}") as ledger:
        return [(f.table, f.row) for f in ledger.verify().findings]


def flipped(value: Any) -> Any:
    """The value with one bit changed; a missing one is filled in."""
    if value is None:
        return "1"
    if isinstance(value, int):
        return value ^ 1
    at = len(value) // 2
    return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :] if value else "x"


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[".".join(c) for c in COLUMNS])
def test_a_flipped_bit_in_any_column_of_any_table_is_named(copy: Path, table: str, column: str) -> None:
    key = {"entries": "entry", "claim_places": "claim"}.get(table, "seq")
    raw = sqlite3.connect(copy)
    unlock(raw)
    rows = raw.execute(f"SELECT rowid, {key}, {column} FROM {table} ORDER BY rowid").fetchall()
    rowid, row, value = random.Random(f"{table}.{column}").choice(rows[1:-1] or rows)
    new = flipped(value)
    if column in ("seq", "entry", "claim", "n"):
        new = 10**6 + value
    raw.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))
    raw.commit()
    raw.close()
    named = findings(copy)
    if column in ("seq", "entry", "claim", "n") and table != "claim_places" and column == key:
        assert {("rows", row), ("entries", row + 1)} & set(named), named
    else:
        assert (table, row) in named or ("claims", row) in named, named
        others = {found for found in named if found[1] != row}
        assert not others or (table, column) == ("claim_places", "claim"), others


@pytest.mark.parametrize("table", [*CHAINED, "claim_places", "claim_words", "document_words"])
def test_a_deleted_row_is_named(copy: Path, table: str) -> None:
    raw = sqlite3.connect(copy)
    unlock(raw)
    rows = [r[0] for r in raw.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
    row = rows[len(rows) // 2]
    if table == "claim_places":
        row = raw.execute("SELECT claim FROM claim_places WHERE rowid = ?", (row,)).fetchone()[0]
        raw.execute("DELETE FROM claim_places WHERE claim = ?", (row,))
    else:
        raw.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
    raw.commit()
    raw.close()
    assert row in {found[1] for found in findings(copy)}


def test_a_row_at_the_end_cannot_be_cut_off_unseen_when_the_head_was_noted(copy: Path) -> None:
    with open_ledger(f"sqlite:///{copy}") as ledger:
        head = ledger.head()
    raw = sqlite3.connect(copy)
    unlock(raw)
    before = raw.execute("SELECT max(last) FROM entries WHERE entry < ?", (head.entry,)).fetchone()[0]
    for table in CHAINED:
        raw.execute(f"DELETE FROM {table} WHERE seq > ?", (before,))
    raw.execute("DELETE FROM entries WHERE entry = ?", (head.entry,))
    raw.commit()
    raw.close()
    with open_ledger(f"sqlite:///{copy}") as ledger:
        assert [f.table for f in ledger.verify(head=head.link).findings if f.table == "entries"] == ["entries"]


def test_an_inserted_row_is_named(copy: Path) -> None:
    raw = sqlite3.connect(copy)
    unlock(raw)
    last = raw.execute("SELECT max(last) FROM entries").fetchone()[0]
    columns = [c.name for c in CHAINED["claims"].columns if c.name not in ("seq", "entry")]
    raw.execute(
        f"INSERT INTO claims (seq, entry, {', '.join(columns)}) "
        f"SELECT {last + 1}, entry, {', '.join(columns)} FROM claims WHERE record IS NOT NULL LIMIT 1"
    )
    raw.commit()
    raw.close()
    assert ("claims", last + 1) in findings(copy)


def test_a_row_altered_with_its_digest_is_caught_by_the_chain(copy: Path) -> None:
    from quoth.ledger.digest import row_digest

    raw = sqlite3.connect(copy)
    raw.row_factory = sqlite3.Row
    unlock(raw)
    row = dict(raw.execute("SELECT * FROM judgements ORDER BY seq LIMIT 1").fetchone())
    row["author"] = "Eve"
    raw.execute(
        "UPDATE judgements SET author = 'Eve', digest = ? WHERE seq = ?", (row_digest("judgements", row), row["seq"])
    )
    raw.commit()
    raw.close()
    assert findings(copy) == [("entries", row["entry"])]


def test_a_text_put_back_or_removed_is_named(copy: Path) -> None:
    raw = sqlite3.connect(copy)
    unlock(raw)
    (down,) = raw.execute("SELECT seq FROM documents WHERE text IS NULL").fetchone()
    (up,) = raw.execute("SELECT min(seq) FROM documents").fetchone()
    raw.execute("UPDATE documents SET text = 'x' WHERE seq = ?", (down,))
    raw.execute("UPDATE documents SET text = NULL WHERE seq = ?", (up,))
    raw.commit()
    raw.close()
    assert {("documents", down), ("documents", up)} <= set(findings(copy))


def test_swapped_rows_are_named(copy: Path) -> None:
    raw = sqlite3.connect(copy)
    unlock(raw)
    one, other = (r[0] for r in raw.execute("SELECT seq FROM claims WHERE record IS NOT NULL ORDER BY seq LIMIT 2"))
    for before, after in ((one, -1), (other, one), (-1, other)):
        raw.execute("UPDATE claims SET seq = ? WHERE seq = ?", (after, before))
    raw.commit()
    raw.close()
    assert {("claims", one), ("claims", other)} <= set(findings(copy))


@pytest.mark.parametrize("seed", range(25))
def test_bits_flipped_in_the_file_are_found_or_did_not_matter(copy: Path, seed: int) -> None:
    """Whatever a failing disk does, `verify` names it, or no claim differs."""
    with open_ledger(f"sqlite:///{copy}") as ledger:
        before = [k.claim for k in ledger.claims()]
    rng = random.Random(seed)
    data = bytearray(copy.read_bytes())
    for _ in range(3):
        data[rng.randrange(200, len(data))] ^= 1 << rng.randrange(8)
    copy.write_bytes(data)
    try:
        with open_ledger(f"sqlite:///{copy}") as ledger:
            checked = ledger.verify()
            if not checked.findings:
                assert [k.claim for k in ledger.claims()] == before
            assert all("Traceback" not in f.what for f in checked.findings)
    except LedgerError as error:
        assert "\n" not in str(error)


@pytest.fixture
def tampered(postgres_url: str) -> Iterator[tuple[Ledger, Callable[[str], None]]]:
    import psycopg

    with open_ledger(postgres_url) as ledger:
        build(ledger)

        def run(statement: str) -> None:
            with psycopg.connect(postgres_url, autocommit=True) as raw:
                raw.execute("SET session_replication_role = replica")
                raw.execute(statement.encode())

        yield ledger, run


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("claims", "UPDATE claims SET record = replace(record, 'column', 'COLUMN') WHERE seq = {row}"),
        ("claims", "UPDATE claims SET party = 'XX' WHERE seq = {row}"),
        ("claims", "UPDATE claim_words SET words = 'x' WHERE rowid = {row}"),
        ("claims", "UPDATE claim_places SET name = 'x' WHERE claim = {row}"),
        ("documents", "UPDATE documents SET text = text || ' ' WHERE seq = {row}"),
        ("documents", "UPDATE document_words SET words = 'x' WHERE rowid = {row}"),
        ("readings", "UPDATE readings SET known = '2030-01-01' WHERE seq = {row}"),
        ("judgements", "UPDATE judgements SET author = 'Eve' WHERE seq = {row}"),
        ("relations", "UPDATE relations SET reason = 'x' WHERE seq = {row}"),
        ("runs", "UPDATE runs SET software = 'x' WHERE seq = {row}"),
        ("entries", "UPDATE entries SET recorded = '2030' WHERE entry = {row}"),
    ],
)
def test_tampering_on_postgresql_is_named(
    tampered: tuple[Ledger, Callable[[str], None]], table: str, statement: str
) -> None:
    ledger, run = tampered
    key = "entry" if table == "entries" else "seq"
    more = "WHERE record IS NOT NULL" if table == "claims" else ""
    with ledger.store.read() as connection:
        row = connection.exec_driver_sql(f"SELECT min({key}) FROM {table} {more}").scalar()
    run(statement.format(row=row))
    assert [(f.table, f.row) for f in ledger.verify().findings][:1] == [(table, row)]
    assert {f.row for f in ledger.verify().findings} == {row}
