"""Copies and rewrites of one report: found by their words, counted as reach, never as evidence."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from quoth.reconcile import Known, reconcile
from quoth.reconcile.copies import ALIKE, Copies, alike, sketch
from tests.reconcile.builder import Desk

_WORDS = [f"word{n}" for n in range(400)]


def _text(seed: int, changed: int = 0) -> str:
    rng = random.Random(1)
    words = [rng.choice(_WORDS) for _ in range(300)]
    other = random.Random(seed)
    for _ in range(changed):
        words[other.randrange(300)] = other.choice(_WORDS)
    return " ".join(words)


def _sketch(text: str) -> bytes:
    found = sketch(text)
    assert found is not None
    return found


@pytest.mark.parametrize("changed", [0, 10, 20, 40, 80])
def test_the_estimate_is_near_the_share_of_common_runs(changed: int) -> None:
    one, other = _text(2), _text(3, changed)
    runs = [{tuple(w[n : n + 3]) for n in range(298)} for w in (one.split(), other.split())]
    exact = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert abs(alike(_sketch(one), _sketch(other)) - exact) < 0.13  # three standard errors of 128 bins at worst


def test_case_and_accents_do_not_matter_and_short_texts_are_no_copies() -> None:
    text = _text(2) + " café"
    assert sketch(text) == sketch(text.upper().replace("É", "E"))
    assert sketch("Too short to tell.") is None


def test_each_copy_is_tied_to_the_earliest() -> None:
    copies = Copies()
    for n, changed in enumerate((0, 8, 16)):
        copies.add((f"2031-05-1{n}", "", f"d{n}"), 100 + n, _sketch(_text(n, changed)))
    copies.add(("2031-05-11", "", "far"), 101, _sketch(" ".join(reversed(_text(2).split()))))
    copies.add(("2031-06-10", "", "late"), 131, _sketch(_text(2)))
    for document in ("d2", "d1", "d0", "far", "late"):
        copies.settle(document)
    assert list(copies.kin("d0")) == ["d1", "d2"]
    assert list(copies.kin("far")) == list(copies.kin("late")) == []
    assert ALIKE <= copies.share("d2", "d0") < 1


SAME = "soldiers crossed the river near the mill at dawn and reached the station"
T = dict[str, Any]
CASES: list[tuple[str, T, T, set[str]]] = [
    ("printed days later without a date", {"said": "2031-05-10"}, {"known": "2031-05-15"}, {"repeats"}),
    ("an actor read otherwise", {"by": "UA"}, {"by": None}, {"repeats"}),
    ("another sentence of the copy", {}, {"text": "more posts were cleared of mines", "known": "2031-05-15"}, set()),
    ("said on another day", {"said": "2031-05-10"}, {"said": "2031-05-11", "known": "2031-05-11"}, set()),
    ("another number", {"amounts": ((3.0, "tank", "exact"),)}, {"amounts": ((9.0, "tank", "exact"),)}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kinds"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_copy_repeats(one: T, other: T, kinds: set[str]) -> None:
    desk = Desk()
    known = [
        desk.claim("ua-army", "advance", "Izium", doc=doc, **{"text": SAME, "by": "UA", **slots})
        for doc, slots in (("a", one), ("b", other))
    ]
    sketches = {doc: _sketch(_text(n, 10)) for n, doc in enumerate("ab")}
    assert {r.kind for r in reconcile(known, sketches=sketches).relations()} - {"updates"} == kinds


def test_the_group_is_in_the_reason() -> None:
    desk = Desk()
    known = [desk.claim("ua-army", "advance", "Izium", doc=d, text=SAME, by="UA") for d in ("a", "b")]
    (found,) = reconcile(known, sketches={d: _sketch(_text(2)) for d in "ab"}).relations()
    assert "printed again: 100% of the wording of b is that of a" in found.reason
    assert dict(found.features)["copy"] == "a 100%"


def test_a_copy_with_another_mouth_is_no_evidence() -> None:
    desk = Desk()
    known = [
        desk.claim("ua-army", "recapture", "Izium", doc="a", text=SAME, by="UA"),
        desk.claim("isw", "recapture", "Izium", doc="b", text=SAME, by="UA"),
    ]
    assert [r.kind for r in reconcile(known).relations()] == ["corroborates"]
    assert not list(reconcile(known, sketches={d: _sketch(_text(2)) for d in "ab"}).relations())


def test_the_very_same_text_in_two_papers_counts_for_reach() -> None:
    desk = Desk()
    first = desk.claim("ua-army", "recapture", "Izium", doc="a", by="UA")
    again = Known(replace(first.claim, document="b"), first.known, first.published)
    (utterance,) = reconcile([first, again]).utterances()
    assert utterance.documents == ("a", "b") and len(utterance.reports) == 1


def test_relays() -> None:
    desk = Desk()
    one = desk.claim("ua-army", "recapture", "Izium", doc="a", by="UA")
    other = desk.claim("ua-army", "recapture", "Izium", doc="b", by="UA")
    assert other.claim.source is not None
    cited = replace(other.claim, source=replace(other.claim.source, via="Reuters"))
    (found,) = reconcile([replace(one, outlet="De Kade"), replace(other, claim=cited, outlet="The Quay")]).relations()
    told = dict(found.features)
    assert (told["relay"], told["first"]) == ("The Quay > Reuters > ua-army", "De Kade > ua-army")
