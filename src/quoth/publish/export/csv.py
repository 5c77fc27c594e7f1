"""`csv`: flat tables for spreadsheets and Datasette, UTF-8 with a header row; no cell runs as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from quoth.publish.export.cells import write_csv
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.records import CLAIM, CONTROL, RELATION, claim_row, control_row, relation_row
from quoth.publish.export.view import View


def _write(view: View, out: BinaryIO) -> None:
    rows: Iterable[tuple[object, ...]]
    if view.part == "relations":
        header, rows = RELATION, map(relation_row, view.relations())
    elif view.part == "control":
        header, rows = CONTROL, (control_row(view, h) for h in view.holdings())
    else:
        header, rows = CLAIM, (claim_row(view, kept) for kept in view.claims())
    write_csv(out, [header], (_plain(row) for row in rows))


def _plain(row: tuple[object, ...]) -> list[object]:
    return [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]


EXPORTER = Exporter("csv", "flat tables for spreadsheets and Datasette", _write, ("claims", "relations", "control"))
