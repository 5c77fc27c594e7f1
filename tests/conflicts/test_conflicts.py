"""Conflict files: strictly loaded, complete, and consistent with each other."""

from __future__ import annotations

import datetime as dt

import pytest

from quoth.conflicts import ConflictError, installed_conflicts, load_conflict, party_of


def test_ukraine() -> None:
    war = load_conflict()
    assert war.first_day == dt.date(2022, 2, 24)
    assert war.sides == ("UA", "RU")
    assert (war.owner, war.occupier, war.installed) == ("UA", "RU", "ru-installed")
    assert len(war.people) > 300
    assert {"ukraine", "world"} <= set(installed_conflicts())


def test_world_is_a_conflict_without_sides() -> None:
    world = load_conflict("world")
    assert world.sides == () and world.first_day is None and world.installed is None
    assert world.source("TR", "mfa") == "tr-mfa"


@pytest.mark.parametrize(
    ("party", "office", "source"),
    [
        ("UA", "mfa", "ua-government"), ("UA", "police", "ua-regional"), ("UA", "emergency", "ua-regional"),
        ("UA", "general-staff", "ua-general-staff"), ("UA", "army", "ua-army"), ("UA", "pm", "ua-government"),
        ("UA", "interior", "ua-government"), ("UA", "mod", "ua-mod"), ("RU", "army", "ru-mod"),
        ("RU", "general-staff", "ru-mod"), ("RU", "mfa", "ru-government"), ("RU", "regional", "ru-regional"),
        ("RU", "installed", "ru-installed"), ("UA", "installed", None), ("GB", "army", "gb-mod"),
        ("GB", "intelligence", "gb-mod"), ("GB", "mfa", "gb-government"), ("US", "mod", "us-dod"),
        ("US", "army", "us-dod"), ("US", "president", "us-government"), ("TR", "mfa", "tr-mfa"),
        ("IL", "general-staff", "il-army"), ("IL", "mod", "il-mod"), ("SD", "army", "sd-army"), (None, "army", None),
        ("IL", "", None),
    ],
)  # fmt: skip
def test_composed_source_ids(party: str | None, office: str, source: str | None) -> None:
    assert load_conflict().source(party, office) == source


def test_roles_of_people_and_bodies_are_known() -> None:
    war = load_conflict()
    used = {p.role for p in war.people} | {b.role for b in war.bodies}
    assert used <= set(war.roles)
    for role in war.roles.values():
        assert role.refers <= set(war.roles), role.name


def test_no_person_is_listed_twice_under_one_body() -> None:
    people = [(p.name, p.body) for p in load_conflict().people]
    twice = {p for p in people if people.count(p) > 1}
    assert not twice


def test_party_of_a_composed_id() -> None:
    assert party_of("tr-mfa") == "TR"
    assert party_of("hamas") is None
    assert party_of("isw") is None


@pytest.mark.parametrize("name", ["nowhere", "../world", ""])
def test_unknown_conflict(name: str) -> None:
    with pytest.raises(ConflictError):
        load_conflict(name)
