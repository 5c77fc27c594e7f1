"""Sets of fixed phrases, looked up at a token forwards or backwards; the cost is bounded by the longest phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

V = TypeVar("V")


class Lowered(Protocol):
    """Anything with a lower-cased text, such as a token."""

    @property
    def lower(self) -> str: ...


class PhraseMap(Generic[V]):
    """A map from phrases (words in lower case, separated by blanks) to values."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[str, V]] = ()):
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(phrase.lower().split())
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for index in (self._by_first, self._by_last):
            for found in index.values():
                found.sort(key=lambda e: -len(e[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return frozenset(self._by_first)

    def items(self) -> list[tuple[str, V]]:
        """All phrases with their values."""
        return [(" ".join(words), value) for found in self._by_first.values() for words, value in found]

    def __contains__(self, word: str) -> bool:
        return word in self._by_first

    def at(self, tokens: Sequence[Lowered], i: int, end: int | None = None) -> tuple[V, int] | None:
        """The value of the longest phrase that begins at token `i` and ends by `end`, with its length in tokens."""
        stop = len(tokens) if end is None else end
        if i >= stop:
            return None
        for words, value in self._by_first.get(tokens[i].lower, ()):
            n = len(words)
            if n == 1 or (i + n <= stop and all(tokens[i + k].lower == words[k] for k in range(1, n))):
                return value, n
        return None

    def before(self, tokens: Sequence[Lowered], i: int, begin: int = 0) -> tuple[V, int] | None:
        """The value of the longest phrase that ends just before token `i` and begins no earlier than `begin`, with its
        length."""
        if i - 1 < begin:
            return None
        for words, value in self._by_last.get(tokens[i - 1].lower, ()):
            n = len(words)
            if i - n >= begin and all(tokens[i - n + k].lower == words[k] for k in range(n - 1)):
                return value, n
        return None
