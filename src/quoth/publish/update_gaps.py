"""What changed hands, which figures differ, who fell silent, what nobody says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from quoth.publish import update_figures as figures
from quoth.publish.update_facts import Change, Facts, View
from quoth.publish.update_model import Figure, Part, Sentence, StateChange
from quoth.publish.update_sentences import Writer
from quoth.publish.update_wording import Parts, Phrase, literal
from quoth.reconcile import Control, load_rows
from quoth.reconcile.spots import Spot
from quoth.reconcile.tables import load_events
from quoth.reconcile.told import amount_of

_RECENT = 14  # days after which a side's silence on a place is no news any more
#: The unit of the figure that a self-check is about.
_UNITS = {"dimension": "km", "size": "km2", "sum": "km2"}
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
        found = re.fullmatch(_pattern(row.reason), control.reason)
        told = found.groupdict() if found else {}
        slots = {name: self._side(told.get(name)) for name in ("side", "other")}
        slots["does"] = Phrase(self._does(control, told.get("other")))
        if silent := _SILENT.get(control.row):
            slots[silent] = Phrase(tuple(replace(p, slot="absent") for p in slots[silent].parts))
        return self.w.fill(self.w.text("rows", control.row), slots)

    def _does(self, control: Control, party: str | None) -> Parts:
        """What a party does about the other's claim to a place."""
        found: dict[str, None] = {}
        for witness in control.evidence:
            kept = self.facts.kept.get(witness.claim)
            if witness.party != party or witness.weight != "decisive" or kept is None:
                continue
            kind = load_events().kinds[kept.claim.event.type]
            if kept.claim.act == "denies" or kept.claim.event.negated:
                found["denies"] = None
            elif kind.stance == "hold" and kind.weak:
                found["repels"] = None
            else:
                found["claims" if kind.stance in ("gain", "hold", "entry", "loss") else "fights"] = None
        return self.w.listed([(Part(self.w.text("does", name)),) for name in (found or ("claims",))])

    def _side(self, code: str | None) -> Phrase:
        return self.c.names.party(code) if code else literal(self.w.text("other_side"))

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
        return ", ".join(_text(self.c.names.place(u).form("bare")) for u in units)

    def transitions(self) -> Iterator[Sentence]:
        """The changes of state in sentences, those of one kind together."""
        groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in self.changed():
            groups[(change.before.state, change.after.state)].append(change)
        more = False
        for (before, after), changes in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
            names = Phrase(
                self.c.names.names([c.spot for c in changes]), agree=self.w.plural if len(changes) > 1 else 0
            )
            slots = {"P": names, "before": Phrase(self.state(before)), "after": Phrase(self.state(after))}
            claims = dict.fromkeys(x for c in changes for x in self.evidence(c.after))
            template = self.w.text("states", "changed_more" if more else "changed")
            yield self.writer.sentence("changed", self.w.fill(template, slots), claims=tuple(claims))
            more = True

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
                corrected = [t.other for t in self.facts.ties.get(view.id, ()) if t.relation.kind == "corrects"]
                label = self.c.event(corrected[0] if corrected else view)
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
        """Sides that claimed a place not long ago and say nothing new of it, where the other side does."""
        sides = self.facts.conflict.sides
        about: dict[str, list[View]] = defaultdict(list)
        for view in self.facts.all.values():
            if view.family == "ground":
                for key in dict.fromkeys(p.spot.key for p in view.places):
                    about[key].append(view)
        groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in self.facts.changes:
            views = about[change.spot.key]
            speaking = {v.party for v in views if v.fresh} & set(sides)
            for side in sides:
                last = max((v for v in views if v.party == side), key=lambda v: (v.day, v.order), default=None)
                if change.after.state.startswith("held-"):
                    continue
                if side not in speaking and speaking and last is not None and self._claimed(last):
                    groups[(side, last.id)].append(change)
        for (side, last_id), changes in groups.items():
            last = self.facts.all[last_id]
            new = [next(v for v in about[c.spot.key] if v.fresh and v.party in sides) for c in changes]
            slots = {
                "S": self.c.names.party(side), "P": Phrase(self.c.names.names([c.spot for c in changes])),
                "E": self.c.day(last), "C": Phrase(self.c.clause(last)),
            }  # fmt: skip
            yield self.writer.sentence("silent", self.w.fill(self.w.text("silence", "side"), slots), last, *new)

    def _claimed(self, view: View) -> bool:
        """Whether a view claims a place for its side, recently enough for its silence to be news."""
        event, kind = view.head.event, load_events().kinds[view.head.event.type]
        own = event.actor == view.party and kind.stance in ("gain", "hold", "entry") and not event.negated
        recent = view.said is not None and self.facts.since.toordinal() - view.day <= _RECENT
        return own and recent and view.head.act in ("states", "confirms")

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
            own = self.facts.kept[finding.about].claim.quantities
            told = [q for q in own if q.unit == _UNITS.get(finding.kind)]
            if finding.kind in _UNITS and not told:
                continue
            seen.add((finding.kind, view.id))
            row = self.w.listed([(figures.figure(self.w, q),) for q in dict.fromkeys(told)])
            slots = {"S": self.c.source(view), "F": Phrase(row), "N": Phrase(self.c.noun(view))}
            yield self.writer.sentence("check", self.w.fill(template, slots), view, claims=(finding.about,))


@cache
def _pattern(reason: str) -> str:
    """The reason of a row as a pattern that finds its parties again."""
    seen: set[str] = set()

    def party(m: re.Match[str]) -> str:
        name = m[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>[^ ,;]*)"

    return re.sub(r"\\{(side|other)\\}", party, re.escape(reason))


def _text(parts: Parts) -> str:
    return "".join(p.text for p in parts)
