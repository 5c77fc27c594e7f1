"""Control of a raion or an oblast: the states of its settlements as shares, never as a guess about the rest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quoth.conflicts import Conflict
from quoth.reconcile.control import Control, control
from quoth.reconcile.spots import Spot, home_of, spot_of
from quoth.reconcile.told import Known


@dataclass(frozen=True, slots=True)
class Shares:
    """How many settlements of a unit that somebody spoke of are in each state; the others are not counted."""

    place: str
    name: str
    as_of: dt.date
    counts: tuple[tuple[str, int], ...]
    settlements: tuple[Control, ...]

    @property
    def shares(self) -> dict[str, float]:
        total = sum(n for _, n in self.counts)
        return {state: round(n / total, 4) for state, n in self.counts}


def roll_up(claims: Iterable[Known], unit: Spot, as_of: dt.date, conflict: Conflict | None = None) -> Shares:
    """The states of the settlements in a unit that the claims speak of."""
    home = home_of(conflict if conflict and conflict.owner else None)
    groups: dict[str, tuple[Spot, list[Known]]] = {}
    for known in claims:
        for spot in {s.key: s for s in (spot_of(p, home) for p in known.claim.places)}.values():
            if spot.kind == "settlement" and unit.key in spot.above:
                groups.setdefault(spot.key, (spot, []))[1].append(known)
    found = [control(known, spot, as_of, conflict) for _, (spot, known) in sorted(groups.items())]
    spoken = tuple(c for c in found if c.state != "unknown")
    counts = Counter(c.state for c in spoken)
    return Shares(unit.key, unit.name, as_of, tuple(sorted(counts.items())), spoken)
