"""A rule of the house: the reader knows no language, no side and no place; those are data."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import quoth.reading
from quoth.languages.section import installed_packs

MODULES = sorted(Path(quoth.reading.__file__).parent.rglob("*.py"))
CONFLICTS = sorted(f for f in Path(str(resources.files("quoth.conflicts"))).iterdir() if f.suffix == ".toml")


def docstrings(tree: ast.AST) -> set[int]:
    """The docstrings by identity: they may give examples."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


def constants(module: Path) -> list[str]:
    tree = ast.parse(module.read_text("utf-8"))
    told = docstrings(tree)
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [str(n.value) for n in nodes if id(n) not in told]


def proper_names(value: Any) -> Iterator[str]:
    """Names in a conflict file, of sides, people, armies and places: what it writes with a capital; and source ids."""
    if isinstance(value, dict):
        for v in value.values():
            yield from proper_names(v)
    elif isinstance(value, list):
        for v in value:
            yield from proper_names(v)
    elif isinstance(value, str):
        for word in re.findall(r"\w[\w'’-]+", value):
            if word[0].isupper() or re.fullmatch(r"(ua|ru)-[a-z-]+", word):
                yield word


#: Words in the canonical names of the gazetteer that also occur in the name of some body.
GENERIC = {"District"}
NAMES = frozenset(
    word for file in CONFLICTS for word in proper_names(tomllib.loads(file.read_text("utf-8"))) if len(word) >= 2
)


def test_there_is_something_to_look_for() -> None:
    assert {"UA", "RU"} <= NAMES
    assert len(MODULES) > 40


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.stem)
def test_no_module_names_a_language(module: Path) -> None:
    assert [c for c in constants(module) if c in installed_packs()] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.stem)
def test_no_module_names_a_side(module: Path) -> None:
    words = {word for constant in constants(module) for word in re.findall(r"\w[\w'’-]+", constant)}
    assert words & NAMES - GENERIC == set()
