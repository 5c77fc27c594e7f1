"""Hostile texts on every page: escaped, their controls made visible, and nothing of them in an attribute that acts."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import pytest

from quoth.ledger import Filter, open_ledger
from quoth.model import Certainty, Claim, Document, Event, Place, Quantity, Relation, Source, Span
from quoth.web.app import create_app
from quoth.web.marking import Mark, marked, plain, shown
from quoth.web.settings import Settings
from tests.web.conftest import TestClient
from tests.web.desk import show

RAW = tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))
TEXTS = [*RAW["texts"], *RAW["escaped"], *(sign * times for sign, times in RAW["huge"])]
ACTIVE = {"script", "style", "iframe", "object", "embed", "base", "video", "math", "animate", "source", "img"}
HIDING = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u0007\u001b\u0008\u2028\u2029\U000e0041]")
TWIN = re.compile(r"\.(?:json|csv|geojson|atom)(?:\?|$)")
TOKEN = "0123456789abcdef-ada"


def documents() -> list[tuple[Document, list[Claim]]]:
    """One document a text, with the text in every field that can hold it, and a claim whose words it is."""
    made = []
    for n, hostile in enumerate(TEXTS):
        text = f"Voor {hostile} na."
        start, end = 5, 5 + len(hostile)
        document = Document(
            f"h{n}-{hostile[:40]}",
            text,
            "nl",
            "2022-09-09",
            hostile,
            hostile,
            None,
            hostile if n % 2 else "javascript:x",
        )
        span = Span(text[start:end], start, end)
        claim = Claim(
            document=document.id, content=span, mode="direct", act="states",
            event=Event("fighting", hostile, "ongoing"), certainty=Certainty("likely", span),
            source=Source(None, hostile, hostile, start, end, speaker=hostile, via=hostile),
            cue=(span,), sentence=Span(text, 0, len(text)), said="2022-09-09",
            places=(Place(span.text, start, end, hostile, "settlement", "near", f"x:{hostile}", 49.0, 36.0, 2.0),),
            quantities=(Quantity(span.text, start, end, 3.0, hostile),),
        )  # fmt: skip
        made.append((document, [claim]))
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str]]]:
    """A desk whose every text is hostile, and the paths of its pages."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'h.db'}"
    given = documents()
    claims = {d.id: c for d, c in given}
    with open_ledger(url) as ledger:
        added = ledger.add([d for d, _ in given], lambda d: claims[d.id], "hostile 1")
        assert added.added == len(TEXTS) and not added.refused, added.refused[:2]
        kept = [k.claim for k in ledger.claims()]
        reasons = [
            Relation("contradicts", a.id, b.id, TEXTS[n % len(TEXTS)], (("place", TEXTS[n % len(TEXTS)]),))
            for n, (a, b) in enumerate(pairwise(kept))
        ]
        ledger.relate(reasons)
    paths = ["/", "/today", "/map", "/contradictions", "/search?limit=100", "/embed/map"]
    with open_ledger(url, readonly=True) as ledger:
        for each in ledger.claims(Filter()):
            claim = each.claim
            paths += [f"/claim/{claim.id}", f"/embed/claim/{claim.id}"]
    settings = Settings(ledger=url, show="text", reviewers={TOKEN: "Ada"}, rate=1e6, burst=10**6)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        client.post("/review/login", data={"token": TOKEN})
        yield client, paths


class Watch(HTMLParser):
    """What of a page could act: elements, handlers, links; and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.typing = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.typing = tag == "textarea"
        self.text += [given[name] for name in ("title", "aria-label", "content", "data-event-name") if name in given]
        own = tag == "script" and re.fullmatch(r"/static/built/\w+\.js", given.get("src", ""))
        if tag in ACTIVE and not own:
            self.found.append(tag)
        if tag == "meta" and "http-equiv" in given:
            self.found.append("meta")
        self.found += [name for name in given if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        self.links += [given[name] for name in ("href", "action", "src", "xlink:href") if name in given]

    def handle_endtag(self, tag: str) -> None:
        self.typing = False

    def handle_data(self, data: str) -> None:
        """What can be seen; what a person typed comes back as it was typed."""
        if not self.typing:
            self.text.append(data)


def check(path: str, body: str) -> Watch:
    page = Watch(body)
    assert page.found == [], (path, page.found)
    for link in page.links:
        assert link.startswith(("/", "#", "https://", "http://localhost")) and not link.startswith("//"), (path, link)
    assert not HIDING.search("".join(page.text)), path
    return page


def test_there_are_sixty_of_them() -> None:
    assert len(TEXTS) >= 60 and len(set(TEXTS)) == len(TEXTS)


def test_every_page_shows_them_and_runs_nothing(hostile: tuple[Any, list[str]]) -> None:
    client, paths = hostile
    seen: dict[str, None] = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, (path, show(response))
        page = check(path, response.text)
        kinds = ("/place", "/source", "/document", "/search?speaker", "/claim", "/embed")
        seen.update(dict.fromkeys(x for x in page.links if x.startswith(kinds) and not TWIN.search(x)))
    for path in list(seen)[::3]:
        response = client.get(path)
        assert response.status_code in ((200,) if len(path) < 1900 else (200, 400)), (path, show(response))
        check(path, response.text)
    assert any(p.startswith("/document") for p in seen) and any(p.startswith("/place") for p in seen)


def test_words_are_there_letter_by_letter(hostile: tuple[Any, list[str]]) -> None:
    client, _ = hostile
    for n, text in enumerate(TEXTS):
        body = client.get("/api/document", params={"id": f"h{n}-{text[:40]}"}).json()
        assert body["claims"][0]["content"]["text"] == text
        page = Watch(client.get(f"/claim/{body['claims'][0]['id']}").text)
        visible = "".join(page.text)
        for word in re.findall(r"\w{3,}", text)[:20]:
            assert word[:50] in visible, (n, word)


def test_the_review_desk(hostile: tuple[Any, list[str]]) -> None:
    client, paths = hostile
    check("/review", client.get("/review").text)
    for path in [p for p in paths if p.startswith("/claim/")][::2]:
        claim = path.removeprefix("/claim/")
        response = client.get("/review/claim", params={"id": claim})
        assert response.status_code == 200
        check(path, response.text)
    claim = paths[-1].rpartition("/")[2]
    form = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', client.get(f"/review/claim?id={claim}").text)
    )
    form["document"] = client.get(f"/claim/{claim}.json").json()["claim"]["document"]
    fields = (("merge", "into"), ("correct", "said"), ("correct", "slots"), ("no such", "comment"))
    for n, text in enumerate(TEXTS[:56]):
        made = client.post("/review/judge", data={**form, "kind": "comment", "comment": text})
        assert made.status_code == 200, show(made)
        check("comment", made.text)
        kind, field = fields[n % len(fields)]
        check(field, client.post("/review/judge", data={**form, "kind": kind, field: text}).text)
    check("comments", client.get(f"/claim/{claim}").text)


def test_what_visitors_type_comes_back_escaped(hostile: tuple[Any, list[str]]) -> None:
    client, _ = hostile
    names = ("text", "place", "party", "as_of", "lang", "cursor", "kind", "id", "done", "speaker", "source", "since")
    paths = ("/search", "/map", "/today", "/contradictions", "/nothing", "/claim/x", "/method", "/api", "/review")
    for n, text in enumerate(TEXTS[:56]):
        for name in (names[n % len(names)], text[:30]):
            check(name, client.get(paths[n % len(paths)], params={name: text[:1500]}).text)
        check("search", client.get("/search", params={names[n % 3]: text[:1500]}).text)
        check("path", client.get("/document/" + quote(text[:200], safe="")).text)


def test_data_twins(hostile: tuple[Any, list[str]]) -> None:
    client, _ = hostile
    for row in csv.reader(io.StringIO(client.get("/search.csv?limit=100").text)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    feed = client.get("/search.atom?limit=100").text
    parsed = feedparser.parse(feed)
    assert not parsed.bozo and len(parsed.entries) == len(TEXTS)
    assert not HIDING.search(feed) and "<script" not in feed
    assert len(json.loads(client.get("/map.geojson").text)["features"]) > 50
    for path in ("/search.json", "/map.geojson", "/search.csv"):
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: repr(t[:20]))
def test_marking_loses_and_adds_nothing(text: str) -> None:
    marks = [Mark(i, min(len(text), i + 7), "content", f"#c{i}", f"t{i}") for i in range(0, min(len(text), 40), 3)]
    made = marked(text, marks, 0)
    page = Watch(str(made))
    assert page.found == []
    assert Watch(str(shown(text))).text == Watch(str(shown(text))).text
    without = re.sub(r"[^\w]", "", "".join(page.text))
    assert re.sub(r"[^\w]", "", "".join(Watch(str(shown(text))).text)) == without
    assert not HIDING.search(plain(text)) and "\n" not in plain(text)
