"""What became of a claim among the others: conceded, replaced, contradicted, borne out by independent sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quoth.publish import update_figures as figures
from quoth.publish.update_clauses import QUOTED, Clauses
from quoth.publish.update_facts import Facts, Tie, View
from quoth.publish.update_model import Part, Sentence
from quoth.publish.update_wording import Parts, Phrase, literal
from quoth.reconcile.spots import At

if TYPE_CHECKING:
    from quoth.publish.update_sentences import Writer

_MOST_CLAUSES = 3


class Reactions:
    """The sentences about what others said of the same, for one writer."""

    def __init__(self, writer: Writer, facts: Facts, clauses: Clauses) -> None:
        self.writer, self.facts, self.c, self.w = writer, facts, clauses, clauses.w
        self._counted: set[frozenset[str]] = set()
        self._back: dict[str, list[Tie]] = defaultdict(list)
        self._against: dict[str, list[Tie]] = defaultdict(list)
        towards = {"corroborates": self._back, "contradicts": self._against}
        for tie in (t for ties in facts.ties.values() for t in ties if t.relation.kind in towards):
            towards[tie.relation.kind][tie.other.id].append(tie)

    def tails(self, groups: list[list[View]], told: View | None) -> Iterator[Sentence]:
        """The sentences after those that tell these groups; the sentence itself `told` of one view already."""
        views = [v for g in groups for v in g]
        yield from self._conceded([t for t in self.writer.ties(views, "concedes") if t.other is not told])
        yield from self._updated(self.writer.ties(views, "updates"))
        yield from self._contradicted(views)
        for group in groups:
            yield from self._support(group)

    def _conceded(self, ties: Sequence[Tie]) -> Iterator[Sentence]:
        for tie in {t.other.id: t for t in ties if t.other.head.event.type not in QUOTED}.values():
            slots = {**self.writer.tie_slots(tie), "G": Phrase(self.c.clause(tie.other))}
            yield self.writer.sentence("concedes", self.writer.worded("concedes_long", slots), tie.one, tie.other)

    def _updated(self, ties: Sequence[Tie]) -> Iterator[Sentence]:
        """What the same source said before: figures one by one, states of one day together."""
        states: dict[tuple[object, ...], dict[str, Tie]] = {}
        for tie in {t.other.id: t for t in ties}.values():
            one, other = tie.one, tie.other
            if one.quantities and other.quantities:
                if figures.reference(one.quantities[0]) != figures.reference(other.quantities[0]):
                    slots = {**self.writer.tie_slots(tie), "X": self._same(tie), "G": Phrase(self.c.figures(other))}
                    yield self.writer.sentence("updates", self.writer.worded("updates_figure", slots), other)
            elif not other.fresh and other.head.event.type not in QUOTED:
                speaker = other.source.speaker if other.source else None
                states.setdefault((other.body, speaker, other.said), {})[other.id] = tie
        for group in states.values():
            some = [*group.values()][:_MOST_CLAUSES]
            row = self.writer.row([[t.other] for t in some])
            slots = {**self.writer.tie_slots(some[0]), "X": self._same(some[0]), "G": row}
            yield self.writer.sentence("updates", self.writer.worded("updates", slots), *(t.other for t in some))

    def _same(self, tie: Tie) -> Phrase:
        """The other claim's source; by a shorter name when it is the same."""
        one, other = tie.one.source, tie.other.source
        assert other is not None
        same = one is not None and tie.one.body == tie.other.body and one.speaker == other.speaker
        return self.c.names.again(other) if same else self.c.source(tie.other)

    def _contradicted(self, views: Sequence[View]) -> Iterator[Sentence]:
        """What cannot be true together with these; what is still to be told is left until then."""
        against: dict[str, tuple[View, View]] = {}
        for tie in self.writer.ties(views, "contradicts"):
            if not tie.other.fresh or tie.other.id in self.writer.told:
                against.setdefault(tie.other.id, (tie.one, tie.other))
        for tie in (t for v in views for t in self._against.get(v.id, ())):
            if tie.one.id in self.writer.told:
                against.setdefault(tie.one.id, (tie.other, tie.one))
        short: dict[str, list[tuple[View, View]]] = defaultdict(list)
        for one, other in against.values():
            if one in views and other in views:
                continue
            if one.quantities and other.quantities:
                noun = Phrase(self.c.noun(one, common(one, other)))
                slots = {
                    "X": self.c.source(other),
                    "E": self.c.day(other),
                    "G": Phrase(self.c.figures(other)),
                    "N": noun,
                }
                yield self.writer.sentence("contradicts", self.writer.worded("contradicts_figure", slots), one, other)
            elif other.head.event.type in QUOTED:
                continue
            elif other.id in self.writer.told:
                short["".join(p.text for p in self.c.noun(other))].append((one, other))
            else:
                slots = {"X": self.c.source(other), "E": self.c.day(other), "G": Phrase(self.c.clause(other))}
                yield self.writer.sentence("contradicts", self.writer.worded("contradicts", slots), one, other)
        for pairs in short.values():
            others = [other for _, other in pairs]
            sources = {v.body: self.c.source(v) for v in others}
            listed = Phrase(
                self.w.listed([p.parts for p in sources.values()]),
                agree=self.w.plural if len(sources) > 1 else next(iter(sources.values())).agree,
            )
            days = {v.said for v in others}
            day = self.c.day(others[0]) if len(days) == 1 else literal("")
            slots = {"X": listed, "E": day, "N": Phrase(self.c.noun(others[0]))}
            parts = self.writer.worded("contradicts_short", slots)
            yield self.writer.sentence("contradicts", parts, *dict.fromkeys(v for pair in pairs for v in pair))

    def clash(self, tie: Tie) -> Sentence | None:
        """Two claims that cannot both be true, in one sentence that stands by itself."""
        if any(v.head.event.type in QUOTED or v.head.act == "denies" for v in (tie.one, tie.other)):
            return None
        if tie.one.quantities and tie.other.quantities:
            low, high = sorted((tie.one, tie.other), key=lambda v: (v.quantities[0].value, v.order))
            slots = {
                "N": Phrase(self.c.noun(tie.one, common(tie.one, tie.other))),
                "S": self.c.source(low), "F": Phrase(self.c.figures(low)),
                "X": self.c.source(high), "G": Phrase(self.c.figures(high)),
            }  # fmt: skip
            return self.writer.sentence("range", self.w.fill(self.w.text("gaps", "range"), slots), tie.one, tie.other)
        first, last = sorted((tie.one, tie.other), key=lambda v: v.order)
        slots = {
            "S": self.c.source(first), "D": self.c.day(first), "C": Phrase(self.c.clause(first)),
            "X": self.c.source(last), "G": Phrase(self.c.clause(last)),
            "E": literal("") if first.said == last.said else self.c.day(last),
        }  # fmt: skip
        return self.writer.sentence("contradicts", self.writer.worded("clash", slots), tie.one, tie.other)

    def _support(self, group: Sequence[View]) -> Iterator[Sentence]:
        """How many independent sources state the same event, once all of them have been told."""
        voices = self._voices(group)
        ids = frozenset(v.id for v in voices)
        waiting = any(v.fresh and v.id not in self.writer.told for v in voices)
        if len(voices) < 2 or waiting or ids in self._counted:
            return
        self._counted.add(ids)
        keys = [{s.key for s in v.near} for v in voices]
        shared = set.intersection(*keys)
        if all(keys) and not shared:  # each speaks of a place of its own nearby
            own = {v.id for v in group}
            for tie in self.writer.ties(voices, "corroborates"):
                other = tie.other if tie.one.id in own else tie.one
                slots = {"X": self.c.source(other), "E": self.c.day(other), "N": Phrase(self.c.noun(other))}
                if own & {tie.one.id, tie.other.id}:
                    yield self.writer.sentence("corroborates", self.writer.worded("agrees", slots), tie.one, tie.other)
            return
        about = next((v for v in (group[0], *voices) if v.places), group[0])
        places = [p for p in about.places if p.spot.key in shared]
        slots = {
            "n": Phrase((figures.voices(self.w, len(voices)),)),
            "N": Phrase(self.c.noun(about, places)),
            "X": Phrase(self.w.listed([self._voice(v) for v in voices])),
        }
        yield self.writer.sentence(
            "corroborates", self.writer.worded("corroborates", slots), *dict.fromkeys([*voices, about])
        )

    def _voice(self, view: View) -> Parts:
        name = self.c.source(view).parts
        if view.head.certainty.level == "asserted":
            return name
        word = self.w.text("levels", view.head.certainty.level)
        return (*name, Part(" ("), Part(word, "level", view.head.certainty.level), Part(")"))

    def _voices(self, group: Sequence[View]) -> list[View]:
        """One view for each independent voice (a party, or a body that speaks for none) that states the same event."""
        linked: dict[str, View] = {v.id: v for v in group}
        todo = list(group)
        while todo:
            now = todo.pop()
            out = [t.other for t in self.facts.ties.get(now.id, ()) if t.relation.kind == "corroborates"]
            back = [t.one for t in self._back.get(now.id, ())]
            for view in (*out, *back):
                if view.id not in linked:
                    linked[view.id] = view
                    todo.append(view)
        voices: dict[str, View] = {}
        for view in sorted(linked.values(), key=lambda v: v.order):
            voices.setdefault(view.party or view.body, view)
        return list(voices.values())


def common(one: View, other: View) -> list[At]:
    """The places that two views share."""
    keys = {p.spot.key for p in other.places}
    return [p for p in one.places if p.spot.key in keys]
