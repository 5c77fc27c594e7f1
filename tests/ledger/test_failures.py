"""Everything that can go wrong around a ledger: a clear line, and nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from quoth.ledger import Ledger, LedgerError, open_ledger
from quoth.model import Claim, Document
from tests.ledger.fakes import NAME, documents, read
from tests.ledger.postgres_server import Server, server


def fails(message: str) -> Any:
    """One line that holds `message`."""
    return pytest.raises(LedgerError, match=rf"\A[^\n]*{message}[^\n]*\Z")


def whole(ledger: Ledger) -> int:
    """The number of documents, after checking that each has all its claims and that the chain is sound."""
    kept = list(ledger.documents())
    assert ledger.count() == sum(len(read(k.document)) for k in kept)
    assert ledger.verify().findings == []
    return len(kept)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system that is soon full; skipped where one may not mount."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", 3) as disk:
        url = f"sqlite:///{disk}/ledger.db"
        with open_ledger(url) as ledger, fails("the disk is full; make room"):
            for first in range(0, 100_000, 100):
                batch = [Document(f"{first}-{d.id}", d.text) for d in documents(100)]
                ledger.add(batch, read, NAME)
        subprocess.run(["mount", "-o", "remount,size=30m", str(disk)], check=True)
        with open_ledger(url) as ledger:
            assert whole(ledger) > 0
            ledger.add(documents(5), read, NAME)
            whole(ledger)


def test_full_disk_by_sqlites_own_limit(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path}/ledger.db") as ledger:
        ledger.add(documents(5), read, NAME)
        with ledger.store.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 40}")
        with fails("the disk is full"):
            ledger.add(documents(600), read, NAME)
        whole(ledger)


def test_full_disk_while_exporting(tmp_path: Path) -> None:
    with open_ledger("memory:") as ledger, small_disk(tmp_path / "small", 1) as disk:
        ledger.add(documents(500), read, NAME)
        with fails("cannot be written: No space left"):
            ledger.export(disk / "out.jsonl")
        assert list(disk.iterdir()) == []


def as_nobody(work: Callable[[], str]) -> str:
    """What `work` returns in a process without root's rights."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            os.write(into, work().encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out) as said:
        text = said.read()
    os.waitpid(pid, 0)
    return text


def said(url: str, **options: Any) -> str:
    """The error of adding to a ledger, or how many claims it shows."""
    try:
        with open_ledger(url, **options) as ledger:
            if options.get("readonly"):
                return f"{ledger.count()} claims"
            ledger.add(documents(3), read, NAME)
    except LedgerError as error:
        return str(error)
    return "added"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can take on a stranger's rights")
def test_files_that_may_not_be_written(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    url = f"sqlite:///{tmp_path}/ledger.db"
    with open_ledger(url) as ledger:
        ledger.add(documents(2), read, NAME)
        shown = f"{ledger.count()} claims"
    assert "read-only; check the permissions" in as_nobody(lambda: said(url))
    assert as_nobody(lambda: said(url, readonly=True)) == shown, "a ledger may be read where one may not write"
    assert "cannot be opened" in as_nobody(lambda: said(f"sqlite:///{tmp_path}/new.db"))
    with open_ledger(url) as ledger:
        assert whole(ledger) == 2


def test_opened_for_reading_only(url: str) -> None:
    with open_ledger(url) as ledger:
        ledger.add(documents(2), read, NAME)
    if url == "memory:":
        return
    with open_ledger(url, readonly=True) as ledger:
        assert ledger.count() == 8
        with fails("opened for reading only"):
            ledger.add(documents(3), read, NAME)
        assert ledger.verify().findings == []


def test_no_ledger_there(tmp_path: Path) -> None:
    for options in ({"create": False}, {"readonly": True}):
        with fails("there is no ledger yet; `quoth add` makes one"):
            open_ledger(f"sqlite:///{tmp_path}/none.db", **options)
    assert list(tmp_path.iterdir()) == []
    with fails("the folder .* does not exist"):
        open_ledger(f"sqlite:///{tmp_path}/no/where.db")
    with fails("is a folder"):
        open_ledger(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("address", ["", "ledger.db", "mysql://host/name", "sqlite:/x", "https://x.example", ":::"])
def test_what_is_no_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_LEDGER", "nonsense")
    with fails("not the address of a ledger"):
        open_ledger(address)


def test_the_default_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUOTH_LEDGER", raising=False)
    open_ledger().close()
    assert (tmp_path / "quoth.db").exists()
    monkeypatch.setenv("QUOTH_LEDGER", f"sqlite:///{tmp_path}/other.db")
    open_ledger().close()
    assert (tmp_path / "other.db").exists()


def test_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("This is a letter, not a ledger. " * 100)
    with fails("not a SQLite database"):
        open_ledger(f"sqlite:///{path}")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE recipes (name)")
    with fails("the database is not a ledger"):
        open_ledger(f"sqlite:///{tmp_path}/other.db")


def test_a_truncated_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(f"sqlite:///{path}") as ledger:
        ledger.add(documents(60), read, NAME)
    data = path.read_bytes()
    for share in (0.9, 0.5, 0.1):
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(LedgerError) as caught, open_ledger(f"sqlite:///{path}") as ledger:
            findings = ledger.verify().findings
            assert findings, "verify names the damage"
            list(ledger.claims())
            list(ledger.documents())
        assert "\n" not in str(caught.value)
        assert any(w in str(caught.value) for w in ("damaged", "truncated", "missing")), caught.value


def test_a_ledger_of_a_newer_version(url: str) -> None:
    if url == "memory:":
        return
    with open_ledger(url) as ledger, ledger.store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9876'")
    for options in ({}, {"readonly": True}, {"create": False}):
        with fails("made by a newer quoth .*9876.*; update quoth"):
            open_ledger(url, **options)  # type: ignore[arg-type]


def test_a_locked_database_is_waited_for_then_named(url: str) -> None:
    if url == "memory:":
        return
    with open_ledger(url) as ledger, open_ledger(url, patience=0.3) as other:
        with ledger.store.write():
            begun = time.monotonic()
            with fails("another process is writing to the ledger"):
                other.add(documents(2), read, NAME)
            assert time.monotonic() - begun >= 0.25
            assert other.count() == 0, "readers do not wait"
        assert other.add(documents(2), read, NAME).added == 2


def test_a_writer_waits_politely(url: str) -> None:
    if url == "memory:":
        return
    with open_ledger(url) as ledger, open_ledger(url) as other:
        with ledger.store.write():
            thread = threading.Thread(target=lambda: other.add(documents(2), read, NAME))
            thread.start()
            time.sleep(0.4)
            assert thread.is_alive()
        thread.join(20)
        assert whole(ledger) == 2


def test_no_server() -> None:
    with fails("the server cannot be reached"):
        open_ledger("postgresql://nobody@127.0.0.1:9/none")


def test_no_such_database(postgres: Server) -> None:
    with fails("there is no such database"):
        open_ledger(postgres.url("never_made"))


def test_no_right_to_write(postgres: Server, postgres_url: str) -> None:
    with open_ledger(postgres_url) as ledger:
        ledger.add(documents(2), read, NAME)
    name = postgres_url.rpartition("/")[2]
    postgres.sql("DROP ROLE IF EXISTS reader")
    postgres.sql("CREATE ROLE reader LOGIN")
    postgres.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)
    url = postgres_url.replace("quoth@", "reader@")
    with open_ledger(url) as ledger:
        assert ledger.count() == 8
        with fails("may not write to the ledger"):
            ledger.add(documents(3), read, NAME)
    postgres.sql("DROP OWNED BY reader", name)


def test_a_lost_connection() -> None:
    with server(()) as running:  # as a server in use: what is committed is on disk
        running.sql("CREATE DATABASE lost")
        with open_ledger(running.url("lost")) as ledger:
            ledger.add(documents(5), read, NAME)

            def read_until_the_server_dies(document: Document) -> list[Claim]:
                if document.id == "report-00020":
                    running.stop()
                return read(document)

            with fails("the connection was lost|cannot be reached"):
                ledger.add(documents(40), read_until_the_server_dies, NAME)
            with fails("cannot be reached"):
                ledger.count()
            running.start()
            assert whole(ledger) == 5, "the same ledger goes on when the server is back"
            assert ledger.add(documents(40), read, NAME).added == 35
            assert whole(ledger) == 40


def test_an_interrupt_keeps_what_was_read(url: str) -> None:
    with open_ledger(url) as ledger:

        def read_until_interrupted(document: Document) -> list[Claim]:
            if document.id == "report-00010":
                raise KeyboardInterrupt
            return read(document)

        with pytest.raises(KeyboardInterrupt):
            ledger.add(documents(20), read_until_interrupted, NAME)
        assert whole(ledger) == 10
        assert ledger.add(documents(20), read, NAME).counts()["known"] == 10
        assert whole(ledger) == 20
