"""Pages about one thing (a place, a claim, a document), and the first page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quoth.web.answer import answer, base_of, checked, format_of, library_of, split, visit_of
from quoth.web.features import claims_geojson
from quoth.web.lanes import lanes_of
from quoth.web.marking import marked, marks_of, plain
from quoth.web.names import day_name, source_of, speaker_name
from quoth.web.picture import picture
from quoth.web.problems import Missing
from quoth.web.rendering import Words
from quoth.web.tables import claims_csv
from quoth.web.views.claim import claim_view
from quoth.web.views.document import document_view
from quoth.web.views.place import place_view
from quoth.web.views.source import source_view
from quoth.web.views.today import today_view
from quoth.web.visit import Visit

#: The words that the timeline's script shows.
_SCRIPT_WORDS = ("zoom-in", "zoom-out", "all", "filter", "all-events")

router = APIRouter(include_in_schema=False)


def claims_table(visit: Visit, data: Mapping[str, Any]) -> str:
    """The claims of a page as CSV."""
    return claims_csv(data["claims"])


CLAIM_TWINS = {"csv": claims_table, "geojson": claims_geojson}


@router.get("/")
def start(request: Request) -> Response:
    """The first page is today's."""
    return today(request)


@router.get("/today")
@router.get("/today.json")
@router.get("/today.csv")
@router.get("/today.geojson")
def today(request: Request) -> Response:
    visit = checked(visit_of(request))
    data = today_view(library_of(request), visit.as_of, visit.lang)
    return answer(request, visit, format_of(request), "today.html", data, CLAIM_TWINS)


@router.get("/place/{key:path}")
def place(request: Request, key: str) -> Response:
    return place_page(request, *split(request, key))


def place_page(request: Request, key: str, format: str) -> Response:
    visit = checked(visit_of(request))
    data = place_view(library_of(request), key, visit.as_of, visit.text("cursor"))
    if data is None:
        raise Missing(f"no place is known by the id {key[:100]!r}")
    lanes = _drawn(request, visit, key, data) if format == "html" else None
    words = json.dumps({w: visit.words(f"script.{w}") for w in _SCRIPT_WORDS}, ensure_ascii=False)
    return answer(request, visit, format, "place.html", data, CLAIM_TWINS, lanes=lanes, script_words=words)


def _drawn(request: Request, visit: Visit, key: str, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """The picture of a place's lanes, kept as long as its state is."""
    library = library_of(request)

    def draw() -> dict[str, Any] | None:
        lanes = lanes_of(data, visit.words)
        if lanes is None:
            return None
        return {"picture": picture(lanes, Words(visit, library.conflict)), "dropped": lanes["dropped"]}

    return library.kept(("lanes", key, visit.as_of, visit.lang, visit.params.get("lang")), draw)


@router.get("/claim/{key:path}")
def claim(request: Request, key: str) -> Response:
    return claim_page(request, *split(request, key))


def claim_page(request: Request, key: str, format: str) -> Response:
    visit = checked(visit_of(request))
    data = claim_view(library_of(request), key, visit.known)
    if data is None:
        raise Missing(f"there is no claim {key[:100]!r}")
    return answer(request, visit, format, "claim.html", data, citation=citation(request, visit, data))


@router.get("/source/{key:path}")
def source(request: Request, key: str) -> Response:
    return source_page(request, *split(request, key))


def source_page(request: Request, key: str, format: str) -> Response:
    visit = checked(visit_of(request))
    data = source_view(library_of(request), key, visit.known, visit.text("speaker"), visit.text("cursor"))
    if data is None:
        raise Missing(f"no source with the id {key[:100]!r} said anything")
    return answer(request, visit, format, "source.html", data, CLAIM_TWINS)


@router.get("/document/{key:path}")
def document(request: Request, key: str) -> Response:
    return document_page(request, *split(request, key))


def document_page(request: Request, key: str, format: str) -> Response:
    visit = checked(visit_of(request))
    data = document_view(library_of(request), key, visit.known)
    if data is None:
        raise Missing(f"there is no document {key[:100]!r}")
    text = text_of(data, visit) if format == "html" else None
    return answer(request, visit, format, "document.html", data, CLAIM_TWINS, text=text)


def text_of(data: Mapping[str, Any], visit: Visit) -> Markup | None:
    """A document's text with its claims marked, each linked to its card and its card to it."""
    if data["text"] is None:
        return None
    marks = [m for c in data["claims"] for m in marks_of(c, f"#c-{c['id']}", f"t-{c['id']}")]
    return marked(data["text"], marks)


def citation(request: Request, visit: Visit, data: Mapping[str, Any]) -> str:
    """A claim's citation, to be copied."""
    library, claim, document = library_of(request), data["claim"], data["document"]
    names = [claim["outlet"], (document or {}).get("title"), claim["document"]]
    return visit.words(
        "claim.cite_text",
        who=plain(speaker_name(source_of(claim["source"]), library.conflict, visit.words)),
        words=plain(claim["content"]["text"] or "…"),
        document=plain(", ".join(n for n in names[:2] if n) or names[2]),
        day=day_name(claim["dated"] or claim["published"], visit.words),
        id=claim["id"],
        link=base_of(request) + claim["link"],
    )


_BY_ID = {"source": source_page, "place": place_page, "claim": claim_page, "document": document_page}


@router.get("/{kind}")
def by_query(request: Request, kind: str) -> Response:
    """The pages about one thing whose id does not fit into a path: `/document?id=...`, `/document.json?id=...`."""
    name, _, ending = kind.partition(".")
    page = _BY_ID.get(name)
    if page is None or "id" not in request.query_params or ending not in ("", "json", "csv", "geojson"):
        raise Missing("there is no such page")
    return page(request, request.query_params["id"], ending or "html")


@router.get("/favicon.ico")
def icon() -> Response:
    return RedirectResponse("/static/icon.svg", 301)
