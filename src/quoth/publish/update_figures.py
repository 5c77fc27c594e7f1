"""Numbers, figures with qualifier and unit, days and periods in the reader's language, by CLDR."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from quoth.model import Quantity
from quoth.model.claim import YARDSTICK
from quoth.model.edtf import Interval, parse
from quoth.publish.update_model import Part
from quoth.publish.update_names import shown
from quoth.publish.update_wording import Parts, Phrase, Wording

_WEEK = 6


def reference(quantity: Quantity) -> str:
    """How a sentence refers to a figure: `value|high|unit|qualifier`."""
    high = "" if quantity.high is None else f"{quantity.high:g}"
    return f"{float(quantity.value)!r}|{high}|{quantity.unit}|{quantity.qualifier}"


def number(wording: Wording, value: float) -> str:
    return format_decimal(value, locale=wording.locale)


def figure(wording: Wording, quantity: Quantity) -> Part:
    """A figure as its source gave it; what no unit of the wording names is shown in its own words."""
    value = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    vague = wording.text("vague", str(value)) if quantity.qualifier == "vague" else ""
    units = wording.raw["units"]
    if quantity.unit not in units:
        left, right = wording.marks
        text = f"{left}{shown(quantity.text)}{right}"
    elif vague:
        counted = wording.count(("units", quantity.unit), 100, vague)
        text = counted
    else:
        count = number(wording, value)
        if quantity.high is not None:
            high = number(wording, quantity.high)
            count = wording.text("qualifiers", "range").replace("{n}", count).replace("{m}", high)
        counted = wording.count(("units", quantity.unit), quantity.high or value, count)
        text = wording.text("qualifiers", quantity.qualifier).replace("{n}", counted)
    return Part(text, "figure", reference(quantity))


def voices(wording: Wording, count: int) -> Part:
    """How many independent sources, with the noun."""
    words = wording.text("voices", str(count))
    return Part(words or wording.count(("voices", "more"), count, number(wording, count)), "count", str(count))


def level(wording: Wording, name: str) -> Part:
    """A level of certainty in the words of the yardstick, with its range."""
    word = wording.text("levels", name)
    if name not in YARDSTICK:
        return Part(word, "level", name)
    low, high = YARDSTICK[name]
    share = f"{number(wording, round(low * 100))}–{format_percent(high, locale=wording.locale)}"
    return Part(f"{word} ({share})", "level", name)


def date(wording: Wording, day: dt.date, year: bool = True) -> str:
    """A day, written out."""
    return format_date(day, "long" if year else _pattern(wording), locale=wording.locale)


def _pattern(wording: Wording) -> str:
    return "d MMMM"


def said(wording: Wording, day: dt.date, today: dt.date) -> Phrase:
    """When something was said: the weekday in the week before, else the date."""
    if 0 <= (today - day).days <= _WEEK:
        text = wording.raw["week"][day.weekday()]
    else:
        text = wording.text("on_date").replace("{date}", date(wording, day, day.year != today.year))
    return Phrase((Part(text, "day", day.isoformat()),))


def period(wording: Wording, when: str, today: dt.date) -> Parts:
    """When something happened, or nothing when the days are open at both ends."""
    span = parse(when)
    year = any(d is not None and d.year != today.year for d in (span.first, span.last))
    if span.first and span.last:
        if span.first == span.last:
            text = wording.text("on_date").replace("{date}", date(wording, span.first, year))
        else:
            text = _between(wording, span, year)
    elif span.first:
        text = wording.text("since").replace("{first}", date(wording, span.first, year))
    elif span.last:
        text = wording.text("until").replace("{last}", date(wording, span.last, year))
    else:
        return ()
    return (Part(text, "day", when),)


def _between(wording: Wording, span: Interval, year: bool) -> str:
    assert span.first and span.last
    same = (span.first.year, span.first.month) == (span.last.year, span.last.month)
    first = format_date(span.first, "d", locale=wording.locale) if same else date(wording, span.first, year)
    return wording.text("between").replace("{first}", first).replace("{last}", date(wording, span.last, year))
