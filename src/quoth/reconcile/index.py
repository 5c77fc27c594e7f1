"""Where an utterance is looked for: by place, source, side and document, each in the order of becoming known."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quoth.reconcile.utterances import Utterance

#: How long an utterance stands to be reacted to, in days: on who holds a place, and on anything else.
WINDOW = 45
SHORT = 6
#: The nearest utterances looked at in one line, and claims in one document: a bound on work, not on meaning.
REACH = 40
NEIGHBOURS = 40
_REPORTS = 20
#: Measures that a side adds up over a whole campaign.
SUMS = frozenset({"ground", "settlement"})

Line = tuple[str, ...]
Order = tuple[str, str, str, int, str]


def window_of(utterance: Utterance) -> int:
    return WINDOW if utterance.head.family == "ground" else SHORT


class Index:
    """Utterances in lines, each sorted by the order in which they became known."""

    def __init__(self) -> None:
        self.all: dict[str, Utterance] = {}
        self._lines: dict[Line, list[tuple[Order, str]]] = defaultdict(list)
        self._documents: dict[str, list[tuple[Order, str]]] = defaultdict(list)

    def add(self, utterance: Utterance) -> None:
        self.all[utterance.id] = utterance
        for line in (*own_lines(utterance), *_below(utterance)):
            insort(self._lines[line], (utterance.order, utterance.id))
        for report in utterance.reports:
            insort(self._documents[report.document], (report.order, utterance.id))

    def drop(self, utterance: Utterance) -> None:
        del self.all[utterance.id]
        for line in (*own_lines(utterance), *_below(utterance)):
            self._lines[line].remove((utterance.order, utterance.id))
            if not self._lines[line]:
                del self._lines[line]
        for report in utterance.reports:
            self._documents[report.document].remove((report.order, utterance.id))
            if not self._documents[report.document]:
                del self._documents[report.document]

    def before(self, utterance: Utterance, lines: Iterable[Line]) -> list[Utterance]:
        """Earlier utterances in these lines, the latest first."""
        least = (_shift(utterance.order[0], -window_of(utterance)),)
        found: dict[str, None] = {}
        for line in lines:
            row = self._lines.get(line, [])
            last = bisect_left(row, (utterance.order, ""))
            first = max(bisect_left(row, (least,)), last - REACH)
            found.update(dict.fromkeys(key for _, key in reversed(row[first:last]) if key != utterance.id))
        return sorted((self.all[k] for k in found), key=lambda u: u.order, reverse=True)

    def beside(self, utterance: Utterance) -> list[Utterance]:
        """The other utterances in its documents, in the order of becoming known."""
        found: dict[str, None] = {}
        for report in utterance.reports[:_REPORTS]:
            row = self._documents[report.document]
            at = bisect_left(row, (report.order, ""))
            near = row[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
            found.update(dict.fromkeys(key for _, key in near if key != utterance.id))
        return sorted((self.all[k] for k in found), key=lambda u: u.order)

    def reacting(self, utterance: Utterance) -> Iterator[str]:
        """The utterances whose relations may change when this one comes or goes.

        They are those that find it among the last in one of its lines, and those beside it.
        """
        most = (_shift(utterance.order[0], window_of(utterance) + 1),)
        for line in (*own_lines(utterance), *_below(utterance)):
            row = self._lines.get(line, [])
            at = bisect_left(row, (utterance.order, ""))
            last = row[at + REACH + 1] if at + REACH + 1 < len(row) else None
            for readers in (line, _other(line)):
                found = self._lines.get(readers, [])
                first = bisect_left(found, (utterance.order, ""))
                end = bisect_left(found, (most,))
                if last is not None:
                    end = min(end, bisect_left(found, last) + 1)
                yield from (key for _, key in found[first:end])
        for document in utterance.documents:
            yield from (key for _, key in self._documents.get(document, []))


def own_lines(utterance: Utterance) -> tuple[Line, ...]:
    """The lines that an utterance stands in: its places, and the sums of ground that its side won."""
    family = utterance.head.family
    keys = dict.fromkeys(p.spot.key for p in utterance.places)
    return (*(("place", key, family) for key in keys), *sum_lines(utterance))


def sum_lines(utterance: Utterance) -> tuple[Line, ...]:
    """The lines of the sums that it tells: square kilometres and settlements, by who won them."""
    head = utterance.head
    if head.family != "ground":
        return ()
    told = dict.fromkeys(a.measure for a in utterance.amounts if a.measure in SUMS)
    return tuple(("sum", measure, head.claim.event.actor or "") for measure in told)


def place_lines(utterance: Utterance) -> tuple[Line, ...]:
    """The lines of its places, and of the units that they lie in."""
    family = utterance.head.family
    keys = [key for p in utterance.places for key in (p.spot.key, *p.spot.above)]
    return tuple(("place", key, family) for key in dict.fromkeys(keys))


def inner_lines(utterance: Utterance) -> tuple[Line, ...]:
    """The lines of what is said of places inside its own."""
    units = dict.fromkeys(p.spot.key for p in utterance.places if p.spot.kind in ("raion", "oblast"))
    return tuple(("below", key, utterance.head.family) for key in units)


def _below(utterance: Utterance) -> tuple[Line, ...]:
    own = {p.spot.key for p in utterance.places}
    above = dict.fromkeys(key for p in utterance.places for key in p.spot.above if key not in own)
    return tuple(("below", key, utterance.head.family) for key in above)


def _other(line: Line) -> Line:
    """Where those stand that read a line without standing in it."""
    kind, *rest = line
    return ({"place": "below", "below": "place"}.get(kind, "-"), *rest)


@lru_cache(maxsize=4096)
def _shift(day: str, by: int) -> str:
    try:
        return dt.date.fromordinal(max(1, dt.date.fromisoformat(day[:10]).toordinal() + by)).isoformat()
    except (ValueError, OverflowError):
        return day
