"""`quoth check` and `quoth takedown` over a small ledger."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer

from quoth.cli.care import run_check, takedown
from quoth.cli.formats import Format
from quoth.cli.ledger_claims import changed
from quoth.ledger import Judgement, load_given, open_ledger
from quoth.model import Document

_TEXT = "The army says that it took 700 kilometres around the village of Izium on Tuesday."


@pytest.fixture
def url(tmp_path: Path) -> str:
    def span(text: str) -> dict[str, Any]:
        start = _TEXT.index(text)
        return {"text": text, "start": start, "end": start + len(text)}

    row = {
        "document": "one", "source": {"id": "ua-army", "party": "UA", **span("The army")}, "cue": [span("says that")],
        "content": span(_TEXT[19:-1]), "mode": "indirect", "act": "states", "said": "2031-05-10",
        "certainty": "asserted", "time": "2031-05-13",
        "event": {"type": "recapture", "actor": "UA", "status": "completed", "negated": False},
        "places": [{**span("Izium"), "name": "Izium", "kind": "settlement", "role": "near"}],
        "quantities": [{**span("700 kilometres"), "value": 700, "unit": "km", "qualifier": "exact"}],
    }  # fmt: skip
    address = f"sqlite:///{tmp_path}/ledger.db"
    with open_ledger(address) as ledger:
        given = load_given([json.dumps(row)], "claims")
        assert not ledger.add_given([Document("one", _TEXT, "en", "2031-05-14")], given).refused
    return address


def test_check(url: str) -> None:
    out = io.StringIO()
    assert run_check(url, format="jsonl", out=out) == 1
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {f["kind"] for f in found} == {"time-order", "dimension"}
    assert all(f["text"].startswith("it took") for f in found)
    table = io.StringIO()
    assert run_check(url, out=table) == 1
    assert "a length, not an area" in table.getvalue() and "2 findings in 1 claims" in table.getvalue()


def test_takedown(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert takedown("one", "a name had to go", "Ada", url) == 0
    assert capsys.readouterr().out.strip() == "took down 1 texts of one"
    with open_ledger(url) as ledger:
        kept = ledger.document("one")
        assert kept is not None and kept.taken_down
        assert ledger.judgements()[0].author == "Ada"
    with pytest.raises(typer.BadParameter, match="reason"):
        takedown("one", " ", "Ada", url)


def test_changes_as_a_page(url: str) -> None:
    with open_ledger(url) as ledger:
        (kept,) = ledger.claims()
        ledger.judge(Judgement("reject", kept.claim.id, "<b>Ada</b>"))
    out = io.StringIO()
    assert changed(url, format=Format.HTML, out=out) == 0
    page = out.getvalue()
    assert page.startswith("<!doctype html>") and "it took 700" in page and "<b>" not in page
