"""Every example in the packs' calendar, numbers and units, run through the real finders."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from quoth.languages.calendar import expand_shape, load_calendar
from quoth.languages.numbers import load_numbers
from quoth.languages.section import LanguageError, read_section
from quoth.languages.units import load_units
from quoth.languages.words import load_words
from quoth.reading.expressions import find_times
from quoth.reading.numerals import numeral_at
from quoth.reading.quantities import find_quantities, quantities_in
from quoth.text import Passage

LANGUAGES = ("nl", "en", "uk", "ru")
WAR = dt.date(2022, 2, 24)


def cut(code: str, text: str) -> Passage:
    return Passage.of(text, load_words(code).abbreviations)


def rules() -> list[Any]:
    return [
        pytest.param(code, entry["makes"], example, id=f"{code}-{entry['makes']}-{k}-{n}")
        for code in LANGUAGES
        for k, entry in enumerate(read_section(code, "calendar")["rule"])
        for n, example in enumerate(entry["examples"])
    ]


@pytest.mark.parametrize(("code", "makes", "example"), rules())
def test_rule(code: str, makes: str, example: str) -> None:
    passage = cut(code, example)
    found = find_times(passage, code, first_day=WAR)
    assert makes in {m.form.kind for m in found}, [(m.span.text, m.form.kind) for m in found]


def entries(section: str, name: str) -> list[Any]:
    return [
        pytest.param(code, entry, id=f"{code}-{name}-{k}")
        for code in LANGUAGES
        for k, entry in enumerate(read_section(code, section).get(name, ()))
    ]


@pytest.mark.parametrize(("code", "entry"), entries("calendar", "operator"))
def test_operator(code: str, entry: dict[str, Any]) -> None:
    found = find_times(cut(code, entry["example"]), code)
    assert entry["kind"] in {m.operator for m in found}, found


KINDS = ("cardinal", "round", "multiplier", "fraction", "vague", "scaled", "some", "ordinal")


@pytest.mark.parametrize(
    ("code", "name", "entry"),
    [pytest.param(code, name, e, id=f"{code}-{name}-{e['value']}-{k}") for code in LANGUAGES for name in KINDS
     for k, e in enumerate(read_section(code, "numbers").get(name, ()))],
)  # fmt: skip
def test_number(code: str, name: str, entry: dict[str, Any]) -> None:
    numbers = load_numbers(code)
    tokens = cut(code, entry["example"]).tokens
    found = [n for i in range(len(tokens)) if (n := numeral_at(tokens, i, numbers))]
    if name == "scaled":
        assert any(n.vague and n.end - n.first > 1 for n in found), found
    elif name == "multiplier":
        assert any(n.value >= entry["value"] for n in found), found
    else:
        assert any(n.value % entry["value"] == 0 and n.value > 0 for n in found), found


@pytest.mark.parametrize(("code", "entry"), [r for n in ("qualifier", "after") for r in entries("numbers", n)])
def test_qualifier(code: str, entry: dict[str, Any]) -> None:
    found = find_quantities(cut(code, entry["example"]), code)
    assert entry["kind"] in {q.qualifier for q in found}, found


def read(code: str, text: str) -> list[tuple[float, str]]:
    passage = cut(code, text)
    times = find_times(passage, code)
    found = find_quantities(passage, code, times)
    return [(q.value, q.unit) for q in quantities_in(passage, range(len(passage.tokens)), found)]


@pytest.mark.parametrize(("code", "entry"), entries("units", "unit"))
def test_unit(code: str, entry: dict[str, Any]) -> None:
    units = {unit for _, unit in read(code, entry["example"])}
    wanted = "person" if entry["unit"] == "national" else entry["unit"]
    assert wanted in units, units


@pytest.mark.parametrize(("code", "entry"), entries("units", "fate"))
def test_fate(code: str, entry: dict[str, Any]) -> None:
    units = {unit for _, unit in read(code, entry["example"])}
    assert f"person {entry['fate']}" in units, units


@pytest.mark.parametrize(("code", "entry"), entries("units", "counter") + entries("units", "refine"))
def test_counter_and_refinement(code: str, entry: dict[str, Any]) -> None:
    units = {unit for _, unit in read(code, entry["example"])}
    assert (entry.get("to") or entry["unit"] or "person wounded") in units, units


@pytest.mark.parametrize("code", LANGUAGES)
def test_packs_are_broad(code: str) -> None:
    assert len(load_units(code).phrases) > 300
    assert len(load_calendar(code).starters) > 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_weekday_and_month(code: str) -> None:
    raw = read_section(code, "calendar")
    assert len(raw["weekdays"]["names"]) == 7 and len(raw["months"]["names"]) == 12
    calendar = load_calendar(code)
    assert {v[0] for _, v in calendar.classes["weekday"].items()} == set(range(1, 8))
    assert {v for _, v in calendar.classes["month"].items()} == set(range(1, 13))


def test_shapes() -> None:
    assert expand_shape("a [b] c|d") == [("a", "b", "c|d"), ("a", "c|d")]
    with pytest.raises(ValueError, match="pair"):
        expand_shape("a [b c")
    with pytest.raises(ValueError, match="missing"):
        expand_shape("[a] [b]")


def test_unknown_language() -> None:
    for load in (load_calendar, load_numbers, load_units):
        with pytest.raises(LanguageError, match="xx"):
            load("xx")
