"""The data of reconciling: stances of events, clashes, wording, the rows of the control table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from quoth.languages.section import LanguageError
from quoth.languages.tables import Table
from quoth.model.claim import EVENT_TYPES

STANCES = ("gain", "entry", "hold", "loss", "press", "fight", "none")
_ALL_STANCES = (*STANCES, "nogain")
FACTS = ("claims", "concedes", "leaves", "denies", "repels", "fights", "silent", "backed", "doubted", "battle")


class TableError(ValueError):
    """A data file of reconciling is not of its form; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """What a type of event says about a place; see `events.toml` for the words."""

    type: str
    family: str
    stance: str
    weak: bool
    days: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two stances that cannot both be true as stated."""

    one: str
    other: str
    sides: str
    order: str
    foe: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Events:
    kinds: Mapping[str, EventKind]
    clashes: Mapping[tuple[str, str], tuple[Clash, ...]]
    many: frozenset[str]
    measures: Mapping[str, str]
    plain: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the control table; each condition is a list of alternatives of which one must hold (`!`: none may)."""

    id: str
    side: tuple[str, ...]
    other: tuple[str, ...]
    third: tuple[str, ...]
    place: tuple[str, ...]
    state: str
    reason: str
    plain: str
    example: str


def _open(name: str, keys: tuple[str, ...]) -> Table:
    file = f"reconcile/{name}"
    try:
        raw = tomllib.loads((resources.files("quoth.reconcile") / name).read_text("utf-8"))
        return Table.of(raw, file, keys)
    except tomllib.TOMLDecodeError as wrong:
        raise TableError(f"{file}: {wrong}") from None


@cache
def load_events() -> Events:
    """Stances and clashes of events.

    Raises:
        TableError: an entry is not of the schema's form, or a type of event is missing.
    """
    try:
        return _events()
    except LanguageError as wrong:
        raise TableError(str(wrong)) from None


def _events() -> Events:
    table = _open("events.toml", ("event", "clash", "speakers", "people", "unit"))
    kinds = {}
    for t in table.tables("event", ("type", "family", "stance", "weak", "days", "example"), "type"):
        t.text("example")
        kind = EventKind(
            t.one_of("type", EVENT_TYPES), t.text("family"), t.one_of("stance", STANCES, "none"), t.flag("weak"),
            int(t.number("days", 0)),
        )  # fmt: skip
        kinds[kind.type] = kind
    missing = [t for t in EVENT_TYPES if t not in kinds]
    if missing:
        raise TableError(f"{table.where}: no event for {', '.join(missing)}")
    clashes: dict[tuple[str, str], tuple[Clash, ...]] = {}
    for t in table.tables("clash", ("one", "other", "sides", "order", "foe", "reason"), "one"):
        clash = Clash(
            t.one_of("one", _ALL_STANCES), t.one_of("other", _ALL_STANCES),
            t.one_of("sides", ("opposite", "same", "any")), t.one_of("order", ("other-not-before", "same-day")),
            t.flag("foe"), t.text("reason"),
        )  # fmt: skip
        pair = (clash.one, clash.other)
        clashes[pair] = (*clashes.get(pair, ()), clash)
    speakers = Table.of(table.raw.get("speakers", {}), f"{table.where}: speakers", ("many",))
    people = Table.of(table.raw.get("people", {}), f"{table.where}: people", ("plain", "told", "example"))
    plain = frozenset(people.strings("plain", required=True))
    told = frozenset(people.strings("told", required=True))
    measures = {}
    for t in table.tables("unit", ("names", "measure", "like", "example"), "measure"):
        t.text("like"), t.text("example")
        measures.update(dict.fromkeys(t.strings("names", required=True), t.text("measure")))
    return Events(kinds, clashes, frozenset(speakers.strings("many", required=True)), measures, plain, plain | told)


@cache
def load_rows() -> tuple[Row, ...]:
    """The rows of the control table, in the order in which they are tried.

    Raises:
        TableError: a row is not of the schema's form.
    """
    keys = ("id", "side", "other", "third", "place", "state", "reason", "plain", "example")
    try:
        table = _open("control.toml", ("row",))
        rows = []
        for t in table.tables("row", keys, "id"):
            parts = {key: t.strings(key) for key in ("side", "other", "third", "place")}
            for key, conditions in parts.items():
                for fact in (f for c in conditions for f in c.removeprefix("!").split("|")):
                    if fact not in FACTS:
                        raise t.wrong(key, f"facts of {', '.join(FACTS)}")
            row = Row(
                t.text("id"), parts["side"], parts["other"], parts["third"], parts["place"],
                t.text("state"), t.text("reason"), t.text("plain"), t.text("example"),
            )  # fmt: skip
            rows.append(row)
    except LanguageError as wrong:
        raise TableError(str(wrong)) from None
    if not rows or any((rows[-1].side, rows[-1].other, rows[-1].third, rows[-1].place)):
        raise TableError("reconcile/control.toml: the last row must have no condition")
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that narrow a claim to a part of a place, and words that hide a loss."""

    partial: re.Pattern[str]
    euphemism: re.Pattern[str]
    examples: tuple[tuple[str, str, str, str], ...]


@cache
def load_wording() -> Wording:
    """The wording of all languages in one pattern a group (their words do not collide in meaning).

    Raises:
        TableError: an entry is not of the schema's form.
    """
    try:
        table = _open("wording.toml", ("partial", "euphemism"))
        patterns, examples = {}, []
        for group in ("partial", "euphemism"):
            part = Table.of(table.raw.get(group, {}), f"{table.where}: {group}", ("nl", "en", "uk", "ru", "examples"))
            words = [w for code in ("nl", "en", "uk", "ru") for w in part.strings(code, required=True)]
            patterns[group] = re.compile(r"\b(?:" + "|".join(_word(w) for w in words) + r")\b", re.IGNORECASE)
            for t in part.tables("examples", ("language", "text", "whole"), "text"):
                examples.append((group, t.text("language"), t.text("text"), t.text("whole")))
    except LanguageError as wrong:
        raise TableError(str(wrong)) from None
    return Wording(patterns["partial"], patterns["euphemism"], tuple(examples))


def _word(entry: str) -> str:
    return r"\s".join(re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else "") for w in entry.split())
