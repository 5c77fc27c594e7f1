"""Who fights over a place: the sides of the conflict file, or, in a war that has none, those that act there."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.conflicts import Conflict
from quoth.reconcile.told import Told


def sides_of(told: Iterable[Told], conflict: Conflict) -> tuple[str, ...]:
    """The parties that these claims are about, in a fixed order.

    They are the conflict's sides whenever one of them acts, or nobody does; else the parties that take, hold or lose
    ground in the claims themselves. A party that only speaks is no side.
    """
    acting = {t.side for t in told if t.side}
    if not acting or acting & set(conflict.sides):
        return conflict.sides
    return tuple(sorted(acting))


def is_side(party: str | None, one: Told, other: Told, conflict: Conflict) -> bool:
    """Whether a party is a side in what two claims tell; in a war without a file, one that speaks of itself is."""
    if party is None:
        return False
    return party in sides_of((one, other), conflict)
