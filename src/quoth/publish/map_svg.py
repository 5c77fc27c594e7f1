"""A small static map: settlements with their state by colour and shape, precision as a circle. No areas are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from quoth.publish.update_model import Pin, Town

WIDTH, HEIGHT = 480, 320
_MARGIN = 62.0
_KM_A_DEGREE = 111.2
_LEAST_DEGREES = 0.5  # of latitude: a single village is shown with its surroundings
_SIDES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")  # told apart also by those who do not see all colours
_CONTESTED, _UNKNOWN = "#5b2c83", "#666666"
_LETTER = 6.6  # width of a letter of a label
_BARS = (5, 10, 20, 50, 100, 200, 500, 1000)


class _Frame:
    """From degrees to the picture: a plate carrée with the scale of its middle latitude."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        south, north = min(p[0] for p in points), max(p[0] for p in points)
        west, east = min(p[1] for p in points), max(p[1] for p in points)
        self.squeeze = max(0.1, math.cos(math.radians((south + north) / 2)))
        tall = max(north - south, _LEAST_DEGREES)
        wide = max((east - west) * self.squeeze, _LEAST_DEGREES)
        self.scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / tall)
        self.middle = ((south + north) / 2, (west + east) / 2)

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self.middle[1]) * self.squeeze * self.scale
        return round(x, 1), round(HEIGHT / 2 - (latitude - self.middle[0]) * self.scale, 1)

    def km(self, kilometres: float) -> float:
        return kilometres / _KM_A_DEGREE * self.scale


def map_svg(pins: Sequence[Pin], towns: Sequence[Town], sides: Sequence[str], title: str, caption: str) -> str:
    """The map as an SVG element, or nothing without pins. `sides` gives each party its colour and shape."""
    if not pins:
        return ""
    frame = _Frame([(p.latitude, p.longitude) for p in pins])
    boxes: list[tuple[float, float, float, float]] = []
    out = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title><desc>{escape(caption)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f6f4ee"/>',
    ]
    for pin in pins:
        x, y = frame.at(pin.latitude, pin.longitude)
        boxes.append((x - 9, y - 9, x + 9, y + 9))
        radius = round(max(frame.km(pin.radius_km), 3.0), 1)
        colour = _look(pin.state, sides)[0]
        out.append(
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}" fill-opacity=".12" stroke="{colour}" '
            'stroke-dasharray="3 3"/>'
        )
    for pin in pins:
        x, y = frame.at(pin.latitude, pin.longitude)
        out.append(f"<g><title>{escape(f'{pin.name}: {pin.shown}')}</title>{_mark(pin, x, y, sides)}</g>")
    for pin in pins:
        x, y = frame.at(pin.latitude, pin.longitude)
        out.append(_label(pin.name, x, y, boxes, "12", "#111", "bold" if pin.changed else "normal"))
    for town in towns:
        x, y = frame.at(town.latitude, town.longitude)
        if 8 < x < WIDTH - 8 and 8 < y < HEIGHT - 8 and not _meets((x - 4, y - 4, x + 4, y + 4), boxes):
            label = _label(town.name, x, y, boxes, "11", "#6b6b6b", "normal")
            if label:
                out.append(f'<circle cx="{x}" cy="{y}" r="2.5" fill="#8a8a8a"/>{label}')
    out += [_bar(frame), "</svg>"]
    return "".join(out)


def legend(pins: Sequence[Pin], sides: Sequence[str]) -> str:
    """The marks of the map with the states that they stand for, as an HTML list."""
    first = {p.state: p for p in reversed(pins)}
    items = (
        f'<li><svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">{_mark(p, 10, 10, sides)}</svg> '
        f"{escape(p.shown)}</li>"
        for _, p in sorted(first.items())
    )
    return f'<ul class="legend">{"".join(items)}</ul>' if pins else ""


def _look(state: str, sides: Sequence[str]) -> tuple[str, str, bool]:
    """Colour, shape and whether the shape is filled."""
    how, by, party = state.partition("-by-")
    if not by:
        return (_CONTESTED, "diamond", True) if state == "contested" else (_UNKNOWN, "cross", False)
    place = list(sides).index(party) if party in sides else len(sides)
    return _SIDES[place % len(_SIDES)], ("circle", "square", "triangle", "circle")[place % 4], how == "held"


def _mark(pin: Pin, x: float, y: float, sides: Sequence[str]) -> str:
    colour, shape, filled = _look(pin.state, sides)
    paint = f'fill="{colour if filled else "#fff"}" stroke="{colour}" stroke-width="2"'
    if shape == "circle":
        return f'<circle cx="{x}" cy="{y}" r="6" {paint}/>'
    if shape == "square":
        return f'<rect x="{x - 5.5:g}" y="{y - 5.5:g}" width="11" height="11" {paint}/>'
    path = {
        "diamond": f"M{x:g} {y - 8:g}L{x + 8:g} {y:g}L{x:g} {y + 8:g}L{x - 8:g} {y:g}Z",
        "triangle": f"M{x:g} {y - 7:g}L{x + 7:g} {y + 6:g}L{x - 7:g} {y + 6:g}Z",
        "cross": f"M{x - 5:g} {y - 5:g}L{x + 5:g} {y + 5:g}M{x - 5:g} {y + 5:g}L{x + 5:g} {y - 5:g}",
    }[shape]
    return f'<path d="{path}" {paint}/>'


def _label(
    name: str, x: float, y: float, boxes: list[tuple[float, float, float, float]], size: str, colour: str, weight: str
) -> str:  # fmt: skip
    """A name beside its point where no other label stands; nothing without room (its mark still has a title)."""
    wide = _LETTER * len(name) * int(size) / 12
    for anchor, dx, dy, left in (
        ("start", 10, 4, 0.0),
        ("end", -10, 4, wide),
        ("middle", 0, -12, wide / 2),
        ("middle", 0, 20, wide / 2),
    ):
        box = (x + dx - left, y + dy - 11, x + dx - left + wide, y + dy + 3)
        inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= HEIGHT - 2
        if inside and not _meets(box, boxes):
            boxes.append(box)
            return (
                f'<text x="{x + dx:g}" y="{y + dy:g}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
                f'font-family="system-ui, sans-serif" fill="{colour}" stroke="#f6f4ee" stroke-width="3" '
                f'paint-order="stroke">{escape(name)}</text>'
            )
    return ""


def _meets(box: tuple[float, float, float, float], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    return any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes)


def _bar(frame: _Frame) -> str:
    length = next((b for b in _BARS if frame.km(b) >= 45), _BARS[-1])
    wide = round(frame.km(length), 1)
    return (
        f'<path d="M16 {HEIGHT - 16}h{wide}m0-4v8m-{wide}-8v8" stroke="#444" fill="none"/>'
        f'<text x="{16 + wide / 2:g}" y="{HEIGHT - 24}" text-anchor="middle" font-size="11" fill="#444" '
        f'font-family="system-ui, sans-serif">{length} km</text>'
    )
