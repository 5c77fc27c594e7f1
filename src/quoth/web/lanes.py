"""Swim lanes: the claims about a place over time, one lane a party, drawn on the server as a plain picture."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from quoth.model.edtf import parse
from quoth.web.names import short_day
from quoth.web.wording import Wording

WIDTH, LEFT, RIGHT, TOP, BAND = 960, 134, 20, 30, 22
_STEP, _PAD, _DEEPEST = 13, 14, 6
_DOTS, _LINES, _SHORTEST, _TICKS = 120, 60, 13, 7


def lanes_of(data: Mapping[str, Any], words: Wording) -> dict[str, Any] | None:
    """Positions of the band, the dots, and the lines between them, in the units of the picture; None without dots.

    `data` is what `place_view` gives. A dot stands on the day on which the claim was said, else became known.
    """
    dots = [(day, d) for d in data["lanes"][-_DOTS:] if (day := _day(d)) is not None]
    if not dots:
        return None
    first = min(day for day, _ in dots)
    last = max(max(day for day, _ in dots), first + dt.timedelta(days=_SHORTEST))
    scale = _Scale(first, last)
    lanes, spots, height = _stack(dots, scale)
    return {
        "width": WIDTH, "height": height + TOP + 8, "left": LEFT, "right": WIDTH - RIGHT, "band_y": TOP,
        "band_height": BAND, "band": _band(data["history"], scale, last), "lanes": lanes,
        "lines": _lines(data["relations"], spots), "ticks": _ticks(scale, words),
        "dropped": len(data["lanes"]) - len(dots),
    }  # fmt: skip


class _Scale:
    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        self._per_day = (WIDTH - LEFT - RIGHT - 2 * _PAD) / max(1, (last - first).days)

    def x(self, day: dt.date) -> float:
        return round(LEFT + _PAD + (min(max(day, self.first), self.last) - self.first).days * self._per_day, 1)


def _day(dot: Mapping[str, Any]) -> dt.date | None:
    for when in (dot["said"], dot["known"]):
        try:
            last = parse(when).last if when else None
        except ValueError:
            continue
        if last is not None:
            return last
    return None


def _stack(
    dots: Sequence[tuple[dt.date, Mapping[str, Any]]], scale: _Scale
) -> tuple[list[dict[str, Any]], dict[str, tuple[float, float]], float]:
    """Lanes with their dots, dots of one day on top of each other; where each claim is; how high it all is."""
    by_party: defaultdict[str | None, list[tuple[dt.date, Mapping[str, Any]]]] = defaultdict(list)
    for day, dot in dots:
        by_party[dot["party"]].append((day, dot))
    order = sorted(by_party, key=lambda p: (p is None, -len(by_party[p]), p or ""))
    lanes: list[dict[str, Any]] = []
    spots: dict[str, tuple[float, float]] = {}
    y = float(TOP + BAND + 10)
    for party in order:
        columns: defaultdict[float, int] = defaultdict(int)
        placed = []
        for day, dot in sorted(by_party[party], key=lambda pair: (pair[0], pair[1]["claim"])):
            x = scale.x(day)
            level = columns[x]
            columns[x] += 1
            dx = (level // _DEEPEST) * 6
            placed.append({**dot, "x": x + dx, "level": level % _DEEPEST, "day": day.isoformat()})
        depth = min(_DEEPEST, max(columns.values()))
        height = max(34, depth * _STEP + 2 * _PAD - 6)
        for dot in placed:
            dot["y"] = y + height - _PAD - dot.pop("level") * _STEP
            spots[dot["claim"]] = (dot["x"], dot["y"])
        lanes.append({"party": party, "y": y, "height": height, "dots": placed})
        y += height
    return lanes, spots, y


def _band(turns: Sequence[Mapping[str, Any]], scale: _Scale, last: dt.date) -> list[dict[str, Any]]:
    """Pieces of the control band; before the first state on record nothing is drawn."""
    out: list[dict[str, Any]] = []
    for turn, following in zip(turns, [*turns[1:], None], strict=False):
        start = dt.date.fromisoformat(turn["day"])
        end = dt.date.fromisoformat(following["day"]) if following else last
        x = scale.x(start)
        width = scale.x(end) - x + (0 if following else _PAD)
        if end >= scale.first and width > 0:
            out.append({"x": x, "width": round(width, 1), **turn})
    return out


def _lines(relations: Sequence[Mapping[str, Any]], spots: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for relation in relations:
        one, other = spots.get(relation["from"]), spots.get(relation["to"])
        if one and other and one != other and relation["kind"] != "repeats" and len(out) < _LINES:
            (x1, y1), (x2, y2) = one, other
            bend = (x1 + x2) / 2
            path = f"M{x1},{y1} C{bend},{y1} {bend},{y2} {x2},{y2}"
            if x1 == x2:
                path = f"M{x1},{y1} C{x1 + 26},{y1} {x1 + 26},{y2} {x2},{y2}"
            out.append(
                {
                    "path": path,
                    "kind": relation["kind"],
                    "reason": relation["reason"],
                    "one": relation["from"],
                    "other": relation["to"],
                }
            )
    return out


def _ticks(scale: _Scale, words: Wording) -> list[dict[str, Any]]:
    days = (scale.last - scale.first).days
    step = max(1, -(-days // _TICKS))
    marks = [scale.first + dt.timedelta(days=n) for n in range(0, days + 1, step)]
    return [{"x": scale.x(day), "label": short_day(day, words)} for day in marks]
