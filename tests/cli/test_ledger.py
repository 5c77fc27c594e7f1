"""The verbs over a ledger, from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from quoth.cli.run import run

FIRST = "Oekraïense troepen hebben de stad Izjoem heroverd, zo meldt Kiev."
SECOND = "Volgens Moskou zijn bij Koepjansk twintig tanks vernield."


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a ledger that holds two documents."""
    lines = [
        {"id": "a", "text": FIRST, "language": "nl", "published": "2022-09-11", "outlet": "De Bode"},
        {"id": "b", "text": SECOND, "language": "nl", "published": "2022-09-20"},
    ]
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    address = f"sqlite:///{tmp_path}/ledger.db"
    monkeypatch.setenv("QUOTH_LEDGER", address)
    assert run(["add", str(path)]) == 0
    assert capsys.readouterr().out.startswith("added 2, known 0, refused 0")
    return address


def found(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert run(["claims", "--format", "jsonl", *options]) == 0
    return [json.loads(line)["document"] for line in capsys.readouterr().out.splitlines()]


def test_adding_twice_adds_nothing(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(tmp_path / "documents.jsonl"), "nowhere.txt"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("added 0, known 2, refused 1")
    assert shown.err == "quoth: nowhere.txt: no such file or directory\n"


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        ([], {"a", "b"}),
        (["--party", "RU"], {"b"}),
        (["--source", "ua-government"], {"a"}),
        (["--place", "Izium"], {"a"}),
        (["--place", "Izium", "--place", "Kupiansk"], {"a", "b"}),
        (["--text", "tanks"], {"b"}),
        (["--document", "a"], {"a"}),
        (["--event", "recapture"], {"a"}),
        (["--until", "2022-09-15"], {"a"}),
        (["--since", "2022-09-15"], {"b"}),
        (["--as-of", "2022-09-15"], {"a"}),
        (["--as-of", "2022-08"], set()),
        (["--recorded-by", "2020"], set()),
        (["--said-by", "2022-09-12"], {"a"}),
    ],
)
def test_filters(ledger: str, options: list[str], documents: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert set(found(capsys, *options)) == documents


def test_records_say_when_they_were_published_and_recorded(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["claims", "--format", "json", "--limit", "1"])
    (record,) = json.loads(capsys.readouterr().out)
    assert record["published"] == "2022-09-11" and record["recorded"].endswith("Z")
    for form in ("table", "csv", "html"):
        assert run(["claims", "--format", form, "--ledger", ledger]) == 0
        assert "Izjoem" in capsys.readouterr().out


def test_claims_made_elsewhere(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["claims", "--format", "jsonl"])
    claims = tmp_path / "claims.jsonl"
    claims.write_text(capsys.readouterr().out, "utf-8")
    other = f"sqlite:///{tmp_path}/other.db"
    assert run(["add", str(tmp_path / "documents.jsonl"), "--claims", str(claims), "--ledger", other]) == 0
    capsys.readouterr()
    assert found(capsys, "--ledger", other) == found(capsys)


def test_verify_names_a_broken_row(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("sound: ")
    head = shown.split()[-1]
    assert run(["verify", "--head", head]) == 0
    assert run(["verify", "--head", "f" * 64]) == 1
    assert "does not lead through" in capsys.readouterr().out


def test_a_whole_ledger_moves(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, moved = tmp_path / "copy.jsonl.gz", f"sqlite:///{tmp_path}/moved.db"
    assert run(["export", "--to", "ledger", str(copy)]) == 0
    assert run(["add", str(copy), "--ledger", moved]) == 0
    capsys.readouterr()
    assert found(capsys, "--ledger", moved) == found(capsys)
    assert run(["export", "--to", "gold", "-"]) == 0


def test_review_takes_judgements(
    ledger: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nr made up\n"))
    assert run(["review", "--author", "Tester"]) == 0
    assert capsys.readouterr().out.endswith("2 judgements added\n")
    assert len(found(capsys)) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["claims", "--event", "nothing"], 2),
        (["claims", "--since", "gisteren"], 2),
        (["claims", "--text", "..."], 2),
        (["claims", "--ledger", "nothing"], 2),
        (["claims", "--ledger", "sqlite:////nowhere/x.db"], 3),
        (["add", "x.txt", "--ledger", "sqlite:////nowhere/x.db"], 3),
        (["export", "--to", "nothing", "x"], 2),
    ],
)
def test_what_goes_wrong_is_one_line(
    ledger: str, words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == code
    shown = capsys.readouterr()
    assert shown.err.startswith("quoth: ") and shown.err.count("\n") == 1 and "failed:" not in shown.err
