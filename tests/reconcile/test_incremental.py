"""Any order of adding, and any way there, gives the relations of a full run."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.reconcile import Known, Reconciler, reconcile
from tests.reconcile.builder import Desk, edges

_WHO = ("ua-army", "ua-president", "ua-regional", "ru-mod", "ru-installed", "gb-mod", "isw")
_EVENTS = (
    "recapture", "capture", "holding", "withdrawal", "fighting", "repelled", "advance", "strike", "casualties",
    "dispute",
)  # fmt: skip
_PLACES = ("Izium", "near Izium", "Kupiansk", "Kharkiv Oblast", "Izium Raion", "from Izium")


@st.composite
def archives(draw: st.DrawFn) -> list[list[Known]]:
    desk, documents = Desk(), []
    for n in range(draw(st.integers(2, 7))):
        day = draw(st.integers(1, 20))
        claims = []
        for _ in range(draw(st.integers(1, 4))):
            who, event = draw(st.sampled_from(_WHO)), draw(st.sampled_from(_EVENTS))
            places = draw(st.lists(st.sampled_from(_PLACES), max_size=2, unique=True))
            said = draw(st.sampled_from((None, f"2031-05-{day:02d}", f"2031-05-{max(1, day - 1):02d}")))
            amounts = draw(st.sampled_from(((), ((700.0, "km2", "about"),), ((900.0, "km", "at-least"),))))
            act = draw(st.sampled_from(("states", "states", "denies", "clarifies", "confirms")))
            side = draw(st.sampled_from(("UA", "RU", None)))
            claims.append(
                desk.claim(
                    who, event, *places, by=side, doc=f"d{n}", known=f"2031-05-{day:02d}", said=said, act=act,
                    amounts=amounts,
                )
            )  # fmt: skip
        documents.append(claims)
    return documents


@settings(max_examples=150, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(documents: list[list[Known]], rng: random.Random) -> None:
    full = list(reconcile(k for d in documents for k in d).relations())
    order = list(range(len(documents)))
    rng.shuffle(order)
    engine = Reconciler()
    for n in order:
        engine.add(documents[n])
    assert list(engine.relations()) == full
    gone = documents[order[0]][0].claim.document
    engine.remove(gone)
    rest = [k for d in documents for k in d if k.claim.document != gone]
    assert list(engine.relations()) == list(reconcile(rest).relations())
    engine.add(documents[order[0]])
    assert edges(engine.relations()) == edges(full)
