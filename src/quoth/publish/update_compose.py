"""From the facts of a day to its update: areas, lead, tables, notes, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from quoth.conflicts import Conflict, load_conflict
from quoth.ledger import AsOf, Filter, Kept, Ledger
from quoth.publish import update_figures as figures
from quoth.publish.update_clauses import Clauses
from quoth.publish.update_facts import Facts, Tie, View, gather
from quoth.publish.update_gaps import Ledgerwise
from quoth.publish.update_model import Moment, Section, Sentence, Update
from quoth.publish.update_names import Names
from quoth.publish.update_notes import notes, pins, timeline, towns
from quoth.publish.update_sentences import Writer
from quoth.publish.update_wording import Wording, load_wording
from quoth.reconcile.spots import Spot

_LEAD = 5
_LEAST = 3
_NEWS = ("recapture", "capture", "withdrawal", "entry", "breakthrough", "casualties", "strike", "advance", "fighting")
_CHUNK = 200


def publish_update(
    ledger: Ledger,
    date: dt.date,
    *,
    language: str = "en",
    since: dt.date | None = None,
    conflict: Conflict | None = None,
) -> Update:
    """What the claims published after the end of `since` (the day before) and by the end of `date` (UTC) add.

    Raises:
        WordingError: there is no wording in that language.
        ValueError: `since` is not before `date`.
    """
    before = since or date - dt.timedelta(days=1)
    if before >= date:
        raise ValueError(f"the update begins after {before}, which is not before {date}")
    wording = load_wording(language)
    facts = gather(ledger, date, before, conflict or load_conflict())
    names = Names(wording, date, facts.conflict)
    writer = Writer(facts, Clauses(names, date))
    return _Composer(ledger, facts, writer, wording).update()


class _Composer:
    """One update in the making."""

    def __init__(self, ledger: Ledger, facts: Facts, writer: Writer, wording: Wording) -> None:
        self.ledger, self.facts, self.writer, self.w = ledger, facts, writer, wording
        self.look = Ledgerwise(facts, writer)
        documents = dict.fromkeys(k.claim.document for k in facts.kept.values())
        self.languages: dict[str, str | None] = {}
        self.titles: dict[str, str | None] = {}
        for chunk in _chunks(list(documents)):
            for each in ledger.documents(AsOf(facts.date), ids=chunk):
                self.languages[each.document.id] = each.document.language
                self.titles[each.document.id] = each.document.title
        writer.know_languages(self.languages)

    def update(self) -> Update:
        facts, w = self.facts, self.w
        sections = tuple(self._sections())
        ranges = tuple(self.look.ranges())
        points = tuple(pins(facts.changes, self.look))
        update = Update(
            date=facts.date, since=facts.since, language=w.code, conflict=facts.conflict.name,
            title=w.text("titles", "update").replace("{date}", figures.date(w, facts.date)),
            lead=self._lead(ranges), sections=sections, changes=tuple(self.look.table()),
            figures=tuple(self.look.figures()), ranges=ranges,
            timeline=tuple(self._dated(m) for m in timeline(facts, self.writer)),
            silent=tuple(self.look.silent()), unknown=tuple(self.look.unknown()),
            pins=points, towns=tuple(towns(points, self.writer)), notes=(), basis=self._basis(),
            labels={k: v for k, v in w.raw["titles"].items() if "{" not in v or k == "language"}, recorded=None,
        )  # fmt: skip
        found = self._found(update)
        noted = tuple(notes(update.sentences(), found, self.writer, self.languages, self.titles))
        recorded = max((found[n.claim].recorded for n in noted), default=None)
        return replace(update, notes=noted, recorded=recorded)

    def _basis(self) -> str:
        facts, w = self.facts, self.w
        fresh = [k for k in facts.kept.values() if k.known > facts.since.isoformat()]
        counts = {
            "since": figures.date(w, facts.since), "date": figures.date(w, facts.date),
            "claims": figures.number(w, len(fresh)),
            "sources": figures.number(w, len({v.body for v in facts.views})),
            "documents": figures.number(w, len({k.claim.document for k in fresh})),
        }  # fmt: skip
        text = w.text("titles", "basis")
        for name, value in counts.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def _dated(self, moment: Moment) -> Moment:
        day = dt.date.fromisoformat(moment.day[:10])
        return replace(moment, shown=figures.date(self.w, day, day.year != self.facts.date.year))

    def _found(self, update: Update) -> dict[str, Kept]:
        """The claims cited, also those from before the days that were compared."""
        found = dict(self.facts.kept)
        missing = sorted({c for s in update.sentences() for c in s.claims} - found.keys())
        for chunk in _chunks(missing):
            for kept in self.ledger.claims(Filter(id=chunk), AsOf(self.facts.date)):
                found.setdefault(kept.claim.id, kept)
        return found

    # Sections

    def _sections(self) -> Iterable[Section]:
        """The areas, oblast by oblast with its raions, then what has no place."""
        areas: dict[tuple[str, ...], list[View]] = defaultdict(list)
        told: dict[tuple[str, ...], list[View]] = defaultdict(list)
        for view in self.facts.views:
            areas[_area(view)].append(view)
        for view in self.facts.narrated:
            told[_area(view)].append(view)
        oblasts = dict.fromkeys(sorted({k[:1] for k in (*areas, *told) if k}, key=self._order))
        if () in areas or () in told:
            yield self._section((), "general", self.w.text("titles", "general"), areas, told)
        for oblast in oblasts:
            below = sorted({k for k in (*areas, *told) if k[:1] == oblast and len(k) > 1}, key=self._order)
            raions = tuple(self._section(k, _anchor(k[-1]), self._title(k[-1]), areas, told) for k in below)
            top = self._section(oblast, _anchor(oblast[0]), self._title(oblast[0]), areas, told)
            full = replace(top, sections=tuple(r for r in raions if r.sentences))
            if full.sentences or full.sections:
                yield full

    def _section(
        self, key: tuple[str, ...], anchor: str, title: str,
        areas: dict[tuple[str, ...], list[View]], told: dict[tuple[str, ...], list[View]],
    ) -> Section:  # fmt: skip
        here = [c for c in self.facts.changes if _key(c.spot) == key]
        sentences = [
            *self.writer.paragraph(areas.get(key, [])),
            *self.writer.narrated(told.get(key, [])),
            *self.look.standing(here),
        ]
        return Section(anchor, title, key[-1] if key else None, tuple(sentences))

    def _order(self, key: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._title(k) for k in key)

    def _title(self, key: str) -> str:
        spot = next((s for v in self.facts.fresh() for s in v.near if s.key == key), Spot(key, key, "oblast"))
        text = self.writer.c.names.place(spot).form("bare")[0].text
        return text[:1].upper() + text[1:]

    # Lead

    def _lead(self, ranges: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        """The main changes: states, concessions, corrections, figures that differ; else the first sentences told."""
        lead = [*self.look.transitions()]
        heads = self.writer.heads
        for kind in ("concedes", "corrects"):
            lead += [s for s, _ in heads if s.kind == kind][:2]
        counted = [
            s for s in self.writer.spoken if s.kind == "corroborates" and any(p.slot == "count" for p in s.parts)
        ]
        lead += counted[:2]
        clashes: list[Tie] = []
        for view in self.facts.views:
            for tie in self.facts.ties.get(view.id, ()):
                ends = {tie.one.id, tie.other.id}
                if tie.relation.kind == "contradicts" and not ends & {
                    x for t in clashes for x in (t.one.id, t.other.id)
                }:
                    clashes.append(tie)
        lead += [s for s in map(self.writer.reactions.clash, clashes[:2]) if s is not None]
        lead += ranges
        told = {c for s in lead for c in s.claims}
        rest = [(s, v) for s, v in heads if s.kind in ("states", "denies") and not told & set(s.claims)]
        ranked = sorted(rest, key=lambda pair: (_weight(pair[1]), -pair[1].day, pair[1].order))
        lead += [s for s, _ in ranked[: max(0, _LEAST - len(lead))]]
        return tuple({s.text: s for s in lead}.values())[:_LEAD]


def _weight(view: View) -> int:
    """How much an event is news, the least first: ground that changed hands, people, fire, the rest."""
    return _NEWS.index(view.head.event.type) if view.head.event.type in _NEWS else len(_NEWS)


def _area(view: View) -> tuple[str, ...]:
    """The section of a view: its oblast and raion, as far as all its places share them; the first oblast otherwise."""
    keys = [_key(s) for s in view.near]
    keys = [k for k in keys if k]
    if not keys:
        return ()
    first = keys[0]
    if any(k[:1] != first[:1] for k in keys):
        return first[:1]
    return first if all(k == first for k in keys) else first[:1]


def _key(spot: Spot) -> tuple[str, ...]:
    """Oblast and raion of a place; a town that lies in no unit stands for itself; areas and countries have none."""
    if spot.kind in ("area", "country"):
        return ()
    above = spot.above[::-1]
    if spot.kind == "oblast" or (spot.kind in ("settlement", "site") and not above):
        return (spot.key,)
    if spot.kind == "raion":
        return (*above[:1], spot.key)
    return above[:2]


def _anchor(key: str) -> str:
    return "a-" + "".join(c if c.isalnum() and c.isascii() else "-" for c in key)


def _chunks(values: list[str]) -> Iterable[tuple[str, ...]]:
    for start in range(0, len(values), _CHUNK):
        yield tuple(values[start : start + _CHUNK])
