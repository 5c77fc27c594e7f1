"""Whole scenarios: two wars, four languages, nine documents each, with the relations and control that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reconcile.scenario import score

#: Floors: F1 of all relations, of `repeats`, and the share of right control states.
FLOORS = {"avdiivka": (0.9, 0.9, 0.93), "karabakh": (0.9, 0.9, 0.93)}


@pytest.mark.parametrize("name", FLOORS)
def test_scenario(name: str, tmp_path: Path) -> None:
    scored = score(name, f"sqlite:///{tmp_path}/ledger.db")
    relations, repeats, control = FLOORS[name]
    assert scored.f1["all"] >= relations, scored.wrong
    assert scored.f1["repeats"] >= repeats, scored.wrong
    assert scored.control >= control, scored.wrong
