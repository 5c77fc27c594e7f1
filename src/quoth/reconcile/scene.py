"""What one utterance can be related to, and which of several targets a relation names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quoth.conflicts import Conflict
from quoth.model import Relation
from quoth.model.claim import RelationKind
from quoth.reconcile import compare as c
from quoth.reconcile.belligerents import is_side
from quoth.reconcile.utterances import Utterance

STATED = frozenset({"states", "confirms", "clarifies", "accuses"})


@dataclass(slots=True)
class Scene:
    """What an utterance `u` can be related to.

    `beside` stand in its documents (`around`: with plans and calls), `before` are earlier ones on its places, `inner`
    its source's on places inside them, `by_amount` sums of the same side; the latest first.
    """

    u: Utterance
    beside: list[Utterance]
    around: list[Utterance]
    before: list[Utterance]
    inner: list[Utterance]
    by_amount: list[Utterance]
    conflict: Conflict
    found: list[Relation] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def relate(self, kind: RelationKind, v: Utterance, reason: str, **features: str) -> None:
        if v.id in self.taken:
            return
        self.taken.add(v.id)
        u, shared = self.u, c.one_place(self.u, v)
        told = {
            **({"place": shared[0].spot.name} if shared else {}),
            "events": f"{u.head.type}/{v.head.type}",
            "parties": f"{u.party or '-'}/{v.party or '-'}",
            "days": f"{v.day - u.day:+d}",
            **features,
        }
        one, other = u.report_in(v.documents), v.report_in(u.documents)
        self.found.append(Relation(kind, one.id, other.id, reason, tuple(told.items())))

    def is_side(self, v: Utterance) -> bool:
        """Whether it is spoken by a side of what it tells, or of what `u` tells."""
        return is_side(v.party, self.u.head, v.head, self.conflict)

    def earlier(self, pool: Iterable[Utterance]) -> list[Utterance]:
        return [v for v in pool if v.order < self.u.order]


def told_by(u: Utterance) -> str:
    return u.head.claim.source.text or u.head.body if u.head.claim.source else u.head.body


def best(pool: Iterable[Utterance], u: Utterance, nearest: bool = False) -> Utterance | None:
    """The target to name: what stands beside it, told most often; then the first beside it (the `nearest`, of the same
    place), or the latest before it."""
    documents = set(u.documents)
    own = {p.spot.key for p in u.places}

    def mark(v: Utterance) -> tuple[bool, int, bool, bool]:
        exact = nearest and any(p.spot.key in own for p in v.places)
        return (bool(documents & set(v.documents)), len(v.documents), exact, not v.head.weak)

    ranked = sorted(pool, key=lambda v: v.order)
    if not ranked:
        return None
    top = max(mark(v) for v in ranked)
    same = [v for v in ranked if mark(v) == top]
    return same[0] if top[0] and not nearest else same[-1]
