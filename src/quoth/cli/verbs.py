"""Which verbs there are, and the module of each.

A verb is a function of that name with Typer's annotations, or a `typer.Typer` of that name for a verb with verbs of its
own. It prints its results to standard output, returns 1 when it found something wrong, else nothing, raises
`typer.BadParameter` for wrong usage, and lets every failure pass: `quoth.cli.run` makes it one line and exit code 3.
"""

from __future__ import annotations

from importlib import import_module

import typer
from typer.core import TyperGroup
from typer.main import get_command

VERBS: dict[str, str] = {
    "read": "quoth.cli.read",
    "demo": "quoth.cli.demo",
    "add": "quoth.cli.ledger",
    "claims": "quoth.cli.ledger",
    "verify": "quoth.cli.ledger",
    "review": "quoth.cli.ledger",
    "compare": "quoth.cli.reconcile_verbs",
    "control": "quoth.cli.reconcile_verbs",
    "update": "quoth.cli.update_verb",
    "check": "quoth.cli.care",
    "takedown": "quoth.cli.care",
    "export": "quoth.cli.export",
    "serve": "quoth.cli.serve",
    "places": "quoth.cli.places",
    "languages": "quoth.cli.knowledge",
    "conflicts": "quoth.cli.knowledge",
    "evaluate": "quoth.cli.evaluate",
}


class Verbs(TyperGroup):
    """The command `quoth`: its verbs in the order of the table, each imported when it is asked for."""

    def list_commands(self, ctx):  # type: ignore[no-untyped-def]  # the context's class depends on Typer's version
        return list(VERBS)

    def get_command(self, ctx, cmd_name):  # type: ignore[no-untyped-def]
        return load(cmd_name) if cmd_name in VERBS else None


def load(verb: str):  # type: ignore[no-untyped-def]
    """The command of one verb."""
    found = getattr(import_module(VERBS[verb]), verb)
    if isinstance(found, typer.Typer):
        return get_command(found)
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(verb)(found)
    return get_command(app)
