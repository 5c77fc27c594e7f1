"""A small pattern language for multi-word wordings, and a matcher that looks at each token once.

A pattern is one or more parts joined by ` & `. The words of a part stand next to each other; the parts of a pattern may
stand in any order and at any distance inside one clause. A word is one of these, or several of them joined by `|`:

    stad        the token itself, in lower case
    stad*       tokens that begin so
    *aanval     tokens that end so, and are longer (compounds)
    *aanval*    tokens that hold it, but do not begin with it
    ge*en       tokens that begin and end so, with at least two letters between
    <nemen>     every form of that verb, from the section's `forms`
    in+<nemen>  a separable verb: joined forms, `in te nemen`, and the finite verb with its particle at a distance
    _           up to three tokens of any kind, or none
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_GAP = 3
_REACH = 40
_REMEMBERED = 1 << 15
_SEPARABLE = re.compile(r"^([^\W\d]+)\+<([^>]+)>$")


class PatternError(ValueError):
    """A pattern that is not well formed, or names a verb without forms."""


@dataclass(frozen=True, slots=True)
class Word:
    """One position of a pattern; `gap` stands for up to three tokens of any kind."""

    exact: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    around: tuple[tuple[str, str], ...] = ()
    gap: bool = False

    def fits(self, lower: str) -> bool:
        """Whether a token, in lower case, fills this position."""
        return (
            lower in self.exact
            or (bool(self.starts) and lower.startswith(self.starts))
            or any(len(lower) > len(e) and lower.endswith(e) for e in self.ends)
            or any(h in lower[1:] for h in self.holds)
            or any(lower.startswith(a) and lower.endswith(b) and len(lower) > len(a + b) + 1 for a, b in self.around)
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """`owner` is the index of the entry it belongs to; `particle` marks a last part that is a separable particle."""

    owner: int
    parts: tuple[tuple[Word, ...], ...]
    particle: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern found: `spans` are token ranges `(first, end)`, one a part, the anchor part first."""

    owner: int
    spans: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[0][1]

    @property
    def size(self) -> int:
        """How many tokens the wording covers."""
        return sum(end - first for first, end in self.spans)

    @property
    def tokens(self) -> tuple[int, ...]:
        return tuple(i for first, end in self.spans for i in range(first, end))

    def holds(self, i: int) -> bool:
        """Whether token `i` lies between the first and last token of one of the parts."""
        return any(first <= i < end for first, end in self.spans)


@dataclass(frozen=True)
class Wordings:
    """Compiled patterns. `find` is linear in the number of tokens: what it does at each is bounded."""

    patterns: tuple[Pattern, ...]
    _exact: dict[str, list[int]] = field(repr=False)
    _starts: dict[str, list[int]] = field(repr=False)
    _ends: dict[str, list[int]] = field(repr=False)
    _holds: dict[str, list[int]] = field(repr=False)
    _memo: dict[str, tuple[int, ...]] = field(repr=False, compare=False, default_factory=dict)

    def anchored(self, lower: str) -> tuple[int, ...]:
        """The patterns whose first word fits a token; remembered for a bounded number of words."""
        known = self._memo.get(lower)
        if known is None:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            known = self._memo[lower] = self._anchored(lower)
        return known

    def _anchored(self, lower: str) -> tuple[int, ...]:
        hits = set(self._exact.get(lower, ()))
        size = min(len(lower), 40)
        for n in range(1, size + 1):
            hits.update(self._starts.get(lower[:n], ()))
        if self._ends:
            for k in range(1, size - 1):
                hits.update(self._ends.get(lower[k:], ()))
        if self._holds:
            for k in range(1, size - 2):
                for n in range(k + 3, size + 1):
                    hits.update(self._holds.get(lower[k:n], ()))
        return tuple(sorted(hits))

    def find(
        self,
        lowers: Sequence[str],
        span: range,
        clause: Sequence[int] | None = None,
        blocked: frozenset[str] = frozenset(),
    ) -> list[Found]:
        """All wordings inside `span` (indices into `lowers`), in the order of their anchors.

        `clause[i - span.start]` numbers the clause of token `i`; the parts of one pattern must lie in one clause. A
        separable particle followed by a token in `blocked` (what begins a noun phrase) is read as a preposition.
        """
        out: list[Found] = []
        for i in span:
            for k in self.anchored(lowers[i]):
                found = self._match(self.patterns[k], lowers, i, span, clause, blocked)
                if found is not None:
                    out.append(found)
        return out

    def _match(
        self,
        pattern: Pattern,
        lowers: Sequence[str],
        i: int,
        span: range,
        clause: Sequence[int] | None,
        blocked: frozenset[str],
    ) -> Found | None:
        end = _part(pattern.parts[0], lowers, i, span.stop)
        if end is None:
            return None
        spans = [(i, end)]
        last = len(pattern.parts) - 1
        for n, part in enumerate(pattern.parts[1:], 1):
            particle = blocked if pattern.particle and n == last else None
            here = _search(part, lowers, i, span, clause, spans, particle)
            if here is None:
                return None
            spans.append(here)
        return Found(pattern.owner, tuple(spans))


def _part(words: tuple[Word, ...], lowers: Sequence[str], i: int, stop: int) -> int | None:
    """Where a part that begins at `i` ends, or None."""
    for k, word in enumerate(words):
        if word.gap:
            for skip in range(_GAP + 1):
                if i + skip >= stop or (skip and lowers[i + skip - 1] in {",", ";", ":", "."}):
                    return None
                end = _part(words[k + 1 :], lowers, i + skip, stop)
                if end is not None:
                    return end
            return None
        if i >= stop or not word.fits(lowers[i]):
            return None
        i += 1
    return i


def _search(
    part: tuple[Word, ...],
    lowers: Sequence[str],
    anchor: int,
    span: range,
    clause: Sequence[int] | None,
    taken: list[tuple[int, int]],
    blocked: frozenset[str] | None,
) -> tuple[int, int] | None:
    low = max(span.start, anchor - _REACH) if blocked is None else anchor + 1
    here = clause[anchor - span.start] if clause is not None else 0
    for j in range(low, min(span.stop, anchor + _REACH)):
        if not part[0].fits(lowers[j]) or any(first <= j < end for first, end in taken):
            continue
        if clause is not None and clause[j - span.start] != here:
            continue
        end = _part(part, lowers, j, span.stop)
        if end is None or (blocked is not None and end < span.stop and lowers[end] in blocked):
            continue
        return j, end
    return None


def compile_wordings(entries: Sequence[Sequence[str]], forms: Mapping[str, Sequence[str]]) -> Wordings:
    """Compile the patterns of each entry; `forms` gives the forms of every verb that patterns name in `<...>`.

    Raises:
        PatternError: a pattern is not well formed.
    """
    patterns = [p for owner, texts in enumerate(entries) for text in texts for p in _compile(owner, text, forms)]
    exact: dict[str, list[int]] = {}
    starts: dict[str, list[int]] = {}
    ends: dict[str, list[int]] = {}
    holds: dict[str, list[int]] = {}
    for k, pattern in enumerate(patterns):
        anchor = pattern.parts[0][0]
        opening = (*anchor.starts, *{a for a, _ in anchor.around})
        for index, keys in ((exact, anchor.exact), (starts, opening), (ends, anchor.ends), (holds, anchor.holds)):
            for key in keys:
                index.setdefault(key, []).append(k)
    return Wordings(tuple(patterns), exact, starts, ends, holds)


def _compile(owner: int, text: str, forms: Mapping[str, Sequence[str]]) -> list[Pattern]:
    parts = [p.strip() for p in text.split("&")]
    if not all(parts):
        raise PatternError(f"empty part in pattern {text!r}")
    first, *beside = parts[0].split()
    separable = _SEPARABLE.match(first)
    if not separable:
        return [Pattern(owner, tuple(_words(p, text, forms) for p in parts))]
    particle, verb = separable.groups()
    tail = tuple(_word(w, text, forms) for w in beside)
    rest = tuple(_words(p, text, forms) for p in parts[1:])
    listed = _forms(verb, text, forms)
    joined = Word(exact=frozenset(particle + form for form in listed))
    alone = Word(exact=frozenset({particle}))
    return [
        Pattern(owner, ((joined, *tail), *rest)),
        Pattern(owner, ((alone, Word(exact=frozenset({"te"})), Word(exact=frozenset({verb})), *tail), *rest)),
        Pattern(owner, ((Word(exact=frozenset(listed)),), *rest, (alone, *tail)), True),
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
