"""What the verbs over a ledger print and return."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quoth.cli.formats import Format
from quoth.cli.ledger_claims import changed, claims
from quoth.cli.ledger_review import review
from quoth.cli.ledger_verbs import (
    add,
    default_author,
    export_gold,
    export_ledger,
    parse_as_of,
    parse_filter,
    take_down,
    verify,
)
from quoth.intake import Refusal
from quoth.ledger import Filter, LedgerError, open_ledger
from quoth.model import Document, from_record, to_record
from tests.ledger.fakes import NAME, documents, read, read_better

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run() -> Run:
    """The exit code of a verb, and what it printed."""

    def call(verb: Callable[..., int], *args: Any, **options: Any) -> tuple[int, str]:
        out = io.StringIO()
        return verb(*args, out=out, **options), out.getvalue()

    return call


@pytest.fixture
def filled(sqlite_url: str, run: Run) -> str:
    assert run(add, documents(4), sqlite_url, reader=read, reader_name=NAME) == (
        0,
        "added 4, known 0, refused 0; 16 claims\n",
    )
    return sqlite_url


def test_add_counts_and_names_what_it_refuses(filled: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = [*documents(5), Refusal("notes.pdf", "not a text"), Document("n", "a\0")]
    code, out = run(add, inputs, filled, reader=read, reader_name=NAME)
    assert (code, out) == (1, "added 1, known 4, refused 2; 4 claims\n")
    assert capsys.readouterr().err.splitlines() == [
        "quoth: notes.pdf: not a text",
        "quoth: n: the text of the document has a NUL character at 1",
    ]
    code, out = run(add, documents(5), filled, reader=read_better, reader_name="fake 1.1")
    assert (code, out) == (0, "added 0, known 0, reread 5, refused 0; 13 claims\n")


def test_add_rereads_the_whole_ledger(filled: str, run: Run) -> None:
    code, out = run(add, [], filled, reader=read_better, reader_name="fake 1.1", reread=True)
    assert (code, out.split(";")[0]) == (0, "added 0, known 0, reread 4, refused 0")


def test_add_takes_claims_made_elsewhere(
    sqlite_url: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list(documents(3))
    records = [to_record(c) for d in made for c in read(d)]
    records[1]["content"]["text"] = "other words"
    lines = "".join(json.dumps(r) + "\n" for r in records)
    (tmp_path / "claims.jsonl").write_text(lines)
    code, out = run(add, made, sqlite_url, claims_path=tmp_path / "claims.jsonl")
    assert (code, out) == (1, "added 3, known 0, refused 1; 11 claims\n")
    assert "claims.jsonl:2: content" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert run(add, made, sqlite_url, claims_path="-")[1] == "added 0, known 3, refused 1; 0 claims\n"
    assert "standard input:2" in capsys.readouterr().err


def test_a_date_that_cannot_be_narrowed_stays(sqlite_url: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    for dater in (lambda d: 1 / 0, lambda d: None):
        assert run(add, documents(1), sqlite_url, claims_path=tmp_path / "none.jsonl", dater=dater)[0] == 0


def test_add_without_a_reader_is_wrong_usage(sqlite_url: str) -> None:
    with pytest.raises(ValueError, match="need a reader"):
        add(documents(1), sqlite_url)


def test_claims_prints_the_records_of_read_with_two_more(filled: str, run: Run) -> None:
    code, out = run(claims, filled, format=Format.JSONL)
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and len(records) == 16
    with open_ledger(filled) as ledger:
        for record, kept in zip(records, ledger.claims(), strict=True):
            assert from_record(record) == kept.claim
            assert (record["published"], record["recorded"]) == (kept.published, kept.recorded)
            assert record.keys() - to_record(kept.claim).keys() == {"published", "recorded"}
    assert json.loads(run(claims, filled, format=Format.JSON)[1]) == records
    rows = list(csv.DictReader(io.StringIO(run(claims, filled, format=Format.CSV)[1])))
    assert [(r["id"], r["recorded"]) for r in rows] == [(r["id"], r["recorded"]) for r in records]


@pytest.mark.parametrize("form", list(Format))
def test_every_format_prints_something_and_an_empty_answer(filled: str, run: Run, form: Format) -> None:
    code, out = run(claims, filled, Filter(document=("report-00002",)), format=form)
    assert code == 0 and "column" in out
    code, out = run(claims, filled, Filter(document=("none",)), format=form)
    assert code == 0 and "column" not in out


def test_claims_follow_filters_dates_and_limits(filled: str, run: Run) -> None:
    assert run(claims, filled, format=Format.JSONL, limit=3)[1].count("\n") == 3
    as_of = parse_as_of("2031-01-02")
    assert run(claims, filled, format=Format.JSONL, as_of=as_of)[1].count("\n") == 8


def test_filters_from_words() -> None:
    parsed = parse_filter(
        since="2031-02", until="2031-02", said_by="2031-03", place=["Velvet"], party=None, text="mill", event=("other",)
    )
    assert (str(parsed.since), str(parsed.until)) == ("2031-02-01", "2031-02-28")
    assert (str(parsed.said_by), parsed.place, parsed.party, parsed.text) == ("2031-03-31", ("Velvet",), (), "mill")
    assert parse_filter(said_by="Anna Holt").speaker == ("Anna Holt",)
    for wrong in ({"since": "soon"}, {"said_by": "2031-99"}, {"event": ["picnic"]}, {"clock": "cuckoo"}):
        with pytest.raises(ValueError):
            parse_filter(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [Format.TABLE, Format.JSON, Format.JSONL])
def test_what_changed(filled: str, run: Run, form: Format) -> None:
    assert run(changed, filled, format=form)[1].strip() in ("", "[]")
    add(documents(4), filled, reader=read_better, reader_name="fake 1.1", out=io.StringIO())
    code, out = run(changed, filled, format=form)
    assert code == 0
    assert '"redeployment"' in out and "dropped" in out and "event" in out
    if form is Format.JSONL:
        record = json.loads(out.splitlines()[0])
        assert set(record) == {"kind", "claim", "document", "recorded", "slots", "before", "after"}


def test_verify_prints_the_head_and_findings(filled: str, run: Run) -> None:
    code, out = run(verify, filled)
    with open_ledger(filled) as ledger:
        head = ledger.head()
    assert (code, out) == (0, f"sound: {head.last} rows in {head.entry} entries; head {head.link}\n")
    assert run(verify, filled, head=head.link)[0] == 0
    code, out = run(verify, filled, head="0" * 63 + "1")
    assert code == 1 and out.startswith("entries: the chain does not lead through the link")
    import sqlite3

    raw = sqlite3.connect(filled.removeprefix("sqlite:///"))
    raw.execute("DROP TRIGGER documents_same")
    raw.execute("UPDATE documents SET outlet = 'Other' WHERE id = 'report-00001'")
    raw.commit()
    code, out = run(verify, filled)
    assert code == 1 and "documents " in out.splitlines()[0] and out.splitlines()[-1].startswith("2 findings")


def test_export_and_add_of_a_ledger_file(filled: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    code, out = run(export_ledger, filled, path)
    assert code == 0 and out.startswith("exported 26 rows in 5 entries; head ")
    code, out = run(add, [], f"sqlite:///{tmp_path}/copy.db", ledger_files=[path])
    assert (code, out.split(",")[0]) == (0, "added 4")
    assert run(claims, filled, format=Format.JSONL) == run(claims, f"sqlite:///{tmp_path}/copy.db", format=Format.JSONL)


def test_verbs_that_need_a_ledger_do_not_make_one(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.db"
    for verb, args in (
        (claims, ()),
        (verify, ()),
        (changed, ()),
        (export_ledger, (tmp_path / "x",)),
        (export_gold, ()),
    ):
        with pytest.raises(LedgerError, match="there is no ledger yet"):
            run(verb, url, *args)
    assert list(tmp_path.iterdir()) == []


def typed(*lines: str) -> Callable[[str], str]:
    """Somebody at the keyboard, who then ends the input."""
    left: Iterator[str] = iter(lines)

    def ask(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask


def test_a_review_in_the_terminal(filled: str, run: Run) -> None:
    with open_ledger(filled) as ledger:
        queue = ledger.waiting()
    ids = [w.kept.claim.id for w in queue]
    ask = typed(
        "?", "t", "x", "f", 'f act="shouts"', "f said=", 'f act="confirms"', "u", "u", 'f act="denies"', "a",
        "r not in the text", "m nonsense", f"m {ids[0]}", "c look again", "s", "q",
    )  # fmt: skip
    code, out = run(review, filled, author="Ada", ask=ask)
    assert code == 0
    assert "act is 'shouts', not one of states" in out
    assert "you have judged nothing of this claim yet" in out
    assert "withdrew judgement" in out and "[[" in out and "fix: f SLOT=JSON" in out
    assert out.endswith("7 judgements added\n")
    with open_ledger(filled) as ledger:
        made = ledger.judgements(author="Ada")
        assert [j.kind for j in made] == ["correct", "withdraw", "correct", "accept", "reject", "merge", "comment"]
        assert made[4].comment == "not in the text"
        first = ledger.claim(ids[0])
        assert first and first.claim.act == "denies"
        assert ledger.claim(ids[1]) is None and ledger.claim(ids[2]) is None
        assert ledger.verify().findings == []
        left = {w.kept.claim.id for w in ledger.waiting()}
        assert left == set(ids) - set(ids[:3])


def test_a_review_ends_with_the_input_and_with_the_queue(filled: str, run: Run) -> None:
    assert run(review, filled, author="Ada", ask=typed())[0] == 0
    assert "\n16 judgements added\n" in run(review, filled, author="Ada", ask=typed(*["a"] * 20))[1]
    assert run(review, filled, author="Ada", ask=typed())[1] == "nothing waits for review\n0 judgements added\n"
    code, out = run(export_gold, filled)
    assert code == 0 and len(out.splitlines()) == 4


def test_taking_down(filled: str, run: Run) -> None:
    assert run(take_down, filled, "report-00001", "asked", "Ada") == (0, "took down 1 texts of report-00001\n")
    assert "1 texts taken down" in run(verify, filled)[1]


def test_the_author_is_who_one_says_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_AUTHOR", "Ada")
    assert default_author() == "Ada"
    monkeypatch.delenv("QUOTH_AUTHOR")
    assert default_author()
