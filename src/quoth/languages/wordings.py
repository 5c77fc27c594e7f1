"""A small pattern language for multi-word wordings, and a matcher that looks at each token once.

A pattern is one or more parts joined by ` & `, or by ` > ` where the next part must come later. The words of a
part stand next
to each other; the parts of a pattern may stand in any order and at any distance inside one clause. A word is one
of these, or several of them joined by `|`:

    stad        the token itself, in lower case
    stad*       tokens that begin so
    *aanval     tokens that end so, and are longer (compounds)
    *aanval*    tokens that hold it, but do not begin with it
    ge*en       tokens that begin and end so, with at least two letters between
    <nemen>     every form of that verb, from the section's `forms`
    in+<nemen>  a separable verb: joined forms, `in te nemen`, and the finite verb with its particle at a distance
    @place      every alternative of that class, from the section's `classes`
    _           up to four tokens of any kind, or none

`{a b/c}` stands for either of its pieces, which may have several words or parts; it is spelled out into several
patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_GAP = 4
_REACH = 40
_REMEMBERED = 1 << 15
_ANY = -1  # the number of a gap
_STOPS = frozenset({",", ";", ":", "."})
_JOIN = re.compile(r"(?<=\s)([&>])(?=\s)")
_CLASS = re.compile(r"@(\w+)")
_SEPARABLE = re.compile(r"^([^\W\d]+)\+<([^>]+)>$")


class PatternError(ValueError):
    """A pattern that is not well formed, or names a verb without forms."""


@dataclass(frozen=True, slots=True)
class Word:
    """One position of a pattern; `gap` stands for up to four tokens of any kind."""

    exact: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    around: tuple[tuple[str, str], ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """`owner` is the index of the entry it belongs to; `later[n]` tells whether part n must follow the anchor;
    `particle`
    marks a last part that is a separable particle."""

    owner: int
    parts: tuple[tuple[Word, ...], ...]
    later: tuple[bool, ...]
    particle: bool = False


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
        words = self._vocabulary.fitting(lower)
        plans = sorted(k for n in words for k in self._anchored.get(n, ()))
        known = self._memo[lower] = (words, tuple(self._plans[k] for k in plans))
        return known

    def find(
        self, lowers: Sequence[str], clause: Sequence[int] | None = None, blocked: frozenset[str] = frozenset()
    ) -> list[Found]:
        """All wordings among tokens in lower case, in the order of their anchors.

        `clause[i]` numbers the clause of token `i`; the parts of one pattern must lie in one clause. A separable
        particle followed by a token in `blocked` (what begins a noun phrase) is read as a preposition.
        """
        known = self._memo.get
        fits = [known(lower) or self._fit(lower) for lower in lowers]
        text = _Text(lowers, fits, clause, blocked)
        present: set[int] = set()
        for words, _ in fits:
            present |= words
        out: list[Found] = []
        for i, (_, plans) in enumerate(fits):
            for plan in plans:
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
        """A pattern whose first word is at token `i`."""
        if not plan.needs:
            return Found(plan.owner, ((i, i + 1),), (i,))
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
    return Wordings.of(
        pattern
        for owner, texts in enumerate(entries)
        for text in texts
        for spelled in _spell_out(_fill_in(text, classes or {}))
        for pattern in _compile(owner, spelled, forms)
    )


def _fill_in(text: str, classes: Mapping[str, str]) -> str:
    def alternatives(match: re.Match[str]) -> str:
        if match.group(1) not in classes:
            raise PatternError(f"no class {match.group(1)!r}, which pattern {text!r} names")
        return classes[match.group(1)]

    return _CLASS.sub(alternatives, text)


def _spell_out(text: str) -> list[str]:
    """A pattern without braces, once for every choice they offer."""
    opening, closing = text.find("{"), text.find("}")
    if opening < 0 and closing < 0:
        return [text]
    if not 0 <= opening < closing or "{" in text[opening + 1 : closing]:
        raise PatternError(f"braces that do not match in pattern {text!r}")
    before, after = text[:opening], text[closing + 1 :]
    return [out for piece in text[opening + 1 : closing].split("/") for out in _spell_out(before + piece + after)]


def _compile(owner: int, text: str, forms: Mapping[str, Sequence[str]]) -> list[Pattern]:
    pieces = _JOIN.split(text)
    parts = [p.strip() for p in pieces[::2]]
    if not all(parts):
        raise PatternError(f"empty part in pattern {text!r}")
    later = (False, *(sign == ">" for sign in pieces[1::2]))
    first, *beside = parts[0].split()
    separable = _SEPARABLE.match(first)
    if not separable:
        return [Pattern(owner, tuple(_words(p, text, forms) for p in parts), later)]
    particle, verb = separable.groups()
    tail = tuple(_word(w, text, forms) for w in beside)
    rest = tuple(_words(p, text, forms) for p in parts[1:])
    listed = _forms(verb, text, forms)
    joined = Word(exact=frozenset(particle + form for form in listed))
    alone = Word(exact=frozenset({particle}))
    return [
        Pattern(owner, ((joined, *tail), *rest), later),
        Pattern(owner, ((alone, Word(exact=frozenset({"te"})), Word(exact=frozenset({verb})), *tail), *rest), later),
        Pattern(owner, ((Word(exact=frozenset(listed)),), *rest, (alone, *tail)), (*later, True), True),
    ]


def _words(part: str, text: str, forms: Mapping[str, Sequence[str]]) -> tuple[Word, ...]:
    words = tuple(_word(w, text, forms) for w in part.split())
    if words[0].gap or words[-1].gap:
        raise PatternError(f"a part cannot begin or end with a gap: {text!r}")
    return words


def _word(word: str, text: str, forms: Mapping[str, Sequence[str]]) -> Word:
    if word == "_":
        return Word(gap=True)
    exact: set[str] = set()
    starts: list[str] = []
    ends: list[str] = []
    holds: list[str] = []
    around: list[tuple[str, str]] = []
    for choice in word.split("|"):
        core = choice.strip("*")
        inner = core.count("*") == 1 and core == choice
        if (
            not core
            or ("*" in core and not inner)
            or "+" in core
            or ("<" in core) != (choice.startswith("<") and choice.endswith(">"))
        ):
            raise PatternError(f"bad word {choice!r} in pattern {text!r}")
        if inner:
            opening, _, closing = core.partition("*")
            around.append((opening, closing))
        elif core.startswith("<"):
            exact.update(_forms(core[1:-1], text, forms))
        elif choice.startswith("*") and choice.endswith("*"):
            holds.append(core)
        elif choice.startswith("*"):
            ends.append(core)
        elif choice.endswith("*"):
            starts.append(core)
        else:
            exact.add(core)
    return Word(frozenset(exact), tuple(starts), tuple(ends), tuple(holds), tuple(around))


def _forms(verb: str, text: str, forms: Mapping[str, Sequence[str]]) -> Sequence[str]:
    try:
        return forms[verb]
    except KeyError:
        raise PatternError(f"no forms of {verb!r}, which pattern {text!r} names") from None
