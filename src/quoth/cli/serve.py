"""`quoth serve`: the ledger in the browser, and its HTTP interface."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.ledger import Address
from quoth.cli.messages import say

_LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    ledger: Address = None,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any free one.")] = 8400,
) -> None:
    """Open the ledger in the browser: pages, map, data. It only reads, unless reviewers are named in the settings."""
    try:
        import uvicorn

        from quoth.web.app import create_app
        from quoth.web.settings import SettingError, from_environment
    except ImportError as missing:
        raise typer.BadParameter(f"needs the extra quoth[web]: pip install 'quoth[web]' ({missing.name})") from None
    try:
        settings = from_environment(ledger)
    except SettingError as wrong:
        raise typer.BadParameter(str(wrong)) from None
    app = create_app(settings)
    if host not in _LOCAL and not settings.hosts:
        say("only local names are answered; name others in QUOTH_HOSTS")
    say(f"http://{f'[{host}]' if ':' in host else host}:{port}/ — Ctrl-C ends it")
    uvicorn.run(app, host=host, port=port, log_level="warning", proxy_headers=False, server_header=False)
