"""Polygons with shared sides as arcs: cut at the junctions, simplified once for both sides, joined to rings again."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

Point = tuple[float, float]
#: A unit of the finished map: its country, and its region where regions are drawn.
Key = tuple[str, str]


def area(ring: list[Point]) -> float:
    """Signed area of a closed ring in square degrees, positive when it runs counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def oriented(polygon: list[list[list[float]]]) -> Iterable[list[Point]]:
    """The rings of a GeoJSON polygon: the outer one counter-clockwise, holes clockwise."""
    for number, ring in enumerate(polygon):
        points = [(x, y) for x, y, *_ in ring]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(points) >= 4:
            yield points if (area(points) > 0) == (number == 0) else points[::-1]


def arcs_of(rings: Iterable[tuple[Key, list[Point]]]) -> list[tuple[list[Point], Key | None, Key | None]]:
    """Arcs as (points, the unit on the left, the unit on the right), each side of two units once, in a fixed order.

    Sides between two parts of the same unit are left out. An arc ends where three sides meet.
    """
    left: dict[tuple[Point, Point], Key] = {}
    for key, ring in rings:
        for a, b in pairwise(ring):
            left[a, b] = key
    sides = {s: (key, left.get((s[1], s[0]))) for s, key in left.items()}
    sides = {s: both for s, both in sides.items() if both[0] != both[1] and (both[1] is None or s[0] < s[1])}
    around: dict[Point, list[tuple[Point, Point]]] = defaultdict(list)
    for side in sides:
        around[side[0]].append(side)
        around[side[1]].append(side)

    def owners(side: tuple[Point, Point]) -> frozenset[Key | None]:
        return frozenset(sides[side])

    def inner(point: Point) -> bool:
        return len(around[point]) == 2 and owners(around[point][0]) == owners(around[point][1])

    free = dict.fromkeys(sorted(sides, key=lambda s: (inner(s[0]) and inner(s[1]), s)))
    out: list[tuple[list[Point], Key | None, Key | None]] = []
    while free:
        first = next(iter(free))
        del free[first]
        start, end = (first[1], first[0]) if inner(first[0]) and not inner(first[1]) else first
        line = [start, end]
        while inner(line[-1]):
            following = [s for s in around[line[-1]] if s in free]
            if not following:
                break
            del free[following[0]]
            line.append(following[0][1] if following[0][0] == line[-1] else following[0][0])
        while inner(line[0]) and line[0] != line[-1]:  # began in the middle
            before = [s for s in around[line[0]] if s in free]
            if not before:
                break
            del free[before[0]]
            line.insert(0, before[0][1] if before[0][0] == line[0] else before[0][0])
        out.append((line, left.get((line[0], line[1])), left.get((line[1], line[0]))))
    return sorted(out, key=lambda arc: arc[0])


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """Visvalingam and Whyatt's: the point with the smallest triangle goes first, until none is under the tolerance."""
    keep = 3 if line[0] == line[-1] else 0  # a ring stays a ring
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[i]], line[i], line[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    size = [triangle(i) if 0 < i < len(line) - 1 else float("inf") for i in range(len(line))]
    heap = [(s, i) for i, s in enumerate(size)]
    heapq.heapify(heap)
    left, reached = len(line), 0.0
    gone = [False] * len(line)
    while heap and left > 2 + keep:
        found, i = heapq.heappop(heap)
        if gone[i] or found != size[i]:
            continue
        reached = max(reached, found)
        if reached > tolerance:
            break
        gone[i] = True
        left -= 1
        a, c = before[i], after[i]
        after[a], before[c] = c, a
        for j in (a, c):
            if 0 < j < len(line) - 1:
                size[j] = max(triangle(j), reached)
                heapq.heappush(heap, (size[j], j))
    return [p for i, p in enumerate(line) if not gone[i]]


def rings_of(
    arcs: list[tuple[list[Point], Key | None, Key | None]], mine: Callable[[Key | None], bool]
) -> list[list[int]]:
    """The rings around the units that `mine` chooses: numbers of arcs in TopoJSON's way (`~n` is arc n backwards)."""
    leaving: dict[Point, list[int]] = defaultdict(list)
    for number, (line, left, right) in enumerate(arcs):
        if mine(left) != mine(right):
            leaving[line[0] if mine(left) else line[-1]].append(number if mine(left) else ~number)

    def end(n: int) -> Point:
        return arcs[n][0][-1] if n >= 0 else arcs[~n][0][0]

    rings = []
    for start in sorted(leaving):
        while leaving[start]:
            ring = [leaving[start].pop()]
            while end(ring[-1]) != start:
                ring.append(leaving[end(ring[-1])].pop())
            rings.append(ring)
    return rings


def points_of(ring: list[int], arcs: list[tuple[list[Point], Key | None, Key | None]]) -> list[Point]:
    """The points of a ring of arcs, closed."""
    out: list[Point] = []
    for n in ring:
        line = arcs[n][0] if n >= 0 else arcs[~n][0][::-1]
        out.extend(line if not out else line[1:])
    return out


def within(point: Point, ring: list[Point]) -> bool:
    """Whether a point lies in a ring (even-odd)."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def polygons(rings: list[list[int]], arcs: list[tuple[list[Point], Key | None, Key | None]]) -> list[list[list[int]]]:
    """Rings sorted into polygons: each counter-clockwise ring with the clockwise ones in it."""
    lines = [points_of(ring, arcs) for ring in rings]
    outer = [i for i, line in enumerate(lines) if area(line) > 0]
    outer.sort(key=lambda i: -area(lines[i]))
    out = {i: [rings[i]] for i in outer}
    for i, line in enumerate(lines):
        if area(line) < 0:
            around = [o for o in outer if within(line[0], lines[o]) or within(line[len(line) // 2], lines[o])]
            if around:
                out[around[-1]].append(rings[i])
    return list(out.values())
