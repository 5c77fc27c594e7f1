"""The review desk by keyboard alone, and a span set by selecting words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from quoth.ledger import open_ledger
from tests.browser.conftest import TOKEN
from tests.browser.watching import Watched


@pytest.fixture(scope="module")
def ledger(demo: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the demo ledger, which the tests write to."""
    copy = Path(tmp_path_factory.mktemp("review")) / "review.db"
    shutil.copy(demo.removeprefix("sqlite:///"), copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="module")
def desk(ledger: str, serve: Callable[..., Any]) -> Any:
    """The desk of two reviewers. A page's text is shown in full to those who judge it."""
    return serve(ledger, reviewers={TOKEN: "Ada", TOKEN[::-1]: "Bob"}, show="text")


def entered(watched: Watched) -> Any:
    page = watched.open("/review")
    page.locator("#token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-item].current")
    return page


def test_a_wrong_token_does_not_open(desk: Any, visit: Callable[..., Watched]) -> None:
    page = visit(desk).open("/review")
    page.locator("#token").fill("guessed")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.locator("[data-item]").count() == 0


def test_walk_open_accept_and_undo_by_keyboard(desk: Any, visit: Callable[..., Watched], ledger: str) -> None:
    watched = visit(desk)
    page = entered(watched)
    items = page.locator("[data-item]")
    assert items.count() > 5
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert "current" in items.nth(1).get_attribute("class")
    assert page.evaluate("() => document.activeElement.matches('[data-item].current')")
    page.keyboard.press("o")
    page.wait_for_url("**/review/claim?**")
    judged = page.locator("input[name=claim]").first.get_attribute("value")
    page.keyboard.press("a")
    page.wait_for_selector("[role=status]")
    with open_ledger(ledger, readonly=True) as opened:
        (judgement,) = opened.judgements(judged)
        assert (judgement.kind, judgement.author) == ("accept", "Ada")
    page.keyboard.press("u")
    page.wait_for_url("**/review/claim?**")
    page.keyboard.press("u")
    page.wait_for_selector("[role=status]")
    with open_ledger(ledger, readonly=True) as opened:
        assert [j.kind for j in opened.judgements(judged)] == ["accept", "withdraw"]
    watched.sound()


def test_keys_typed_into_a_field_are_letters(desk: Any, visit: Callable[..., Watched], ledger: str) -> None:
    page = entered(visit(desk))
    page.keyboard.press("o")
    page.wait_for_url("**/review/claim?**")
    judged = page.locator("input[name=claim]").first.get_attribute("value")
    page.keyboard.press("c")
    page.keyboard.type("a real comment: r, j, k")
    assert page.locator("textarea[name=comment]").input_value() == "a real comment: r, j, k"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    with open_ledger(ledger, readonly=True) as opened:
        assert opened.judgements(judged)[-1].comment == "a real comment: r, j, k"


def test_selected_words_become_the_span(desk: Any, visit: Callable[..., Watched], ledger: str) -> None:
    watched = visit(desk)
    page = entered(watched)
    page.keyboard.press("o")
    page.wait_for_url("**/review/claim?**")
    anchor = page.locator("input[name=claim]").first.get_attribute("value")
    with open_ledger(ledger, readonly=True) as opened:
        kept = opened.claim(anchor)
        text = opened.document(kept.claim.document).document.text
    first = page.evaluate(
        """() => {
          const root = document.querySelector('[data-text]');
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
          const node = texts[Math.min(1, texts.length - 1)];
          const lead = node.data.length - node.data.trimStart().length;
          getSelection().setBaseAndExtent(node, lead, texts.at(-1), texts.at(-1).data.trimEnd().length);
          return getSelection().toString();
        }"""
    )
    start, end = page.locator("#s-start"), page.locator("#s-end")
    page.wait_for_function("() => document.querySelector('[data-span-preview]').textContent.length > 0")
    cut = text[int(start.input_value()) : int(end.input_value())]
    assert "".join(cut.split()) == "".join(first.split()), "code points of the document, not of the page"
    page.keyboard.press("f")
    page.locator("#fix button[value=correct]").press("Enter")
    page.wait_for_selector("[role=status], [role=alert]")
    assert page.locator("[role=alert]").count() == 0, page.locator("[role=alert]").inner_text()
    with open_ledger(ledger, readonly=True) as opened:
        assert opened.claim(anchor).claim.content.text == cut
    watched.sound()


@pytest.mark.parametrize("language", ["nl", "en", "uk"])
def test_accessible_in_every_language(desk: Any, visit: Callable[..., Watched], axe: str, language: str) -> None:
    watched = visit(desk, language=language, phone=language == "uk")
    watched.open("/review")
    wrong = watched.violations(axe)
    page = entered(watched)
    wrong += watched.violations(axe)
    page.keyboard.press("o")
    page.wait_for_url("**/review/claim?**")
    for details in page.locator("details").all():
        details.evaluate("details => { details.open = true; }")
    wrong += watched.violations(axe)
    watched.open("/review/agreement")
    wrong += watched.violations(axe)
    assert not wrong, "\n".join(wrong)
    assert watched.overflow() == 0


def test_without_javascript(desk: Any, visit: Callable[..., Watched]) -> None:
    page = visit(desk, script=False).open("/review")
    page.locator("#token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.locator("[data-item] a.go").first.click()
    page.locator("button[value=reject]").click()
    assert urlsplit(page.url).path == "/review"
    assert page.locator("[role=status]").count() == 1
