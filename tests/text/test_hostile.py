"""Hostile text costs time in proportion to its length."""

from __future__ import annotations

import time

import pytest

from quoth.text import Passage, normalize

QUOTES = '« „ " ‘ ,, \'\' `` «·a «a· “a· "a· \'a· „a“ ‘a· ’· «x».· "A."· «„“‘"\' :·«a·'
OTHERS = "mies.· A. a. 1. 1,1 a- a' @a. a@a. http:// www. ... ( · а _ &amp; & &# <a <a·"
PATTERNS = [p.replace("·", " ") for p in (QUOTES + " " + OTHERS).split()]
INVISIBLE = ["\n", "\n«a", "a\u0301", "\u0301", "\u00ad\n", "\u200b", "\x00"]


@pytest.mark.parametrize("pattern", [*PATTERNS, *INVISIBLE], ids=repr)
def test_time_is_proportional(pattern: str) -> None:
    """Four times the text may cost at most twelve times the time; a quadratic step costs sixteen."""
    shorter, longer = (min(_seconds(pattern * (n // len(pattern))) for _ in range(3)) for n in (10_000, 40_000))
    assert longer < 12 * max(shorter, 0.005)


def test_a_megabyte_of_opening_marks() -> None:
    assert _seconds("«" * 1_000_000) < 60


def _seconds(text: str) -> float:
    begun = time.process_time()
    Passage.of(normalize(text).text, {"dr."})
    return time.process_time() - begun
