"""The map: signs by state, the slider, play, filters in the address, popups, the table beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.watching import Watched


def opened(watched: Watched, path: str = "/map") -> Any:
    page = watched.open(path)
    page.wait_for_selector("#map[data-ready='1']")
    return page


def parameter(page: Any, name: str) -> str | None:
    return parse_qs(urlsplit(page.url).query).get(name, [None])[0]


def asked(page: Any, act: Callable[[], Any]) -> Any:
    """The features that the server sends because of an act."""
    with page.expect_response(lambda r: "/map.geojson" in r.url) as answer:
        act()
    return answer.value.json()


@pytest.fixture(scope="module")
def shared(desk: Any, browser: Any) -> Iterator[Watched]:
    """One map for many tests: drawing it without a graphics card takes seconds."""
    context = browser.new_context(locale="en", viewport={"width": 900, "height": 700})
    watched = Watched(context.new_page(), desk.address)
    opened(watched)
    yield watched
    context.close()


@pytest.fixture
def page(shared: Watched) -> Iterator[Any]:
    """The shared map as it is at first: all that is known, no filter."""
    found = shared.page
    if urlsplit(found.url).path != "/map":
        opened(shared)
    if parameter(found, "party"):
        asked(found, lambda: found.locator("#map-filters select[name=party]").select_option(""))
    slider = found.locator(".map-clock input[type=range]")
    if slider.input_value() != slider.get_attribute("max"):
        slider.focus()
        asked(found, lambda: found.keyboard.press("End"))
    yield shared.page
    shared.sound()


def test_slider_by_keyboard_moves_the_day(page: Any) -> None:
    slider = page.locator(".map-clock input[type=range]")
    slider.focus()
    before = asked(page, lambda: page.keyboard.press("Home"))
    first = parameter(page, "as_of")
    after = asked(page, lambda: page.keyboard.press("End"))
    last = parameter(page, "as_of")
    assert first and last and first < last
    assert len(before["features"]) < len(after["features"])
    assert "2022" in slider.get_attribute("aria-valuetext")


def test_a_day_given_in_the_address_is_where_the_slider_stands(desk: Any, visit: Callable[..., Watched]) -> None:
    page = opened(visit(desk, language="nl"), "/map?as_of=2022-11-07&lang=nl")
    slider = page.locator(".map-clock input[type=range]")
    assert slider.get_attribute("aria-valuetext") == "7 november 2022"
    assert "7 november 2022" in page.locator(".map-status").inner_text()


def test_play_goes_on_by_itself_and_stops(page: Any) -> None:
    slider = page.locator(".map-clock input[type=range]")
    slider.focus()
    asked(page, lambda: page.keyboard.press("Home"))
    start = parameter(page, "as_of")
    button = page.locator(".map-clock-play")
    asked(page, lambda: button.press("Enter"))
    page.wait_for_function(f"() => new URL(location.href).searchParams.get('as_of') > '{start}'")
    button.press("Enter")
    page.wait_for_timeout(300)
    stopped = parameter(page, "as_of")
    page.wait_for_timeout(1500)
    assert parameter(page, "as_of") == stopped


def test_a_filter_goes_into_the_address_the_map_and_the_table(page: Any) -> None:
    choice = page.locator("#map-filters select[name=party]")
    value = choice.locator("option").nth(1).get_attribute("value")
    everything = page.evaluate("() => fetch('/map.geojson').then(r => r.json())")["features"]
    some = asked(page, lambda: choice.select_option(value))["features"]
    assert parameter(page, "party") == value
    assert 0 < len(some) <= len(everything)
    rows = page.locator("#map-table tbody tr")
    page.wait_for_function(
        "n => document.querySelectorAll('#map-table tbody tr').length === n", arg=len(some), timeout=5000
    )
    assert rows.count() == len(some)
    asked(page, lambda: choice.select_option(""))


def test_a_link_with_filters_shows_the_same_view(desk: Any, visit: Callable[..., Watched]) -> None:
    watched = visit(desk)
    with watched.page.expect_response(lambda r: "/map.geojson" in r.url) as answer:
        opened(watched, "/map?as_of=2022-11-12&party=UA")
    query = parse_qs(urlsplit(answer.value.url).query)
    assert query["as_of"] == ["2022-11-12"] and query["party"] == ["UA"]
    assert watched.page.locator("#map-filters select[name=party]").input_value() == "UA"


def test_states_and_their_signs(page: Any) -> None:
    legend = page.locator(".map-legend-list li")
    assert legend.count() >= 4, "held, claimed, contested by now"
    assert legend.locator("canvas").count() >= 3
    pictures = page.locator(".map-legend-sign").evaluate_all("signs => signs.map(sign => sign.toDataURL())")
    assert len(set(pictures)) == len(pictures), "every state has a sign of its own"


def drawn_at(page: Any, point: list[float]) -> tuple[float, float] | None:
    """Where a point is on the screen, by the piece of the map that the address tells; None when outside."""
    zoom, latitude, longitude = (float(part) for part in page.url.partition("#at=")[2].split("/"))
    box = page.locator(".map-canvas canvas").bounding_box()
    world = 512 * 2**zoom

    def flat(lon: float, lat: float) -> tuple[float, float]:
        north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
        return (lon / 360 + 0.5) * world, (0.5 - north) * world

    (x, y), (middle_x, middle_y) = flat(*point), flat(longitude, latitude)
    left, top = x - middle_x + box["width"] / 2, y - middle_y + box["height"] / 2
    inside = 30 < left < box["width"] - 90 and 30 < top < box["height"] - 60
    return (box["x"] + left, box["y"] + top) if inside else None


def test_a_click_on_a_sign_says_why_and_leads_to_the_place(page: Any) -> None:
    features = page.evaluate("() => fetch('/map.geojson').then(r => r.json())")["features"]
    canvas = page.locator(".map-canvas canvas")
    canvas.scroll_into_view_if_needed()
    if "#at=" not in page.url:
        canvas.focus()
        page.keyboard.press("+")
        page.wait_for_function("() => location.hash.startsWith('#at=')")
        page.wait_for_timeout(800)
    popup = page.locator(".map-popup")
    for feature in features:
        spot = drawn_at(page, feature["geometry"]["coordinates"])
        if spot:
            page.mouse.click(*spot)
            popup.wait_for()
            break
    name = popup.locator("h2").inner_text()
    goal = popup.locator("a").get_attribute("href")
    (place,) = [f["properties"] for f in features if f["properties"]["id"] in goal]
    assert place["reason"] in popup.inner_text()
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")
    page.mouse.click(*spot)
    popup.locator("a").click()
    page.wait_for_url(re.compile("/place/"))
    assert name in page.locator("h1").inner_text()


def test_keyboard_moves_the_map(page: Any) -> None:
    canvas = page.locator(".map-canvas canvas")
    canvas.focus()
    before = page.url
    page.keyboard.press("+")
    page.wait_for_function(f"() => location.href !== {before!r}")
    assert "#at=" in page.url, "the piece of the map is part of the address, too"


def test_names_are_in_the_language(desk: Any, visit: Callable[..., Watched]) -> None:
    names = {}
    for language in ("nl", "en", "uk"):
        watched = visit(desk, language=language)
        with watched.page.expect_response(lambda r: "/map.geojson" in r.url) as answer:
            watched.open("/map")
        found = answer.value.json()
        names[language] = {f["properties"]["id"]: f["properties"]["name"] for f in found["features"]}
    (izium,) = [key for key, name in names["en"].items() if name == "Izium"]
    assert names["nl"][izium] == "Izjoem" and names["uk"][izium] == "Ізюм"


def test_nothing_is_held_that_was_only_claimed(page: Any) -> None:
    """The sign for "held" is drawn for states that say so, and for nothing else."""
    found = page.evaluate("() => fetch('/map.geojson').then(r => r.json())")["features"]
    states = {f["properties"]["state"] for f in found}
    assert any(s.startswith("claimed-by-") for s in states) and "contested" in states
    assert all(f["geometry"]["type"] == "Point" for f in found), "no areas of control"


@pytest.mark.parametrize("phone", [False, True])
def test_the_worker_and_all_files_are_the_desks_own(desk: Any, visit: Callable[..., Watched], phone: bool) -> None:
    watched = visit(desk, phone=phone)
    page = opened(watched)
    urls = [worker.url for worker in page.workers]
    assert urls and all(url.startswith(desk.address) for url in urls), urls
    watched.sound()


def test_without_javascript_there_is_the_table(desk: Any, visit: Callable[..., Watched]) -> None:
    page = visit(desk, script=False).open("/map?as_of=2022-11-12")
    assert page.locator("#map-table tbody tr").count() > 3
    page.locator("#map-filters select[name=party]").select_option("UA")
    page.locator("#map-filters button").first.click()
    page.wait_for_load_state()
    assert parameter(page, "party") == "UA"
    assert page.locator("#map-table tbody tr").count() > 0
