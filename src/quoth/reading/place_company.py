"""Namesakes told apart by their company: names of one sentence mostly lie near each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
    out: dict[int, Mapping[int, float]] = {}
    for members in groups.values():
        cells = {n: _cells(gazetteer, framed[n]) for n in members}
        if len(members) < 2 or all(len(c) < 2 for c in cells.values()):
            continue
        sets = {n: set(c.values()) for n, c in cells.items()}
        for number in members:
            near_by = (n for n in members if n != number and abs(n - number) <= _REACH and cells[n])
            others = [sets[n] for n in near_by]
            if len(cells[number]) > 1 and others:
                out[number] = {
                    index: sum(any(cell in near for cell in _around(at)) for near in others) / len(others)
                    for index, at in cells[number].items()
                }
    return out


def _cells(gazetteer: Gazetteer, phrase: Phrase) -> dict[int, tuple[int, int]]:
    """The cells of the settlements that a name may mean."""
    out: dict[int, tuple[int, int]] = {}
    for hit in (*phrase.name.hits, *phrase.name.bases)[:_MOST]:
        spot = gazetteer.at(hit.index)
        if spot.kind == "settlement" and spot.point is not None and spot.radius_km <= _WIDEST:
            out[spot.index] = (int(spot.point[0] / _CELL), int(spot.point[1] / _CELL))
    return out


def _around(cell: tuple[int, int]) -> list[tuple[int, int]]:
    return [(cell[0] + dx, cell[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
