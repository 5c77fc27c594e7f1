"""Rules of the house that no other tool checks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import quoth

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_no_module_does_two_jobs(module: Path) -> None:
    lines = module.read_text("utf-8").count("\n")
    assert lines <= 400
    assert module.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_importing_quoth_loads_nothing_of_it() -> None:
    code = "import sys, quoth; print(sorted(m for m in sys.modules if m.startswith('quoth.')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", quoth.__all__)
def test_every_export_is_there(name: str) -> None:
    assert getattr(quoth, name) is not None
    assert name in dir(quoth)


def test_an_export_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="'quoth' has no attribute 'nothing'"):
        quoth.nothing  # noqa: B018
