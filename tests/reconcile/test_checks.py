"""Self-checks: each finds its fault and leaves sound claims alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from quoth.reconcile import check
from tests.reconcile.builder import Desk

D = {"known": "2031-05-12", "by": "UA"}
CASES: list[tuple[dict[str, Any], tuple[str, ...], str | None]] = [
    (D | {"said": "2031-05-10", "time": "2031-05-11"}, ("Izium",), "time-order"),
    (D | {"said": "2031-05-20"}, ("Izium",), "time-order"),
    (D | {"amounts": ((700.0, "km", "about"),)}, (), "dimension"),
    (D | {"amounts": ((700.0, "km2", "about"),)}, ("Izium",), "size"),
    (
        D | {"amounts": ((700.0, "km2", "about"),), "said": "2031-05-12", "time": "2031-05-11"},
        ("Kharkiv Oblast",), None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("slots", "places", "wanted"), CASES)
def test_checks(slots: dict[str, Any], places: tuple[str, ...], wanted: str | None) -> None:
    found = {f.kind for f in check([Desk().claim("ua-army", "recapture", *places, **slots)])}
    assert found == ({wanted} if wanted else set())


def test_silence_is_no_calm() -> None:
    desk = Desk()
    said = [desk.claim("ua-army", "fighting", "Izium", doc=f"d{n}", known=f"2031-05-{n:02d}") for n in range(1, 9)]
    assert {f.about for f in check(said, dt.date(2031, 5, 25)) if f.kind == "silence"} == {"ua-army"}
    assert not check(said, dt.date(2031, 5, 11))
