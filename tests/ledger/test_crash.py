"""A short run of the crash test; `benchmarks/ledger_crash.py` has the long one."""

from __future__ import annotations

from pathlib import Path

from benchmarks.ledger_crash import crash
from tests.ledger.postgres_server import Server


def test_killed_adds_leave_whole_documents_and_resume_on_sqlite(tmp_path: Path) -> None:
    outcome = crash(lambda n: f"sqlite:///{tmp_path}/{n}.db", 120, 8)
    assert outcome.kills == 8


def test_killed_adds_leave_whole_documents_and_resume_on_postgresql(postgres: Server) -> None:
    def new_url(n: int) -> str:
        postgres.sql(f"CREATE DATABASE crash_{n} TEMPLATE ledger_template")
        return postgres.url(f"crash_{n}")

    outcome = crash(new_url, 120, 4)
    assert outcome.kills == 4
