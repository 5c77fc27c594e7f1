"""The subset of EDTF (ISO 8601-2:2019) that claims use: days, months, years, and intervals with open ends.

A value is a string such as `2022-09-11`, `2022-09`, `2022`, `2022-09-05/2022-09-11`, `../2022-09-11`, `2022-02-24/..`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_EDGE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from `first` to `last`, both included; `None` is an open end."""

    first: dt.date | None
    last: dt.date | None

    @classmethod
    def day(cls, day: dt.date) -> Interval:
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def days(self) -> int | None:
        """The number of days in it, or None when an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1

    def intersect(self, other: Interval) -> Interval | None:
        """The days in both, or None when there are none."""
        first = max((d for d in (self.first, other.first) if d), default=None)
        last = min((d for d in (self.last, other.last) if d), default=None)
        if first and last and first > last:
            return None
        return Interval(first, last)

    def __contains__(self, day: dt.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        return unparse(self)


def _edge(value: str, last: bool) -> dt.date | None:
    if value == "..":
        return None
    m = _EDGE.fullmatch(value)
    if not m:
        raise ValueError(f"not an EDTF date: {value!r}; write 2022, 2022-09, 2022-09-11 or 2022-09-05/2022-09-11")
    year, month, day = (int(x) if x else None for x in m.groups())
    assert year is not None
    if month is None:
        month, day = (12, 31) if last else (1, 1)
    elif day is None:
        day = calendar.monthrange(year, month)[1] if last and 1 <= month <= 12 else 1
    return dt.date(year, month, day)


@lru_cache(maxsize=4096)
def parse(value: str) -> Interval:
    """The days that an EDTF value covers; a time of day (`T18:30Z`) is dropped.

    Raises:
        ValueError: the value is outside the subset, or no such day exists.
    """
    first, slash, last = value.strip().partition("/")
    interval = Interval(_edge(first, False), _edge(last if slash else first, True))
    if interval.first and interval.last and interval.first > interval.last:
        raise ValueError(f"the interval {value!r} ends before it begins")
    return interval


def unparse(interval: Interval) -> str:
    """The shortest EDTF value for these days: a day, a whole month or year, else an interval."""
    first, last = interval.first, interval.last
    if first and last:
        if first == last:
            return first.isoformat()
        month_ends = last.day == calendar.monthrange(last.year, last.month)[1]
        if first.day == 1 and (first.year, first.month) == (last.year, last.month) and month_ends:
            return f"{first:%Y-%m}"
        if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
            return f"{first:%Y}"
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
