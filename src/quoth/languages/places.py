"""How a language points at places: the section `places.toml` of its pack, and the inflection of place names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from quoth.languages.section import LanguageError, read_section
from quoth.languages.tables import Table

ROLES = ("at", "near", "from", "to")
NOUNS = ("settlement", "raion", "oblast", "area", "river", "front", "quarter")
_SECTIONS = frozenset(
    [
        "prepositions",
        "nouns",
        "sites",
        "site_plurals",
        "site_example",
        "compass",
        "compass_adjectives",
        "compass_prefixes",
        "banks",
        "words",
        "paradigm",
        "adjective",
        "irregular",
    ]
)
_WORDS = frozenset(
    [
        "linkers",
        "articles",
        "coordinators",
        "country",
        "attribute_endings",
        "attributes",
        "suffixes",
        "leaving",
        "leaving_last",
        "wide",
        "site_linkers",
        "fronted",
        "origin",
        "bound",
        "goal_prepositions",
        "lower_names",
        "never",
        "persons",
        "common",
        "after",
        "before",
        "country_prepositions",
        "river_prepositions",
        "peoples",
        "accusative",
        "indeclinable",
        "striking",
        "entering",
    ]
)


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """A noun that tells the kind of a named place; a plural one tells it of every name coordinated with the first."""

    kind: str
    plural: bool
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Paradigm:
    """A declension of names: what `ending` of the nominative becomes in the other cases."""

    ending: str
    cases: tuple[str, ...]
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Adjectives:
    """Adjectives made of place names: `ending` of the name becomes `adjective` (masculine nominative)."""

    ending: str
    adjective: str
    example: tuple[str, str]


@dataclass(frozen=True)
class PlaceWords:
    """One language's place section; all words in lower case, phrases as tuples of words.

    `prepositions` give a role by the phrase in front of a place; `nouns` stand beside a name; `compass` nouns,
    adjectives and prefixes and `banks` give the English of the part of a country or river; `suffixes` are the last
    parts of compounds (Charkiv-regio). Nouns of the kinds in `after` may follow a name, those in `after_only` may not
    stand in front of it without a linker. `leaving` verbs make their object the place left, also when it stands before
    them (`leaving_last`); after words that begin with
    `striking` or `entering` a goal is a place of the event. `never` are capitalized words that no place is meant by,
    `common` words that dictionaries leave out, `peoples` beginnings of names of peoples; after `persons` comes a
    person's name. In a language of cases `goal_prepositions` with the accusative tell a goal: `accusative` pairs the
    endings of nominative and accusative (none: the case is not told); of names in `indeclinable` the form does not
    tell. After `river_prepositions` a name is a river's rather than a town's. `lower_names` are written in lower case,
    too. `site_linkers` stand between the noun of a site and its town. After `wide` nouns a seat's name means its unit;
    `fronted` phrases of direction tell nearness at the beginning of a sentence; a name between `origin` and `bound`
    (from X to Y) is where one comes from.
    """

    code: str
    prepositions: Mapping[tuple[str, ...], str]
    nouns: Mapping[tuple[str, ...], PlaceNoun]
    compass: Mapping[str, str]
    compass_adjectives: Mapping[str, str]
    compass_prefixes: Mapping[str, str]
    banks: Mapping[tuple[str, ...], str]
    linkers: frozenset[str]
    articles: frozenset[str]
    coordinators: frozenset[str]
    country: frozenset[str]
    attribute_endings: tuple[str, ...]
    attributes: frozenset[str]
    suffixes: Mapping[str, str]
    leaving: frozenset[str]
    leaving_last: bool
    never: frozenset[str]
    persons: frozenset[str]
    common: frozenset[str]
    after: frozenset[str]
    after_only: frozenset[str]
    country_prepositions: frozenset[str]
    river_prepositions: frozenset[str]
    goal_prepositions: frozenset[str]
    lower_names: frozenset[str]
    wide: frozenset[str]
    site_linkers: frozenset[str]
    fronted: frozenset[str]
    origin: frozenset[str]
    bound: frozenset[str]
    peoples: tuple[str, ...]
    accusative: tuple[tuple[str, str], ...]
    indeclinable: tuple[str, ...]
    striking: tuple[str, ...]
    entering: tuple[str, ...]
    paradigms: tuple[Paradigm, ...]
    adjectives: tuple[Adjectives, ...]
    irregular: Mapping[str, str]
    examples: tuple[tuple[str, str], ...]

    @cached_property
    def preposition_ends(self) -> Mapping[str, tuple[int, ...]]:
        """The lengths, longest first, of the prepositional phrases that end in a word."""
        return _lengths((phrase[-1], len(phrase)) for phrase in self.prepositions)

    @cached_property
    def noun_ends(self) -> Mapping[str, tuple[int, ...]]:
        """The lengths, longest first, of the place nouns that end in a word."""
        return _lengths((noun[-1], len(noun)) for noun in self.nouns)

    @cached_property
    def noun_starts(self) -> Mapping[str, tuple[int, ...]]:
        """The lengths, longest first, of the place nouns that begin with a word."""
        return _lengths((noun[0], len(noun)) for noun in self.nouns)


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    out: dict[str, set[int]] = defaultdict(set)
    for word, length in pairs:
        out[word].add(length)
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in out.items()}


@cache
def load_places(code: str) -> PlaceWords:
    """The place section of a language.

    Raises:
        LanguageError: there is no such section, or it is not of its form.
    """
    raw = read_section(code, "places")
    where = f"languages/{code}/places.toml"
    Table.of(raw, where, _SECTIONS)
    compass = _pairs(raw, "compass", where)
    words = Table.of(raw.get("words", {}), f"{where}: [words]", _WORDS)
    return PlaceWords(
        code=code,
        prepositions=_prepositions(raw, tuple(compass), where),
        nouns=_nouns(raw, where),
        compass=compass,
        compass_adjectives=_pairs(raw, "compass_adjectives", where),
        compass_prefixes=_pairs(raw, "compass_prefixes", where),
        banks={tuple(k.split()): v for k, v in _pairs(raw, "banks", where).items()},
        suffixes={str(k).lower(): str(v) for k, v in words.raw.get("suffixes", {}).items()},
        attribute_endings=words.strings("attribute_endings"),
        leaving_last=words.flag("leaving_last"),
        **{
            name: frozenset(w.lower() for w in words.strings(name))
            for name in (
                "linkers",
                "articles",
                "coordinators",
                "country",
                "attributes",
                "leaving",
                "never",
                "persons",
                "common",
                "country_prepositions",
                "river_prepositions",
                "goal_prepositions",
                "lower_names",
                "wide",
                "site_linkers",
                "fronted",
                "origin",
                "bound",
            )
        },  # type: ignore[arg-type]
        accusative=tuple((a, b) for a, _, b in (pair.partition(" ") for pair in words.strings("accusative"))),
        **{name: words.strings(name) for name in ("peoples", "indeclinable", "striking", "entering")},  # type: ignore[arg-type]
        after=frozenset(words.strings("after")),
        after_only=frozenset((*NOUNS, "site")) - frozenset(words.strings("before")),
        paradigms=tuple(_paradigm(e, where) for e in raw.get("paradigm", ())),
        adjectives=tuple(_adjectives(e, where) for e in raw.get("adjective", ())),
        irregular=_pairs(raw, "irregular", where),
        examples=tuple((str(e["example"]), str(e["name"])) for e in raw.get("site_example", ())),
    )


def _pairs(raw: Mapping[str, Any], name: str, where: str) -> dict[str, str]:
    table = raw.get(name, {})
    if not isinstance(table, Mapping) or not all(isinstance(v, str) for v in table.values()):
        raise LanguageError(f"{where}: [{name}] must be a table of strings")
    return {k.lower(): v for k, v in table.items()}


def _prepositions(raw: Mapping[str, Any], compass: tuple[str, ...], where: str) -> dict[tuple[str, ...], str]:
    table = Table.of(raw.get("prepositions", {}), f"{where}: [prepositions]", {*ROLES, "examples"})
    out: dict[tuple[str, ...], str] = {}
    for role in ROLES:
        for phrase in table.strings(role):
            for point in compass if "{compass}" in phrase else ("",):
                out[tuple(phrase.replace("{compass}", point).lower().split())] = role
    return out


def _nouns(raw: Mapping[str, Any], where: str) -> dict[tuple[str, ...], PlaceNoun]:
    out: dict[tuple[str, ...], PlaceNoun] = {}
    kinds = Table.of(raw.get("nouns", {}), f"{where}: [nouns]", NOUNS)
    for kind in kinds.raw:
        entry = Table.of(kinds.raw[kind], f"{where}: [nouns.{kind}]", {"singular", "plural", "examples"})
        for plural in (False, True):
            for noun in entry.strings("plural" if plural else "singular"):
                out[tuple(noun.lower().split())] = PlaceNoun(kind, plural)
    for plural, table in ((False, "sites"), (True, "site_plurals")):
        for noun, site in _pairs(raw, table, where).items():
            out[tuple(noun.split())] = PlaceNoun("site", plural, site)
    return out


def _paradigm(raw: Any, where: str) -> Paradigm:
    entry = Table.of(raw, f"{where}: [[paradigm]]", {"ending", "cases", "example"})
    name, form = entry.strings("example", required=True)
    return Paradigm(entry.text("ending"), entry.words("cases"), (name, form))


def _adjectives(raw: Any, where: str) -> Adjectives:
    entry = Table.of(raw, f"{where}: [[adjective]]", {"ending", "adjective", "example"})
    name, form = entry.strings("example", required=True)
    return Adjectives(entry.text("ending"), entry.text("adjective"), (name, form))
