"""The how-to pages do what they say: every command of a page runs, in its order, on the sample reports."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from quoth.cli.run import run

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted((DOCS / "howto").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_command_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for sample in (DOCS / "samples").iterdir():
        if sample.name != "claims.jsonl":
            shutil.copy(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("QUOTH_LEDGER", "QUOTH_SHOW"):
        monkeypatch.delenv(name, raising=False)

    monkeypatch.setattr("sys.stdin", io.StringIO(""))  # nobody answers the questions of a review
    commands = re.findall(r"^\$ quoth (.*)$", page.read_text("utf-8"), re.MULTILINE)
    assert len(commands) >= 8
    for command in commands:
        words, to, target = command.partition(" > ")
        assert run(shlex.split(words)) == 0, f"{command}\n{capsys.readouterr().err}"
        out = capsys.readouterr().out
        file = next(
            (
                tmp_path / w
                for w in shlex.split(words)
                if w.endswith((".csv", ".jsonl", ".json", ".geojson", ".jsonld", ".parquet"))
            ),
            None,
        )
        assert out or (file and file.exists()), f"{command}: nothing came of it"
        if to:
            (tmp_path / target.strip()).write_text(out, "utf-8")
