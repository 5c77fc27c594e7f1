"""A real desk on loopback, and a real browser before it. Both are started once for all tests."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.watching import AXE, BUILT, Watched

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
TOKEN = "token-of-the-tests-0123456789abcdef"


def _missing() -> str | None:
    if CHROMIUM is None:
        return "chromium is not installed"
    if not BUILT.is_file():
        return "the scripts are not built (make front)"
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "playwright is not installed"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser or built scripts these tests are skipped by name; where parts are required they fail."""
    reason = _missing()
    if reason is None or os.environ.get("QUOTH_REQUIRE_PARTS"):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


class Desk:
    """A desk served by uvicorn in a thread."""

    def __init__(self, settings: Any) -> None:
        import uvicorn

        from quoth.web.app import create_app

        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", lifespan="on"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.thread.start()
        until = time.monotonic() + 20
        while not self.server.started:
            if time.monotonic() > until:
                raise RuntimeError("the desk did not start")
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)
        self.socket.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo ledger, in a folder of the tests' own."""
    from quoth.cli.demo import example
    from quoth.web.demo_ledger import demo_ledger

    return demo_ledger([example()], folder=tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Desk]]:
    """Starts desks, and stops them at the end."""
    from quoth.web.settings import Settings

    desks: list[Desk] = []

    def start(ledger: str, **more: Any) -> Desk:
        desks.append(Desk(Settings(ledger=ledger, title="quoth demo", rate=1e6, burst=10**6, **more)))
        return desks[-1]

    yield start
    for desk in desks:
        desk.stop()


@pytest.fixture(scope="session")
def desk(demo: str, serve: Callable[..., Desk]) -> Desk:
    """The demo ledger's desk, which only reads."""
    return serve(demo)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )  # fmt: skip
        yield running
        running.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Watched]]:
    """Opens pages that are watched: `visit(desk, language="nl", phone=True, script=False)`."""
    contexts = []

    def begin(
        desk: Desk, *, language: str = "en", phone: bool = False, script: bool = True, dark: bool = False
    ) -> Watched:
        context = browser.new_context(
            locale=language,
            viewport={"width": 375, "height": 740} if phone else {"width": 1280, "height": 850},
            has_touch=phone,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Watched(context.new_page(), desk.address)

    yield begin
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, as npm installed it."""
    return AXE.read_text("utf-8")
