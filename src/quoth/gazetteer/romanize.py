"""Romanization by the tables of `romanization.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_VOWELS = frozenset("аеєиіїоуюяёыэ'’ьъ")
_APOSTROPHES = "'’ʼ`"
_MOST = 8  # alternatives kept of one name

Table = Mapping[str, tuple[str, ...]]


class GazetteerError(ValueError):
    """A file of the gazetteer is missing or not of its form; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One romanization: `source` is the language of the Cyrillic name; tables give alternatives, the usual first."""

    code: str
    title: str
    source: str
    letters: Table
    initial: Table
    after_vowel: Table
    final: Table
    examples: tuple[tuple[str, str], ...]

    def spell(self, name: str) -> tuple[str, ...]:
        """All spellings of a Cyrillic name (at most 8), the usual one first, with the capitals of the original."""
        spelled = [""]
        for piece in _pieces(name):
            options = self._word(piece) if piece[0].isalpha() else (piece,)
            spelled = [a + b for a in spelled for b in options][:_MOST]
        return tuple(dict.fromkeys(spelled))

    def openings(self, name: str) -> tuple[str, ...]:
        """How the spellings of a Cyrillic name that begins with a letter begin: its first letter's, in lower case."""
        return self._at(name.lower(), 0)[1]

    def _word(self, word: str) -> tuple[str, ...]:
        lower = word.lower()
        out = [""]
        i = 0
        while i < len(lower):
            size, options = self._at(lower, i)
            capital = word[i : i + 1].isupper()  # in lower case a letter may have become two
            if capital:
                options = tuple([o[:1].upper() + o[1:] for o in options])
            out = [a + b for a in out for b in options][:_MOST] if len(options) > 1 else [a + options[0] for a in out]
            i += size
        return tuple(out)

    def _at(self, word: str, i: int) -> tuple[int, tuple[str, ...]]:
        if word[i] in _APOSTROPHES:
            return 1, ("",)
        if self.final and (rest := word[i:]) in self.final:
            return len(rest), self.final[rest]
        special = self.initial if i == 0 else self.after_vowel if word[i - 1] in _VOWELS else {}
        pair = word[i : i + 2]
        for letters in (pair, word[i]) if len(pair) == 2 else (pair,):
            options = special.get(letters) or self.letters.get(letters)
            if options:
                return len(letters), options
        return 1, (word[i],)


def _pieces(name: str) -> list[str]:
    """Words and what stands between them."""
    out: list[str] = []
    for c in name:
        part = c.isalpha() or c in _APOSTROPHES
        if out and (out[-1][-1].isalpha() or out[-1][-1] in _APOSTROPHES) == part:
            out[-1] += c
        else:
            out.append(c)
    return out


def _table(raw: Mapping[str, Any]) -> Table:
    return {k: (v,) if isinstance(v, str) else tuple(v) for k, v in raw.items()}


@cache
def load_schemes() -> tuple[Scheme, ...]:
    """The romanization schemes of the package.

    Raises:
        GazetteerError: the file is not of its form.
    """
    raw = tomllib.loads((resources.files("quoth.gazetteer") / "romanization.toml").read_text("utf-8"))
    out: list[Scheme] = []
    known = {"code", "title", "source", "letters", "initial", "after_vowel", "final", "examples"}
    for entry in raw["scheme"]:
        if unknown := set(entry) - known:
            raise GazetteerError(f"romanization.toml: {entry.get('code')}: unknown keys {sorted(unknown)}")
        letters, initial, after_vowel, final = (
            _table(entry.get(k, {})) for k in ("letters", "initial", "after_vowel", "final")
        )
        examples = tuple((str(a), str(b)) for a, b in entry["examples"])
        out.append(
            Scheme(entry["code"], entry["title"], entry["source"], letters, initial, after_vowel, final, examples)
        )
    return tuple(out)


@cache
def scheme(code: str) -> Scheme:
    """The scheme of that code.

    Raises:
        KeyError: there is none.
    """
    return {s.code: s for s in load_schemes()}[code]
