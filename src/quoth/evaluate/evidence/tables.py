"""Tables of others (CSV): control by place and day or by place and period, events in VIINA's shape, lists of places."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from quoth.evaluate.evidence.stated import Stated, Where, day, status

_IDS = ("katottg", "katotth", "katottgid", "katotthid", "katottg_id", "katotth_id", "place_id", "place", "id", "code")
_GEONAMES = ("geonameid", "geoname_id", "geonames_id")
_NAMES = ("name", "asciiname", "settlement", "town", "city", "location", "place")
_LATITUDES, _LONGITUDES = ("latitude", "lat", "y"), ("longitude", "lon", "lng", "long", "x")
_DAYS = ("date", "day", "as_of")
_FIRSTS, _LASTS = ("from", "since", "start", "first", "begin"), ("to", "until", "end", "last")
_LONGEST = 20_000  # days
_FOREVER = "9999"  # the year that databases write for "still"
_STATES = ("state", "status", "control", "holder", "held_by", "controlled_by")
#: The columns by which each shape is told, for messages.
SHAPES = (
    "a control table (a place, date or from/to, and status), events in VIINA's shape (a place, date, t_... labels), "
    "a list of places (geonameid, latitude, longitude), or polygons (GeoJSON with date and status)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what; None where it has no such column."""

    ids: tuple[str, ...]
    geonames: str | None
    name: str | None
    latitude: str | None
    longitude: str | None
    day: str | None
    first: str | None
    last: str | None
    state: str | None
    labels: tuple[str, ...]

    @property
    def shape(self) -> str | None:
        """`control`, `events`, `places`, or None for a table of another kind."""
        placed = bool(self.ids or self.geonames or self.name or (self.latitude and self.longitude))
        if placed and (self.day or self.first):
            return "control" if self.state else "events" if self.labels else None
        return "places" if self.geonames and self.latitude and self.longitude else None


def columns_of(header: Sequence[str]) -> Columns:
    """The columns of a table by their names, whatever their case."""
    have = {name.strip().casefold(): name for name in header}

    def one(names: Iterable[str]) -> str | None:
        return next((have[n] for n in names if n in have), None)

    labels = tuple(have[n] for n in have if n.removesuffix("_b") in _labels())
    return Columns(
        tuple(have[n] for n in _IDS if n in have), one(_GEONAMES), one(_NAMES), one(_LATITUDES), one(_LONGITUDES),
        one(_DAYS), one(_FIRSTS), one(_LASTS), one(_STATES), labels,
    )  # fmt: skip


@cache
def kinds() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Kinds of event that can be compared, each with the others' labels and the types of event of claims."""
    found = tomllib.loads((resources.files("quoth.evaluate.evidence") / "kinds.toml").read_text("utf-8"))
    return {kind: {name: tuple(values) for name, values in about.items()} for kind, about in found.items()}


@cache
def _labels() -> Mapping[str, str]:
    return {label: kind for kind, about in kinds().items() for label in about["labels"]}


def rows_of(lines: Iterable[str]) -> tuple[Sequence[str], Iterator[tuple[int, dict[str, str]]]]:
    """The header of a table and its rows with their numbers; a row of HXL hashtags is passed over.

    The delimiter is the one that the header has most of.
    """
    rest = iter(lines)
    header = next(rest, "").removeprefix("\ufeff")
    delimiter = max(",;\t", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        reader = csv.reader(rest, delimiter=delimiter)
        for row in reader:
            if row and not (reader.line_num == 1 and any(c.startswith("#") for c in row)):
                yield reader.line_num + 1, dict(zip(names, row, strict=False))

    return names, rows()


def where_of(row: Mapping[str, str], columns: Columns) -> Where:
    """How a row names its place; of several ids the first that looks like one."""
    ids = (row.get(c, "").strip() for c in columns.ids)
    place_id = next((i for i in ids if i.startswith(("UA", "geonames:")) and i[-3:].isdigit()), None)
    geonames = (row.get(columns.geonames or "") or "").strip().partition(".")[0]
    if place_id is None and geonames.isdigit():
        place_id = f"geonames:{geonames}"
    point = None
    if columns.latitude and columns.longitude and row.get(columns.latitude) and row.get(columns.longitude):
        point = (_degrees(row[columns.latitude], 90), _degrees(row[columns.longitude], 180))
    return Where(place_id, (row.get(columns.name or "") or "").strip().lstrip("'") or None, point)


def _degrees(value: str, most: int) -> float:
    try:
        degrees = float(value)
    except ValueError:
        raise ValueError(f"not degrees: {value[:20]!r}") from None
    if not -most <= degrees <= most:
        raise ValueError(f"{degrees:g} degrees is off the globe")
    return degrees


def stated(number: int, row: Mapping[str, str], columns: Columns, sides: Sequence[str]) -> Stated:
    """What a row of a control or event table says.

    Raises:
        ValueError: a cell is not of its form; the message says which.
    """
    where = where_of(row, columns)
    if where == Where():
        raise ValueError("no place")
    first = day(row.get(columns.day or columns.first or "", ""))
    last: dt.date | None = first
    if not columns.day:
        end = (row.get(columns.last or "") or "").strip()
        last = day(end) if end and not end.startswith(_FOREVER) else None
        if last and last < first:
            raise ValueError(f"the period ends ({last}) before it begins ({first})")
        if last and (last - first).days > _LONGEST:
            raise ValueError(f"the period ({first} to {last}) is longer than a war")
    if columns.state:
        return Stated(number, where, first, last, status(row.get(columns.state, ""), sides))
    marked = (c for c in columns.labels if _is_marked(row.get(c, "")))
    found = dict.fromkeys(_labels()[c.strip().casefold().removesuffix("_b")] for c in marked)
    return Stated(number, where, first, last, kinds=tuple(found))


def _is_marked(value: str) -> bool:
    """Whether a label is set: 1, or a probability of at least a half."""
    try:
        return float(value) >= 0.5
    except ValueError:
        return value.strip().casefold() in ("true", "yes")
