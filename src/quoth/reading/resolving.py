"""From what a calendar expression says to days, given the day it was said on.

Conventions of the guide: a week is Monday to Sunday, up to the day of speaking when that lies in it; a night is both
its days; "begin", "half" and "eind" of a month are its thirds; the last N days run from N days before the day of
speaking up to it; seasons are the meteorological ones (WMO)."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from typing import Literal

from quoth.model.edtf import Interval
from quoth.reading.expressions import TimeForm

Direction = Literal["past", "future"]
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FAR, _NEAR = 270, 60  # days: without a year, a date far off one way is the near one the other way
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7}


def resolve(form: TimeForm, anchor: Interval, focus: Interval | None, direction: Direction) -> Interval | None:
    """The days a form means when it is said within `anchor`; None when it is vague or an end of the anchor is open.

    `focus` is the day that the text spoke of last, for "that day" and its like.
    Where the anchor is more than a day, the answer holds all that its days allow.
    """
    if anchor.first is None or anchor.last is None:
        return None
    try:
        low = _on(form, anchor.first, focus or anchor, direction)
        high = low if anchor.is_day else _on(form, anchor.last, focus or anchor, direction)
    except (ValueError, OverflowError):  # no such day, or beyond the calendar
        return None
    if low is None or high is None:
        return None
    firsts = [i.first for i in (low, high) if i.first]
    lasts = [i.last for i in (low, high) if i.last]
    return Interval(
        min(firsts) if low.first and high.first and firsts else None,
        max(lasts) if low.last and high.last and lasts else None,
    )


def _on(form: TimeForm, day: dt.date, focus: Interval, direction: Direction) -> Interval | None:
    match form.kind:
        case "date" | "feast":
            return _date(form, day, direction)
        case "days":
            return _days(form, day, direction)
        case "month" | "months":
            return _months(form, day, direction)
        case "year":
            return _year(form.year or day.year)
        case "weekday":
            return _weekday(form, day, direction)
        case "relative":
            return _anaphoric(form, day, focus) if form.anaphoric else _relative(form, day, direction)
        case "span":
            return Interval(_shift(day, form.unit or "day", -(form.count or 1)), day)
        case "ahead":
            near = day if form.unit in {"hour", "minute"} else day + dt.timedelta(1)
            return Interval(near, _shift(day, form.unit or "day", form.count or 1))
        case "coming":
            return Interval(day, None)
        case "night":
            return _night(form, day, focus, direction)
        case "warday":
            return None if form.start is None or not form.count else _day(form.start, int(form.count) - 1)
        case "warstart":
            return None if form.start is None else Interval.day(form.start)
        case "part" | "clock":
            return focus if focus.is_day else Interval(focus.last, focus.last) if _short(focus) else Interval.day(day)
        case "now":
            return Interval.day(day)
        case "season":
            return _season(form, day, direction)
        case "phased":
            return _phased(form, day, direction)
        case _:
            return None


def _day(day: dt.date, offset: int = 0) -> Interval:
    return Interval.day(day + dt.timedelta(offset))


def _short(interval: Interval) -> bool:
    return interval.days is not None and interval.days <= 2


def _month(year: int, month: int) -> Interval:
    return Interval(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def _year(year: int) -> Interval:
    return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _add_months(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _shift(day: dt.date, unit: str, count: float) -> dt.date:
    """The day so many units away; hours are counted in days begun."""
    match unit:
        case "minute":
            return day
        case "hour":
            return day + dt.timedelta(math.copysign(math.ceil(abs(count) / 24), count))
        case "month":
            return _add_months(day, round(count)) if count == int(count) else day + dt.timedelta(round(count * 30.4))
        case "quarter":
            return _add_months(day, round(count * 3))
        case "year" | "decade":
            return _add_months(day, round(count * (120 if unit == "decade" else 12)))
        case _:
            return day + dt.timedelta(round(count * _DAYS.get(unit, 1)))


def _year_of(form: TimeForm, month: int, day: int, today: dt.date, direction: Direction) -> int:
    """The year that is meant: the one given, else the nearest in that direction."""
    if form.year:
        return form.year
    if form.offset:
        return today.year + form.offset
    before = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    after = today.year if (month, day) >= (today.month, today.day) else today.year + 1
    chosen, other = (before, after) if direction == "past" else (after, before)
    far, near = (abs((dt.date(y, month, min(day, 28)) - today).days) for y in (chosen, other))
    return other if far > _FAR and near < _NEAR else chosen


def _date(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    if form.day is None or form.month is None:
        return None
    year = _year_of(form, form.month, form.day, today, direction)
    found = _day(dt.date(year, form.month, form.day))
    return Interval(found.first, (found.first or today) + dt.timedelta(1)) if form.part == "night" else found


def _days(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    if form.day is None or form.month is None or form.last_day is None:
        return None
    last_month = form.last_month or form.month
    year = _year_of(form, form.month, form.day, today, direction)
    first, last = dt.date(year, form.month, form.day), dt.date(year, last_month, form.last_day)
    return Interval(first, last) if first <= last else None


def _months(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    if form.month is None:
        return None
    if form.year or form.offset:
        year = form.year or today.year + form.offset
    elif direction == "past":
        year = today.year if form.month <= today.month else today.year - 1
    else:
        year = today.year if form.month >= today.month else today.year + 1
    first = _month(year, form.month)
    if form.last_month:
        last = _month(year if form.last_month >= form.month else year + 1, form.last_month)
        return Interval(first.first, last.last)
    return first


def _weekday(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    if form.weekday is None:
        return None
    if form.unit == "week":
        found = today - dt.timedelta(today.isoweekday() - form.weekday) + dt.timedelta(7 * form.offset)
    else:
        forward = form.direction > 0 or (form.direction == 0 and direction == "future")
        steps = (form.weekday - today.isoweekday()) % 7 if forward else (today.isoweekday() - form.weekday) % 7
        if form.strict and steps == 0:
            steps = 7
        found = today + dt.timedelta(steps if forward else -steps)
    return Interval(found, found + dt.timedelta(1)) if form.part == "night" else Interval.day(found)


def _relative(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    unit, offset = form.unit or "day", form.offset
    if form.direction and unit in {"week", "month", "year", "decade", "quarter"}:
        return _about(today, unit, offset)
    match unit:
        case "minute":
            return Interval.day(today)
        case "hour":
            return Interval.day(today) if abs(offset) < 12 else _ordered(_shift(today, "hour", offset), today)
        case "day" | "halfday":
            return _day(today, offset)
        case "night":
            return _night(form, today, Interval.day(today), direction)
        case "week":
            monday = today - dt.timedelta(today.isoweekday() - 1) + dt.timedelta(7 * offset)
            return _capped(Interval(monday, monday + dt.timedelta(6)), today, direction, offset)
        case "weekend":
            return _weekend(today, offset, direction)
        case "month":
            there = _add_months(today.replace(day=1), offset)
            return _capped(_month(there.year, there.month), today, direction, offset)
        case "quarter":
            first = _add_months(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), 3 * offset)
            return Interval(first, _add_months(first, 3) - dt.timedelta(1))
        case "year":
            return _capped(_year(today.year + offset), today, direction, offset)
        case _:
            return None


def _ordered(one: dt.date, other: dt.date) -> Interval:
    return Interval(min(one, other), max(one, other))


def _capped(interval: Interval, today: dt.date, direction: Direction, offset: int) -> Interval:
    """This week, month or year: the part of it up to today, or, for plans, from today."""
    if offset:
        return interval
    return Interval(interval.first, today) if direction == "past" else Interval(today, interval.last)


def _about(today: dt.date, unit: str, offset: int) -> Interval | None:
    """ "Three weeks ago": the seven days around; "two months ago": that month; "five years ago": that year."""
    there = _shift(today, unit, offset)
    if unit == "week":
        return Interval(
            there - dt.timedelta(3), min(there + dt.timedelta(3), today) if offset < 0 else there + dt.timedelta(3)
        )
    return _month(there.year, there.month) if unit in {"month", "quarter"} else _year(there.year)


def _weekend(today: dt.date, offset: int, direction: Direction) -> Interval:
    saturday = today - dt.timedelta((today.isoweekday() - 6) % 7)
    if offset > 0 or (offset == 0 and direction == "future" and today.isoweekday() < 6):
        saturday += dt.timedelta(7)
    elif offset < 0 and today.isoweekday() >= 6:
        saturday -= dt.timedelta(7)
    last = saturday + dt.timedelta(1)
    return Interval(saturday, today) if saturday <= today < last and direction == "past" else Interval(saturday, last)


def _anaphoric(form: TimeForm, today: dt.date, focus: Interval) -> Interval | None:
    """Counted from the day spoken of last."""
    base = focus if _short(focus) else Interval.day(today)
    assert base.first is not None and base.last is not None
    unit = form.unit or "day"
    if form.offset == 0:
        day = base.last
        if unit == "week":
            return _relative(TimeForm("relative", unit="week", offset=0), day, "past")
        if unit == "month":
            return _month(day.year, day.month)
        return _year(day.year) if unit == "year" else base
    if unit in {"hour", "minute"}:
        return base
    return Interval(_shift(base.first, unit, form.offset), _shift(base.last, unit, form.offset))


def _night(form: TimeForm, today: dt.date, focus: Interval, direction: Direction) -> Interval | None:
    if form.unit == "last":
        return Interval(today - dt.timedelta(1), today)
    if form.unit == "next":
        return Interval(today, today + dt.timedelta(1))
    if form.unit == "that":
        base = focus.last if _short(focus) and focus.last else today
        return Interval(focus.first, base) if focus.days == 2 else Interval(base, base + dt.timedelta(1))
    if form.weekday is not None:
        found = _weekday(TimeForm("weekday", weekday=form.weekday), today, direction)
    else:
        month = form.last_month or form.month
        day = form.last_day or form.day
        found = _date(TimeForm("date", day=day, month=month, year=form.year), today, direction)
    if found is None or found.first is None:
        return None
    evening = found.first + dt.timedelta(form.offset)
    return Interval(evening, evening + dt.timedelta(1))


def _season(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    month = _SEASONS.get(form.unit or "")
    if month is None:
        return None

    def of(year: int) -> Interval:
        first = dt.date(year, month, 1)
        return Interval(first, _add_months(first, 3) - dt.timedelta(1))

    if form.year:
        return of(form.year)
    year = today.year
    while (start := of(year).first) and start > today:
        year -= 1  # the one that began last
    latest = of(year)
    running = latest.last is not None and latest.last >= today
    if form.offset > 0 or (direction == "future" and not running):
        return of(year + 1)
    return of(year - 1) if form.offset < 0 and running else latest


def _phased(form: TimeForm, today: dt.date, direction: Direction) -> Interval | None:
    """The beginning, middle or end of a month, year, season, week or day."""
    unit = form.unit
    if form.month is not None:
        whole = _months(TimeForm("month", month=form.month, year=form.year), today, direction)
    elif unit in _SEASONS:
        whole = _season(TimeForm("season", unit=unit, year=form.year), today, direction)
    elif form.year is not None:
        whole = _year(form.year)
    elif unit == "week":
        monday = today - dt.timedelta(today.isoweekday() - 1) + dt.timedelta(7 * form.offset)
        whole = Interval(monday, monday + dt.timedelta(6))
    elif unit == "month":
        there = _add_months(today.replace(day=1), form.offset)
        whole = _month(there.year, there.month)
    elif unit == "year":
        whole = _year(today.year + form.offset)
    else:
        return _day(today, form.offset)
    if whole is None or whole.first is None or whole.last is None or whole.days is None:
        return None
    cuts = (10, 20) if 28 <= whole.days <= 31 else (round(whole.days / 3), round(whole.days * 2 / 3))
    match form.phase:
        case "begin":
            return Interval(whole.first, whole.first + dt.timedelta(cuts[0] - 1))
        case "middle":
            return Interval(whole.first + dt.timedelta(cuts[0]), whole.first + dt.timedelta(cuts[1] - 1))
        case _:
            return Interval(whole.first + dt.timedelta(cuts[1]), whole.last)
