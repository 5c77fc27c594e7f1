"""Web addresses, against a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quoth.intake import LIMIT, Refusal, gather
from quoth.model import Document

TEXT = "De burgemeester zei dat er geen gewonden zijn gevallen bij de beschieting van de haven. " * 4
PAGE = f"<html><head><title>Haven</title></head><body><article><p>{TEXT}</p></article></body></html>"
ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
    "/plain": (200, "text/plain; charset=windows-1251", "Мэр города сообщил о взрыве.".encode("cp1251")),
    "/records": (200, "application/json", b'[{"id": "x", "text": "Kiev meldt."}]'),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/large": (200, "text/plain", b"a" * (LIMIT + 1)),
    "/missing": (404, "text/html", b"<p>weg</p>"),
}  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        status, kind, body = ANSWERS[self.path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # the client has seen enough
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page(server: str, path: str) -> None:
    (found,) = gather([server + path])
    assert isinstance(found, Document)
    assert found.id == found.url == f"{server}/page"
    assert found.title == "Haven" and "geen gewonden" in found.text


def test_text_in_the_encoding_that_the_server_names(server: str) -> None:
    (found,) = gather([f"{server}/plain"])
    assert isinstance(found, Document) and found.text == "Мэр города сообщил о взрыве."


def test_records(server: str) -> None:
    (found,) = gather([f"{server}/records"])
    assert isinstance(found, Document) and found.id == "x"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "the server answers 404"),
        ("/picture", "it is image/png, not a page or text"),
        ("/large", "it is larger than 10 MB"),
        ("/round", "it cannot be fetched"),
    ],
)
def test_refusals(server: str, path: str, reason: str) -> None:
    (found,) = gather([server + path])
    assert isinstance(found, Refusal) and found.reason.startswith(reason)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "http://", "https://[broken"])
def test_a_wrong_address_is_refused(address: str) -> None:
    (found,) = gather([address])
    assert isinstance(found, Refusal) and found.input == address
