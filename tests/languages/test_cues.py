"""Cue frames: the strict loader, and every entry's example against the verb lexicon and the phrase matcher."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from quoth.languages.cues import Cues, Phrase, VerbFrame, cues_of, find_phrase, load_cues
from quoth.languages.section import LanguageError, read_section
from quoth.languages.verbs import load_verbs
from quoth.languages.words import load_words
from quoth.text.tokens import tokenize

LANGUAGES = ["nl", "en", "uk", "ru"]
LEAST = {"nl": (350, 60), "en": (350, 60), "uk": (250, 50), "ru": (250, 50)}


def words_of(sentence: str) -> list[str]:
    return [t.lower for t in tokenize(sentence)]


def has_lemma(code: str, lemma: str, words: list[str]) -> bool:
    verbs = load_verbs(code)
    return any(
        f.lemma == lemma and (f.particle is None or f.particle in words) for w in set(words) for f in verbs.forms(w)
    )


def problems(code: str, frame: VerbFrame) -> list[str]:
    """What of a frame its example lacks."""
    words = words_of(frame.example)
    out = [f"no form of {frame.lemma}"] if not has_lemma(code, frame.lemma, words) else []
    out += [f"no {phrase}" for phrase in frame.fixed if find_phrase(phrase, words) is None]
    if frame.modals and not any(has_lemma(code, m, words) for m in frame.modals):
        out.append(f"no {frame.modals}")
    if frame.negated and not set(words) & load_words(code).negators:
        out.append("no negator")
    if not frame.takes and not any(_preposition(p, words) for p in frame.prepositions):
        out.append(f"none of {frame.prepositions}")
    return out


def _preposition(preposition: str, words: list[str]) -> bool:
    parts = preposition.split("_")
    return any(words[i : i + len(parts)] == parts for i in range(len(words))) or any(
        w.endswith(preposition) for w in words
    )


def by_example(code: str) -> dict[str, list[VerbFrame]]:
    found: dict[str, list[VerbFrame]] = {}
    for frame in load_cues(code).verbs:
        found.setdefault(frame.example, []).append(frame)
    return found


def rows(key: str) -> list[Any]:
    return [
        pytest.param(code, entry, id=f"{code}-{key}-{n}")
        for code in LANGUAGES
        for n, entry in enumerate(getattr(load_cues(code), key), 1)
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_verb_examples(code: str) -> None:
    """An entry may expand to two frames (erop, er ... op); one of them has to fit."""
    wrong = {
        example: [problems(code, f) for f in frames]
        for example, frames in by_example(code).items()
        if all(problems(code, f) for f in frames)
    }
    assert wrong == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_verbs_are_in_the_lexicon(code: str) -> None:
    lemmas = load_verbs(code).lemmas() | reflexive_lemmas(code)
    assert sorted({f.lemma for f in load_cues(code).verbs} - lemmas) == []
    assert sorted({m for f in load_cues(code).verbs for m in f.modals} - lemmas) == []


def reflexive_lemmas(code: str) -> frozenset[str]:
    verbs = load_verbs(code)
    return frozenset(v + verbs.reflexive_suffix for v in verbs.lemmas())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_has_its_own_example(code: str) -> None:
    raw = read_section(code, "cues")
    examples = [e["example"] for value in raw.values() if isinstance(value, list) for e in value if isinstance(e, dict)]
    assert [e for e, n in Counter(examples).items() if n > 1] == []
    assert all(len(e.split()) >= 3 for e in examples)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_frame_twice(code: str) -> None:
    count = Counter(
        (f.lemma, f.fixed, f.negated, f.modals, f.subject, f.tellers, f.act, take)
        for f in load_cues(code).verbs
        for take in (*f.takes, *f.prepositions)
    )
    assert [key for key, n in count.items() if n > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_size(code: str) -> None:
    cues = load_cues(code)
    others = sum(map(len, (cues.prepositions, cues.parentheticals, cues.nouns, cues.vague, cues.not_cues)))
    verbs, rest = LEAST[code]
    assert len({f.example for f in cues.verbs}) >= verbs
    assert others >= rest
    assert {f.act for f in cues.verbs} == {
        "states", "confirms", "denies", "clarifies", "accuses", "predicts", "calls", "declines"
    }  # fmt: skip


@pytest.mark.parametrize(("code", "frame"), rows("prepositions"))
def test_preposition_examples(code: str, frame: Any) -> None:
    words = words_of(frame.example)
    place = find_phrase(frame.words, words)
    assert place is not None
    assert not frame.after or (find_phrase(frame.after, words, place) or 0) > place
    if frame.positions == {"front"}:
        assert place == 0


@pytest.mark.parametrize(("code", "frame"), rows("parentheticals"))
def test_parenthetical_examples(code: str, frame: Any) -> None:
    words = words_of(frame.example)
    place = find_phrase(frame.words, words)
    assert place is not None
    assert frame.unsourced == (frame.kind == "hearsay")
    if frame.kind == "verb":
        assert any(load_cues(code).frames(f.lemma) for w in words[place + 1 :] for f in load_verbs(code).forms(w))


@pytest.mark.parametrize(("code", "frame"), rows("nouns"))
def test_noun_examples(code: str, frame: Any) -> None:
    words = words_of(frame.example)
    assert any(frame in load_cues(code).noun_frames(w) for w in words)
    if not frame.takes and not frame.prepositions:
        assert set(words) & set(frame.adverbial)


@pytest.mark.parametrize(("code", "frame"), rows("vague"))
def test_vague_examples(code: str, frame: Any) -> None:
    words = words_of(frame.example)
    assert any(find_phrase(v, words) is not None for v in frame.variants)


@pytest.mark.parametrize(("code", "frame"), rows("not_cues"))
def test_distractor_examples(code: str, frame: Any) -> None:
    assert find_phrase(frame.words, words_of(frame.example)) is not None


@pytest.mark.parametrize(("code", "frame"), rows("headlines"))
def test_headline_examples(code: str, frame: Any) -> None:
    words = words_of(frame.example)
    assert all(mark in words for mark in frame.shape if not mark.isupper())


def test_lookup() -> None:
    nl = load_cues("nl")
    assert [f.act for f in nl.frames("meedelen") if not f.negated] == ["states"]
    assert nl.frames("wandelen") == ()
    assert all(f.negated for f in nl.frames("verifiëren")[:2])
    assert nl.noun_frames("verklaringen")[0].adverbial == ("in", "met", "na")


def test_pronominal_adverbs_come_joined_and_split() -> None:
    fixed = {f.fixed for f in load_cues("nl").frames("wijzen") if f.example.endswith("hapert.")}
    er = ("er", "daar", "hier")
    assert fixed == {((("erop", "daarop", "hierop"),),), ((er,), (("op",),))}


def phrase(text: str) -> Phrase:
    return tuple(tuple(w.split("|")) for w in text.split())


@pytest.mark.parametrize(
    ("text", "sentence", "place"),
    [
        ("te kennen", "hij gaf te kennen", 2),
        ("gaat|ging dat", "het gerucht ging dat", 2),
        ("te kennen", "hij gaf te", None),
        ("a b", "a a b", 1),
    ],
)
def test_find_phrase(text: str, sentence: str, place: int | None) -> None:
    assert find_phrase(phrase(text), sentence.split()) == place


VERB: dict[str, Any] = {"lemma": "zeggen", "takes": "that", "example": "Hij zei dat het regent."}


def one(**change: Any) -> Cues:
    return cues_of({"verb": [{**VERB, **change}]}, "xx")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"taeks": "that"}, "unknown key 'taeks'"),
        ({"takes": "that clause"}, "not clause"),
        ({"takes": ""}, "at least one of"),
        ({"act": "says"}, "'act' must be one of"),
        ({"strength": 2}, "'strength' must be"),
        ({"strength": True}, "'strength' must be a number"),
        ({"certainty": "sure"}, "'certainty' must be one of"),
        ({"subject": "source"}, "'subject' must be one of"),
        ({"with": "het"}, "a list of strings"),
        ({"with": ["Het"]}, "lower case"),
        ({"with": ["@op"]}, "pronominal"),
        ({"negated": "yes"}, "true or false"),
        ({"example": 1}, "'example' must be a string"),
    ],
)
def test_strict(change: dict[str, Any], message: str) -> None:
    with pytest.raises(LanguageError, match=r"languages/xx/cues\.toml: verb 1 \('zeggen'\)") as wrong:
        one(**change)
    assert message in str(wrong.value)


@pytest.mark.parametrize(
    ("section", "entry", "message"),
    [
        ("preposition", {"words": "volgens", "position": ["middle"], "example": "x"}, "not middle"),
        ("parenthetical", {"words": "zo", "kind": "other", "example": "x"}, "'kind' must be one of"),
        ("noun", {"words": "bericht", "example": "x"}, "at least one of"),
        ("vague", {"words": [], "example": "x"}, "a list of strings"),
        ("not_a_cue", {"words": "volgens plan"}, "'example' must be"),
        ("headline", {"shape": "SOURCE :", "example": "x"}, "SOURCE, CONTENT"),
        ("verbs", {}, "unknown key 'verbs'"),
    ],
)
def test_strict_elsewhere(section: str, entry: dict[str, Any], message: str) -> None:
    with pytest.raises(LanguageError) as wrong:
        cues_of({section: [entry]}, "xx")
    assert message in str(wrong.value)


def test_defaults() -> None:
    frame = one().verbs[0]
    assert (frame.act, frame.strength, frame.certainty, frame.subject, frame.negated) == (
        "states",
        1.0,
        None,
        "any",
        False,
    )
