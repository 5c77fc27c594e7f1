"""Names as readers of a language know them: places, bodies, parties, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_interval

from quoth.conflicts import Conflict, party_of
from quoth.gazetteer import Spot, load_gazetteer
from quoth.gazetteer.romanize import scheme
from quoth.model import Source
from quoth.model.edtf import parse
from quoth.web.marking import plain
from quoth.web.wording import Wording, load_wording

_SCHEMES = {"nl": "nl-uk"}
_NAMING = ("id", "party", "text", "start", "end", "name", "speaker")
_CYRILLIC = range(0x400, 0x530)


@lru_cache(maxsize=50_000)
def place_name(place_id: str | None, name: str, language: str) -> str:
    """A place's name in a language: Izium is Izjoem to a Dutch reader. `name` stands in for one that is not listed."""
    if not place_id:
        return name
    known = load_gazetteer()
    index = known.index_of(place_id)
    if index is None:
        return name
    spot, words = known.at(index), load_wording(language)
    listed = words.words.get(f"place.{spot.id}")
    if listed:
        return listed
    if spot.kind == "country":
        return words.locale.territories.get(spot.country) or spot.name
    if language == "uk":
        adjective = spot.kind in ("oblast", "raion") and spot.native.endswith(("а", "ий"))
        return words(f"unit.{spot.kind}", name=spot.native) if adjective else spot.native
    if spot.kind in ("oblast", "raion"):
        return _unit_name(spot, words)
    return _spelled(spot, language)


def _unit_name(spot: Spot, words: Wording) -> str:
    known = load_gazetteer()
    seat = known.seat(spot.index)
    key = f"unit.{spot.kind}"
    if words.code == "en" or seat is None or not words.has(key):
        return spot.name
    return words(key, name=place_name(known.at(seat).id, known.at(seat).name, words.code))


def _spelled(spot: Spot, language: str) -> str:
    made = _SCHEMES.get(language)
    if made is None or spot.kind != "settlement" or not any(ord(c) in _CYRILLIC for c in spot.native):
        return spot.name
    return scheme(made).spell(spot.native)[0]


def source_name(source_id: str, conflict: Conflict, words: Wording) -> str:
    """A body's name: as the words list it, else its office and party, else as the conflict file has it."""
    listed = words.words.get(f"source.{source_id}")
    if listed:
        return listed
    party, office = party_of(source_id), source_id.partition("-")[2]
    if party and words.has(f"office.{office}"):
        return words("office.of", office=words(f"office.{office}"), party=words.country(party))
    return conflict.name_of(source_id) or source_id


def source_of(record: Mapping[str, Any] | None) -> Source | None:
    """The source of a claim's record, as far as its name needs it."""
    return Source(**{name: record.get(name) for name in _NAMING}) if record else None  # type: ignore[arg-type]


def speaker_name(source: Source | None, conflict: Conflict, words: Wording) -> str:
    """Who a claim is by, for people: person and body, or the words that name them."""
    if source is None:
        return words("claim.report")
    body = source_name(source.id, conflict, words) if source.id else source.name
    if source.speaker and body and source.speaker != body:
        return f"{source.speaker} · {body}" if source.id else source.speaker
    return source.speaker or body or source.text or words("claim.unnamed")


def day_name(when: str | None, words: Wording, length: str = "long") -> str:
    """An EDTF value in words: a day, a month, a year, or from one day to another."""
    return _day_name(when, words.code, length) if when else ""


@lru_cache(maxsize=20_000)
def _day_name(when: str, language: str, length: str) -> str:
    words = load_wording(language)
    try:
        interval = parse(when)
    except ValueError:
        return plain(when)
    first, last, locale = interval.first, interval.last, words.locale
    if first and last:
        if first == last:
            return format_date(first, length, locale)
        if len(when) == 4:
            return when
        if len(when) == 7:
            return format_date(first, "LLLL y", locale)
        return format_interval(first, last, "yMMMd", locale=locale)
    if first:
        return words("day.from", day=format_date(first, length, locale))
    return words("day.until", day=format_date(last, length, locale)) if last else when


def short_day(day: dt.date, words: Wording) -> str:
    return format_date(day, "d MMM y", words.locale)
