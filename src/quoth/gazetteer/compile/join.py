"""Coordinates for the codifier's settlements: joining GeoNames by name and parent, checked by distance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quoth.gazetteer.compile.rows import GeoName, Row
from quoth.gazetteer.fold import fold, is_cyrillic
from quoth.gazetteer.geometry import distance

_NEAR_HROMADA_KM = 35.0
_NEAR_RAION_KM = 75.0

Point = tuple[float, float]


def settlements(rows: Iterable[Row]) -> list[Row]:
    """The rows of settlements, villages to cities."""
    return [r for r in rows if r.category in "KMXC"]


def join(rows: Sequence[Row], places: Sequence[GeoName], first_level: Mapping[str, str]) -> dict[str, GeoName]:
    """GeoNames places by codifier id; `first_level` maps code prefixes to GeoNames first-level codes.

    A name that is one settlement and one place of an oblast joins at once; the others join the nearest to the centre
    of their hromada or raion, within 35 and 75 km. A join at once that lies far from its raion is undone.
    """
    by_key: dict[tuple[str, str], list[GeoName]] = defaultdict(list)
    for place in places:
        for folded in _keys(place):
            by_key[place.admin1, folded].append(place)
    wanted = settlements(rows)
    parents = {r.id: r.parent for r in rows}
    namesakes: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in wanted:
        namesakes[first_level[row.id[:4]], fold(row.native)].append(row)
    joined: dict[str, GeoName] = {}
    taken: set[int] = set()
    for key, group in sorted(namesakes.items()):
        found = by_key.get(key, [])
        if len(group) == 1 and len(found) == 1 and found[0].id not in taken:
            joined[group[0].id] = found[0]
            taken.add(found[0].id)
    for code in _outliers(joined, parents):
        taken.discard(joined.pop(code).id)
    centres = centre_points(joined, parents)
    pairs: list[tuple[float, str, int, GeoName]] = []
    for key, group in sorted(namesakes.items()):
        for row in group:
            if row.id in joined:
                continue
            for place in by_key.get(key, []):
                off = _off(row, place, parents, centres)
                if off is not None:
                    pairs.append((off, row.id, place.id, place))
    for _, code, number, place in sorted(pairs, key=lambda p: p[:3]):
        if code not in joined and number not in taken:
            joined[code] = place
            taken.add(number)
    return joined


def centre_points(joined: Mapping[str, GeoName], parents: Mapping[str, str]) -> dict[str, list[Point]]:
    """The known points of every unit, through all its levels."""
    points: dict[str, list[Point]] = defaultdict(list)
    for code, place in joined.items():
        unit = parents.get(code, "")
        while unit:
            points[unit].append((place.latitude, place.longitude))
            unit = parents.get(unit, "")
    return points


def centre(points: Sequence[Point]) -> Point:
    """The median point."""
    lat, lon = (sorted(p[k] for p in points) for k in (0, 1))
    middle = len(points) // 2
    return lat[middle], lon[middle]


def _keys(place: GeoName) -> set[str]:
    keys = {fold(n) for n in place.names if is_cyrillic(n)}
    latin = fold(place.name)
    keys.add(latin)
    return keys


def _off(row: Row, place: GeoName, parents: Mapping[str, str], points: Mapping[str, list[Point]]) -> float | None:
    """How far a place is from where a settlement must be, in km; None when too far or nothing is known."""
    hromada = parents[row.id]
    at = (place.latitude, place.longitude)
    near = points.get(hromada)
    if near:
        off = distance(centre(near), at)
        return off if off <= _NEAR_HROMADA_KM else None
    around = points.get(parents.get(hromada, ""))
    if around:
        off = distance(centre(around), at)
        return off + _NEAR_HROMADA_KM if off <= _NEAR_RAION_KM else None
    return None


def _outliers(joined: Mapping[str, GeoName], parents: Mapping[str, str]) -> list[str]:
    points = centre_points(joined, parents)
    out: list[str] = []
    for code, place in joined.items():
        hromada = parents[code]
        raion = parents.get(hromada, "")
        if raion not in parents:  # a city of first level
            continue
        unit, limit = (hromada, _NEAR_HROMADA_KM * 1.5) if len(points[hromada]) > 2 else (raion, _NEAR_RAION_KM)
        known = points.get(unit, [])
        if len(known) > 2 and distance(centre(known), (place.latitude, place.longitude)) > limit:
            out.append(code)
    return out
