"""Edges: tokens that carry nothing themselves, and may stand between the parts of an attribution."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.reading.chart import Chart
from quoth.reading.context import Context

#: A shape of an attribution: its name, its contents, and whether it asks for the statement before instead.
Shapes = Iterator[tuple[str, list[range], bool]]
PAUSES = {",", "–", "—", "-", ";", ":"}


def is_light(context: Context, i: int) -> bool:
    return context.low(i) in context.words.adverbs or context.is_named(i)


def is_adverbial(context: Context, i: int) -> bool:
    """Whether a token can stand before a fronted attribution: an adverb, a date, a mark, a conjunction."""
    low = context.low(i)
    return (
        low in context.words.adverbs
        or low in context.words.coordinators
        or context.mark(i) in PAUSES
        or is_time(context, i)
    )


def is_time(context: Context, i: int) -> bool:
    return context.is_dated(i)


def has_verb(chart: Chart, first: int, end: int) -> bool:
    return any(c.verb is not None and first <= c.verb < end for c in chart.clauses)
