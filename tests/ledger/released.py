"""Ledgers as each released schema kept them: `released/REVISION.jsonl` (rows) and `REVISION.sql` (SQLite's schema).

python -m tests.ledger.released        writes both for the newest revision; the older ones are never written again
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from quoth.ledger import Judgement, Ledger, open_ledger
from quoth.ledger.schema import REVISION
from quoth.model import Relation
from tests.ledger.fakes import NAME, documents, read, read_better

FOLDER = Path(__file__).parent / "released"
_TABLES = (
    "entries", "runs", "documents", "readings", "judgements", "claims", "claim_places", "relations", "claim_words",
    "document_words",
)  # fmt: skip


def fill(ledger: Ledger) -> None:
    """A row of each kind."""
    made = list(documents(6))
    ledger.add(made, read, NAME)
    first, second, third = list(ledger.claims())[:3]
    ledger.judge(Judgement("correct", first.claim.id, "Ada", slots={"act": "confirms"}))
    ledger.judge(Judgement("reject", second.claim.id, "Bo", comment="not there"))
    ledger.judge(Judgement("comment", third.claim.id, "Ada", comment="look again"))
    ledger.relate([Relation("repeats", first.claim.id, third.claim.id, "the same words", (("words", "9"),))])
    ledger.add(made, read_better, "fake 1.1")
    ledger.take_down(made[5].id, "Ada", "asked")


def schema_of(connection: Connection) -> str:
    """SQLite's own words for the schema, sorted."""
    rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"))
    return "\n".join(f"{sql};" for (sql,) in rows) + "\n"


def rows_of(connection: Connection) -> Iterator[dict[str, Any]]:
    for table in _TABLES:
        key = "rowid, *" if table.endswith("_words") else "*"
        for row in connection.execute(text(f"SELECT {key} FROM {table} ORDER BY rowid")).mappings():
            yield {"table": table, "row": dict(row)}


def insert(connection: Connection, lines: list[dict[str, Any]]) -> None:
    """Put rows of a released ledger into a schema of its revision."""
    sqlite = connection.dialect.name == "sqlite"
    known = {table: {c["name"] for c in inspect(connection).get_columns(table)} for table in _TABLES}
    for line in lines:
        table, row = line["table"], line["row"]
        assert sqlite or row.keys() <= known[table]
        vector = table.endswith("_words") and not sqlite
        values = ", ".join(f"to_tsvector('simple', :{n})" if vector and n == "words" else f":{n}" for n in row)
        connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"), row)


def main() -> None:
    moments = iter(dt.datetime(2031, 6, 1, 12, second=n, tzinfo=dt.UTC) for n in range(60))
    with open_ledger("memory:", clock=lambda: next(moments)) as ledger:
        fill(ledger)
        with ledger.store.read() as connection:
            lines = [json.dumps(line, ensure_ascii=False) for line in rows_of(connection)]
            (FOLDER / f"{REVISION}.jsonl").write_text("\n".join(lines) + "\n")
            (FOLDER / f"{REVISION}.sql").write_text(schema_of(connection))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    main()
