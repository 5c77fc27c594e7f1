"""Every entry of the events and hedges sections is run on its own examples."""

from __future__ import annotations

import pytest

from quoth.languages.events import EventsError, Group, load_events, parse_events
from quoth.languages.hedges import Hedge, load_hedges, parse_hedges
from quoth.languages.section import LanguageError
from quoth.reading.certainty import read_certainty
from quoth.reading.events import Sides, read_event
from quoth.reading.scene import see
from quoth.text import Passage

CODES = ("nl", "en", "uk", "ru")
SIDES = Sides(("UA", "RU"), "UA")
OPEN = {"take": "capture", "free": "recapture", "attack": "offensive", "hit": "strike", "ours": "holding"}

EVENT_ROWS = [
    pytest.param(code, group, example, id=f"{code}-{n}-{group.type}-{example[:30]}")
    for code in CODES
    for n, group in enumerate(load_events(code).groups)
    for example in group.examples
]
HEDGE_ROWS = [
    pytest.param(code, hedge, example, id=f"{code}-{n}-{hedge.level}-{example[:30]}")
    for code in CODES
    for n, hedge in enumerate(load_hedges(code).hedges)
    for example in hedge.examples
]


@pytest.mark.parametrize(("code", "group", "example"), EVENT_ROWS)
def test_event_entry(code: str, group: Group, example: str) -> None:
    pack = load_events(code)
    passage = Passage.of(example)
    content = range(len(passage.tokens))
    scene = see(passage, content, pack, SIDES, None, ())
    found = pack.phrases.find(scene.lowers, scene.clause, pack.grammar.determiners)
    assert any(pack.groups[f.owner] is group for f in found), "the entry does not match its own example"
    party = None if group.type in {"take", "capture"} else "UA"
    event = read_event(passage, content, language=code, act="states", source_party=party, sides=SIDES)
    assert event.type == (group.expect or OPEN.get(group.type, group.type))


@pytest.mark.parametrize(("code", "hedge", "example"), HEDGE_ROWS)
def test_hedge_entry(code: str, hedge: Hedge, example: str) -> None:
    passage = Passage.of(example)
    content = range(len(passage.tokens))
    cue = [content] if hedge.scope == "cue" else []
    read = read_certainty(
        passage, content, language=code, cue=cue, matrix=content, has_source=hedge.scope == "cue", act="states"
    )
    assert read.level == hedge.level


@pytest.mark.parametrize("code", CODES)
def test_every_type_has_words(code: str) -> None:
    types = {OPEN.get(g.type, g.type) for g in load_events(code).groups}
    assert len(types) == 21


MINIMAL = {"grammar": {"order": "svo", "bare_participles": "active"}}
GROUP = {"type": "advance", "words": ["<advance>"], "examples": ["They advance"]}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"nonsense": 1}, "nonsense"),
        ({"group": []}, "group"),
        ({"group": [{**GROUP, "typ": "x"}]}, "typ"),
        ({"group": [{**GROUP, "type": "party"}]}, "party"),
        ({"group": [{**GROUP, "kind": "adverb"}]}, "adverb"),
        ({"group": [{**GROUP, "words": ["<retreat>"]}]}, "retreat"),
        ({"group": [{**GROUP, "words": ["a & & b"]}]}, "a & & b"),
        ({"group": [{**GROUP, "words": ["Advance"]}]}, "lower case"),
        ({"group": [{**GROUP, "examples": []}]}, "examples"),
        ({"forms": {"advance": "only"}}, "forms.advance"),
        ({"marks": {"negators": ["not"]}}, "negators"),
        ({"tense_endings": {"aorist": ["sa"]}}, "aorist"),
        ({"grammar": {"order": "vso", "bare_participles": "active"}}, "order"),
        ({"grammar": {"order": "svo", "bare_participles": "active", "nouns": []}}, "nouns"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, object], says: str) -> None:
    good = {**MINIMAL, "forms": {"advance": "advance advances | advanced"}, "group": [GROUP]}
    assert parse_events("xx", good).groups
    with pytest.raises(EventsError, match=says):
        parse_events("xx", {**good, **change})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"level": "certain"}, "certain"),
        ({"scope": "here"}, "here"),
        ({"words": ["Maybe"]}, "lower case"),
        ({"words": ["a *"]}, r"\*"),
        ({"examples": []}, "examples"),
        ({"example": "x"}, "example"),
        ({"lower_only": "yes"}, "lower_only"),
    ],
)
def test_a_wrong_hedge_is_named(change: dict[str, object], says: str) -> None:
    good = {"level": "likely", "words": ["likely"], "examples": ["It is likely"]}
    assert parse_hedges("xx", {"hedge": [good]}).hedges
    with pytest.raises(LanguageError, match=says):
        parse_hedges("xx", {"hedge": [{**good, **change}]})


def test_a_language_without_the_section_is_named() -> None:
    with pytest.raises(LanguageError, match="xx"):
        load_events("xx")
    with pytest.raises(LanguageError, match="xx"):
        load_hedges("xx")
