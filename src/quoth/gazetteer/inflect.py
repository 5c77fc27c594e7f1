"""From an inflected place name back to its nominative, and from an adjective to the name it is made of.

The rules of a language's `places.toml` are turned round: they give every nominative that a form could come from, and
only those that the gazetteer knows are of use. Everything here works on folded names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from quoth.gazetteer.fold import fold
from quoth.languages.places import PlaceWords, load_places


class Inflection:
    """The reversed rules of one language. Without paradigms a name is its own only form."""

    def __init__(self, words: PlaceWords) -> None:
        endings: dict[str, set[str]] = defaultdict(set)
        for paradigm in words.paradigms:
            for case in paradigm.cases:
                endings[fold(case.replace("-", ""))].add(fold(paradigm.ending))
        self._endings: Mapping[str, tuple[str, ...]] = {k: tuple(sorted(v)) for k, v in endings.items()}
        self._longest = max(map(len, endings), default=0)
        made: dict[str, set[str]] = defaultdict(set)
        for rule in words.adjectives:
            made[fold(rule.adjective)].add(fold(rule.ending))
        self._made = {k: tuple(sorted(v)) for k, v in made.items()}
        self._irregular = {fold(k + "ий"): fold(v) for k, v in words.irregular.items()}
        self.lemmas = lru_cache(maxsize=16384)(self.lemmas_of)
        self.bases = lru_cache(maxsize=16384)(self.bases_of)

    def __bool__(self) -> bool:
        return bool(self._endings)

    def lemmas_of(self, word: str) -> tuple[str, ...]:
        """The folded nominatives that a folded form could come from, the form itself first."""
        out = {word: None}
        for size in range(min(self._longest, len(word) - 1) + 1):
            for ending in self._endings.get(word[len(word) - size :], ()):
                out[word[: len(word) - size] + ending] = None
        return tuple(out)

    def bases_of(self, form: str) -> tuple[str, ...]:
        """The folded names that an adjective, in any form, could be made of."""
        out: dict[str, None] = {}
        for adjective in self.lemmas_of(form):
            if adjective in self._irregular:
                out[self._irregular[adjective]] = None
            for size in range(4, min(12, len(adjective) - 1)):
                for ending in self._made.get(adjective[-size:], ()):
                    out[adjective[:-size] + ending] = None
        return tuple(out)


@cache
def inflection(code: str) -> Inflection:
    """The reversed rules of a language.

    Raises:
        LanguageError: the language has no place section.
    """
    return Inflection(load_places(code))
