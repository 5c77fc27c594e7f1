"""The forms of an update: the same bytes every time, hostile text stays text, valid feeds, a page that prints."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree

from quoth.cli.run import run
from quoth.ledger import Ledger
from quoth.publish import (
    LANGUAGES,
    publish_update,
    render_atom,
    render_html,
    render_html_fragment,
    render_json_feed,
    render_md,
)
from quoth.publish.update_notes import text_link
from quoth.publish.update_wording import load_wording
from tests.publish.desk import Page, Told, fill

D = dt.date(2031, 5, 12)
EVIL = "<script>alert(1)</script>\"'> [x](javascript:alert(1)) | `a` ](http://e.vil) \u202e ﷽ {S} [a|b] <D>"
TODAY, SQUARE = "2031-05-12", ((2000, "km2", "exact"),)
IZIUM, FROM_IZIUM = (("Izium", "settlement", "at"),), (("Izium", "settlement", "from"),)
BALAKLIIA, LYMAN = (("Balakliia", "settlement", "from"),), (("Lyman", "settlement", "at"),)


def day() -> list[Page]:
    return [
        Page("one", "2031-05-11T09:00Z", [
            Told("ua-general-staff", "recapture", IZIUM, by="UA", said="2031-05-11"),
            Told("ua-president", "recapture", by="UA", said="2031-05-11", figures=((2000, "km", "about"),)),
        ]),
        Page("two", "2031-05-12T18:30Z", [
            Told("ru-mod", "withdrawal", (*FROM_IZIUM, *BALAKLIIA), by="RU", status="ongoing", said=TODAY),
            Told("gb-mod", "withdrawal", FROM_IZIUM, by="RU", said=TODAY, level="likely"),
            Told("ru-mod", "holding", LYMAN, by="RU", status="ongoing", said=TODAY),
            Told("ua-army", "fighting", LYMAN, status="ongoing", said=TODAY),
            Told("ua-general-staff", "recapture", by="UA", act="clarifies", said=TODAY, figures=SQUARE),
            Told("ru-government", "dispute", by="GB", act="denies", said=TODAY, words="their update is false"),
            Told(None, "shelling", (("Kharkiv", "settlement", "at"),), by="RU", time="2031-05-12"),
        ]),
    ]  # fmt: skip


def hostile() -> list[Page]:
    told = [
        Told("ua-regional", "other", IZIUM, speaker=EVIL, words=EVIL, said="2031-05-12"),
        Told("ua-regional", "strike", ((EVIL, "settlement", "at"),), by="RU", said="2031-05-12"),
        Told("media", "casualties", IZIUM, speaker=EVIL, figures=((3, EVIL, "exact"),), said="2031-05-12"),
        Told(None, "strike", IZIUM, by=EVIL),
    ]
    urls = ["javascript:alert(1)", 'https://e.vil/"><script>', "https://example.org/a#b"]
    return [
        Page(f"{n}{EVIL}", "2031-05-12", told, outlet=EVIL, title=EVIL, url=url, language=EVIL[:5])
        for n, url in enumerate(urls)
    ]


def test_the_same_ledger_gives_the_same_bytes() -> None:
    shown: list[list[str]] = []
    for pages in (day(), day()):
        with fill(pages) as ledger:
            written = [publish_update(ledger, D, language=code) for code in LANGUAGES]
            texts = [form(u) for u in written for form in (render_md, render_html)]
            texts += [json.dumps(u.record(), ensure_ascii=False) for u in written]
            shown.append([*texts, render_atom(written[:1], "t"), render_json_feed(written[:1], "t")])
    assert shown[0] == shown[1]


def test_claimed_conceded_and_confirmed_are_told_apart() -> None:
    with fill(day()) as ledger:
        for code, conceded, counted in (
            ("en", "acknowledged", "two sources"), ("nl", "erkende", "twee bronnen"), ("uk", "визнало", "два джерела"),
        ):  # fmt: skip
            sentences = list(publish_update(ledger, D, language=code).sentences())
            assert {"concedes", "corroborates", "corrects", "disputes", "narrated"} <= {s.kind for s in sentences}
            for s in sentences:
                assert (conceded in s.text) <= (s.kind == "concedes"), s.text
                assert (counted in s.text) <= (s.kind == "corroborates"), s.text
                assert not re.search(r"\bconfirm|bevestigd|підтвердж", s.text), s.text


@pytest.mark.parametrize(("code", "words"), [
    ("en", ["retaken Izium", "about 2,000 km", "2,000 km²", "likely (55–75%)", "on Monday", "12 May 2031"]),
    ("nl", ["Izjoem", "Balaklija", "ongeveer 2.000 km", "2.000 km²", "waarschijnlijk (55–75%)", "12 mei 2031"]),
    ("uk", ["з міст Ізюм та Балаклія", "приблизно 2\u00a0000 км", "імовірне (55–75", "у понеділок", "12 травня 2031"]),
])  # fmt: skip
def test_each_language_has_its_names_numbers_and_days(code: str, words: list[str]) -> None:
    with fill(day()) as ledger:
        told = render_md(publish_update(ledger, D, language=code)).replace("У понеділок", "у понеділок")
        told += render_md(publish_update(ledger, dt.date(2031, 5, 11), language=code))
    for word in words:
        assert word in told, word


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "rect", "circle", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser.found


@pytest.mark.parametrize("pages", [day, hostile], ids=["day", "hostile"])
def test_the_page_fetches_nothing_and_runs_nothing(pages: Any) -> None:
    with fill(pages()) as ledger:
        update = publish_update(ledger, D)
    page = render_html(update)
    found = tags(page)
    allowed = {
        "html", "head", "meta", "title", "style", "body", "article", "header", "h1", "h2", "h3", "p", "section", "ul",
        "ol", "li", "span", "sup", "a", "figure", "figcaption", "svg", "desc", "rect", "circle", "path", "g", "text",
        "div", "table", "thead", "tbody", "tr", "th", "td", "small", "time", "b", "q", "i", "code",
    }  # fmt: skip
    assert {tag for tag, _ in found} <= allowed
    assert not [name for _, attrs in found for name in attrs if name.startswith("on") or name in ("src", "srcset")]
    ids = {attrs["id"] for _, attrs in found if attrs.get("id")}
    for tag, attrs in found:
        if tag == "a":
            href = attrs["href"] or ""
            assert href.startswith("https://example.org/") or (href[0] == "#" and href[1:] in ids), href
    assert "\u202e" not in page and "\u202e" not in render_md(update)
    assert len([t for t, _ in found if t == "h1"]) == 1


def test_hostile_text_stays_text_in_markdown_and_feeds() -> None:
    with fill(hostile()) as ledger:
        update = publish_update(ledger, D)
    told = render_md(update)
    bare = re.sub(r"\\.", "", told)
    assert "<script" not in bare and "](javascript" not in bare and "](http://e.vil" not in bare
    rows = [line for line in re.sub(r"\\.", "", told).splitlines() if line.startswith("|")]
    assert rows and all(row.count("|") in (5, 6) for row in rows)
    feed = feedparser.parse(render_atom([update], EVIL))
    assert not feed.bozo and "<script" not in feed.entries[0].content[0].value
    etree.fromstring(render_atom([update], EVIL).encode())
    json.loads(render_json_feed([update], EVIL))


def test_footnotes_open_the_sentence() -> None:
    with fill(day()) as ledger:
        update = publish_update(ledger, D)
        kept = {k.claim.id: k for k in ledger.claims()}
    for note in update.notes:
        words = (kept[note.claim].claim.sentence or kept[note.claim].claim.content).text
        assert note.words == words
        assert note.url and note.url.startswith("https://example.org/a?b=1#:~:text=")
        assert f'href="{note.url.replace("&", "&amp;")}"' in render_html(update)
    claim = next(iter(kept.values())).claim
    assert text_link("https://example.org/x#part", claim).startswith("https://example.org/x#part:~:text=")  # type: ignore[union-attr]
    for bad in ("javascript:alert(1)", "ftp://example.org/x", "", None, "https://e.vil/ x", 'https://e.vil/"'):
        assert text_link(bad, claim) is None


def test_what_may_not_be_shown_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_SHOW", "none")
    with fill([Page("a", "2031-05-12", [Told("ru-mod", "other", IZIUM, words="a secret plan")])]) as ledger:
        update = publish_update(ledger, D)
    for text in (render_md(update), render_html(update), json.dumps(update.record())):
        assert "secret" not in text


def test_the_map_draws_points_and_no_areas() -> None:
    with fill(day()) as ledger:
        update = publish_update(ledger, D, language="nl")
    page = render_html_fragment(update, level=2)
    svg = etree.fromstring(page[page.index('<svg class="map"') : page.index("</svg>") + 6])
    names = {t.text for t in svg.iter("{*}text")}
    assert {"Izjoem", "Balaklija", "Lyman"} <= names
    assert {e.tag.rpartition("}")[2] for e in svg.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "circle",
        "g",
        "path",
        "text",
    }
    assert len({p.state for p in update.pins}) == page.count('aria-hidden="true"')
    assert page.startswith('<article class="update" lang="nl">') and "<h1" not in page


def test_feeds_are_valid() -> None:
    with fill(day()) as ledger:
        written = [publish_update(ledger, D - dt.timedelta(days=n), language="nl") for n in range(2)]
    feed = feedparser.parse(render_atom(written, "Een oorlog"))
    assert not feed.bozo and feed.version == "atom10" and feed.feed.title == "Een oorlog"
    assert [e.title for e in feed.entries] == ["Overzicht van 12 mei 2031", "Overzicht van 11 mei 2031"]
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:") and entry.updated == "2031-06-01T12:00:00Z" and entry.content[0].value
    assert len({e.id for e in feed.entries} | {feed.feed.id}) == 3
    schema = json.loads((Path(__file__).parent / "feed.schema.json").read_text("utf-8"))
    data = json.loads(render_json_feed(written, "Een oorlog"))
    jsonschema.validate(data, schema)
    assert data["items"][0]["_quoth"]["update"]["title"] == "Overzicht van 12 mei 2031"


def test_every_language_words_the_same_things() -> None:
    def keys(value: Any, path: str = "") -> set[str]:
        if not isinstance(value, dict):
            return {path}
        return {k for name, v in value.items() for k in keys(v, f"{path}.{name}")}

    open_ended = (".names.", ".placed", ".common", ".units.", ".voices.more", ".silence.days")
    found = {c: {k for k in keys(dict(load_wording(c).raw)) if not k.startswith(open_ended)} for c in LANGUAGES}
    own = {
        k for k in found["uk"] if ".at" in k or "pronoun" in k or k.endswith("L") or k.startswith((".object", ".kinds"))
    }
    for code in LANGUAGES:
        assert {k for k in found[code] - own if not k.endswith("L")} == {
            k for k in found["en"] - own if not k.endswith("L")
        }, code
        units = load_wording(code).raw["units"]
        assert set(units) == set(load_wording("en").raw["units"])
    slots = re.compile(r"\{(\w+)")
    for path in ("say", "tail", "gaps", "rows"):
        for name, english in load_wording("en").raw[path].items():
            for code in LANGUAGES:
                ours = set(slots.findall(load_wording(code).raw[path][name]))
                assert ours == set(slots.findall(english)), f"{code}: {path}.{name}"


@pytest.fixture
def stored(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with fill(day(), url) as ledger:
        assert isinstance(ledger, Ledger)
    return url


def test_the_verb(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["update", "--ledger", stored, "--date", "2031-05-12"]
    assert run(options) == 0
    assert capsys.readouterr().out.startswith("# Update of 12 May 2031\n")
    assert run([*options, "--since", "2031-05-10", "--language", "uk", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["since"], data["language"]) == ("2031-05-10", "uk") and data["sections"]
    assert run([*options, "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
    assert run([*options, "--format", "atom", "--days", "3"]) == 0
    assert len(feedparser.parse(capsys.readouterr().out).entries) == 2
    assert run([*options, "--format", "jsonfeed"]) == 0
    assert len(json.loads(capsys.readouterr().out)["items"]) == 2
    assert run(["update", "--ledger", stored, "--date", "2030-01-01"]) == 0
    assert "Nothing in the ledger" in capsys.readouterr().out


@pytest.mark.parametrize("options", [
    ["--date", "yesterday"], ["--language", "xx"], ["--since", "2031-05-12"],
    ["--format", "atom", "--since", "2031-05-01"], ["--days", "0"],
])  # fmt: skip
def test_wrong_usage(options: list[str], stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["update", "--ledger", stored, "--date", "2031-05-12", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None and not os.environ.get("QUOTH_REQUIRE_PARTS"), reason="Chromium is not installed")
def test_the_page_prints(tmp_path: Path) -> None:
    assert CHROMIUM is not None, "Chromium is not installed: scripts/parts.sh"
    page, paper = tmp_path / "update.html", tmp_path / "update.pdf"
    with fill(day()) as ledger:
        page.write_text(render_html(publish_update(ledger, D, language="uk")), "utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        f"--user-data-dir={tmp_path / 'home'}",
        "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = paper.read_bytes()
    assert printed.startswith(b"%PDF-") and printed.rstrip().endswith(b"%%EOF")
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 1 <= pages <= 4
