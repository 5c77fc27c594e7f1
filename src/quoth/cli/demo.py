"""`quoth demo`: the main job on a bundled article, which was written for it in the manner of a Flemish newspaper."""

from __future__ import annotations

import json
import sys
from importlib import resources

from rich.text import Text

from quoth.cli.formats import Format, write
from quoth.cli.messages import Refusals
from quoth.cli.read import readings_of
from quoth.cli.table import console
from quoth.intake.records import as_document
from quoth.model import Document


def demo() -> int:
    """Read a bundled article and print its claims: no arguments, no network."""
    document = example()
    screen = console(sys.stdout)
    screen.print(Text(document.text, style="dim"))
    screen.print()
    refusals = Refusals()
    write(Format.TABLE, readings_of([document], refusals), sys.stdout)
    screen.print(Text("Next: quoth read YOUR-ARTICLE.txt"))
    return 1 if refusals.count else 0


def example() -> Document:
    """The bundled article."""
    line = (resources.files("quoth.cli") / "demo.jsonl").read_text("utf-8")
    return as_document(json.loads(line), "demo")
