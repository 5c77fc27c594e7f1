"""The words that name actors in one language, as its pack's `actors.toml` lists them; notation:
`quoth.languages.wordforms`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from quoth.languages.section import LanguageError, read_section
from quoth.languages.tables import Table
from quoth.languages.wordforms import Form, expand, split

KINDS = ("person", "body", "people", "group", "outlet")


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """Nouns of one role. `compound`: they also end compounds; `weak`: only with more words they are an actor."""

    role: str
    kind: str
    certain: float
    gender: str | None
    compound: bool
    weak: bool
    rank: bool
    forms: tuple[Form, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Words that tell whose business something is: portfolios (`nouns`), adjectives, first parts of compounds."""

    office: str
    nouns: tuple[Form, ...]
    adjectives: tuple[Form, ...]
    prefixes: tuple[str, ...]
    alone: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nation:
    """How a language calls a state, its things, its people and the towns that stand for its government."""

    party: str
    names: tuple[Form, ...]
    adjectives: tuple[Form, ...]
    people: tuple[Form, ...]
    seats: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """How noun phrases are built. `genitive`: complements follow without a preposition; `noun_modifiers`: nouns stand
    before the noun they modify; prepositions: `of` whose one is, `beside` with or for whom, `origin` whence, `at`
    where, `by`
    the agent of a passive; `possessives`, `adjectives` and
    `surnames` are endings, of possessives, of unknown adjectives, of surnames that no case ending follows; behind
    `expletives` no possessive can stand ("er zijn"); `home` is the party whose
    forms of given names this language gives to everybody."""

    genitive: bool
    noun_modifiers: bool
    possessives: tuple[str, ...]
    adjectives: tuple[str, ...]
    of: frozenset[str]
    beside: frozenset[str]
    origin: frozenset[str]
    at: frozenset[str]
    by: frozenset[str]
    joins: frozenset[str]
    particles: frozenset[str]
    numerals: frozenset[str]
    pro: tuple[str, ...]
    expletives: frozenset[str]
    surnames: tuple[str, ...]
    home: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pronoun:
    words: frozenset[str]
    gender: str | None
    number: str | None


@dataclass(frozen=True)
class Actors:
    """The section; `romanization` turns letters into sounds (see `quoth.reading.names`), `appointed` are the words
    for
    authorities that another power put in place (`hedges` only doubt them: "so-called"), `fields` what scholars
    study, `things` nouns before which an
    actor's noun only modifies (`police station`), `ages` endings of ages written as one word (`54-jarige`),
    `not_names` capitalized words that are no part of any name, `not_people` those that are no part of a person's;
    `no_names`
    are both."""

    code: str
    grammar: Grammar
    romanization: Mapping[str, tuple[str, ...]]
    paradigms: Mapping[str, tuple[tuple[str, str, str], ...]]
    surnames: tuple[tuple[str, tuple[str, ...]], ...]
    nations: tuple[Nation, ...]
    heads: tuple[HeadGroup, ...]
    offices: tuple[Office, ...]
    adjectives: tuple[Form, ...]
    appointed: tuple[Form, ...]
    hedges: tuple[Form, ...]
    appointed_prefixes: tuple[str, ...]
    appointers: tuple[Form, ...]
    place_nouns: tuple[Form, ...]
    site_nouns: tuple[Form, ...]
    definite: frozenset[str]
    indefinite: frozenset[str]
    demonstrative: frozenset[str]
    possessive: frozenset[str]
    fields: tuple[Form, ...]
    retired: tuple[Form, ...]
    after_rank: tuple[Form, ...]
    things: frozenset[str]
    ages: tuple[str, ...]
    not_names: frozenset[str]
    not_people: frozenset[str]
    no_names: frozenset[str]
    pronouns: tuple[Pronoun, ...]


def _forms(table: Table, key: str, paradigms: Mapping[str, tuple[tuple[str, str, str], ...]]) -> tuple[Form, ...]:
    return tuple(form for item in split(table.text(key, "")) for form in expand(item, paradigms, table.where))


def _paradigms(raw: object, where: str) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """`endings = "=sg:N а=sg:GA"`: ending, number, cases; `-` stands for the empty ending."""
    if not isinstance(raw, Mapping):
        raise LanguageError(f"{where}: expected tables of endings")
    out: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for name, value in raw.items():
        table = Table.of(value, f"{where}.{name}", ("endings", "example"))
        rows = []
        for cell in table.words("endings"):
            ending, equals, tag = cell.partition("=")
            number, colon, cases = tag.partition(":")
            if not equals or not colon or number not in {"sg", "pl"} or set(cases) - set("NGDAIL"):
                raise LanguageError(f"{table.where}: bad ending {cell!r}; write ending=sg:NA")
            rows.append(("" if ending == "-" else ending, number, cases))
        out[str(name)] = tuple(rows)
    return out


def _nations(table: Table, paradigms: Mapping[str, tuple[tuple[str, str, str], ...]]) -> Iterator[Nation]:
    for party in table.raw:
        fields = [f.strip() for f in table.text(party).split("|")]
        where = f"{table.where}.{party}"
        if len(fields) != 4:
            raise LanguageError(f"{where}: expected names | adjectives | people | seats, each with `;` between words")
        names, adjectives, people, seats = (
            tuple(form for item in split(field) for form in expand(item.replace("=", "|="), paradigms, where))
            for field in fields
        )
        yield Nation(party, names, adjectives, people, seats)


_GRAMMAR = (
    "genitive", "noun_modifiers", "possessives", "adjectives", "of", "beside", "origin", "at", "by", "joins",
    "particles", "numerals", "pro", "expletives", "surnames", "home", "examples",
)  # fmt: skip
_TOP = (
    "grammar", "romanization", "paradigms", "surnames", "nations", "heads", "offices", "adjectives", "appointed",
    "place_nouns", "fields", "retired", "things", "ages", "determiners", "not_names", "pronouns",
)  # fmt: skip


@cache
def load_actors(code: str) -> Actors:
    """The `actors` section of a language pack.

    Raises:
        LanguageError: there is no such section, or an entry is not of the schema's form.
    """
    where = f"languages/{code}/actors.toml"
    top = Table.of(read_section(code, "actors"), where, _TOP)
    paradigms = _paradigms(top.raw.get("paradigms", {}), f"{where}: paradigms")

    def part(name: str, *known: str) -> Table:
        return Table.of(top.raw.get(name, {}), f"{where}: {name}", known)

    def parts(name: str, *known: str) -> list[Table]:
        raw = top.raw.get(name, [])
        if not isinstance(raw, list):
            raise LanguageError(f"{where}: {name} must be a list of tables")
        return [Table.of(entry, f"{where}: {name}[{i}]", known) for i, entry in enumerate(raw)]

    appointed = part("appointed", "adjectives", "hedges", "prefixes", "participles", "examples")
    nations = top.raw.get("nations", {})
    determiners = part("determiners", "definite", "indefinite", "demonstrative", "possessive", "example")
    places = part("place_nouns", "words", "sites", "example")
    retired = part("retired", "adjectives", "behind", "example")
    bare = part("not_names", "words", "places", "example")
    return Actors(
        code=code,
        grammar=_grammar(part("grammar", *_GRAMMAR)),
        romanization=_romanization(part("romanization", "sounds", "example")),
        paradigms=paradigms,
        surnames=_surnames(top.raw.get("surnames", {}), f"{where}: surnames"),
        nations=tuple(_nations(Table.of(nations, f"{where}: nations", tuple(nations)), paradigms)),
        heads=tuple(
            _head(t, paradigms)
            for t in parts(
                "heads", "role", "kind", "certain", "gender", "compound", "weak", "rank", "words", "examples"
            )
        ),
        offices=tuple(
            Office(
                t.text("office"),
                _forms(t, "nouns", paradigms),
                _forms(t, "adjectives", paradigms),
                split(t.text("prefixes", "")),
                t.flag("alone"),
                t.strings("examples"),
            )
            for t in parts("offices", "office", "nouns", "adjectives", "prefixes", "alone", "examples")
        ),
        adjectives=_forms(part("adjectives", "words", "example"), "words", paradigms),
        appointed=_forms(appointed, "adjectives", paradigms),
        hedges=_forms(appointed, "hedges", paradigms),
        appointed_prefixes=split(appointed.text("prefixes", "")),
        appointers=_forms(appointed, "participles", paradigms),
        place_nouns=_forms(places, "words", paradigms),
        fields=_forms(part("fields", "words", "example"), "words", paradigms),
        retired=_forms(retired, "adjectives", paradigms),
        after_rank=_forms(retired, "behind", paradigms),
        things=frozenset(part("things", "words", "example").words("words", "")),
        ages=part("ages", "endings", "example").words("endings", ""),
        site_nouns=_forms(places, "sites", paradigms),
        definite=frozenset(determiners.words("definite", "")),
        indefinite=frozenset(determiners.words("indefinite", "")),
        demonstrative=frozenset(determiners.words("demonstrative", "")),
        possessive=frozenset(determiners.words("possessive", "")),
        not_names=frozenset(bare.words("words", "")),
        not_people=frozenset(bare.words("places", "")),
        no_names=frozenset(bare.words("words", "") + bare.words("places", "")),
        pronouns=tuple(
            Pronoun(frozenset(t.words("words")), t.text("gender", "") or None, t.text("number", "") or None)
            for t in parts("pronouns", "words", "gender", "number", "example")
        ),
    )


def _grammar(table: Table) -> Grammar:
    return Grammar(
        genitive=table.flag("genitive"),
        noun_modifiers=table.flag("noun_modifiers"),
        possessives=table.words("possessives", ""),
        adjectives=table.words("adjectives", ""),
        of=frozenset(table.words("of", "")),
        beside=frozenset(table.words("beside", "")),
        origin=frozenset(table.words("origin", "")),
        at=frozenset(table.words("at", "")),
        by=frozenset(table.words("by", "")),
        joins=frozenset(table.words("joins", "")),
        particles=frozenset(table.words("particles", "")),
        numerals=frozenset(table.words("numerals", "")),
        pro=table.words("pro", ""),
        expletives=frozenset(table.words("expletives", "")),
        surnames=table.words("surnames", ""),
        home=table.text("home", "") or None,
        examples=table.strings("examples"),
    )


def _romanization(table: Table) -> dict[str, tuple[str, ...]]:
    """`sounds = "sj=š ch=h,č ь="`: letters and the sounds they may stand for."""
    out: dict[str, tuple[str, ...]] = {}
    for cell in table.words("sounds"):
        letters, equals, sounds = cell.partition("=")
        if not letters or not equals:
            raise LanguageError(f"{table.where}: bad sound {cell!r}; write letters=sounds")
        out[letters] = tuple(sounds.split(","))
    return out


def _surnames(raw: object, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings of surnames with the endings of their other cases, the longest first."""
    table = Table.of(raw, where, ("endings", "example"))
    rows = []
    for cell in split(table.text("endings", "")):
        ending, equals, others = cell.partition("=")
        if not equals:
            raise LanguageError(f"{where}: bad surname ending {cell!r}; write ий = ого ому им")
        rows.append((ending.strip(), tuple(others.split())))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _head(table: Table, paradigms: Mapping[str, tuple[tuple[str, str, str], ...]]) -> HeadGroup:
    kind = table.text("kind")
    if kind not in KINDS:
        raise LanguageError(f"{table.where}: kind {kind!r} is none of {', '.join(KINDS)}")
    return HeadGroup(
        role=table.text("role"),
        kind=kind,
        certain=table.number("certain", 0.9),
        gender=table.text("gender", "") or None,
        compound=table.flag("compound"),
        weak=table.flag("weak"),
        rank=table.flag("rank"),
        forms=_forms(table, "words", paradigms),
        examples=table.strings("examples"),
    )
