"""The script that guards the floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoth.evaluate import as_gold
from quoth.model import from_record
from scripts import floors

HERE = Path(__file__).parent
RECORDED = {"seed": {"floors": {"strict": 0.9, "wrong mouth": 0.0}}}


def table(strict: float | None, mouth: float = 0.0, **excuse: Any) -> dict[str, Any]:
    values = {"wrong mouth": mouth} | ({} if strict is None else {"strict": strict})
    return {"set": [{"name": "seed", "floors": values}], "lowered": [excuse] if excuse else []}


@pytest.mark.parametrize(
    ("now", "complaints"),
    [
        (table(0.9), 0),
        (table(0.95), 0),
        (table(0.8), 1),
        (table(None), 1),
        (table(0.9, mouth=0.1), 1),
        (table(0.8, mouth=0.1), 2),
        (table(0.8, set="seed", figure="strict", to=0.8, reason="gold was corrected"), 0),
        (table(0.8, set="seed", figure="strict", to=0.8, reason=" "), 1),
        (table(None, set="seed", figure="strict", reason="the figure is gone"), 0),
        ({}, 2),
        (table(0.7, set="seed", figure="strict", to=0.8, reason="gold was corrected"), 1),
    ],
)
def test_a_floor_is_lowered_only_with_a_reason(now: dict[str, Any], complaints: int) -> None:
    assert len(floors.lowered(now, RECORDED)) == complaints


def test_outcomes_of_gold_claims() -> None:
    gold = as_gold(json.loads((HERE / "gold.jsonl").read_text("utf-8")))
    read = [from_record(json.loads(line)) for line in (HERE / "read.jsonl").read_text("utf-8").splitlines()]
    found = floors.outcomes([gold], {"made-up": tuple(read)})
    assert found == {"made-up#1": "strict", "made-up#2": "wrong mouth", "made-up#4": "strict"}
    assert floors.outcomes([gold], {})["made-up#1"] == "missed"


def test_changes_name_losses_first() -> None:
    before = {"a#1": "missed", "a#2": "strict", "a#3": "strict"}
    now = {"a#1": "attributed", "a#2": "wrong mouth", "a#3": "strict", "a#4": "missed"}
    assert [line.split() for line in floors.changes(before, now)] == [
        ["loss", "a#2:", "strict", "->", "wrong", "mouth"],
        ["gain", "a#1:", "missed", "->", "attributed"],
    ]


def test_shared_sets_are_left_out_where_they_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = {"set": [{"name": "own", "gold": ["g.jsonl"]}, {"name": "seed", "shared": True, "gold": ["s.jsonl"]}]}
    assert [s.name for s in floors.sets_of(listed, None)] == ["own"]
    assert "seed: left out" in capsys.readouterr().out
    assert [s.paths for s in floors.sets_of(listed, tmp_path)][1] == (tmp_path / "gold" / "s.jsonl",)
