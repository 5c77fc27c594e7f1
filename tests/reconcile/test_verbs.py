"""`quoth compare` and `quoth control` over a ledger of claims made elsewhere."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from quoth.cli.reconcile_verbs import run_compare, run_control
from quoth.ledger import load_given, open_ledger
from quoth.model import Document

_TEXT = "The army says that it took Izium. The ministry says that its units are leaving Izium."


def _claim(source: str, party: str, name: str, words: str, event: str, by: str, role: str) -> dict[str, Any]:
    def span(text: str, after: int = 0) -> dict[str, Any]:
        start = _TEXT.index(text, after)
        return {"text": text, "start": start, "end": start + len(text)}

    content = span(words)
    place = {**span("Izium", content["start"]), "name": "Izium", "kind": "settlement", "role": role}
    return {
        "document": "one", "source": {"id": source, "party": party, **span(name)}, "cue": [span("says that")],
        "content": content, "mode": "indirect", "act": "states", "said": "2031-05-10", "certainty": "asserted",
        "event": {"type": event, "actor": by, "status": "completed", "negated": False},
        "places": [place], "time": None, "quantities": [],
    }  # fmt: skip


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/ledger.db"
    rows = [
        _claim("ua-army", "UA", "The army", "it took Izium", "recapture", "UA", "at"),
        _claim("ru-mod", "RU", "The ministry", "its units are leaving Izium", "withdrawal", "RU", "from"),
    ]
    with open_ledger(address) as ledger:
        given = load_given((json.dumps(r) for r in rows), "claims")
        added = ledger.add_given([Document("one", _TEXT, "en", "2031-05-10")], given)
        assert not added.refused
    return address


def test_compare_prints_and_keeps(url: str) -> None:
    out = io.StringIO()
    assert run_compare(url, format="jsonl", out=out) == 0
    (relation,) = [json.loads(line) for line in out.getvalue().splitlines()]
    assert set(relation) == {"kind", "from", "to", "reason", "features"}
    assert relation["kind"] == "concedes"
    with open_ledger(url) as ledger:
        kept = [(k.relation.kind, k.relation.source) for k in ledger.relations()]
    assert kept == [("concedes", relation["from"])]
    table = io.StringIO()
    assert run_compare(url, features=True, out=table) == 0
    assert "concedes" in table.getvalue() and "interest" in table.getvalue()


@pytest.mark.parametrize(
    ("place", "day", "state"),
    [("Izium", "2031-05-10", "held-by-UA"), ("Изюм", "2031-05-11", "held-by-UA"), 
     ("Izium", "2031-05-09", "unknown"), ("Kupiansk", "2031-05-11", "unknown")]
)  # fmt: skip
def test_control(url: str, place: str, day: str, state: str) -> None:
    out = io.StringIO()
    assert run_control(place, url, as_of=dt.date.fromisoformat(day), format="json", out=out) == 0
    found = json.loads(out.getvalue())
    assert found["state"] == state
    assert {"place", "as_of", "state", "since", "reason", "evidence", "dissent"} <= set(found)
    assert len(found["evidence"]) == (2 if state == "held-by-UA" else 0)


def test_control_of_a_unit_and_of_no_place(url: str) -> None:
    out = io.StringIO()
    assert run_control("Kharkiv Oblast", url, as_of=dt.date(2031, 5, 11), format="json", out=out) == 0
    assert json.loads(out.getvalue())["shares"] == {"held-by-UA": 1.0}
    out = io.StringIO()
    assert run_control("Xyzzqwv", url, as_of=dt.date(2031, 5, 11), format="json", out=out) == 1
    assert json.loads(out.getvalue())["state"] == "unknown"
