"""Who held each place that the ledger speaks of: one place at a time, with all claims about it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from quoth.conflicts import Conflict
from quoth.gazetteer import fold
from quoth.ledger import AsOf, Filter, Ledger
from quoth.model import Place
from quoth.reconcile import Control, Known, Turn, control, history
from quoth.reconcile.spots import Spot, spot_of


@dataclass(frozen=True)
class Holding:
    """A place, the claims known about it, and what they say of who holds it."""

    spot: Spot
    known: tuple[Known, ...]
    conflict: Conflict

    @cached_property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day on which a claim about the place became known."""
        days = [k.known[:10] for k in self.known]
        return dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Every change of its state, oldest first."""
        return history(self.known, self.spot, self.days[1], self.conflict)

    def turn(self, day: dt.date) -> Turn | None:
        """The change that gave its state as of the end of a day, or None before the first."""
        at = bisect_right(self.turns, day, key=lambda t: t.day)
        return self.turns[at - 1] if at else None

    def control(self, day: dt.date) -> Control:
        """Its state as of the end of a day, with the claims for and against it."""
        return control(self.known, self.spot, day, self.conflict)


def holder_of(state: str) -> str | None:
    """The party of `held-by-XX` and `claimed-by-XX`, else None."""
    return state.rpartition("-by-")[2] if "-by-" in state else None


def holdings(
    ledger: Ledger,
    as_of: AsOf,
    places: tuple[str, ...],
    kinds: tuple[str, ...],
    conflict: Conflict,
    progress: Callable[[int, int | None], None] | None = None,
) -> Iterator[Holding]:
    """The places of some kinds that claims speak of, by key; `places` narrows them by name or id."""
    spoken = _spoken(ledger, places, kinds)
    for done, key in enumerate(sorted(spoken), 1):
        wanted = Filter(place=tuple(sorted(spoken[key][1])))
        known, spot = [], None
        for kept in ledger.claims(wanted, as_of):
            own = next((s for s in map(spot_of, kept.claim.places) if s.key == key), None)
            if own is not None:
                spot = spot or own
                known.append(Known(kept.claim, kept.known, kept.published))
        if spot is not None:
            yield Holding(spot, tuple(known), conflict)
        if progress:
            progress(done, len(spoken))


def spoken_spots(ledger: Ledger, kinds: tuple[str, ...]) -> list[Spot]:
    """The places of some kinds that claims ever spoke of, by key."""
    return [spot for _, (spot, _) in sorted(_spoken(ledger, (), kinds).items())]


def _spoken(ledger: Ledger, places: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, tuple[Spot, set[str]]]:
    """Each place by its key, with the names and ids under which claims speak of it."""
    asked = {*places, *map(fold, places)}
    found: dict[str, tuple[Spot, set[str]]] = {}
    for place_id, name, kind in ledger.place_names():
        if kind in kinds:
            spot = spot_of(Place(name, 0, 1, name, kind, "at", place_id))
            if not asked or asked & {spot.key, fold(spot.name), fold(name), place_id}:
                found.setdefault(spot.key, (spot, set()))[1].update({name, *([place_id] if place_id else [])})
    return found
