"""Reconciling as documents come: only what one touches is looked at again, and the result is that of a full run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from quoth.conflicts import Conflict, load_conflict
from quoth.model import Relation
from quoth.reconcile.index import Index
from quoth.reconcile.relations import relations_of
from quoth.reconcile.told import Known, Told, tell
from quoth.reconcile.utterances import Reports, Utterance, utterance_of


class Reconciler:
    """Claims, the utterances that they report, and the relations between these. Not for several threads."""

    def __init__(self, conflict: Conflict | None = None) -> None:
        self.conflict = conflict or load_conflict()
        self.index = Index()
        self._reports = Reports()
        self._documents: dict[str, list[Told]] = {}
        self._of: dict[str, Utterance] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}

    def add(self, claims: Iterable[Known]) -> frozenset[str]:
        """Take up documents with all their claims (a known document is replaced); returns the claims whose relations
        may have changed."""
        ordered = sorted(claims, key=lambda k: k.claim.document)
        fresh: list[Told] = []
        gone: list[Told] = []
        for document, group in groupby(ordered, key=lambda k: k.claim.document):
            gone += self._documents.pop(document, [])
            self._documents[document] = tell(list(group), self.conflict)
            fresh += self._documents[document]
        return self._change(gone, fresh)

    def remove(self, document: str) -> frozenset[str]:
        """Forget a document; returns the claims whose relations may have changed."""
        return self._change(self._documents.pop(document, []), [])

    def relations(self) -> Iterator[Relation]:
        """All relations, in a fixed order."""
        for utterance in sorted(self.index.all.values(), key=lambda u: u.order):
            yield from self._relations.get(utterance.id, ())

    def relations_of(self, claims: Iterable[str]) -> Iterator[Relation]:
        """The relations that go out from the utterances of these claims."""
        utterances = {u.id: u for claim in claims if (u := self._of.get(claim)) is not None}
        for utterance in sorted(utterances.values(), key=lambda u: u.order):
            yield from self._relations.get(utterance.id, ())

    def utterances(self) -> Iterator[Utterance]:
        """All utterances, in the order in which they became known."""
        return iter(sorted(self.index.all.values(), key=lambda u: u.order))

    def _change(self, gone: list[Told], fresh: list[Told]) -> frozenset[str]:
        linked: dict[str, None] = {}
        stale: dict[str, Utterance] = {}

        def unsettle(claim: str) -> None:
            utterance = self._of.get(claim)
            if utterance is not None:
                stale[utterance.id] = utterance

        for told in gone:
            linked.update(dict.fromkeys(self._reports.around(told)))
            unsettle(told.id)
            self._reports.drop(told)
            linked.pop(told.id, None)
        for told in fresh:
            self._reports.add(told)
        for told in fresh:
            linked.update(dict.fromkeys(self._reports.around(told)))
        lost = {t.id for t in gone} - {t.id for t in fresh}
        moved = {t.id for t in fresh}
        for claim in linked:
            if claim not in lost:
                before = self._reports.links(claim)
                if self._reports.relink(claim):
                    moved.add(claim)
                    moved |= before | self._reports.links(claim)
        for claim in tuple(moved):
            unsettle(claim)
        for utterance in stale.values():
            moved |= {r.id for r in utterance.reports}
        return self._settle(stale, moved - lost, {t.id: t for t in fresh}, lost)

    def _settle(
        self, stale: dict[str, Utterance], moved: set[str], fresh: dict[str, Told], lost: set[str]
    ) -> frozenset[str]:
        dirty: dict[str, None] = {}
        made: list[Utterance] = []
        seen: set[str] = set()
        for claim in sorted(moved):
            if claim not in seen:
                cluster = self._reports.cluster(claim)
                seen |= {t.id for t in cluster}
                made.append(utterance_of(cluster))
        kept = {u.id: u for u in made}
        for utterance in made:
            for report in utterance.reports:
                old = self._of.get(report.id)
                if old is not None:
                    stale[old.id] = old
        for key, utterance in list(stale.items()):
            same = kept.get(key)
            if same is not None and same.reports == utterance.reports:  # Told compares by identity
                del kept[key], stale[key]
        touched = set(lost)
        for utterance in stale.values():
            dirty.update(dict.fromkeys(self.index.reacting(utterance)))
        for utterance in stale.values():
            self.index.drop(utterance)
            self._relations.pop(utterance.id, None)
            for report in utterance.reports:
                self._of.pop(report.id, None)
        for utterance in kept.values():
            self.index.add(utterance)
            for report in utterance.reports:
                self._of[report.id] = utterance
        if len(kept) == len(self.index.all):  # a first run: everything is new
            dirty = dict.fromkeys(kept)
        else:
            for utterance in kept.values():
                dirty.update(dict.fromkeys(self.index.reacting(utterance)))
                dirty[utterance.id] = None
        for key in dirty:
            again = self.index.all.get(key)
            if again is not None:
                self._relations[key] = tuple(relations_of(again, self.index, self.conflict))
                touched |= {r.id for r in again.reports}
        for utterance in (*stale.values(), *kept.values()):
            touched |= {r.id for r in utterance.reports}
        return frozenset(touched)


def reconcile(claims: Iterable[Known], conflict: Conflict | None = None) -> Reconciler:
    """Reconcile all these claims."""
    engine = Reconciler(conflict)
    engine.add(claims)
    return engine
