"""Which quantities a claim's content holds, and what became of the people that it counts.

`find_quantities` finds them once for a whole text; `quantities_in` reads them for one claim.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quoth.model.claim import Quantity
from quoth.reading.counting import QuantityMention, find_quantities
from quoth.text import Passage

__all__ = ["QuantityMention", "find_quantities", "quantities_in"]

_MILITARY = {
    "offensive", "advance", "breakthrough", "entry", "capture", "recapture", "holding", "withdrawal", "redeployment",
    "repelled", "encirclement", "fighting", "prisoners",
}  # fmt: skip
_STAY = {"resident"}  # "2,000 residents were evacuated" still counts residents


def quantities_in(
    passage: Passage,
    content: range,
    mentions: Sequence[QuantityMention],
    *,
    event_type: str | None = None,
) -> tuple[Quantity, ...]:
    """The quantities whose number lies in the content (token range); people get the fate that words near them tell."""
    begin = bisect_left(mentions, content.start, key=lambda m: m.number)
    inside = mentions[begin : bisect_right(mentions, content.stop, key=lambda m: m.end)]
    out: list[Quantity] = []
    for k, m in enumerate(inside):
        first = max(m.first, content.start)
        span = passage.span(first, m.end)
        unit = _unit(m, content, [*inside[max(0, k - 1) : k], *inside[k + 1 : k + 2]], event_type)
        out.append(Quantity(span.text, span.start, span.end, m.value, unit, m.qualifier, m.high))
    return tuple(out)


def _unit(m: QuantityMention, content: range, others: Sequence[QuantityMention], event_type: str | None) -> str:
    unit = m.unit
    if m.person and not m.among:
        nearest = min(((distance, -at, fate) for at, distance, fate in m.fates if at in content), default=None)
        if nearest and not _taken(m, -nearest[1], others):
            fate = nearest[2]
            if fate != "evacuated" or unit not in _STAY:
                return f"person {fate}"
        elif event_type == "prisoners":
            return "person captured"
        elif event_type == "evacuation" and unit == "person":
            return "person evacuated"
    if unit == "national":
        return "soldier" if event_type in _MILITARY else "person"
    return unit


def _taken(m: QuantityMention, at: int, others: Sequence[QuantityMention]) -> bool:
    """Whether another counted group of people, next to this one (`others`), stands between the two."""
    low, high = (m.end, at) if at >= m.end else (at, m.first)
    return any(o.person and not o.among and low <= o.first < high for o in others)
