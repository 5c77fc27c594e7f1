"""The relations of one utterance to those before and beside it, each with its reason.

`from` is the later or reacting utterance. A rule names its targets from what lies beside in the same documents, else
from what came before on the same place; it never looks past them, so that the result depends on them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quoth.conflicts import Conflict
from quoth.model import Relation
from quoth.model.claim import RelationKind
from quoth.reconcile import compare as c
from quoth.reconcile.index import Index, inner_lines, place_lines, sum_lines
from quoth.reconcile.speakers import same_source
from quoth.reconcile.tables import load_events
from quoth.reconcile.utterances import Utterance

_STATED = frozenset({"states", "confirms", "clarifies", "accuses"})
_SEVERAL = ("casualties", "shelling", "strike", "destruction", "evacuation", "prisoners", "ceasefire")


@dataclass(slots=True)
class Scene:
    """What an utterance can be related to: `beside` in its documents (`around`: with plans and calls), `before` on its places, the latest first."""

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

    def earlier(self, pool: Iterable[Utterance]) -> list[Utterance]:
        return [v for v in pool if v.order < self.u.order]


def relations_of(u: Utterance, index: Index, conflict: Conflict) -> list[Relation]:
    """The relations that go out from an utterance."""
    found = [
        Relation("repeats", r.id, u.id, "the same utterance: one source, one time of saying, one content",
                 (("source", r.body), ("said", r.claim.said or "undated")))
        for r in u.reports[1:]
    ]  # fmt: skip
    beside = index.beside(u)
    if u.head.echo or (not u.head.heard and u.head.type != "dispute"):
        return found
    around = beside
    beside = [v for v in beside if v.head.heard and not v.head.echo]
    before = [v for v in index.before(u, place_lines(u)) if v.head.heard and not v.head.echo]
    inner = [v for v in index.before(u, inner_lines(u)) if v.head.body == u.head.body]
    by_amount = index.before(u, sum_lines(u))
    scene = Scene(u, beside, around, before, inner, by_amount, conflict)
    for rule in (disputes, denies, corrects, concedes, updates, contradicts, corroborates):
        rule(scene)
    return found + scene.found


def _said(u: Utterance) -> str:
    return u.head.claim.source.text or u.head.body if u.head.claim.source else u.head.body


def _best(pool: Iterable[Utterance], u: Utterance, nearest: bool = False) -> Utterance | None:
    """The target to name: what stands beside it, told most often; then the first beside it (or the `nearest`, of the same
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


def disputes(s: Scene) -> None:
    """A source rejects another source or its publication: the claim of that source that hurts its side most, or the last."""
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
    s.relate("disputes", target, f"{_said(u)} rejects what {_said(target)} publishes")


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
            v.head.act not in _STATED
            or v.head.negated != u.head.negated
            or not c.independent(u, v)
            or not c.same_event(u, v)
        ):
            return False
        if c.one_place(u, v):
            return True
        return beside and (not u.places or not v.places) and c.adjoin(u, v)

    near = [v for v in s.beside if rejected(v, True)]
    target = _best(near or [v for v in s.before if rejected(v, False)], u, nearest=True)
    if target is not None:
        s.relate("denies", target, f"{_said(u)} rejects what {_said(target)} states")


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
    if u.party not in sides or u.head.side is None or u.head.act == "denies":
        return
    own_loss = u.head.stance == "loss" and u.head.side == u.party
    their_gain = u.head.stance in ("gain", "entry") and u.head.side != u.party and u.head.side in sides
    if (not own_loss and not their_gain) or any(r.kind == "corrects" for r in s.found):
        return

    def claimed(v: Utterance) -> bool:
        if (
            v.party == u.party
            or v.party not in sides
            or v.head.act not in _STATED
            or v.head.partial
            or not c.one_place(u, v)
        ):
            return False
        gained = v.head.stance in ("gain", "entry", "press") and v.head.side == v.party
        return gained or (v.head.stance == "loss" and v.head.side == u.party)

    near = [v for v in s.earlier(s.beside) if claimed(v)]
    far = [] if u.inherited else [v for v in s.before if claimed(v)]
    target = _best(near or far, u, nearest=True)
    if target is not None:
        s.relate(
            "concedes", target, f"{u.party} states its own loss, as {target.party} claimed", interest="against its own"
        )


def updates(s: Scene) -> None:
    """The same source (for sums, the same side) reports a later state."""
    u = s.u
    if u.head.act not in _STATED or any(r.kind == "corrects" for r in s.found):
        return
    pool = {v.id: v for v in (*s.inner, *s.by_amount, *s.beside, *s.before)}
    own = [
        v for v in pool.values()
        if v.head.heard and v.head.act in _STATED and (v.day < u.day or (v.day == u.day and v.order < u.order))
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
        if v.head.heard and u.party is not None and v.party == u.party and grown(v) and {p.spot.key for p in u.places} == {p.spot.key for p in v.places}
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
        old = [v for v in on_place if (v.head.stance, v.head.side) != (u.head.stance, u.head.side) and v.head.stance != "none"
               and not v.inherited and not c.wider(v, u) and not c.wider(u, v)]  # fmt: skip
        day = max((v.day for v in on_place), default=0)
        last = [v for v in old if v.day == day]
        strong = [v for v in last if not v.head.weak]
        for v in strong or last:
            s.relate("updates", v, f"the same source on a later day: {v.head.type}, then {u.head.type}")
    same = [v for v in on_place if v.head.type == u.head.type and v.head.side == u.head.side and c.wider(u, v)]
    if same and not u.inherited and u.head.stance in ("gain", "loss", "press"):
        latest = max(same, key=lambda v: (v.day, v.order))
        s.relate("updates", latest, "the same source on a later day speaks of a wider area")


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
        if v.party in seen or v.party == u.party or v.party not in s.conflict.sides or not v.places:
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
    if u.head.act not in _STATED or u.head.negated != (u.head.stance in ("loss", "hold", "nogain") and u.head.negated):
        return
    pool = [
        v for v in {v.id: v for v in (*s.earlier(s.beside), *s.before, *s.by_amount)}.values() if v.id not in s.taken
    ]
    pool = [v for v in pool if v.head.act in _STATED and v.head.heard and c.independent(u, v)]
    if any(r.kind == "concedes" for r in s.found):
        pool = [v for v in pool if v.party not in s.conflict.sides]
    same = [v for v in pool if _supports(u, v)]
    target = _best(same, u)
    reason = "an independent source states the same event"
    if target is None and u.party not in s.conflict.sides:
        target = _best([v for v in pool if _completes(u, v)], u)
        reason = "an independent source states the loss or gain that goes with it"
    if target is None or _said_before(s, target):
        return
    s.relate("corroborates", target, reason)


def _supports(u: Utterance, v: Utterance) -> bool:
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
        return c.same_stance(u, v) and not c.wider(u, v) and not c.wider(v, u)
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
    """Whether the same source has already borne the target out: saying it again is no new evidence."""
    u = s.u
    return any(
        w.head.body == u.head.body and w.head.stance == u.head.stance and w.head.side == u.head.side
        and w.head.type == u.head.type and target.order < w.order < u.order and c.one_place(w, target) is not None
        for w in (*s.before, *s.beside)
    )  # fmt: skip
