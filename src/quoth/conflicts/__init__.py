"""Conflict files: parties, bodies, people, metonyms and the first day of a war, and what holds in every war."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from quoth.languages.section import LanguageError
from quoth.languages.tables import Table
from quoth.languages.wordforms import split

WORLD = "world"


class ConflictError(ValueError):
    """A conflict file is missing or not of its form; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is. `office` is the second part of its source id, `id` a source id that does not depend on a
    state;
    `relays`: it speaks for the body that complements it; `refers`: the other roles that a bare description of it can
    stand
    for; `local`: its party is that of the place it belongs to; `unique`: a party has one, so that a bare description
    asks
    whose it is, not which."""

    name: str
    office: str
    id: str | None
    relays: bool
    refers: frozenset[str]
    local: bool
    unique: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A body with a name of its own. `aliases` are in the packs' notation, by language; `outlet`: a news
    organisation."""

    id: str
    party: str | None
    role: str
    name: str
    aliases: Mapping[str, tuple[str, ...]]
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """`spellings` are the other names and the Cyrillic ones; `alone`: the surname by itself tells who is meant."""

    name: str
    body: str
    party: str | None
    role: str
    spellings: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Metonym:
    """A state whose names stand for another body, where the text holds one of `words` (of its language)."""

    party: str
    id: str
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Conflict:
    """One war. `sides` are the main parties, `owner` the owner of the contested land, `installed` the source id of
    authorities that the occupier put in place. `defaults` gives the party of an office named without one, by
    language;
    `steady` offices keep it whoever spoke last (`steady_in`: in texts of one language); `ministry` is the office of a
    side's ministry that a text names without a portfolio."""

    name: str
    title: str
    first_day: dt.date | None
    sides: tuple[str, ...]
    owner: str | None
    occupier: str | None
    installed: str | None
    roles: Mapping[str, Role]
    folds: Mapping[str, Mapping[str, str]]
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    metonyms: tuple[Metonym, ...]
    regions: Mapping[str, tuple[str, ...]]
    given_names: tuple[tuple[str, tuple[str, ...]], ...]
    defaults: Mapping[str, Mapping[str, str]]
    steady: frozenset[str]
    steady_in: Mapping[str, frozenset[str]]
    ministry: str
    sounds: Mapping[str, str]

    def source(self, party: str | None, office: str) -> str | None:
        """The source id of an office of a party, or None when either is unknown."""
        if not party or not office:
            return None
        if office == "installed":
            return self.installed if party == self.occupier else None
        own = self.folds.get(party, {})
        folded = own.get(office) or self.folds.get("*", {}).get(office, office)
        folded = own.get(folded, folded) if office not in own else folded
        return f"{party.lower()}-{folded}"

    def is_steady(self, office: str, language: str) -> bool:
        """Whether an office named without its party is the default party's, whoever spoke last."""
        return office in self.steady or office in self.steady_in.get(language, frozenset())

    def default_party(self, office: str, language: str) -> str | None:
        """Whose an office is when neither its words nor its context tell."""
        return self.defaults.get(language, {}).get(office) or self.defaults.get("any", {}).get(office)

    def name_of(self, source: str | None) -> str | None:
        """The listed name of a source id, or None when it is composed."""
        return self._names.get(source) if source else None

    @cached_property
    def _names(self) -> dict[str, str]:
        return {b.id: b.name for b in reversed(self.bodies) if not b.outlet}


def party_of(source: str) -> str | None:
    """The state in front of a composed source id: `tr-mfa` speaks for `TR`."""
    head, dash, _ = source.partition("-")
    return head.upper() if dash and len(head) == 2 else None


def installed_conflicts() -> tuple[str, ...]:
    """The names of the conflict files in the package, in alphabetical order."""
    files = resources.files("quoth.conflicts").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


_TOP = (
    "title", "first_day", "sides", "owner", "occupier", "installed", "roles", "folds", "bodies", "people", "metonyms",
    "regions", "given_names", "defaults", "steady", "steady_in", "ministry", "sounds", "media",
)  # fmt: skip


@cache
def load_conflict(name: str = "ukraine") -> Conflict:
    """A conflict file joined with `world`, which alone is a conflict file of its own.

    Raises:
        ConflictError: there is no such file, or an entry is not of the schema's form.
    """
    try:
        return _load(name)
    except LanguageError as wrong:
        raise ConflictError(str(wrong)) from None


def _load(name: str) -> Conflict:
    world = _read(WORLD)
    tables = [world] if name == WORLD else [_read(name), world]
    own = tables[0]
    first_day = own.raw.get("first_day")
    if first_day is not None and not isinstance(first_day, dt.date):
        raise own.wrong("first_day", "a date")
    people = tuple(p for t in tables for p in _people(t))
    return Conflict(
        name=name,
        title=own.text("title", "Any war"),
        first_day=first_day,
        sides=own.strings("sides"),
        owner=own.text("owner", "") or None,
        occupier=own.text("occupier", "") or None,
        installed=own.text("installed", "") or None,
        roles={r.name: r for t in tables for r in _roles(t)},
        folds=_folds(tables),
        bodies=tuple(b for t in tables for b in (*_bodies(t), *_media(t))),
        people=people,
        metonyms=tuple(m for t in tables for m in _metonyms(t)),
        regions={k: split(v) for t in reversed(tables) for k, v in _texts(t, "regions").items()},
        given_names=tuple(
            (gender, tuple(row.split()))
            for t in tables
            for gender, v in _texts(t, "given_names").items()
            for row in split(v)
        ),
        defaults={k: v for t in tables for k, v in _maps(t, "defaults").items()},
        steady=frozenset(own.strings("steady")),
        steady_in={code: frozenset(offices) for code, offices in own.raw.get("steady_in", {}).items()},
        ministry=own.text("ministry", "government"),
        sounds={
            k: v
            for t in tables
            for cell in _texts(t, "sounds").get("letters", "").split()
            for k, _, v in [cell.partition("=")]
        },
    )


def _read(name: str) -> Table:
    file = f"conflicts/{name}.toml"
    if not name.replace("-", "").isalnum():
        raise ConflictError(f"not a conflict's name: {name!r}")
    try:
        raw = tomllib.loads((resources.files("quoth.conflicts") / f"{name}.toml").read_text("utf-8"))
    except FileNotFoundError:
        raise ConflictError(f"there is no {file}; known are {', '.join(installed_conflicts())}") from None
    except tomllib.TOMLDecodeError as wrong:
        raise ConflictError(f"{file}: {wrong}") from None
    return Table.of(raw, file, _TOP)


def _texts(table: Table, key: str) -> dict[str, str]:
    raw = table.raw.get(key, {})
    if not isinstance(raw, Mapping) or not all(isinstance(v, str) for v in raw.values()):
        raise table.wrong(key, "a table of strings")
    return {str(k): str(v) for k, v in raw.items() if k != "example"}


def _maps(table: Table, key: str) -> dict[str, dict[str, str]]:
    raw: Any = table.raw.get(key, {})
    if not isinstance(raw, Mapping) or not all(isinstance(v, Mapping) for v in raw.values()):
        raise table.wrong(key, "a table of tables")
    return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in raw.items()}


def _roles(table: Table) -> Iterator[Role]:
    for t in table.tables("roles", ("role", "office", "id", "relays", "refers", "local", "unique"), "role"):
        yield Role(
            t.text("role"), t.text("office", ""), t.text("id", "") or None, t.flag("relays"),
            frozenset(t.strings("refers")), t.flag("local"), t.flag("unique"),
        )  # fmt: skip


def _folds(tables: list[Table]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for table in tables:
        for t in table.tables("folds", ("party", "offices"), "party"):
            offices = t.raw.get("offices")
            if not isinstance(offices, Mapping):
                raise t.wrong("offices", "a table")
            out.setdefault(t.text("party"), {}).update({str(k): str(v) for k, v in offices.items()})
    return out


def _codes(table: Table, key: str) -> set[str]:
    """The keys of a list's entries that can be language codes."""
    raw = table.raw.get(key, [])
    rows = [entry for entry in raw if isinstance(entry, Mapping)] if isinstance(raw, list) else []
    return {str(k) for entry in rows for k in entry if len(str(k)) == 2 and str(k).isalpha()} - {"id"}


def _bodies(table: Table) -> Iterator[Body]:
    codes = _codes(table, "bodies")
    for t in table.tables("bodies", ("id", "party", "role", "name", *codes), "name"):
        aliases = {code: split(t.text(code)) for code in codes if code in t.raw}
        yield Body(t.text("id"), t.text("party", "") or None, t.text("role"), t.text("name"), aliases)


def _media(table: Table) -> Iterator[Body]:
    """`names`: outlets with their other names after `=`; `cyrillic`: names in Cyrillic script, `Outlet: name,
    name`."""
    raw = _texts(table, "media")
    latin: dict[str, list[str]] = {}
    for item in split(raw.get("names", "")):
        names = [n.strip() for n in item.split("=")]
        latin[names[0]] = names
    cyrillic: dict[str, list[str]] = {}
    for item in split(raw.get("cyrillic", "")):
        name, colon, others = item.partition(":")
        if not colon:
            raise ConflictError(f"{table.where}: media: {item!r} has no colon")
        cyrillic[name.strip()] = [o.strip() for o in others.split(",")]
    for name in dict.fromkeys([*latin, *cyrillic]):
        west = tuple(latin.get(name, [name]))
        east = (*west, *cyrillic.get(name, ()))
        yield Body("media", None, "outlet", name, {"nl": west, "en": west, "uk": east, "ru": east}, True)


def _people(table: Table) -> Iterator[Person]:
    for t in table.tables("people", ("body", "role", "names"), "role"):
        body = t.text("body")
        for item in split(t.text("names")):
            name, colon, others = item.partition(":")
            if not colon:
                raise ConflictError(f"{t.where}: {item!r} has no colon between its name and the Cyrillic one")
            first, *more = (n.strip() for n in name.split("="))
            spellings = (*(m for m in more if m), *(o.strip() for o in others.split("=") if o.strip()))
            yield Person(
                first.rstrip("?").strip(), body, party_of(body), t.text("role"), spellings, not first.endswith("?")
            )


def _metonyms(table: Table) -> Iterator[Metonym]:
    codes = _codes(table, "metonyms")
    for t in table.tables("metonyms", ("party", "id", *codes), "id"):
        yield Metonym(t.text("party"), t.text("id"), {code: split(t.text(code)) for code in codes if code in t.raw})
