"""Whatever is done to a ledger in whatever order: it stays sound, every day can be replayed, and it moves exactly."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.ledger import AsOf, Filter, Judgement, Ledger, RefusedError, open_ledger
from quoth.model import Claim, Document, Relation
from tests.ledger.conftest import Clock
from tests.ledger.fakes import read, read_better

BODIES = (
    "The Northern staff says that it left Velvet. Anna Holt reports that it holds the mill in Amber today.",
    "The Northern staff says that it left Velvet. The Southern ministry denies that it lost 5 tanks near Amber.",
    "Anna Holt reports that it holds the mill in Amber today. Bram Okker says that it took 3 houses in Velvet.",
)
DATES = (None, "2031-02", "2031-02-10", "2031-02-20")


def _read_changed(document: Document) -> list[Claim]:
    return [replace(c, act="confirms") for c in read(document)]


READERS = {"one 1.0": read, "one 1.1": read_better, "one 1.2": _read_changed, "two 1": read}

documents_drawn = st.builds(
    lambda n, body, day: Document(f"d{n}", BODIES[body], published=DATES[day]),
    st.integers(0, 2),
    st.integers(0, len(BODIES) - 1),
    st.integers(0, len(DATES) - 1),
)
steps = st.one_of(
    st.tuples(st.just("add"), st.lists(documents_drawn, min_size=1, max_size=3), st.sampled_from(sorted(READERS))),
    st.tuples(st.just("reread"), st.sampled_from(sorted(READERS))),
    st.tuples(st.just("accept"), st.integers(0, 99)),
    st.tuples(st.just("reject"), st.integers(0, 99)),
    st.tuples(st.just("merge"), st.integers(0, 99), st.integers(0, 99)),
    st.tuples(st.just("correct"), st.integers(0, 99), st.sampled_from(["denies", "predicts"])),
    st.tuples(st.just("withdraw"), st.integers(0, 99)),
    st.tuples(st.just("take down"), st.integers(0, 2)),
    st.tuples(st.just("relate"), st.integers(0, 99), st.integers(0, 99)),
)


def every_claim(ledger: Ledger) -> list[tuple[str, str]]:
    with ledger.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT DISTINCT document_id, anchor FROM claims ORDER BY 1, 2").all()
    return [(d, a) for d, a in rows]


def apply(ledger: Ledger, step: tuple[Any, ...]) -> None:
    kind, *rest = step
    if kind == "add":
        ledger.add(rest[0], READERS[rest[1]], rest[1])
        return
    if kind == "reread":
        ledger.reread(READERS[rest[0]], rest[0])
        return
    known = every_claim(ledger)
    try:
        if kind == "take down":
            ledger.take_down(f"d{rest[0]}", "Ada", "asked")
        elif known and kind == "relate":
            ends = [known[n % len(known)][1] for n in rest]
            ledger.relate([Relation("corroborates", *ends, "drawn")])
        elif known and kind == "withdraw":
            made = [j for j in ledger.judgements() if j.claim]
            if made:
                j = made[rest[0] % len(made)]
                ledger.judge(Judgement("withdraw", j.claim, "Bo", document=j.document, of=j.seq))
        elif known:
            document, anchor = known[rest[0] % len(known)]
            fields: dict[str, Any] = {}
            if kind == "correct":
                fields["slots"] = {"act": rest[1]}
            if kind == "merge":
                fields["into"] = known[rest[1] % len(known)][1]
            ledger.judge(Judgement(kind, anchor, "Ada", document=document, **fields))
    except RefusedError:
        pass


def seen(ledger: Ledger, as_of: AsOf | None = None) -> list[object]:
    claims = [(k.claim, k.state, k.published, k.known) for k in ledger.claims(as_of=as_of)]
    return [claims, [k.relation for k in ledger.relations(as_of)]]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=14))
def test_any_history_stays_sound_replays_and_moves(history: list[tuple[Any, ...]]) -> None:
    clock = Clock()
    days = []
    with open_ledger("memory:", clock=clock) as ledger:
        for step in history:
            apply(ledger, step)
            days.append((seen(ledger), clock.next_day()))
        assert ledger.verify().findings == []
        for then, day in days:
            assert seen(ledger, AsOf(recorded=day)) == then
        shown = [k.claim for k in ledger.claims()]
        assert len({(c.document, c.id) for c in shown}) == len(shown), "no claim twice"
        assert ledger.count(Filter(text="velvet")) == sum("Velvet" in c.content.text for c in shown)
        head = ledger.head()
        for step in history:
            if step[0] == "add" and step[2] == "one 1.0":
                ledger.add(step[1], read, "one 1.0")
        ledger.waiting()
        ledger.changes()
        with tempfile.TemporaryDirectory() as folder, open_ledger("memory:", clock=clock) as copy:
            ledger.export(Path(folder) / "file")
            copy.add_file(Path(folder) / "file")
            assert copy.head() == ledger.head()
            assert seen(copy) == seen(ledger)
            assert copy.verify(head=head.link).findings == []
