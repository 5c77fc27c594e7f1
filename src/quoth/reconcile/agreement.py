"""Relations between what independent sources say: contradicts, corroborates."""

from __future__ import annotations

from quoth.reconcile import compare as c
from quoth.reconcile.scene import STATED, Scene, best
from quoth.reconcile.tables import load_events
from quoth.reconcile.utterances import Utterance

_SEVERAL = ("casualties", "shelling", "strike", "destruction", "evacuation", "prisoners", "ceasefire")


def contradicts(s: Scene) -> None:
    """Both cannot be true as stated."""
    u = s.u
    if u.head.act == "denies":
        return
    covered = set()
    for v in s.earlier(s.beside):
        if _against(s, v, beside=True):
            covered.add(v.party)
    seen = set(covered)
    for v in s.before:  # of each other side only its latest word on the place: it replaces what the side said before
        if v.party in seen or v.party == u.party or not s.is_side(v) or not v.places:
            continue
        if v.head.stance == "none" and v.head.family == "ground":
            continue
        if _against(s, v, beside=False) or v.head.family == "ground":
            seen.add(v.party)
    for v in s.by_amount:
        _against(s, v, beside=False)


def _against(s: Scene, v: Utterance, beside: bool) -> bool:
    u = s.u
    if v.id in s.taken or v.head.act == "denies" or not v.head.heard or not c.independent(u, v):
        return False
    pair = c.comparable(u, v)
    if pair and c.one_sort(u, v) and c.actors_agree(u, v):
        if c.scope_agrees(u, v) and (beside or u.amounts) and u.at == v.at and not c.ranges_meet(*pair):
            s.relate("contradicts", v, f"{pair[0].value:g} against {pair[1].value:g} {pair[0].unit} for one day")
            return True
        return False
    clash = c.clash_of(u, v)
    if clash:
        one = u.head.side or v.head.side or ""
        other = next((x for x in (v.head.side, u.head.side) if x and x != one), one)
        s.relate("contradicts", v, clash[0].reason.format(one=one, other=other, place=clash[1]))
        return True
    return _other_event(s, v)


def _other_event(s: Scene, v: Utterance) -> bool:
    """One strike, hit or count of losses: it happened or not, one side did it or the other."""
    u, kind = s.u, load_events().kinds[s.u.head.type]
    if kind.family not in ("fire", "people", "prisoners") or load_events().kinds[v.head.type].family != kind.family:
        return False
    told = c.one_place(u, v) or (not (u.places and v.places) and u.head.type == v.head.type and c.adjoin(u, v))
    if not told or not c.near_in_time(u, v, kind.days):
        return False
    if u.head.negated != v.head.negated:
        s.relate("contradicts", v, "it happened, or it did not")
        return True
    a, b = u.head.claim.event.actor, v.head.claim.event.actor
    if kind.family == "fire" and u.head.type == v.head.type and a and b and a != b and {u.party, v.party} == {a, b}:
        s.relate("contradicts", v, f"the one blames {a}, the other {b}")
        return True
    return False


def corroborates(s: Scene) -> None:
    """An independent source states the same event: one target, the one told beside it or most often."""
    u = s.u
    if u.head.act not in STATED or u.head.negated != (u.head.stance in ("loss", "hold", "nogain") and u.head.negated):
        return
    pool = [
        v for v in {v.id: v for v in (*s.earlier(s.beside), *s.before, *s.by_amount)}.values() if v.id not in s.taken
    ]
    pool = [v for v in pool if v.head.act in STATED and v.head.heard and c.independent(u, v)]
    if any(r.kind == "concedes" for r in s.found):
        pool = [v for v in pool if not s.is_side(v)]
    same = [v for v in pool if _supports(s, v)]
    target = best(same, u)
    reason = "an independent source states the same event"
    if target is None and not s.is_side(u):
        target = best([v for v in pool if _completes(u, v)], u)
        reason = "an independent source states the loss or gain that goes with it"
    if target is None or _said_before(s, target):
        return
    s.relate("corroborates", target, reason)


def _supports(s: Scene, v: Utterance) -> bool:
    u = s.u
    if u.head.partial or v.head.partial:
        return False
    if u.inherited and u.inherited not in {r.id for r in v.reports}:
        return False
    pair = c.comparable(u, v)
    if pair and u.head.family == "ground":
        return (
            c.one_sort(u, v) and u.at == v.at and c.ranges_meet(*pair) and c.scope_agrees(u, v) and c.actors_agree(u, v)
        )
    if not c.one_place(u, v):
        return False
    if u.head.family == "ground":  # what holds for a region says nothing of one town in it, nor the other way round
        if c.summed(u) != c.summed(v) and c.exactly(u, v) is None:
            return False  # the sum of a campaign around a town, and one event there
        alike = c.same_stance(u, v) or (not s.is_side(u) and c.same_holder(u, v))
        return alike and not c.wider(u, v) and not c.wider(v, u)
    if u.head.type not in _SEVERAL or u.head.type != v.head.type or u.head.negated != v.head.negated:
        return False
    a, b = u.head.claim.event.actor, v.head.claim.event.actor
    if a and b and a != b:
        return False
    return c.near_in_time(u, v, load_events().kinds[u.head.type].days) and (pair is None or c.ranges_meet(*pair))


def _completes(u: Utterance, v: Utterance) -> bool:
    """A third party tells the loss of one side where the other claims the gain, or the other way round."""
    if (
        u.inherited
        or u.head.partial
        or v.head.partial
        or not u.head.side
        or not v.head.side
        or u.head.side == v.head.side
    ):
        return False
    fits = {("loss", "gain"), ("loss", "entry"), ("gain", "loss")}
    gainer = v.head.side if v.head.stance in ("gain", "entry") else None
    loser = v.head.side if v.head.stance == "loss" else None
    spoken = v.party in (gainer, loser)
    return (u.head.stance, v.head.stance) in fits and spoken and c.exactly(u, v) is not None and not c.wider(u, v)


def _said_before(s: Scene, target: Utterance) -> bool:
    """Whether the two have already borne each other out: saying it again is no new evidence."""
    u, spare = s.u, load_events().kinds[s.u.head.type].days
    return any(
        w.head.body == u.head.body and w.head.stance == u.head.stance and w.head.side == u.head.side
        and w.head.type == u.head.type and w.order < u.order and c.one_place(w, target) is not None
        and (u.head.family == "ground" or c.near_in_time(w, target, spare))
        for w in (*s.before, *s.beside)
    )  # fmt: skip
