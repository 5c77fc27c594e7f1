"""Kill `quoth add` again and again with SIGKILL, and see that nothing is lost, doubled or half-written.

    python benchmarks/ledger_crash.py [--kills 300] [--documents 500] [--postgresql-kills 100]

A child process adds the documents and is killed at a random moment; the next child goes on in the same ledger. Once a
child comes to the end, the ledger's claims must be those of an undisturbed run, `verify` must find nothing, and a new
ledger begins, until the kills are used up. Exit code 1 when a ledger differs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from quoth.ledger import Filter, adding, open_ledger
from quoth.model import to_record
from tests.ledger.fakes import NAME, documents, read


@dataclass
class Outcome:
    """What happened: kills that hit a running process, ledgers brought to the end, documents found after a kill."""

    kills: int = 0
    ledgers: int = 0
    partial: int = 0
    seconds: float = 0.0


def crash(new_url: Callable[[int], str], count: int, kills: int, seed: int = 3) -> Outcome:
    """Kill, resume and compare until `kills` processes were killed.

    Raises:
        AssertionError: a ledger differs from that of an undisturbed run.
    """
    outcome, rng, begun = Outcome(), random.Random(seed), time.monotonic()
    expected, span = _undisturbed(new_url(0), count)
    while outcome.kills < kills:
        outcome.ledgers += 1
        url = new_url(outcome.ledgers)
        small = rng.random() < 0.5  # batches of every size
        while outcome.kills < kills:
            if not _killed(url, count, rng.uniform(0, span / 2), small):
                break
            outcome.kills += 1
            outcome.partial += _documents(url, count)
        _finish(url, count)
        _compare(url, expected, count)
    outcome.seconds = time.monotonic() - begun
    return outcome


def add(url: str, count: int, small: bool = False) -> int:
    """What the child does: the work of `quoth add`, on documents that are always the same."""
    from quoth.cli.ledger_verbs import add as add_verb

    if small:
        adding.BATCH_DOCUMENTS = 8
    with Path(os.devnull).open("w") as nowhere:
        return add_verb(documents(count), url, reader=read, reader_name=NAME, out=nowhere)


def _undisturbed(url: str, count: int) -> tuple[list[dict[str, object]], float]:
    begun = time.monotonic()
    _finish(url, count)
    span = time.monotonic() - begun
    return _records(url), span


def _records(url: str) -> list[dict[str, object]]:
    with open_ledger(url, readonly=True) as ledger:
        return [{**to_record(k.claim), "published": k.published} for k in ledger.claims(Filter())]


def _child(url: str, count: int, small: bool) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        code = add(url, count, small)
    finally:
        os._exit(code)


def _killed(url: str, count: int, after: float, small: bool) -> bool:
    """Whether the child was still at work when it was killed."""
    pid = _child(url, count, small)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, f"the child failed with {os.waitstatus_to_exitcode(status)}"
    return False


def _finish(url: str, count: int) -> None:
    pid = _child(url, count, False)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == 0, f"adding ended with {code}"


def _documents(url: str, count: int) -> int:
    """1 when a part of the documents is there; each that is there must be whole."""
    with open_ledger(url) as ledger:
        kept = list(ledger.documents())
        assert len(kept) <= count
    return int(0 < len(kept) < count)


def _compare(url: str, expected: list[dict[str, object]], count: int) -> None:
    with open_ledger(url) as ledger:
        found = [{**to_record(k.claim), "published": k.published} for k in ledger.claims()]
        assert found == expected, f"{url}: {len(found)} claims, {len(expected)} expected, or in another order"
        with ledger.store.read() as connection:
            rows = connection.exec_driver_sql("SELECT count(*), count(DISTINCT anchor) FROM claims").one()
            texts = connection.exec_driver_sql("SELECT count(*), count(DISTINCT id) FROM documents").one()
        assert tuple(rows) == (len(expected), len(expected)), f"{url}: {rows} rows and anchors"
        assert tuple(texts) == (count, count), f"{url}: {texts} documents and ids"
        checked = ledger.verify()
        assert not checked.findings, f"{url}: {checked.findings[:5]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--postgresql-kills", type=int, default=100)
    args = parser.parse_args()
    try:
        if args.kills:
            with tempfile.TemporaryDirectory(prefix="quoth-crash-") as folder:
                _print("SQLite", crash(lambda n: f"sqlite:///{folder}/{n}.db", args.documents, args.kills))
        if args.postgresql_kills:
            from tests.ledger.postgres_server import server

            with server(()) as running:  # with fsync, as a server in use has it

                def new_url(n: int) -> str:
                    running.sql(f"CREATE DATABASE crash_{n}")
                    return running.url(f"crash_{n}")

                _print("PostgreSQL", crash(new_url, args.documents, args.postgresql_kills))
    except AssertionError as error:
        print(f"failed: {error}")
        return 1
    return 0


def _print(name: str, outcome: Outcome) -> None:
    print(
        f"{name}: {outcome.kills} kills, {outcome.partial} of them with a part of the documents committed; "
        f"{outcome.ledgers} ledgers brought to the end, all equal to an undisturbed run and sound; "
        f"{outcome.seconds:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
