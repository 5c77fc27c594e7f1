"""No sentence without its claims: every place, party, source, figure, day and level that a sentence names is theirs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quoth.ledger import Judgement, Ledger
from quoth.model.claim import ACTS, EVENT_TYPES, LEVELS, QUALIFIERS
from quoth.publish import LANGUAGES, publish_update
from tests.publish.checker import check, live_ids
from tests.publish.desk import ROOT, SHARED, Page, Told, fill, scenario

D = dt.date(2031, 5, 12)
OURS = sorted((ROOT / "tests" / "gold").glob("*.jsonl"))
THEIRS = [SHARED / "seed" / "izjoem.jsonl", SHARED / "dev" / "kharkiv.jsonl", SHARED / "dev" / "soledar.jsonl"]


def check_every_day(ledger: Ledger, most: int = 12) -> None:
    days = sorted({k.known for k in ledger.claims()})[:most]
    assert days
    for day in days:
        for language in LANGUAGES:
            check(publish_update(ledger, dt.date.fromisoformat(day), language=language), ledger)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.name)
def test_days_of_our_gold(path: Path) -> None:
    check_every_day(scenario([path], gold=True), 2)


@pytest.mark.skipif(not all(p.exists() for p in THEIRS), reason="the shared gold folder is not here")
@pytest.mark.parametrize("gold", [True, False], ids=["gold", "read"])
def test_the_shared_scenarios(gold: bool) -> None:
    with scenario(THEIRS, gold=gold) as ledger:
        check_every_day(ledger, 40)


PLACES = [
    ("Izium", "settlement"), ("Balakliia", "settlement"), ("Kupiansk", "settlement"), ("Kharkiv", "settlement"),
    ("Lyman", "settlement"), ("Sievierodonetsk", "settlement"), ("Belgorod", "settlement"), ("Nowhere", "settlement"),
    ("Izium Raion", "raion"), ("Kharkiv Oblast", "oblast"), ("Donetsk Oblast", "oblast"), ("Crimea", "oblast"),
    ("Donbas", "area"), ("eastern Ukraine", "area"), ("Russia", "country"), ("Antonivka Bridge", "site"),
]  # fmt: skip
WHO = [
    "ua-general-staff", "ua-president", "ua-regional", "ru-mod", "ru-installed", "ru-bloggers", "gb-mod", "isw", "un",
    "media", "tr-mfa", "witnesses", "hamas", None,
]  # fmt: skip
UNITS = ["km2", "km", "settlement", "person killed", "tank", "percent", "water tower"]
DAYS = [f"2031-05-{n:02d}" for n in range(8, 13)]

told = st.builds(
    Told,
    who=st.sampled_from(WHO),
    event=st.sampled_from(EVENT_TYPES),
    places=st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["at", "near", "from", "to"])), max_size=3).map(
        lambda found: tuple((name, kind, role) for (name, kind), role in found)
    ),
    by=st.sampled_from(["UA", "RU", None]),
    status=st.sampled_from(["planned", "ongoing", "completed"]),
    negated=st.sampled_from([False, False, True]),
    act=st.sampled_from(["states", "states", *ACTS]),
    level=st.sampled_from(["asserted", "asserted", *LEVELS]),
    figures=st.lists(
        st.tuples(
            st.sampled_from([1, 2, 5, 20, 21, 2000, 1234567, 2.5]), st.sampled_from(UNITS), st.sampled_from(QUALIFIERS)
        ),
        max_size=2,
    ).map(tuple),
    said=st.sampled_from([None, *DAYS, "2031-05-08/2031-05-10"]),
    time=st.sampled_from([None, *DAYS, "2031-05-01/..", "../2031-05-09", "2031-05", "2030-12-30/2031-01-02"]),
    speaker=st.sampled_from([None, None, "Ada Lovelace", "Олена Коваль"]),
)
pages = st.lists(st.tuples(st.sampled_from(DAYS), st.lists(told, min_size=1, max_size=5)), min_size=1, max_size=5).map(
    lambda found: [Page(f"d{n}", day, claims) for n, (day, claims) in enumerate(found)]
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a day takes too long to make smaller
)  # fmt: skip
@given(pages)
def test_made_up_days(found: list[Page]) -> None:
    with fill(found) as ledger:
        for language in LANGUAGES:
            check(publish_update(ledger, D, language=language), ledger)
            check(publish_update(ledger, D, language=language, since=dt.date(2031, 5, 7)), ledger)


def test_a_rejected_claim_is_told_no_more() -> None:
    page = Page("a", "2031-05-12", [
        Told("ua-army", "recapture", (("Izium", "settlement", "at"),), by="UA", said="2031-05-12"),
        Told("ru-mod", "strike", (("Lyman", "settlement", "at"),), by="RU", said="2031-05-12"),
    ])  # fmt: skip
    with fill([page]) as ledger:
        before = publish_update(ledger, D)
        taken = next(k.claim.id for k in ledger.claims() if k.claim.event.type == "recapture")
        assert "Izium" in " ".join(s.text for s in before.sentences())
        ledger.judge(Judgement("reject", taken, "Ada"))
        after = publish_update(ledger, D)
        assert taken not in live_ids(ledger, D)
        assert taken not in {c for s in after.sentences() for c in s.claims}
        assert "Izium" not in " ".join(s.text for s in after.sentences())


def test_what_is_published_later_is_not_known_yet() -> None:
    told = [Told("ua-army", "recapture", (("Izium", "settlement", "at"),), by="UA", said="2031-05-10")]
    with fill([Page("late", "2031-05-13", told)]) as ledger:
        assert publish_update(ledger, D).empty
        assert not list(publish_update(ledger, D).sentences())
        assert not publish_update(ledger, dt.date(2031, 5, 13)).empty


def test_wire_copy_of_the_day_before_is_no_news() -> None:
    told = [Told("ua-army", "recapture", (("Izium", "settlement", "at"),), by="UA", said="2031-05-11")]
    with fill([Page("a", "2031-05-11", told), Page("b", "2031-05-12", told)]) as ledger:
        assert not list(publish_update(ledger, D).sentences())
        cited = next(publish_update(ledger, dt.date(2031, 5, 11)).sentences()).claims
        assert len(cited) == 1
