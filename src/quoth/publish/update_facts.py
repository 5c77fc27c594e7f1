"""What the day added: its utterances, how they relate, whose state changed. No words yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quoth.conflicts import Conflict
from quoth.ledger import AsOf, Filter, Kept, Ledger
from quoth.model import Claim, Quantity, Relation, Source
from quoth.model.edtf import parse
from quoth.reconcile import Control, Finding, Known, Utterance, check, control, reconcile
from quoth.reconcile.spots import At, Spot, finest, spot_of

#: How far back the claims are compared, in days: reconciling looks no further for what an utterance reacts to.
LOOKBACK = 60
_REPORTS = 3  # reports of one utterance that are cited


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One utterance (or one narrated claim) as it is told: its slots, and the claims that hold them."""

    id: str
    claims: tuple[str, ...]
    head: Claim
    source: Source | None
    body: str
    party: str | None
    partial: bool
    family: str
    places: tuple[At, ...]
    near: tuple[Spot, ...]
    quantities: tuple[Quantity, ...]
    said: dt.date | None
    time: str | None
    order: tuple[str, str, str, int, str]
    day: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation from one view to another."""

    relation: Relation
    one: View
    other: View


@dataclass(frozen=True, slots=True)
class Change:
    """A settlement that the day's claims speak of, with its state before and after."""

    spot: Spot
    before: Control
    after: Control
    radius_km: float | None


@dataclass(frozen=True)
class Facts:
    """Everything that an update is written from."""

    date: dt.date
    since: dt.date
    conflict: Conflict
    kept: dict[str, Kept]
    views: tuple[View, ...]
    narrated: tuple[View, ...]
    ties: dict[str, tuple[Tie, ...]]
    all: dict[str, View]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    def fresh(self) -> Iterable[View]:
        return (*self.views, *self.narrated)


def gather(ledger: Ledger, date: dt.date, since: dt.date, conflict: Conflict) -> Facts:
    """Read the ledger as of the end of a day; what became known after the end of `since` is fresh."""
    first = min(since, date) - dt.timedelta(days=LOOKBACK)
    wanted = Filter(since=first, until=date, clock="published")
    kept: dict[str, Kept] = {}
    for each in ledger.claims(wanted, AsOf(date)):  # documents with the very same text share their claims' ids
        first_copy = kept.get(each.claim.id)
        if first_copy is None or _age(each) < _age(first_copy):
            kept[each.claim.id] = each
    known = [Known(k.claim, k.known, k.published) for k in kept.values()]
    fresh = {k.claim.id for k in kept.values() if k.known > since.isoformat()}
    engine = reconcile(known, conflict)
    utterances = list(engine.utterances())
    views = {u.id: _view(u, u.id in fresh) for u in utterances}
    by_claim = {r.id: views[u.id] for u in utterances for r in u.reports}
    ties: dict[str, list[Tie]] = defaultdict(list)
    for relation in engine.relations():
        one, other = by_claim.get(relation.source), by_claim.get(relation.target)
        if relation.kind != "repeats" and one is not None and other is not None and one is not other:
            ties[one.id].append(Tie(relation, one, other))
    home = (conflict.owner,) if conflict.owner else ()
    narrated = [
        _narrated(k, n, home) for n, k in enumerate(kept.values()) if k.claim.id in fresh and k.claim.source is None
    ]
    new = tuple(v for v in views.values() if v.fresh)
    return Facts(
        date=date, since=since, conflict=conflict, kept=kept, views=new,
        narrated=tuple(sorted(narrated, key=lambda v: v.order)),
        ties={key: tuple(found) for key, found in ties.items()}, all=views,
        changes=tuple(_changes(ledger, new, kept, date, since, conflict)),
        findings=tuple(check(known, date, conflict)),
    )  # fmt: skip


def _age(kept: Kept) -> tuple[str, str, str]:
    return kept.known, kept.published or "", kept.claim.document


def _view(u: Utterance, fresh: bool) -> View:
    head = u.head.claim
    own = [r for r in u.reports if r.places and not r.inherited]
    placed = own[0] if own else None
    counted = next((r for r in u.reports if r.amounts), None)
    dated = next((r for r in u.reports if r.exact), None)
    timed = u.head if head.time else next((r for r in u.reports if r.claim.time), None)
    holders = [u.head, *(r for r in (placed, counted, dated, timed) if r is not None)]
    cited = dict.fromkeys([*(r.id for r in holders), *(r.id for r in u.reports[:_REPORTS])])
    said = parse(dated.claim.said).first if dated is not None and dated.claim.said else None
    return View(
        id=u.id, claims=tuple(cited), head=head, source=head.source, body=u.head.body, party=u.party,
        partial=u.head.partial, family=u.head.family, places=placed.places if placed else (),
        near=tuple(dict.fromkeys(p.spot for p in u.places)),
        quantities=counted.claim.quantities if counted else (), said=said,
        time=timed.claim.time if timed else None, order=u.order, day=u.day, fresh=fresh,
    )  # fmt: skip


def _narrated(kept: Kept, n: int, home: tuple[str, ...]) -> View:
    claim = kept.claim
    places = finest([At(spot_of(p, home), p.role) for p in claim.places])
    return View(
        id=claim.id, claims=(claim.id,), head=claim, source=None, body="", party=None, partial=False, family="",
        places=places, near=tuple(dict.fromkeys(p.spot for p in places)), quantities=claim.quantities, said=None,
        time=claim.time, order=(kept.known, kept.published or "", claim.document, n, claim.id), day=0, fresh=True,
    )  # fmt: skip


def _changes(
    ledger: Ledger,
    views: Iterable[View],
    kept: Mapping[str, Kept],
    date: dt.date,
    since: dt.date,
    conflict: Conflict,
) -> Iterable[Change]:
    """The settlements that fresh claims about the ground speak of, with what all claims on record say of them."""
    spots: dict[str, Spot] = {}
    for view in views:
        if view.family == "ground":
            spots.update((p.spot.key, p.spot) for p in view.places if p.spot.kind == "settlement")
    if not spots:
        return
    home = (conflict.owner,) if conflict.owner else ()
    about: dict[str, list[Known]] = defaultdict(list)
    radius: dict[str, float] = {}
    names = dict.fromkeys(x for s in spots.values() for x in (s.key, s.name))
    told = (p for k in kept.values() for p in k.claim.places)  # a place without an id may bear another of its names
    names |= dict.fromkeys(p.name for p in told if p.name not in names and spot_of(p, home).key in spots)
    for found in ledger.claims(Filter(place=tuple(names)), AsOf(date)):
        for place in found.claim.places:
            key = spot_of(place, home).key
            if key in spots:
                if place.radius_km is not None:
                    radius[key] = max(place.radius_km, radius.get(key, 0.0))
                if not about[key] or about[key][-1].claim is not found.claim:
                    about[key].append(Known(found.claim, found.known, found.published))
    for key in sorted(spots, key=lambda k: (spots[k].above[::-1], spots[k].name, k)):
        before = control(about[key], spots[key], since, conflict)
        yield Change(spots[key], before, control(about[key], spots[key], date, conflict), radius.get(key))
