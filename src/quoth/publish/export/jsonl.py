"""`jsonl`: records as the command line prints them, one a line; claims go back in with `quoth add --claims`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.publish.export.cells import as_text
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.records import control_record, relation_record
from quoth.publish.export.view import View


def _records(view: View) -> Iterator[dict[str, Any]]:
    if view.part == "relations":
        yield from map(relation_record, view.relations())
    elif view.part == "control":
        yield from (control_record(view, h) for h in view.holdings())
    else:
        yield from map(view.record, view.claims())


def _write(view: View, out: BinaryIO) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with as_text(out) as text:
        for record in _records(view):
            text.write(encode(record) + "\n")


EXPORTER = Exporter(
    "jsonl",
    "one record a line, complete; claims go back in with add --claims",
    _write,
    ("claims", "relations", "control"),
)
