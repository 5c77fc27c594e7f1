"""The ASGI application of a desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

import quoth
from quoth.web import problems
from quoth.web.library import Library
from quoth.web.routes import api, lists, pages, reading, review
from quoth.web.security import Guard
from quoth.web.settings import Settings

# Pages are made by one interpreter, whose threads only take turns; more of them make each page later.
_THREADS = 8


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application over one ledger.

    Raises:
        LedgerError: the ledger cannot be opened.
    """
    settings = settings or Settings()
    library = Library(settings)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        library.close()

    app = FastAPI(
        title=f"{settings.title}: attributed claims", version=quoth.__version__, lifespan=life,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", swagger_ui_oauth2_redirect_url=None,
    )  # fmt: skip
    app.state.library = library
    problems.install(app)
    app.mount("/static", StaticFiles(directory=Path(str(resources.files("quoth.web"))) / "static"), name="static")
    app.include_router(api.router)
    if settings.reading:
        app.include_router(reading.router)
    if settings.review:
        app.include_router(review.router)
    app.include_router(lists.router)
    app.include_router(pages.router)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    app.add_middleware(Guard, settings=settings)
    return app
