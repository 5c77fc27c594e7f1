"""Reconciling as documents come: only what one touches is looked at again, and the result is that of a full run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from quoth.conflicts import Conflict, load_conflict
from quoth.model import Relation
from quoth.reconcile.copies import Copies
from quoth.reconcile.index import Entry, Index
from quoth.reconcile.relations import relations_of
from quoth.reconcile.shelf import Shelf
from quoth.reconcile.told import Known, Told, tell
from quoth.reconcile.utterances import Reports, Utterance, utterance_of


class Reconciler:
    """Claims, the utterances that they report, and the relations between these. Not for several threads.

    Its state lies on shelves, which a `Session` fills from a ledger as they are asked for; without one everything
    that was added is held.
    """

    def __init__(self, conflict: Conflict | None = None) -> None:
        self.conflict = conflict or load_conflict()
        self.documents: Shelf[list[Told]] = Shelf()
        self.told: Shelf[Told] = Shelf()
        self.copies = Copies()
        self.reports = Reports(self.told, self.documents, self.copies)
        self.index = Index(self._within)
        self.found: dict[str, tuple[Relation, ...]] = {}
        self._empty = True

    def add(self, claims: Iterable[Known], sketches: Mapping[str, bytes] | None = None) -> frozenset[str]:
        """Take up documents with all their claims (a known document is replaced); returns the claims whose relations
        may have changed.

        Args:
            sketches: of the documents' texts (`copies.sketch`); a document without one is no copy of another.
        """
        return self._change(self._tell(claims), sketches or {})

    def remove(self, document: str) -> frozenset[str]:
        """Forget a document; returns the claims whose relations may have changed."""
        return self._change({document: []}, {})

    def replace(
        self, claims: Iterable[Known], gone: Iterable[str], sketches: Mapping[str, bytes] | None = None
    ) -> frozenset[str]:
        """Take up documents and forget others at once; returns the claims whose relations may have changed."""
        return self._change({**{document: [] for document in gone}, **self._tell(claims)}, sketches or {})

    def resume(self) -> None:
        """Go on from a state that the shelves fetch: what is added is not all that there is."""
        self._empty = False

    def relations(self) -> Iterator[Relation]:
        """All relations, in a fixed order."""
        for utterance in self.utterances():
            yield from self.found.get(utterance.id, ())

    def relations_of(self, claims: Iterable[str]) -> Iterator[Relation]:
        """The relations that go out from the utterances of these claims."""
        marks = [mark for claim in claims if (mark := self.reports.marks.get(claim)) is not None]
        utterances = {u.id: u for mark in marks if (u := self.index.all.get(mark.utterance)) is not None}
        for utterance in sorted(utterances.values(), key=lambda u: u.order):
            yield from self.found.get(utterance.id, ())

    def utterances(self) -> Iterator[Utterance]:
        """All utterances, in the order in which they became known."""
        return iter(sorted(self.index.all.held(), key=lambda u: u.order))

    def active(self, claim: str) -> Told | None:
        """The claim in the earliest document that holds it, with the others that hold the very same text."""
        mark = self.reports.marks.get(claim)
        if mark is None or not mark.holders:
            return None
        first, *rest = mark.holders
        found = next((t for t in self.documents.get(first[2]) or () if t.id == claim), None)
        return replace(found, also=tuple(h[2] for h in rest)) if found is not None and rest else found

    def _tell(self, claims: Iterable[Known]) -> dict[str, list[Told]]:
        ordered = sorted(claims, key=lambda k: k.claim.document)
        groups = groupby(ordered, key=lambda k: k.claim.document)
        return {document: tell(list(group), self.conflict) for document, group in groups}

    def _within(self, document: str) -> list[Entry]:
        told = self.documents.get(document) or ()
        marks = self.reports.marks
        marks.load(t.id for t in told)
        return [(t.order, mark.utterance) for t in told if (mark := marks.get(t.id)) is not None and mark.utterance]

    def _change(self, documents: Mapping[str, list[Told]], sketches: Mapping[str, bytes]) -> frozenset[str]:
        """Replace the claims of documents."""
        self.documents.load(documents)
        old = {d: self.documents.get(d) or [] for d in documents}
        ids = dict.fromkeys(t.id for d, told in documents.items() for t in (*old[d], *told))
        self.told.load(ids)
        before = {i: self.told.get(i) for i in ids}
        moved_papers = self._papers(documents, old, sketches)  # while the old claims are still known
        stale: dict[str, Utterance] = {}
        for claim in ids:
            self._unsettle(claim, stale)
        gone, fresh, linked = self._claims(documents, old, before)
        for told in gone:
            linked.update(dict.fromkeys(self.reports.around(told)))
            self.reports.drop(told)
        for told in fresh:
            self.told.put(told.id, told)
            self.reports.add(told)
        for told in gone:
            if self.active(told.id) is None:
                self.told.drop(told.id)
        for document in moved_papers:
            self.copies.settle(document)
        recopied = self.copies.moved()
        for document in recopied:
            linked.update((t.id, None) for t in self.documents.get(document) or ())
        for told in fresh:
            linked.update(dict.fromkeys(self.reports.around(told)))
        return self._relink(stale, linked, gone, fresh, recopied)

    def _papers(
        self, documents: Mapping[str, list[Told]], old: Mapping[str, list[Told]], sketches: Mapping[str, bytes]
    ) -> dict[str, None]:
        """Register the documents' texts; those whose original may change."""
        found: dict[str, None] = {}
        for document, told in documents.items():
            found |= self.copies.drop(document)
            sketched = sketches.get(document)
            if sketched is not None and told:
                found |= self.copies.add(told[0].order[:3], told[0].known, sketched)
        return found

    def _claims(
        self, documents: Mapping[str, list[Told]], old: Mapping[str, list[Told]], before: Mapping[str, Told | None]
    ) -> tuple[list[Told], list[Told], dict[str, None]]:
        """Change which documents hold which claims: the claims that go, those that come, and the links of the first."""
        for document, told in documents.items():
            for t in old[document]:
                mark = self.reports.mark(t.id)
                mark.holders = [h for h in mark.holders if h[2] != document]
            self.documents.put(document, told) if told else self.documents.drop(document)
            for t in told:
                mark = self.reports.mark(t.id)
                mark.holders = sorted([*mark.holders, t.order[:3]])
        gone, fresh = [], []
        linked: dict[str, None] = {}
        for claim, was in before.items():
            now = self.active(claim)
            if was is not None:
                gone.append(was)
                linked.update(dict.fromkeys(self.reports.links(claim)))
            if now is not None:
                fresh.append(now)
        return gone, fresh, linked

    def _unsettle(self, claim: str, stale: dict[str, Utterance]) -> None:
        mark = self.reports.marks.get(claim)
        utterance = self.index.all.get(mark.utterance) if mark and mark.utterance else None
        if utterance is not None:
            stale[utterance.id] = utterance

    def _relink(
        self, stale: dict[str, Utterance], linked: dict[str, None], gone: list[Told], fresh: list[Told],
        recopied: list[str],
    ) -> frozenset[str]:  # fmt: skip
        moved = {t.id for t in fresh}
        lost = {t.id for t in gone} - moved
        for claim in linked:
            if self.told.get(claim) is None:
                continue
            before = self.reports.links(claim)
            if self.reports.relink(claim):
                moved.add(claim)
                moved |= before | self.reports.links(claim)
        moved |= {t.id for t in gone}
        for claim in tuple(moved):
            self._unsettle(claim, stale)
        for utterance in stale.values():
            moved |= {r.id for r in utterance.reports}
        return self._settle(stale, {c for c in moved if self.told.get(c) is not None}, lost, recopied)

    def _settle(
        self, stale: dict[str, Utterance], moved: set[str], lost: set[str], recopied: list[str]
    ) -> frozenset[str]:
        """Make the utterances of the claims that moved, and the relations of all that these touch."""
        kept: dict[str, Utterance] = {}
        seen: set[str] = set()
        for claim in sorted(moved):
            if claim not in seen:
                utterance = utterance_of(self.reports.cluster(claim))
                seen |= {t.id for t in utterance.reports}
                kept[utterance.id] = utterance
        for claim in seen - moved:
            self._unsettle(claim, stale)
        for key, utterance in list(stale.items()):
            same = kept.get(key)
            if same is not None and same.reports == utterance.reports:  # Told compares by identity
                del kept[key], stale[key]
        dirty: dict[str, None] = {}
        whole = self._empty
        self._empty = False
        if not whole:
            for utterance in (*stale.values(), *self._in(recopied)):
                dirty.update(dict.fromkeys(self.index.reacting(utterance)))
                dirty[utterance.id] = None
        for utterance in stale.values():
            self.index.drop(utterance)
            self.found.pop(utterance.id, None)
            for report in utterance.reports:
                self.reports.mark(report.id).utterance = ""
        for utterance in kept.values():
            self.index.add(utterance)
            for report in utterance.reports:
                self.reports.mark(report.id).utterance = utterance.id
        for utterance in kept.values():
            if not whole:
                dirty.update(dict.fromkeys(self.index.reacting(utterance)))
            dirty[utterance.id] = None
        for claim in lost:
            mark = self.reports.marks.get(claim)
            if mark is not None and not mark.holders:
                self.reports.marks.drop(claim)
        return self._relate(dirty, lost, (*stale.values(), *kept.values()))

    def _in(self, documents: Iterable[str]) -> list[Utterance]:
        keys = dict.fromkeys(key for document in documents for _, key in self._within(document))
        return [u for key in keys if (u := self.index.all.get(key)) is not None]

    def _relate(self, dirty: Mapping[str, None], lost: set[str], changed: Iterable[Utterance]) -> frozenset[str]:
        touched = set(lost) | {r.id for u in changed for r in u.reports}
        self.index.all.load(dirty)
        for key in dirty:
            again = self.index.all.get(key)
            if again is not None:
                self.found[key] = tuple(relations_of(again, self.index, self.conflict, self.copies))
                touched |= {r.id for r in again.reports}
        return frozenset(touched)


def reconcile(
    claims: Iterable[Known], conflict: Conflict | None = None, sketches: Mapping[str, bytes] | None = None
) -> Reconciler:
    """Reconcile all these claims; `sketches` of their documents' texts find copies (`copies.sketch`)."""
    engine = Reconciler(conflict)
    engine.add(claims, sketches)
    return engine
