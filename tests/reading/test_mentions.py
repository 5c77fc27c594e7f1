"""Mentions: one row a sentence, with the mention that must be found, and its source id and party."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.conflicts import load_conflict
from quoth.languages.actors import load_actors
from quoth.languages.words import load_words
from quoth.reading.entities import Entities, Resolved
from quoth.reading.mentions import Mention, find_mentions
from quoth.text import Passage

DATA = Path(__file__).parent / "data"
LANGUAGES = tuple(sorted(f.stem.removeprefix("mentions-") for f in DATA.glob("mentions-*.txt")))


def rows() -> list[tuple[str, str]]:
    out = []
    for language in LANGUAGES:
        for line in (DATA / f"mentions-{language}.txt").read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                out.append((language, line))
    return out


@cache
def read(language: str, text: str) -> tuple[Passage, tuple[Mention, ...], Entities]:
    passage = Passage.of(text, load_words(language).abbreviations)
    conflict = load_conflict("ukraine")
    mentions = find_mentions(passage, language, conflict)
    return passage, mentions, Entities(passage, mentions, conflict, language)


def find(language: str, text: str, start: int, stop: int) -> tuple[Mention | None, Resolved | None, list[str]]:
    passage, mentions, entities = read(language, text)
    texts = [passage.span(m.first, m.end).text for m in mentions]
    for m in mentions:
        span = passage.span(m.first, m.end)
        if (span.start, span.end) == (start, stop):
            return m, entities.resolve(m), texts
    return None, None, texts


@pytest.mark.parametrize(("language", "row"), rows())
def test_row(language: str, row: str) -> None:
    want, _, marked = row.partition("|")
    source, party = (None if w == "-" else w for w in want.split())
    marked = marked.strip()
    start, stop = marked.index("["), marked.index("]") - 1
    mention, who, texts = find(language, marked.replace("[", "").replace("]", ""), start, stop)
    assert mention is not None and who is not None, texts
    assert (who.id, who.party) == (source, party)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_pack_is_a_mention_of_its_role(language: str) -> None:
    pack = load_actors(language)
    wrong = []
    for group in pack.heads:
        assert group.examples, group.role
        for example in group.examples:
            _, mentions, _ = read(language, example)
            if not any(m.role == group.role or m.speaker for m in mentions):
                wrong.append((group.role, example, [m.role for m in mentions]))
    for office in pack.offices:
        assert office.examples, office.office
        for example in office.examples:
            _, mentions, _ = read(language, example)
            if not any(m.office == office.office or m.speaker for m in mentions):
                wrong.append((office.office, example, [m.office for m in mentions]))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_of_the_pack_are_known(language: str) -> None:
    assert {g.role for g in load_actors(language).heads} <= set(load_conflict("ukraine").roles)


PIECES = [
    "de",
    "De",
    "Kiev",
    "van",
    "minister",
    ",",
    "(",
    ")",
    "«",
    "»",
    "Zelensky",
    "в",
    "the",
    "'s",
    "-",
    "Генштаб",
    "Oekraïense",
    "door",
    "aangestelde",
    "2",
    "и",
    "„",
    "“",
    ".",
    "голова",
    "ЗСУ",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_gives_ordered_mentions_without_overlap(language: str, words: list[str]) -> None:
    passage = Passage.of(" ".join(words))
    conflict = load_conflict("ukraine")
    mentions = find_mentions(passage, language, conflict)
    entities = Entities(passage, mentions, conflict, language)
    for one, other in pairwise(mentions):
        assert one.first < one.end <= other.first
    for m in mentions:
        assert m.first <= m.head < m.end
        entities.resolve(m, mentions)
