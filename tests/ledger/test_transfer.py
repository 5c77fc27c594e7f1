"""Moving a ledger: exactly, link by link, from any store to any other; and merging two that went apart."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.ledger import Judgement, Ledger, LedgerError, is_ledger_file, open_ledger
from quoth.ledger.schema import CHAINED, claim_places, entries
from quoth.model import Document
from tests.ledger.fakes import NAME, documents, read, read_better
from tests.ledger.released import fill

Make = Callable[..., Ledger]


def everything(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables; words apart, since the two databases keep them in their own forms."""
    out = {}
    with ledger.store.read() as connection:
        for name, table in {**CHAINED, "entries": entries, "claim_places": claim_places}.items():
            rows = connection.execute(table.select()).all()
            out[name] = sorted(tuple(row) for row in rows)
    return out


@pytest.fixture
def original(ledger: Ledger) -> Ledger:
    fill(ledger)
    return ledger


@pytest.mark.parametrize("kind", ["memory", "sqlite", "postgresql"])
@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_ledger_file_grows_the_same_ledger_anywhere(
    original: Ledger, make_ledger: Make, tmp_path: Path, request: pytest.FixtureRequest, kind: str, suffix: str
) -> None:
    path = tmp_path / f"ledger{suffix}"
    head = original.export(path)
    assert is_ledger_file(path)
    url = "memory:"
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/copy.db"
    if kind == "postgresql":
        server = request.getfixturevalue("postgres")
        name = f"copy_{abs(hash(tmp_path))}"
        server.sql(f"CREATE DATABASE {name} TEMPLATE ledger_template")
        url = server.url(name)
    copy = make_ledger(url)
    added = copy.add_file(path)
    assert (added.added, added.refused) == (6, [])
    assert copy.head() == head == original.head()
    assert everything(copy) == everything(original)
    assert copy.verify(head=head.link).findings == []
    assert list(copy.claims()) == list(original.claims())
    assert copy.judgements() == original.judgements()
    again = tmp_path / f"again{suffix}"
    copy.export(again)
    assert again.read_bytes() == path.read_bytes(), "the same ledger gives the same file, byte for byte"
    assert copy.add_file(path).counts()["known"] == 6, "twice adds nothing"


def test_a_back_up_is_brought_up_to_date_by_a_later_file(make_ledger: Make, tmp_path: Path) -> None:
    ledger, copy = make_ledger(), make_ledger()
    ledger.add(documents(4), read, NAME)
    ledger.export(tmp_path / "one")
    copy.add_file(tmp_path / "one")
    ledger.add(documents(7), read, NAME)
    ledger.judge(Judgement("reject", next(ledger.claims()).claim.id, "Ada"))
    ledger.export(tmp_path / "two")
    added = copy.add_file(tmp_path / "two")
    assert (added.added, added.known) == (3, 4)
    assert copy.head() == ledger.head()
    assert copy.add_file(tmp_path / "one").counts()["known"] == 4, "an older file adds nothing"
    assert copy.head() == ledger.head()


def test_an_empty_ledger_moves_too(make_ledger: Make, tmp_path: Path) -> None:
    head = make_ledger().export(tmp_path / "empty")
    copy = make_ledger()
    assert copy.add_file(tmp_path / "empty").added == 0
    assert copy.head() == head


def test_two_ledgers_that_went_apart_are_merged(make_ledger: Make, tmp_path: Path) -> None:
    one, other = make_ledger(), make_ledger()
    made = list(documents(9))
    one.add(made[:6], read, NAME)
    other.add(made[3:], read, NAME)
    shared = next(iter(other.claims())).claim.id
    own = list(other.claims())[-1].claim.id
    first = other.judge(Judgement("reject", own, "Ada"))
    other.judge(Judgement("withdraw", own, "Ada", of=first.seq))
    other.judge(Judgement("correct", shared, "Ada", slots={"act": "confirms"}))
    other.add(made[8:], read_better, "fake 1.1")
    other.take_down(made[4].id, "Ada", "asked")
    other.export(tmp_path / "other")
    added = one.add_file(tmp_path / "other")
    assert (added.added, added.known, added.reread) == (3, 2, 1)
    assert [r.input for r in added.refused] == [made[4].id]
    assert one.verify().findings == []
    ours, theirs = list(one.claims()), list(other.claims())
    assert {k.claim for k in ours if k.claim.document in {d.id for d in made[3:]}} == {k.claim for k in theirs}
    kept = one.judgements()
    assert [(j.kind, j.claim, j.made) for j in kept] == [
        (j.kind, j.claim, j.recorded if j.kind != "takedown" else None) for j in other.judgements()
    ]
    withdrawn = next(j for j in kept if j.kind == "withdraw")
    assert withdrawn.of == next(j for j in kept if j.kind == "reject").seq
    head = one.head()
    assert one.add_file(tmp_path / "other").counts() == {
        "added": 0, "known": 6, "revised": 0, "reread": 0, "refused": 1, "claims": 0,
    }  # fmt: skip
    assert one.head() == head, "merging twice adds nothing"


def test_an_interrupted_import_goes_on(make_ledger: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quoth.ledger import transfer

    ledger, copy = make_ledger(), make_ledger()
    ledger.add(documents(30), read, NAME)
    ledger.export(tmp_path / "file")
    monkeypatch.setattr(transfer, "_COMMIT_ROWS", 20)
    calls = []

    def stop(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy.add_file(tmp_path / "file", progress=stop)
    assert 0 < copy.head().entry < ledger.head().entry
    assert copy.verify().findings == []
    copy.add_file(tmp_path / "file")
    assert copy.head() == ledger.head()
    assert everything(copy) == everything(ledger)


def _alter(lines: list[bytes], number: int, old: bytes, new: bytes) -> bytes:
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    return b"".join(lines)


DAMAGE: dict[str, tuple[Callable[[list[bytes]], bytes], str]] = {
    "empty": (lambda lines: b"", "truncated"),
    "another file": (lambda lines: b"a letter\n", "not a ledger file"),
    "cut in the middle": (lambda lines: b"".join(lines)[:5000], "truncated"),
    "without its last line": (lambda lines: b"".join(lines[:-1]), "truncated"),
    "a changed word": (lambda lines: _alter(lines, 2, b"column", b"COLUMN"), "checksum differs"),
    "a missing line": (lambda lines: b"".join(lines[:5] + lines[6:]), "checksum differs"),
    "a newer format": (lambda lines: b'{"quoth-ledger":9}\n' + b"".join(lines[1:]), "newer quoth"),
    "a half last line": (lambda lines: b"".join(lines)[:-20], "damaged"),
    "a half gzip": (lambda lines: gzip.compress(b"".join(lines))[:-40], "damaged"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_adds_nothing(make_ledger: Make, tmp_path: Path, damage: str) -> None:
    ledger, copy = make_ledger(), make_ledger()
    ledger.add(documents(5), read, NAME)
    path = tmp_path / "file"
    ledger.export(path)
    break_it, message = DAMAGE[damage]
    path.write_bytes(break_it(path.read_bytes().splitlines(keepends=True)))
    with pytest.raises(LedgerError, match=message):
        copy.add_file(path)
    assert copy.head().entry == 0


def test_a_forged_file_is_caught_by_its_links(make_ledger: Make, tmp_path: Path) -> None:
    import hashlib

    ledger, copy = make_ledger(), make_ledger()
    ledger.add(documents(5), read, NAME)
    path = tmp_path / "file"
    ledger.export(path)
    lines = path.read_bytes().splitlines(keepends=True)
    forged = [line.replace(b"Report 3", b"Report X") for line in lines[:-1]]
    end = json.loads(lines[-1])
    end["end"]["sha256"] = hashlib.sha256(b"".join(forged)).hexdigest()
    path.write_bytes(b"".join(forged) + json.dumps(end, separators=(",", ":"), sort_keys=True).encode() + b"\n")
    with pytest.raises(LedgerError, match="does not lead to its link"):
        copy.add_file(path)
    assert copy.verify().findings == []


def test_what_is_no_ledger_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text('{"id": "a", "text": "b"}\n')
    assert not is_ledger_file(tmp_path / "x")
    assert not is_ledger_file(tmp_path / "none")
    assert not is_ledger_file(tmp_path)


def test_a_large_file_is_moved_in_bounded_memory(tmp_path: Path) -> None:
    import tracemalloc

    with open_ledger(f"sqlite:///{tmp_path}/a.db") as ledger:
        ledger.add(documents(150, sentences=8), read, NAME)
        ledger.add([Document("long", "word " * 20_000)], read, NAME)
        tracemalloc.start()
        ledger.export(tmp_path / "file")
        _, exporting = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        with open_ledger(f"sqlite:///{tmp_path}/b.db") as copy:
            copy.add_file(tmp_path / "file")
        _, importing = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert exporting < 20e6 and importing < 40e6
