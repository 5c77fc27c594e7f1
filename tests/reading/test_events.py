"""Events: type, actor, status and polarity, by tables of sentences in four languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.model import Event
from quoth.model.claim import EVENT_TYPES, STATUSES
from quoth.reading.events import Sides, read_event
from quoth.text import Passage

HERE = Path(__file__).parent / "events"
SIDES = Sides(("UA", "RU"), "UA")
STEMS = {
    "UA": ("oekra", "ukrain", "kyiv", "украї", "україн", "украин", "зсу", "всу", "київ", "киев"),
    "RU": (
        "russ",
        "rusland",
        "moscow",
        "moskou",
        "росі",
        "россий",
        "россия",
        "россии",
        "россию",
        "русск",
        "москв",
        "вагнер",
    ),
    "BY": ("wit-rus", "belarus", "білорус", "белорус"),
}


@dataclass(frozen=True)
class Named:
    first: int
    end: int
    party: str


def named(passage: Passage) -> list[Named]:
    return [
        Named(t.i, t.i + 1, party)
        for t in passage.tokens
        for party, stems in STEMS.items()
        if t.lower.startswith(stems)
    ]


def read(language: str, text: str, party: str | None, act: str = "states", before: Event | None = None) -> Event:
    passage = Passage.of(text)
    return read_event(
        passage, range(len(passage.tokens)), language=language, act=act, source_party=party, sides=SIDES,
        actors=named(passage), antecedent=before,
    )  # fmt: skip


def rows(language: str) -> list[tuple[str, ...]]:
    out = []
    for line in (HERE / f"{language}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            slots, source, text = (part.strip() for part in line.split("|"))
            out.append((language, slots, source, text))
    return out


ROWS = [row for language in ("nl", "en", "uk", "ru") for row in rows(language)]


@pytest.mark.parametrize(("language", "slots", "source", "text"), ROWS)
def test_event(language: str, slots: str, source: str, text: str) -> None:
    kind, actor, status, negated = slots.split()
    party, act = source.split()
    got = read(language, text, None if party == "-" else party, act)
    want = Event(kind, None if actor == "-" else actor, status, negated == "yes")  # type: ignore[arg-type]
    if kind == "casualties":
        assert (got.type, got.status, got.negated) == (want.type, want.status, want.negated)
    else:
        assert got == want


def test_there_are_enough_rows() -> None:
    counts = {language: len(rows(language)) for language in ("nl", "en", "uk", "ru")}
    assert counts["nl"] >= 200
    assert min(counts.values()) >= 120


CAPTURE = Event("capture", "RU", "completed")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "dat"), ("nl", "die bewering"), ("nl", "Dat is niet waar"), ("nl", "zowat 40 vierkante kilometer"),
        ("en", "that"), ("en", "this claim"), ("en", "That is not true"), ("en", "about 40 square kilometres"),
        ("uk", "це"), ("uk", "ця інформація не відповідає дійсності"), ("uk", "близько 40 квадратних кілометрів"),
        ("ru", "это"), ("ru", "эта информация не соответствует действительности"), ("ru", "около 40 кв. километров"),
    ],
)  # fmt: skip
def test_what_only_points_back_takes_the_event_before(language: str, text: str) -> None:
    assert read(language, text, "UA", "denies", CAPTURE) == CAPTURE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "ze rukken verder op"),
        ("en", "they are advancing"),
        ("uk", "вони просуваються далі"),
        ("ru", "они продвигаются дальше"),
    ],
)
def test_a_pronoun_stands_for_the_actor_before(language: str, text: str) -> None:
    assert read(language, text, "GB", "states", CAPTURE).actor == "RU"


@pytest.mark.parametrize(
    ("owner", "party", "kind"),
    [("UA", "UA", "recapture"), ("UA", "RU", "capture"), ("RU", "RU", "recapture"), ("RU", "UA", "capture")],
)
def test_whose_land_it_is_tells_a_capture_from_a_recapture(owner: str, party: str, kind: str) -> None:
    passage = Passage.of("six villages were liberated")
    sides = Sides(("UA", "RU"), owner)
    got = read_event(passage, range(4), language="en", act="states", source_party=party, sides=sides)
    assert (got.type, got.actor) == (kind, party)


def test_an_attribution_inside_the_content_is_no_actor() -> None:
    passage = Passage.of("The village, Kyiv says, was captured by paratroopers")
    skip = [range(3, 5)]
    got = read_event(
        passage, range(len(passage.tokens)), language="en", act="states", source_party="GB", sides=SIDES,
        actors=named(passage), skip=skip,
    )  # fmt: skip
    assert (got.type, got.actor) == ("capture", "RU")


def test_sides_know_their_opponents() -> None:
    assert SIDES.opponent("UA") == "RU"
    assert SIDES.opponent("GB") is None
    assert SIDES.invader == "RU"
    assert Sides(("A", "B", "C"), "A").opponent("A") is None


HEAP = [
    "de",
    "Russen",
    "nemen",
    "niet",
    "(",
    ",",
    "die",
    ")",
    "in",
    "trekken",
    "zich",
    "terug",
    "om",
    "te",
    ":",
    "—",
    "aanval",
    "3",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "de",
                "Russen",
                "nemen",
                "niet",
                "(",
                ",",
                "die",
                ")",
                "in",
                "trekken",
                "zich",
                "terug",
                "om",
                "te",
                "houden",
                ":",
                "—",
                "of",
                "aanval",
                "van",
                "3",
            ]
        ),
        max_size=40,
    )
)
def test_any_heap_of_words_gives_an_event(words: list[str]) -> None:
    got = read("nl", " ".join(words), "UA")
    assert got.type in EVENT_TYPES
    assert got.status in STATUSES
