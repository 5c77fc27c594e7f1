"""Verb morphology: paradigms, separable verbs, examples of every entry, guesses, and the strictness of the loader."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.languages.section import LanguageError, read_section
from quoth.languages.verbs import Form, Verbs, load_verbs, verbs_of
from quoth.text.tokens import tokenize

LANGUAGES = ["nl", "en", "uk", "ru"]


def readings(verbs: Verbs, word: str) -> set[str]:
    """Readings in short: lemma, kind, tense, number, person or gender, and +particle."""
    return {short(f) for f in verbs.forms(word)}


def short(f: Form) -> str:
    parts = [f.lemma, f.kind, f.tense, f.number, f.gender or (str(f.person) if f.person else None)]
    return " ".join(p for p in parts if p) + (f" +{f.particle}" if f.particle else "")


PARADIGMS: dict[str, list[tuple[str, str]]] = {
    "nl": [
        ("meldt", "melden finite present sg 3"),
        ("meldde", "melden finite past sg"),
        ("gemeld", "melden participle past"),
        ("zetten", "zetten finite past pl"),
        ("zet", "zetten finite present sg 3"),
        ("maakte", "maken finite past sg"),
        ("gemaakt", "maken participle past"),
        ("beloofde", "beloven finite past sg"),
        ("beloofd", "beloven participle past"),
        ("vreesden", "vrezen finite past pl"),
        ("bevestigde", "bevestigen finite past sg"),
        ("bevestigd", "bevestigen participle past"),
        ("twijfelt", "twijfelen finite present sg 3"),
        ("geëvacueerd", "evacueren participle past"),
        ("geïnformeerd", "informeren participle past"),
        ("geüniformeerd", "uniformeren participle past"),
        ("geuit", "uiten participle past"),
        ("varieerde", "variëren finite past sg"),
        ("preciseerde", "preciseren finite past sg"),
        ("financiert", "financieren finite present sg 3"),
        ("onderhandelde", "onderhandelen finite past sg"),
        ("bombardeerden", "bombarderen finite past pl"),
        ("zei", "zeggen finite past sg"),
        ("zeiden", "zeggen finite past pl"),
        ("sprak", "spreken finite past sg"),
        ("verwierpen", "verwerpen finite past pl"),
        ("vernomen", "vernemen participle past"),
        ("beschoten", "beschieten participle past"),
        ("herzien", "herzien participle past"),
        ("ontving", "ontvangen finite past sg"),
        ("overleden", "overlijden participle past"),
        ("deelde", "meedelen finite past sg +mee"),
        ("deelde", "delen finite past sg"),
        ("meedeelde", "meedelen finite past sg"),
        ("meegedeeld", "meedelen participle past"),
        ("meedelen", "meedelen infinitive"),
        ("kondigde", "aankondigen finite past sg +aan"),
        ("aangekondigd", "aankondigen participle past"),
        ("voorbereid", "voorbereiden participle past"),
        ("tegengesproken", "tegenspreken participle past"),
        ("toegegeven", "toegeven participle past"),
        ("bekendgemaakt", "bekendmaken participle past"),
        ("standhield", "standhouden finite past sg"),
        ("waarschuwt", "waarschuwen finite present sg 3"),
        ("luidde", "luiden finite past sg"),
        ("heette", "heten finite past sg"),
    ],
    "en": [
        ("says", "say finite present sg 3"),
        ("said", "say finite past"),
        ("said", "say participle past"),
        ("denies", "deny finite present sg 3"),
        ("denied", "deny finite past"),
        ("denying", "deny gerund"),
        ("claiming", "claim gerund"),
        ("urged", "urge finite past"),
        ("stopped", "stop participle past"),
        ("referring", "refer gerund"),
        ("admitted", "admit finite past"),
        ("signalled", "signal finite past"),
        ("signaled", "signal finite past"),
        ("withdrew", "withdraw finite past"),
        ("withdrawn", "withdraw participle past"),
        ("lying", "lie gerund"),
        ("agreeing", "agree gerund"),
        ("vetoes", "veto finite present sg 3"),
        ("launches", "launch finite present sg 3"),
        ("cutting", "cut gerund"),
        ("isn't", "be finite present sg 3"),
        ("couldn't", "can finite past"),
        ("hasn't", "have finite present sg 3"),
        ("fled", "flee participle past"),
        ("overran", "overrun finite past"),
        ("reading", "read gerund"),
    ],
    "uk": [
        ("повідомив", "повідомити finite past sg m"),
        ("повідомила", "повідомити finite past sg f"),
        ("повідомили", "повідомити finite past pl"),
        ("повідомляє", "повідомляти finite present sg 3"),
        ("повідомляють", "повідомляти finite present pl 3"),
        ("повідомляється", "повідомлятися finite present sg 3"),
        ("повідомлялося", "повідомлятися finite past sg n"),
        ("повідомлено", "повідомити participle past sg n"),
        ("знищено", "знищити participle past sg n"),
        ("знищена", "знищити participle past sg f"),
        ("підтвердив", "підтвердити finite past sg m"),
        ("підтверджено", "підтвердити participle past sg n"),
        ("підтверджу", "підтвердити finite present sg 1"),
        ("захистять", "захистити finite present pl 3"),
        ("захищено", "захистити participle past sg n"),
        ("роблять", "робити finite present pl 3"),
        ("атакував", "атакувати finite past sg m"),
        ("атаковано", "атакувати participle past sg n"),
        ("евакуйовано", "евакуювати participle past sg n"),
        ("каже", "казати finite present sg 3"),
        ("сказав", "сказати finite past sg m"),
        ("йдеться", "йтися finite present sg 3"),
        ("говориться", "говоритися finite present sg 3"),
        ("розповіла", "розповісти finite past sg f"),
        ("заявляючи", "заявляти gerund"),
        ("додавши", "додати gerund"),
        ("визнає", "визнавати finite present sg 3"),
        ("визнає", "визнати finite present sg 3"),
        ("вийшли", "вийти finite past pl"),
        ("збито", "збити participle past sg n"),
        ("зіб'ють", "збити finite present pl 3"),
        ("прийнято", "прийняти participle past sg n"),
        ("загинули", "загинути finite past pl"),
        ("вивезли", "вивезти finite past pl"),
    ],
    "ru": [
        ("сообщил", "сообщить finite past sg m"),
        ("сообщила", "сообщить finite past sg f"),
        ("сообщает", "сообщать finite present sg 3"),
        ("сообщается", "сообщаться finite present sg 3"),
        ("сообщалось", "сообщаться finite past sg n"),
        ("сообщено", "сообщить participle past sg n"),
        ("уничтожено", "уничтожить participle past sg n"),
        ("уничтожены", "уничтожить participle past pl"),
        ("подтверждён", "подтвердить participle past sg m"),
        ("подтвержден", "подтвердить participle past sg m"),
        ("запрещено", "запретить participle past sg n"),
        ("заявляя", "заявлять gerund"),
        ("добавив", "добавить gerund"),
        ("подчёркивает", "подчеркивать finite present sg 3"),
        ("говорится", "говориться finite present sg 3"),
        ("сказал", "сказать finite past sg m"),
        ("скажет", "сказать finite present sg 3"),
        ("рассказали", "рассказать finite past pl"),
        ("погиб", "погибнуть finite past sg m"),
        ("погибли", "погибнуть finite past pl"),
        ("опроверг", "опровергнуть finite past sg m"),
        ("пресёк", "пресечь finite past sg m"),
        ("сожгли", "сжечь finite past pl"),
        ("вышел", "выйти finite past sg m"),
        ("подошли", "подойти finite past pl"),
        ("вывезли", "вывезти finite past pl"),
        ("сбит", "сбить participle past sg m"),
        ("признаёт", "признавать finite present sg 3"),
        ("эвакуировали", "эвакуировать finite past pl"),
        ("атакован", "атаковать participle past sg m"),
        ("отказался", "отказаться finite past sg m"),
        ("боятся", "бояться finite present pl 3"),
        ("смогли", "смочь finite past pl"),
    ],
}

NOT_VERBS = {
    "nl": ["brug", "stad", "oorlog", "gisteren", "niet", "sprakt", "gesprekt", "meede", "sneuveelt"],
    "uk": ["річка", "учора", "не", "губернатор", "сказить", "повідомла", "боя"],
    "ru": ["река", "вчера", "не", "губернатор", "сказает", "скажат", "боять"],
    "en": ["river", "yesterday", "sayed", "denyed", "stoped", "not", "mayor", "ministry"],
}


@pytest.mark.parametrize(("code", "word", "expected"), [(c, w, e) for c, rows in PARADIGMS.items() for w, e in rows])
def test_paradigm(code: str, word: str, expected: str) -> None:
    assert expected in readings(load_verbs(code), word)


@pytest.mark.parametrize(("code", "word"), [(c, w) for c, words in NOT_VERBS.items() for w in words])
def test_no_verb(code: str, word: str) -> None:
    assert load_verbs(code).forms(word) == ()


def test_bound_verb_needs_its_particle() -> None:
    assert {f.particle for f in load_verbs("nl").forms("kondigde")} == {"aan", "af"}


def test_features() -> None:
    nl = load_verbs("nl")
    assert all(f.aux for f in nl.forms("heeft") if f.lemma == "hebben")
    assert all(f.common for f in nl.forms("plaatsen"))
    assert not any(f.common for f in nl.forms("meldde"))
    assert nl.forms("meldde")[0].kind == "finite"


def words_of(sentence: str) -> list[str]:
    return [t.lower for t in tokenize(sentence) if t.is_word]


def lemmas_in(verbs: Verbs, sentence: str) -> set[str]:
    """Lemmas of the sentence's words, a separable one only where its particle stands there, too."""
    words = words_of(sentence)
    return {f.lemma for w in words for f in verbs.forms(w) if f.particle is None or f.particle in words}


def with_reflexives(verbs: Verbs, lemmas: set[str]) -> set[str]:
    return lemmas | {lemma + verbs.reflexive_suffix for lemma in lemmas}


def entries(code: str, key: str) -> list[dict[str, Any]]:
    return [e for e in read_section(code, "verbs").get(key, []) if isinstance(e, dict)]


def cases(key: str) -> list[Any]:
    return [pytest.param(c, e, id=f"{c}-{key}-{n}") for c in LANGUAGES for n, e in enumerate(entries(c, key), 1)]


@pytest.mark.parametrize(("code", "group"), cases("group"))
def test_group_examples(code: str, group: dict[str, Any]) -> None:
    verbs = load_verbs(code)
    lemmas = {w.split(":")[0] for w in group["words"].split()}
    compounds = {c["prefix"] + b for c in entries(code, "compound") for b in c["words"].split() if b in lemmas}
    for example in group["examples"]:
        assert lemmas_in(verbs, example) & with_reflexives(verbs, lemmas | compounds), example


@pytest.mark.parametrize(("code", "entry"), cases("irregular"))
def test_irregular_examples(code: str, entry: dict[str, Any]) -> None:
    assert entry["lemma"] in lemmas_in(load_verbs(code), entry["example"])


@pytest.mark.parametrize(("code", "entry"), cases("compound"))
def test_compound_examples(code: str, entry: dict[str, Any]) -> None:
    verbs, lemmas = load_verbs(code), {entry["prefix"] + b for b in entry["words"].split()}
    for example in entry["examples"]:
        assert lemmas_in(verbs, example) & with_reflexives(verbs, lemmas), example


@pytest.mark.parametrize(("code", "entry"), cases("guess"))
def test_guess_examples(code: str, entry: dict[str, Any]) -> None:
    verbs = load_verbs(code)
    guesses = [f for w in words_of(entry["example"]) for f in verbs.guess(w)]
    assert any(g.kind == f.split()[0] for g in guesses for f in entry["forms"])
    assert all(g.guessed and 0 < g.confidence < 1 for g in guesses)


@pytest.mark.parametrize(("code", "entry"), cases("reflexive"))
def test_reflexive_examples(code: str, entry: dict[str, Any]) -> None:
    verbs = load_verbs(code)
    assert any(f.reflexive for w in words_of(entry["example"]) for f in verbs.forms(w) if w.endswith(entry["ending"]))


@pytest.mark.parametrize("code", LANGUAGES)
def test_common_examples(code: str) -> None:
    raw, verbs = read_section(code, "verbs")["common"], load_verbs(code)
    assert all(any(f.common for w in words_of(e) for f in verbs.forms(w)) for e in raw["examples"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_common_words_are_verb_forms(code: str) -> None:
    verbs = load_verbs(code)
    assert [w for w in read_section(code, "verbs")["common"]["words"].split() if not verbs.forms(w)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_lemma_twice_in_a_group(code: str) -> None:
    for group in entries(code, "group"):
        words = group["words"].split()
        assert len(words) == len(set(words)), sorted(w for w in words if words.count(w) > 1)


@pytest.mark.parametrize("code", LANGUAGES)
def test_size(code: str) -> None:
    assert len(load_verbs(code).lemmas()) >= {"nl": 3500, "en": 1200, "uk": 1000, "ru": 1000}[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_loading_is_quick(code: str) -> None:
    """About 50 ms where counting to a million takes 35; measured against that, so that a busy machine fails nobody."""

    def seconds(work: Callable[[], object]) -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    def load() -> None:
        load_verbs.cache_clear()
        load_verbs(code)

    yardstick = min(seconds(lambda: sum(1 for _ in range(1_000_000))) for _ in range(5))
    assert min(seconds(load) for _ in range(5)) < 8 * yardstick


@pytest.mark.parametrize("code", LANGUAGES)
def test_guess_leaves_known_words_alone(code: str) -> None:
    verbs = load_verbs(code)
    assert all(verbs.guess(w) == () for w, _ in PARADIGMS.get(code, []))


def test_guess_is_less_sure_at_the_beginning() -> None:
    nl = load_verbs("nl")
    inside, begin = nl.guess("frustilleerde"), nl.guess("frustilleerde", sentence_initial=True)
    assert inside[0].confidence > begin[0].confidence > 0


@given(st.text(max_size=40))
def test_any_word(word: str) -> None:
    for code in LANGUAGES:
        verbs = load_verbs(code)
        assert verbs.forms(word) == verbs.forms(word)
        assert not (verbs.forms(word) and verbs.guess(word))


MINIMAL: dict[str, Any] = {
    "endings": {"all": {"finite present sg": "t"}},
    "class": [{"name": "weak", "cut": "en", "uses": [["all", "{root}"]]}],
    "group": [{"class": "weak", "words": "werken", "examples": ["Hij werkt."]}],
    "common": {"words": "", "examples": ["Hij werkt."]},
}


def test_minimal() -> None:
    assert readings(verbs_of(MINIMAL, "xx"), "werkt") == {"werken finite present sg"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"groups": []}, "unknown key 'groups'"),
        ({"group": [{"class": "weak", "words": "werken"}]}, "'examples' must be"),
        ({"group": [{"class": "strong", "words": "werken", "examples": ["x"]}]}, "one of weak"),
        ({"group": [{"class": "weak", "words": "gaan", "examples": ["x"]}]}, "does not end in 'en'"),
        ({"group": [{"class": "weak", "words": "werken", "examples": ["x"], "note": "x"}]}, "unknown key 'note'"),
        ({"endings": {"all": {"finite future": "t"}}}, "unknown feature 'future'"),
        ({"endings": {"all": {"noun sg": "t"}}}, "unknown kind 'noun'"),
        ({"class": [{"name": "weak", "uses": [["all", "{stem}"]]}]}, "no part 'stem'"),
        ({"class": [{"name": "weak", "uses": [["all", "{1}"]]}]}, "lacks principal parts"),
        ({"class": [{"name": "weak", "uses": [["none", "x"]]}]}, "no endings 'none'"),
        ({"compound": [{"prefix": "op", "words": "lopen", "examples": ["x"]}]}, "'lopen' is no verb"),
        ({"guess": [{"ends": "t", "forms": ["finite"], "example": "x", "confidence": 2}]}, "between 0 and 1"),
    ],
)  # fmt: skip
def test_strict(change: dict[str, Any], message: str) -> None:
    with pytest.raises(LanguageError, match=r"languages/xx/verbs\.toml") as wrong:
        verbs_of({**MINIMAL, **change}, "xx")
    assert message in str(wrong.value)


def test_no_such_language() -> None:
    with pytest.raises(LanguageError, match=r"has no verbs\.toml"):
        load_verbs("xx")
