"""The data files: every example is matched, every type of event is there."""

from __future__ import annotations

import pytest

from quoth.model.claim import EVENT_TYPES
from quoth.reconcile.speakers import one_speaker, skeleton
from quoth.reconcile.tables import load_events, load_wording


@pytest.mark.parametrize(("group", "language", "text", "whole"), load_wording().examples)
def test_wording(group: str, language: str, text: str, whole: str) -> None:
    pattern = getattr(load_wording(), group)
    assert pattern.search(text)
    assert not pattern.search(whole)


def test_every_type_has_a_stance() -> None:
    assert set(load_events().kinds) == set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pushilin", "Пушилин"), ("Poesjilin", "Pushilin"), ("Tsjerevati", "Череватый"), ("Gantsjev", "Ганчев")],
)
def test_one_name_in_two_scripts(one: str, other: str) -> None:
    assert one_speaker(frozenset({skeleton(one)}), frozenset({skeleton(other)}))


def test_two_names() -> None:
    assert not one_speaker(frozenset({skeleton("Kovalchuk")}), frozenset({skeleton("Hryniuk")}))
