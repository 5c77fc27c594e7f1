"""Every page, in three languages, on a phone and a desk, with and without JavaScript: whole, sound, accessible."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.watching import Watched

LANGUAGES = ("nl", "en", "uk")
#: A page of every kind must be found by following links from the first.
KINDS = ("today", "map", "place", "source", "document", "claim", "contradictions", "search", "method", "api")


def kind_of(path: str) -> str:
    return re.split(r"[/?.]", path.lstrip("/"))[0] or "today"


@pytest.fixture(scope="module")
def pages(desk: Any, browser: Any) -> list[str]:
    """Two pages of every kind, found by following links."""
    context = browser.new_context(locale="en")
    watched = Watched(context.new_page(), desk.address)
    found: dict[str, list[str]] = {}
    queue, seen = ["/"], set()
    while queue and len(seen) < 40:
        path = queue.pop(0)
        if path in seen:
            continue
        seen.add(path)
        watched.open(path)
        for link in watched.links():
            bare = re.sub(r"[?&](lang|as_of|cursor)=[^&]*", "", link)
            of_kind = found.setdefault(kind_of(bare), [])
            if re.search(r"\.(json|csv|geojson|atom|svg)(\?|$)", bare) or bare in of_kind or "?" in bare:
                continue
            if len(of_kind) < 2:
                of_kind.append(bare)
                queue.append(bare)
    context.close()
    return [path for paths in found.values() for path in paths]


def test_every_kind_of_page_is_reached(pages: list[str]) -> None:
    assert set(KINDS) <= {kind_of(path) for path in pages}


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sound_and_accessible(
    pages: list[str], desk: Any, visit: Callable[..., Watched], axe: str, language: str, phone: bool
) -> None:
    watched = visit(desk, language=language, phone=phone, dark=phone)
    wrong: list[str] = []
    for path in pages:
        page = watched.open(path)
        if kind_of(path) == "map":
            page.wait_for_selector("#map[data-ready='1']")
        if page.locator("html").get_attribute("lang") != language:
            wrong.append(f"{path}: not in {language}")
        if page.locator("h1").count() != 1:
            wrong.append(f"{path}: {page.locator('h1').count()} headings of the first level")
        if watched.overflow() > 0:
            wrong.append(f"{path}: {watched.overflow()} pixels wider than the screen")
        if not phone or language == "en":  # the rules are the same in every language, and cost the most time
            wrong += [f"{path}: {violation}" for violation in watched.violations(axe)]
    assert not wrong, "\n".join(wrong)
    watched.sound()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript(pages: list[str], desk: Any, visit: Callable[..., Watched], language: str) -> None:
    watched = visit(desk, language=language, script=False, phone=language == "uk")
    for path in pages:
        page = watched.open(path)
        assert page.locator("html").get_attribute("lang") == language, path
        assert page.locator("main h1").count() == 1, path
        assert len(page.locator("main").inner_text()) > 100, path
    watched.sound()


def test_words_are_in_the_language(desk: Any, visit: Callable[..., Watched]) -> None:
    titles = set()
    for language in LANGUAGES:
        page = visit(desk, language=language).open("/map")
        titles.add(page.locator("h1").inner_text())
    assert len(titles) == 3


def test_language_is_kept_by_links(desk: Any, visit: Callable[..., Watched]) -> None:
    watched = visit(desk, language="en")
    watched.open("/?lang=uk")
    inside = [link for link in watched.links() if kind_of(link) in ("map", "place", "claim")]
    assert inside and all("lang=uk" in link for link in inside)


def test_budgets(desk: Any, visit: Callable[..., Watched]) -> None:
    first = visit(desk)
    first.open("/")
    first.page.wait_for_load_state("networkidle")
    assert first.received < 200_000, first.received
    with_map = visit(desk)
    with_map.open("/map").wait_for_selector("#map[data-ready='1']")
    assert with_map.received < 1_500_000, with_map.received


def test_a_missing_page_says_so(desk: Any, visit: Callable[..., Watched], axe: str) -> None:
    watched = visit(desk)
    watched.open("/place/UA99999999999999999", status=404)
    assert watched.page.locator("h1").count() == 1
    assert not watched.violations(axe)
