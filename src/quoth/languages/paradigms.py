"""Endings as data: `stem:paradigm` in a pack stands for the stem with each ending of that paradigm.

A paradigm is a row of endings separated by blanks, `-` for none. Forms of all cases are kept together, since numbers
and dates are read by their words, not by their case."""

from __future__ import annotations

from collections.abc import Mapping

from quoth.languages.section import LanguageError


def read_paradigms(raw: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Paradigms from their rows of endings."""
    return {name: tuple("" if e == "-" else e for e in row.split()) for name, row in raw.items() if name != "example"}


def expand(spec: str, paradigms: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    """All forms of one word: `stem:paradigm`, or the word itself; in lower case.

    Raises:
        LanguageError: there is no such paradigm.
    """
    stem, colon, name = spec.lower().partition(":")
    if not colon:
        return (stem,)
    if name not in paradigms:
        raise LanguageError(f"{where}: {spec!r} names no paradigm; there are {', '.join(sorted(paradigms)) or 'none'}")
    return tuple(stem + ending for ending in paradigms[name])


def expand_phrase(spec: str, paradigms: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    """All phrases that a row of words stands for; at most a few hundred."""
    phrases: tuple[str, ...] = ("",)
    for word in spec.split():
        phrases = tuple(f"{p} {f}".strip() for p in phrases for f in expand(word, paradigms, where))
    return phrases
