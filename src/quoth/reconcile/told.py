"""A claim as reconciling sees it: slots turned into keys and days once, so that comparing is cheap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quoth.conflicts import Conflict
from quoth.model import Claim, Quantity
from quoth.model.edtf import Interval, parse
from quoth.reconcile.speakers import body_of, names_of
from quoth.reconcile.spots import At, finest, spot_of
from quoth.reconcile.tables import load_events, load_wording

_ABOUT = 0.1
_VAGUE = 0.5
_ON = 5  # how many claims later a text still goes on about a place without naming it
_UPHELD = frozenset({"states", "confirms", "clarifies", "accuses", "denies"})


@dataclass(frozen=True, slots=True)
class Known:
    """A claim, the day from whose end it counts as known, and its document's publication and outlet, as the ledger
    gives them."""

    claim: Claim
    known: str
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as a range; `measure` is what its unit measures."""

    low: float
    high: float
    value: float
    unit: str
    measure: str


@dataclass(slots=True, eq=False)
class Told:
    """One claim, flat. `day` is when it was said (the document's day when unknown: not `exact`); `at` the last day of
    the event; `inherited` is the claim whose places it took, and
    `echo` that its source says the same of a place it names beside it; `order` is the order of becoming known; `also`
    are the other documents that hold the very same text."""

    id: str
    document: str
    order: tuple[str, str, str, int, str]
    known: int
    day: int
    exact: bool
    at: int
    timed: bool
    body: str
    names: frozenset[str]
    speaker: str | None
    party: str | None
    act: str
    type: str
    family: str
    stance: str
    side: str | None
    weak: bool
    planned: bool
    negated: bool
    partial: bool
    level: str
    places: tuple[At, ...]
    inherited: str
    amounts: tuple[Amount, ...]
    claim: Claim
    outlet: str | None = None
    also: tuple[str, ...] = ()
    echo: bool = False

    @property
    def heard(self) -> bool:
        """Whether it says that something is so, or is not: plans, calls and refusals to comment do not."""
        return self.act in _UPHELD and not self.planned


@lru_cache(maxsize=65536)
def days(when: str | None) -> Interval | None:
    """The days of an EDTF value, or None when there is none or it is no date."""
    if not when:
        return None
    try:
        return parse(when)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _ordinal(day: str) -> int:
    try:
        return dt.date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


def amount_of(quantity: Quantity) -> Amount:
    """The range that a quantity's qualifier leaves: about is a tenth either way, vague a half."""
    value, measures = float(quantity.value), load_events().measures
    low, high = value, value if quantity.high is None else float(quantity.high)
    if quantity.qualifier == "at-least":
        high = float("inf")
    elif quantity.qualifier == "at-most":
        low = 0.0
    elif quantity.qualifier in ("about", "vague"):
        slack = _ABOUT if quantity.qualifier == "about" else _VAGUE
        low, high = low * (1 - slack), high * (1 + slack)
    return Amount(low, high, value, quantity.unit, measures.get(quantity.unit, quantity.unit))


def _stance(claim: Claim, places: Sequence[At], conflict: Conflict) -> tuple[str, str | None, bool]:
    """What a claim says about who holds its places: stance, side and whether it is weak."""
    event, kind = claim.event, load_events().kinds[claim.event.type]
    stance, side, weak = kind.stance, event.actor, kind.weak
    roles = {p.role for p in places}
    if event.type == "redeployment" and places and ("from" in roles or roles == {"near"}):
        stance = "loss"
    elif stance == "none" and places and load_wording().euphemism.search(claim.content.text):
        stance = "loss" if roles & {"from"} else stance
    if stance == "loss" and places and roles <= {"to"}:
        stance = "none"
    if stance in ("gain", "entry") and (event.status == "ongoing" or (places and roles <= {"near"})):
        stance, weak = "press", True
    if stance in ("fight", "none") and event.type != "offensive":
        side = side if stance == "fight" else None
    if event.negated != (claim.act == "denies"):
        flipped = {
            "gain": "nogain",
            "entry": "nogain",
            "press": "nopress",
            "hold": "loss",
            "loss": "hold",
            "fight": "none",
        }
        stance = flipped.get(stance, stance)
        if event.type == "holding" and claim.source and claim.source.party != side:
            stance = "nogain"  # "they do not hold it", said by others, is no departure
        weak = weak and stance not in ("nogain", "loss")
    return stance, side, weak


def tell(document: Sequence[Known], conflict: Conflict) -> list[Told]:
    """The claims of one document as reconciling sees them; narrated ones and those of unnamed sources are left out.

    A claim about the ground that names no place takes the places of the claim before it that it goes on from: the
    nearest of the same event, else the one just before.
    """
    out: list[Told] = []
    ordered = sorted(document, key=lambda k: (k.claim.content.start, k.claim.content.end, k.claim.id))
    for n, known in enumerate(ordered):
        told = _told(known, n, out, conflict)
        if told is not None:
            out.append(told)
    spoken = [t for t in out if t.body]
    for told in spoken:
        told.echo = told.inherited != "" and any(_same_word(told, t) for t in spoken)
    return spoken


def _same_word(told: Told, other: Told) -> bool:
    """Whether the other says the same of a place that it names itself, by the same body."""
    explicit = other.places and not other.inherited and other.body == told.body
    return bool(explicit) and (other.stance, other.side) == (told.stance, told.side)


def _told(known: Known, n: int, before: Sequence[Told], conflict: Conflict) -> Told | None:
    claim = known.claim
    body = body_of(claim.source) if claim.source else ""  # the text's own voice only tells where the others speak of
    if body is None:
        return None
    home = (conflict.owner,) if conflict.owner else ()
    places = finest([At(spot_of(p, home), p.role) for p in claim.places])
    kind = load_events().kinds[claim.event.type]
    amounts = tuple(amount_of(q) for q in claim.quantities)
    inherited = ""
    summed = any(a.measure in ("ground", "settlement") for a in amounts)
    if not claim.places and not summed and kind.family == "ground":
        heir = _testator(claim, before)
        if heir is not None:
            inherited, places = heir.inherited or heir.id, heir.places
    stance, side, weak = _stance(claim, places, conflict)
    day, exact, known_day = _said(claim, known.known)
    when = days(claim.time)
    at = min(day, when.last.toordinal()) if when and when.last else day
    return Told(
        id=claim.id, document=claim.document,
        order=(known.known, known.published or "", claim.document, n, claim.id),
        known=known_day, day=day, exact=exact, at=at, timed=bool(when and when.last), body=body,
        names=names_of(claim.source) if claim.source else frozenset(),
        speaker=claim.source.speaker if claim.source else None, party=claim.source.party if claim.source else None,
        act=claim.act,
        type=claim.event.type,
        family="ground" if summed and kind.family == "other" else kind.family, stance=stance, side=side, weak=weak,
        planned=claim.event.status == "planned", negated=claim.event.negated,
        partial=load_wording().partial.search(claim.content.text) is not None, level=claim.certainty.level,
        places=places, inherited=inherited, amounts=amounts, claim=claim,
        outlet=known.outlet,
    )  # fmt: skip


def _said(claim: Claim, known: str) -> tuple[int, bool, int]:
    known_day, said = _ordinal(known), days(claim.said)
    if said is None or said.last is None:
        return known_day, False, known_day
    return min(said.last.toordinal(), known_day or said.last.toordinal()), said.is_day, known_day


def _testator(claim: Claim, before: Sequence[Told]) -> Told | None:
    located = [t for t in before[-12:] if t.places and t.family == "ground"]
    for told in reversed(located):
        if told.type == claim.event.type and told.claim.event.actor == claim.event.actor:
            return told
    return located[-1] if located and located[-1] in before[-_ON:] else None
