"""One table a relation: the claims, and the edges that must and must not be found."""

from __future__ import annotations

from typing import Any

import pytest

from quoth.reconcile import reconcile
from tests.reconcile.builder import Desk, edges

T = dict[str, Any]
A = {"doc": "a", "known": "2031-05-10", "said": "2031-05-10"}
B = {"doc": "b", "known": "2031-05-12", "said": "2031-05-12"}

CASES: list[tuple[str, list[tuple[tuple[str, ...], T]], set[tuple[str, int, int]]]] = [
    ("one utterance in two papers", [
        (("ua-president", "recapture", "Izium"), A | {"by": "UA"}),
        (("ua-president", "recapture", "Izium"), B | {"by": "UA", "said": "2031-05-10"}),
    ], {("repeats", 2, 1)}),
    ("two governors are two sources", [
        (("ua-regional", "shelling", "Izium"), A | {"by": "RU", "speaker": "Taras Kovalchuk"}),
        (("ua-regional", "shelling", "Izium"), A | {"by": "RU", "doc": "b", "speaker": "Ostap Hryniuk"}),
    ], set()),
    ("the same governor in two scripts", [
        (("ua-regional", "shelling", "Izium"), A | {"by": "RU", "speaker": "Taras Kovalchuk"}),
        (("ua-regional", "shelling", "Izium"), A | {"by": "RU", "doc": "b", "speaker": "Тарас Ковальчук"}),
    ], {("repeats", 2, 1)}),
    ("the other side rejects it", [
        (("ua-army", "recapture", "Izium"), A | {"by": "UA"}),
        (("ru-mod", "recapture", "Izium"), B | {"by": "UA", "act": "denies"}),
    ], {("denies", 2, 1)}),
    ("own loss, as the other side claimed", [
        (("ua-army", "recapture", "Izium"), A | {"by": "UA"}),
        (("ru-mod", "withdrawal", "from Izium"), B | {"by": "RU"}),
    ], {("concedes", 2, 1)}),
    ("own side is no independent source", [
        (("ua-army", "recapture", "Izium"), A | {"by": "UA"}),
        (("ua-president", "recapture", "Izium"), B | {"by": "UA"}),
    ], set()),
    ("a third party states the same", [
        (("ua-army", "recapture", "Izium"), A | {"by": "UA"}),
        (("gb-mod", "recapture", "Izium"), B | {"by": "UA", "level": "likely"}),
    ], {("corroborates", 2, 1)}),
    ("most of a town is not the town", [
        (("ru-mod", "capture", "Soledar"), A | {"by": "RU"}),
        (("gb-mod", "capture", "Soledar"), B | {"by": "RU", "text": "most of the town was taken"}),
    ], set()),
    ("taken, and still held by the others", [
        (("ru-mod", "capture", "Soledar"), A | {"by": "RU"}),
        (("ua-army", "holding", "Soledar"), B | {"by": "UA", "status": "ongoing"}),
    ], {("contradicts", 2, 1)}),
    ("held, and lost later: the world moved", [
        (("ua-army", "holding", "Soledar"), A | {"by": "UA", "status": "ongoing"}),
        (("ru-mod", "capture", "Soledar"), B | {"by": "RU"}),
    ], set()),
    ("the same source, a later state", [
        (("ru-mod", "fighting", "Soledar"), A | {"status": "ongoing"}),
        (("ru-mod", "capture", "Soledar"), B | {"by": "RU"}),
    ], {("updates", 2, 1)}),
    ("a clarified unit", [
        (("ua-president", "recapture"), A | {"by": "UA", "amounts": ((700.0, "km", "about"),)}),
        (("ua-general-staff", "recapture"),
         B | {"by": "UA", "act": "clarifies", "amounts": ((700.0, "km2", "exact"),)}),
    ], {("corrects", 2, 1)}),
    ("a grown sum", [
        (("ua-president", "recapture"), A | {"by": "UA", "amounts": ((700.0, "km2", "at-least"),)}),
        (("ua-president", "recapture"), B | {"by": "UA", "amounts": ((900.0, "km2", "at-least"),)}),
    ], {("updates", 2, 1)}),
    ("sums of one day that cannot meet", [
        (("ua-army", "recapture"), A | {"by": "UA", "amounts": ((700.0, "km2", "exact"),)}),
        (("isw", "recapture"), A | {"by": "UA", "doc": "b", "amounts": ((900.0, "km2", "at-least"),)}),
    ], {("contradicts", 2, 1)}),
    ("a raion holds its town", [
        (("ua-army", "recapture", "Izium Raion"), A | {"by": "UA"}),
        (("ru-mod", "withdrawal", "from Izium"), B | {"by": "RU"}),
    ], {("concedes", 2, 1)}),
    ("another source is rejected as such", [
        (("gb-mod", "advance", "near Izium"), A | {"by": "UA"}),
        (("ru-government", "dispute"), A | {"by": "GB", "act": "denies"}),
    ], {("disputes", 2, 1)}),
    ("plans and calls relate to nothing", [
        (("ua-army", "recapture", "Izium"), A | {"by": "UA"}),
        (("gb-mod", "recapture", "Izium"), B | {"by": "UA", "act": "predicts", "status": "planned"}),
    ], set()),
    ("a side says that the others hold on, as they say", [
        (("ua-army", "holding", "Izium"), A | {"by": "UA"}),
        (("ru-bloggers", "holding", "Izium"), B | {"by": "UA", "act": "confirms"}),
    ], {("concedes", 2, 1)}),
    ("a third party says in other words that one side is there", [
        (("ru-mod", "holding", "Izium"), A | {"by": "RU"}),
        (("isw", "capture", "Izium"), A | {"by": "RU", "doc": "b", "known": "2031-05-11", "said": "2031-05-11"}),
    ], {("corroborates", 2, 1)}),
    ("taken, and not under their control", [
        (("ru-mod", "capture", "Izium"), A | {"by": "RU"}),
        (("ua-army", "holding", "Izium"), B | {"by": "RU", "negated": True}),
    ], {("contradicts", 2, 1)}),
    ("what was told of the surroundings is no earlier state", [
        (("ru-mod", "repelled", "near Izium"), A | {"by": "RU"}),
        (("ru-mod", "capture", "Izium"), B | {"by": "RU"}),
    ], set()),
    ("a war without a file of its own", [
        (("az-mod", "capture", "Izium"), A | {"by": "AZ"}),
        (("tr-mfa", "capture", "Izium"), A | {"by": "AZ", "doc": "b"}),
        (("am-mod", "holding", "Izium"), B | {"by": "AM", "negated": True}),
    ], {("corroborates", 2, 1), ("concedes", 3, 1)}),
    ("people, counted with and without their fate", [
        (("ru-mod", "casualties", "near Izium"), A | {"by": "UA", "amounts": ((1500.0, "soldier", "at-least"),)}),
        (("ru-mod", "casualties", "near Izium"),
         A | {"by": "UA", "doc": "b", "amounts": ((1500.0, "person killed", "at-least"),)}),
    ], {("repeats", 2, 1)}),
    ("each blames the other", [
        (("ru-mod", "strike", "Izium"), A | {"by": "UA"}),
        (("ua-army", "strike", "Izium"), A | {"by": "RU", "doc": "b"}),
    ], {("contradicts", 2, 1)}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_relations(rows: list[tuple[tuple[str, ...], T]], wanted: set[tuple[str, int, int]]) -> None:
    desk = Desk()
    known = [desk.claim(*words, **slots) for words, slots in rows]
    ids = {k.claim.id: n for n, k in enumerate(known, 1)}
    found = {(kind, ids[a], ids[b]) for kind, a, b in edges(reconcile(known).relations())}
    assert found == wanted


def test_every_relation_says_why() -> None:
    desk = Desk()
    known = [desk.claim(*words, **slots) for words, slots in CASES[4][1]]
    (relation,) = reconcile(known).relations()
    assert "own loss" in relation.reason
    assert dict(relation.features)["place"] == "Izium"
