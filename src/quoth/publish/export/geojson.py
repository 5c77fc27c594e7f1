"""`geojson`: points for maps (RFC 7946): one feature for each claim and place, or the state of each place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.publish.export.cells import as_text
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.records import CLAIM, CONTROL, claim_row, control_row
from quoth.publish.export.setting import location, radius
from quoth.publish.export.view import View

_DIGITS = 5  # about a metre: more would claim to know more than a gazetteer does
_PER_CLAIM = frozenset({"places", "place_ids", "latitude", "longitude", "radius_km"})


def _write(view: View, out: BinaryIO) -> None:
    features = _states(view) if view.part == "control" else _claims(view)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with as_text(out) as text:
        text.write('{"type": "FeatureCollection", "features": [')
        for number, feature in enumerate(features):
            text.write((",\n" if number else "\n") + encode(feature))
        text.write("\n]}\n")


def _claims(view: View) -> Iterator[dict[str, Any]]:
    for kept in view.claims():
        row = zip(CLAIM, claim_row(view, kept), strict=True)
        about = {name: value for name, value in row if name not in _PER_CLAIM}
        for n, place in enumerate(kept.claim.places):
            where = {"place_id": place.id, "place": place.name, "place_kind": place.kind, "role": place.role}
            point = location(place)
            yield _feature(f"{kept.claim.id}/{n}", point, {**about, **where, "radius_km": radius(place)})
        if not kept.claim.places:
            nowhere = dict.fromkeys(("place_id", "place", "place_kind", "role", "radius_km"))
            yield _feature(kept.claim.id, None, {**about, **nowhere})


def _states(view: View) -> Iterator[dict[str, Any]]:
    for holding in view.holdings():
        about = dict(zip(CONTROL, control_row(view, holding), strict=True))
        del about["latitude"], about["longitude"]
        yield _feature(holding.spot.key, holding.spot.point, about)


def _feature(key: str, point: tuple[float, float] | None, about: dict[str, Any]) -> dict[str, Any]:
    geometry = None
    if point is not None:
        geometry = {"type": "Point", "coordinates": [round(point[1], _DIGITS), round(point[0], _DIGITS)]}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": about}


EXPORTER = Exporter(
    "geojson", "points for maps: claims by place, or the state of each place", _write, ("claims", "control")
)
