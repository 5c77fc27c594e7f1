"""Who held a place: the rows of the table, wire copies, denials, as-of days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from quoth.reconcile import Control, Known, control, load_rows, roll_up
from quoth.reconcile.spots import spot_of
from tests.reconcile.builder import Desk, place

T = dict[str, Any]
D1 = {"doc": "a", "known": "2031-05-10"}
D2 = {"doc": "b", "known": "2031-05-12"}


def state(known: list[Known], as_of: str = "2031-06-01", name: str = "Izium") -> Control:
    return control(known, spot_of(place(name)), dt.date.fromisoformat(as_of))


CASES: list[tuple[str, str, list[tuple[tuple[str, ...], T]]]] = [
    ("left-and-taken", "held-by-UA", [
        (("ru-mod", "withdrawal", "from Izium"), D1 | {"by": "RU"}),
        (("ua-army", "entry", "Izium"), D2 | {"by": "UA"}),
    ]),
    ("left-and-taken", "held-by-UA", [
        (("ru-mod", "withdrawal", "from Izium"), D1 | {"by": "RU"}),
        (("gb-mod", "recapture", "Izium"), D2 | {"by": "UA"}),
    ]),
    ("left-nobody-there", "contested", [
        (("ru-mod", "withdrawal", "from Izium"), D1 | {"by": "RU"}),
        (("gb-mod", "fighting", "near Izium"), D2),
    ]),
    ("conceded", "held-by-UA", [(("ru-installed", "holding", "Izium"), D1 | {"by": "RU", "negated": True})]),
    ("conceded", "held-by-RU", [(("ua-army", "capture", "Izium"), D1 | {"by": "RU", "act": "confirms"})]),
    ("claimed-by-both", "contested", [
        (("ua-army", "recapture", "Izium"), D1 | {"by": "UA"}),
        (("ru-mod", "holding", "Izium"), D2 | {"by": "RU"}),
    ]),
    ("claimed-by-both", "contested", [
        (("ua-army", "recapture", "Izium"), D1 | {"by": "UA"}),
        (("ru-mod", "recapture", "Izium"), D2 | {"by": "UA", "act": "denies"}),
    ]),
    ("claimed-amid-battle", "contested", [
        (("ua-army", "recapture", "Izium"), D1 | {"by": "UA"}),
        (("isw", "fighting", "near Izium"), D2),
    ]),
    ("claimed-against-others", "contested", [
        (("ru-mod", "holding", "Izium"), D1 | {"by": "RU"}),
        (("gb-mod", "withdrawal", "from Izium"), D2 | {"by": "RU", "level": "likely"}),
    ]),
    ("claimed-against-others", "contested", [
        (("ua-army", "repelled", "near Izium"), D1 | {"by": "UA"}),
        (("isw", "entry", "Izium"), D1 | {"by": "RU", "doc": "b"}),
    ]),
    ("claimed-amid-battle", "contested", [
        (("ua-army", "holding", "Izium"), D1 | {"by": "UA"}),
        (("isw", "entry", "Izium"), D2 | {"by": "RU", "text": "they entered the northern part"}),
    ]),
    ("claimed-by-both", "contested", [
        (("ua-army", "recapture", "Izium"), D1 | {"by": "UA"}),
        (("ru-mod", "holding", "Izium"), D2 | {"by": "UA", "negated": True}),
    ]),
    ("claimed-alone", "claimed-by-AZ", [(("az-mod", "capture", "Izium"), D1 | {"by": "AZ"})]),
    ("claimed-by-both", "contested", [
        (("az-mod", "capture", "Izium"), D1 | {"by": "AZ"}),
        (("am-mod", "capture", "Izium"), D2 | {"by": "AZ", "act": "denies"}),
        (("am-army", "holding", "Izium"), D2 | {"by": "AM"}),
    ]),
    ("left-and-taken", "held-by-AZ", [
        (("az-mod", "capture", "Izium"), D1 | {"by": "AZ"}),
        (("am-mod", "holding", "Izium"), D2 | {"by": "AM", "negated": True}),
        (("tr-mfa", "capture", "Izium"), D2 | {"by": "AZ"}),
    ]),
    ("repelled-and-attacked", "contested", [
        (("ua-army", "repelled", "near Izium"), D1 | {"by": "UA"}),
        (("ru-mod", "advance", "Izium"), D2 | {"by": "RU"}),
    ]),
    ("claimed-and-confirmed", "held-by-UA", [
        (("ua-army", "recapture", "Izium"), D1 | {"by": "UA"}),
        (("un", "recapture", "Izium"), D2 | {"by": "UA"}),
    ]),
    ("claimed-alone", "claimed-by-UA", [(("ua-army", "repelled", "near Izium"), D1 | {"by": "UA"})]),
    ("claimed-alone", "claimed-by-RU", [
        (("ru-mod", "holding", "Izium"), D1 | {"by": "RU"}),
        (("ua-army", "recapture", "near Izium"), D2 | {"by": "UA"}),
    ]),
    ("denied", "contested", [(("ua-army", "capture", "Izium"), D1 | {"by": "RU", "act": "denies"})]),
    ("fought-over", "contested", [(("ua-army", "fighting", "Izium"), D1)]),
    ("nothing", "unknown", [
        (("ru-mod", "capture", "Izium"), D1 | {"by": "RU", "act": "predicts", "status": "planned"}),
    ]),
    ("nothing", "unknown", [(("ru-mod", "withdrawal", "to Izium"), D1 | {"by": "RU"})]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "wanted", "rows"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_rows(row: str, wanted: str, rows: list[tuple[tuple[str, ...], T]]) -> None:
    desk = Desk()
    found = state([desk.claim(*words, **slots) for words, slots in rows])
    assert (found.state, found.row) == (wanted, row)
    assert found.reason and "{" not in found.reason


def test_ten_outlets_with_one_wire_change_nothing() -> None:
    desk = Desk()
    denial = desk.claim("ru-mod", "recapture", "Izium", by="UA", act="denies", doc="x", known="2031-05-10")
    wires = [desk.claim("ua-army", "recapture", "Izium", by="UA", doc=f"w{n}", known="2031-05-10") for n in range(10)]
    one, ten = state([denial, wires[0]]), state([denial, *wires])
    assert (one.state, one.row) == ("contested", "claimed-by-both")
    assert (ten.state, ten.row, ten.reason) == (one.state, one.row, one.reason)
    alone, many = state(wires[:1]), state(wires)
    assert alone.state == many.state == "claimed-by-UA"


def test_a_denial_by_the_accused_does_not_erase_the_claim() -> None:
    desk = Desk()
    claim = desk.claim("ua-army", "recapture", "Izium", by="UA", doc="a", known="2031-05-10")
    denial = desk.claim("ru-mod", "recapture", "Izium", by="UA", act="denies", doc="b", known="2031-05-11")
    found = state([claim, denial])
    assert found.state == "contested"
    assert claim.claim.id in {w.claim for w in found.evidence}


def test_only_what_was_known_counts() -> None:
    desk = Desk()
    known = [
        desk.claim("ru-mod", "holding", "Izium", by="RU", doc="a", known="2031-05-10"),
        desk.claim("ru-mod", "withdrawal", "from Izium", by="RU", doc="b", known="2031-05-12"),
        desk.claim("ua-army", "entry", "Izium", by="UA", doc="c", known="2031-05-13"),
    ]
    days = ("2031-05-09", "2031-05-11", "2031-05-12", "2031-05-20")
    assert [state(known, d).state for d in days] == ["unknown", "claimed-by-RU", "contested", "held-by-UA"]
    assert state(known).since == dt.date(2031, 5, 13)


def test_a_unit_is_shares_of_what_was_spoken_of() -> None:
    desk = Desk()
    known = [
        desk.claim("ua-army", "recapture", "Izium", by="UA", doc="a"),
        desk.claim("ru-mod", "holding", "Kupiansk", by="RU", doc="b"),
        desk.claim("ru-mod", "holding", "Soledar", by="RU", doc="c"),
    ]
    found = roll_up(known, spot_of(place("Kharkiv Oblast")), dt.date(2031, 6, 1))
    assert found.shares == {"claimed-by-RU": 0.5, "claimed-by-UA": 0.5}


def test_every_row_is_explained() -> None:
    assert all(row.plain and row.example and row.reason for row in load_rows())
    assert len({row.id for row in load_rows()}) == len(load_rows())
