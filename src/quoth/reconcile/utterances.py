"""Utterances: the claims that report one act of saying are one, however many documents carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from quoth.reconcile.copies import Copies
from quoth.reconcile.shelf import Shelf
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
        documents=tuple(dict.fromkeys(d for t in ordered for d in (t.document, *t.also))),
        names=frozenset().union(*(t.names for t in ordered)), inherited=placed.inherited,
    )  # fmt: skip


@dataclass(slots=True)
class Mark:
    """Where a claim stands: the documents that hold its very words (the earliest one counts), the utterance that it
    reports, and its links to earlier and later reports."""

    holders: list[tuple[str, str, str]] = field(default_factory=list)
    utterance: str = ""
    back: frozenset[str] = frozenset()
    forth: set[str] = field(default_factory=set)


class Reports:
    """Links between claims that report one utterance; `cluster` is a connected part.

    Args:
        told: claims by id. `documents`: the claims of a document. `copies`: which document is a copy of which.
    """

    def __init__(self, told: Shelf[Told], documents: Shelf[list[Told]], copies: Copies) -> None:
        self.marks: Shelf[Mark] = Shelf()
        self.keys: Shelf[dict[str, None]] = Shelf()
        self._told = told
        self._documents = documents
        self._copies = copies

    def mark(self, claim: str) -> Mark:
        """The mark of a claim, to be changed."""
        return self.marks.put(claim, self.marks.get(claim) or Mark())

    def told(self, claim: str) -> Told:
        found = self._told.get(claim)
        assert found is not None, claim
        return found

    def add(self, told: Told) -> None:
        """Take up a claim; `relink` must follow for `around` it."""
        key = _key(told, told.day)
        self.keys.put(key, {**(self.keys.get(key) or {}), told.id: None})

    def drop(self, told: Told) -> None:
        """Forget a claim and its links."""
        key = _key(told, told.day)
        held = self.keys.get(key) or {}
        held.pop(told.id, None)
        self.keys.put(key, held) if held else self.keys.drop(key)
        self._link(told.id, frozenset())
        mark = self.mark(told.id)
        for later in mark.forth:
            after = self.mark(later)
            after.back = after.back - {told.id}
        mark.forth = set()

    def around(self, told: Told) -> Iterable[str]:
        """The claims whose links may change when this one comes or goes."""
        for day in range(told.day - LATE, told.day + LATE + 1):
            yield from self.keys.get(_key(told, day)) or ()
        for copy in self._copies.kin(told.document):
            yield from (t.id for t in self._documents.get(copy) or () if t.body == told.body)

    def relink(self, claim: str) -> bool:
        """Find anew what a claim repeats; whether that changed."""
        found = self._found(self.told(claim))
        mark = self.marks.get(claim)
        if found == (mark.back if mark else frozenset()):
            return False
        self._link(claim, found)
        return True

    def cluster(self, claim: str) -> list[Told]:
        """The claims that report the same utterance as this one."""
        seen, todo = {claim}, [claim]
        while todo:
            for other in self.links(todo.pop()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        self._told.load(seen)
        return [self.told(c) for c in seen]

    def links(self, claim: str) -> frozenset[str]:
        mark = self.marks.get(claim)
        return mark.back | frozenset(mark.forth) if mark else frozenset()

    def _link(self, claim: str, found: frozenset[str]) -> None:
        mark = self.mark(claim)
        for earlier in mark.back - found:
            self.mark(earlier).forth.discard(claim)
        for earlier in found - mark.back:
            self.mark(earlier).forth.add(claim)
        mark.back = found

    def _found(self, told: Told) -> frozenset[str]:
        """The best match in each earlier document, and the earlier sentences of its own that say the same."""
        near: list[str] = []
        for day in range(told.day - LATE, told.day + LATE + 1):
            near += self.keys.get(_key(told, day)) or ()
        self._told.load(near)
        pool = [t for t in map(self.told, near) if t.order < told.order]
        if len(pool) > _RECENT:
            pool = sorted(pool, key=lambda t: t.order)[-_RECENT:]
        best: dict[str, tuple[float, tuple[str, str, str, int, str], str]] = {}
        for score, earlier in (*((likeness(told, t), t) for t in pool), *self._copied(told)):
            if score > 0:
                mark = (-score, earlier.order, earlier.id)
                if earlier.document not in best or mark < best[earlier.document]:
                    best[earlier.document] = mark
        return _without_bridges(told, [self.told(mark[2]) for mark in best.values()])

    def _copied(self, told: Told) -> Iterator[tuple[float, Told]]:
        """The same sentences in the document that this claim's document is a copy of, and in its copies."""
        for copy in self._copies.kin(told.document):
            for other in self._documents.get(copy) or ():
                if other.order < told.order and self._told.get(other.id) is not None:
                    yield _copy(told, other), other


def _without_bridges(told: Told, found: list[Told]) -> frozenset[str]:
    """A claim without a place joins one utterance that has one, of the nearest day, or it would tie several."""
    loose = [t for t in found if bool(_explicit(t)) != bool(_explicit(told))]
    nearest = min(loose, key=lambda t: (abs(t.day - told.day), t.order), default=None)
    return frozenset(t.id for t in found if t not in loose or t is nearest)


def _copy(one: Told, other: Told) -> float:
    """How well two claims of a document and its copy report one utterance; 0 when they cannot. Where the words are the
    same, a slot that was read otherwise, or a later day of printing, is no second utterance."""
    if one.body != other.body or one.negated != other.negated or _amounts(one, other) == 0:
        return 0.0
    if _ACTS.get(one.act, one.act) != _ACTS.get(other.act, other.act) or (
        one.exact and other.exact and one.day != other.day
    ):
        return 0.0
    words = _words(one, other)
    return 3.0 + words if words >= _SAME_WORDS else 0.0


def same_words(one: Told, other: Told) -> bool:
    """Whether two claims are put in the same words."""
    return _words(one, other) >= _SAME_WORDS


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
