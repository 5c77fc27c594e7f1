"""The page on reading names every step that there is, and the thresholds as they are."""

from __future__ import annotations

import re
from pathlib import Path

from quoth.reading.decide import _LOOSE_THRESHOLD, THRESHOLD
from quoth.reading.weighing import WEIGHT

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reading.md").read_text("utf-8")
STEPS = PAGE.partition("## Step by step")[2].partition("## Weights")[0]


def test_every_module_is_in_a_step() -> None:
    modules = {p.stem for p in (ROOT / "src" / "quoth" / "reading").glob("*.py")} - {"__init__"}
    assert modules - set(re.findall(r"`(\w+)`", STEPS)) == set()


def test_every_step_names_modules_that_exist() -> None:
    cells = re.findall(r"^\|[^|]*\|([^|]*)\|", STEPS, re.MULTILINE)
    named = {m for cell in cells for m in re.findall(r"`(\w+)`", cell)} - {"text"}
    assert {m for m in named if not (ROOT / "src" / "quoth" / "reading" / f"{m}.py").exists()} == set()


def test_thresholds_are_those_of_the_code() -> None:
    assert f"**{THRESHOLD}**" in PAGE
    assert f"**{_LOOSE_THRESHOLD}**" in PAGE
    for shape, words in {
        "that": "for a complement clause",
        "according front": 'for "according to X"',
        "noun": "for a bare",
    }.items():
        assert f"{WEIGHT[shape]} {words}" in PAGE
