"""Inputs become documents; bad ones become named refusals, and the rest is still read."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from quoth.intake import LIMIT, Given, Refusal, gather
from quoth.model import Document

DUTCH = "De burgemeester zei dat er geen gewonden zijn gevallen bij de beschieting van de haven."
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Haven beschoten</title>
<meta property="og:site_name" content="De Havenbode">
<meta property="article:published_time" content="2023-05-04T10:00:00Z">
<script>alert(1)</script></head><body><nav>Menu</nav><article><h1>Haven beschoten</h1><p>{DUTCH}</p>
<p>&laquo;We blijven hier&raquo;, zei hij. Volgens het ministerie is de brug vannacht vernield, maar dat kon niemand
ter plaatse bevestigen.</p></article></body></html>"""


NOTHING = Given()


def one(source: str | Path, given: Given = NOTHING) -> Document:
    (found,) = gather([str(source)], given)
    assert isinstance(found, Document), found
    return found


def refused(source: str | Path) -> str:
    (found,) = gather([str(source)])
    assert isinstance(found, Refusal), found
    return found.reason


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


# --- plain text


@pytest.mark.parametrize("head", ["date 2022-09 ", " date 2022-09\n\n", "\ufeffDate: 2022-09 \r\n", "DATE  2022-09\t"])
def test_a_leading_date_is_the_date(tmp_path: Path, head: str) -> None:
    found = one(write(tmp_path / "a.txt", head + DUTCH + "\n"))
    assert (found.published, found.text, found.id) == ("2022-09", DUTCH, "a.txt")


@pytest.mark.parametrize(
    "text", ["Date palms were hit in 2022-09 by shells.", "date was 2022-09 then", "update 2022-09 is"]
)
def test_other_words_are_no_date(tmp_path: Path, text: str) -> None:
    found = one(write(tmp_path / "a.txt", text))
    assert (found.published, found.text) == (None, text)


def test_what_the_sender_says_wins_over_a_file(tmp_path: Path) -> None:
    given = Given(published="2022-09-11", outlet="De Bode", publisher="ua-general-staff", language="nl")
    found = one(write(tmp_path / "a.txt", "date 2022-08 " + DUTCH), given)
    assert (found.published, found.outlet, found.publisher, found.language, found.text) == (
        "2022-09-11", "De Bode", "ua-general-staff", "nl", DUTCH,
    )  # fmt: skip


def test_raw_text_is_stored_normalized(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.txt", "Ki\u00adev\u00a0meldt\r\ndat  Izjoem &quot;vrij&quot; is"))
    assert found.text == 'Kiev meldt\ndat  Izjoem "vrij" is'


WRAPPED = """Het leger trok zich volgens de gouverneur deze week terug van de
westelijke oever, nadat bruggen en depots wekenlang onder vuur hadden
gelegen. Daarbij vielen geen gewonden.

Een woordvoerder wilde dat niet bevestigen. Hij zei dat er nog altijd
gevochten wordt rond de stad."""


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    text = one(write(tmp_path / "a.txt", WRAPPED)).text
    assert text.count("\n") == 2
    assert "terug van de westelijke oever" in text and "altijd gevochten" in text


@pytest.mark.parametrize(
    "text",
    [
        "Balans van de dag\n- drie tanks\n- twee drones\n- een brug bij de stad\n- vijf aanvallen afgeslagen",
        "Kort.\nOok kort.\nNog een korte regel die wat langer is.",
        f"{DUTCH} {DUTCH}\n{DUTCH}\n{DUTCH} {DUTCH}",
    ],
)
def test_lists_and_paragraphs_are_not_joined(tmp_path: Path, text: str) -> None:
    assert one(write(tmp_path / "a.txt", text)).text == text


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    marked = "---\ntitle: x\n---\n# Haven beschoten\n\n> De **stad** is [vrij](https://a.nl/b), zei *hij*.\n\n"
    text = marked + "- een_twee\n* * *\n"
    assert one(write(tmp_path / "a.md", text)).text == "Haven beschoten\n\nDe stad is vrij, zei hij.\n\neen_twee"


# --- encodings

CYRILLIC = "Мэр города сообщил, что при обстреле порта никто не пострадал. Об этом пишет газета."
UKRAINIAN = "Міський голова сказав, що внаслідок обстрілу порту ніхто не постраждав, але є руйнування."
ACCENTS = "Eén gewonde, zei president Zelenski: «Oekraïne blijft» – België en Roemenië zijn het daarmee eens."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(t, e) for t in (CYRILLIC, UKRAINIAN, ACCENTS) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-32")]
    + [(CYRILLIC, "cp1251"), (UKRAINIAN, "cp1251"), (CYRILLIC, "koi8-u"), (UKRAINIAN, "koi8-u"), (ACCENTS, "cp1252")],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert one(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_a_page_in_the_encoding_it_names(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1251").replace(DUTCH, CYRILLIC * 3).replace("&laquo;", "").encode("cp1251")
    assert CYRILLIC in one(write(tmp_path / "a.html", page)).text


# --- pages


def test_a_page_gives_text_title_outlet_and_date(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.html", PAGE))
    assert DUTCH in found.text and "«We blijven hier», zei hij." in found.text
    assert "Menu" not in found.text and "alert" not in found.text
    assert (found.title, found.outlet, found.published) == ("Haven beschoten", "De Havenbode", "2023-05-04")


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.dat", PAGE)).title == "Haven beschoten"


# --- JSON


def test_json_documents_keep_their_text_exactly(tmp_path: Path) -> None:
    text = " Ki\u00adev\u00a0meldt\r\ndat  \u202e&quot;vrij&quot; is\n"
    record = {"id": "x", "text": text, "language": "nl", "published": "2022-09", "title": "T", "outlet": "O",
              "publisher": "P", "url": "https://a.nl", "claims": []}  # fmt: skip
    found = one(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert found == Document("x", text, "nl", "2022-09", "T", "O", "P", "https://a.nl")


def test_json_gaps_are_filled_and_the_rest_stays(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": DUTCH, "published": "2022-09"}), "", json.dumps({"id": 7, "text": DUTCH})]
    found = list(gather([str(write(tmp_path / "a.jsonl", "\n".join(lines)))], Given(published="2023", language="nl")))
    assert [(d.id, d.published, d.language) for d in found if isinstance(d, Document)] == [
        ("a", "2022-09", "nl"), ("7", "2023", "nl"),
    ]  # fmt: skip


@pytest.mark.parametrize("indent", [None, 1])
def test_json_files_with_one_document_or_a_list(tmp_path: Path, indent: int | None) -> None:
    record = {"id": "a", "text": DUTCH}
    assert one(write(tmp_path / "a.json", json.dumps(record, indent=indent))).id == "a"
    many = write(tmp_path / "b", json.dumps([record, {**record, "id": "b"}], indent=indent))
    assert [d.id for d in gather([str(many)]) if isinstance(d, Document)] == ["a", "b"]


BAD_LINES = [
    ("{", "it is not JSON"),
    ("[1]", "it is no JSON object"),
    ('{"id": "x"}', "the document has no `text`"),
    ('{"id": "x", "text": 5}', "the document has no `text`"),
    ('{"id": ["x"], "text": "Kiev meldt."}', "its `id` is not a string"),
    ('{"id": "x", "text": "Kiev meldt.", "outlet": 5}', "its `outlet` is not a string"),
    ('{"id": "x", "text": "  "}', "it is empty"),
    ('{"id": "x", "text": "12 - 5"}', "there are no words in it"),
    ('{"id": "x", "text": "Kiev meldt.", "published": "2022-13-01"}', "wrong date '2022-13-01'"),
    ('{"id": "x", "text": "Kiev meldt.", "published": "gisteren"}', "wrong date 'gisteren'"),
    ('{"id": "x", "text": "Kiev meldt.", "language": "xx"}', "unknown language 'xx'"),
    ('{"id": "x", "text": "Kiev \\ud800 meldt."}', "it holds half of a character"),
    ("[" * 100_000, "it is not JSON"),
    ('{"id": "x", "text": "' + "a" * LIMIT + '"}x', "it is not JSON"),
    ('{"id": "x", "text": "' + "a" * LIMIT + 'b"}', "it is larger than 10 MB"),
    ('{"id": "x", "text": "' + "a" * 3 * LIMIT + 'b"}', "it is larger than 10 MB"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[f"{r}-{i}" for i, (_, r) in enumerate(BAD_LINES)])
def test_a_bad_line_is_refused_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"id": "good", "text": DUTCH})
    path = write(tmp_path / "a.jsonl", f"{good}\n{line}\n{good}")
    first, bad, last = gather([str(path)])
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(bad, Refusal) and bad.reason.startswith(reason)
    assert bad.input in {f"{path.name}:2", "x"}


# --- bad files

BAD_FILES = [
    (b"", "it is empty"),
    (b" \n\t", "it is empty"),
    (b"12 - 5", "there are no words in it"),
    (b"%PDF-1.7 ...", "it is a PDF file, not text"),
    (b"PK\x03\x04....", "it is a ZIP archive or an office file, not text"),
    (b"Kiev\x00meldt", "it is binary data"),
    (bytes(range(1, 32)) * 40, "it is binary data"),
    ("Oekraïne zei «nee» in België. ".encode() * 5 + b"\xff\xe9 Kiev", "it is damaged: not UTF-8"),
    (b"\xff\xfeK\x00i\x00\x00\xd8", "it is damaged: not UTF-16"),
    (b"\xef\xbb\xbfKiev \xff meldt", "it is damaged: not UTF-8"),
    (b"\x81\x8d\x8f\x90\x9d" * 20, "its encoding is unknown"),
    (b"date 2022-13 Kiev meldt.", "wrong date '2022-13'"),
    (b"a" * (LIMIT + 1), "it is larger than 10 MB"),
    (b"\x1f\x8b\x08damaged", "its compression is damaged"),
    (gzip.compress(gzip.compress(b"Kiev meldt."), mtime=0), "it is a compressed file inside a compressed one"),
    (gzip.compress(b"a" * (LIMIT + 1), mtime=0), "it is larger than 10 MB"),
    (b"<html><body><script>x()</script></body></html>", "there is no article on the page"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), BAD_FILES, ids=[f"{r}-{i}" for i, (_, r) in enumerate(BAD_FILES)])
def test_a_bad_file_is_refused_and_the_rest_is_read(tmp_path: Path, content: bytes, reason: str) -> None:
    good, bad = write(tmp_path / "good.txt", DUTCH), write(tmp_path / "bad", content)
    first, found, last = gather([str(good), str(bad), str(good)])
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(found, Refusal) and found.reason.startswith(reason)
    assert Path(found.input).name == "bad"


def test_what_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt") == "no such file or directory"
    assert refused(tmp_path).startswith("the directory holds no file that can be read")


# --- other ways in


def test_a_directory_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path / "b.txt", DUTCH)
    write(tmp_path / "in" / "a.html", PAGE)
    write(tmp_path / "a.jsonl.gz", gzip.compress(json.dumps({"id": "x", "text": DUTCH}).encode()))
    write(tmp_path / "c.txt", b"\x00")
    write(tmp_path / "d.png", b"\x89PNG")
    write(tmp_path / ".git" / "e.txt", DUTCH)
    found = list(gather([str(tmp_path)]))
    assert [d.id for d in found if isinstance(d, Document)] == ["x", "b.txt", "in/a.html"]
    assert [Path(r.input).name for r in found if isinstance(r, Refusal)] == ["c.txt"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (f"date 2022-09 {DUTCH}".encode(), "stdin"),
        (json.dumps({"id": "x", "text": DUTCH}).encode(), "x"),
        (PAGE.encode(), "stdin"),
        (gzip.compress(DUTCH.encode(), mtime=0), "stdin"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes, key: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))  # type: ignore[arg-type]
    found = one("-")
    assert found.id == key and DUTCH in found.text


def test_compressed_text_keeps_its_kind(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.md.gz", gzip.compress(b"# Kop\n\nKiev meldt.", mtime=0)))
    assert (found.id, found.text) == ("a.md", "Kop\n\nKiev meldt.")
