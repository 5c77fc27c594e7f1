"""The documentation says what is."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from quoth.cli.run import app
from quoth.cli.verbs import VERBS, load
from quoth.evaluate.figures import LOWER_IS_BETTER
from scripts import readme

ROOT = Path(__file__).resolve().parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SECTIONS = dict(re.findall(r"^## quoth (\w+)\n(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL))


def test_every_verb_has_its_section_and_every_section_its_verb() -> None:
    assert set(SECTIONS) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_in_its_section(verb: str) -> None:
    command = load(verb)
    for name, each in {verb: command, **getattr(command, "commands", {})}.items():
        for option in (o for p in each.params for o in p.opts if o.startswith("--") and o != "--help"):
            assert option in SECTIONS[verb], f"quoth {name} {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_in_the_documentation_parse(page: Path) -> None:
    command = get_command(app)
    for line in re.findall(r"^\$ (?:\.venv/bin/)?(quoth .*)$", page.read_text("utf-8"), re.MULTILINE):
        words = shlex.split(re.sub(r"\[.*|[>|].*", "", line), comments=True)[1:]
        if not words or any(w.isupper() or w.startswith(("INPUT", "GOLD")) for w in words):  # a synopsis
            continue
        verb = load(words[0])
        assert verb.make_context(words[0], words[1:], parent=command.make_context("quoth", ["languages"])), line


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in ROOT.glob("docs/**/*.md"):
        assert page.relative_to(ROOT / "docs").as_posix() in navigation


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {t for page in PAGES for t in re.findall(r"(?:`|\$ )make ([a-z]+)", page.read_text("utf-8"))}
    assert {"demo", "test", "lint", "serve"} <= targets
    assert named <= targets


def test_every_room_is_in_the_architecture() -> None:
    rooms = {p.parent.name for p in (ROOT / "src" / "quoth").glob("*/__init__.py")}
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == rooms


def test_the_readme_shows_what_the_demo_prints() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert readme.FENCE + readme.excerpt() + "```\n" in text, "run: python scripts/readme.py"


def test_floors_name_figures_that_exist() -> None:
    sets = tomllib.loads((ROOT / "quality" / "floors.toml").read_text("utf-8"))["set"]
    known = {LOWER_IS_BETTER, "certainty, hedged only"} | {
        f"{name}{part}"
        for name in (
            "content.3", "content.8", "attribution.3", "attribution.8", "strict", "narrated.3", "places", "place names",
            "areas and sites", "quantities", "quantity values", "source id", "party", "mode", "act", "event type",
            "event actor", "event status", "negated", "certainty", "said", "said exact", "time", "time exact",
        )
        for part in ("", ".p", ".r")
    }  # fmt: skip
    assert {figure for each in sets for figure in each["floors"]} <= known
