"""The command line from outside: exit codes, messages, formats, pipes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import quoth
from quoth.cli.run import run

ARTICLE = (
    "Oekraïense troepen hebben de stad Izjoem heroverd, zo meldt Kiev. Volgens Moskou zijn daar twintig tanks vernield."
)
SCHEMA = json.loads((Path(__file__).parent / "claim.schema.json").read_text("utf-8"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(f"date 2022-09-11 {ARTICLE}\n", "utf-8")
    return path


def command(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    options = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": 60} | options
    return subprocess.run([sys.executable, "-m", "quoth.cli", *words], **options)


# --- what is printed


def test_jsonl_follows_the_schema(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert run(["read", str(article), "--format", "jsonl"]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(claims) >= 2
    for claim in claims:
        jsonschema.validate(claim, SCHEMA)
        assert claim["document"] == "article.txt"
        spans = [claim["content"], claim["sentence"], *claim["cue"], *claim["places"], *claim["quantities"]]
        for span in [*spans, *([claim["source"]] if claim["source"] else [])]:
            assert span["start"] is None or ARTICLE[span["start"] : span["end"]] == span["text"]
    assert [c["content"]["start"] for c in claims] == sorted(c["content"]["start"] for c in claims)
    assert {c["source"]["id"] for c in claims if c["source"]} == {"ua-government", "ru-government"}


def test_every_format_prints_the_claims(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = {}
    for form in ("table", "json", "jsonl", "csv", "html"):
        assert run(["read", str(article), "-f", form]) == 0
        printed[form] = capsys.readouterr().out
        assert "Izjoem" in printed[form] and "\x1b" not in printed[form]
    (document,) = json.loads(printed["json"])
    count = len(printed["jsonl"].splitlines())
    assert document["published"] == "2022-09-11"
    assert len(document["claims"]) == len(list(csv.reader(io.StringIO(printed["csv"])))) - 1 == count


def test_reading_twice_prints_the_same(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = set()
    for _ in range(2):
        run(["read", str(article), "--format", "jsonl"])
        outputs.add(capsys.readouterr().out)
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    outputs |= {command("read", str(article), "--format", "jsonl", env=env).stdout for env in seeds}
    assert len(outputs) == 1


def test_explain_prints_the_steps(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(article), "--explain"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("== article.txt\n-- ") and "Izjoem" in shown.out and shown.err == ""
    assert run(["read", str(article), "--explain", "--format", "jsonl"]) == 0
    shown = capsys.readouterr()
    assert shown.err.startswith("== article.txt\n-- ")
    assert all(json.loads(line) for line in shown.out.splitlines())


def test_options_reach_the_documents(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--published", "2022-10", "--outlet", "De Bode", "--language", "nl", "--conflict", "world"]
    assert run(["read", str(article), "--format", "json", *options]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["published"], document["outlet"], document["language"]) == ("2022-10", "De Bode", "nl")


def test_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    said = ("zo meldt", "[UA]", "[RU]", "[GB]", "likely", "260 km2", "dated 2022-11-11")
    for word in (*said, "corrects", "# Update of 11 November"):
        assert word in shown.out, word


@pytest.mark.parametrize(("verb", "name"), [("languages", "nl"), ("conflicts", "ukraine")])
def test_what_is_known(verb: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb]) == 0
    assert name in capsys.readouterr().out
    assert run([verb, "--format", "json"]) == 0
    assert name in {v for row in json.loads(capsys.readouterr().out) for v in row.values() if isinstance(v, str)}


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"quoth {quoth.__version__}\n"
    for words in ([], ["--help"], ["read", "--help"], ["evaluate", "--help"]):
        assert run(words) == 0
        assert "Usage: quoth" in capsys.readouterr().out


# --- exit codes and messages


def test_a_refused_input_is_named(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7")
    lines = [
        {"id": "de", "text": "Die Truppen haben die Stadt verlassen, sagte der Bürgermeister am Montag."},
        {"id": "x"},
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert run(["read", str(tmp_path), "nowhere.txt", "--format", "jsonl"]) == 1
    shown = capsys.readouterr()
    assert {json.loads(line)["document"] for line in shown.out.splitlines()} == {"article.txt"}
    assert [line.split(": ")[-1] for line in shown.err.splitlines()] == [
        "it is a PDF file, not text",
        "en, nl, ru, uk",
        "the document has no `text`",
        "no such file or directory",
    ]
    assert all(line.startswith("quoth: ") for line in shown.err.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ["read"],
        ["nothing"],
        ["read", "x", "--format", "pdf"],
        ["read", "x", "--nothing"],
        ["read", "x", "--published", "2022-13"],
        ["read", "x", "--published", "gisteren"],
        ["read", "x", "--language", "xx"],
        ["read", "x", "--conflict", "nothing"],
        ["evaluate", "x", "--floor", "strict"],
    ],
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err.startswith("quoth: ") and shown.err.count("\n") == 1


def test_a_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr("quoth.reading.read", broken)
    assert run(["read", str(article)]) == 3
    assert capsys.readouterr().err == "quoth: failed: RuntimeError: first line\n"
    for words in (["--debug", "read", str(article)], ["read", str(article), "--debug"]):
        assert run(words) == 3
        assert "Traceback" in capsys.readouterr().err


def test_an_interrupt(monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quoth.reading.read", interrupted)
    assert run(["read", str(article)]) == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk(article: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = command(
            "read", str(article), "--format", "jsonl", capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 3
    assert done.stderr == "quoth: no space left on device\n"


def test_nobody_reads_on(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(i), "text": ARTICLE, "language": "nl"}) + "\n" for i in range(200)), "utf-8"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "quoth.cli", "read", str(path), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout and running.stderr
        assert json.loads(running.stdout.readline())["document"] == "0"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


def test_standard_input_and_output_are_utf8() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}
    done = command("read", "-", "--format", "jsonl", input=f"date 2022-09-11 {ARTICLE}", env=env)
    assert done.returncode == 0
    assert {json.loads(line)["document"] for line in done.stdout.splitlines()} == {"stdin"}
    assert "Oekraïense" in done.stdout


def test_hostile_names_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(tmp_path / "a\x1b[31m\nquoth: x.txt")]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err and err.count("\n") == 1


# --- what is loaded


def test_a_cold_read_loads_only_what_it_needs(article: Path) -> None:
    code = (
        "import sys\nfrom quoth.cli.run import run\n"
        f"assert run(['read', {str(article)!r}, '--format', 'jsonl', '--language', 'nl']) == 0\n"
        "heavy = {'trafilatura', 'httpx', 'py3langid', 'numpy', 'sqlalchemy', 'feedparser', 'babel', 'lxml'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == ""


# --- evaluate

GOLD = Path(__file__).parents[1] / "evaluate"


def test_evaluate_given_claims(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["evaluate", str(GOLD / "gold.jsonl"), "--claims", str(GOLD / "read.jsonl")]
    assert run([*words, "--json", "--floor", "content.3=0.85"]) == 0
    assert json.loads(capsys.readouterr().out)["content.3"]["f1"] == 0.8571
    assert run([*words, "--errors", "--floor", "content.3=0.9", "--floor", "wrong mouth=0.5"]) == 1
    shown = capsys.readouterr()
    assert "F1 0.857" in shown.out and "made-up source" in shown.out
    assert shown.err == "quoth: misses the floor: content.3 0.8571 against 0.9\n"


def test_evaluate_reads_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(GOLD / "gold.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["content.3"]["gold"] == 3


def test_evaluate_names_a_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\n", "utf-8")
    assert run(["evaluate", str(path)]) == 3
    assert "bad.jsonl:1" in capsys.readouterr().err
