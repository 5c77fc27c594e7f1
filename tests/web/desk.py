"""A small ledger for the pages: two sides, a correction, a denial, hostile words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quoth.cli.demo import example
from quoth.intake.records import as_document
from quoth.ledger import open_ledger
from quoth.model import Document
from quoth.reading import READER, read
from quoth.reconcile import Known, reconcile

TEXTS = (
    ("a-1", "2022-09-09", "Oekraïense troepen hebben Izjoem ingenomen, zei president Zelenski vrijdag. "
     "Rond Koepjansk wordt er nog gevochten, aldus het Britse ministerie van Defensie."),
    ("a-2", "2022-09-10", "Rusland heeft nog altijd de controle over Izjoem, zei het Russische ministerie van Defensie "
     "zaterdag. Het Russische leger trekt zich waarschijnlijk terug uit Koepjansk, schrijft Londen."),
    ("a-3", "2022-09-11", "Het Russische ministerie van Defensie zei zondag dat zijn troepen zich uit Izjoem "
     "hebben teruggetrokken. Oekraïne heeft Izjoem heroverd, meldt de generale staf van het Oekraïense leger. "
     "Kiev ontkent dat Balaklia gevallen is."),
)  # fmt: skip


def documents() -> list[Document]:
    """The bundled article and three short ones about one place."""
    made = [
        as_document(
            {"id": key, "text": text, "language": "nl", "published": day, "outlet": "De Proefkrant",
             "title": f"Bericht {key}", "url": f"https://krant.example/{key}"},
            key,
        )
        for key, day, text in TEXTS
    ]  # fmt: skip
    return [example(), *made]


def make(path: Path, more: list[Document] | None = None) -> str:
    """A compared ledger in a file; returns its address."""
    url = f"sqlite:///{path}"
    with open_ledger(url) as ledger:
        ledger.add([*documents(), *(more or [])], read, READER)
        compare(ledger)
    return url


def compare(ledger: Any) -> None:
    known = [Known(k.claim, k.known, k.published) for k in ledger.claims()]
    ledger.relate(list(reconcile(known).relations()))


def show(response: Any) -> str:
    """A body in one line, for messages."""
    return json.dumps(response.text[:400])
