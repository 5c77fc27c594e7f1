"""`acled`: events in the columns that ACLED publishes; one row an utterance and place, never a finding of fact.

What counts as an event there, and what does not, is in `acled.toml` and docs/exports.md.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import BinaryIO

from quoth.ledger import Filter, Kept
from quoth.model import Place
from quoth.publish.export.cells import write_csv
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.setting import day_of, is_state, location, numeric, places_of, territory, units_of
from quoth.publish.export.view import View
from quoth.reconcile.spots import Spot

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_HAPPENING = frozenset({"states", "confirms", "clarifies", "accuses"})
_KILLED = "person killed"


@cache
def kinds() -> dict[str, dict[str, str]]:
    """ACLED's names for event types, as `acled.toml` has them."""
    return tomllib.loads((resources.files("quoth.publish.export") / "acled.toml").read_text("utf-8"))


@dataclass
class _Told:
    """Which utterances were written, and who else reported those of a page."""

    view: View
    written: set[str] = field(default_factory=set)

    def firsts(self, page: list[Kept]) -> Iterator[tuple[Kept, tuple[str, ...]]]:
        """The claims of a page whose utterance was not written yet, each with all its outlets."""
        ledger, as_of = self.view.ledger, self.view.as_of
        repeats = ("repeats",)
        of = {
            r.relation.source: r.relation.target
            for r in ledger.relations(as_of, kinds=repeats, claims=tuple({k.claim.id for k in page}))
        }
        heads = tuple({of.get(k.claim.id, k.claim.id) for k in page} & {*of.values()})
        reports: dict[str, set[str]] = {head: {head} for head in heads}
        for r in ledger.relations(as_of, kinds=repeats, claims=heads) if heads else ():
            if r.relation.target in reports:
                reports[r.relation.target].add(r.relation.source)
        ids = tuple({i for group in reports.values() for i in group})
        found = ledger.claims(Filter(id=ids), as_of) if ids else iter(())
        outlets = {k.claim.id: k.outlet or k.claim.document for k in found}
        for kept in page:
            head = of.get(kept.claim.id, kept.claim.id)
            if head in self.written:
                self.view.left_out["reported elsewhere, too: an utterance counts once"] += 1
                continue
            if head in reports:
                self.written.add(head)
            others = {outlets[i] for i in reports.get(head, ()) if i in outlets}
            first = kept.outlet or kept.claim.document
            yield kept, (first, *sorted(others - {first}))


def _write(view: View, out: BinaryIO) -> None:
    write_csv(out, [COLUMNS], _rows(view))


def _rows(view: View) -> Iterator[tuple[object, ...]]:
    told = _Told(view)
    for page in view.pages():
        events = []
        for kept in page:
            why = _no_event(kept)
            if why:
                view.left_out[why] += 1
            else:
                events.append(kept)
        for kept, outlets in told.firsts(events):
            for n, (place, spot) in enumerate(places_of(kept)):
                yield _row(view, kept, outlets, n, place, spot)


def _no_event(kept: Kept) -> str | None:
    """Why a claim is no event there, or None."""
    claim = kept.claim
    if claim.act not in _HAPPENING:
        return f"{claim.act}: not said to have happened"
    if claim.event.status == "planned":
        return "planned"
    if claim.event.negated:
        return "said not to have happened"
    if claim.event.type not in kinds():
        return f"{claim.event.type}: no event in these tables"
    if not claim.places:
        return "without a place"
    return None


def _row(view: View, kept: Kept, outlets: tuple[str, ...], n: int, place: Place, spot: Spot) -> tuple[object, ...]:
    claim, units, when = kept.claim, units_of(spot), day_of(kept)
    kind, actor = kinds()[claim.event.type], claim.event.actor or ""
    own = bool(actor) and actor == units.country
    sub = kind.get("owner", kind["sub"]) if own else kind["sub"]
    disorder = "Strategic developments" if kind["type"] == "Strategic developments" else "Political violence"
    inter = "" if not is_state(actor) else "State forces" if own else "External/Other forces"
    latitude, longitude = location(place) or (None, None)
    killed = [q.value for q in claim.quantities if q.unit == _KILLED]
    return (
        f"{claim.id}/{n}", when.day.isoformat(), when.day.year, when.precision, disorder, kind["type"], sub,
        territory(actor) if actor else "", "", inter, "", "", "", inter, "",
        numeric(units.country) if units.country else None, "", territory(units.country) if units.country else "",
        units.adm1[0], units.adm2[0], units.adm3[0], place.name, latitude, longitude, _geo_precision(place, spot),
        "; ".join(outlets), "", _notes(view, kept), f"{killed[0]:g}" if killed else "",
        f"claim={claim.id}; party={(claim.source and claim.source.party) or ''}; certainty={claim.certainty.level}",
        int(dt.datetime.fromisoformat(kept.recorded).timestamp()),
    )  # fmt: skip


def _geo_precision(place: Place, spot: Spot) -> int:
    """1 the place itself, 2 its surroundings or a small unit, 3 a larger unit (ACLED's measure)."""
    if place.kind in ("oblast", "country", "area"):
        return 3
    return 2 if place.role == "near" or place.kind == "raion" or spot.point is None else 1


def _notes(view: View, kept: Kept) -> str:
    """Who says it, how, and in which words: a claim stays a claim."""
    claim = kept.claim
    who = claim.source
    name = (who.speaker or who.name or who.id or view.mention(kept)) if who else kept.outlet
    sure = "" if claim.certainty.level == "asserted" else f" ({claim.certainty.level})"
    words = view.content(kept)
    said = f"{name or 'unknown source'} {claim.act}{sure}"
    return f"{said}: {' '.join(words.split())}" if words else said


EXPORTER = Exporter("acled", "events in ACLED's columns, one row an utterance and place (CSV)", _write)
