"""The ledger and its CSVs in Datasette, asked through its own client, with nothing changed for it."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from quoth.ledger import Ledger, open_ledger
from scripts.exports import exported, sample_ledger


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Ledger, Path]]:
    path = tmp_path / "desk.db"
    with sample_ledger(f"sqlite:///{path}"):
        pass
    with open_ledger(f"sqlite:///{path}", readonly=True) as ledger:
        yield ledger, path


def ask(path: Path, *queries: str) -> list[Any]:
    """The answers of an immutable Datasette to paths under the database."""

    async def run() -> list[Any]:
        server = Datasette([], immutables=[str(path)])
        await server.invoke_startup()
        answers = []
        for query in queries:
            answer = await server.client.get(f"/{path.stem}{query}", follow_redirects=True)
            assert answer.status_code == 200, (query, answer.text[:300])
            json = answer.headers["content-type"].startswith("application/json")
            answers.append(answer.json() if json else answer.text)
        return answers

    return asyncio.run(run())


def test_every_table_of_the_ledger_opens(desk: tuple[Ledger, Path]) -> None:
    ledger, path = desk
    (about,) = ask(path, ".json")
    tables = {t["name"]: t["count"] for t in about["tables"]}
    assert tables["documents"] == 3 and tables["claims"] >= 11
    shown = [t["name"] for t in about["tables"] if not t["hidden"]]
    pages = ask(path, *(f"/{name}" for name in shown))
    assert all("<html" in page for page in pages)
    sql = "select json_extract(record, '$.content.text') as words from claims where event = 'entry'"
    (answer,) = ask(path, f".json?sql={sql.replace(' ', '+')}&_shape=array")
    assert answer == [{"words": "Ukrainian troops have entered Kupiansk"}]
    assert not ledger.verify().findings, "looking changed nothing"


@pytest.mark.parametrize("part", ["claims", "relations", "control"])
def test_csvs_open_with_readable_columns(desk: tuple[Ledger, Path], tmp_path: Path, part: Any) -> None:
    rows = list(csv.reader(io.StringIO(exported(desk[0], "csv", part).decode())))
    path = tmp_path / "table.db"
    with sqlite3.connect(path) as made:  # what `sqlite-utils insert --csv` does
        made.execute(f"create table [{part}] ({', '.join(f'[{name}]' for name in rows[0])})")
        made.executemany(f"insert into [{part}] values ({', '.join('?' * len(rows[0]))})", rows[1:])
    made.close()
    (found, page) = ask(path, f"/{part}.json?_shape=objects", f"/{part}?_facet={rows[0][0]}")
    assert list(found["rows"][0])[-len(rows[0]) :] == rows[0]
    assert len(found["rows"]) == len(rows) - 1 and "<html" in page
