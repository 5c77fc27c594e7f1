"""Pages about many things: the map, a source, search, contradictions, the method; and what others may embed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quoth.web.answer import answer, base_of, checked, format_of, library_of, split, visit_of
from quoth.web.features import claims_geojson, places_geojson
from quoth.web.feeds import claims_feed, pairs_feed
from quoth.web.problems import Missing
from quoth.web.rendering import Words
from quoth.web.tables import claims_csv, table_csv
from quoth.web.views.claim import claim_view
from quoth.web.views.map import map_view
from quoth.web.views.method import method_view
from quoth.web.views.search import choices, search_view
from quoth.web.views.today import OPEN, TAKEN_BACK, pairs
from quoth.web.visit import BadQuery, Visit

router = APIRouter(include_in_schema=False)
KINDS = (*OPEN, *TAKEN_BACK, "unsure")
#: The words that the map's script shows.
_SCRIPT_WORDS = (
    "play", "pause", "as-of", "day-before", "day-after", "since", "claims", "radius", "open", "places", "nothing",
    "loading", "failed", "imprecise", "zoom-in", "zoom-out", "legend", "map",
    "filters", "close", "two-fingers",
)  # fmt: skip
_PLACE_COLUMNS = (
    "id", "name", "kind", "state", "party", "since", "row", "reason", "claims", "latitude", "longitude", "radius_km",
)  # fmt: skip


def _places_table(visit: Visit, data: Mapping[str, Any]) -> str:
    return table_csv(_PLACE_COLUMNS, ([p[name] for name in _PLACE_COLUMNS] for p in data["places"]))


@router.get("/map")
@router.get("/map.json")
@router.get("/map.geojson")
@router.get("/map.csv")
def map_page(request: Request) -> Response:
    return _map(request, "map.html")


@router.get("/embed/map")
def embedded_map(request: Request) -> Response:
    return _map(request, "embed_map.html")


def _map(request: Request, template: str) -> Response:
    visit, library = checked(visit_of(request)), library_of(request)
    words = Words(visit, library.conflict)
    return answer(
        request, visit, format_of(request), template, map_view(library, visit),
        {"geojson": lambda v, data: places_geojson(words, v, data), "csv": _places_table},
        script_words=json.dumps({w: visit.words(f"script.{w}") for w in _SCRIPT_WORDS}, ensure_ascii=False),
        settings_sides=" ".join(library.conflict.sides),
    )  # fmt: skip


@router.get("/search")
@router.get("/search.json")
@router.get("/search.csv")
@router.get("/search.geojson")
@router.get("/search.atom")
def search(request: Request) -> Response:
    visit, library = checked(visit_of(request)), library_of(request)
    twins = {
        "csv": lambda v, data: claims_csv(data["claims"]),
        "geojson": claims_geojson,
        "atom": lambda v, data: claims_feed(library, v, base_of(request), data),
    }
    data = search_view(library, visit)
    return answer(request, visit, format_of(request), "search.html", data, twins, choices=choices())


@router.get("/contradictions")
@router.get("/contradictions.json")
@router.get("/contradictions.csv")
@router.get("/contradictions.atom")
def contradictions(request: Request) -> Response:
    visit, library = checked(visit_of(request)), library_of(request)
    kind = visit.text("kind")
    if kind and kind not in KINDS:
        raise BadQuery(f"kind is {kind[:40]!r}; choose from {', '.join(KINDS)}")
    found, more = pairs(
        library, visit.known, (kind,) if kind else KINDS, visit.number("limit", 20, 100), visit.text("cursor") or None
    )
    data = {"as_of": visit.text("as_of") or None, "kind": kind or None, "relations": found, "next": more}
    twins = {"csv": _pairs_table, "atom": lambda v, d: pairs_feed(library, v, base_of(request), d)}
    return answer(request, visit, format_of(request), "contradictions.html", data, twins, kinds=KINDS)


def _pairs_table(visit: Visit, data: Mapping[str, Any]) -> str:
    columns = ("kind", "from", "to", "reason", "known")
    return table_csv(columns, ([r[name] for name in columns] for r in data["relations"]))


@router.get("/method")
@router.get("/method.json")
def method(request: Request) -> Response:
    visit = checked(visit_of(request))
    return answer(request, visit, format_of(request), "method.html", method_view(library_of(request)))


@router.get("/embed/claim/{key:path}")
def embedded_claim(request: Request, key: str) -> Response:
    visit = checked(visit_of(request))
    anchor, format = split(request, key)
    data = claim_view(library_of(request), anchor, visit.known)
    if data is None:
        raise Missing(f"there is no claim {anchor[:100]!r}")
    return answer(request, visit, format, "embed_claim.html", data)
