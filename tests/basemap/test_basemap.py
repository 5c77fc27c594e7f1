"""The base map: recognized borders whatever the data say, small, made by rules that can be run again."""

from __future__ import annotations

import json
import sys
import tomllib
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MAP = ROOT / "src" / "quoth" / "web" / "static" / "basemap.json"
sys.path.insert(0, str(ROOT / "scripts"))
import build_basemap  # noqa: E402

RULES = tomllib.loads((ROOT / "scripts" / "basemap.toml").read_text("utf-8"))


def shapes(topology: dict[str, Any], what: str) -> dict[str, list[list[list[tuple[float, float]]]]]:
    """Polygons by id, in degrees: decoded here from the format's own definition, not by the code that wrote it."""
    scale_x, scale_y = topology["transform"]["scale"]
    arcs = [
        [(x * scale_x, y * scale_y) for x, y in accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])]
        for arc in topology["arcs"]
    ]

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for n in numbers:
            line = arcs[n] if n >= 0 else arcs[~n][::-1]
            assert not out or out[-1] == line[0], "a ring's arcs must meet"
            out += line if not out else line[1:]
        assert out[0] == out[-1]
        return out

    return {
        g["id"]: [[ring(r) for r in polygon] for polygon in g["arcs"]] for g in topology["objects"][what]["geometries"]
    }


def inside(point: tuple[float, float], polygon: list[list[tuple[float, float]]]) -> bool:
    x, y = point
    crossings = 0
    for ring in polygon:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


@cache
def shipped(what: str) -> dict[str, list[list[list[tuple[float, float]]]]]:
    return shapes(json.loads(MAP.read_text("utf-8")), what)


def found(point: tuple[float, float], what: str = "countries") -> list[str]:
    return [code for code, polygons in shipped(what).items() if any(inside(point, p) for p in polygons)]


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "country", "region"),
    [
        ("Simferopol", 34.10, 44.95, "UA", "UA-43"),
        ("Sevastopol", 33.56, 44.59, "UA", "UA-40"),
        ("Kerch", 36.44, 45.35, "UA", "UA-43"),
        ("Yalta", 34.15, 44.51, "UA", "UA-43"),
        ("Dzhankoi", 34.39, 45.71, "UA", "UA-43"),
        ("Donetsk", 37.80, 48.00, "UA", "UA-14"),
        ("Mariupol", 37.56, 47.11, "UA", "UA-14"),
        ("Luhansk", 39.31, 48.57, "UA", "UA-09"),
        ("Melitopol", 35.37, 46.85, "UA", "UA-23"),
        ("Kherson", 32.62, 46.65, "UA", "UA-65"),
        ("Henichesk", 34.80, 46.19, "UA", "UA-65"),
        ("Izium", 37.28, 49.21, "UA", "UA-63"),
        ("Kyiv", 30.52, 50.45, "UA", "UA-30"),
        ("Belgorod", 36.59, 50.60, "RU", "RU-BEL"),
        ("Rostov", 39.72, 47.24, "RU", "RU-ROS"),
        ("Taman", 36.72, 45.15, "RU", "RU-KDA"),
        ("Tiraspol", 29.63, 46.84, "MD", None),
        ("Sukhumi", 41.05, 43.02, "GE", None),
        ("Hargeisa", 44.06, 9.56, "SO", None),
        ("Kyrenia, inland", 33.35, 35.25, "CY", None),
        ("Goma", 29.22, -1.66, "CD", None),
    ],
)
def test_recognized_borders(place: str, longitude: float, latitude: float, country: str, region: str | None) -> None:
    assert found((longitude, latitude)) == [country], place
    if region:
        assert found((longitude, latitude), "regions") == [region], place


def test_small_and_with_its_provenance() -> None:
    raw = MAP.read_bytes()
    about = json.loads(raw)["about"]
    assert len(raw) < 300_000
    assert "public domain" in about["licence"] and about["package"] and about["version"]
    assert any("68/262" in row["because"] and "UA-43" in row["units"] for row in about["borders"])
    assert any("ES-11/4" in row["because"] for row in about["borders"])


def test_labels_in_three_languages() -> None:
    regions = json.loads(MAP.read_text("utf-8"))["objects"]["regions"]["geometries"]
    names = {r["id"]: r["properties"]["name"] for r in regions}
    assert names["UA-63"] == {"nl": "Charkiv", "en": "Kharkiv", "uk": "Харківська область"}
    assert all(set(n) == {"nl", "en", "uk"} for n in names.values())


def unit(code: str, country: str, x: float, y: float, size: float = 4.0) -> dict[str, Any]:
    """A square unit whose sides bear many points, as real borders do."""
    steps = [size * i / 40 for i in range(40)]
    ring = [[x + s, y] for s in steps] + [[x + size, y + s] for s in steps]
    ring += [[x + size - s, y + size] for s in steps] + [[x, y + size - s] for s in steps] + [[x, y]]
    about = {"iso_3166_2": code, "iso_a2": country, "longitude": x + 2, "latitude": y + 2, "name_en": code}
    return {"properties": about, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def made_up() -> list[dict[str, Any]]:
    codes = [code for row in RULES["border"] for code in row["units"]]
    ukraine = [unit(code, "RU", 4.0 * i, 40.0) for i, code in enumerate(codes)]
    return [*ukraine, unit("RU-ROS", "RU", 0.0, 44.0), unit("DE-BE", "DE", 4.0, 44.0), unit("DE-BB", "DE", 8.0, 44.0)]


def test_data_that_say_otherwise_are_mended() -> None:
    made = build_basemap.compiled(made_up(), RULES)
    countries = shapes(made, "countries")
    assert all(any(inside((4.0 * i + 2.1, 42.1), p) for p in countries["UA"]) for i in range(6))
    assert not any(inside((2.1, 42.1), p) for p in countries["RU"])
    assert len(shapes(made, "regions")["UA-43"][0][0]) < 12, "straight sides need few points"
    assert len(countries["DE"]) == 1, "no border between two parts of one country"


def test_data_without_a_stated_unit_are_refused() -> None:
    without = [u for u in made_up() if u["properties"]["iso_3166_2"] != "UA-40"]
    with pytest.raises(build_basemap.BasemapError, match="UA-40 must be in UA"):
        build_basemap.compiled(without, RULES)


def test_the_same_data_in_another_order_give_the_same_map() -> None:
    assert json.dumps(build_basemap.compiled(made_up(), RULES)) == json.dumps(
        build_basemap.compiled(made_up()[::-1], RULES)
    )
