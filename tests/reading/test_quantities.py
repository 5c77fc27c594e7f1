"""Quantities: rows of sentences with what their numbers count."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.languages.numbers import load_numbers
from quoth.languages.words import load_words
from quoth.reading.numerals import numeral_at, parse_digits
from quoth.reading.quantities import find_quantities, quantities_in
from quoth.reading.times import find_times
from quoth.text import Passage, tokenize

ROWS = Path(__file__).parent / "rows"


def rows(code: str) -> list[list[str]]:
    lines = (ROWS / f"quantities_{code}.txt").read_text("utf-8").splitlines()
    return [[c.strip() for c in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


def read(text: str, code: str, event_type: str | None = None) -> list[str]:
    passage = Passage.of(text, load_words(code).abbreviations)
    found = find_quantities(passage, code, find_times(passage, code))
    quantities = quantities_in(passage, range(len(passage.tokens)), found, event_type=event_type)
    return [f"{q.text} => {q.value:g} {q.unit} {q.qualifier}".replace("+0", "+") for q in quantities]


@pytest.mark.parametrize(
    ("code", "row"),
    [pytest.param(c, r, id=f"{c}-{k}") for c in ("nl", "en", "uk", "ru") for k, r in enumerate(rows(c))],
)
def test_row(code: str, row: list[str]) -> None:
    event, text, *expected = row
    found = read(text, code, None if event == "-" else event)
    wanted = []
    for item in expected:
        if not item:
            continue
        span, _, rest = item.partition(" => ")
        value, rest = rest.split(" ", 1)
        wanted.append(f"{span} => {float(value):g} {rest}".replace("+0", "+"))
    assert found == wanted


DIGITS = [
    ("nl", "2.000", 2000), ("nl", "2,5", 2.5), ("nl", "1.234.567", 1234567), ("nl", "1.234,5", 1234.5),
    ("nl", "12.5", 12.5),
    ("en", "2,000", 2000), ("en", "2.5", 2.5), ("en", "1,234.5", 1234.5), ("en", "12,5", 12.5),
    ("uk", "2,5", 2.5), ("ru", "12.000", 12000), ("nl", "1.2.3", None), ("en", "1,23,4", None), ("nl", "9" * 20, None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "value"), DIGITS)
def test_digits(code: str, text: str, value: float | None) -> None:
    assert parse_digits(text, load_numbers(code)) == value


WORDS = [
    ("nl", "achtendertig", 38), ("nl", "driehonderdvijfenveertig", 345), ("nl", "vierduizend vijfhonderd", 4500),
    ("nl", "honderdduizend", 100000), ("nl", "twaalfhonderd", 1200), ("nl", "anderhalf miljoen", 1500000),
    ("en", "ninety-nine", 99), ("en", "three hundred and forty-five", 345), ("en", "four thousand five hundred", 4500),
    ("en", "a hundred", None), ("en", "half a million", 500000), ("en", "two hundred thousand", 200000),
    ("uk", "триста сорок п'ять", 345), ("uk", "двісті тисяч", 200000), ("uk", "півтора мільйона", 1500000),
    ("ru", "триста сорок пять", 345), ("ru", "двести тысяч", 200000), ("ru", "полутора миллиона", 1500000),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "value"), WORDS)
def test_words(code: str, text: str, value: float | None) -> None:
    tokens = tokenize(text)
    numeral = numeral_at(tokens, 0, load_numbers(code))
    assert (numeral.value if numeral else None) == value
    assert numeral is None or numeral.end == len(tokens)


@given(st.integers(1, 999_999))
def test_grouped_digits_of_every_language(value: int) -> None:
    for code, mark, unit in (("nl", ".", "km"), ("en", ",", "km"), ("uk", " ", "км"), ("ru", " ", "км")):
        written = f"{value:,} {unit}".replace(",", mark)
        assert read(f"X: {written}", code) == [f"{written} => {value:g} km exact".replace("+0", "+")]


SOUP = """
tussen 20 en 30 doden , minstens 2.000 van de tot tientallen % of meer gewond - – « » een dozen or half a million
km 12km €
"""
ALPHABET = st.sampled_from(SOUP.split())


@given(st.lists(ALPHABET, max_size=30), st.sampled_from(["nl", "en", "uk", "ru"]))
def test_any_words_give_ordered_spans(words: list[str], code: str) -> None:
    text = " ".join(words)
    passage = Passage.of(text)
    found = find_quantities(passage, code)
    assert all(a.end <= b.first for a, b in pairwise(found))
    for q in quantities_in(passage, range(len(passage.tokens)), found):
        assert text[q.start : q.end] == q.text and q.unit and q.value >= 0


def test_only_numbers_inside_the_content_count() -> None:
    text = "Twaalf huizen brandden af, zeiden drie agenten."
    passage = Passage.of(text)
    found = find_quantities(passage, "nl")
    assert [q.text for q in quantities_in(passage, range(0, 4), found)] == ["Twaalf huizen"]
