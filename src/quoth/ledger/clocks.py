"""The ledger's three clocks: when it happened, when it was said, when it was published; and when it was recorded."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from quoth.model.edtf import parse

#: An interval of more days than this is searched apart, so that one long interval does not slow down every day.
LONG = 31
FIRST, LAST = "0000-00-00", "9999-99-99"  # open ends, before and after every day

_OFFSET = re.compile(r"T(\d\d):(\d\d).*?([+-])(\d\d):?(\d\d)$", re.ASCII)

Days = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was known: from documents published by the end of a day, from rows recorded by the end of a day (UTC)."""

    published: dt.date | None = None
    recorded: dt.date | None = None


def last_day(when: str | None) -> str | None:
    """The last day (UTC) that an EDTF value may mean, or None when it is missing, open or not a date."""
    if not when:
        return None
    try:
        last = parse(when).last
    except ValueError:
        return None
    if last is None:
        return None
    offset = _OFFSET.search(when)
    if offset:
        hours, minutes, sign, away, past = offset.groups()
        shift = dt.timedelta(hours=int(away), minutes=int(past)) * (-1 if sign == "+" else 1)
        clock = dt.datetime.combine(last, dt.time(), dt.UTC) + dt.timedelta(hours=int(hours), minutes=int(minutes))
        last = (clock + shift).date()
    return last.isoformat()


def known_from(dated: str | None, published: str | None) -> str | None:
    """The day from whose end a document counts as known: the last of `dated`, else of `published`, else None."""
    return last_day(dated) or last_day(published)


def days(*choices: str | None) -> Days | None:
    """The first usable EDTF value as (1 when it is long or open, first day, last day), or None."""
    return next((span for when in choices if when and (span := _days(when))), None)


@lru_cache(maxsize=10_000)
def _days(when: str) -> Days | None:
    try:
        interval = parse(when)
    except ValueError:
        return None
    length = interval.days
    first = interval.first.isoformat() if interval.first else FIRST
    last = interval.last.isoformat() if interval.last else LAST
    return (int(length is None or length > LONG), first, last)


def is_date(value: object) -> bool:
    """Whether a value is a date or an interval in the EDTF subset of `quoth.model.edtf`."""
    return isinstance(value, str) and _days(value) is not None


def stamp(moment: dt.datetime) -> str:
    """A moment in UTC to the microsecond, in a form that sorts as text."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def earlier(day: dt.date, by: int) -> str:
    """The day `by` days before, as far as the calendar goes."""
    return dt.date.fromordinal(max(1, day.toordinal() - by)).isoformat()


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
