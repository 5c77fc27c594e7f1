"""Texts that try to run something, on every page: nothing runs, nothing is fetched, nothing leads away."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from quoth.ledger import Judgement, open_ledger
from quoth.model import Certainty, Claim, Document, Event, Place, Relation, Source, Span
from tests.browser.watching import ROOT, Watched

IZIUM = ("UA63040090010029555", 49.2089, 37.2816)
KYIV = " said Kyiv."

#: What a page holds that no text may have brought in.
STRANGERS = """() => {
  const found = [];
  if (window.ran !== undefined) found.push('ran');
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    if (['iframe', 'object', 'embed', 'base', 'marquee', 'audio', 'video', 'math'].includes(name)) found.push(name);
    if (name === 'script' && !element.src.startsWith(location.origin + '/static/')) found.push('script');
    if (name === 'meta' && element.httpEquiv) found.push('meta');
    if (name === 'style') found.push('style');
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on')) found.push(`${name} ${attribute}`);
      const leads = ['href', 'src', 'action', 'xlink:href'].includes(attribute);
      if (leads && /^\\s*(javascript|data|vbscript):/i.test(value)) {
        found.push(`${name} ${attribute}=${value.slice(0, 60)}`);
      }
    }
  }
  return found;
}"""


def texts() -> list[str]:
    return list(tomllib.loads((ROOT / "tests" / "web" / "hostile.toml").read_text("utf-8"))["texts"])


def document(number: int, text: str) -> Document:
    """A document in which everything that a stranger writes is hostile."""
    return Document(
        id=f"hostile-{number}", text=text + KYIV, language="en", published=f"2022-11-{1 + number % 28:02}",
        title=text, outlet=text, publisher=None, url=text,
    )  # fmt: skip


def claims_of(document: Document) -> list[Claim]:
    """One claim whose words, speaker, place and everything else are the hostile text."""
    end = len(document.text) - len(KYIV)
    text, number = document.text[:end], int(document.id.rpartition("-")[2])
    place = Place(text, 0, end, text, "settlement", "at", IZIUM[0], IZIUM[1], IZIUM[2], 2.0)
    side = "UA" if number % 2 else "RU"
    body = "ua-general-staff" if number % 2 else "ru-mod"
    return [
        Claim(
            document.id, Span(text, 0, end), "indirect", "states", Event("holding", side, "completed"),
            Certainty("likely", Span(text, 0, end)),
            Source(body, side, text, 0, end, name=text, speaker=text, via=text),
            cue=(Span(text, 0, end),), sentence=Span(document.text, 0, len(document.text)), said=document.published,
            places=(place,), reader="hostile 1.0",
        )
    ]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{Path(tmp_path_factory.mktemp('hostile')) / 'hostile.db'}"
    with open_ledger(address) as made:
        made.add([document(n, text) for n, text in enumerate(texts())], claims_of, "hostile 1.0")
        claims = [kept.claim for kept in made.claims()]
        assert len(claims) == len(texts()) >= 60
        pairs = zip(claims, claims[1:] + claims[:1], texts(), strict=True)
        made.relate(Relation("contradicts", a.id, b.id, text, (("hostile", text),)) for a, b, text in pairs)
        for claim, text in zip(claims, texts(), strict=True):
            made.judge(Judgement("comment", claim.id, text[:80] or "x", comment=text))
    return address


def check(watched: Watched, paths: list[str]) -> None:
    wrong = []
    for path in paths:
        page = watched.open(path)
        wrong += [f"{path}: {found}" for found in page.evaluate(STRANGERS)]
        assert page.locator("h1").count() == 1, path
    assert not wrong, "\n".join(wrong)
    watched.sound()


@pytest.fixture(scope="module")
def hostile(serve: Callable[..., Any], ledger: str) -> Any:
    return serve(ledger, show="text")


def test_pages_of_many(hostile: Any, visit: Callable[..., Watched]) -> None:
    watched = visit(hostile)
    paths = ["/", "/contradictions", "/search?text=Kyiv", "/method", f"/place/{IZIUM[0]}", "/source/ua-general-staff"]
    check(watched, paths)
    page = watched.open("/map")
    page.wait_for_selector("#map[data-ready='1']")
    page.wait_for_timeout(300)
    assert page.evaluate(STRANGERS) == []
    canvas = page.locator(".map-canvas canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # the only sign is in the middle
    page.wait_for_selector(".map-popup")
    assert page.evaluate(STRANGERS) == []
    watched.sound()


def test_every_document(hostile: Any, visit: Callable[..., Watched]) -> None:
    check(visit(hostile), [f"/document/hostile-{n}" for n in range(len(texts()))])


def test_every_claim(hostile: Any, visit: Callable[..., Watched], ledger: str) -> None:
    with open_ledger(ledger, readonly=True) as opened:
        ids = [kept.claim.id for kept in opened.claims()]
    check(visit(hostile), [f"/claim/{claim}" for claim in ids])


def test_addresses(hostile: Any, visit: Callable[..., Watched]) -> None:
    """What the address says comes back on the page, too."""
    watched = visit(hostile)
    for number, text in enumerate(texts()):
        asked = quote(text[:300])
        paths = [f"/search?text={asked}&place={asked}"]
        if number % 12 == 0:  # a map takes its time
            paths.append(f"/map?party={asked}&source={asked}")
        for path in paths:
            answer = watched.page.goto(watched.address + path, wait_until="load")
            assert answer.status in (200, 400, 404, 422), (path, answer.status)
            assert watched.page.evaluate(STRANGERS) == [], path
    faults = [f for f in watched.faults if "status of 4" not in f]
    assert not faults, "\n".join(faults)


def test_shown_as_it_is(hostile: Any, visit: Callable[..., Watched]) -> None:
    page = visit(hostile).open("/document/hostile-0")
    assert texts()[0] in page.locator("main").inner_text()


def test_letters_that_turn_the_line_are_named(hostile: Any, visit: Callable[..., Watched]) -> None:
    (number,) = [n for n, text in enumerate(texts()) if text.startswith("\u202e")]
    words = visit(hostile).open(f"/document/hostile-{number}").locator("main").inner_text()
    assert "\u202e" not in words and "202E" in words
