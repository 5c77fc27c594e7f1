"""Which quantities a claim's content holds, and what became of the people that it counts."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.languages.units import Fate, Units, load_units
from quoth.model.claim import Quantity
from quoth.reading.quantities import QuantityMention
from quoth.text import Passage

_MILITARY = {
    "offensive", "advance", "breakthrough", "entry", "capture", "recapture", "holding", "withdrawal", "redeployment", "repelled",
    "encirclement", "fighting", "prisoners",
}  # fmt: skip
_STAY = {"resident"}  # "2,000 residents were evacuated" still counts residents
_REACH = 14


def quantities_in(
    passage: Passage,
    content: range,
    mentions: Sequence[QuantityMention],
    *,
    language: str,
    event_type: str | None = None,
) -> tuple[Quantity, ...]:
    """The quantities whose number lies in the content (token range); people get the fate that the words near them tell."""
    units = load_units(language)
    inside = [m for m in mentions if m.number in content and m.end <= content.stop]
    fates = _fates(passage, content, units)
    out: list[Quantity] = []
    for m in inside:
        first = max(m.first, content.start)
        span = passage.span(first, m.end)
        unit = _unit(passage, m, inside, fates, event_type, units)
        out.append(Quantity(span.text, span.start, span.end, m.value, unit, m.qualifier, m.high))
    return tuple(out)


def _fates(passage: Passage, content: range, units: Units) -> list[tuple[int, Fate]]:
    """Where the content tells of a fate: token and fate."""
    tokens = passage.tokens
    out: list[tuple[int, Fate]] = []
    for i in content:
        word = tokens[i].lower
        if word in units.fates:
            out.append((i, units.fates[word]))
        for phrase, fate in units.fate_phrases.get(word, ()):
            if tuple(t.lower for t in tokens[i : i + len(phrase)]) == phrase:
                out.append((i, fate))
        for partner, fate in units.fate_pairs.get(word, ()):
            for k in range(i + 1, min(content.stop, i + 16)):
                if tokens[k].lower == partner and not (k + 1 < len(tokens) and tokens[k + 1].kind == "number"):
                    out.append((k, fate))
                    break
    return out


def _unit(
    passage: Passage,
    m: QuantityMention,
    others: Sequence[QuantityMention],
    fates: Sequence[tuple[int, Fate]],
    event_type: str | None,
    units: Units,
) -> str:
    unit = m.unit
    if m.person and not m.among:
        nearest = min(((_distance(passage, m, at, units), at, fate) for at, fate in fates), default=None)
        if nearest and nearest[0] <= _REACH and not _taken(m, nearest[1], others):
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


def _distance(passage: Passage, m: QuantityMention, at: int, units: Units) -> int:
    """Tokens between a quantity and a word of fate; a comma or a conjunction between them counts for four."""
    low, high = (m.end, at) if at >= m.end else (at + 1, m.first)
    if m.first <= at < m.end:
        return 0
    steps = 0
    for k in range(low, high):
        token = passage.tokens[k]
        steps += 4 if token.text in {",", ";", ":", "–", "—"} or token.lower in units.joins else 1
    return steps


def _taken(m: QuantityMention, at: int, others: Sequence[QuantityMention]) -> bool:
    """Whether another counted group of people stands between the two."""
    low, high = (m.end, at) if at >= m.end else (at, m.first)
    return any(o is not m and o.person and not o.among and low <= o.first < high for o in others)
