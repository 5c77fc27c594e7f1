"""Every closed class of every pack has an example sentence that shows one of its words at work."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quoth.languages.section import LanguageError, installed_packs, read_section
from quoth.languages.verbs import load_verbs
from quoth.languages.words import load_words

CODES = ("en", "nl", "ru", "uk")
SECTIONS = [(code, name) for code in CODES for name in read_section(code, "words")]
KEYS = ("words", "lemmas", "endings", "ambiguous", "clausal", "openers", "fronted", "forms")
LISTS = {name for name, lists in read_section("nl", "words").items() if "words" in lists}

#: Examples that show what their class is about without one of its words.
SHOWN_OTHERWISE = {("en", "parenthetical_openers"), ("uk", "addressing"), ("ru", "addressing")}

#: A language that has no such words shows how it does without; the order of words is no list.
SHOWN = [
    (code, name)
    for code, name in SECTIONS
    if (code, name) not in SHOWN_OTHERWISE
    and (name == "pronouns" or any(read_section(code, "words")[name].get(key) for key in KEYS))
]


def plain(text: str) -> str:
    return text.casefold().replace("’", "'")


def contains(sentence: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(phrase))}(?!\w)", plain(sentence)) is not None


def listed(section: dict[str, Any]) -> list[str]:
    """The words of a section whatever their key, without endings and lemmas."""
    words: list[str] = []
    for key, value in section.items():
        if key in {"endings", "lemmas"}:
            continue
        if isinstance(value, dict):
            words += [*value, *value.values()]
        elif isinstance(value, list):
            words += value
    return words


def tokens(sentence: str) -> list[str]:
    return re.findall(r"[\w']+", plain(sentence))


def test_all_packs_are_looked_at() -> None:
    assert installed_packs() == CODES


@pytest.mark.parametrize("code", CODES)
def test_packs_have_the_same_sections(code: str) -> None:
    assert set(read_section(code, "words")) == set(read_section("nl", "words"))


@pytest.mark.parametrize(("code", "name"), SECTIONS)
def test_the_example_is_a_sentence(code: str, name: str) -> None:
    example = read_section(code, "words")[name]["example"]
    assert len(example.split()) >= 2
    assert example[0] == example[0].upper() and example[-1] in ".!?"


@pytest.mark.parametrize(("code", "name"), SHOWN)
def test_the_example_shows_the_class(code: str, name: str) -> None:
    section = read_section(code, "words")[name]
    example = section["example"]
    words, endings, lemmas = listed(section), section.get("endings", []), section.get("lemmas", [])
    by_word = any(contains(example, word) for word in words)
    by_ending = any(token.endswith(tuple(endings)) for token in tokens(example))
    verbs = load_verbs(code)
    by_lemma = any(form.lemma in lemmas for token in tokens(example) for form in verbs.forms(token))
    infinitives = name == "infinitive_markers" and any(
        form.kind == "infinitive" for token in tokens(example) for form in verbs.forms(token)
    )
    assert by_word or by_ending or by_lemma or infinitives, example


@pytest.mark.parametrize("code", CODES)
def test_words_are_in_lower_case(code: str) -> None:
    for name, section in read_section(code, "words").items():
        for key in ("words", "lemmas", "endings"):
            assert [w for w in section.get(key, []) if w != w.lower().strip()] == [], name


@pytest.mark.parametrize("code", CODES)
def test_every_list_arrives_in_the_loaded_words(code: str) -> None:
    words, raw = load_words(code), read_section(code, "words")
    for name in sorted(LISTS - {"predicates"}):
        assert getattr(words, name) == frozenset(raw[name]["words"]), name
    assert words.predicatives == frozenset(raw["predicates"]["words"])
    assert words.determiners == words.definite | words.indefinite | words.demonstratives | words.possessives


@pytest.mark.parametrize("code", CODES)
def test_subclasses_lie_in_their_class(code: str) -> None:
    words = load_words(code)
    assert words.clausal <= words.coordinators
    assert words.speaker_pronouns <= words.subject_pronouns


def test_a_pack_that_is_not_there() -> None:
    with pytest.raises(LanguageError, match=r"has no words\.toml"):
        load_words("xx")
    with pytest.raises(LanguageError, match="not a language code"):
        load_words("../nl")


def test_a_section_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = {name: section for name, section in read_section("nl", "words").items() if name != "negators"}
    monkeypatch.setattr("quoth.languages.words.read_section", lambda code, section: raw)
    with pytest.raises(LanguageError, match=r"words\.toml: \[negators\] has no 'negators'"):
        load_words.__wrapped__("nl")


def test_a_key_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = {**read_section("nl", "words"), "negators": {"example": "Niemand kwam."}}
    monkeypatch.setattr("quoth.languages.words.read_section", lambda code, section: raw)
    with pytest.raises(LanguageError, match=r"words\.toml: \[negators\] has no 'words'"):
        load_words.__wrapped__("nl")
