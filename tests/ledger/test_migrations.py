"""Migrations: from every released schema to the newest, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from quoth.ledger import LedgerError, migrate, open_ledger, schema
from tests.ledger.fakes import NAME, documents, read
from tests.ledger.postgres_server import Server
from tests.ledger.released import FOLDER, insert, schema_of

RELEASED = sorted(p.stem for p in FOLDER.glob("*.jsonl"))


def rows(revision: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{revision}.jsonl").read_text().splitlines()]


def test_every_revision_has_a_released_ledger_and_the_newest_is_the_schema() -> None:
    assert list(migrate.revisions()) == RELEASED, "run python -m tests.ledger.released"
    assert migrate.revisions()[-1] == schema.REVISION


def old(url: str, revision: str) -> None:
    """Make a ledger as quoth made it at a revision."""
    driver = url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(driver)
    with engine.begin() as connection:
        migrate.upgrade(connection, revision)
        insert(connection, rows(revision))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.db"
    server: Server = request.getfixturevalue("postgres")
    name = f"old_{abs(hash(tmp_path))}"
    server.sql(f"CREATE DATABASE {name}")
    return server.url(name)


@pytest.mark.parametrize("revision", RELEASED)
def test_a_released_ledger_is_upgraded_with_all_its_claims(empty_url: str, revision: str) -> None:
    old(empty_url, revision)
    if revision != schema.REVISION:
        with pytest.raises(LedgerError, match="made by an older quoth"):
            open_ledger(empty_url, readonly=True)
    with open_ledger(empty_url) as ledger:
        assert ledger.verify().findings == []
        newest: dict[str, dict[str, Any]] = {}
        for line in rows(revision):
            if line["table"] == "claims":
                newest[line["row"]["anchor"]] = line["row"]
        shown = {r["version"] for r in newest.values() if r["state"] in ("read", "judged")}
        assert {k.claim.version for k in ledger.claims()} == shown
        head = max(line["row"]["entry"] for line in rows(revision) if line["table"] == "entries")
        assert ledger.head().entry == head
        assert ledger.add(documents(8), read, NAME).added == 2
        assert ledger.verify().findings == []


@pytest.mark.parametrize("revision", RELEASED)
def test_a_released_migration_never_changes(tmp_path: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/x.db")
    with engine.begin() as connection:
        migrate.upgrade(connection, revision)
        assert schema_of(connection) == (FOLDER / f"{revision}.sql").read_text()


def test_migrations_make_the_tables_that_the_code_uses(empty_url: str) -> None:
    def ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        return "_words" not in str(name) and not str(name).startswith("alembic")

    with open_ledger(empty_url) as ledger, ledger.store.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": False})
        assert compare_metadata(context, schema.metadata) == []
