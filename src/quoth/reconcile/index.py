"""Where an utterance is looked for: by place, source, side and document, each in the order of becoming known."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from quoth.reconcile.shelf import Shelf
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
Entry = tuple[Order, str]


def window_of(utterance: Utterance) -> int:
    return WINDOW if utterance.head.family == "ground" else SHORT


class Index:
    """Utterances in lines, each sorted by the order in which they became known and cut into months.

    Args:
        within: the utterances that a document's claims report, each with the order of the claim.
    """

    def __init__(self, within: Callable[[str], list[Entry]]) -> None:
        self.all: Shelf[Utterance] = Shelf()
        self.lines: Shelf[list[Entry]] = Shelf()
        self._within = within

    def add(self, utterance: Utterance) -> None:
        self.all.put(utterance.id, utterance)
        month = utterance.order[0][:7]
        for line in (*own_lines(utterance), *_below(utterance)):
            row = self.lines.get((*line, month)) or []
            insort(row, (utterance.order, utterance.id))
            self.lines.put((*line, month), row)

    def drop(self, utterance: Utterance) -> None:
        self.all.drop(utterance.id)
        month = utterance.order[0][:7]
        for line in (*own_lines(utterance), *_below(utterance)):
            row = self.lines.get((*line, month)) or []
            row.remove((utterance.order, utterance.id))
            self.lines.put((*line, month), row) if row else self.lines.drop((*line, month))

    def before(self, utterance: Utterance, lines: Iterable[Line]) -> list[Utterance]:
        """Earlier utterances in these lines, the latest first."""
        found: dict[str, None] = {}
        for line in lines:
            found.update(dict.fromkeys(self._last(line, utterance)))
        return self._these(found, reverse=True)

    def _last(self, line: Line, utterance: Utterance) -> Iterator[str]:
        least = (_shift(utterance.order[0], -window_of(utterance)),)
        left = REACH
        for month in reversed(_months(least[0], utterance.order[0])):
            row = self.lines.get((*line, month)) or []
            last = bisect_left(row, (utterance.order, ""))
            first = max(bisect_left(row, (least,)), last - left)  # a shorter tuple sorts first
            yield from (key for _, key in reversed(row[first:last]) if key != utterance.id)
            left -= last - first
            if left <= 0:
                return

    def beside(self, utterance: Utterance) -> list[Utterance]:
        """The other utterances in its documents, in the order of becoming known."""
        found: dict[str, None] = {}
        for report in utterance.reports[:_REPORTS]:
            row = self._within(report.document)
            at = bisect_left(row, (report.order, ""))
            near = row[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
            found.update(dict.fromkeys(key for _, key in near if key != utterance.id))
        return self._these(found)

    def _these(self, keys: Iterable[str], reverse: bool = False) -> list[Utterance]:
        self.all.load(keys)
        return sorted((u for k in keys if (u := self.all.get(k))), key=lambda u: u.order, reverse=reverse)

    def reacting(self, utterance: Utterance) -> Iterator[str]:
        """The utterances whose relations may change when this one comes or goes.

        They are those that find it among the last in one of its lines, and those beside it.
        """
        most = _shift(utterance.order[0], window_of(utterance) + 1)
        for line in (*own_lines(utterance), *_below(utterance)):
            past = next(islice(self._from(line, utterance.order, most), REACH + 1, None), None)
            for readers in (line, _other(line)):
                for entry in self._from(readers, utterance.order, most):
                    yield entry[1]
                    if past is not None and entry >= past:
                        break
        for document in utterance.documents:
            yield from (key for _, key in self._within(document))

    def _from(self, line: Line, order: Order, most: str) -> Iterator[Entry]:
        """The entries of a line from a place in the order to before a day."""
        for month in _months(order[0], most):
            row = self.lines.get((*line, month)) or []
            for entry in islice(row, bisect_left(row, (order, "")), None):
                if entry[0][0] >= most:
                    return
                yield entry


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
def _months(first: str, last: str) -> tuple[str, ...]:
    """The months from one day to another, as their first seven characters; an unknown day is a month of its own."""
    try:
        start, end = (int(d[:4]) * 12 + int(d[5:7]) - 1 for d in (first, last))
    except ValueError:
        return tuple(dict.fromkeys((first[:7], last[:7])))
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1))


@lru_cache(maxsize=4096)
def _shift(day: str, by: int) -> str:
    try:
        return dt.date.fromordinal(max(1, dt.date.fromisoformat(day[:10]).toordinal() + by)).isoformat()
    except (ValueError, OverflowError):
        return day
