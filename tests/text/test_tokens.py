"""Tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.text import tokenize

CASES = [
    ("2.000 km, 1.000,50 en 24/7", "2.000|km|,|1.000,50|en|24/7"),
    ("de 200ste dag, 23-ма ракетами, 3,5-jarige", "de|200ste|dag|,|23-ма|ракетами|,|3,5-jarige"),
    ("om 18:30 uur.", "om|18:30|uur|."),
    ("zo'n F-16's pro-Russische S-300", "zo'n|F-16's|pro-Russische|S-300"),
    ("Куп'янськ Слов’янськ Словʼянськ Су-34", "Куп'янськ|Слов’янськ|Словʼянськ|Су-34"),
    ("'s avonds en 't leger", "'s|avonds|en|'t|leger"),
    ("'Nee', zei hij", "'|Nee|'|,|zei|hij"),
    (",,Nee'', zei hij", ",,|Nee|''|,|zei|hij"),
    ("``No,'' he said", "``|No|,|''|he|said"),
    ("Echt... Nou..", "Echt|...|Nou|.."),
    ("zie www.krant.nl. En https://krant.nl/a_(b)?c=1, ja", "zie|www.krant.nl|.|En|https://krant.nl/a_(b)?c=1|,|ja"),
    ("mail jan.p@krant.nl. Of @kanaal_1", "mail|jan.p@krant.nl|.|Of|@kanaal_1"),
    ("KIEV/MOSKOU (ANP) -", "KIEV|/|MOSKOU|(|ANP|)|-"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tokens(text: str, expected: str) -> None:
    assert [t.text for t in tokenize(text)] == expected.split("|")


def test_kinds_and_lower_case() -> None:
    tokens = tokenize("Слов’янськ 200ste « https://krant.nl")
    assert [t.kind for t in tokens] == ["word", "number", "mark", "address"]
    assert tokens[0].lower == "слов'янськ"
    assert tokens[0].is_capitalized and not tokens[1].is_capitalized


@given(st.text(max_size=200))
def test_tokens_hold_their_text_and_everything_that_is_seen(text: str) -> None:
    tokens = tokenize(text)
    end = 0
    for number, token in enumerate(tokens):
        assert token.i == number
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()
