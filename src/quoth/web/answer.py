"""Answers: one set of data as a page or as one of its twins, with a tag by which a browser may keep it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from quoth.web.library import Library
from quoth.web.problems import Missing
from quoth.web.rendering import render
from quoth.web.visit import FORMATS, BadQuery, Visit

JSON, CSV = "application/json", "text/csv; charset=utf-8"
GEOJSON, ATOM, HTML = "application/geo+json", "application/atom+xml; charset=utf-8", "text/html; charset=utf-8"
Writer = Callable[[Visit, Mapping[str, Any]], str]
_TYPES = {"html": HTML, "json": JSON, "csv": CSV, "geojson": GEOJSON, "atom": ATOM}


def visit_of(request: Request) -> Visit:
    """What a request asks for."""
    return Visit(request.url.path, dict(request.query_params), request.headers.get("accept-language"))


def library_of(request: Request) -> Library:
    found: Library = request.app.state.library
    return found


def base_of(request: Request) -> str:
    """What stands in front of links that leave the page."""
    return library_of(request).settings.public_url or str(request.base_url).rstrip("/")


def split(request: Request, key: str) -> tuple[str, str]:
    """An id without the ending that asks for a twin, and the format; `?format=html` keeps an ending that is the id's.

    Without a path the id is the parameter `id`, and the ending that of the page's own name.
    """
    head, _, tail = key.rpartition(".")
    asked = request.query_params.get("format")
    if asked in FORMATS:
        return key, asked
    return (head, tail) if head and tail in FORMATS else (key, "html")


def format_of(request: Request) -> str:
    """The format that the ending of a page's path asks for."""
    tail = request.url.path.rpartition(".")[2]
    return tail if tail in FORMATS else "html"


def answer(
    request: Request,
    visit: Visit,
    format: str,
    template: str,
    data: Mapping[str, Any],
    twins: Mapping[str, Writer] | None = None,
    **more: Any,
) -> Response:
    """The page made of `data`, or its twin in another format. `more` is for the template only.

    Raises:
        Missing: the page has no such twin.
    """
    twins = twins or {}
    if format == "html":
        library = library_of(request)
        given = {"data": data, "formats": ["json", *twins], "base": base_of(request), **more}
        body = render(template, visit, library.settings, library.conflict, **given)
    elif format == "json":
        body = json.dumps(data, ensure_ascii=False)
    elif format in twins:
        body = twins[format](visit, data)
    else:
        raise Missing(f"this page has no .{format}")
    return tagged(request, body, _TYPES[format])


def tagged(request: Request, body: str, media_type: str, **headers: str) -> Response:
    """A body with its ETag; nothing but the tag when the visitor has it already."""
    content = body.encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    given = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie", **headers}
    known = {t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers=given)
    return Response(content, headers=given, media_type=media_type)


def checked(visit: Visit) -> Visit:
    """The visit, after a look at what every page takes.

    Raises:
        BadQuery: `as_of` or `lang` is not of its form.
    """
    _ = visit.as_of
    if len(visit.path) > 2000 or any(len(v) > 2000 for v in visit.params.values()):
        raise BadQuery("the address is too long")
    return visit
