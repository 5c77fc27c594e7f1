"""What a row of others' evidence says: of a place, on some days, who holds it, or which kinds of event there were."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quoth.publish.export.holding import holder_of
from quoth.publish.export.setting import territory

CONTESTED = "contested"
_FIRST_YEAR, _LAST_YEAR = 1800, 2999
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_NOTHING = frozenset({"", "na", "nan", "n/a", "none", "null", "unknown", "no data", "-"})
_CONTESTED = frozenset({"contested", "disputed", "mixed", "grey", "gray", "gray zone", "grey zone"})


@dataclass(frozen=True, slots=True)
class Where:
    """How a row names a place: an id (KATOTTG, `geonames:N`), a name, a point (latitude, longitude)."""

    id: str | None = None
    name: str | None = None
    point: tuple[float, float] | None = None

    def __str__(self) -> str:
        return self.name or self.id or str(self.point)


@dataclass(frozen=True, slots=True)
class Stated:
    """A row: from `first` to `last` (None: until further notice) the place was `status`: a party, `contested`, or None.

    `kinds` are the kinds of event that it reports instead.
    """

    line: int
    where: Where
    first: dt.date
    last: dt.date | None
    status: str | None = None
    kinds: tuple[str, ...] = ()


def day(value: str) -> dt.date:
    """A day written 2022-09-11 or 20220911; a time of day after it is dropped.

    Raises:
        ValueError: it is neither.
    """
    value = value.strip()
    compact = _COMPACT.fullmatch(value)
    try:
        found = dt.date(*map(int, compact.groups())) if compact else dt.date.fromisoformat(value[:10])
    except ValueError:
        raise ValueError(f"not a day: {value[:30]!r}; write 2022-09-11 or 20220911") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"not a day of a war that was reported: {value[:30]!r}")
    return found


def status(value: str, sides: Sequence[str]) -> str | None:
    """The party that a word for a state of control names, `contested`, or None for an empty or unknown state.

    Raises:
        ValueError: it is none of these.
    """
    words = value.strip()
    low = words.casefold()
    if low in _NOTHING:
        return None
    if low in _CONTESTED:
        return CONTESTED
    party = (holder_of(words) or words).casefold()
    found = _parties(tuple(sides)).get(party)
    if found is None:
        raise ValueError(f"not a state of control: {words[:40]!r}; write {', '.join(sides)}, contested, or nothing")
    return found


@cache
def _parties(sides: tuple[str, ...]) -> dict[str, str]:
    return {name.casefold(): side for side in sides for name in (side, territory(side))}
