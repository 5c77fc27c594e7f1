"""Pages and their twins: every route, every language, as of every day."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any

import feedparser
import pytest

from quoth.ledger import Filter, Ledger
from quoth.web.visit import address
from quoth.web.wording import LANGUAGES

IZIUM, KHARKIV = "UA63040090010029555", "UA63000000000041885"


def paths(ledger: Ledger) -> list[str]:
    claim = next(ledger.claims(Filter(document=("a-1",)))).claim
    return [
        "/", "/today", "/map", "/search", "/contradictions", "/method", f"/place/{IZIUM}", f"/place/{KHARKIV}",
        f"/claim/{claim.id}", "/document/a-1", "/document/demo", "/source/ua-president", "/embed/map",
        f"/embed/claim/{claim.id}",
    ]  # fmt: skip


class Page(HTMLParser):
    """What a test asks of a page: ids, links, headings, landmarks, elements that must not be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.inline: list[str] = []
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.lang = self.lang or (given.get("lang") or "")
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language(client: Any, ledger: Ledger, language: str) -> None:
    for path in paths(ledger):
        response = client.get(path, params={"lang": language})
        assert response.status_code == 200, path
        page = Page(response.text)
        assert page.lang == language
        assert page.tags.count("h1") == 1 and page.tags.count("main") == 1
        assert page.inline == [], path
        assert len(page.ids) == len(set(page.ids)), path
        assert "content" in page.ids
        assert len(response.content) < 200_000


def test_links_keep_language_and_day_and_lead_somewhere(client: Any, ledger: Ledger) -> None:
    for path in paths(ledger):
        page = Page(client.get(path, params={"lang": "nl", "as_of": "2022-12-01"}).text)
        own = [x for x in page.links if x.startswith(("/place", "/document", "/claim", "/today"))]
        assert own or path in ("/method", "/embed/map")
        for target in dict.fromkeys(x.partition("#")[0] for x in own):
            assert "as_of=2022-12-01" in target or "lang=" in target, target
            assert client.get(target).status_code == 200, target
        for target in (x[1:] for x in page.links if x.startswith("#")):
            assert target in page.ids


def test_the_same_data_as_json(client: Any, ledger: Ledger) -> None:
    for path in (p for p in paths(ledger)[1:] if p != "/embed/map"):
        twin = client.get(f"{path}.json")
        assert twin.headers["content-type"] == "application/json"
        assert isinstance(twin.json(), dict)
    place = client.get(f"/place/{IZIUM}.json").json()
    assert place["control"]["state"] == "held-by-UA"
    assert {d["party"] for d in place["lanes"]} >= {"UA", "RU"}
    assert place["place"]["name"] == "Izium"


def test_claims_as_csv(client: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/document/a-1.csv").text)))
    assert [r["party"] for r in rows] == ["UA", "GB"]
    assert rows[0]["place_ids"] == IZIUM


def test_the_map(client: Any) -> None:
    made = client.get("/map.geojson?lang=nl")
    assert made.headers["content-type"] == "application/geo+json"
    features = {f["properties"]["id"]: f for f in made.json()["features"]}
    izium = features[IZIUM]
    assert izium["geometry"]["type"] == "Point"
    assert izium["properties"]["name"] == "Izjoem"
    assert izium["properties"]["state_name"] == "in handen van Oekraïne"
    assert izium["properties"]["url"] == f"/place/{IZIUM}?lang=nl"
    assert izium["properties"]["radius_km"] > 0
    before = client.get("/map.geojson?as_of=2022-09-10").json()["features"]
    assert {f["properties"]["id"]: f["properties"]["state"] for f in before}[IZIUM] == "contested"
    british = client.get("/map.json?party=GB").json()["places"]
    assert {p["name"] for p in british} == {"Kupiansk", "Kherson"}
    assert client.get("/map.json?party=GB&event=casualties").json()["places"] == []
    assert all(p["state"] != "held-by-GB" for p in british)


def test_an_oblast_has_no_state_but_its_settlements(client: Any) -> None:
    data = client.get(f"/place/{KHARKIV}.json").json()
    assert data["control"] is None
    assert {"Izium", "Kupiansk"} <= {p["name"] for p in data["settlements"]}


@pytest.mark.parametrize(
    ("query", "documents"),
    [("text=heroverd", {"a-3", "demo"}), ("place=Izjoem", {"a-1", "a-2", "a-3"}),
     ("place=%D0%86%D0%B7%D1%8E%D0%BC", {"a-1", "a-2", "a-3"}),
     ("source=ru-mod&as_of=2022-09-30", {"a-2", "a-3"}), ("party=GB", {"a-1", "a-2", "demo"}),
     ("text=%22Izjoem+heroverd%22", {"a-3"}),
     ("since=2022-09-10&until=2022-09-10&clock=published", {"a-2"}), ("event=fighting&as_of=2022-09-30", {"a-1"}),
     ("text=nergens", set()), ("document=a-1", {"a-1"})],
)  # fmt: skip
def test_search(client: Any, query: str, documents: set[str]) -> None:
    assert {c["document"] for c in client.get(f"/search.json?{query}").json()["claims"]} == documents


def test_pages_of_a_search_hold_every_claim_once(client: Any) -> None:
    seen: list[str] = []
    target = "/search.json?limit=4"
    while target:
        page = client.get(target).json()
        seen += [c["id"] for c in page["claims"]]
        target = f"/search.json?limit=4&cursor={page['next']}" if page["next"] else ""
    assert len(seen) == len(set(seen)) > 15


def test_a_source_has_counts_and_no_score(client: Any) -> None:
    data = client.get("/source/ru-mod.json").json()
    assert {"kind": "concedes", "outgoing": True, "count": 1} in data["counts"]
    assert not {"score", "credibility", "rating"} & set(data)
    assert data["considered"]["all"]


def test_contradictions(client: Any) -> None:
    kinds = {r["kind"] for r in client.get("/contradictions.json").json()["relations"]}
    assert "contradicts" in kinds or "denies" in kinds
    only = client.get("/contradictions.json?kind=concedes").json()["relations"]
    assert {r["kind"] for r in only} == {"concedes"}
    assert all(r["one"] and r["other"] for r in only)


@pytest.mark.parametrize("path", ["/search.atom", "/contradictions.atom", "/search.atom?text=Izjoem&lang=uk"])
def test_feeds(client: Any, path: str) -> None:
    made = client.get(path)
    assert made.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(made.text)
    assert not feed.bozo and feed.entries
    for entry in feed.entries:
        assert client.get(entry.link.removeprefix("http://localhost")).status_code == 200
    assert len({e.id for e in feed.entries}) == len(feed.entries)


def test_others_may_embed_cards_and_nothing_else(client: Any, ledger: Ledger) -> None:
    claim = next(ledger.claims()).claim.id
    for path in (f"/embed/claim/{claim}", "/embed/map"):
        headers = client.get(path).headers
        assert "frame-ancestors *" in headers["content-security-policy"]
        assert "x-frame-options" not in headers


def test_ids_that_a_path_cannot_hold() -> None:
    assert address("document", "a-1") == "/document/a-1"
    for strange in ("a/b", "..", ".", "a b", "x.json", "é", "a?b#c", "%2e%2e", ""):
        assert address("document", strange).startswith("/document?id="), strange


def test_as_of_a_day(client: Any) -> None:
    states = {
        day: client.get(f"/place/{IZIUM}.json", params={"as_of": day}).json()["control"]
        for day in ("2022-09-08", "2022-09-09", "2022-09-10", "2022-09-11")
    }
    assert states["2022-09-08"] is None
    assert states["2022-09-09"]["state"] == "claimed-by-UA"
    assert states["2022-09-10"]["state"] == "contested"
    assert states["2022-09-11"]["state"] == "held-by-UA"
    assert client.get("/document/a-3", params={"as_of": "2022-09-10"}).status_code == 404
    assert client.get("/today.json", params={"as_of": "2022-09-10"}).json()["day"] == "2022-09-10"


def test_names_of_places_in_the_visitors_language(client: Any) -> None:
    headings = {
        code: re.search(r"<h1>(.*?)</h1>", client.get(f"/place/{IZIUM}?lang={code}").text)[1]  # type: ignore[index]
        for code in LANGUAGES
    }
    assert headings == {"en": "<bdi>Izium</bdi>", "nl": "<bdi>Izjoem</bdi>", "uk": "<bdi>Ізюм</bdi>"}


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("nl-BE,nl;q=0.9,en;q=0.5", "nl"), ("uk", "uk"), ("fr,de", "en"), ("", "en"), ("en;q=0.1, uk;q=0.8", "uk"),
     ("nl;q=0", "en"), ("nl;q=x", "en"), ("," * 5000, "en")],
)  # fmt: skip
def test_the_browsers_language(client: Any, accepted: str, lang: str) -> None:
    assert Page(client.get("/today", headers={"accept-language": accepted}).text).lang == lang


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nothing", 404), ("/claim/none", 404), ("/claim/none.json", 404), ("/document/none", 404),
     ("/place/none", 404), ("/today?as_of=yesterday", 400), ("/today?as_of=../2022-09-11", 200),
     ("/today?as_of=2022-09-11/..", 400), ("/place/" + IZIUM + "?cursor=x", 400), ("/method.csv", 404),
     ("/claim/none.geojson", 404), ("/search?event=party", 400),
     ("/search?limit=0", 400), ("/search?limit=1000000", 400), ("/search?text=%21", 400), ("/search?clock=sun", 400),
     ("/contradictions?kind=x", 400), ("/source/none", 404), ("/search?place=" + "x" * 3000, 400),
     ("/document", 404), ("/today?lang=xx", 200)],
)  # fmt: skip
def test_what_is_not_there(client: Any, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    if status != 200 and ".json" in path:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == status


def test_a_page_is_sent_once(client: Any) -> None:
    first = client.get("/today")
    again = client.get("/today", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    assert client.get("/today?lang=nl", headers={"if-none-match": first.headers["etag"]}).status_code == 200
