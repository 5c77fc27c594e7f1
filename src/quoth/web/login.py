"""Who is at the review desk: a token that opens a session, or a proxy that says who is logged in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from quoth.web.settings import Settings

COOKIE = "quoth-review"
_LASTS = 12 * 3600  # seconds of a session
_FIELDS, _LONGEST_NAME = 60, 200
_RANDOM = secrets.token_bytes(32)


def key_of(settings: Settings) -> bytes:
    """The key of sessions and forms: it follows from the tokens, so that all processes of a desk share it, and a
    changed token ends every session. Without tokens it is that of the process."""
    if not settings.reviewers:
        return _RANDOM
    return hashlib.sha256("\0".join(["quoth desk", *sorted(settings.reviewers)]).encode()).digest()


def reviewer_of(request: Request, settings: Settings) -> str | None:
    """The name of who is logged in, or None."""
    if settings.login_header and request.client and request.client.host in settings.proxies:
        name = request.headers.get(settings.login_header, "").strip()
        if name:
            return name[:_LONGEST_NAME]
    return _opened(request.cookies.get(COOKIE, ""), settings) if settings.reviewers else None


def enter(token: str, settings: Settings) -> str | None:
    """The name that a token stands for, or None."""
    found = None
    for known, name in settings.reviewers.items():
        if hmac.compare_digest(known.encode(), token.encode()):
            found = name
    return found


def open_session(response: Response, name: str, request: Request, settings: Settings) -> None:
    """Set the cookie of a session; it goes nowhere but to the desk, and no script can read it."""
    body = base64.urlsafe_b64encode(f"{int(time.time()) + _LASTS}.{name}".encode()).decode().rstrip("=")
    secure = request.url.scheme == "https" or (settings.public_url or "").startswith("https:")
    response.set_cookie(
        COOKIE, f"{body}.{_sign(settings, 'session', body)}", max_age=_LASTS, path="/review", httponly=True,
        samesite="strict", secure=secure,
    )  # fmt: skip


def close_session(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/review", httponly=True, samesite="strict")


def form_token(name: str, settings: Settings) -> str:
    """What every form of a person carries, so that no other site can send one."""
    return _sign(settings, "form", name)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that a browser sent from this desk.

    Raises:
        HTTPException: it is no form, or another site made the browser send it.
    """
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        raise HTTPException(415, "send a form")
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    if origin is not None and urlsplit(origin).netloc != host:
        raise HTTPException(403, "the form was sent from another site")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "the form was sent from another site")
    try:
        fields = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        raise HTTPException(400, "the form cannot be read") from None
    return dict(fields)


def check_form(form: dict[str, str], name: str, settings: Settings) -> None:
    """Refuse a form without the person's token.

    Raises:
        HTTPException: the token is missing or another.
    """
    if not hmac.compare_digest(form.get("csrf", "").encode(), form_token(name, settings).encode()):
        raise HTTPException(403, "the form is too old; load the page again")


def _opened(cookie: str, settings: Settings) -> str | None:
    body, _, signature = cookie.partition(".")
    if not hmac.compare_digest(_sign(settings, "session", body).encode(), signature.encode()):
        return None
    until, _, name = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode().partition(".")
    return name if int(until) > time.time() and name in settings.reviewers.values() else None


def _sign(settings: Settings, what: str, text: str) -> str:
    return hmac.new(key_of(settings), f"{what}\0{text}".encode(), hashlib.sha256).hexdigest()
