"""Any order of adding, and any way there, gives the relations of a full run."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.reconcile import Known, Reconciler, reconcile
from quoth.reconcile.copies import sketch
from tests.reconcile.builder import Desk

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
    for n in draw(
        st.lists(st.integers(0, len(documents) - 1), max_size=2, unique=True)
    ):  # the very same text elsewhere
        day = f"2031-05-{draw(st.integers(1, 20)):02d}"
        documents.append([Known(replace(k.claim, document=f"same{n}"), day, day) for k in documents[n]])
    return documents


#: Texts of which the first three are copies of one another, each a bit longer than the one before.
_WORDS = [f"word{n}" for n in range(80)]
_TEXTS = [" ".join(_WORDS[:70]), " ".join(_WORDS[:75]), " ".join(_WORDS), " ".join(reversed(_WORDS))]
_SKETCHES = [sketch(text) for text in _TEXTS]


@settings(max_examples=200, deadline=None)
@given(archives(), st.lists(st.sampled_from(_SKETCHES), min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(documents: list[list[Known]], texts: list[bytes | None], rng: random.Random) -> None:
    named = [d[0].claim.document for d in documents]
    sketches = {name: text for name, text in zip(named, texts, strict=False) if text is not None}
    full = list(reconcile((k for d in documents for k in d), sketches=sketches).relations())
    order = list(range(len(documents)))
    rng.shuffle(order)
    engine = Reconciler()
    for n in order:
        engine.add(documents[n], sketches)
    assert list(engine.relations()) == full
    gone = named[order[0]]
    engine.remove(gone)
    rest = [k for d in documents for k in d if k.claim.document != gone]
    assert list(engine.relations()) == list(reconcile(rest, sketches=sketches).relations())
    engine.add(documents[order[0]], sketches)
    assert list(engine.relations()) == full
