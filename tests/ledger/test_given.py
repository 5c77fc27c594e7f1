"""Claims made elsewhere: checked against the schema and the text, refused one by one, kept from readers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quoth.ledger import Ledger, load_given
from quoth.model import Document
from tests.ledger.fakes import NAME, read

TEXT = "Kestrel says that the bridge at Harbour is open. Later, Kestrel denied it."
DOCUMENT = Document("k", TEXT, published="2031-04-05")


def claim(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "document": "k",
        "source": {"id": None, "party": None, "text": "Kestrel", "start": 0, "end": 7},
        "cue": [{"text": "says", "start": 8, "end": 12}],
        "content": {"text": "the bridge at Harbour is open", "start": 18, "end": 47},
        "mode": "indirect",
        "act": "states",
        "said": "2031-04-05",
        "event": {"type": "other", "actor": None, "status": "ongoing", "negated": False},
        "certainty": "asserted",
        "places": [{"text": "Harbour", "start": 32, "end": 39, "name": "Harbour", "kind": "settlement", "role": "at"}],
        "time": None,
        "quantities": [],
    }
    return {**base, **changes}


def lines(*records: object) -> list[str]:
    return [r if isinstance(r, str) else json.dumps(r) for r in records]


def test_given_claims_are_kept_with_computed_ids(ledger: Ledger) -> None:
    given = load_given(lines(claim(id="mine", version="mine")), "claims.jsonl")
    result = ledger.add_given([DOCUMENT], given)
    assert (result.added, result.claims, result.refused) == (1, 1, [])
    (kept,) = ledger.claims()
    assert len(kept.claim.id) == 32 and kept.claim.version != "mine"
    assert (kept.claim.certainty.level, kept.claim.reader) == ("asserted", "given")
    assert ledger.verify().findings == []


def test_the_same_claims_again_add_nothing_and_others_replace_them(ledger: Ledger) -> None:
    ledger.add_given([DOCUMENT], load_given(lines(claim()), "a"))
    head = ledger.head()
    assert ledger.add_given([DOCUMENT], load_given(lines(claim()), "b")).known == 1
    assert ledger.head() == head
    assert ledger.add_given([DOCUMENT], load_given(lines(claim(act="confirms")), "c")).reread == 1
    assert [k.claim.act for k in ledger.claims()] == ["confirms"]
    assert len(ledger.history(next(ledger.claims()).claim.id)) == 2


def test_a_reader_does_not_replace_what_people_gave(ledger: Ledger) -> None:
    ledger.add_given([DOCUMENT], load_given(lines(claim()), "a"))
    assert ledger.add([DOCUMENT], read, NAME).known == 1
    assert ledger.count() == 1


def test_given_claims_replace_those_of_a_reader(ledger: Ledger) -> None:
    document = Document("k", TEXT + " The Northern staff says that it left Amber.", published="2031-04-05")
    ledger.add([document], read, NAME)
    assert ledger.add_given([document], load_given(lines(claim()), "a")).reread == 1
    assert [k.claim.reader for k in ledger.claims()] == ["given"]


def test_a_document_without_given_claims_is_added_without(ledger: Ledger) -> None:
    assert ledger.add_given([DOCUMENT], load_given([], "a")).added == 1
    assert ledger.count() == 0


REFUSED: list[tuple[object, str]] = [
    ("{", "not a claim"),
    ("[]", "not a claim"),
    ("null", "not a claim"),
    ("[" * 100_000, "nested too deeply"),
    ({}, "field 'source' is missing"),
    (claim(document="elsewhere"), "no document 'elsewhere' among the inputs"),
    (claim(document=7), "document is not text"),
    (claim(content={"text": "the bridge", "start": 0, "end": 10}), "content 0:10 holds 'Kestrel sa', not 'the bridge'"),
    (claim(content={"text": "x", "start": 500, "end": 501}), "content 500:501 is not inside a text of 74"),
    (claim(content={"text": "", "start": 3, "end": 3}), "content 3:3 is not inside"),
    (claim(content={"text": "s", "start": 8.0, "end": 9}), "content is not a span"),
    (claim(content={"text": "K", "start": False, "end": True}), "content is not a span"),
    (claim(cue=[{"text": "said", "start": 8, "end": 12}]), "cue 8:12 holds 'says', not 'said'"),
    (claim(source={"id": "x", "party": None, "text": None}), "source has no span"),
    (claim(source={"id": 3, "party": None, "text": "Kestrel", "start": 0, "end": 7}), "source id is not text"),
    (claim(mode="loud"), "mode is 'loud'"),
    (claim(event={"type": "picnic", "actor": None, "status": "ongoing", "negated": False}), "event type is 'picnic'"),
    (claim(certainty={"level": "sure"}), "certainty is 'sure'"),
    (claim(said="yesterday"), "said is 'yesterday', not a date"),
    (claim(time="2031-13"), "time is '2031-13', not a date"),
    (claim(time=2031), "time is '2031', not a date"),
    (
        claim(places=[{"text": "Harbour", "start": 32, "end": 39, "name": "", "kind": "settlement", "role": "at"}]),
        "place without a name",
    ),
    (
        claim(quantities=[{"text": "open", "start": 43, "end": 47, "value": "1", "unit": "x", "qualifier": "exact"}]),
        "value that is not a number",
    ),
    (
        '{"document": "k", "quantities": [], "x": NaN}',
        "field 'source' is missing",
    ),
]


@pytest.mark.parametrize(("wrong", "reason"), REFUSED, ids=[r[1] for r in REFUSED])
def test_a_wrong_claim_is_named_by_its_line_and_the_others_are_added(
    make_ledger: Any, wrong: object, reason: str
) -> None:
    ledger = make_ledger()
    result = ledger.add_given([DOCUMENT], load_given(["", *lines(wrong, claim())], "claims.jsonl"))
    assert [r.input for r in result.refused] == ["claims.jsonl:2"]
    assert reason in result.refused[0].reason
    assert (result.added, ledger.count()) == (1, 1)
    assert ledger.verify().findings == []
