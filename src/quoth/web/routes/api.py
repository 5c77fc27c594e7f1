"""The HTTP interface: claims, documents, relations, places, and reading a text. `/api` documents it."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from starlette.requests import Request
from starlette.responses import Response

from quoth.gazetteer.explain import explain
from quoth.ledger import AsOf, Filter
from quoth.ledger.words import fold
from quoth.model.claim import EventType, Level, Mode, RelationKind
from quoth.web import schema
from quoth.web.answer import JSON, answer, checked, library_of, tagged, visit_of
from quoth.web.problems import Missing
from quoth.web.views.claim import claim_view
from quoth.web.views.document import document_view
from quoth.web.views.place import place_view
from quoth.web.views.records import claim_record, relation_record
from quoth.web.views.search import places_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
router = APIRouter(prefix="/api", responses=schema.when_wrong(400, 404, 422, 429, 503))


def _iso(value: object) -> object:
    """Only a day as ISO 8601 writes it: pydantic takes numbers for seconds, too."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("write a date such as 2022-11-11")
    return value


IsoDay = Annotated[dt.date, BeforeValidator(_iso)]
Day = Annotated[IsoDay | None, Query(examples=["2022-11-11"])]
AsOfDay = Annotated[IsoDay | None, Query(description="As known at the end of this day (UTC).", examples=["2022-11-11"])]
Anchor = Annotated[str, Query(pattern="^[0-9a-f]{32}$", description="A claim's id.")]
Name = Annotated[list[str], Query(max_length=20)]
Words = Annotated[
    str | None,
    Query(pattern="[A-Za-z0-9]|[^\\x00-\\x7f]", max_length=500, description='Words of the claim; "a phrase", begin*.'),
]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(pattern=r"^[0-9]{1,18}\.[0-9]{1,18}$", description="`next` of the page before.")]


def _json(request: Request, data: Any) -> Response:
    return tagged(request, json.dumps(data, ensure_ascii=False), JSON)


def _clean(values: list[str]) -> tuple[str, ...]:
    """No database keeps NUL characters, so nothing is missed by asking for another sign."""
    return tuple(v.replace("\0", "\ufffd") for v in values)


@router.get("/claims", response_model=schema.ClaimPage, summary="Claims, by any of their slots")
def claims(
    request: Request,
    place: Annotated[list[str], Query(max_length=20, description="A place's id, or its name in any language.")] = [],  # noqa: B006
    source: Annotated[list[str], Query(max_length=20, description="A source's id, such as gb-mod.")] = [],  # noqa: B006
    party: Annotated[list[str], Query(max_length=20, description="The party a source speaks for.")] = [],  # noqa: B006
    speaker: Annotated[list[str], Query(max_length=20, description="A person or outlet.")] = [],  # noqa: B006
    event: Annotated[list[EventType], Query(max_length=30)] = [],  # noqa: B006
    certainty: Annotated[list[Level], Query(max_length=20)] = [],  # noqa: B006
    mode: Annotated[list[Mode], Query(max_length=10)] = [],  # noqa: B006
    document: Annotated[list[str], Query(max_length=20, description="A document's id.")] = [],  # noqa: B006
    text: Words = None,
    since: Day = None,
    until: Day = None,
    clock: Annotated[
        Literal["happened", "said", "published"], Query(description="Which days `since` and `until` are.")
    ] = "happened",
    as_of: AsOfDay = None,
    recorded_by: Annotated[IsoDay | None, Query(description="As recorded by the end of this day (UTC).")] = None,
    order: Annotated[Literal["newest", "oldest"], Query(description="By the order of recording.")] = "newest",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """A page of current claims, with judgements applied. Values of one field widen it, fields narrow each other."""
    library = library_of(request)
    if text is not None and not fold(text):  # signs without a word are in no claim
        return _json(request, {"claims": [], "next": None})
    wanted = Filter(
        place=tuple(dict.fromkeys(i for p in _clean(place) for i in places_of(p))),
        source=_clean(source), party=_clean(party), speaker=_clean(speaker), document=_clean(document),
        event=tuple(event), level=tuple(certainty), mode=tuple(mode), text=text, since=since, until=until,
        clock=clock,
    )  # fmt: skip
    page = library.ledger.page(
        wanted, AsOf(as_of, recorded_by), limit=limit, cursor=cursor, newest_first=order == "newest"
    )
    return _json(request, {
        "claims": [claim_record(k, library.settings.show) for k in page.claims], "next": page.next,
    })  # fmt: skip


@router.get("/claim", response_model=schema.ClaimAndAll, summary="One claim with its relations and versions")
def claim(request: Request, id: Anchor, as_of: AsOfDay = None) -> Response:
    """A claim, what it stands in relation to, every version of it, and what people judged of it."""
    data = claim_view(library_of(request), id, AsOf(as_of))
    if data is None:
        raise Missing("there is no claim of that id")
    return _json(request, data)


@router.get("/document", response_model=schema.DocumentAndClaims, summary="One document with its claims")
def document(
    request: Request, id: Annotated[str, Query(min_length=1, max_length=1000)], as_of: AsOfDay = None
) -> Response:
    """A document, as much of its text as this desk shows, and its claims in the order of the text."""
    data = document_view(library_of(request), _clean([id])[0], AsOf(as_of))
    if data is None:
        raise Missing("there is no document of that id")
    return _json(request, data)


@router.get("/relations", response_model=schema.RelationPage, summary="Relations between claims")
def relations(
    request: Request,
    kind: Annotated[list[RelationKind], Query(max_length=10)] = [],  # noqa: B006
    claim: Annotated[list[str], Query(max_length=100, description="At one of these claims.")] = [],  # noqa: B006
    as_of: AsOfDay = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """A page of current relations, the newest first."""
    found, more = library_of(request).ledger.relations_page(
        AsOf(as_of), kinds=tuple(kind), claims=_clean(claim), limit=limit, cursor=cursor
    )
    return _json(request, {"relations": [relation_record(r) for r in found], "next": more})


@router.get("/places", response_model=schema.PlaceNames, summary="What a name may mean")
def places(request: Request, name: Annotated[str, Query(min_length=1, max_length=200)]) -> Response:
    """The places that a name may mean, in any language and spelling, best first, each with its reason."""
    return _json(request, {"query": name, "candidates": [asdict(r) for r in explain(name)]})


@router.get("/control", response_model=schema.PlaceState, summary="Who holds a place")
def control(
    request: Request,
    place: Annotated[str, Query(min_length=1, max_length=200, description="A place's id.")],
    as_of: AsOfDay = None,
) -> Response:
    """What the claims known as of a day say about who holds a place, why, and how that came about."""
    data = place_view(library_of(request), _clean([place])[0], as_of)
    if data is None:
        raise Missing("no place is known by that id; /api/places finds ids")
    return _json(request, {name: data[name] for name in ("place", "control", "history")})


@router.get("/head", response_model=schema.HeadOut, summary="The end of the ledger's chain")
def head(request: Request) -> Response:
    """Changes whenever the ledger grows."""
    found = library_of(request).head()
    return _json(request, {
        "entry": found.entry, "rows": found.last, "link": found.link, "recorded": found.recorded,
    })  # fmt: skip


@router.get("", include_in_schema=False)
def reference(request: Request) -> Response:
    """The interface's documentation, made from its description."""
    visit = checked(visit_of(request))
    return answer(request, visit, "html", "api.html", {}, formats=None, api=request.app.openapi())
