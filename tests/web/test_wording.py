"""The words of the screens: the same keys in every language, and every key that a template asks for."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import quoth.web
from quoth.model.claim import (
    ACTS,
    EVENT_TYPES,
    LEVELS,
    MODES,
    PLACE_KINDS,
    PLACE_ROLES,
    QUALIFIERS,
    STATUSES,
    RelationKind,
)
from quoth.reconcile.tables import load_rows
from quoth.web.wording import LANGUAGES, load_wording

ROOM = Path(quoth.web.__file__).parent
#: Sections whose keys differ: names that a language has of its own, and its plural forms.
OWN = re.compile(r"^(?:place|unit|party)\.|\.(?:zero|one|two|few|many)$")


def keys(language: str) -> set[str]:
    return {k for k in load_wording(language).words if not OWN.search(k)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_with_the_same_gaps(language: str) -> None:
    english, words = load_wording("en").words, load_wording(language).words
    assert keys(language) == keys("en")
    for key in keys(language):
        gaps = [{name for _, name, _, _ in Formatter().parse(w[key]) if name} for w in (english, words)]
        assert gaps[1] <= gaps[0] | {"party", "side", "other"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_a_template_and_of_the_data_is_there(language: str) -> None:
    words = load_wording(language).words
    for template in sorted((ROOM / "templates").iterdir()):
        for key in re.findall(r"\bt\('([a-z-]+\.[a-z0-9_-]+)'[,)]", template.read_text("utf-8")):
            assert key in words, f"{template.name}: {key}"
    for module in sorted(ROOM.rglob("*.py")):
        for key in re.findall(r'words\(\s*"([a-z-]+\.[a-z0-9_-]+)"', module.read_text("utf-8")):
            assert key in words, f"{module.name}: {key}"
    of_data = {
        "event": EVENT_TYPES, "act": ACTS, "mode": MODES, "level": LEVELS, "status": STATUSES, "kind": PLACE_KINDS,
        "role": PLACE_ROLES, "qualifier": QUALIFIERS, "relation": get_args(RelationKind),
        "control": [r.id for r in load_rows()], "weight": ("decisive", "supporting", "context"),
    }  # fmt: skip
    for section, values in of_data.items():
        for value in values:
            assert f"{section}.{value}" in words
    for kind in get_args(RelationKind):
        assert f"relation.is-{kind}" in words
