"""The small parts: words, clocks, digests, reader versions, excerpts, error lines."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.ledger import excerpt, show_setting
from quoth.ledger.clocks import days, earlier, known_from, last_day, stamp
from quoth.ledger.digest import canonical, link_of, root_of, row_digest
from quoth.ledger.errors import explain
from quoth.ledger.readings import outranks
from quoth.ledger.words import fold, folded, fts5_query, parse_query, tsquery, vector
from quoth.model import Document, identify_all
from tests.ledger.fakes import documents, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De troepen, bij Oekraïne!", ["de", "troepen", "bij", "oekraine"]),
        ("Чугуїв і Йолкіне", ["чугуів", "і", "иолкіне"]),
        ("2.000 km²", ["2", "000", "km2"]),
        ("a_b-c'd", ["a", "b", "c", "d"]),
        ("ﬁn STRASSE ẞ", ["fin", "strasse", "ss"]),
        ("", []),
        ("—…«»", []),
        ("x" * 300, ["x" * 200]),
    ],
)
def test_folding(text: str, words: list[str]) -> None:
    assert fold(text) == words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(min_size=1))
def test_every_text_with_words_can_be_searched_for(text: str) -> None:
    if not fold(text):
        with pytest.raises(ValueError, match="at least one word"):
            parse_query(text)
        return
    for parts, _ in parse_query(text):
        assert parts
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE VIRTUAL TABLE w USING fts5(words, tokenize='unicode61 remove_diacritics 0')")
    raw.execute("SELECT * FROM w WHERE w MATCH ?", (fts5_query(text),)).fetchall()
    assert "''" not in tsquery(text)


def test_queries() -> None:
    assert fts5_query('mill "near Velvet" vel* a-b') == '"mill" AND "near velvet" AND "vel"* AND "a b"'
    assert tsquery('mill "near Velvet" vel* a-b') == "('mill') & ('near' <-> 'velvet') & ('vel':*) & ('a' <-> 'b')"
    assert fts5_query('"unfinished phrase') == '"unfinished phrase"'


def test_vectors_stay_within_what_postgresql_takes() -> None:
    assert vector(["a", "b", "a"]) == "'a':1,3 'b':2"
    assert vector(["a"] * 1000).count(",") == 254
    assert vector([f"w{n}" for n in range(17_000)]).endswith("'w16999'"), "late words have no position"
    assert len(vector(f"{n:0200d}" for n in range(20_000)).encode()) < 1_000_000


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2031-03", "2031-03-31"),
        ("2031", "2031-12-31"),
        ("2031-03-05", "2031-03-05"),
        ("2031-03-05T18:30Z", "2031-03-05"),
        ("2031-03-05T23:30-05:00", "2031-03-06"),
        ("2031-03-05T00:30+02:00", "2031-03-04"),
        ("2031-03-05T00:30:10.5+0200", "2031-03-04"),
        ("2031-03-01/2031-03-05", "2031-03-05"),
        ("2031-03-01/..", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_last_day_that_a_date_may_mean(when: str | None, day: str | None) -> None:
    assert last_day(when) == day


def test_a_document_counts_from_its_narrowed_days_then_its_date() -> None:
    assert known_from("2031-03-05", "2031-03") == "2031-03-05"
    assert known_from(None, "2031-03") == "2031-03-31"
    assert known_from("..", "2031-03-01/..") is None


def test_days_are_short_or_long() -> None:
    assert days(None, "2031-03-05") == (0, "2031-03-05", "2031-03-05")
    assert days("2031-03") == (0, "2031-03-01", "2031-03-31")
    assert days("2031") == (1, "2031-01-01", "2031-12-31")
    assert days("../2031-03-05") == (1, "0000-00-00", "2031-03-05")
    assert days("2031-03-05/..") == (1, "2031-03-05", "9999-99-99")
    assert days("nonsense", None) is None
    assert earlier(dt.date(1, 1, 5), 31) == "0001-01-01"


def test_moments_sort_as_text() -> None:
    early = dt.datetime(2031, 1, 1, 23, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert stamp(early) == "2031-01-01T21:00:00.000005Z"


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [
        ("grammar 1.10", "grammar 1.9", True),
        ("grammar 1.9", "grammar 1.10", False),
        ("grammar 1.9", "grammar 1.9", False),
        ("grammar 2", "grammar 1.9.9", True),
        ("grammar-2.0", "grammar-1.0", True),
        ("grammar 2", "model 1", False),
        ("grammar", "grammar 1", False),
    ],
)
def test_a_reader_outranks_its_older_versions_only(one: str, other: str, newer: bool) -> None:
    assert outranks(one, other) is newer


def test_digests_depend_on_every_part() -> None:
    row = {"seq": 1, "run": 1, "verb": "add", "state": "begun", "reader": None, "software": "q", "counts": None}
    digests = {row_digest("runs", row)} | {row_digest("runs", {**row, name: "x"}) for name in row}
    assert len(digests) == 1 + len(row)
    parts = ("a", 1, "add", "2031", 9, "b")
    links = {link_of(*parts)} | {  # type: ignore[arg-type]
        link_of(*[("x" if n == k else part) for n, part in enumerate(parts)])  # type: ignore[arg-type]
        for k in range(len(parts))
    }
    assert len(links) == 1 + len(parts)
    assert root_of(["a", "b"]) != root_of(["b", "a"])
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_excerpts_follow_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    document = next(iter(documents(1)))
    claim = identify_all(read(document), document.content_hash)[0]
    monkeypatch.delenv("QUOTH_SHOW", raising=False)
    assert claim.sentence
    assert excerpt(claim) == claim.sentence.text
    assert excerpt(claim, "content") == claim.content.text
    monkeypatch.setenv("QUOTH_SHOW", "none")
    assert excerpt(claim) is None
    monkeypatch.setenv("QUOTH_SHOW", "all")
    with pytest.raises(ValueError, match="choose from text, sentence, content, none"):
        show_setting()


def test_unknown_errors_are_one_line() -> None:
    assert explain(sqlite3.OperationalError("odd\nthing")) == "odd thing"


def test_identical_claims_count_once_and_twins_are_numbered() -> None:
    document = Document("d", "The Northern staff says that it left Amber.")
    (claim,) = read(document)
    assert len(identify_all([claim, claim], document.content_hash)) == 1
    from dataclasses import replace

    assert claim.source
    twin = replace(claim, source=replace(claim.source, start=4, text="Northern staff"))
    a, b = identify_all([twin, claim], document.content_hash)
    assert a.id != b.id
    assert (a, b) == identify_all([claim, twin], document.content_hash), "whatever the order"
    assert identify_all([claim], document.content_hash)[0].id == a.id
