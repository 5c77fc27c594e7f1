"""Places of whole sentences: names, kinds and roles, in every language read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quoth.conflicts import load_conflict
from quoth.gazetteer import load_gazetteer
from quoth.languages.words import load_words
from quoth.reading.places import PlaceMention, find_places, to_place
from quoth.text import Passage

HERE = Path(__file__).parent
ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (HERE / "texts.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
FRAMES = tomllib.loads((HERE / "collisions.toml").read_text("utf-8"))["frame"]


def places(text: str, language: str, dated: str | None = "2022-09-11") -> tuple[PlaceMention, ...]:
    passage = Passage.of(text, load_words(language).abbreviations)
    return find_places(passage, language, load_gazetteer(), conflict=load_conflict("ukraine"), dated=dated)


@pytest.mark.parametrize(("language", "text", "wanted"), ROWS)
def test_names_kinds_and_roles(language: str, text: str, wanted: str) -> None:
    found = places(text, language)
    told = ", ".join(f"{m.span.text}={m.name}/{m.kind}/{m.role}" for m in found) or "-"
    assert told == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), ROWS)
def test_spans_are_exact_and_apart(language: str, text: str, wanted: str) -> None:
    last = 0
    for mention in places(text, language):
        span = mention.span
        assert text[span.start : span.end] == span.text
        assert span.start >= last
        last = span.end
        assert to_place(mention).name == mention.name


@pytest.mark.parametrize("frame", FRAMES, ids=[f["language"] for f in FRAMES])
def test_common_words_are_no_places(frame: dict[str, object]) -> None:
    wrong = []
    words = frame["words"]
    assert isinstance(words, list)
    for word in words:
        for text in (str(frame["initial"]).format(word.capitalize()), str(frame["inside"]).format(word)):
            wrong += [(text, m.name) for m in places(text, str(frame["language"]))]
    assert not wrong


def test_there_are_a_hundred_such_words() -> None:
    assert sum(len(f["words"]) for f in FRAMES) >= 100


def test_a_bare_seat_keeps_its_oblast_as_a_candidate() -> None:
    (bare,) = places("Ze vluchtten naar Donetsk.", "nl")
    assert (bare.kind, bare.name) == ("settlement", "Donetsk")
    assert ("Donetsk Oblast", "oblast") in [(c.name, c.kind) for c in bare.candidates]
    (told,) = places("Ze vluchtten naar de regio Donetsk.", "nl")
    assert told.kind == "oblast"


def test_the_name_of_the_day_is_shown() -> None:
    (before,) = places("Ze vluchtten uit Severodonetsk.", "nl", "2022-06-24")
    (after,) = places("Ze vluchtten uit Severodonetsk.", "nl", "2025-01-10")
    assert (before.name, after.name) == ("Sievierodonetsk", "Siverskodonetsk")
    assert before.id == after.id


def test_namesakes_are_told_apart_by_the_text() -> None:
    near = places("In Bachmoet en Tsjasiv Jar valt sneeuw. Bij Bohdanivka wordt gevochten.", "nl")[-1]
    far = places("In Brovary valt sneeuw. Bij Bohdanivka in de oblast Kyiv wordt gevochten.", "nl")[1]
    assert near.id is not None and near.id.startswith("UA14")
    assert far.id is not None and far.id.startswith("UA32")
    assert near.candidates and "km from" in near.reason


def test_a_source_is_no_place() -> None:
    text = "De gouverneur van Charkiv sprak over Izjoem."
    passage = Passage.of(text)
    found = find_places(
        passage, "nl", load_gazetteer(), blocked=[range(0, 4)], conflict=load_conflict("ukraine"), dated=None
    )
    assert [m.name for m in found] == ["Izium"]


def test_another_war_needs_only_its_data() -> None:
    text = "Israeli tanks entered Khiam. Strikes hit Baalbek in the Beqaa Valley and Dahieh, a suburb of Beirut."
    found = find_places(Passage.of(text), "en", load_gazetteer(), conflict=load_conflict("world"))
    assert [(m.name, m.kind) for m in found] == [
        ("Khiam", "settlement"),
        ("Baalbek", "settlement"),
        ("Beqaa Valley", "area"),
        ("Dahieh", "area"),
        ("Beirut", "settlement"),
    ]


def test_time_is_proportional_to_length() -> None:
    """A pathological text of names, commas and hyphens ends soon."""
    text = "Izjoem, Koepjansk en " * 4000 + "Aaaaaaa-" * 2000
    assert len(places(text, "nl")) >= 8000
