"""`quoth export` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.cli.export import kinds
from quoth.cli.run import run
from quoth.ledger import open_ledger
from quoth.publish.export import ExportError, exporters
from scripts.exports import SAMPLES, sample_ledger


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("QUOTH_SHOW", raising=False)
    url = f"sqlite:///{tmp_path}/desk.db"
    with sample_ledger(url):
        return url


def test_help_lists_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"{name}: " in out for name in kinds())
    assert list(kinds())[-2:] == ["ledger", "gold"] and set(exporters()) <= set(kinds())


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_writes_its_file(url: str, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out"
    assert run(["export", "--to", kind, str(path), "--ledger", url]) == 0
    assert (path.stat().st_size > 0) == (kind != "gold")
    whole = "whole texts" in capsys.readouterr().err
    assert whole == (kind == "label-studio")


def test_standard_output_and_what_was_left_out(url: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "--to", "acled", "-", "--ledger", url]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"event_id_cnty,event_date") and out.count(b"\n") == 7
    assert b"quoth: left out 1: denies: not said to have happened" in err
    assert run(["export", "--to", "parquet", "-", "--ledger", url]) == 0
    out, _ = capfdbinary.readouterr()
    assert out[:4] == out[-4:] == b"PAR1"


def test_options_choose(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--to", "jsonl", "-", "--ledger", url, "--party", "RU", "--event", "withdrawal"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run(["export", "--to", "csv", "--of", "control", "-", "--ledger", url, "--place", "Izium"]) == 0
    assert "held-by-UA" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--to", "shapefile", "x"], "no such kind: 'shapefile'; choose from jsonl, csv"),
        (["--to", "acled", "--of", "control", "x"], "acled does not hold control"),
        (["--to", "viina", "x", "--party", "RU"], "'party' cannot narrow it"),
        (["--to", "csv", "no/such/x"], "there is no directory"),
        (["--to", "csv", "x", "--since", "yesterday"], "not an EDTF date"),
        (["--to", "csv", "x", "--event", "party"], "no such event"),
        (["--to", "gold", "x", "--party", "RU"], "always the whole ledger"),
        (["--to", "schema.org", "x", "--base", "javascript:x"], "not a web address"),
        (["--to", "csv"], "Missing argument"),
    ],
)
def test_wrong_usage(
    url: str, arguments: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(["export", *arguments, "--ledger", url]) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_no_ledger_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out"
    assert run(["export", "--to", "csv", str(path), "--ledger", f"sqlite:///{tmp_path}/none.db"]) == 3
    assert not path.exists() and not (tmp_path / "none.db").exists()


def test_words_are_kept_back(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("QUOTH_SHOW", "none")
    assert run(["export", "--to", "jsonl", "-", "--ledger", url]) == 0
    assert "entered" not in capsys.readouterr().out
    assert run(["export", "--to", "label-studio", "-", "--ledger", url]) == 2
    assert "QUOTH_SHOW=none keeps back" in capsys.readouterr().err
    monkeypatch.setenv("QUOTH_SHOW", "everything")
    assert run(["export", "--to", "jsonl", "-", "--ledger", url]) == 2


def test_a_broken_plug_in_leaves_the_other_verbs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from quoth.cli import export

    def broken() -> object:
        raise ExportError("the exporter 'x' (y:z) cannot be loaded: gone")

    monkeypatch.setattr(export, "exporters", broken)
    assert "cannot be loaded" in export._listed()


def test_label_studio_and_back(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks, articles = tmp_path / "tasks.json", str(SAMPLES / "articles.jsonl")
    assert run(["export", "--to", "label-studio", str(tasks), "--ledger", url]) == 0
    other = f"sqlite:///{tmp_path}/other.db"
    assert run(["add", articles, "--claims", str(tasks), "--ledger", other]) == 0
    assert "added 3, known 0, refused 0; 10 claims" in capsys.readouterr().out
    with open_ledger(other, readonly=True) as back, open_ledger(url, readonly=True) as first:
        assert {k.claim.id for k in back.claims()} == {k.claim.id for k in first.claims()}
    for text, why in (("[", "begins as a JSON list"), (json.dumps([{"data": 1}]), "task 1 is none that quoth wrote")):
        tasks.write_text(text)
        assert run(["add", articles, "--claims", str(tasks), "--ledger", other]) == 2
        assert why in capsys.readouterr().err
