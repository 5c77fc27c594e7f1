"""`quoth serve`: the ledger in the browser, and its HTTP interface."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.ledger import Address
from quoth.cli.messages import Gauge, say

_LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    ledger: Address = None,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all of this machine.")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Open a made-up month instead of a ledger of your own.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any free one.")] = 8400,
) -> None:
    """Open the ledger in the browser: pages, map, data. It only reads, unless reviewers are named in the settings."""
    try:
        import uvicorn

        from quoth.web.app import create_app
        from quoth.web.settings import SettingError, from_environment
    except ImportError as missing:
        raise typer.BadParameter(f"needs the extra quoth[web]: pip install 'quoth[web]' ({missing.name})") from None
    if demo and ledger is not None:
        raise typer.BadParameter("--demo opens a ledger of its own; leave --ledger away")
    try:
        settings = from_environment(_demo() if demo else ledger)
    except SettingError as wrong:
        raise typer.BadParameter(str(wrong)) from None
    app = create_app(settings)
    if host not in _LOCAL and not settings.hosts:
        say("only local names are answered; name others in QUOTH_HOSTS")
    say(f"http://{f'[{host}]' if ':' in host else host}:{port}/ — Ctrl-C ends it")
    uvicorn.run(app, host=host, port=port, log_level="warning", proxy_headers=False, server_header=False)


def _demo() -> str:
    """The address of the demo ledger, which is built on its first use."""
    from quoth.cli.demo import example
    from quoth.web.demo_ledger import demo_ledger

    with Gauge("building the demo") as gauge:
        return demo_ledger([example()], progress=gauge)
