"""Others' reports of events beside our claims: by place, day and kind of event, how many each side has."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quoth.evaluate.evidence.files import Evidence
from quoth.evaluate.evidence.match import Places
from quoth.evaluate.evidence.tables import kinds
from quoth.ledger import AsOf, Ledger
from quoth.model.edtf import parse
from quoth.publish.export import View
from quoth.publish.export.holding import Holding, spoken_spots
from quoth.reconcile import Known

_KINDS = ("settlement", "site")
_WIDEST = 7  # days: a claim whose time is less exact is not counted on days
_NOT_SAID = frozenset({"denies", "predicts", "calls", "declines"})


@dataclass(frozen=True, slots=True)
class EventDay:
    """A place, day and kind of event: the number of the others' reports, and of our claims that say it happened."""

    place: str
    name: str
    day: dt.date
    kind: str
    theirs: int
    ours: int

    @property
    def verdict(self) -> str:
        return "both" if self.theirs and self.ours else "theirs" if self.theirs else "ours"


def beside_events(
    ledger: Ledger,
    evidence: Evidence,
    as_of: AsOf | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Iterator[EventDay]:
    """Every place, day and kind on which the others or we have something, within the days that the others cover."""
    places = Places(spoken_spots(ledger, _KINDS), evidence.listed)
    theirs: dict[str, Counter[tuple[dt.date, str]]] = defaultdict(Counter)
    first, last = dt.date.max, dt.date.min
    for key, said in evidence.statements(places):
        first, last = min(first, said.first), max(last, said.first)
        theirs[key].update((said.first, kind) for kind in said.kinds)
    view = View(ledger, "control", as_of=as_of or AsOf(), progress=progress)
    for holding in view.holdings_of(tuple(theirs), _KINDS):
        ours = _ours(holding, first, last)
        key = holding.spot.key
        for day, kind in sorted(theirs[key].keys() | ours.keys()):
            at = (day, kind)
            yield EventDay(key, holding.spot.name, day, kind, theirs[key][at], ours[at])


def _ours(holding: Holding, first: dt.date, last: dt.date) -> Counter[tuple[dt.date, str]]:
    kind_of = {event: kind for kind, about in kinds().items() for event in about["events"]}
    found: Counter[tuple[dt.date, str]] = Counter()
    for known in holding.known:
        event = known.claim.event
        happened = event.status != "planned" and not event.negated and known.claim.act not in _NOT_SAID
        if happened and event.type in kind_of:
            found.update((d, kind_of[event.type]) for d in _days(known) if first <= d <= last)
    return found


def _days(known: Known) -> Iterator[dt.date]:
    """The days of a claim's time, else the day on which it was said."""
    when = known.claim.time or known.claim.said
    try:
        interval = parse(when) if when else None
    except ValueError:
        return
    if interval and interval.first and interval.last and (interval.days or _WIDEST) <= _WIDEST:
        for n in range((interval.last - interval.first).days + 1):
            yield interval.first + dt.timedelta(days=n)
