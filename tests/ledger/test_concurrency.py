"""Several processes on one ledger: nothing lost, nothing doubled, readers never wait."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.ledger import Ledger, open_ledger
from quoth.ledger import adding as batches
from quoth.model import Claim, Document
from tests.ledger.fakes import NAME, documents, read


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


def in_process(work: Callable[[], object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def wait(*pids: int) -> None:
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [0] * len(pids)


def slow(document: Document) -> list[Claim]:
    time.sleep(0.01)
    return read(document)


def adding(url: str, first: int, last: int, reader: Callable[[Document], list[Claim]] = slow) -> Callable[[], object]:
    def work() -> None:
        with open_ledger(url) as ledger:
            ledger.add(list(documents(last))[first:], reader, NAME)

    return work


def sound(ledger: Ledger, count: int) -> None:
    kept = [k.document.id for k in ledger.documents()]
    assert sorted(kept) == [d.id for d in documents(count)]
    claims = {(k.claim.document, k.claim.id) for k in ledger.claims()}
    assert len(claims) == ledger.count() == sum(len(read(d)) for d in documents(count))
    assert ledger.verify().findings == []


def test_two_at_once_with_the_same_and_with_other_documents(url: str) -> None:
    wait(*[in_process(adding(url, a, b)) for a, b in ((0, 80), (0, 80), (40, 120))])
    with open_ledger(url) as ledger:
        sound(ledger, 120)


def test_many_processes_make_a_new_ledger_at_once(url: str) -> None:
    wait(*[in_process(adding(url, n * 5, n * 5 + 5, read)) for n in range(6)])
    with open_ledger(url) as ledger:
        sound(ledger, 30)


def test_reading_documents_goes_on_in_parallel(url: str, tmp_path: Path) -> None:
    def noted(document: Document) -> list[Claim]:
        begun = time.monotonic()
        time.sleep(0.05)
        with (tmp_path / str(os.getpid())).open("a") as notes:
            notes.write(f"{begun} {time.monotonic()}\n")
        return read(document)

    open_ledger(url).close()
    wait(in_process(adding(url, 0, 30, noted)), in_process(adding(url, 30, 60, noted)))
    one, other = (
        [tuple(map(float, line.split())) for line in notes.read_text().splitlines()]
        for notes in tmp_path.iterdir()
        if notes.name.isdigit()
    )
    together = sum(a < d and c < b for a, b in one for c, d in other)
    assert together, "no document was read while the other process read one"
    with open_ledger(url) as ledger:
        sound(ledger, 60)


def test_readers_see_whole_documents_while_one_writes(url: str) -> None:
    with open_ledger(url) as ledger:
        ledger.add(documents(1), read, NAME)

        def in_batches() -> None:
            batches.BATCH_DOCUMENTS = 8
            adding(url, 1, 80)()

        writer = in_process(in_batches)
        counts = []
        done = 0
        while not done:
            counts.append(len(list(ledger.claims())))
            done, status = os.waitpid(writer, os.WNOHANG)
        assert os.waitstatus_to_exitcode(status) == 0
        assert counts == sorted(counts)
        assert all(count % 4 == 0 for count in counts), "never a part of a document"
        assert len(set(counts[:-1])) > 2, "readers do not wait for the writer to end"
        sound(ledger, 80)


def test_two_people_judge_at_once(url: str) -> None:
    from quoth.ledger import Judgement

    with open_ledger(url) as ledger:
        ledger.add(documents(10), read, NAME)
        ids = [k.claim.id for k in ledger.claims()]

    def judging(author: str) -> Callable[[], object]:
        def work() -> None:
            with open_ledger(url) as mine:
                for claim in ids:
                    mine.judge(Judgement("accept", claim, author))

        return work

    wait(in_process(judging("Ada")), in_process(judging("Bo")))
    with open_ledger(url) as ledger:
        assert sorted((j.claim, j.author) for j in ledger.judgements()) == sorted(
            (claim, author) for claim in ids for author in ("Ada", "Bo")
        )
        assert ledger.verify().findings == []
