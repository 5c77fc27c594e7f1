"""Others' control beside ours: for each place, runs of days on which both say the same two things."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from quoth.evaluate.evidence.files import Evidence
from quoth.evaluate.evidence.match import Places
from quoth.evaluate.evidence.stated import CONTESTED, Stated
from quoth.ledger import AsOf, Ledger
from quoth.publish.export import View
from quoth.publish.export.holding import Holding, holder_of, spoken_spots
from quoth.reconcile import Turn

#: `agrees`: the same holder, or contested for both; `claimed`: we have only that holder's own claim; `silent`: our
#: claims do not say who holds it; `theirs-silent`: the others do not.
Verdict = Literal["agrees", "claimed", "differs", "silent", "theirs-silent"]
VERDICTS: tuple[Verdict, ...] = ("agrees", "claimed", "differs", "silent", "theirs-silent")
_DAY = dt.timedelta(days=1)
_KINDS = ("settlement", "site")


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which the others say `theirs` of a place and our claims `ours`; `reason` is ours."""

    place: str
    name: str
    first: dt.date
    last: dt.date
    theirs: str | None
    ours: str
    verdict: Verdict
    reason: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass
class Beside:
    """What was found so far, counted in days and places."""

    evidence: Evidence
    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_day: dict[dt.date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_place: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    names: dict[str, str] = field(default_factory=dict)
    double: int = 0

    def count(self, run: Run) -> None:
        """Take up a run."""
        self.cells[run.theirs or "silent", run.ours] += run.days
        self.names[run.place] = run.name
        self.by_place[run.place][run.verdict] += run.days
        for n in range(run.days):
            self.by_day[run.first + n * _DAY][run.verdict] += 1

    @property
    def verdicts(self) -> Counter[str]:
        return sum(self.by_place.values(), Counter())

    @property
    def agreement(self) -> float | None:
        """The share of agreeing days among those on which both say something, or None without any."""
        counts = self.verdicts
        both = counts["agrees"] + counts["claimed"] + counts["differs"]
        return (counts["agrees"] + counts["claimed"]) / both if both else None


def beside(
    ledger: Ledger,
    evidence: Evidence,
    as_of: AsOf | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> tuple[Beside, Iterator[Run]]:
    """The comparison, which fills as the runs (by place, then day) are taken from the iterator."""
    found = Beside(evidence)
    return found, _runs(ledger, evidence, as_of or AsOf(), found, progress)


def _runs(
    ledger: Ledger,
    evidence: Evidence,
    as_of: AsOf,
    found: Beside,
    progress: Callable[[int, int | None], None] | None,
) -> Iterator[Run]:
    places = Places(spoken_spots(ledger, _KINDS), evidence.listed)
    said: dict[str, list[Stated]] = defaultdict(list)
    for key, each in evidence.statements(places):
        before = said[key][-1] if said[key] else None
        if before and before.status == each.status and before.last and before.last + _DAY == each.first == each.last:
            said[key][-1] = Stated(before.line, before.where, before.first, each.last, each.status)
        else:
            said[key].append(each)
    if not said:
        return
    end = ledger.last_day(as_of) or dt.date.min
    view = View(ledger, "control", as_of=as_of, progress=progress)
    for holding in view.holdings_of(tuple(said), _KINDS):
        periods = _periods(said.pop(holding.spot.key, []), end, found)
        for run in _joined(_beside(holding, periods)):
            found.count(run)
            yield run


def _periods(said: list[Stated], end: dt.date, found: Beside) -> list[tuple[dt.date, dt.date, str | None]]:
    """The statements as periods without overlap, in order; of two about one day the later row counts."""
    edges = sorted({d for s in said for d in (s.first, (s.last or max(end, s.first)) + _DAY)})
    out: list[tuple[dt.date, dt.date, str | None]] = []
    current: dict[int, Stated] = {}
    begins: dict[dt.date, list[int]] = defaultdict(list)
    ends: dict[dt.date, list[int]] = defaultdict(list)
    for n, s in enumerate(said):
        begins[s.first].append(n)
        ends[(s.last or max(end, s.first)) + _DAY].append(n)
    for edge, after in zip(edges, [*edges[1:], None], strict=True):
        for n in ends[edge]:
            current.pop(n, None)
        current |= {n: said[n] for n in begins[edge]}
        if current and after:
            if len({s.status for s in current.values()}) > 1:
                found.double += (after - edge).days
            out.append((edge, after - _DAY, current[max(current)].status))
    return out


def _beside(holding: Holding, periods: Iterable[tuple[dt.date, dt.date, str | None]]) -> Iterator[Run]:
    turns = holding.turns
    for first, last, theirs in periods:
        cuts = [first, *(t.day for t in turns if first < t.day <= last), last + _DAY]
        for begin, after in pairwise(cuts):
            yield _run(holding, begin, after - _DAY, theirs, holding.turn(begin))


def _run(holding: Holding, first: dt.date, last: dt.date, theirs: str | None, turn: Turn | None) -> Run:
    ours, reason = (turn.state, turn.reason) if turn else ("unknown", "nothing on record")
    spot = holding.spot
    return Run(spot.key, spot.name, first, last, theirs, ours, verdict(theirs, ours), reason)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring runs that say the same become one."""
    last: Run | None = None
    for run in runs:
        same = last and (last.theirs, last.ours, last.reason) == (run.theirs, run.ours, run.reason)
        if last and same and last.last + _DAY == run.first:
            last = Run(run.place, run.name, last.first, run.last, run.theirs, run.ours, run.verdict, run.reason)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def verdict(theirs: str | None, ours: str) -> Verdict:
    """How a status of others (a party, `contested`, None) stands to a state of ours."""
    if theirs is None:
        return "theirs-silent"
    if ours == "unknown":
        return "silent"
    if theirs == CONTESTED:
        return "agrees" if ours == CONTESTED else "differs"
    if holder_of(ours) == theirs:
        return "claimed" if ours.startswith("claimed") else "agrees"
    return "differs"
