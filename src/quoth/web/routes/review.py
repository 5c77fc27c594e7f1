"""The review desk. It is there only when the settings name reviewers or a login header."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quoth.ledger import RefusedError
from quoth.web.answer import HTML, checked, format_of, library_of, visit_of
from quoth.web.library import Library
from quoth.web.login import check_form, close_session, enter, form_of, form_token, open_session, reviewer_of
from quoth.web.marking import marked, marks_of
from quoth.web.problems import Missing
from quoth.web.rendering import render
from quoth.web.views.agreement import agreement
from quoth.web.views.review import CHOICES, claim_to_judge, judgement_of, queue_view
from quoth.web.visit import BadQuery

router = APIRouter(prefix="/review", include_in_schema=False)
Form = Annotated[dict[str, str], Depends(form_of)]
_PRIVATE = {"Cache-Control": "no-store"}


@router.get("")
def queue(request: Request) -> Response:
    """What waits, or the way in."""
    library, author = library_of(request), _who(request)
    if author is None:
        return _page(request, "review_login.html", {}, status=401 if library.settings.login_header else 200)
    return _page(request, "review.html", queue_view(library, author), author)


@router.post("/login")
def login(request: Request, form: Form) -> Response:
    library = library_of(request)
    name = enter(form.get("token", ""), library.settings)
    if name is None:
        return _page(request, "review_login.html", {"wrong": True}, status=403)
    response = RedirectResponse(checked(visit_of(request)).link("/review"), 303)
    open_session(response, name, request, library.settings)
    return response


@router.post("/logout")
def logout(request: Request, form: Form) -> Response:
    response = RedirectResponse("/review", 303)
    close_session(response)
    return response


@router.get("/claim")
def claim(request: Request) -> Response:
    return _claim(request, _must(request))


@router.post("/judge")
def judge(request: Request, form: Form) -> Response:
    """Append a judgement and go on; what is refused is said above the claim, with what was typed."""
    library, author = library_of(request), _must(request)
    check_form(form, author, library.settings)
    visit = checked(visit_of(request))
    try:
        made = _desk(library).judge(judgement_of(library, form, author))
    except (RefusedError, BadQuery) as wrong:
        return _claim(request, author, form, str(wrong))
    library.forget()
    done = {"done": made.kind, "seq": made.seq}
    if form.get("kind") in ("comment", "withdraw", "correct"):
        return RedirectResponse(
            visit.link("/review/claim", id=made.claim, document=made.document, **done) + "#desk", 303
        )
    return RedirectResponse(visit.link("/review", last=made.claim, in_document=made.document, **done), 303)


@router.get("/agreement")
@router.get("/agreement.json")
def agreements(request: Request) -> Response:
    author = _must(request)
    data = {"pairs": agreement(library_of(request).ledger.judgements())}
    if format_of(request) == "json":
        return Response(json.dumps(data, ensure_ascii=False), headers=_PRIVATE, media_type="application/json")
    return _page(request, "review_agreement.html", data, author)


@router.get("/gold.jsonl")
def gold(request: Request) -> Response:
    """Documents whose claims were all judged, as gold; with `?partial=yes` also those with some of them judged."""
    _must(request)
    partial = request.query_params.get("partial") == "yes"
    lines = library_of(request).ledger.gold(partial)
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    headers = {**_PRIVATE, "Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return Response(body.encode("utf-8", "replace"), headers=headers, media_type="application/jsonl")


def _claim(request: Request, author: str, form: dict[str, str] | None = None, wrong: str = "") -> Response:
    library, given = library_of(request), form or dict(request.query_params)
    anchor = given.get("claim") or given.get("id") or ""
    data = claim_to_judge(library, anchor, given.get("document"), author)
    if data is None:
        raise Missing(f"there is no claim {anchor[:100]!r}")
    record, text = data["claim"], None
    if data["text"] is not None:
        text = marked(data["text"], marks_of(record), data["start"])
    more = {"text": text, "choices": CHOICES, "wrong": wrong, "typed": form or {}}
    return _page(request, "review_claim.html", data, author, status=422 if wrong else 200, **more)


def _who(request: Request) -> str | None:
    return reviewer_of(request, library_of(request).settings)


def _must(request: Request) -> str:
    name = _who(request)
    if name is None:
        raise HTTPException(401, "log in at /review first")
    return name


def _desk(library: Library) -> Any:
    if library.desk is None:
        raise HTTPException(403, "this desk only reads")
    return library.desk


def _page(
    request: Request, template: str, data: dict[str, Any], author: str | None = None, status: int = 200, **more: Any
) -> Response:
    library, visit = library_of(request), checked(visit_of(request))
    csrf = form_token(author, library.settings) if author else ""
    body = render(template, visit, library.settings, library.conflict, data=data, author=author, csrf=csrf, **more)
    return Response(body.encode("utf-8", "replace"), status, {**_PRIVATE}, HTML)
