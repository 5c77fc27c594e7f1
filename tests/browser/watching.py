"""A page that notes what must never happen: errors, foreign requests, failures, dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src" / "quoth" / "web" / "static" / "built" / "map.js"
AXE = ROOT / "front" / "node_modules" / "axe-core" / "axe.min.js"


class Watched:
    """A browser's page; `faults` is what went wrong in it so far."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        self.received = 0
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda m: self.faults.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("dialog", self._dialog)
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("requestfinished", self._finished)

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address + "/", "data:image/")):
            self.faults.append(f"foreign: {request.url[:200]}")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # a newer request ended an older one
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _finished(self, request: Any) -> None:
        sizes = request.sizes()
        self.received += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def open(self, path: str, status: int = 200) -> Any:
        """Go to a path of the desk; its answer must have that status."""
        answer = self.page.goto(urljoin(self.address, path), wait_until="load")
        assert answer.status == status, (path, answer.status)
        return self.page

    def links(self) -> list[str]:
        """Paths of this desk that the page links to."""
        found = self.page.locator("a[href]").evaluate_all(
            "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
        )
        paths = []
        for link in found:
            parts = urlsplit(link)
            if link.startswith(self.address + "/"):
                paths.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return list(dict.fromkeys(paths))

    def violations(self, axe: str) -> list[str]:
        """What axe-core finds wrong, one line each."""
        self.page.evaluate(axe)  # by the debugger, which the page's policy does not hold up
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {v['help']}: {node['html'][:160]} ({node['failureSummary'][:300]})"
            for v in found["violations"]
            for node in v["nodes"][:3]
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(
            self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def sound(self) -> None:
        """Nothing went wrong."""
        assert not self.faults, "\n".join(self.faults)
