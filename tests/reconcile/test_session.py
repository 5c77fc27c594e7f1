"""A ledger that is compared as documents come holds what a full run gives, in any order; each run begins anew."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quoth.ledger import Judgement, Ledger, open_ledger
from quoth.model import Certainty, Claim, Document, Event, Quantity, Source, Span
from quoth.reconcile import control, reconcile
from quoth.reconcile.session import compare_ledger, known_of, sketches_of
from quoth.reconcile.spots import spot_of
from tests.reconcile.builder import place

_WHO = ("ua-army", "ua-president", "ru-mod", "ru-installed", "gb-mod", "isw")
_EVENTS = ("recapture", "capture", "holding", "withdrawal", "fighting", "repelled", "strike", "casualties", "dispute")
_PLACES = ("Izium", "near Izium", "Kupiansk", "Kharkiv Oblast", "Izium Raion", "from Izium")
_FILL = " ".join(f"word{n}" for n in range(60))

Slots = tuple[str, str, tuple[str, ...], str, str | None, str | None, float | None]
_SLOTS = st.tuples(
    st.sampled_from(_WHO), st.sampled_from(_EVENTS),
    st.lists(st.sampled_from(_PLACES), max_size=2, unique=True).map(tuple),
    st.sampled_from(("states", "states", "denies", "clarifies")), st.sampled_from(("UA", "RU", None)),
    st.sampled_from((None, "2031-05-03", "2031-05-04", "2031-05-05")), st.sampled_from((None, None, 700.0, 900.0)),
)  # fmt: skip


@st.composite
def archives(draw: st.DrawFn) -> list[tuple[Document, list[Slots]]]:
    out: list[tuple[Document, list[Slots]]] = []
    for n in range(draw(st.integers(2, 6))):
        slots = draw(st.lists(_SLOTS, min_size=0, max_size=3))
        day = f"2031-05-{draw(st.integers(3, 20)):02d}"
        text = f"Report {_FILL if draw(st.booleans()) else ''} {' '.join(map(str, slots))} end {n}."
        if out and draw(st.integers(0, 4)) == 0:  # the very same text and claims in another paper
            text, slots = out[-1][0].text, out[-1][1]
        out.append((Document(f"d{n}", text, "en", day, outlet=f"Paper {n}"), slots))
    return out


def claims_of(document: Document, slots: list[Slots]) -> list[Claim]:
    out = []
    for n, (who, event, places, act, by, said, amount) in enumerate(slots):
        text = document.text[n * 3 : n * 3 + 9]
        span: dict[str, Any] = {"text": text, "start": n * 3, "end": n * 3 + len(text)}
        party = {"isw": "US"}.get(who, who[:2].upper())
        quantities = (Quantity(text, n * 3, n * 3 + len(text), amount, "km2", "about"),) if amount else ()
        claim = Claim(
            document=document.id, content=Span(**span), mode="indirect", act=act,  # type: ignore[arg-type]
            event=Event(event, by, "completed", False),  # type: ignore[arg-type]
            certainty=Certainty("asserted"), source=Source(who, party, text, n * 3, n * 3 + len(text)), said=said,
            places=tuple(replace(place(p), text=document.text[:1]) for p in places), quantities=quantities,
        )  # fmt: skip
        out.append(claim)
    return out


def kept(ledger: Ledger) -> set[Any]:
    return {(r.kind, r.source, r.target, r.reason, r.features) for r in (k.relation for k in ledger.relations())}


def full(ledger: Ledger) -> set[Any]:
    engine = reconcile([known_of(k) for k in ledger.claims()], sketches=sketches_of(ledger))
    return {(r.kind, r.source, r.target, r.reason, r.features) for r in engine.relations()}


def states(ledger: Ledger) -> list[Any]:
    known = [known_of(k) for k in ledger.claims()]
    found = [control(known, spot_of(place("Izium")), dt.date(2031, 5, d)) for d in (4, 10, 25)]
    return [(c.state, c.since, c.row) for c in found]


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(archives(), st.randoms(use_true_random=False))
def test_compare_after_each_document_is_a_full_run(
    archive: list[tuple[Document, list[Slots]]], rng: random.Random
) -> None:
    slots = {d.id: s for d, s in archive}
    documents = [d for d, _ in archive]
    rng.shuffle(documents)
    with open_ledger("memory:") as ledger, open_ledger("memory:") as other:
        for n, document in enumerate(documents):
            assert not ledger.add([document], lambda d: claims_of(d, slots[d.id]), "test 1").refused
            done = compare_ledger(ledger)
            assert done.whole == (n == 0)
            assert kept(ledger) == full(ledger)
        assert compare_ledger(ledger).touched == frozenset()
        other.add(reversed(documents), lambda d: claims_of(d, slots[d.id]), "test 1")
        compare_ledger(other)
        assert kept(other) == kept(ledger)
        assert states(other) == states(ledger)
        _change(ledger, documents, slots, rng)
        assert not compare_ledger(ledger).whole
        assert kept(ledger) == full(ledger)


def _change(ledger: Ledger, documents: list[Document], slots: dict[str, list[Slots]], rng: random.Random) -> None:
    """A better reader drops a claim and finds another, a person rejects one, a text is taken down."""
    again = rng.choice(documents)
    better = [*slots[again.id][1:], ("ua-army", "holding", ("Izium",), "states", "UA", None, None)]
    ledger.add([again], lambda d: claims_of(d, better), "test 2")
    claims = list(ledger.claims())
    if claims:
        wrong = rng.choice(claims).claim
        ledger.judge(Judgement("reject", wrong.id, "Ada", document=wrong.document))
    ledger.take_down(rng.choice([d.document.id for d in ledger.documents()]), "Ada", "asked")


def test_a_state_that_was_lost_is_made_again() -> None:
    document = Document("d", f"Report {_FILL} end.", "en", "2031-05-04")
    slots: list[Slots] = [("ua-army", "recapture", ("Izium",), "states", "UA", None, None)]
    with open_ledger("memory:") as ledger:
        ledger.add([document], lambda d: claims_of(d, slots), "test 1")
        assert compare_ledger(ledger).whole
        assert not compare_ledger(ledger).whole
        assert compare_ledger(ledger, everything=True).whole
        ledger.remember([], afresh=True)
        assert compare_ledger(ledger).whole
