"""Namesakes told apart by their company: names of one sentence mostly lie near each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.gazetteer import Gazetteer
from quoth.reading.place_phrases import Phrase

_CELL = 0.5  # degrees: about 55 km by 35 km
_REACH = 8  # names before and after that count as company
_MOST = 200  # candidates of one name that are looked at
_WIDEST = 60.0  # km: a point that may be farther off tells nothing


def companies(gazetteer: Gazetteer, framed: Sequence[Phrase]) -> dict[int, Mapping[int, float]]:
    """For each ambiguous name the share of the other names of its sentence that have a candidate near each candidate.

    Keys are the numbers of the phrases, then the indices of candidates. Linear in the number of candidates.
    """
    groups: dict[range, list[int]] = defaultdict(list)
    for number, phrase in enumerate(framed):
        if phrase.noun is None or phrase.noun.kind in {"settlement", "front"}:
            groups[phrase.sentence].append(number)
    known: dict[str, _Cells] = {}
    out: dict[int, Mapping[int, float]] = {}
    for members in groups.values():
        if len(members) < 2:
            continue
        cells = [_cells(gazetteer, framed[n], known) for n in members]
        for place, number in enumerate(members):
            around = cells[max(0, place - _REACH) : place] + cells[place + 1 : place + 1 + _REACH]
            others = [c.near for c in around if c.near]
            if len(cells[place].at) > 1 and others:
                out[number] = {
                    index: sum(cell in near for near in others) / len(others) for index, cell in cells[place].at.items()
                }
    return out


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of the settlements that a name may mean, and those cells with their neighbours."""

    at: Mapping[int, tuple[int, int]]
    near: frozenset[tuple[int, int]]


def _cells(gazetteer: Gazetteer, phrase: Phrase, known: dict[str, _Cells]) -> _Cells:
    key = phrase.name.span.text
    if key not in known:
        at: dict[int, tuple[int, int]] = {}
        for hit in (*phrase.name.hits, *phrase.name.bases)[:_MOST]:
            spot = gazetteer.at(hit.index)
            if spot.kind == "settlement" and spot.point is not None and spot.radius_km <= _WIDEST:
                at[spot.index] = (int(spot.point[0] / _CELL), int(spot.point[1] / _CELL))
        near = frozenset((x + dx, y + dy) for x, y in at.values() for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        known[key] = _Cells(at, near)
    return known[key]
