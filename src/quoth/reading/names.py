"""Names of people over spellings: Zelenski, Zelensky, Zelenskyj, Зеленський, Зеленского have one key.

A key is how a name sounds, roughly: letters become sounds by the pack's `romanization` and the Cyrillic table of
`conflicts/world.toml`; `i`, `y` and `j` are one sound, so are `g`, `h` and `kh`, doubled sounds are single, and an
`i`
before `e` is dropped (Yermak, Jermak, Єрмак, Ермак). Letters that stand for two sounds give several keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from quoth.conflicts import Conflict, Person, load_conflict
from quoth.languages.actors import Actors, load_actors

_KEYS = 4
_STEM = 3


@dataclass(frozen=True)
class Sounds:
    """Letters to sounds for one language; `key` never fails, unknown letters are left as they are."""

    letters: Mapping[str, tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, actors: Actors, conflict: Conflict) -> Sounds:
        letters = {k: tuple(v.split(",")) for k, v in conflict.sounds.items()} | dict(actors.romanization)
        return cls(letters, max(map(len, letters), default=1))

    def keys(self, word: str) -> tuple[str, ...]:
        """The keys of one word, at most four, the usual one first."""
        keys = [""]
        text = word.lower()
        i = 0
        while i < len(text):
            for size in range(min(self.longest, len(text) - i), 0, -1):
                sounds = self.letters.get(text[i : i + size])
                if sounds is not None:
                    break
            else:
                size, sounds = 1, (text[i],)
            keys = [key + sound for sound in sounds for key in keys][:_KEYS]
            i += size
        return tuple(dict.fromkeys(_settle(key) for key in keys))


def _settle(key: str) -> str:
    out: list[str] = []
    for c in key:
        if out and out[-1] == c:
            continue
        if c == "e" and out and out[-1] == "i":
            out.pop()
            if out and out[-1] == "e":
                continue
        out.append(c)
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Known:
    """A listed person as the last word of its name finds it: `given` are the keys of all that can stand before it,
    the
    given name with its variants and the first words of a surname of several."""

    person: Person
    given: frozenset[str]


@dataclass(frozen=True)
class Names:
    """The listed people and given names, by key."""

    sounds: Sounds
    surnames: Mapping[str, tuple[Known, ...]]
    endings: tuple[str, ...]
    given: Mapping[str, tuple[str, str | None]]  # key -> gender, party that the form tells
    _cache: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _stems: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def keys(self, word: str) -> tuple[str, ...]:
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > 1 << 15:
                self._cache.clear()
            found = self._cache[word] = self.sounds.keys(word)
        return found

    def known(self, word: str) -> tuple[Known, ...]:
        """The people whose surname this word can be."""
        for key in self.keys(word):
            if key in self.surnames:
                return self.surnames[key]
        return ()

    def in_nominative(self, word: str, person: Person) -> bool:
        """Whether a word is the surname of a listed person without a case ending."""
        own = {key for name in (person.name, *person.spellings) for key in self.keys(name.split()[-1])}
        return any(key in own for key in self.keys(word))

    def stem(self, word: str) -> str:
        """The first key of a word without an ending of declined names, to compare an unlisted name's cases."""
        stem = self._stems.get(word)
        if stem is None:
            if len(self._stems) > 1 << 15:
                self._stems.clear()
            stem = self._stems[word] = self._stem(word)
        return stem

    def _stem(self, word: str) -> str:
        key = self.keys(word)[0]
        for ending in self.endings:
            if key.endswith(ending) and len(key) - len(ending) >= _STEM:
                return key[: len(key) - len(ending)]
        return key

    def given_name(self, word: str) -> tuple[str, str | None] | None:
        """Gender and party of a given name, or None."""
        for key in self.keys(word):
            if key in self.given:
                return self.given[key]
        return None


def _declined(word: str, actors: Actors) -> list[str]:
    """The word and its other cases, in languages that decline names."""
    out = [word]
    if not word or word[0] < "\u0400":
        return out
    for ending, others in actors.surnames:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            out.extend(stem + ("" if other == "-" else other) for other in others)
            break
    return out


def _all_keys(words: Iterable[str], actors: Actors, sounds: Sounds) -> frozenset[str]:
    return frozenset(key for word in words for form in _declined(word, actors) for key in sounds.keys(form))


@cache
def load_names(language: str, conflict_name: str) -> Names:
    """The people and given names of a conflict as a language writes them.

    Raises:
        LanguageError, ConflictError: there is no such language or conflict.
    """
    actors, conflict = load_actors(language), load_conflict(conflict_name)
    sounds = Sounds.of(actors, conflict)
    given: dict[str, tuple[str, str | None]] = {}
    variants: dict[str, set[str]] = {}
    for gender, row in conflict.given_names:
        keys = [_all_keys([name], actors, sounds) for name in row]
        union = frozenset().union(*keys)
        parties: list[str | None] = list(conflict.sides) if len(row) == 2 else [None]
        parties = [None if party == actors.grammar.home else party for party in parties]
        for own, party in zip(keys, parties, strict=False):
            for key in own:
                other = given.get(key)
                clash = other is not None and other[1] != party
                given[key] = (gender, None if clash else party)
                variants.setdefault(key, set()).update(union)
    surnames: dict[str, list[Known]] = {}
    for person in conflict.people:
        for spelling in (person.name, *person.spellings):
            _enter(person, spelling, actors, sounds, variants, surnames)
    endings = {sounds.keys(e)[0] for ending, others in actors.surnames for e in (ending, *others) if e not in {"", "-"}}
    longest = tuple(sorted((e for e in endings if e), key=lambda e: (-len(e), e)))
    return Names(sounds, {k: tuple(v) for k, v in surnames.items()}, longest, given)


def _enter(
    person: Person,
    spelling: str,
    actors: Actors,
    sounds: Sounds,
    variants: Mapping[str, set[str]],
    surnames: dict[str, list[Known]],
) -> None:
    words = spelling.split()
    first = [words[0]] if len(words) > 1 else person.name.split()[:1]
    own = set(_all_keys(first, actors, sounds))
    given = frozenset(own.union(_all_keys(words[1:-1], actors, sounds), *(variants.get(k, set()) for k in own)))
    for form in _declined(words[-1], actors):
        for key in sounds.keys(form):
            known = surnames.setdefault(key, [])
            if not any(k.person is person and k.given >= given for k in known):
                known.append(Known(person, given))
