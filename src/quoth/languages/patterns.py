"""A small pattern language for wordings of several words; `quoth.languages.wordings` finds them.

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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_JOIN = re.compile(r"(?<=\s)([&>])(?=\s)")
_CLASS = re.compile(r"@(\w+)")
_SEPARABLE = re.compile(r"^([^\W\d]+)\+<([^>]+)>$")


class PatternError(ValueError):
    """A pattern that is not well formed, or names a verb without forms."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One position of a pattern; `gap` stands for up to four tokens of any kind. Equal only to itself."""

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


class Patterns:
    """Compiles patterns. `forms` gives the forms of every verb that they name in `<...>`, `classes` the alternatives
    (`town|city`) of every class that they name in `@...`; the same word gives the same `Word`."""

    def __init__(self, forms: Mapping[str, Sequence[str]], classes: Mapping[str, str]) -> None:
        self._forms, self._classes = forms, classes
        self._known: dict[str, Word] = {}

    def compile(self, owner: int, text: str) -> Iterator[Pattern]:
        """The patterns of one text, which belong to entry `owner`.

        Raises:
            PatternError: the text is not well formed, or names a verb or a class that is not given.
        """
        for spelled in _spell_out(self._fill_in(text)):
            yield from self._patterns(owner, spelled)

    def _fill_in(self, text: str) -> str:
        def alternatives(match: re.Match[str]) -> str:
            if match.group(1) not in self._classes:
                raise PatternError(f"no class {match.group(1)!r}, which pattern {text!r} names")
            return self._classes[match.group(1)]

        return _CLASS.sub(alternatives, text)

    def _patterns(self, owner: int, text: str) -> list[Pattern]:
        pieces = _JOIN.split(text)
        parts = [p.strip() for p in pieces[::2]]
        if not all(parts):
            raise PatternError(f"empty part in pattern {text!r}")
        later = (False, *(sign == ">" for sign in pieces[1::2]))
        first, *beside = parts[0].split()
        separable = _SEPARABLE.match(first)
        if not separable:
            return [Pattern(owner, tuple(self._words(p, text) for p in parts), later)]
        particle, verb = separable.groups()
        tail = tuple(self._word(w, text) for w in beside)
        rest = tuple(self._words(p, text) for p in parts[1:])
        joined, alone = self._joined(particle, verb, text), self._word(particle, text)
        marker, infinitive, forms = self._word("te", text), self._word(verb, text), self._word(f"<{verb}>", text)
        return [
            Pattern(owner, ((joined, *tail), *rest), later),
            Pattern(owner, ((alone, marker, infinitive, *tail), *rest), later),
            Pattern(owner, ((forms,), *rest, (alone, *tail)), (*later, True), True),
        ]

    def _joined(self, particle: str, verb: str, text: str) -> Word:
        name = f"{particle}+<{verb}>"
        if name not in self._known:
            self._known[name] = Word(exact=frozenset(particle + form for form in self._forms_of(verb, text)))
        return self._known[name]

    def _words(self, part: str, text: str) -> tuple[Word, ...]:
        words = tuple(self._word(w, text) for w in part.split())
        if words[0].gap or words[-1].gap:
            raise PatternError(f"a part cannot begin or end with a gap: {text!r}")
        return words

    def _word(self, word: str, text: str) -> Word:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = Word(gap=True) if word == "_" else self._choices(word, text)
        return known

    def _choices(self, word: str, text: str) -> Word:
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
                exact.update(self._forms_of(core[1:-1], text))
            elif choice.startswith("*") and choice.endswith("*"):
                holds.append(core)
            elif choice.startswith("*"):
                ends.append(core)
            elif choice.endswith("*"):
                starts.append(core)
            else:
                exact.add(core)
        return Word(frozenset(exact), tuple(starts), tuple(ends), tuple(holds), tuple(around))

    def _forms_of(self, verb: str, text: str) -> Sequence[str]:
        try:
            return self._forms[verb]
        except KeyError:
            raise PatternError(f"no forms of {verb!r}, which pattern {text!r} names") from None


def _spell_out(text: str) -> list[str]:
    """A pattern without braces, once for every choice they offer."""
    opening, closing = text.find("{"), text.find("}")
    if opening < 0 and closing < 0:
        return [text]
    if not 0 <= opening < closing or "{" in text[opening + 1 : closing]:
        raise PatternError(f"braces that do not match in pattern {text!r}")
    before, after = text[:opening], text[closing + 1 :]
    return [out for piece in text[opening + 1 : closing].split("/") for out in _spell_out(before + piece + after)]
