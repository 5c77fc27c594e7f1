"""`hxl`: tables with a row of HXL hashtags, for humanitarian data exchange (CSV)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from quoth.ledger import Kept
from quoth.model import Place
from quoth.model.edtf import Interval, parse
from quoth.publish.export.cells import write_csv
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.records import control_record
from quoth.publish.export.setting import Units, location, radius, territory, units_of
from quoth.publish.export.view import View
from quoth.reconcile.spots import Spot, spot_of

_PLACE = {
    "Country": "#country+name", "Country code": "#country+code+v_iso2", "Region": "#adm1+name",
    "Region code": "#adm1+code", "District": "#adm2+name", "District code": "#adm2+code", "Place": "#loc+name",
    "Place code": "#loc+code", "Place kind": "#loc+type", "Latitude": "#geo+lat", "Longitude": "#geo+lon",
}  # fmt: skip
#: Headers and hashtags of claims (one row a claim and place) and of control (one row a place).
CLAIM = {
    "Claim": "#meta+id", "Source": "#meta+source", "Party": "#meta+source+party", "Outlet": "#meta+outlet",
    "Link": "#meta+url", "Known on": "#date+reported", "Said on": "#date+said", "From": "#date+start",
    "To": "#date+end", "Event": "#event+type", "Event status": "#status", "Act": "#meta+act",
    "Certainty": "#meta+certainty", **_PLACE, "Role": "#loc+role", "Within km": "#geo+radius+km",
    "Killed": "#affected+killed", "Wounded": "#affected+injured", "Missing": "#affected+missing",
    "Evacuated": "#affected+evacuated", "Words": "#description",
}  # fmt: skip
CONTROL = {
    **_PLACE, "As of": "#date", "State": "#status+control", "Holder": "#org+code+holder", "Since": "#date+start",
    "Reason": "#description", "Claims": "#meta+evidence+list",
}  # fmt: skip
_AFFECTED = ("person killed", "person wounded", "person missing", "person evacuated")


def _write(view: View, out: BinaryIO) -> None:
    control = view.part == "control"
    tags = CONTROL if control else CLAIM
    write_csv(out, [tags.keys(), tags.values()], _states(view) if control else _claims(view))


def _claims(view: View) -> Iterator[tuple[object, ...]]:
    for kept in view.claims():
        for place in kept.claim.places or (None,):
            yield _row(view, kept, place)


def _row(view: View, kept: Kept, place: Place | None) -> tuple[object, ...]:
    claim, who = kept.claim, kept.claim.source
    said, time = _days(claim.said), _days(claim.time)
    counts = {q.unit: f"{q.value:g}" for q in reversed(claim.quantities)}
    return (
        claim.id, who and (who.speaker or who.id or view.mention(kept)), who and who.party, kept.outlet, kept.url,
        kept.known[:10], said.last if said else None, time.first if time else None, time.last if time else None,
        claim.event.type, f"{'not ' if claim.event.negated else ''}{claim.event.status}", claim.act,
        claim.certainty.level, *_where(place), place and place.role, radius(place) if place else None,
        *(counts.get(unit) for unit in _AFFECTED), view.words(kept),
    )  # fmt: skip


def _where(place: Place | None) -> tuple[object, ...]:
    if place is None:
        return ("",) * len(_PLACE)
    spot = spot_of(place)
    return _units(spot, place.name, place.kind, location(place))


def _units(spot: Spot, name: str, kind: str, point: tuple[float, float] | None) -> tuple[object, ...]:
    units: Units = units_of(spot)
    code = spot.key if ":" not in spot.key or spot.key.startswith("geonames:") else None
    country = territory(units.country) if units.country else None
    return (country, units.country, *units.adm1, *units.adm2, name, code, kind, *(point or (None, None)))


def _states(view: View) -> Iterator[tuple[object, ...]]:
    for holding in view.holdings():
        found, spot = control_record(view, holding), holding.spot
        claims = "; ".join(w["claim"] for w in (*found["evidence"], *found["dissent"]))
        yield (
            *_units(spot, spot.name, spot.kind, spot.point), found["as_of"], found["state"], found["holder"],
            found["since"], found["reason"], claims,
        )  # fmt: skip


def _days(when: str | None) -> Interval | None:
    try:
        return parse(when) if when else None
    except ValueError:
        return None


EXPORTER = Exporter("hxl", "tables with a row of HXL hashtags (CSV)", _write, ("claims", "control"))
