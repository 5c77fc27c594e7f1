"""Utterances: the claims that report one act of saying are one, however many documents carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quoth.reconcile.speakers import same_source
from quoth.reconcile.spots import At
from quoth.reconcile.tables import load_events
from quoth.reconcile.told import Amount, Told

#: An undated report of an utterance is printed at most this many days after it was made: its day and the next papers.
LATE = 2
_RECENT = 60  # earlier reports of one body, type and day that a report is compared with
_ALIKE_TYPES = {"capture": "gain", "recapture": "gain"}
_ACTS = {"confirms": "states", "clarifies": "states", "accuses": "states"}
_SAME_WORDS = 0.5

Key = tuple[str, str, int]


@dataclass(slots=True, eq=False)
class Utterance:
    """One act of saying: its reports in the order in which they became known, and the slots that they tell together."""

    id: str
    reports: tuple[Told, ...]
    head: Told
    day: int
    at: int
    places: tuple[At, ...]
    amounts: tuple[Amount, ...]
    documents: tuple[str, ...]
    names: frozenset[str]
    inherited: str

    @property
    def order(self) -> tuple[str, str, str, int, str]:
        return self.head.order

    @property
    def party(self) -> str | None:
        return self.head.party

    def report_in(self, documents: Iterable[str]) -> Told:
        """Its report in one of these documents, else its first."""
        wanted = set(documents)
        return next((r for r in self.reports if r.document in wanted), self.head)


def utterance_of(reports: Iterable[Told]) -> Utterance:
    """The utterance that these claims report."""
    ordered = tuple(sorted(reports, key=lambda t: t.order))
    head = ordered[0]
    exact = [t.day for t in ordered if t.exact]
    placed = next((t for t in ordered if t.places and not t.inherited), None) or next(
        (t for t in ordered if t.places), head
    )
    timed = [t.at for t in ordered if t.timed]
    day = min(exact) if exact else min(t.day for t in ordered)
    return Utterance(
        id=head.id, reports=ordered, head=head, day=day, at=min(timed) if timed else day, places=placed.places,
        amounts=next((t.amounts for t in ordered if t.amounts), ()),
        documents=tuple(dict.fromkeys(t.document for t in ordered)),
        names=frozenset().union(*(t.names for t in ordered)), inherited=placed.inherited,
    )  # fmt: skip


class Reports:
    """Links between claims that report one utterance; `clusters` are its connected parts."""

    def __init__(self) -> None:
        self._by_key: dict[Key, dict[str, Told]] = defaultdict(dict)
        self._told: dict[str, Told] = {}
        self._back: dict[str, frozenset[str]] = {}
        self._forth: dict[str, set[str]] = defaultdict(set)

    def add(self, told: Told) -> None:
        """Take up a claim; `relink` must follow for `around` it."""
        self._told[told.id] = told
        self._by_key[_key(told, told.day)][told.id] = told

    def drop(self, told: Told) -> None:
        """Forget a claim and its links."""
        del self._told[told.id]
        held = self._by_key[_key(told, told.day)]
        del held[told.id]
        if not held:
            del self._by_key[_key(told, told.day)]
        self._unlink(told.id)
        for later in self._forth.pop(told.id, set()):
            self._back[later] = self._back[later] - {told.id}

    def around(self, told: Told) -> Iterable[str]:
        """The claims whose links may change when this one comes or goes."""
        for day in range(told.day - LATE, told.day + LATE + 1):
            yield from self._by_key.get(_key(told, day), ())

    def relink(self, claim: str) -> bool:
        """Find anew what a claim repeats; whether that changed."""
        found = self._found(self._told[claim])
        if found == self._back.get(claim, frozenset()):
            return False
        self._unlink(claim)
        self._back[claim] = found
        for earlier in found:
            self._forth[earlier].add(claim)
        return True

    def cluster(self, claim: str) -> list[Told]:
        """The claims that report the same utterance as this one."""
        seen, todo = {claim}, [claim]
        while todo:
            now = todo.pop()
            for other in (*self._back.get(now, ()), *self._forth.get(now, ())):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return [self._told[c] for c in seen]

    def links(self, claim: str) -> frozenset[str]:
        return self._back.get(claim, frozenset()) | frozenset(self._forth.get(claim, ()))

    def _unlink(self, claim: str) -> None:
        for earlier in self._back.pop(claim, frozenset()):
            self._forth[earlier].discard(claim)

    def _found(self, told: Told) -> frozenset[str]:
        """The best match in each earlier document, and the earlier sentences of its own that say the same."""
        pool: list[Told] = []
        for day in range(told.day - LATE, told.day + LATE + 1):
            pool += (t for t in self._by_key.get(_key(told, day), {}).values() if t.order < told.order)
        if len(pool) > _RECENT:
            pool = sorted(pool, key=lambda t: t.order)[-_RECENT:]
        best: dict[str, tuple[float, tuple[str, str, str, int, str], str]] = {}
        for earlier in pool:
            score = likeness(told, earlier)
            if score > 0:
                mark = (-score, earlier.order, earlier.id)
                if earlier.document not in best or mark < best[earlier.document]:
                    best[earlier.document] = mark
        return _without_bridges(told, [self._told[mark[2]] for mark in best.values()])


def _without_bridges(told: Told, found: list[Told]) -> frozenset[str]:
    """A claim without a place joins one utterance that has one, of the nearest day, or it would tie several."""
    loose = [t for t in found if bool(_explicit(t)) != bool(_explicit(told))]
    nearest = min(loose, key=lambda t: (abs(t.day - told.day), t.order), default=None)
    return frozenset(t.id for t in found if t not in loose or t is nearest)


def _explicit(told: Told) -> tuple[str, ...]:
    return () if told.inherited else tuple(p.spot.key for p in told.places)


def _key(told: Told, day: int) -> Key:
    if any(a.measure == "ground" for a in told.amounts):
        return (told.body, "sum of ground", day)
    return (told.body, _ALIKE_TYPES.get(told.type, told.type), day)


def likeness(one: Told, other: Told) -> float:
    """How well two claims report one utterance: 0 when they cannot.

    Body, speaker, kind of act, polarity and day must agree; then places, quantities and, in one language, words count.
    """
    if _ACTS.get(one.act, one.act) != _ACTS.get(other.act, other.act) or one.negated != other.negated:
        return 0.0
    if one.planned != other.planned and one.type != "evacuation":
        return 0.0
    if not same_source(one.body, one.names, other.body, other.names) or _two_people(one, other):
        return 0.0
    if not _one_day(one, other):
        return 0.0
    actors = (one.claim.event.actor, other.claim.event.actor)
    if None not in actors and actors[0] != actors[1]:
        return 0.0
    places = _places(one, other)
    amounts = _amounts(one, other)
    if places == 0 or amounts == 0:
        return 0.0
    words = _words(one, other)
    if one.document == other.document and not _restated(one, other, places, amounts, words):
        return 0.0
    bare = (
        places == _UNTOLD and amounts == _UNTOLD and not (one.stance == other.stance == "none" and _moved(one, other))
    )
    if bare and (one.family in ("other", "dispute") or not one.exact or not other.exact) and words < _SAME_WORDS:
        return 0.0
    return places + amounts + words + (0.1 if (one.speaker is None) == (other.speaker is None) else 0)


_UNTOLD = 0.5


def _restated(one: Told, other: Told, places: float, amounts: float, words: float) -> bool:
    """A headline or lead and its sentence: one text seldom tells one event of one speaker twice as two utterances."""
    if places == 1.0:
        return words >= _SAME_WORDS or (one.stance in ("gain", "loss") and one.day == other.day and amounts != 0)
    return amounts == 1.0 and words > 0


def _moved(one: Told, other: Told) -> bool:
    """A move of troops told once with and once without where it goes."""
    told = [bool(t.places and not t.inherited) for t in (one, other)]
    return one.family == "ground" and one.type == other.type and told[0] != told[1]


def _two_people(one: Told, other: Told) -> bool:
    return bool(one.speaker and other.speaker and one.names and other.names and not one.names & other.names)


def _one_day(one: Told, other: Told) -> bool:
    if one.exact and other.exact:
        return one.day == other.day
    if one.exact or other.exact:
        told, late = (one, other) if one.exact else (other, one)
        return 0 <= late.day - told.day <= LATE
    return abs(one.day - other.day) <= 1


def _places(one: Told, other: Told) -> float:
    a, b = _explicit(one), _explicit(other)
    if not a or not b:
        return _UNTOLD
    return 1.0 if set(a) <= set(b) or set(b) <= set(a) else 0.7 if len({*a} & {*b}) * 2 >= min(len(a), len(b)) else 0.0


def _amounts(one: Told, other: Told) -> float:
    if not one.amounts or not other.amounts:
        return _UNTOLD
    for a in one.amounts:
        for b in other.amounts:
            if _one_measure(a, b) and abs(a.value - b.value) <= 0.02 * max(abs(a.value), abs(b.value)):
                return 1.0
    return 0.0


def _one_measure(a: Amount, b: Amount) -> bool:
    """One unit, or people of whom one report says what became of them and the other does not."""
    events = load_events()
    people = {a.unit, b.unit} <= events.people and (a.unit in events.plain or b.unit in events.plain)
    return a.measure == b.measure or people


def _words(one: Told, other: Told) -> float:
    a, b = _bag(one.claim.content.text), _bag(other.claim.content.text)
    return len(a & b) / len(a | b) if a and b else 0.0


@lru_cache(maxsize=32768)
def _bag(text: str) -> frozenset[str]:
    return frozenset(w for w in text.lower().split() if len(w) > 3)
