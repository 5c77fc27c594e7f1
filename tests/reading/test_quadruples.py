"""Quadruples: one statement told in four languages is read as one, and as its author meant it.

`tests/cases/quadruples.json` holds our own sentences with the slots that every version must fill. The floors may only
rise.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quoth.model import Claim, Document
from quoth.model.claim import ACTS, EVENT_TYPES, LEVELS, PLACE_KINDS, STATUSES
from quoth.reading import read

FILE = Path(__file__).parents[1] / "cases" / "quadruples.json"
QUADRUPLES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
CODES = ("nl", "en", "uk", "ru")

#: The share of sentences read as their author meant them, by slot, and of quadruples whose four versions agree.
FLOORS = {"source": 0.93, "event": 0.83, "status": 0.90, "places": 0.89, "certainty": 0.95, "agree": 0.66}


@cache
def best(quadruple: int, code: str) -> Claim | None:
    """The claim of a version that comes nearest to the statement: by its source, then its event."""
    given = QUADRUPLES[quadruple]
    claims = read(Document(given["id"], given["texts"][code], code, given["published"])).claims
    expected = given["expected"]

    def fit(claim: Claim) -> tuple[bool, bool]:
        return (_source(claim) == expected["source"], claim.event.type == expected["event"]["type"])

    return max(claims, key=fit, default=None)


def _source(claim: Claim) -> str | None:
    return None if claim.source is None else claim.source.id


def slots(claim: Claim, expected: dict[str, Any]) -> dict[str, bool]:
    event = expected["event"]
    return {
        "source": _source(claim) == expected["source"],
        "event": claim.event.type == event["type"],
        "status": (claim.event.status, claim.event.negated) == (event["status"], event["negated"]),
        "places": sorted([p.name, p.kind] for p in claim.places) == sorted(expected["places"]),
        "certainty": claim.certainty.level == expected["certainty"],
    }


@pytest.mark.parametrize("given", QUADRUPLES, ids=lambda g: g["id"])
def test_the_case_is_well_formed(given: dict[str, Any]) -> None:
    assert set(given) == {"id", "published", "texts", "expected"}
    assert tuple(given["texts"]) == CODES
    assert len(set(given["texts"].values())) == len(CODES)
    expected = given["expected"]
    assert expected["event"]["type"] in EVENT_TYPES
    assert expected["event"]["status"] in STATUSES
    assert expected["certainty"] in LEVELS
    assert all(kind in PLACE_KINDS for _, kind in expected["places"])
    assert expected.get("act", "states") in ACTS


def test_cases_have_names_of_their_own() -> None:
    assert len({g["id"] for g in QUADRUPLES}) == len(QUADRUPLES) >= 30


@pytest.mark.parametrize("slot", [s for s in FLOORS if s != "agree"])
def test_slots_as_meant(slot: str) -> None:
    right = 0
    for number, given in enumerate(QUADRUPLES):
        for code in CODES:
            claim = best(number, code)
            right += claim is not None and slots(claim, given["expected"])[slot]
    assert right / (len(QUADRUPLES) * len(CODES)) >= FLOORS[slot]


def test_four_versions_agree() -> None:
    """The same source, act and type of event in all four languages."""
    agreeing = 0
    for number in range(len(QUADRUPLES)):
        claims = [best(number, code) for code in CODES]
        told = {(_source(c), c.act, c.event.type) if c is not None else None for c in claims}
        agreeing += len(told) == 1 and None not in told
    assert agreeing / len(QUADRUPLES) >= FLOORS["agree"]


@pytest.mark.parametrize("number", range(len(QUADRUPLES)), ids=lambda n: QUADRUPLES[n]["id"])
def test_every_version_gives_a_claim(number: int) -> None:
    assert all(best(number, code) is not None for code in CODES)
