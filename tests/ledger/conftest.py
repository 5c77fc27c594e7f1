"""Ledgers on all three kinds of store: in memory, on SQLite, and on a real PostgreSQL server."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quoth.ledger import Ledger, open_ledger
from tests.ledger.postgres_server import Server, binaries, server

_NAMES = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server with a database `ledger_template` that holds an empty ledger."""
    if binaries() is None:
        reason = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get("CI") or os.environ.get("QUOTH_REQUIRE_PARTS"):
            pytest.fail(reason)
        pytest.skip(reason)
    with server() as running:
        running.sql("CREATE DATABASE ledger_template")
        open_ledger(running.url("ledger_template")).close()
        yield running


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """A new database on the server with an empty ledger."""
    name = f"ledger_{next(_NAMES)}"
    postgres.sql(f"CREATE DATABASE {name} TEMPLATE ledger_template")
    yield postgres.url(name)
    postgres.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/ledger.db"


class Clock:
    """A clock that tests turn: each look is a second later."""

    def __init__(self) -> None:
        self.now = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now

    def next_day(self) -> dt.date:
        """Go to the next day; returns the day before it."""
        before = self.now.date()
        self.now += dt.timedelta(days=1)
        return before


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty ledger of each kind."""
    if request.param == "memory":
        return "memory:"
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    """An empty ledger of each kind."""
    with open_ledger(url, clock=clock) as opened:
        yield opened


@pytest.fixture
def make_ledger(clock: Clock) -> Iterator[Callable[..., Ledger]]:
    """Opens ledgers and closes them at the end."""
    opened: list[Ledger] = []

    def make(address: str = "memory:", **options: object) -> Ledger:
        opened.append(open_ledger(address, clock=clock, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for one in opened:
        one.close()
