"""Sentences from views: who said what on which day, and what it does to what others said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from quoth.publish import update_figures as figures
from quoth.publish.update_clauses import QUOTED, Clauses
from quoth.publish.update_facts import Facts, Tie, View
from quoth.publish.update_model import Kind, Part, Sentence
from quoth.publish.update_reactions import Reactions, common
from quoth.publish.update_wording import Parts, Phrase, joined, literal

_MOST_CLAUSES = 3
_SAID = ("states", "confirms")
_NO_NEWS = ("calls", "declines")


class Writer:
    """Writes the sentences of one update; it remembers what it has told, so that nothing is told twice."""

    def __init__(self, facts: Facts, clauses: Clauses) -> None:
        self.facts, self.c, self.w = facts, clauses, clauses.w
        self.told: set[str] = set()
        self.spoken: list[Sentence] = []
        self.heads: list[tuple[Sentence, View]] = []
        self._last: View | None = None
        self._back: dict[str, list[Tie]] = defaultdict(list)
        self._against: dict[str, list[Tie]] = defaultdict(list)
        towards = {"corroborates": self._back, "contradicts": self._against}
        for tie in (t for ties in facts.ties.values() for t in ties if t.relation.kind in towards):
            towards[tie.relation.kind][tie.other.id].append(tie)
        self._languages: dict[str, str | None] = {}
        self.reactions = Reactions(self, facts, clauses)

    # Building

    def sentence(self, kind: Kind, parts: Iterable[Part], *views: View, claims: Sequence[str] = ()) -> Sentence:
        """A sentence with its first letter capital and a full stop, resting on the claims of these views."""
        body = list(joined(parts))
        first = body[0]
        body[0] = Part(first.text[:1].upper() + first.text[1:], first.slot, first.ref, first.language)
        if not body[-1].text.endswith((".", "!", "?", "…")):
            body.append(Part("."))
        cited = dict.fromkeys([*(c for v in views for c in v.claims), *claims])
        return Sentence(kind, joined(body), tuple(cited))

    def paragraph(self, views: Sequence[View]) -> list[Sentence]:
        """All that is said of one area, in the order in which it was said; claims of one source, day and way of
        saying share a sentence."""
        out: list[Sentence] = []
        groups = merged(views, self)
        first: dict[tuple[int, str], object] = {}
        for group in groups:
            first.setdefault((group[0].day, group[0].body), group[0].order)
        ordered = sorted(groups, key=lambda g: (g[0].day, first[(g[0].day, g[0].body)], g[0].order))
        keyed = [(self._frame(g), g) for g in ordered]
        for _, run in groupby(keyed, key=lambda pair: (pair[1][0].body, pair[1][0].said, pair[0])):
            groups = [g for _, g in run]
            for start in range(0, len(groups), _MOST_CLAUSES):
                out += self._said(groups[start : start + _MOST_CLAUSES])
        self.spoken += out
        self._last = None
        return out

    def ties(self, group: Sequence[View], *kinds: str) -> list[Tie]:
        return [t for v in group for t in self.facts.ties.get(v.id, ()) if t.relation.kind in kinds]

    def _frame(self, group: Sequence[View]) -> str:
        """Which way of saying a group of views is told in."""
        head = group[0].head
        if head.event.type == "dispute":
            return f"dispute {group[0].id}"
        if self.ties(group, "corrects"):
            return f"corrects {group[0].id}"
        if head.event.type in QUOTED:
            return f"quote {head.act}"
        if self.ties(group, "concedes"):
            return "concedes"
        if head.act in ("denies", "declines", "calls"):
            return f"{head.act} {group[0].id}"
        if head.certainty.level != "asserted":
            return head.certainty.level
        return "states" if head.act in _SAID else head.act

    def _said(self, groups: list[list[View]]) -> Iterator[Sentence]:
        views = [v for g in groups for v in g]
        frame = self._frame(groups[0]).partition(" ")[0]
        if frame == "dispute":
            main = list(self._dispute(views[0]))
        elif frame == "corrects":
            main = list(self._correction(views))
        elif frame == "quote":
            main = list(self._quotes(groups))
        else:
            main = list(self._clauses(frame, groups))
        if not self._goes_on(views[0]):
            self.heads += [(s, views[0]) for s in main]
        yield from main
        self.told.update(v.id for v in views)
        self._last = views[0]
        inline = self._inline(self._frame(groups[0]).partition(" ")[0], groups)
        for tail in self.reactions.tails(groups, inline.other if inline is not None else None):
            self._last = None
            yield tail

    def _subject(self, view: View) -> dict[str, Phrase]:
        """Source and day of a sentence; shorter when the sentence before had them, too."""
        if view.source is None or self._last is None or not self._goes_on(view):
            return {"S": self.c.source(view), "D": self.c.day(view)}
        day = literal("") if self._last.said == view.said else self.c.day(view)
        return {"S": self.c.names.again(view.source), "D": day, "V": literal(self.w.text("say", "also"))}

    def _goes_on(self, view: View) -> bool:
        """Whether the sentence before was by the same speaker."""
        last = self._last
        if last is None or last.source is None or view.source is None:
            return False
        return last.body == view.body and last.source.speaker == view.source.speaker

    def _clauses(self, frame: str, groups: list[list[View]]) -> Iterator[Sentence]:
        views = [v for g in groups for v in g]
        slots = {**self._subject(views[0]), "C": self.row(groups)}
        template = self.w.text("say", frame)
        if frame == "calls":
            slots["N"] = Phrase(self.c.noun(whole(groups[0])))
        elif not template:
            template = self.w.text("say", "unconfirmed" if frame == "unconfirmed" else "level")
            slots["P"] = Phrase((figures.level(self.w, frame),))
        parts = [*self.w.fill(template, slots)]
        more: list[View] = []
        tail = self._inline(frame, groups)
        if tail is not None:
            parts += self._tail(frame, tail)
            more.append(tail.other)
        kind: Kind = frame if frame in ("denies", "concedes", "calls") else "states"  # type: ignore[assignment]
        yield self.sentence(kind, parts, *views, *more)

    def row(self, groups: Sequence[Sequence[View]]) -> Phrase:
        """Clauses in a row: "(that) A, that B and that C"."""
        joints = self.w.strings("that_join")
        out: list[Part] = []
        for n, group in enumerate(groups):
            if n:
                out.append(Part(joints[1] if n == len(groups) - 1 else joints[0]))
            out += self.c.clause(whole(group), whole(groups[n - 1]) if n else None)
        return Phrase(tuple(out))

    def _inline(self, frame: str, groups: list[list[View]]) -> Tie | None:
        """The one tie that can stand at the end of the sentence itself: a denial or concession of a like claim."""
        ties = self.ties([v for g in groups for v in g], "denies", "concedes")
        if frame not in ("denies", "concedes") or len(groups) > 1 or len(ties) != 1 or ties[0].relation.kind != frame:
            return None
        tie = ties[0]
        alike = tie.one.head.event.type == tie.other.head.event.type and not tie.one.head.event.negated
        return tie if frame == "denies" or alike else None

    def _tail(self, name: str, tie: Tie) -> Parts:
        slots = self.tie_slots(tie)
        if tie.one.said == tie.other.said:
            slots["E"] = literal("")
        return self.w.fill(self.w.text("tail", name), slots, subject="X")

    def tie_slots(self, tie: Tie) -> dict[str, Phrase]:
        named = tie.other if tie.one.head.event.type in QUOTED else tie.one
        return {
            "S": self.c.source(tie.one),
            "D": self.c.day(tie.one),
            "X": self.c.source(tie.other),
            "E": self.c.day(tie.other),
            "N": Phrase(self.c.noun(named, common(named, tie.other))),
            "F": Phrase(self.c.figures(tie.one)),
        }

    def _dispute(self, view: View) -> Iterator[Sentence]:
        ties = self.ties([view], "disputes")
        slots = self._subject(view)
        actor = view.head.event.actor
        if ties:
            slots["X"] = self.c.source(ties[0].other)
            parts = self.w.fill(self.w.text("say", "disputes"), slots)
            yield self.sentence("disputes", parts, view, ties[0].other)
        elif actor is not None and actor != view.party:
            slots["X"] = self.c.names.party(actor)
            yield self.sentence("disputes", self.w.fill(self.w.text("say", "disputes_party"), slots), view)
        else:
            yield from self._quotes([[view]])

    def _quotes(self, groups: list[list[View]]) -> Iterator[Sentence]:
        views = [v for g in groups for v in g]
        act = views[0].head.act
        quoted = [q for v in views if (q := self.c.quote(v, self._language(v)))]
        if quoted:
            template = self.w.text("say", f"quote_{act}") or self.w.text("say", "quote")
            words: list[Part] = []
            for n, quote in enumerate(quoted):
                words += [Part("; "), *quote] if n else quote
            words += self._foreign(views[0])
            slots = {**self._subject(views[0]), "Q": Phrase(tuple(words))}
            yield self.sentence("states", self.w.fill(template, slots), *views)

    def _foreign(self, view: View) -> list[Part]:
        """The name of a quotation's language, when it is another than the reader's."""
        code = self._language(view)
        name = self.w.locale.languages.get(code or "")
        if not name or code == self.w.code:
            return []
        return [Part(f" {self.w.text('titles', 'language')}".replace("{language}", name))]

    def _language(self, view: View) -> str | None:
        return self._languages.get(view.head.document)

    def know_languages(self, languages: dict[str, str | None]) -> None:
        """Give the languages of the documents, for quotations."""
        self._languages.update(languages)

    def _correction(self, views: list[View]) -> Iterator[Sentence]:
        tie = self.ties(views, "corrects")[0]
        slots = self.tie_slots(tie)
        own = "_own" if tie.one.body == tie.other.body else ""
        if tie.one.quantities and tie.other.quantities:
            slots["G"] = Phrase(self.c.figures(tie.other))
            yield self.sentence("corrects", self.worded(f"corrects{own}", slots), tie.one, tie.other)
        elif tie.one.head.event.type in QUOTED:
            yield from self._quotes([views])
        else:
            slots["C"] = Phrase(self.c.clause(tie.one))
            yield self.sentence("corrects", self.worded(f"corrects{own}_account", slots), tie.one, tie.other)

    def worded(self, name: str, slots: dict[str, Phrase]) -> Parts:
        return self.w.fill(self.w.text("tail", name), slots, subject="X")

    # The text's own voice

    def narrated(self, views: Sequence[View]) -> Iterator[Sentence]:
        """What documents tell without naming a source, those of one outlet together."""
        told = [v for v in views if v.places and v.head.event.type not in QUOTED and v.head.act not in _NO_NEWS]
        keyed = groupby(told, key=lambda v: (self.facts.kept[v.id].outlet, v.head.certainty.level == "unconfirmed"))
        for (outlet, doubt), run in keyed:
            each = list(run)
            for start in range(0, len(each), _MOST_CLAUSES):
                some = each[start : start + _MOST_CLAUSES]
                template = self.w.text("say", "narrated_unconfirmed" if doubt else "narrated")
                slots = {"S": self.c.names.report(outlet), "C": self.row([[v] for v in some])}
                yield self.sentence("narrated", self.w.fill(template, slots), *some)


def whole(group: Sequence[View]) -> View:
    """One view for a group that tells one event of several places."""
    if len(group) == 1:
        return group[0]
    places = dict.fromkeys(p for v in group for p in v.places)
    return replace(group[0], places=tuple(places), claims=tuple(dict.fromkeys(c for v in group for c in v.claims)))


def merged(views: Iterable[View], writer: Writer) -> list[list[View]]:
    """Views of one source, day and event that differ in place only, together."""
    out: dict[tuple[object, ...], list[View]] = {}
    for view in sorted(views, key=lambda v: v.order):
        event, head = view.head.event, view.head
        alone = view.quantities or not view.places or event.type in QUOTED or view.partial
        ties = tuple((t.relation.kind, t.other.id) for t in writer.facts.ties.get(view.id, ()))
        key: tuple[object, ...] = (view.body, view.head.source and view.head.source.speaker, view.said, event, head.act)
        key = (*key, head.certainty.level, view.time, ties, tuple(sorted({p.role for p in view.places})))
        out.setdefault((*key, view.id) if alone else key, []).append(view)
    return list(out.values())
