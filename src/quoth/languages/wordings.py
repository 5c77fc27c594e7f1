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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_GAP = 4
_REACH = 40
_REMEMBERED = 1 << 15
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
    """`owner` is the index of the entry it belongs to; `later[n]` tells whether part n must follow the anchor;
    `particle`
    marks a last part that is a separable particle."""

    owner: int
    parts: tuple[tuple[Word, ...], ...]
    later: tuple[bool, ...]
    particle: bool = False


@dataclass(frozen=True, slots=True)
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
        tokens = _part(pattern.parts[0], lowers, i, span.stop)
        if tokens is None:
            return None
        spans = [(i, tokens[-1] + 1)]
        last = len(pattern.parts) - 1
        for n, part in enumerate(pattern.parts[1:], 1):
            particle = blocked if pattern.particle and n == last else None
            here = _search(part, lowers, i, span, clause, spans, particle, pattern.later[n])
            if here is None:
                return None
            spans.append((here[0], here[-1] + 1))
            tokens += here
        return Found(pattern.owner, tuple(spans), tokens)


def _part(words: tuple[Word, ...], lowers: Sequence[str], i: int, stop: int) -> tuple[int, ...] | None:
    """The tokens of a part that begins at `i`, or None."""
    tokens: tuple[int, ...] = ()
    for k, word in enumerate(words):
        if word.gap:
            for skip in range(_GAP + 1):
                if i + skip >= stop or (skip and lowers[i + skip - 1] in {",", ";", ":", "."}):
                    return None
                rest = _part(words[k + 1 :], lowers, i + skip, stop)
                if rest is not None:
                    return tokens + rest
            return None
        if i >= stop or not word.fits(lowers[i]):
            return None
        tokens += (i,)
        i += 1
    return tokens


def _search(
    part: tuple[Word, ...],
    lowers: Sequence[str],
    anchor: int,
    span: range,
    clause: Sequence[int] | None,
    taken: list[tuple[int, int]],
    blocked: frozenset[str] | None,
    later: bool,
) -> tuple[int, ...] | None:
    low = anchor + 1 if later else max(span.start, anchor - _REACH)
    here = clause[anchor - span.start] if clause is not None else 0
    for j in range(low, min(span.stop, anchor + _REACH)):
        if not part[0].fits(lowers[j]) or any(first <= j < end for first, end in taken):
            continue
        if clause is not None and clause[j - span.start] != here:
            continue
        tokens = _part(part, lowers, j, span.stop)
        if tokens is None:
            continue
        after = tokens[-1] + 1
        if blocked is None or after >= span.stop or lowers[after] not in blocked:
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
    patterns = [
        pattern
        for owner, texts in enumerate(entries)
        for text in texts
        for spelled in _spell_out(_fill_in(text, classes or {}))
        for pattern in _compile(owner, spelled, forms)
    ]
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
