"""Relations in which one source reacts to another or to itself: disputes, denies, corrects, concedes, updates."""

from __future__ import annotations

from quoth.reconcile import compare as c
from quoth.reconcile.scene import STATED, Scene, best, told_by
from quoth.reconcile.speakers import same_source
from quoth.reconcile.utterances import Utterance

_HELD = 3  # days for which a word that a place is held can be admitted by the other side


def disputes(s: Scene) -> None:
    """A source rejects another source or its publication: that source's claim that hurts its side, or the last one."""
    u = s.u
    if u.head.type != "dispute":
        return
    actor = u.head.claim.event.actor
    if actor is not None and actor == u.party and u.head.act == "states":
        return
    others = [v for v in s.earlier(s.around) if v.head.body != u.head.body]
    theirs = [v for v in others if actor is not None and v.party == actor]
    if (actor is not None and actor != u.party) or theirs:
        others = theirs
    if not others:
        return
    last = others[-1]
    stretch = [v for v in others if v.head.body == last.head.body]
    hurt = [v for v in stretch if _hurts(v, u.party)]
    target = hurt[0] if hurt else last
    s.relate("disputes", target, f"{told_by(u)} rejects what {told_by(target)} publishes")


def _hurts(v: Utterance, party: str | None) -> bool:
    if party is None or v.head.side is None:
        return False
    return (
        v.head.side == party
        if v.head.stance == "loss"
        else v.head.stance in ("gain", "entry", "press") and v.head.side != party
    )


def denies(s: Scene) -> None:
    """A source rejects what another states."""
    u = s.u
    if u.head.act != "denies" or u.head.type == "dispute":
        return

    def rejected(v: Utterance, beside: bool) -> bool:
        if (
            v.head.act not in STATED
            or v.head.negated != u.head.negated
            or not c.independent(u, v)
            or not c.same_event(u, v)
        ):
            return False
        if c.one_place(u, v):
            return True
        return beside and (not u.places or not v.places) and c.adjoin(u, v)

    near = [v for v in s.beside if rejected(v, True)]
    target = best(near or [v for v in s.before if rejected(v, False)], u, nearest=True)
    if target is not None:
        s.relate("denies", target, f"{told_by(u)} rejects what {told_by(target)} states")


def corrects(s: Scene) -> None:
    """A side replaces its own earlier figure, unit, place or account, and says so."""
    u = s.u
    if u.head.act != "clarifies":
        return
    pool = {v.id: v for v in (*s.earlier(s.beside), *s.by_amount, *s.before)}
    own = [
        v
        for v in pool.values()
        if v.head.heard and v.head.act not in ("clarifies", "denies") and _own_side(u, v) and v.day <= u.day
    ]
    figures = [v for v in own if (p := c.comparable(u, v, strict=False)) and c.differ(*p) and c.one_sort(u, v)]
    same = [v for v in own if v.head.type == u.head.type and not v.amounts and not u.amounts and c.scope_agrees(u, v)]
    latest = max(
        figures or same, key=lambda v: (bool(set(u.documents) & set(v.documents)), v.day, v.order), default=None
    )
    if latest is None:
        return
    pair = c.comparable(u, latest, strict=False)
    if pair and pair[0].unit != pair[1].unit:
        s.relate("corrects", latest, f"the same side replaces {pair[1].unit} by {pair[0].unit}: another dimension",
                 units=f"{pair[1].unit} -> {pair[0].unit}")  # fmt: skip
    elif pair:
        s.relate("corrects", latest, f"the same side replaces {pair[1].value:g} by {pair[0].value:g} {pair[0].unit}")
    else:
        s.relate("corrects", latest, "the same side replaces its own account")


def _own_side(u: Utterance, v: Utterance) -> bool:
    return u.head.body == v.head.body or (u.party is not None and u.party == v.party)


def concedes(s: Scene) -> None:
    """A side states what the other side claimed, against its own interest."""
    u, sides = s.u, s.conflict.sides
    if u.party is None or u.head.side is None or u.head.act == "denies":
        return
    own_loss = u.head.stance == "loss" and u.head.side == u.party
    theirs = u.head.stance in ("gain", "entry", "hold") and not u.head.weak
    their_gain = theirs and u.party in sides and u.head.side != u.party and u.head.side in sides
    if (not own_loss and not their_gain) or any(r.kind == "corrects" for r in s.found):
        return

    def claimed(v: Utterance) -> bool:
        if (
            v.party in (u.party, None)
            or v.day > u.day + (v.head.stance == "press")  # what is under way was so the day before
            or v.head.act not in STATED
            or v.head.partial
            or not c.one_place(u, v)
        ):
            return False
        if v.head.side == v.party and v.head.stance == "hold":
            return u.head.stance == "hold" and not v.head.weak and abs(u.day - v.day) <= _HELD
        gained = v.head.stance in ("gain", "entry", "press") and v.head.side == v.party
        return gained or (v.head.stance == "loss" and v.head.side == u.party and v.party in sides)

    near = [v for v in s.earlier(s.beside) if claimed(v)]
    far = [] if u.inherited else [v for v in s.before if claimed(v)]
    target = best(near or far, u, nearest=True)
    said = "its own loss" if u.head.side == u.party or u.head.stance != "hold" else "what the other side holds"
    if target is not None:
        s.relate("concedes", target, f"{u.party} states {said}, as {target.party} claimed", interest="against its own")


def updates(s: Scene) -> None:
    """The same source (for sums, the same side) reports a later state."""
    u = s.u
    if u.head.act not in STATED or any(r.kind == "corrects" for r in s.found):
        return
    pool = {v.id: v for v in (*s.inner, *s.by_amount, *s.beside, *s.before)}
    own = [
        v for v in pool.values()
        if v.head.heard and v.head.act in STATED and (v.day < u.day or (v.day == u.day and v.order < u.order))
        and same_source(u.head.body, u.names, v.head.body, v.names)
    ]  # fmt: skip
    if not _new_figure(s, own) and u.head.family == "ground" and u.places:
        _new_state(s, [v for v in own if v.day < u.day])


def _new_figure(s: Scene, own: list[Utterance]) -> bool:
    u = s.u
    if not u.amounts:
        return False
    ground = u.head.family == "ground"

    def grown(v: Utterance) -> bool:
        pair = c.comparable(u, v, strict=not ground)
        if pair is None or not c.one_sort(u, v) or not c.actors_agree(u, v) or pair[0].value == pair[1].value:
            return False
        if _beside(u, v) and v.day == u.day and pair[0].value < pair[1].value:
            return False
        return v.day < u.day or (v.day == u.day and v.order < u.order)

    mine = [v for v in own if grown(v) and (c.scope_agrees(u, v) if ground else _one_count(u, v))]
    side = [
        v for v in s.by_amount
        if v.head.heard and u.party is not None and v.party == u.party and grown(v) and c.same_places(u, v)
    ]  # fmt: skip
    latest = max(mine or side, key=lambda v: (v.day, v.order), default=None)
    if latest is None or latest.id in s.taken:
        return latest is not None
    pair = c.comparable(u, latest, strict=not ground)
    assert pair is not None
    who = "the same source" if latest in mine else "the same side"
    s.relate("updates", latest, f"{who}: {pair[1].value:g} {pair[1].unit}, later {pair[0].value:g} {pair[0].unit}")
    return True


def _one_count(u: Utterance, v: Utterance) -> bool:
    if u.head.claim.places or v.head.claim.places:
        return c.one_place(u, v) is not None
    return _beside(u, v)


def _beside(u: Utterance, v: Utterance) -> bool:
    return bool(set(u.documents) & set(v.documents))


def _new_state(s: Scene, own: list[Utterance]) -> None:
    u = s.u
    on_place = [v for v in own if v.head.family == "ground" and v.places and c.one_place(u, v)]
    if u.head.stance in ("gain", "loss") and not u.inherited:
        new = (u.head.stance, u.head.side)
        old = [
            v for v in on_place
            if (v.head.stance, v.head.side) != new and v.head.stance != "none" and not v.inherited
            and (c.exactly(u, v) is not None or not v.head.weak)
            and not c.wider(v, u) and not c.wider(u, v)
        ]  # fmt: skip
        day = max((v.day for v in on_place), default=0)
        last = [v for v in old if v.day == day]
        strong = [v for v in last if not v.head.weak]
        for v in strong or last:
            s.relate("updates", v, f"the same source on a later day: {v.head.type}, then {u.head.type}")
    same = [v for v in on_place if v.head.type == u.head.type and v.head.side == u.head.side and c.wider(u, v)]
    if same and not u.inherited and u.head.stance in ("gain", "loss", "press"):
        latest = max(same, key=lambda v: (v.day, v.order))
        s.relate("updates", latest, "the same source on a later day speaks of a wider area")
