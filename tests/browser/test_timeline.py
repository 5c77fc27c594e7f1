"""The swim lanes of a place, with and without the script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.watching import Watched


@pytest.fixture(scope="module")
def place(desk: Any, browser: Any) -> str:
    """The place of most claims on the map."""
    context = browser.new_context()
    answer = context.request.get(f"{desk.address}/map.geojson")
    found = max(answer.json()["features"], key=lambda f: f["properties"]["claims"])
    context.close()
    return f"/place/{found['properties']['id']}"


def test_zoom_stretches_the_days_not_the_letters(desk: Any, visit: Callable[..., Watched], place: str) -> None:
    watched = visit(desk)
    page = watched.open(place)
    picture = page.locator("svg.lanes")
    before, height = picture.bounding_box()["width"], picture.bounding_box()["height"]
    out, into, everything = page.locator(".timeline-button").all()
    assert out.is_disabled()
    into.press("Enter")
    into.press("Enter")
    wide = picture.bounding_box()
    assert wide["width"] > before * 1.8
    assert abs(wide["height"] - height) < 4
    assert watched.overflow() == 0, "the picture scrolls, the page does not"
    everything.press("Enter")
    assert abs(picture.bounding_box()["width"] - before) < 2
    watched.sound()


def test_related_claims_stand_out_on_focus(desk: Any, visit: Callable[..., Watched], place: str) -> None:
    watched = visit(desk)
    page = watched.open(place)
    edge = page.locator("svg.lanes [data-from][data-to]").first
    one, other = edge.get_attribute("data-from"), edge.get_attribute("data-to")
    page.locator(f"svg.lanes [data-claim='{one}']").focus()
    assert "related" in (page.locator(f"svg.lanes [data-claim='{other}']").get_attribute("class") or "")
    assert "pointed" in page.locator("svg.lanes").get_attribute("class")
    page.locator("h1").click()
    page.evaluate("() => document.activeElement.blur()")
    assert "pointed" not in page.locator("svg.lanes").get_attribute("class")


def test_one_kind_of_event_at_a_time(desk: Any, visit: Callable[..., Watched], place: str) -> None:
    page = visit(desk).open(place)
    choice = page.locator(".timeline-bar select")
    value = choice.locator("option").nth(1).get_attribute("value")
    choice.select_option(value)
    faded = page.locator("svg.lanes [data-event].faded").count()
    assert 0 < faded < page.locator("svg.lanes [data-event]").count()
    choice.select_option("")
    assert page.locator("svg.lanes .faded").count() == 0


def test_without_the_script_the_picture_is_there(desk: Any, visit: Callable[..., Watched], place: str) -> None:
    page = visit(desk, script=False).open(place)
    assert page.locator("svg.lanes a").count() > 3
    assert page.locator(".timeline-bar").count() == 0
