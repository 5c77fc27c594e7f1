"""What is said when something is wrong: a page for people, `application/problem+json` (RFC 9457) for programs."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from quoth.ledger import AddressError, LedgerError, RefusedError
from quoth.web.rendering import render
from quoth.web.visit import BadQuery, Visit

PROBLEM = "application/problem+json"
_log = logging.getLogger("quoth.web")


class Missing(LookupError):
    """There is no such thing in the ledger (as of that day); the message says what."""


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """A problem for programs."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(body, ensure_ascii=False), status, headers, PROBLEM)


def install(app: FastAPI) -> None:
    """Answer every failure in the form that the visitor can read."""

    def refuse(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
        path = request.url.path
        if path.startswith("/api/") or path.rpartition(".")[2] in ("json", "csv", "geojson", "atom"):
            return problem(status, detail, headers)
        visit = Visit("/", {k: v for k, v in request.query_params.items() if k == "lang"},
                      request.headers.get("accept-language"))  # fmt: skip
        library = request.app.state.library
        page = render("problem.html", visit, library.settings, library.conflict, status=status, detail=detail)
        return Response(page, status, headers, "text/html")

    @app.exception_handler(HTTPException)
    async def http(request: Request, wrong: HTTPException) -> Response:
        return refuse(request, wrong.status_code, str(wrong.detail), dict(wrong.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, wrong: RequestValidationError) -> Response:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        return refuse(request, 422, f"{where}: {first['msg']}" if where else str(first["msg"]))

    @app.exception_handler(Missing)
    async def missing(request: Request, wrong: Missing) -> Response:
        return refuse(request, 404, str(wrong))

    async def bad(request: Request, wrong: Exception) -> Response:
        return refuse(request, 400, str(wrong))

    for kind in (BadQuery, AddressError, RefusedError):
        app.add_exception_handler(kind, bad)

    @app.exception_handler(LedgerError)
    async def unavailable(request: Request, wrong: LedgerError) -> Response:
        _log.error("%s", wrong)
        return refuse(request, 503, "the ledger cannot be read at the moment")

    @app.exception_handler(Exception)
    async def failed(request: Request, wrong: Exception) -> Response:
        return refuse(request, 500, "something went wrong on this side; the server's log tells what")
