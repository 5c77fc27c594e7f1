"""Claims as CSV: one row a claim, texts that a spreadsheet would take for a formula made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

CLAIM_COLUMNS = (
    "id", "document", "outlet", "published", "known", "source", "party", "speaker", "source_words", "content",
    "sentence", "mode", "act", "event", "actor", "status", "negated", "certainty", "said", "time", "places",
    "place_ids", "quantities", "url",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def claims_csv(records: Iterable[Mapping[str, Any]]) -> str:
    """Claims, several places or quantities of one joined by `; `."""
    return table_csv(CLAIM_COLUMNS, (_row(r) for r in records))


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _row(record: Mapping[str, Any]) -> list[object]:
    who, event = record["source"] or {}, record["event"]
    sentence, content = record["sentence"] or {}, record["content"]
    places, quantities = record["places"], record["quantities"]
    return [
        record["id"], record["document"], record["outlet"], record["published"], record["known"], who.get("id"),
        who.get("party"), who.get("speaker"), who.get("text"), content["text"], sentence.get("text"), record["mode"],
        record["act"], event["type"], event["actor"], event["status"], event["negated"],
        record["certainty"]["level"], record["said"], record["time"], "; ".join(p["name"] for p in places),
        "; ".join(p["id"] or "" for p in places), "; ".join(f"{q['value']:g} {q['unit']}" for q in quantities),
        record["url"],
    ]  # fmt: skip


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
