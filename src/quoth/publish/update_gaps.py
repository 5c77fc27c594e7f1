"""What changed hands, which figures differ, who fell silent, what nobody says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoth.publish import update_figures as figures
from quoth.publish.update_facts import Change, Facts, View
from quoth.publish.update_model import Figure, Part, Sentence, StateChange
from quoth.publish.update_sentences import Writer
from quoth.publish.update_wording import Parts, Phrase, literal
from quoth.reconcile import Control, load_rows
from quoth.reconcile.spots import Spot
from quoth.reconcile.told import amount_of

_RECENT = 14  # days after which a side's silence on a place is no news any more
#: The party of which a row of the control table says that nothing is on record.
_SILENT = {"left-nobody-there": "side", "claimed-and-confirmed": "other"}


class Ledgerwise:
    """The parts of an update that look at claims together: states, ranges, silences, gaps."""

    def __init__(self, facts: Facts, writer: Writer) -> None:
        self.facts, self.writer, self.c, self.w = facts, writer, writer.c, writer.w

    # States

    def state(self, state: str) -> Parts:
        """A control state in the reader's language."""
        how, by, code = state.partition("-by-")
        if by:
            text = self.w.fill(self.w.text("states", how), {"P": self.c.names.party(code)})
            return (Part("".join(p.text for p in text), "state", state),)
        return (Part(self.w.text("states", state), "state", state),)

    def why(self, control: Control) -> Parts:
        """The row of the control table that decided, in the reader's language."""
        row = next(r for r in load_rows() if r.id == control.row)
        sides = self.facts.conflict.sides
        pairs = [(a, b) for a in sides for b in sides if a != b]
        side, other = next(
            (p for p in pairs if row.reason.format(side=p[0], other=p[1]) == control.reason),
            pairs[0] if pairs else ("", ""),
        )
        slots = {"side": self.c.names.party(side), "other": self.c.names.party(other)}
        if silent := _SILENT.get(control.row):
            slots[silent] = Phrase(tuple(replace(p, slot="absent") for p in slots[silent].parts))
        return self.w.fill(self.w.text("rows", control.row), slots)

    def evidence(self, control: Control) -> tuple[str, ...]:
        """The claims that a state rests on, the deciding ones first."""
        witnesses = (*control.evidence, *control.dissent)
        ranked = [w.claim for weight in ("decisive", "supporting") for w in witnesses if w.weight == weight]
        return tuple(dict.fromkeys(ranked or [w.claim for w in witnesses]))

    def changed(self) -> list[Change]:
        """The places whose state is another than before."""
        return [c for c in self.facts.changes if c.before.state != c.after.state and self.evidence(c.after)]

    def table(self) -> Iterator[StateChange]:
        """The table of changed states."""
        for change in self.changed():
            reason = self.writer.sentence("changed", self.why(change.after), claims=self.evidence(change.after))
            yield StateChange(
                change.spot.key, _text(self.c.names.place(change.spot).parts), self.area(change.spot),
                change.before.state, change.after.state,
                _text(self.state(change.before.state)), _text(self.state(change.after.state)), reason,
            )  # fmt: skip

    def area(self, spot: Spot) -> str:
        """The raion and oblast of a place by name."""
        units = [Spot(key, "", "raion") for key in spot.above]
        return ", ".join(_text(self.c.names.place(u).parts) for u in units)

    def transitions(self) -> Iterator[Sentence]:
        """The changes of state in sentences, those of one kind together."""
        groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in self.changed():
            groups[(change.before.state, change.after.state)].append(change)
        for (before, after), changes in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
            names = Phrase(
                self.c.names.names([c.spot for c in changes]), agree=self.w.plural if len(changes) > 1 else 0
            )
            slots = {"P": names, "before": Phrase(self.state(before)), "after": Phrase(self.state(after))}
            claims = dict.fromkeys(x for c in changes for x in self.evidence(c.after))
            yield self.writer.sentence(
                "changed", self.w.fill(self.w.text("states", "changed"), slots), claims=tuple(claims)
            )

    def standing(self, changes: Sequence[Change]) -> Iterator[Sentence]:
        """States that the day's claims did not change, of places in dispute."""
        groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in changes:
            same = change.before.state == change.after.state == "contested"
            if same and self.evidence(change.after):
                groups[(change.after.state, change.after.reason)].append(change)
        for group in groups.values():
            after = group[0].after
            names = Phrase(self.c.names.names([c.spot for c in group]), agree=self.w.plural if len(group) > 1 else 0)
            slots = {"P": names, "state": Phrase(self.state(after.state)), "why": Phrase(self.why(after))}
            claims = dict.fromkeys(x for c in group for x in self.evidence(c.after))
            yield self.writer.sentence(
                "state", self.w.fill(self.w.text("states", "stands"), slots), claims=tuple(claims)
            )

    # Figures

    def figures(self) -> Iterator[Figure]:
        """Every figure that a source gave, as it gave it."""
        for view in sorted(self.facts.views, key=lambda v: (v.head.event.type, v.day, v.order)):
            for quantity in dict.fromkeys(view.quantities):
                part = figures.figure(self.w, quantity)
                label = self.w.raw["events"][view.head.event.type]["label"]
                source, day = self.c.source(view).parts, self.c.day(view).parts
                where = self.c.names.names(tuple(dict.fromkeys(p.spot for p in view.places)))
                sure = view.head.certainty.level
                row: list[Part] = [*source, Part(", ") if day else Part(""), *day, Part(": "), part, Part(f", {label}")]
                row += [Part(", "), *where] if where else []
                row += [Part(", "), figures.level(self.w, sure)] if sure != "asserted" else []
                yield Figure(
                    label, self.writer.sentence("states", row, view), float(quantity.value),
                    None if quantity.high is None else float(quantity.high), quantity.unit, quantity.qualifier,
                    _text(source), _text(where), _text(day), part.text,
                )  # fmt: skip

    def ranges(self) -> Iterator[Sentence]:
        """Where sources of one day give different figures for one matter: the lowest and the highest."""
        groups: dict[tuple[object, ...], list[tuple[float, View, Part]]] = defaultdict(list)
        for view in self.facts.views:
            if view.head.event.negated or view.head.act in ("denies", "calls", "declines"):
                continue
            area = tuple(sorted(p.spot.key for p in view.places))
            for quantity in view.quantities:
                measure = amount_of(quantity)
                matter = (view.head.event.type, view.head.event.actor, measure.unit, area)
                groups[matter].append((measure.value, view, figures.figure(self.w, quantity)))
        for _, told in sorted(groups.items(), key=lambda g: repr(g[0])):
            voices = {v.party or v.body for _, v, _ in told}
            low, high = min(told, key=lambda t: (t[0], t[1].order)), max(told, key=lambda t: (t[0], t[1].order))
            if len(voices) > 1 and low[0] != high[0]:
                slots = {
                    "N": Phrase(self.c.noun(low[1])), "F": Phrase((low[2],)), "S": self.c.source(low[1]),
                    "G": Phrase((high[2],)), "X": self.c.source(high[1]),
                }  # fmt: skip
                yield self.writer.sentence("range", self.w.fill(self.w.text("gaps", "range"), slots), low[1], high[1])

    # Silence and gaps

    def silent(self) -> Iterator[Sentence]:
        """Sources that spoke regularly and fell silent, and sides that say nothing new where the other does."""
        for finding in self.facts.findings:
            if finding.kind == "silence":
                last = max((v for v in self.facts.all.values() if v.body == finding.about), key=lambda v: v.order)
                if last.said is None or last.source is None:
                    continue
                every = int(finding.reason.rpartition(" ")[2])
                days = self.w.count(("silence", "days"), every, figures.number(self.w, every))
                slots = {"S": self.c.source(last), "E": self.c.day(last), "n": literal(days)}
                yield self.writer.sentence("silent", self.w.fill(self.w.text("silence", "source"), slots), last)
        yield from self._silent_sides()

    def _silent_sides(self) -> Iterator[Sentence]:
        sides = self.facts.conflict.sides
        since = self.facts.since.toordinal()
        fresh: dict[str, set[str]] = defaultdict(set)
        for view in self._grounded():
            if view.fresh:
                for place in view.places:
                    fresh[place.spot.key].add(view.party or "")
        for change in self.facts.changes:
            for side in sides:
                speaking = fresh[change.spot.key]
                if side in speaking or not speaking & set(sides):
                    continue
                earlier = [
                    v for v in self._grounded()
                    if v.party == side and not v.fresh and any(p.spot.key == change.spot.key for p in v.places)
                    and v.said and since - v.day <= _RECENT and v.head.act in ("states", "confirms")
                ]  # fmt: skip
                last = max(earlier, key=lambda v: (v.day, v.order), default=None)
                if last is None:
                    continue
                about = [
                    v for v in self._grounded() if v.fresh and any(p.spot.key == change.spot.key for p in v.places)
                ]
                slots = {
                    "S": self.c.names.party(side), "P": self.c.names.place(change.spot), "E": self.c.day(last),
                    "C": Phrase(self.c.clause(last)),
                }  # fmt: skip
                parts = self.w.fill(self.w.text("silence", "side"), slots)
                yield self.writer.sentence("silent", parts, last, *about[:2])

    def _grounded(self) -> list[View]:
        return [v for v in self.facts.all.values() if v.family == "ground" and v.places]

    def unknown(self) -> Iterator[Sentence]:
        """Places of which one side alone speaks, and figures that cannot mean what they say."""
        alone: dict[str, list[Change]] = defaultdict(list)
        for change in self.facts.changes:
            if change.after.row == "claimed-alone":
                alone[change.after.state].append(change)
        for state, changes in sorted(alone.items()):
            slots = {
                "P": Phrase(
                    self.c.names.names([c.spot for c in changes]), agree=self.w.plural if len(changes) > 1 else 0
                ),
                "S": self.c.names.party(state.rpartition("-")[2]),
            }
            claims = dict.fromkeys(x for c in changes for x in self.evidence(c.after))
            yield self.writer.sentence(
                "unknown", self.w.fill(self.w.text("gaps", "alone"), slots), claims=tuple(claims)
            )
        yield from self._checks()

    def _checks(self) -> Iterator[Sentence]:
        seen: set[tuple[str, str]] = set()
        by_claim = {c: v for v in self.facts.views for c in v.claims}
        for finding in self.facts.findings:
            view = by_claim.get(finding.about)
            template = self.w.text("gaps", {"time-order": "time"}.get(finding.kind, finding.kind))
            if view is None or not template or (finding.kind, view.id) in seen or finding.kind == "silence":
                continue
            if finding.kind in ("dimension", "size", "sum") and not view.quantities:
                continue
            seen.add((finding.kind, view.id))
            slots = {"S": self.c.source(view), "F": Phrase(self.c.figures(view)), "N": Phrase(self.c.noun(view))}
            yield self.writer.sentence("check", self.w.fill(template, slots), view, claims=(finding.about,))


def _text(parts: Parts) -> str:
    return "".join(p.text for p in parts)


def day_of(view: View) -> dt.date | None:
    """The day on which a view was said, where a text tells."""
    return view.said
