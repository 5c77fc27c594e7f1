"""What each format prints, of claims made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from quoth.cli.formats import COLUMNS, Format, write
from quoth.model import from_record
from tests.cli.sample import TEXT, sample


def printed(form: Format, *keys: str) -> str:
    out = io.StringIO()
    write(form, (sample(key) for key in keys or ("sample",)), out)
    return out.getvalue()


def test_jsonl_is_one_claim_a_line_and_comes_back() -> None:
    lines = printed(Format.JSONL, "a", "b").splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["a", "a", "b", "b"]
    assert tuple(from_record(json.loads(line)) for line in lines[:2]) == tuple(
        from_record(json.loads(json.dumps(json.loads(line)))) for line in lines[:2]
    )
    assert from_record(json.loads(lines[0])).content == sample().claims[0].content


def test_json_is_a_list_of_documents() -> None:
    first, second = json.loads(printed(Format.JSON, "a", "b"))
    assert (first["id"], second["id"]) == ("a", "b")
    assert first["dated"] == "2022-09-11" and first["published"] == "2022-09"
    assert [c["mode"] for c in first["claims"]] == ["indirect", "narrated"]
    assert json.loads(printed(Format.JSON)[:1] + "]") == []


def test_csv_has_a_row_for_each_claim_and_no_formula() -> None:
    head, told, narrated = csv.reader(io.StringIO(printed(Format.CSV)))
    assert tuple(head) == COLUMNS
    row = dict(zip(head, told, strict=True))
    assert row["source_id"] == "ua-government" and row["source"] == "Kiev" and row["cue"] == "zo meldt"
    assert row["places"] == "Izium (settlement, near)" and row["quantities"] == "at-least 20 tank"
    assert (row["event"], row["negated"], row["said"]) == ("holding", "true", "2022-09-11")
    assert dict(zip(head, narrated, strict=True))["content"].startswith("'=")


def test_the_table_says_who_what_where_and_when(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    out = printed(Format.TABLE)
    words = (
        "Tanks", "De ", "2022-09", "dated 2022-09-11", "government of", "[UA]", "via Reuters", "zo meldt", "near Izium",
        "Zeker 20 tanks", "≥ 20 tank", "no holding", "ongoing", "confirms", "likely", "(the report)", "–2022-09-11",
    )  # fmt: skip
    assert [word for word in words if word not in out] == []
    assert max(map(len, out.splitlines())) <= 100
    assert "\x1b" not in out and "\u202e" not in out


def test_parties_have_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def coloured() -> str:
        out = Terminal()
        write(Format.TABLE, [sample()], out)
        return out.getvalue()

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[36m" in coloured()
    assert "\x1b[31mBode" not in coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", coloured())


def test_a_document_without_claims_is_named() -> None:
    empty = sample()
    out = io.StringIO()
    write(Format.TABLE, [type(empty)(empty.document, ())], out)
    assert "Tanks" in out.getvalue() and "no claims" in out.getvalue()


class _Page(HTMLParser):
    """The text of a page's document and what each mark covers."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.marked: dict[str, str] = {}
        self._inside = 0
        self._classes: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        classes = (dict(attrs).get("class") or "").split()
        if tag == "div" and "text" in classes:
            self._inside = 1
        if tag == "span":
            self._classes.append(classes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._inside = 0
        if tag == "span":
            self._classes.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data
            for name in {c for classes in self._classes for c in classes}:
                self.marked[name] = self.marked.get(name, "") + data


def test_the_page_marks_every_span_and_runs_nothing() -> None:
    out = printed(Format.HTML)
    page = _Page()
    page.feed(out)
    assert page.text == TEXT.replace("\u202e", "").replace("\x1b", "")
    assert page.marked["source"] == "Kiev" and page.marked["cue"] == "zo meldt" and page.marked["place"] == "Izjoem"
    assert page.marked["content"].startswith("Zeker 20 tanks staan bij Izjoem")
    assert page.marked["narrated"] == "=1+1[31m"
    assert "script" not in page.tags and "b" not in page.tags and "img" not in page.tags
    assert "<script" not in out and "&lt;script&gt;" in out
    assert "default-src 'none'" in out and "\u202e" not in out and "javascript" not in out
    for claim in sample().claims:
        assert f'id="c{claim.id}"' in out and f'href="#c{claim.id}"' in out
