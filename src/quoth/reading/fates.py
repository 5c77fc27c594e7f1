"""What became of the people that a number counts: the words for it near the number."""

from __future__ import annotations

from quoth.languages.units import Fate
from quoth.reading.counted import DASHES, PhraseReader

_FATE_REACH = 14  # how far from a number of people a word tells their fate; commas and conjunctions count for four


def near_fates(reader: PhraseReader, first: int, end: int) -> tuple[tuple[int, int, Fate], ...]:
    """The words near a number of people that tell what became of them: token, distance, fate; bounded by the reach."""
    tokens, units = reader.tokens, reader.units
    found: list[tuple[int, int, Fate]] = []
    for at in range(first, end):
        if (fate := _fate_at(reader, at)) is not None:
            found.append((at, 0, fate))
    for step, start in ((1, end), (-1, first - 1)):
        at, distance = start, 0
        while reader.begin <= at < reader.end and distance <= _FATE_REACH:
            if (fate := _fate_at(reader, at)) is not None:
                found.append((at, distance, fate))
            distance += 4 if tokens[at].text in _BREAKS or tokens[at].lower in units.joins else 1
            at += step
    return tuple(found)


_BREAKS = {",", ";", ":", *DASHES}


def _fate_at(reader: PhraseReader, i: int) -> Fate | None:
    tokens, units = reader.tokens, reader.units
    word = tokens[i].lower
    for start in range(max(reader.begin, i - 2), i + 1):
        for phrase, fate in units.fate_phrases.get(tokens[start].lower, ()):
            if start + len(phrase) > i and tuple(t.lower for t in tokens[start : start + len(phrase)]) == phrase:
                return fate
    for opener, fate in units.fate_pairs.get(word, ()):
        follows = tokens[i + 1] if i + 1 < reader.end else None
        if follows is not None and (follows.kind == "number" or follows.lower in reader.numbers.cardinals):
            continue  # "kwamen om vijf uur aan"
        for k in range(max(reader.begin, i - 16), i):
            if tokens[k].lower == opener:
                return fate
    return units.fates.get(word)
