"""Entities: who stands behind surnames, bare descriptions, pronouns and bodies whose side the text leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.conflicts import load_conflict
from quoth.reading.entities import Entities
from quoth.reading.mentions import find_mentions
from quoth.text import Passage

DATA = Path(__file__).parent / "data" / "entities.txt"


def rows() -> list[str]:
    return [r for r in DATA.read_text("utf-8").splitlines() if r.strip() and not r.startswith("#")]


@pytest.mark.parametrize("row", rows())
def test_row(row: str) -> None:
    """`language | id party speaker | text`: the last mention in brackets is resolved; those in braces spoke
    before."""
    language, want, marked = (part.strip() for part in row.split("|"))
    source, party, speaker = (None if w == "-" else w for w in want.split(" ", 2))
    text, spans, speaking = "", [], []
    for c in marked:
        if c in "[{":
            (spans if c == "[" else speaking).append([len(text), 0])
        elif c in "]}":
            (spans if c == "]" else speaking)[-1][1] = len(text)
        else:
            text += c
    passage = Passage.of(text)
    conflict = load_conflict("ukraine")
    mentions = find_mentions(passage, language, conflict)
    entities = Entities(passage, mentions, conflict, language)
    at = {(s.start, s.end): m for m in mentions for s in [passage.span(m.first, m.end)]}
    found = [passage.span(m.first, m.end).text for m in mentions]
    assert all(tuple(s) in at for s in speaking + spans), found
    before = [at[s, e] for s, e in speaking]
    for m in before:
        entities.resolve(m)
    who = entities.resolve(at[spans[-1][0], spans[-1][1]], before)
    assert (who.id, who.party) == (source, party)
    if speaker is not None:
        assert who.speaker == speaker


def test_pronoun_is_carried_to_the_naming_mention() -> None:
    passage = Passage.of("Gouverneur Hajdaj sprak van vier doden. Hij riep op te vertrekken.")
    conflict = load_conflict("ukraine")
    mentions = find_mentions(passage, "nl", conflict)
    entities = Entities(passage, mentions, conflict, "nl")
    who = entities.resolve(mentions[-1], mentions[:1])
    assert who.carried and who.naming is mentions[0] and who.id == "ua-regional"


def test_carry_gives_the_latest_speaker() -> None:
    passage = Passage.of("Zelensky sprak. Poetin sprak.")
    conflict = load_conflict("ukraine")
    mentions = find_mentions(passage, "nl", conflict)
    entities = Entities(passage, mentions, conflict, "nl")
    carried = entities.carry(mentions)
    assert carried is not None and carried.id == "ru-president" and carried.carried
    assert entities.carry([]) is None


@pytest.mark.parametrize(
    ("named", "source", "party"),
    [
        ("ua-general-staff", "ua-general-staff", "UA"),
        ("ISW", None, None),
        ("Institute for the Study of War", "isw", "US"),
        ("tr-mod", "tr-mod", "TR"),
    ],
)
def test_publisher_of_metadata(named: str, source: str | None, party: str | None) -> None:
    entities = Entities(Passage.of("Niets."), (), load_conflict("ukraine"), "nl")
    who = entities.publisher(None, named)
    assert who is not None and (who.id, who.party) == (source, party)
