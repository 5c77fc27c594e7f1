"""Who held a place as of a day, from the claims known by then: each side's facts, and the first row that fits them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.conflicts import Conflict, load_conflict
from quoth.reconcile.belligerents import sides_of
from quoth.reconcile.spots import Spot
from quoth.reconcile.tables import Row, load_rows
from quoth.reconcile.told import Known, Told, tell

_HEDGED_BACKING = frozenset({"asserted", "almost-certain", "highly-likely", "likely"})
_DOUBT = frozenset({*_HEDGED_BACKING, "realistic-possibility"})
_EXPLICIT = ("claims", "concedes", "leaves", "denies")


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim as evidence: what its party says, and whether it decided (`decisive`), bears it out or is context."""

    claim: str
    party: str | None
    says: str
    weight: str


@dataclass(frozen=True, slots=True)
class Control:
    """The state of a place as of a day. `since` is the day from whose end the claims on record give this state."""

    place: str
    name: str
    as_of: dt.date
    state: str
    since: dt.date | None
    row: str
    reason: str
    evidence: tuple[Witness, ...]
    dissent: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of a place's state: from the end of `day` on, the claims on record gave `state`."""

    day: dt.date
    state: str
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Fact:
    told: Told
    fact: str
    side: str | None


_Memo = dict[tuple[str, ...], dict[Told, list[_Fact]]]


def control(claims: Iterable[Known], spot: Spot, as_of: dt.date, conflict: Conflict | None = None) -> Control:
    """What the claims known by the end of a day (UTC) say about a settlement.

    `claims` are those about the place; later ones are passed over. Wire copies change nothing: a fact is a fact once.
    """
    conflict = conflict or load_conflict()
    told = [t for t in _about(claims, spot, conflict) if t.known <= as_of.toordinal()]
    row, names, facts = _decide(told, conflict)
    since = _since(told, row, names, conflict)
    state = row.state.format(**names)
    evidence, dissent = _weigh(told, facts, state, _sides(told, conflict))
    reason = row.reason.format(**names)
    return Control(spot.key, spot.name, as_of, state, since, row.id, reason, evidence, dissent)


def history(claims: Iterable[Known], spot: Spot, as_of: dt.date, conflict: Conflict | None = None) -> tuple[Turn, ...]:
    """Every change of a settlement's state up to the end of a day (UTC), oldest first."""
    return course(claims, spot, as_of, conflict)[1]


def course(
    claims: Iterable[Known], spot: Spot, as_of: dt.date, conflict: Conflict | None = None
) -> tuple[Control, tuple[Turn, ...]]:
    """The state of a settlement as of a day, as `control` gives it, and every change up to it, oldest first."""
    conflict = conflict or load_conflict()
    told = [t for t in _about(claims, spot, conflict) if t.known <= as_of.toordinal()]
    turns: list[Turn] = []
    memo: _Memo = {}
    row, names, facts = _decide([], conflict)
    days = sorted({t.known for t in told if t.known})
    for day in days:
        row, names, facts = _decide([t for t in told if t.known <= day], conflict, memo)
        state = row.state.format(**names)
        if state != (turns[-1].state if turns else "unknown"):
            turns.append(Turn(dt.date.fromordinal(day), state, row.id, row.reason.format(**names)))
    since = turns[-1].day if turns else dt.date.fromordinal(days[0]) if days else None
    state = row.state.format(**names)
    evidence, dissent = _weigh(told, facts, state, _sides(told, conflict))
    reason = row.reason.format(**names)
    return Control(spot.key, spot.name, as_of, state, since, row.id, reason, evidence, dissent), tuple(turns)


def _about(claims: Iterable[Known], spot: Spot, conflict: Conflict) -> list[Told]:
    by_document: dict[str, list[Known]] = {}
    for known in claims:
        by_document.setdefault(known.claim.document, []).append(known)
    out = [t for group in by_document.values() for t in tell(group, conflict)]
    here = [_here(t, spot) for t in out if not t.inherited and t.heard and t.family == "ground"]
    return sorted((t for t in here if t is not None), key=lambda t: (t.day, t.order))


def _here(told: Told, spot: Spot) -> Told | None:
    """The claim as far as it speaks of one place: what is said of its surroundings changes no hands."""
    own = tuple(p for p in told.places if p.spot.key == spot.key)
    if not own:
        return None
    roles = {p.role for p in own}
    stance = told.stance
    if roles <= {"near"} and stance in ("gain", "entry"):
        stance = "press"
    elif roles <= {"to"} and stance == "loss":
        return None
    return replace(told, places=own, stance=stance, weak=told.weak or stance == "press")


def _since(told: Sequence[Told], row: Row, names: Mapping[str, str], conflict: Conflict) -> dt.date | None:
    days = sorted({t.known for t in told}, reverse=True)
    since = None
    memo: _Memo = {}
    for day in days:
        before, who, _ = _decide([t for t in told if t.known <= day], conflict, memo)
        if before.state.format(**who) != row.state.format(**names):
            break
        since = day
    return dt.date.fromordinal(since) if since else None


def _decide(
    told: Sequence[Told], conflict: Conflict, memo: _Memo | None = None
) -> tuple[Row, Mapping[str, str], tuple[_Fact, ...]]:
    """The row that fits, who is who in it, and the facts used; `memo` keeps each claim's facts from day to day."""
    sides = _sides(told, conflict)
    made = {} if memo is None else memo.setdefault(sides, {})
    for t in told:
        if t not in made:
            made[t] = _facts(t, sides)
    facts = tuple(f for t in told for f in made[t])
    latest = {side: _latest([f for f in facts if f.told.party == side]) for side in sides}
    third = _latest_of_others([f for f in facts if f.told.party not in sides])
    by_side = {side: {f.fact for f in latest[side]} or {"silent"} for side in sides}
    for f in third:
        if f.side in by_side and f.fact in ("backed", "doubted"):
            by_side[f.side].add(f.fact)
        if f.fact == "backed":  # who says that one side is there doubts that the other one holds it
            for other in sides:
                if other != f.side and f.side in by_side:
                    by_side[other].add("doubted")
    battle = {"battle"} if any(f.fact == "battle" for f in third) else set()
    used = (*(f for side in sides for f in latest[side]), *third)
    for row in load_rows():
        for side, other in ((a, b) for a in sides for b in sides if a != b):
            mine = by_side[side]
            if (
                _fit(row.side, mine) and _fit(row.other, by_side[other] - {"backed", "doubted"})
                and _fit(row.third, mine) and _fit(row.place, battle)
            ):  # fmt: skip
                return row, {"side": side, "other": other}, used
    return load_rows()[-1], {"side": "", "other": ""}, used


def _sides(told: Sequence[Told], conflict: Conflict) -> tuple[str, ...]:
    """The sides of a place; a single one stands against nobody in particular."""
    sides = sides_of(told, conflict)
    return sides if len(sides) != 1 else (*sides, "")


def _fit(conditions: Sequence[str], facts: set[str]) -> bool:
    for condition in conditions:
        if condition.startswith("!"):
            if set(condition[1:].split("|")) & facts:
                return False
        elif not set(condition.split("|")) & facts:
            return False
    return True


def _facts(t: Told, sides: Sequence[str]) -> list[_Fact]:
    """What a claim says, as a fact of a side or of a third party."""
    if t.party in sides:
        fact = _of_side(t, t.party or "")
        return [_Fact(t, fact, t.party)] if fact else []
    if t.act == "denies" and t.stance == "nogain":
        return [_Fact(t, "doubted", t.side)] if t.side else []
    if t.stance == "fight" or t.stance == "press":
        return [_Fact(t, "battle", None)] if t.stance == "fight" else []
    if t.partial and t.stance in ("gain", "entry", "hold"):  # who has a part of it stands against who has the rest
        return [_Fact(t, "battle", None)]
    if t.stance in ("gain", "entry", "hold") and t.side and t.level in _HEDGED_BACKING and not t.partial:
        return [_Fact(t, "backed", t.side)]
    if t.stance in ("loss", "nogain") and t.side and t.level in _DOUBT:
        return [_Fact(t, "doubted", t.side)]
    return []


def _of_side(t: Told, party: str) -> str | None:
    own = t.side == party
    match t.stance:
        case "gain" | "entry":
            return "claims" if own else "concedes" if t.side else None
        case "hold":
            if not own:
                return "concedes" if t.side and not t.weak else "fights" if t.side else None
            return "repels" if t.weak else "claims"
        case "loss":
            if not own:
                return "claims" if t.side else None
            return "concedes" if t.type in ("holding", "capture", "recapture") else "leaves"
        case "nogain" | "nopress":
            return None if own else "denies"
        case "fight":
            return "fights"
        case "press":
            at = any(p.role == "at" for p in t.places)
            return "fights" if at else None
    return None


def _latest(facts: Sequence[_Fact]) -> list[_Fact]:
    """A side's position: what it said on the last day that it spoke of holding or losing it, and later fights."""
    strong = [f for f in facts if f.fact in _EXPLICIT]
    if not strong:
        day = max((f.told.day for f in facts), default=0)
        return [f for f in facts if f.told.day == day or f.fact == "repels"]
    day = max(f.told.day for f in strong)
    now = [f for f in strong if f.told.day == day]
    lost = any(f.fact in ("leaves", "concedes") for f in now)
    if lost:  # the later word of the day counts: a denial in the morning, a concession at night
        last = max(now, key=lambda f: f.told.order).told.order[:3]
        now = [f for f in now if f.told.order[:3] == last] if len({f.fact for f in now}) > 1 else now
        lost = any(f.fact in ("leaves", "concedes") for f in now)
    since = [f for f in facts if f.fact not in _EXPLICIT and f.told.day >= day and not (lost and _only_near(f.told))]
    if lost:
        since = [f for f in since if f.told.day > day]
    return now + since


def _only_near(t: Told) -> bool:
    return all(p.role == "near" for p in t.places)


def _latest_of_others(facts: Sequence[_Fact]) -> list[_Fact]:
    """The latest day's word of each body that belongs to no side."""
    days: dict[str, int] = {}
    for f in facts:
        days[f.told.body] = max(days.get(f.told.body, 0), f.told.day)
    return [f for f in facts if f.told.day == days[f.told.body]]


def _weigh(
    told: Sequence[Told], used: Sequence[_Fact], state: str, sides: Sequence[str]
) -> tuple[tuple[Witness, ...], tuple[Witness, ...]]:
    """Evidence, and what speaks against the state: claims of another holder that are the latest of their source."""
    holder = state.rpartition("-by-")[2] if "-by-" in state else None
    evidence: list[Witness] = []
    dissent: list[Witness] = []
    deciding = {f.told.id: f for f in used}
    for t in told:
        fact = deciding.get(t.id)
        weight = "context" if fact is None else "decisive" if t.party in sides else "supporting"
        witness = Witness(t.id, t.party, says(t), weight)
        against = holder is not None and fact is not None and _points_to(fact, sides) not in (None, holder)
        (dissent if against else evidence).append(witness)
    return tuple(evidence), tuple(dissent)


def _points_to(fact: _Fact, sides: Sequence[str]) -> str | None:
    other = next((s for s in sides if s != fact.side), None)
    if fact.fact in ("claims", "repels", "backed"):
        return fact.side
    return other if fact.fact in ("concedes", "leaves", "doubted") else None


def says(t: Told) -> str:
    """A claim in a few words."""
    event = t.claim.event
    what = f"{'no ' if event.negated else ''}{event.type}{f' by {event.actor}' if event.actor else ''}"
    hedge = "" if t.level == "asserted" else f" ({t.level})"
    places = ", ".join(f"{'' if p.role == 'at' else p.role + ' '}{p.spot.name}" for p in t.places)
    return f"{t.act} {what}{hedge}: {places}; said {dt.date.fromordinal(t.day).isoformat()}"
