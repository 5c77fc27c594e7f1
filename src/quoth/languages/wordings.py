"""A matcher of wordings that looks at each token once; its patterns are those of `quoth.languages.patterns`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quoth.languages.patterns import Pattern, PatternError, Patterns, Word

_GAP = 4
_REACH = 40
_REMEMBERED = 1 << 15
_ANY = -1  # the number of a gap
_STOPS = frozenset({",", ";", ":", "."})


@dataclass(slots=True)
class Found:
    """A pattern found: `spans` are token ranges `(first, end)`, one a part, the anchor part first; `tokens` those
    of its
    words, without what stands in its gaps."""

    owner: int
    spans: tuple[tuple[int, int], ...]
    tokens: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[0][1]

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self.tokens)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A pattern with its words numbered; `needs` are the numbers that a text must have besides the first word."""

    owner: int
    parts: tuple[tuple[int, ...], ...]
    later: tuple[bool, ...]
    particle: bool
    needs: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of all patterns, by what a token must be, begin with, end with or hold to fit them.

    The tuples are the lengths of the keys of `starts`, `ends` and `holds`; `around` goes by its first piece.
    """

    exact: Mapping[str, Sequence[int]]
    starts: Mapping[str, Sequence[int]]
    ends: Mapping[str, Sequence[int]]
    holds: Mapping[str, Sequence[int]]
    around: Mapping[str, Sequence[tuple[str, int]]]
    start_sizes: tuple[int, ...]
    end_sizes: tuple[int, ...]
    hold_sizes: tuple[int, ...]

    @classmethod
    def of(cls, words: Iterable[Word]) -> _Vocabulary:
        exact: dict[str, list[int]] = {}
        starts: dict[str, list[int]] = {}
        ends: dict[str, list[int]] = {}
        holds: dict[str, list[int]] = {}
        around: dict[str, list[tuple[str, int]]] = {}
        for n, word in enumerate(words):
            for index, keys in ((exact, word.exact), (starts, word.starts), (ends, word.ends), (holds, word.holds)):
                for key in keys:
                    index.setdefault(key, []).append(n)
            for opening, closing in word.around:
                around.setdefault(opening, []).append((closing, n))
        return cls(
            exact, starts, ends, holds, around, _sizes([*starts, *around]), _sizes(ends), _sizes(holds)
        )  # fmt: skip

    def fitting(self, lower: str) -> frozenset[int]:
        """The words that a token, in lower case, fits; linear in its length."""
        hits = set(self.exact.get(lower, ()))
        length = len(lower)
        for size in self.start_sizes:
            if size > length:
                break
            opening = lower[:size]
            hits.update(self.starts.get(opening, ()))
            for closing, n in self.around.get(opening, ()):
                if lower.endswith(closing) and length > size + len(closing) + 1:
                    hits.add(n)
        for size in self.end_sizes:
            if size >= length:
                break
            hits.update(self.ends.get(lower[-size:], ()))
        for size in self.hold_sizes:
            for k in range(1, length - size + 1):
                hits.update(self.holds.get(lower[k : k + size], ()))
        return frozenset(hits)


def _sizes(keys: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(key) for key in keys}))


_Fit = tuple[frozenset[int], tuple[_Plan, ...]]


@dataclass(frozen=True)
class Wordings:
    """Compiled patterns. `find` is linear in the number of tokens: what it does at each is bounded."""

    _vocabulary: _Vocabulary = field(repr=False)
    _plans: tuple[_Plan, ...] = field(repr=False)
    _anchored: Mapping[int, Sequence[int]] = field(repr=False)  # plans by their first word
    _memo: dict[str, _Fit] = field(repr=False, compare=False, default_factory=dict)
    _idle: set[str] = field(repr=False, compare=False, default_factory=set)  # known tokens that begin no pattern

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> Wordings:
        """Number the words of some patterns and file the patterns under their first words."""
        numbers: dict[Word, int] = {}
        plans: list[_Plan] = []
        anchored: dict[int, list[int]] = {}
        for k, pattern in enumerate(patterns):
            parts = tuple(
                tuple(_ANY if word.gap else numbers.setdefault(word, len(numbers)) for word in part)
                for part in pattern.parts
            )
            needs = frozenset([*parts[0][1:], *(n for part in parts[1:] for n in part)]) - {_ANY}
            plans.append(_Plan(pattern.owner, parts, pattern.later, pattern.particle, needs))
            anchored.setdefault(parts[0][0], []).append(k)
        return cls(_Vocabulary.of(numbers), tuple(plans), anchored)

    def _fit(self, lower: str) -> _Fit:
        """The words that a token fits and the patterns that can begin there; remembered for a bounded number."""
        if len(self._memo) >= _REMEMBERED:
            self._memo.clear()
            self._idle.clear()
        words = self._vocabulary.fitting(lower)
        plans = sorted(k for n in words for k in self._anchored.get(n, ()))
        if not plans:
            self._idle.add(lower)
        known = self._memo[lower] = (words, tuple(self._plans[k] for k in plans))
        return known

    def find(
        self, lowers: Sequence[str], clause: Sequence[int] | None = None, blocked: frozenset[str] = frozenset()
    ) -> list[Found]:
        """All wordings among tokens in lower case, in the order of their anchors.

        `clause[i]` numbers the clause of token `i`; the parts of one pattern must lie in one clause. A separable
        particle followed by a token in `blocked` (what begins a noun phrase) is read as a preposition.
        """
        out: list[Found] = []
        if self._idle.issuperset(lowers):
            return out
        known = self._memo.get
        fits = [known(lower) or self._fit(lower) for lower in lowers]
        anchors = [(i, fit[1]) for i, fit in enumerate(fits) if fit[1]]
        if not anchors:
            return out
        text = _Text(lowers, fits, clause, blocked)
        present: set[int] | None = None
        for i, plans in anchors:
            for plan in plans:
                if not plan.needs:  # one word
                    out.append(Found(plan.owner, ((i, i + 1),), (i,)))
                    continue
                if present is None:
                    present = set().union(*[words for words, _ in fits if words])
                if plan.needs <= present:
                    found = text.match(plan, i)
                    if found is not None:
                        out.append(found)
        return out


@dataclass(slots=True)
class _Text:
    """Tokens under the matcher: in lower case, with what each fits and the number of its clause."""

    lowers: Sequence[str]
    fits: Sequence[_Fit]
    clause: Sequence[int] | None
    blocked: frozenset[str]

    def match(self, plan: _Plan, i: int) -> Found | None:
        """A pattern of several words, the first of which is at token `i`."""
        tokens = self._part(plan.parts[0], i)
        if tokens is None:
            return None
        spans = [(i, tokens[-1] + 1)]
        last = len(plan.parts) - 1
        for n, part in enumerate(plan.parts[1:], 1):
            here = self._search(part, i, spans, plan.particle and n == last, plan.later[n])
            if here is None:
                return None
            spans.append((here[0], here[-1] + 1))
            tokens += here
        return Found(plan.owner, tuple(spans), tokens)

    def _part(self, words: tuple[int, ...], i: int) -> tuple[int, ...] | None:
        """The tokens of a part that begins at `i`, or None."""
        stop = len(self.lowers)
        begin = i
        for k, word in enumerate(words):
            if word == _ANY:
                rest = self._behind_gap(words[k + 1 :], i)
                return None if rest is None else (*range(begin, i), *rest)
            if i >= stop or word not in self.fits[i][0]:
                return None
            i += 1
        return tuple(range(begin, i))

    def _behind_gap(self, words: tuple[int, ...], i: int) -> tuple[int, ...] | None:
        for start in range(i, min(i + _GAP + 1, len(self.lowers))):
            if start > i and self.lowers[start - 1] in _STOPS:
                return None
            rest = self._part(words, start)
            if rest is not None:
                return rest
        return None

    def _search(
        self, part: tuple[int, ...], anchor: int, taken: list[tuple[int, int]], particle: bool, later: bool
    ) -> tuple[int, ...] | None:
        stop = len(self.lowers)
        clause = self.clause
        for j in range(anchor + 1 if later else max(0, anchor - _REACH), min(stop, anchor + _REACH)):
            if part[0] not in self.fits[j][0] or any(first <= j < end for first, end in taken):
                continue
            if clause is not None and clause[j] != clause[anchor]:
                continue
            tokens = self._part(part, j)
            if tokens is None:
                continue
            after = tokens[-1] + 1
            if not particle or after >= stop or self.lowers[after] not in self.blocked:
                return tokens
        return None


def compile_wordings(
    entries: Sequence[Sequence[str]], forms: Mapping[str, Sequence[str]], classes: Mapping[str, str] | None = None
) -> Wordings:
    """Compile the patterns of each entry; `forms` gives the forms of every verb that patterns name in `<...>`,
    `classes` the
    alternatives (`town|city`) of every class that they name in `@...`.

    Raises:
        PatternError: a pattern is not well formed.
    """
    patterns = Patterns(forms, classes or {})
    return Wordings.of(
        pattern for owner, texts in enumerate(entries) for text in texts for pattern in patterns.compile(owner, text)
    )


__all__ = ["Found", "PatternError", "Wordings", "compile_wordings"]
