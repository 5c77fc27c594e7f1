"""A desk over a small ledger, in one process."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette will prefer a newer client, which is not needed here
    from starlette.testclient import TestClient

from quoth.ledger import Ledger, open_ledger
from quoth.web.app import create_app
from quoth.web.settings import Settings
from tests.web import desk


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return desk.make(Path(tmp_path_factory.mktemp("desk")) / "desk.db")


@pytest.fixture(scope="session")
def ledger(address: str) -> Iterator[Ledger]:
    with open_ledger(address, readonly=True) as opened:
        yield opened


@pytest.fixture
def make_client() -> Iterator[Callable[[Settings], TestClient]]:
    """Desks with settings of their own."""
    with ExitStack() as opened:

        def make(settings: Settings) -> TestClient:
            return opened.enter_context(TestClient(create_app(settings), base_url="http://localhost"))

        yield make


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(ledger=address, rate=1e6, burst=10**6)), base_url="http://localhost") as made:
        yield made
