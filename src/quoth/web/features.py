"""Places and claims as GeoJSON (RFC 7946): points only, each with how far it may be off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quoth.web.names import day_name, place_name
from quoth.web.rendering import Words
from quoth.web.visit import Visit


def places_geojson(words: Words, visit: Visit, data: Mapping[str, Any]) -> str:
    """The places of the map that have a point, named in the visitor's language."""
    features = [
        _point(
            place,
            {
                "id": place["id"],
                "name": place_name(place["id"], place["name"], visit.lang),
                "kind": place["kind"],
                "state": place["state"],
                "state_name": words.state(place["state"]),
                "party": place["party"],
                "since": place["since"],
                "since_name": day_name(place["since"], visit.words) or None,
                "reason": words.reason(place),
                "radius_km": place["radius_km"],
                "claims": place["claims"],
                "url": visit.link(place["link"]),
            },
        )
        for place in data["places"]
        if place["latitude"] is not None
    ]
    about = {"as_of": data["as_of"], "considered": data["considered"]}
    return json.dumps({"type": "FeatureCollection", **about, "features": features}, ensure_ascii=False)


def claims_geojson(visit: Visit, data: Mapping[str, Any]) -> str:
    """The claims of a page, one point for each of their places that has one."""
    features = []
    for claim in data["claims"]:
        source = claim["source"] or {}
        for place in claim["places"]:
            if place["latitude"] is None:
                continue
            properties = {
                "id": claim["id"], "place": place["id"], "name": place["name"], "role": place["role"],
                "radius_km": place["radius_km"], "source": source.get("id"), "party": source.get("party"),
                "act": claim["act"], "event": claim["event"]["type"], "actor": claim["event"]["actor"],
                "certainty": claim["certainty"]["level"], "said": claim["said"], "time": claim["time"],
                "words": claim["content"]["text"], "url": visit.link(claim["link"]),
            }  # fmt: skip
            features.append(_point(place, properties))
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _point(place: Mapping[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
        "properties": properties,
    }
