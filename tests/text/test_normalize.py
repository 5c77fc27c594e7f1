"""Normalization and its way back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.text import normalize

CHANGES = [
    ("line endings", "een\r\ntwee\rdrie\u2028vier\x0cvijf", "een\ntwee\ndrie\nvier\nvijf"),
    ("byte order mark", "\ufeffKiev meldt", "Kiev meldt"),
    ("soft hyphen", "Koep\u00adjansk", "Koepjansk"),
    ("soft hyphen at the end of a line", "Koep\u00ad\njansk", "Koepjansk"),
    ("zero width", "Iz\u200bjoem\u2060 en\u200d", "Izjoem en"),
    ("bidirectional controls", "\u202eKiev\u202c \u2066x\u2069", "Kiev x"),
    ("no-break spaces", "2\u00a0000\u202fkm", "2 000 km"),
    ("combining marks", "e\u0301e\u0301n i\u0306 и\u0306 і\u0308", "één ĭ й ї"),
    ("stress mark on a Cyrillic vowel", "за\u0301мок", "замок"),
    ("ligatures", "o\ufb03cier, \u0132zer", "officier, IJzer"),
    ("references", "&quot;Nee&quot; &laquo;ja&raquo; &#8211; &#x201c; AT&amp;T", '"Nee" «ja» – “ AT&T'),
    ("doubled references", "&amp;quot;Nee&amp;quot;", '"Nee"'),
    ("space references", "2&nbsp;000&shy;km", "2 000km"),
    ("tags", 'De <b>stad</b> <a href="x">is</a> vrij.<br/>Echt', "De stad is vrij.\nEcht"),
    ("controls", "a\x00b\x1bc", "abc"),
    ("Windows punctuation", "\x93Nee\x94 \x96 \x85", "“Nee” – \n"),
]  # fmt: skip
KEPT = [
    "«De stad is vrij», zei „zij” ‘gisteren’ – 12 °C, 5 m² à 3 €.",
    "minder dan 3 < 4 en 5 > 4, x<y",
    "AT&T en R&D; &onbekend; &;",
    "Слов'янськ, Слов’янськ, Словʼянськ, йод, ґанок, ёлка",
    "gr\u00e4\u00dflich \u00e9\u00e9n",
]


@pytest.mark.parametrize(("what", "text", "expected"), CHANGES, ids=[c[0] for c in CHANGES])
def test_changes(what: str, text: str, expected: str) -> None:
    assert normalize(text).text == expected


@pytest.mark.parametrize("text", KEPT)
def test_keeps(text: str) -> None:
    assert normalize(text).text == text


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("\ufeffKo\u00adepjansk is vrij", "Koepjansk", "Ko\u00adepjansk"),
        ("zo meldt\u00a0Kiev\u200b.", "Kiev", "Kiev"),
        ("&quot;Nee&quot;, zei hij", "Nee", "Nee"),
        ("&quot;Nee&quot;, zei hij", '"Nee"', "&quot;Nee&quot;"),
        ("De <b>stad</b> viel", "stad", "stad"),
        ("cafe\u0301 dicht", "café", "cafe\u0301"),
        ("een\r\ntwee", "twee", "twee"),
    ],
)
def test_way_back(text: str, part: str, original: str) -> None:
    found = normalize(text)
    start = found.text.index(part)
    first, last = found.to_original(start, start + len(part))
    assert text[first:last] == original
    assert found.to_normalized(first, last) == (start, start + len(part))


def test_way_back_at_the_edges() -> None:
    found = normalize("\ufeffKiev\u200b")
    assert found.to_original(0, 4) == (1, 5)
    assert found.to_original(4, 4) == (6, 6)
    assert found.to_normalized(0, 1) == (0, 0)
    assert found.to_normalized(0, 6) == (0, 4)
    for start, end in ((-1, 2), (3, 2), (0, 5)):
        with pytest.raises(ValueError, match="no span"):
            found.to_original(start, end)


VISIBLE = ["Kiev", "е", "ﬁ", "«", "”", "Ĳ", "&quot;", "&amp;", "amp;", "&", ";", "&#8211;", "<b>", "<br>", "<", ">"]
INVISIBLE = [" ", "\r\n", "\r", "\n", "\ufeff", "\u00ad", "\u00ad\n", "\u200b", "\u202e", "\u00a0", "\x00", "\x93"]
COMBINING = ["e\u0301", "\u0301", "а\u0301", "і\u0308", "\u0345"]
PIECES = st.sampled_from([*VISIBLE, *INVISIBLE, *COMBINING])
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


@given(TEXTS)
@example("&amp;quot;\u200b\u200b")
def test_every_character_has_a_way_back(text: str) -> None:
    found = normalize(text)
    places = [found.to_original(i, i + 1) for i in range(len(found.text))]
    for before, after in pairwise(places):
        assert before[0] <= after[0] and before[1] <= after[1]
        assert before == after or before[1] <= after[0]
    for i, (start, end) in enumerate(places):
        assert 0 <= start < end <= len(text)
        first, last = found.to_normalized(start, end)
        assert first <= i < last


@given(st.text(alphabet="abcKievИзюмїё 0123.,;:!?«»„”()\n–-'"))
def test_plain_text_is_returned_as_it_is(text: str) -> None:
    found = normalize(text)
    assert found.text == found.original == text
    assert all(found.to_original(i, i + 1) == found.to_normalized(i, i + 1) == (i, i + 1) for i in range(len(text)))


@given(TEXTS, st.data())
def test_the_way_there_and_back_only_widens(text: str, data: st.DataObject) -> None:
    found = normalize(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.to_normalized(*found.to_original(start, end))
    if start < end:
        assert first <= start and end <= last


@given(TEXTS)
def test_no_control_is_left(text: str) -> None:
    for c in normalize(text).text:
        assert unicodedata.category(c) != "Cc" or c in "\n\t"
        assert c not in "\u200b\u202e\ufeff\u00ad\u00a0"
