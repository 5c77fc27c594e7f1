"""Quotation marks: every pair in use, nesting, lone marks, several paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.text import Passage
from quoth.text.quotes import CLOSERS

PAIRS = ["«»", "„”", "„“", "“”", '""', "''", "‘’", "’’", "‚‘", "‚’", "‹›", "»«", "””", ("``", "''"), ("''", "''"), (",,", "''"), (",,", "”")]  # fmt: skip # noqa: E501


def quotations(text: str) -> list[str]:
    passage = Passage.of(text)
    return [passage.span(q.first, q.last + 1).text for q in passage.quotations]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_pairs(pair: tuple[str, str] | str) -> None:
    opening, closing = pair
    first, second = f"{opening}De stad is vrij{closing}", f"{opening}Wij blijven.{closing}"
    assert quotations(f"{first}, zei de burgemeester. {second}") == [first, second]
    assert quotations(f"Zij riep: {first}") == [first]


def test_every_opening_mark_is_tested() -> None:
    assert {pair[0] for pair in PAIRS} == set(CLOSERS)


NESTED = [
    "«Мы «Азов» не пустим»",
    "«Ми не здамо „Азовсталь“»",
    "“Wij zeggen ‘nee’ tegen hen”",
    '‘Wij zeggen "nee" tegen hen’',
    "\"Wij zeggen 'nee' tegen hen\"",
    "« Wij blijven »",
    "‘Zo’n aanval is erg’",
    "'Zo'n aanval is erg'",
    "‘’t Is niet goed.’",
]


@pytest.mark.parametrize("text", NESTED)
def test_only_the_outermost_counts(text: str) -> None:
    assert quotations(f"{text}, zei zij.") == [text]


NONE = [
    "'s Avonds viel 't stil in 's-Hertogenbosch.",
    "Zo'n foto's van auto's in '22.",
    "The soldiers' aims and the minister's words.",
    "Куп'янськ і Слов’янськ.",
    "5'10\" lang",
    'uit "het oosten',
    "Hij riep ‘weg en liep",
]


@pytest.mark.parametrize("text", NONE)
def test_apostrophes_and_lone_marks_open_nothing(text: str) -> None:
    assert quotations(text) == []


def test_a_lone_mark_does_not_swallow_the_next_quotation() -> None:
    assert quotations("Hij riep „Weg hier! en liep. „Nu!” riep zij.") == ["„Nu!”"]


def test_scare_quotes_among_apostrophes() -> None:
    assert quotations("The soldiers' morale is 'low', the minister's aide said.") == ["'low'"]


@pytest.mark.parametrize(("opening", "closing"), ["«»", "„”", "“”"])
def test_a_quotation_over_paragraphs_opens_at_each_and_closes_once(opening: str, closing: str) -> None:
    text = (
        f"{opening}Eerste alinea.\n\n{opening}Tweede alinea.\n\n{opening}Derde{closing}, zei hij. {opening}Nee{closing}"
    )
    passage = Passage.of(text)
    assert [(q.closed, q.continues) for q in passage.quotations] == [(False, None), (False, 0), (True, 1), (True, None)]
    inside = passage.quotations[1].inside
    assert passage.span(inside.start, inside.stop).text == "Tweede alinea."


def test_an_unclosed_paragraph_that_none_carries_on_is_no_quotation() -> None:
    assert quotations("“Eerste alinea zonder einde.\n\nTweede alinea.") == []


@given(st.text(alphabet="«»„“”\"'‘’‹›‚,` .a\n", max_size=120))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    passage = Passage.of(text)
    end = 0
    for q in passage.quotations:
        assert end <= q.first <= q.last < len(passage.tokens)
        assert q.continues is None or not passage.quotations[q.continues].closed
        end = q.last + 1
