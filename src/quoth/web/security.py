"""What guards the desk: headers of every answer, the names it answers to, how many calls one address may make."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quoth.web.problems import problem
from quoth.web.settings import Settings

#: Nothing from outside, no script or style inside a page; a map draws in a worker of its own.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ADDRESSES = 10_000
_BYTES = 12  # at most, of a character in JSON, beside the other fields


class Guard:
    """ASGI middleware: refuses foreign hosts and too many calls, and adds the security headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self._meters: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        embedded = scope["path"].startswith("/embed/")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY.format(frames="*" if embedded else "'none'")
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if not embedded:
                    headers["X-Frame-Options"] = "DENY"
                    headers["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        refusal = None
        if not self._is_ours(scope):
            refusal = problem(421, "this desk does not answer to that host name; name it in QUOTH_HOSTS")
        elif self._is_long(scope):
            refusal = problem(413, "the body is too long")
        elif scope["path"].startswith("/api/") or scope["path"] == "/review/login":
            wait = self._wait(scope["client"][0] if scope.get("client") else "")
            if wait:
                refusal = problem(429, f"too many calls; try again in {wait} s", {"Retry-After": str(wait)})
        await (refusal or self.app)(scope, receive, guarded)

    def _is_ours(self, scope: Scope) -> bool:
        host = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"host"), "").lower()
        name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
        allowed = self.settings.allowed_hosts
        return "*" in allowed or name in allowed

    def _is_long(self, scope: Scope) -> bool:
        """Whether a body is longer than any text that is read; one of unknown length is refused, too."""
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return False
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"")
        if not length.isdigit():
            return b"transfer-encoding" in headers
        return int(length) > _BYTES * self.settings.longest

    def _wait(self, client: str) -> int:
        """0, or the seconds after which this address may call again: a bucket that fills at `rate`, up to `burst`."""
        rate, burst, now = self.settings.rate, float(self.settings.burst), time.monotonic()
        with self._lock:
            left, last = self._meters.pop(client, (burst, now))
            left = min(burst, left + (now - last) * rate)
            self._meters[client] = (max(left - 1, 0.0), now)
            while len(self._meters) > _ADDRESSES:
                self._meters.popitem(last=False)
        return 0 if left >= 1 else max(1, round((1 - left) / rate))
