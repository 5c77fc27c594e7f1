"""Which names are taken as places of the text: neither persons, nor bodies, nor common words, nor actors."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from functools import cache, lru_cache
from typing import Protocol

from quoth.gazetteer import Gazetteer, fold
from quoth.gazetteer.fold import is_cyrillic
from quoth.gazetteer.resolve import Ranked, Setting
from quoth.gazetteer.romanize import load_schemes
from quoth.languages.places import PlaceWords
from quoth.reading.place_names import Name
from quoth.reading.place_phrases import Phrase
from quoth.text import Passage

#: A bare name needs the score of a small town; with a person's name beside it that of a big one.
SMALL = 30.0
_TINY = 22.0
_BIG = 65.0
_VAST = 1000.0
_LARGE_TOWN = 100_000
_WHOLE = 6
_REST = "\u0431\u0431\u0431\u0431\u0431"  # stands for the rest of a longer name; no ending is so


class Person(Protocol):
    """What is needed of a person of a conflict file."""

    @property
    def name(self) -> str: ...
    @property
    def spellings(self) -> tuple[str, ...]: ...


class Sides(Protocol):
    """What is needed of a conflict file: the main parties, the owner of the contested land, people."""

    @property
    def sides(self) -> tuple[str, ...]: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def given_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]: ...
    @property
    def people(self) -> Sequence[Person]: ...


class Gate:
    """Decides for the names of one passage.

    `sides` are the countries of the conflict, `persons` the folded given and last names of its people; at `starts`
    other names begin.
    """

    def __init__(
        self,
        passage: Passage,
        words: PlaceWords,
        gazetteer: Gazetteer,
        openings: Collection[int],
        sides: Collection[str],
        persons: tuple[Container[str], Container[str]],
        starts: Collection[int],
    ) -> None:
        self.passage, self.words, self.gazetteer = passage, words, gazetteer
        self.openings, self.sides, self.starts = openings, sides, starts
        self.given, self.surnames = persons
        self.common = _common(gazetteer.common(words.code), words.common)

    def passes(self, phrase: Phrase, best: Ranked, setting: Setting, partner: bool) -> bool:
        """Whether a name, resolved to its best candidate, is a place here; `partner`: it stands beside a place."""
        name, spot = phrase.name, best.spot
        token = self.passage.tokens[name.first]
        if not (token.is_capitalized or "-" in token.text) and phrase.noun is None and spot.kind != "country":
            return False
        if name.single and fold(token.text) in self.given and self._followed(name):
            return False
        if name.single and phrase.noun is None and self._surname(name):
            return False
        if name.misprint and not self._misprinted(phrase, best, setting, partner):
            return False
        if best.doubtful and best.score < SMALL and phrase.noun is None:
            return False
        if phrase.noun is not None:
            return True
        if len(name.key) < 3 and spot.kind != "country":
            return False
        if spot.kind == "area" and spot.radius_km > _VAST and phrase.role is None:
            return False
        if spot.kind == "country":
            return phrase.bracket or " ".join(phrase.preposition) in self.words.country_prepositions
        common = name.single and token.lower in self.common
        sure = setting.is_sure(spot.index)
        if phrase.role is not None or phrase.bracket or partner:
            if common and best.score < _TINY and not sure:
                return False
            return not (self.person(name) and best.score < _BIG and (phrase.role != "at" or self._titled(name)))
        return self._bare(phrase, best, common, setting)

    def _bare(self, phrase: Phrase, best: Ranked, common: bool, setting: Setting) -> bool:
        name, spot = phrase.name, best.spot
        if any(self.gazetteer.at(u).kind == "country" for u in self.gazetteer.seats.get(spot.index, ())):
            return False
        foreign = bool(self.sides) and spot.country not in (*self.sides, *setting.lands, "")
        if self._titled(name) or (self.person(name) and (foreign or best.score < _BIG)):
            return False
        if setting.is_sure(spot.index):
            return True
        if foreign:
            return False
        opening = name.first in self.openings
        if self.passage.tokens[name.first].lower.startswith(self.words.peoples) and not self._exact(name, best):
            return False
        if common:
            return (
                spot.category in "KM" and self._exact(name, best)
                if opening
                else spot.category in "KM" and best.score >= SMALL
            )
        if spot.category in "CDXN" and best.score < SMALL:
            return len(name.key) > 5 and not (opening and spot.category == "N")
        return True

    def _misprinted(self, phrase: Phrase, best: Ranked, setting: Setting, partner: bool) -> bool:
        name, spot = phrase.name, best.spot
        large = spot.population >= _LARGE_TOWN and (spot.country in self.sides or not self.sides)
        town = spot.category in "KM" or large
        if not setting.is_sure(spot.index) and not town and not (phrase.noun is not None and spot.category == "X"):
            return False
        placed = phrase.role is not None or phrase.noun is not None or partner
        return placed or (name.first not in self.openings and not self.person(name))

    def _exact(self, name: Name, best: Ranked) -> bool:
        """Whether the word is the place's own name to the letter, in its own script."""
        return name.span.text == best.spot.native and is_cyrillic(best.spot.native)

    def _surname(self, name: Name) -> bool:
        return any(k in self.surnames for k in (name.key, *name.lemmas))

    def _titled(self, name: Name) -> bool:
        return bool(name.first) and self.passage.tokens[name.first - 1].lower in self.words.persons

    def _followed(self, name: Name) -> bool:
        tokens = self.passage.tokens
        return name.end < len(tokens) and tokens[name.end].is_capitalized and self._touching(name.end)

    def _touching(self, k: int) -> bool:
        tokens = self.passage.tokens
        return tokens[k].start == tokens[k - 1].end + 1

    def person(self, name: Name) -> bool:
        """Whether a capitalized neighbour makes the name part of a person's or a body's name."""
        tokens = self.passage.tokens
        if self._titled(name):
            return True
        if name.first and self._stranger(name.first - 1) and self._touching(name.first):
            before = tokens[name.first - 1]
            if name.first - 1 not in self.openings or fold(before.text) in self.given:
                return True
        return self._followed(name) and self._stranger(name.end)

    def _stranger(self, k: int) -> bool:
        """A capitalized word that is no place noun, people, preposition or day."""
        token = self.passage.tokens[k]
        if not token.is_word or not token.is_capitalized or k in self.starts:
            return False
        words = self.words
        known = (token.lower,) in words.nouns or (token.lower,) in words.prepositions or token.lower in words.never
        return not known and not token.lower.startswith(words.peoples)


class Known:
    """A conflict file, equal only to itself, so that what is made of it is made once."""

    __slots__ = ("conflict",)

    def __init__(self, conflict: Sides) -> None:
        self.conflict = conflict

    def __hash__(self) -> int:
        return id(self.conflict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and other.conflict is self.conflict


@lru_cache(maxsize=8)
def _common(*lists: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*lists)


class Spellings:
    """The folded spellings of names, in Cyrillic and by every romanization: thousands, of which a text needs a few, so
    those with one first letter are worked out when one of them is asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            for letter in _first_letters(name):
                self._names.setdefault(letter, []).append(name)
        self._known: dict[str, frozenset[str]] = {}

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        letter = key[:1]
        known = self._known.get(letter)
        if known is None:
            names = (*self._names.get(letter, ()), *self._names.get("", ()))
            known = frozenset([s for name in names for s in _spellings(name)])
            self._known[letter] = known
        return key in known


def _first_letters(name: str) -> frozenset[str]:
    # only short words are spelled as a whole, longer ones begin as their first two letters tell
    return _openings(name if len(name) <= _WHOLE or not name[:2].isalpha() else name[:2] + _REST)


@cache
def _openings(begin: str) -> frozenset[str]:
    """The first letters of the spellings of names that begin so; an empty one where the first letter may go."""
    openings = [begin]
    if is_cyrillic(begin):
        openings += [o for scheme in load_schemes() for o in scheme.openings(begin)]
    return frozenset([o.lower()[:1] for o in openings] + [fold(o)[:1] for o in openings])


@lru_cache(maxsize=8)
def folded_persons(known: Known) -> tuple[Spellings, Spellings]:
    """The folded given names and last names of a conflict file."""
    given = (name for pair in known.conflict.given_names for name in pair[1])
    full = (name.split() for person in known.conflict.people for name in (person.name, *person.spellings))
    return Spellings(given), Spellings(words[-1] for words in full if words and len(words[-1]) > 3)


def _spellings(name: str) -> set[str]:
    out = {fold(name)}
    if is_cyrillic(name):
        for scheme in load_schemes():
            out.update(fold(s) for s in scheme.spell(name))
    return out
