"""Comparing two utterances: what they share and whether both can be true. No choice of targets here."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.reconcile.spots import At, meets, share
from quoth.reconcile.tables import Clash, load_events
from quoth.reconcile.told import Amount
from quoth.reconcile.utterances import Utterance

_GAINS = frozenset({"gain", "entry"})
_PROGRESS = frozenset({"advance", "breakthrough", "recapture", "capture", "entry"})


def independent(u: Utterance, v: Utterance) -> bool:
    """Whether two utterances come from sources that do not speak for one side (nor are one body without a side)."""
    return u.head.body != v.head.body and (u.party is None or u.party != v.party)


def one_place(u: Utterance, v: Utterance) -> tuple[At, At] | None:
    return share(u.places, v.places)


def same_places(u: Utterance, v: Utterance) -> bool:
    return {p.spot.key for p in u.places} == {p.spot.key for p in v.places}


def exactly(u: Utterance, v: Utterance) -> tuple[At, At] | None:
    """A place that both speak of itself, not of its surroundings."""
    at = [[p for p in x.places if p.role != "near"] for x in (u, v)]
    return share(*at)


def actors_agree(u: Utterance, v: Utterance) -> bool:
    a, b = u.head.claim.event.actor, v.head.claim.event.actor
    return a is None or b is None or a == b


def same_event(u: Utterance, v: Utterance) -> bool:
    """Whether the events are of one kind and by one actor, whatever is said of them."""
    kinds = load_events().kinds
    a, b = u.head.type, v.head.type
    alike = a == b or {kinds[a].stance, kinds[b].stance} <= _GAINS
    return alike and actors_agree(u, v)


def same_stance(u: Utterance, v: Utterance) -> bool:
    """Whether both say the same of who holds a place."""
    a, b = u.head, v.head
    if a.stance != b.stance or a.side != b.side or a.side is None or a.act == "denies" or b.act == "denies":
        return False
    if a.stance == "press":
        return a.type == b.type or {a.type, b.type} <= _PROGRESS
    if a.stance == "hold":
        return abs(u.day - v.day) <= 1
    return a.stance in ("gain", "entry", "loss")


def same_holder(u: Utterance, v: Utterance) -> bool:
    """Whether both say that one side is in a place, however it came there."""
    a, b = u.head, v.head
    there = all(x.stance in ("gain", "entry", "hold") and not x.weak and x.act != "denies" for x in (a, b))
    if not there or a.side != b.side or a.side is None or exactly(u, v) is None:
        return False
    return "hold" not in (a.stance, b.stance) or abs(u.day - v.day) <= 1


def summed(u: Utterance) -> bool:
    """Whether it tells a sum of ground."""
    return any(a.measure == "ground" for a in u.amounts)


def one_sort(u: Utterance, v: Utterance) -> bool:
    """Whether two figures count one sort of event; a sum of ground without a verb of its own is one of ground won."""
    a, b = u.head, v.head
    return a.type == b.type or (a.family == b.family == "ground" and "other" in (a.type, b.type))


def comparable(u: Utterance, v: Utterance, strict: bool = True) -> tuple[Amount, Amount] | None:
    """Two quantities that measure one thing; `strict`: in one unit."""
    for a in u.amounts:
        for b in v.amounts:
            if a.unit == b.unit or (not strict and a.measure == b.measure):
                return a, b
    return None


def ranges_meet(a: Amount, b: Amount) -> bool:
    return a.low <= b.high and b.low <= a.high


def differ(a: Amount, b: Amount) -> bool:
    return a.unit != b.unit or a.value != b.value


def scope_agrees(u: Utterance, v: Utterance) -> bool:
    """Whether two sums can be of one area: a place is shared, or one names none."""
    if u.places and v.places:
        return one_place(u, v) is not None
    return all(p.kind != "country" or p.role == "at" for x in (u, v) for p in x.head.claim.places)


def clash_of(u: Utterance, v: Utterance) -> tuple[Clash, str] | None:
    """The reason why two utterances about one place cannot both be true, with the place; None when they can."""
    if u.inherited or v.inherited or u.head.partial or v.head.partial:
        return None
    shared = exactly(u, v)
    if shared is None or shared[0].spot.key != shared[1].spot.key:
        return None
    for one, other in ((u, v), (v, u)):
        for clash in load_events().clashes.get((one.head.stance, other.head.stance), ()):
            if _fits(clash, one, other):
                return clash, shared[0].spot.name
    return None


def _fits(clash: Clash, one: Utterance, other: Utterance) -> bool:
    a, b = one.head, other.head
    if clash.sides == "opposite" and (a.side is None or b.side is None or a.side == b.side):
        return False
    if clash.sides == "same" and (a.side is None or a.side != b.side):
        return False
    if clash.foe and (a.side is None or other.party == a.side):
        return False
    return other.day == one.day if clash.order == "same-day" else other.day >= one.day


def wider(u: Utterance, v: Utterance) -> bool:
    """Whether the first speaks of a unit that the places of the second lie in."""
    own = {p.spot.key for p in u.places}
    return any(own & set(p.spot.above) for p in v.places) and not any(p.spot.key in own for p in v.places)


def adjoin(u: Utterance, v: Utterance) -> bool:
    """Whether they stand within three claims of each other in one document."""
    spots = {r.document: r.order[3] for r in u.reports}
    return any(r.document in spots and abs(spots[r.document] - r.order[3]) <= 3 for r in v.reports)


def near_in_time(u: Utterance, v: Utterance, spare: int) -> bool:
    return abs(u.at - v.at) <= spare


def any_meets(places: Sequence[At], place: At) -> bool:
    return any(meets(p, place) for p in places)
