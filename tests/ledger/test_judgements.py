"""Judgements of people: added, applied at once, carried over readings, queued where their claim is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from quoth.ledger import AsOf, Filter, Judgement, Kept, Ledger, RefusedError
from quoth.model import Document, Relation
from tests.ledger.conftest import Clock
from tests.ledger.fakes import NAME, documents, read, read_better

WHERE = (
    "The Northern staff says that it left the mill near Velvet. Anna Holt reports that it holds the station in Amber."
)
DOCUMENT = Document("d", WHERE, published="2031-02-03", outlet="Morning Wire", language="en")


@pytest.fixture
def claims(ledger: Ledger) -> list[Kept]:
    """Two claims: a withdrawal said by a staff, and a holding reported by a person."""
    ledger.add([DOCUMENT], read, NAME)
    return list(ledger.claims())


def judge(ledger: Ledger, kind: str, kept: Kept, author: str = "Ada", **fields: object) -> Judgement:
    return ledger.judge(Judgement(kind, kept.claim.id, author, **fields))  # type: ignore[arg-type]


def sound(ledger: Ledger) -> None:
    assert ledger.verify().findings == []


def test_a_judgement_is_kept_with_its_author_and_time(ledger: Ledger, claims: list[Kept]) -> None:
    made = judge(ledger, "accept", claims[0], comment="read twice")
    assert ledger.judgements(claims[0].claim.id) == [made]
    assert (made.author, made.document, made.version, made.comment) == (
        "Ada",
        "d",
        claims[0].claim.version,
        "read twice",
    )
    assert made.seq > claims[1].seq and made.recorded > claims[0].recorded
    assert [k.claim for k in ledger.claims()] == [k.claim for k in claims], "accepting changes no slot"
    assert ledger.judgements(author="Bo") == []
    sound(ledger)


def test_a_rejected_claim_is_not_shown_and_not_lost(ledger: Ledger, clock: Clock, claims: list[Kept]) -> None:
    day = clock.next_day()
    judge(ledger, "reject", claims[0])
    assert [k.claim for k in ledger.claims()] == [claims[1].claim]
    assert [k.claim for k in ledger.claims(as_of=AsOf(recorded=day))] == [k.claim for k in claims]
    assert [k.state for k in ledger.history(claims[0].claim.id)] == ["read", "rejected"]
    judge(ledger, "accept", claims[0], author="Bo")
    assert {k.claim.id for k in ledger.claims()} == {k.claim.id for k in claims}, "a later judgement supersedes"
    sound(ledger)


def test_a_correction_changes_slots_and_the_filters_follow(ledger: Ledger, claims: list[Kept]) -> None:
    start = WHERE.index("the mill")
    slots = {
        "event": {"type": "redeployment", "actor": "UA", "status": "ongoing", "negated": False},
        "places": [
            {"text": "the mill", "start": start, "end": start + 8, "name": "Old Mill", "kind": "site", "role": "from"}
        ],
        "said": "2031-02-02",
    }
    judge(ledger, "correct", claims[0], slots=slots)
    now = ledger.claim(claims[0].claim.id)
    assert now and now.state == "judged"
    assert now.claim == replace(
        claims[0].claim,
        event=now.claim.event,
        places=now.claim.places,
        said="2031-02-02",
        version=now.claim.version,
    )
    assert (now.claim.event.type, now.claim.places[0].name) == ("redeployment", "Old Mill")
    assert now.claim.version != claims[0].claim.version
    assert ledger.count(Filter(place=("Old Mill",))) == 1
    assert ledger.count(Filter(place=("Velvet",))) == 0
    assert ledger.count(Filter(event=("withdrawal",))) == 0
    sound(ledger)


def test_a_corrected_span_keeps_the_anchor(ledger: Ledger, claims: list[Kept]) -> None:
    content = {"text": "it left the mill", "start": WHERE.index("it left"), "end": WHERE.index("it left") + 16}
    judge(ledger, "correct", claims[0], slots={"content": content, "places": []})
    now = ledger.claim(claims[0].claim.id)
    assert now and now.claim.content.text == "it left the mill"
    assert ledger.count(Filter(text="velvet")) == 0
    sound(ledger)


def test_corrections_add_up_and_each_can_be_withdrawn(ledger: Ledger, claims: list[Kept]) -> None:
    first = judge(ledger, "correct", claims[0], slots={"act": "confirms"})
    judge(ledger, "correct", claims[0], slots={"said": None})
    now = ledger.claim(claims[0].claim.id)
    assert now and (now.claim.act, now.claim.said) == ("confirms", None)
    judge(ledger, "withdraw", claims[0], of=first.seq)
    now = ledger.claim(claims[0].claim.id)
    assert now and (now.claim.act, now.claim.said) == ("states", None)
    with pytest.raises(RefusedError, match="no judgement"):
        judge(ledger, "withdraw", claims[0], of=first.seq)
    sound(ledger)


def test_withdrawing_everything_gives_the_reading_back(ledger: Ledger, claims: list[Kept]) -> None:
    made = [
        judge(ledger, "reject", claims[0]),
        judge(ledger, "correct", claims[0], slots={"act": "denies"}),
        judge(ledger, "merge", claims[0], into=claims[1].claim.id),
    ]
    assert ledger.claim(claims[0].claim.id) is None
    for judgement in made:
        judge(ledger, "withdraw", claims[0], of=judgement.seq)
    now = ledger.claim(claims[0].claim.id)
    assert now and now.claim == claims[0].claim
    sound(ledger)


def test_a_merged_claim_disappears_into_the_other(ledger: Ledger, claims: list[Kept]) -> None:
    judge(ledger, "merge", claims[0], into=claims[1].claim.id)
    assert [k.claim.id for k in ledger.claims()] == [claims[1].claim.id]
    assert ledger.history(claims[0].claim.id)[-1].state == "merged"
    sound(ledger)


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("accept", {"author": " "}, "author"),
        ("accept", {"version": "0" * 32}, "has changed since"),
        ("accept", {"document": "other"}, "there is no claim"),
        ("accept", {"author": "A\0da"}, "NUL"),
        ("accept", {"comment": "a\ud800b"}, "half a surrogate pair"),
        ("comment", {}, "comment is empty"),
        ("comment", {"comment": "  "}, "comment is empty"),
        ("merge", {"into": "f" * 32}, "no other claim"),
        ("merge", {}, "no other claim"),
        ("withdraw", {"of": 1}, "no judgement 1"),
        ("correct", {}, "no slot is given"),
        ("correct", {"slots": {"colour": "red"}}, "no slot 'colour'"),
        ("correct", {"slots": {"id": "f" * 32}}, "no slot 'id'"),
        ("correct", {"slots": {"act": "shouts"}}, "act is 'shouts', not one of states"),
        ("correct", {"slots": {"said": "Saturday"}}, "said is 'Saturday'"),
        ("correct", {"slots": {"event": {"type": "capture"}}}, "not of the schema's form"),
        ("correct", {"slots": {"content": {"text": "it left", "start": 0, "end": 7}}}, "content 0:7 holds"),
        ("correct", {"slots": {"content": {"text": "x", "start": 900, "end": 901}}}, "not inside a text"),
        ("correct", {"slots": {"places": [{"text": "Velvet"}]}}, "not of the schema's form"),
        ("correct", {"slots": {"places": "Velvet"}}, "not of the schema's form"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    make_ledger: Callable[..., Ledger], kind: str, fields: dict[str, object], message: str
) -> None:
    ledger = make_ledger()
    ledger.add([DOCUMENT], read, NAME)
    head = ledger.head()
    with pytest.raises(RefusedError, match=message):
        judge(ledger, kind, next(ledger.claims()), **fields)  # type: ignore[arg-type]
    assert ledger.head() == head


def test_no_claim_no_judgement(ledger: Ledger, claims: list[Kept]) -> None:
    with pytest.raises(RefusedError, match="there is no claim"):
        ledger.judge(Judgement("accept", "f" * 32, "Ada"))
    assert claims


def test_one_text_in_two_documents_is_judged_in_one(ledger: Ledger, claims: list[Kept]) -> None:
    ledger.add([replace(DOCUMENT, id="e")], read, NAME)
    with pytest.raises(RefusedError, match=r"stands in 2 documents \(d, e\)"):
        judge(ledger, "reject", claims[0])
    judge(ledger, "reject", claims[0], document="e")
    assert [k.claim.document for k in ledger.claims() if k.claim.id == claims[0].claim.id] == ["d"]
    sound(ledger)


def test_judgements_stay_when_a_better_reader_comes(ledger: Ledger, claims: list[Kept]) -> None:
    judge(ledger, "correct", claims[0], slots={"act": "confirms"})
    ledger.add([DOCUMENT], read_better, "fake 1.1")
    now = ledger.claim(claims[0].claim.id)
    assert now and (now.claim.act, now.claim.event.type) == ("confirms", "redeployment")
    judge(ledger, "reject", claims[0])

    def third(document: Document) -> list[object]:
        return [replace(c, said="2031-02-01") for c in read(document)]

    ledger.add([DOCUMENT], third, "fake 1.2")  # type: ignore[arg-type]
    assert ledger.claim(claims[0].claim.id) is None, "rejected stays rejected"
    states = [k.state for k in ledger.history(claims[0].claim.id)]
    assert states == ["read", "judged", "read", "judged", "rejected", "read", "rejected"]
    sound(ledger)


def test_a_judged_claim_that_a_reader_drops_is_queued(ledger: Ledger, claims: list[Kept]) -> None:
    person = claims[1]
    judge(ledger, "accept", person)
    ledger.add([DOCUMENT], read_better, "fake 1.1")
    assert ledger.claim(person.claim.id) is None
    first = ledger.waiting()[0]
    assert (first.why, first.kept.claim) == ("lost", person.claim)
    judge(ledger, "accept", person)
    now = ledger.claim(person.claim.id)
    assert now and now.claim == person.claim, "a person brings it back"
    assert "lost" not in {w.why for w in ledger.waiting()}
    ledger.add([DOCUMENT], lambda d: read_better(d)[:0], "fake 1.2")
    assert ledger.claim(person.claim.id), "and a reader does not take it away again"
    sound(ledger)


def test_a_lost_claim_names_the_nearest_one(ledger: Ledger, claims: list[Kept]) -> None:
    judge(ledger, "accept", claims[0])
    edited = replace(DOCUMENT, text=WHERE.replace("near Velvet", "west of Velvet"))
    ledger.add([edited], read, NAME)
    first = ledger.waiting()[0]
    assert (first.why, first.kept.claim.id) == ("lost", claims[0].claim.id)
    assert first.nearest in {k.claim.id for k in ledger.claims(Filter(event=("withdrawal",)))}
    sound(ledger)


def test_the_queue_puts_the_pressing_first(ledger: Ledger) -> None:
    ledger.add(documents(6), read, NAME)
    by_id = {k.claim.id: k for k in ledger.claims()}
    ids = list(by_id)
    bodies = [i for i in ids if by_id[i].claim.source.id]  # type: ignore[union-attr]
    ledger.relate(
        [Relation("contradicts", bodies[3], bodies[4], "numbers"), Relation("repeats", bodies[5], bodies[6], "same")]
    )
    accepted = next(by_id[i] for i in bodies[7:] if by_id[i].claim.event.type == "withdrawal")
    judge(ledger, "accept", accepted)
    waiting = ledger.waiting(1000)
    assert len(waiting) == len(ids) - 1
    reasons = [w.why for w in waiting]
    assert reasons == sorted(reasons, key=["disputed", "repeated", "uncertain", "new"].index)
    assert {w.kept.claim.id for w in waiting if w.why == "disputed"} == {bodies[3], bodies[4]}
    assert {w.kept.claim.id for w in waiting if w.why == "repeated"} == {bodies[5], bodies[6]}
    assert all(w.kept.claim.source.id is None for w in waiting if w.why == "uncertain")  # type: ignore[union-attr]
    ledger.add(documents(6), lambda d: [c for c in read(d) if c.event.type != "other"], "other 1")
    ledger.add(documents(6), read_better, "fake 1.1")
    changed = [w for w in ledger.waiting(1000) if w.why == "changed"]
    assert [w.kept.claim.id for w in changed] == [accepted.claim.id]
    judge(ledger, "accept", changed[0].kept)
    assert "changed" not in {w.why for w in ledger.waiting(1000)}
    made = ledger.judgements(accepted.claim.id)
    for judgement in made:
        judge(ledger, "withdraw", changed[0].kept, of=judgement.seq)
    assert accepted.claim.id in {w.kept.claim.id for w in ledger.waiting(1000)}, "withdrawn means not judged"


def test_changes_name_what_people_did(ledger: Ledger, clock: Clock, claims: list[Kept]) -> None:
    day = clock.next_day() + dt.timedelta(days=1)
    judge(ledger, "correct", claims[0], slots={"act": "confirms"})
    judge(ledger, "reject", claims[1])
    judge(ledger, "comment", claims[1], comment="odd")
    kinds = [(c.kind, c.slots) for c in ledger.changes(since=day)]
    assert kinds == [("judged", ("act",)), ("rejected", ())]
    assert ledger.changes(until=day - dt.timedelta(days=1)) == []
    assert ledger.changes(document="other") == []


def test_judged_claims_become_gold(ledger: Ledger, claims: list[Kept]) -> None:
    assert list(ledger.gold()) == []
    judge(ledger, "correct", claims[0], slots={"certainty": {"level": "likely"}})
    assert list(ledger.gold()) == [], "a document counts once all its claims are judged"
    partial = list(ledger.gold(partial=True))
    assert [len(g["claims"]) for g in partial] == [1] and partial[0]["partial"] is True
    judge(ledger, "reject", claims[1])
    (line,) = ledger.gold()
    assert {k: line[k] for k in ("id", "language", "published", "outlet", "text")} == {
        "id": "d", "language": "en", "published": "2031-02-03", "outlet": "Morning Wire", "text": WHERE,
    }  # fmt: skip
    assert "partial" not in line
    (claim,) = line["claims"]
    assert set(claim) == {
        "n", "source", "cue", "content", "mode", "act", "said", "event", "certainty", "places", "time", "quantities",
    }  # fmt: skip
    assert claim["certainty"] == "likely"
    assert set(claim["source"]) == {"id", "party", "text", "start", "end"}
    assert set(claim["places"][0]) == {"text", "start", "end", "name", "kind", "role"}
    from quoth.ledger import load_given

    given = load_given([__import__("json").dumps({"document": "d", **claim})], "gold")
    assert given.refused == [] and len(given(DOCUMENT)) == 1
