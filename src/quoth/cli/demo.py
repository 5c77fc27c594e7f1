"""`quoth demo`: the main job on a bundled article, which was written for it in the manner of a Flemish newspaper."""

from __future__ import annotations

import datetime as dt
import json
import sys
from importlib import resources

from rich.text import Text

from quoth.cli.formats import Format, write
from quoth.cli.reconcile_verbs import relations_table
from quoth.cli.table import console
from quoth.intake.records import as_document
from quoth.ledger import open_ledger
from quoth.model import Document
from quoth.publish import publish_update, render_md
from quoth.reading import READER, read
from quoth.reconcile import Known, reconcile


def demo() -> int:
    """Read a bundled article, add it to a temporary ledger, compare its claims, and write the update of its day."""
    reading = read(example())
    screen = console(sys.stdout)
    screen.print(Text(reading.document.text, style="dim"))
    screen.print()
    write(Format.TABLE, [reading], sys.stdout)
    with open_ledger("memory:") as ledger:
        added = ledger.add([example()], lambda _: reading, READER)
        kept = list(ledger.claims())
        relations = list(reconcile(Known(k.claim, k.known, k.published) for k in kept).relations())
        ledger.relate(relations)
        screen.print(relations_table(relations, {k.claim.id: k.claim for k in kept}, False))
        day = dt.date.fromisoformat(max(k.known for k in kept))
        update = publish_update(ledger, day)
        verdict = "sound" if not ledger.verify().findings else "broken"
    sys.stdout.write(render_md(update))
    screen.print(
        Text(f"\nA temporary ledger held {added.claims} claims ({verdict}). Next: quoth read YOUR-ARTICLE.txt")
    )
    return 1 if added.refused else 0


def example() -> Document:
    """The bundled article."""
    line = (resources.files("quoth.cli") / "demo.jsonl").read_text("utf-8")
    return as_document(json.loads(line), "demo")
