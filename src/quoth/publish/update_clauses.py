"""What a claim says, as a clause, a noun phrase or a label of the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from quoth.ledger import excerpt
from quoth.model.edtf import parse
from quoth.publish import update_figures as figures
from quoth.publish.update_facts import View
from quoth.publish.update_model import Part
from quoth.publish.update_names import Names
from quoth.publish.update_wording import Parts, Phrase, Wording, joined, literal
from quoth.reconcile.spots import At

#: What has no event that a clause could tell is quoted.
QUOTED = ("other", "dispute")
_LONGEST_QUOTE = 200
_TAKEN = ("at", "to", "from")


class Clauses:
    """Clauses about views, in one language and as of one day."""

    def __init__(self, names: Names, today: dt.date) -> None:
        self.names, self.w, self.today = names, names.wording, today

    def day(self, view: View) -> Phrase:
        """When it was said, or nothing when no text tells."""
        return figures.said(self.w, view.said, self.today) if view.said else literal("")

    def source(self, view: View) -> Phrase:
        assert view.source is not None
        return self.names.source(view.source)

    def clause(self, view: View, follows: View | None = None) -> Parts:
        """What it says, to stand after "that"; `follows` is the view told before, whose actor it may take up."""
        event, w = view.head.event, self.w
        status = "not" if event.negated else {"completed": "done", "ongoing": "now", "planned": "plan"}[event.status]
        table = w.raw["events"][event.type]
        template = table.get(f"{status}0") if event.actor is None else None
        template = template or table[status]
        again = follows is not None and event.actor is not None and follows.head.event.actor == event.actor
        again = again and "{A}" in template and _tells_actor(w, follows)
        if "{O}" in template and not self._named(view):
            template = table.get(f"{status}L", template)
        slots = self._slots(view, table.get("at", "at"))
        if again:
            pronoun = str(table.get("pronoun") or w.text("pronoun"))
            slots["A"] = Phrase((Part(pronoun, "party", event.actor or ""),), agree=w.plural)
        out = [*w.fill(template, slots)]
        taken = "{O}" in template
        if view.quantities and not taken and "{F}" not in template:
            out += [Part(" ("), *slots["F"].parts, Part(")")]
        when = self._period(view)
        return joined([*out, Part(" "), *when] if when else out)

    def _named(self, view: View) -> bool:
        """Whether it tells what was taken, held or entered: a settlement, or figures."""
        return bool(view.quantities) or any(p.spot.kind == "settlement" and p.role in _TAKEN for p in view.places)

    def _period(self, view: View) -> Parts:
        """When it happened, unless that is the day on which it was said or all time."""
        if view.time is None:
            return ()
        span = parse(view.time)
        if span.is_day and span.first in (view.said, self.today if view.said is None else view.said):
            return ()
        return figures.period(self.w, view.time, self.today)

    def _slots(
        self, view: View, at: str, places: Sequence[At] | None = None, figured: bool = True
    ) -> dict[str, Phrase]:
        places = view.places if places is None else places
        where = self.names.where(places, at)
        told = self.figures(view) if figured else ()
        return {
            "A": self.names.forces(view.head.event.actor),
            "L": Phrase(where),
            "F": Phrase(told),
            "O": Phrase(self._object(view, places, told)),
            "P": Phrase(self.names.names(tuple(dict.fromkeys(p.spot for p in places)))),
        }

    def _object(self, view: View, places: Sequence[At], told: Parts) -> Parts:
        """What was taken or held: settlements, else figures of ground, else ground, with where it lies."""
        w = self.w
        whole = [p.spot for p in places if p.spot.kind == "settlement" and p.role in _TAKEN]
        if told:
            where = self.names.where(places)
            return (*told, Part(" "), *where) if where else told
        if not whole:
            where = self.names.where(places)
            ground = Part(w.text("ground"))
            return joined((ground, Part(" "), *where)) if where else (ground,)
        if view.partial:
            inner = Phrase(self.names.objects(whole), {"gen": self.names.objects(whole, "settlement_gen")})
            objects = w.fill(w.text("part_of"), {"P": inner})
        else:
            objects = self.names.objects(whole)
        rest = [p for p in places if p.spot not in whole]
        if rest:
            objects = w.listed([objects, joined((Part(w.text("ground")), Part(" "), *self.names.where(rest)))])
        return objects

    def figures(self, view: View) -> Parts:
        """Its figures in a row."""
        told = dict.fromkeys(figures.figure(self.w, q) for q in view.quantities)
        return self.w.listed([(part,) for part in told])

    def noun(self, view: View, places: Sequence[At] | None = None) -> Parts:
        """The event as a noun phrase, with its places (or these), without figures."""
        table = self.w.raw["events"][view.head.event.type]
        slots = self._slots(view, table.get("at", "at"), places, figured=False)
        return self.w.fill(table["noun"], slots)

    def label(self, view: View) -> Parts:
        """The event in a list: a word, its places, its figures, how sure."""
        w = self.w
        about: list[Parts] = []
        spots = tuple(dict.fromkeys(p.spot for p in view.places))
        if spots:
            about.append(self.names.names(spots))
        if view.quantities:
            about.append(self.figures(view))
        if view.head.certainty.level != "asserted":
            about.append((Part(w.text("levels", view.head.certainty.level), "level", view.head.certainty.level),))
        out: list[Part] = [Part(self.event(view))]
        for n, each in enumerate(about):
            out += [Part(" (" if n == 0 else ", "), *each]
        out += [Part(")")] if about else []
        return joined(out)

    def event(self, view: View) -> str:
        """The word for an event, with what is done about it in front: "denies: recapture"."""
        event, w = view.head.event, self.w
        front = [w.text("acts", view.head.act) if event.type != "dispute" else ""]
        front.append(w.text("acts", "not") if event.negated else "")
        front.append(w.text("acts", "planned") if event.status == "planned" and view.head.act == "states" else "")
        return ": ".join([*(f for f in front if f), w.raw["events"][event.type]["label"]])

    def quote(self, view: View, language: str | None) -> Parts:
        """Its own words, as far as they may be shown."""
        words = excerpt(view.head)
        if words is None:
            return ()
        words = " ".join("".join(c for c in view.head.content.text if c.isprintable() or c.isspace()).split())
        if len(words) > _LONGEST_QUOTE:
            words = words[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"
        left, right = self.w.marks
        return (Part(left), Part(words, "quote", view.head.id, language), Part(right)) if words else ()


def _tells_actor(wording: Wording, view: View | None) -> bool:
    """Whether the clause of a view has its actor as the subject, so that the next can take it up."""
    if view is None or view.head.event.type in QUOTED:
        return False
    event = view.head.event
    status = "not" if event.negated else {"completed": "done", "ongoing": "now", "planned": "plan"}[event.status]
    return "{A}" in str(wording.raw["events"][event.type][status])
