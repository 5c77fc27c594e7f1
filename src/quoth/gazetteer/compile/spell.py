"""All spellings of a place: what the tables generate from its Ukrainian and its Russian name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from quoth.gazetteer.compile.rows import ADJECTIVE, ALTERNATE, FORMER, NATIVE, RUSSIAN, Row
from quoth.gazetteer.fold import fold, is_cyrillic
from quoth.gazetteer.romanize import load_schemes
from quoth.gazetteer.russian import russian_names


@cache
def spellings(name: str, source: str) -> tuple[str, ...]:
    """A Cyrillic name and every romanization of it from `source`, `uk` or `ru`."""
    out = [name]
    for scheme in load_schemes():
        if scheme.source == source:
            out.extend(scheme.spell(name))
    return tuple(dict.fromkeys(out))


def spell_ukrainian(row: Row, name: str, how: int = NATIVE) -> None:
    """Give a place a Ukrainian name and all that the tables make of it, the Russian forms included."""
    for s in spellings(name, "uk"):
        row.add(s, how)
    for russian in russian_names(name):
        spell_russian(row, russian, max(how, RUSSIAN))


def spell_russian(row: Row, name: str, how: int = RUSSIAN) -> None:
    """Give a place a Russian name and its romanizations."""
    for s in spellings(name, "ru"):
        row.add(s, how)


def spell_adjective(row: Row, ukrainian: Iterable[str], russian: Iterable[str]) -> None:
    """Give a unit the adjectives it is named by (Куп’янський район, Харьковская область), read beside its noun."""
    for adjective in ukrainian:
        for s in spellings(adjective, "uk"):
            row.add(s, ADJECTIVE)
    for adjective in russian:
        for s in spellings(adjective, "ru"):
            row.add(s, ADJECTIVE)


def add_alternates(row: Row, names: Iterable[str], *, latin: bool) -> None:
    """Add GeoNames' other names: Cyrillic ones in Ukrainian or Russian letters, Latin ones only when asked for.

    A Cyrillic name that shares no beginning with the present one is taken as a former name.
    """
    own = {fold(n)[:3] for n in row.names if is_cyrillic(n)}
    letters = frozenset("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя’'- ")
    for name in names:
        if len(name) < 3:
            continue
        if is_cyrillic(name):
            if name[0].isupper() and set(name.lower()) <= letters:
                row.add(name, ALTERNATE if fold(name)[:3] in own or not own else FORMER)
        elif latin and name[0].isupper() and not name.isupper() and all(c.isalpha() or c in "-' ’" for c in name):
            key = fold(name)
            if key.isascii() and len(key) >= 4:
                row.add(name, ALTERNATE)
