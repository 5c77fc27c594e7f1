"""The small data files of the gazetteer: first-level units, exonyms, areas, waters, sites, countries."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from quoth.gazetteer.compile.rows import FORMER, NATIVE, OTHER, RUSSIAN, GeoName, Row
from quoth.gazetteer.compile.spell import spell_adjective, spell_russian, spell_ukrainian, spellings
from quoth.gazetteer.romanize import GazetteerError, scheme

_UNIT = {
    "code", "name", "seat", "geonames", "uk", "ru", "adjective_uk", "adjective_ru", "latin", "at", "radius", "border",
    "cue", "kind",
}  # fmt: skip
EXONYM = {
    "place",
    "oblast",
    "country",
    "name",
    "geonames_name",
    "uk",
    "ru",
    "latin",
    "former",
    "until",
    "cue",
    "within",
}
_CATEGORY = {"area": "A", "site": "S", "settlement": "N"}
_POINT = {"place", "oblast", "within", "at", "radius"}
_PLACE = {
    "id", "name", "kind", "at", "radius", "uk", "ru", "latin", "adjective_uk", "adjective_ru", "type", "of", "country",
    "river", "cue", "unit",
}  # fmt: skip


def read_data(name: str) -> dict[str, Any]:
    """One TOML file of `gazetteer/data`."""
    return tomllib.loads((resources.files("quoth.gazetteer") / "data" / f"{name}.toml").read_text("utf-8"))


def checked(entries: Iterable[Mapping[str, Any]], known: set[str], file: str) -> list[Mapping[str, Any]]:
    """The entries of a table.

    Raises:
        GazetteerError: an entry has an unknown key.
    """
    out = list(entries)
    for entry in out:
        if unknown := set(entry) - known:
            label = entry.get("code") or entry.get("id") or entry.get("place")
            raise GazetteerError(f"{file}.toml: {label}: unknown keys {sorted(unknown)}")
    return out


def _many(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def name_row(row: Row, entry: Mapping[str, Any], how: int = NATIVE) -> None:
    """Give a row the names of its data entry."""
    for name in _many(entry.get("uk")):
        for s in spellings(name, "uk"):
            row.add(s, how)
    for name in _many(entry.get("ru")):
        spell_russian(row, name, max(how, RUSSIAN) if entry.get("uk") else how)
    for name in _many(entry.get("latin")):
        row.add(name, OTHER)
    for name in _many(entry.get("former")):
        spell_ukrainian(row, name, FORMER)
    spell_adjective(row, _many(entry.get("adjective_uk")), _many(entry.get("adjective_ru")))
    row.cue = row.cue or bool(entry.get("cue"))


def ukrainian_units(rows: list[Row], data: Mapping[str, Any]) -> None:
    """Names of Ukraine's oblasts and raions, and exonyms of its settlements."""
    by_code = {r.id[:4]: r for r in rows if r.category == "O"}
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.category in "KMXC":
            by_name[row.native, row.id[:4]].append(row)
    order = "KMXC"
    for group in by_name.values():
        group.sort(key=lambda r: (order.index(r.category), r.id))
    for entry in checked(data["oblast"], _UNIT, "ukraine"):
        row = by_code[entry["code"]]
        adjective = row.native if "adjective_ru" in entry else None
        row.name = entry["name"]
        if adjective:
            spell_adjective(row, [adjective], [])
        name_row(row, entry)
        row.add(row.name, NATIVE)
        if "seat" in entry:
            row.seat = _seat(by_name, entry["seat"], entry["code"])
    for row in rows:
        if row.category == "P":
            _raion(row, by_name, data["raion_seat"])
    for entry in checked(data["exonym"], EXONYM, "ukraine"):
        namesakes = by_name.get((entry["place"], entry["oblast"]), [])
        namesakes = [r for r in namesakes if r.id.startswith(entry.get("within", ""))]
        if not namesakes:
            raise GazetteerError(f"ukraine.toml: no settlement {entry['place']} in {entry['oblast']}")
        named = namesakes[0]
        name_row(named, entry, RUSSIAN)
        if "until" in entry:
            named.until = entry["until"]
            named.renamed = scheme("en-national").spell(entry["former"][0])[0]
    for entry in checked(data["point"], _POINT, "ukraine"):
        found = by_name.get((entry["place"], entry["oblast"]), [])
        found = [r for r in found if r.id.startswith(entry.get("within", "")) and not r.geonames]
        for row in found[:1]:
            row.latitude, row.longitude = entry["at"]
            row.radius = float(entry.get("radius", 2))


def _seat(by_name: Mapping[tuple[str, str], list[Row]], name: str, code: str) -> str:
    for key in ((name, code), (name, "UA80")):
        if key in by_name:
            return by_name[key][0].id
    raise GazetteerError(f"ukraine.toml: no seat {name} in {code}")


def _raion(row: Row, by_name: Mapping[tuple[str, str], list[Row]], seats: Mapping[str, str]) -> None:
    code = row.id[:4]
    stem = row.native.removesuffix("ий")
    guesses = [seats.get(row.native, ""), stem, stem + "ий", stem.removesuffix("ськ"), stem.removesuffix("ськ") + "ь"]
    guesses += [stem.removesuffix("івськ") + e for e in ("івка", "ів", "ове")]
    guesses += [stem.removesuffix("ївськ") + "їв", stem.removesuffix("ськ") + "ка", stem.removesuffix("ськ") + "а"]
    guesses += [stem.removesuffix("ійськ") + "ія", stem.removesuffix("инськ") + "а"]
    guesses += [stem.removesuffix("инськ") + "иця", row.native.removesuffix("ицький") + "иця"]
    guesses += [stem.removesuffix("янськ") + "а", row.native.removesuffix("цький") + "ч"]
    for guess in guesses:
        group = [r for r in by_name.get((guess, code), []) if r.id[:6] == row.id[:6]]
        if group or (guess and guess == seats.get(row.native) and (guess, code) in by_name):
            seat = (group or by_name[guess, code])[0]
            row.seat, row.name = seat.id, f"{seat.name} Raion"
            break
    else:
        row.name = f"{row.name} Raion"
    from quoth.gazetteer.russian import russian_names

    spell_adjective(row, [row.native], russian_names(row.native))
    row.add(row.name, NATIVE)


def foreign_units(data: Mapping[str, Any], places: Iterable[GeoName], file: str) -> tuple[list[Row], dict[str, str]]:
    """First-level units of one country, and their ids by GeoNames code; the seat is the largest place of each."""
    country = data["country"]
    largest: dict[str, GeoName] = {}
    named: dict[str, GeoName] = {}
    for p in places:
        if p.country == country and (p.admin1 not in largest or largest[p.admin1].population < p.population):
            largest[p.admin1] = p
        if p.country == country and (p.name not in named or named[p.name].population < p.population):
            named[p.name] = p
    rows: list[Row] = []
    codes: dict[str, str] = {}
    for entry in checked(data["oblast"], _UNIT, file):
        kind = entry.get("kind", "oblast")
        row = Row(f"iso:{entry['code']}", entry["name"], entry["name"], kind, "O", country, country)
        seat = named.get(entry.get("seat", "")) or largest.get(entry.get("geonames", ""))
        if "at" in entry:
            row.latitude, row.longitude = entry["at"]
        elif seat is not None:
            row.latitude, row.longitude = seat.latitude, seat.longitude
        if seat is not None and kind == "oblast" and entry["code"] not in {"RU-MOS", "RU-LEN"}:
            row.seat = f"geonames:{seat.id}"
        row.radius = float(entry.get("radius", 120))
        name_row(row, entry)
        row.add(row.name, NATIVE)
        if "geonames" in entry and kind == "oblast":
            codes[entry["geonames"]] = row.id
        rows.append(row)
    return rows, codes


def area_rows(data: Mapping[str, Any], file: str) -> list[Row]:
    """Areas, waters and sites."""
    rows: list[Row] = []
    for table, kind in (("area", "area"), ("water", "area"), ("site", "site"), ("settlement", "settlement")):
        for entry in checked(data.get(table, ()), _PLACE, file):
            country = entry.get("country", data["country"])
            native = (*_many(entry.get("uk")), *_many(entry.get("ru")), entry["name"])[0]
            category = "R" if entry.get("river") else _CATEGORY[kind]
            row = Row(
                entry["id"], entry["name"], native, entry.get("kind", kind), category, country, _parent(entry, country)
            )
            row.latitude, row.longitude = entry["at"]
            row.radius = float(entry["radius"])
            row.type = f"{entry['type']}|{entry['of']}" if "type" in entry else ""
            name_row(row, entry)
            row.add(row.name, OTHER)
            rows.append(row)
    return rows


def _parent(entry: Mapping[str, Any], country: str) -> str:
    return f"iso:{entry['unit']}" if "unit" in entry else country
