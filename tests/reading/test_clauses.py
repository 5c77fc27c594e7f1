"""Clause charts: the clauses of a sentence in the order in which they open, each with its finite verb."""

from __future__ import annotations

import pytest

from quoth.languages.verbs import load_verbs
from quoth.languages.words import load_words
from quoth.reading.chart import Chart
from quoth.reading.clauses import build_chart
from quoth.text import Passage

Charted = list[tuple[str, str]]

CHARTS: list[tuple[str, str, Charted]] = [
    ("nl", "Zaterdag trok het leger zich terug uit de stad.", [("main", "trok")]),
    ("nl", "Het leger meldt dat de brug is verwoest.", [("main", "meldt"), ("that", "is")]),
    ("nl", "De dorpen die gisteren vielen, liggen aan de weg.", [("main", "liggen"), ("rel", "vielen")]),
    ("nl", "Hij beloofde de stad te houden.", [("main", "beloofde")]),
    ("nl", "Omdat de brug verwoest was, trokken de troepen zich terug.", [("main", "trokken"), ("sub", "was")]),
    (
        "nl",
        "De gouverneur zei dat de troepen die de stad verdedigen, munitie nodig hebben.",
        [("main", "zei"), ("that", "hebben"), ("rel", "verdedigen")],
    ),
    ("nl", "De brug is weg en de weg ligt open.", [("main", "is"), ("main", "ligt")]),
    ("nl", "De haven is beschoten, meldt de gouverneur.", [("main", "is"), ("main", "meldt")]),
    ("nl", "Volgens de burgemeester zijn er drie mensen omgekomen.", [("main", "zijn")]),
    ("nl", "Hij wist niet of de stad gevallen was.", [("main", "wist"), ("question", "was")]),
    ("nl", "Dat meldt de generale staf.", [("main", "meldt")]),
    ("nl", "De minister kondigde aan dat het leger de stad zou verlaten.", [("main", "kondigde"), ("that", "zou")]),
    (
        "nl",
        "Terwijl de troepen zich terugtrokken, werd de haven beschoten.",
        [("main", "werd"), ("sub", "terugtrokken")],
    ),
    ("nl", "De soldaten weigerden hun wapens neer te leggen.", [("main", "weigerden")]),
    (
        "nl",
        "Moskou zegt dat het dorp is ingenomen en dat de brug is verwoest.",
        [("main", "zegt"), ("that", "is"), ("that", "is")],
    ),
    ("nl", "De troepen zouden de stad hebben verlaten.", [("main", "zouden")]),
    ("en", "On Saturday the army withdrew from the city.", [("main", "withdrew")]),
    ("en", "He promised to hold the city.", [("main", "promised")]),
    ("en", "Because the bridge was destroyed, the troops withdrew.", [("main", "withdrew"), ("sub", "was")]),
    ("en", "The port has been shelled, the governor said.", [("main", "has"), ("main", "said")]),
    ("en", "He did not know whether the city had fallen.", [("main", "did"), ("question", "had")]),
    ("en", "While the troops withdrew, the port was shelled.", [("main", "was"), ("sub", "withdrew")]),
    ("en", "He asked why the town had fallen.", [("main", "asked"), ("question", "had")]),
    (
        "en",
        "The ministry said that troops had left and that the port was closed.",
        [("main", "said"), ("that", "had"), ("that", "was")],
    ),
    ("en", "Residents said that shelling had stopped.", [("main", "said"), ("that", "had")]),
    ("en", "Grain that was stored in the port has burned.", [("main", "has"), ("rel", "was")]),
    ("en", "He denied that troops had left the city.", [("main", "denied"), ("that", "had")]),
    ("en", "Troops entered the town and raised a flag.", [("main", "entered"), ("main", "raised")]),
    ("en", "The villages which fell yesterday were small.", [("main", "were"), ("rel", "fell")]),
    ("en", "The governor said the soldiers had left.", [("main", "said"), ("that", "had")]),
    ("en", "The army said that the town had been shelled.", [("main", "said"), ("that", "had")]),
    ("en", "Troops had entered the town, the mayor said.", [("main", "had"), ("main", "said")]),
    ("uk", "У суботу армія відійшла з міста.", [("main", "відійшла")]),
    ("uk", "Генштаб повідомляє, що міст зруйновано.", [("main", "повідомляє"), ("that", "зруйновано")]),
    ("uk", "Він пообіцяв утримати місто.", [("main", "пообіцяв")]),
    ("uk", "Оскільки міст зруйновано, війська відійшли.", [("main", "відійшли"), ("sub", "зруйновано")]),
    ("uk", "Порт обстріляно, повідомив губернатор.", [("main", "обстріляно"), ("main", "повідомив")]),
    ("uk", "Він не знав, чи впало місто.", [("main", "знав"), ("question", "впало")]),
    ("uk", "Губернатор сказав: порт обстріляли вночі.", [("main", "сказав"), ("main", "обстріляли")]),
    ("uk", "Атаку відбито.", [("main", "відбито")]),
    ("uk", "За даними Генштабу, відбито сім атак.", [("main", "відбито")]),
    (
        "uk",
        "Губернатор заявив, що війська відійшли і що порт обстріляли.",
        [("main", "заявив"), ("that", "відійшли"), ("that", "обстріляли")],
    ),
    ("uk", "Ворог обстрілює порт, бо хоче зупинити вивезення зерна.", [("main", "обстрілює"), ("sub", "хоче")]),
    ("uk", "Село звільнили, заявив президент.", [("main", "звільнили"), ("main", "заявив")]),
    ("uk", "Якщо міст упаде, військам доведеться відійти.", [("main", "доведеться"), ("sub", "упаде")]),
    ("uk", "Мер підтвердив, що лікарню зруйновано.", [("main", "підтвердив"), ("that", "зруйновано")]),
    ("uk", "Армія відійшла, але порт ще тримається.", [("main", "відійшла"), ("main", "тримається")]),
    ("uk", "Він не сказав, скільки солдатів загинуло.", [("main", "сказав"), ("question", "загинуло")]),
    ("uk", "Хоча порт обстріляно, судна виходять у море.", [("main", "виходять"), ("sub", "обстріляно")]),
    ("ru", "В субботу армия отошла из города.", [("main", "отошла")]),
    ("ru", "Генштаб сообщает, что мост разрушили.", [("main", "сообщает"), ("that", "разрушили")]),
    ("ru", "Сёла, которые вчера взяли, лежат у трассы.", [("main", "лежат"), ("rel", "взяли")]),
    ("ru", "Он пообещал удержать город.", [("main", "пообещал")]),
    ("ru", "Поскольку мост разрушили, войска отошли.", [("main", "отошли"), ("sub", "разрушили")]),
    ("ru", "Моста нет, а дорога открыта.", [("main", "нет"), ("main", "открыта")]),
    ("ru", "Порт обстреляли, сообщил губернатор.", [("main", "обстреляли"), ("main", "сообщил")]),
    ("ru", "Губернатор сказал: порт обстреляли ночью.", [("main", "сказал"), ("main", "обстреляли")]),
    ("ru", "Мост разрушен.", [("main", "разрушен")]),
    (
        "ru",
        "Губернатор заявил, что войска, которые обороняют город, нуждаются в боеприпасах.",
        [("main", "заявил"), ("that", "нуждаются"), ("rel", "обороняют")],
    ),
    ("ru", "По данным Генштаба, отбито семь атак.", [("main", "отбито")]),
    (
        "ru",
        "Губернатор заявил, что войска отошли и что порт обстреляли.",
        [("main", "заявил"), ("that", "отошли"), ("that", "обстреляли")],
    ),
    ("ru", "Если мост упадёт, войскам придётся отойти.", [("main", "придётся"), ("sub", "упадёт")]),
    ("ru", "Село освободили, заявил президент.", [("main", "освободили"), ("main", "заявил")]),
    ("ru", "Мэр подтвердил, что больницу разрушили.", [("main", "подтвердил"), ("that", "разрушили")]),
    ("ru", "Армия отошла, но порт ещё держится.", [("main", "отошла"), ("main", "держится")]),
    ("ru", "Он не сказал, сколько солдат погибло.", [("main", "сказал"), ("question", "погибло")]),
    ("ru", "Взято село Работино.", [("main", "Взято")]),
    ("ru", "Хотя порт обстреляли, суда выходят в море.", [("main", "выходят"), ("sub", "обстреляли")]),
    ("ru", "Деревни, которые вчера взяли, лежат у трассы.", [("main", "лежат"), ("rel", "взяли")]),
]

NESTED = [
    ("nl", "De gouverneur zei dat de troepen die de stad verdedigen, munitie nodig hebben.", [None, 0, 1]),
    ("nl", "De dorpen die gisteren vielen, liggen aan de weg.", [None, 0]),
    ("nl", "Moskou zegt dat het dorp is ingenomen en dat de brug is verwoest.", [None, 0, 0]),
    ("en", "The ministry said that troops had left and that the port was closed.", [None, 0, 0]),
    ("uk", "Губернатор заявив, що війська відійшли і що порт обстріляли.", [None, 0, 0]),
    ("ru", "Губернатор заявил, что войска, которые обороняют город, нуждаются в боеприпасах.", [None, 0, 1]),
]


def chart(code: str, text: str) -> tuple[Passage, Chart]:
    words = load_words(code)
    passage = Passage.of(text, words.abbreviations)
    return passage, build_chart(passage.tokens, 0, len(passage.tokens), words, load_verbs(code))


@pytest.mark.parametrize(("code", "text", "expected"), CHARTS, ids=[t[:60] for _, t, _ in CHARTS])
def test_clauses(code: str, text: str, expected: Charted) -> None:
    passage, found = chart(code, text)
    assert [(c.kind, None if c.verb is None else passage.tokens[c.verb].text) for c in found.clauses] == expected


@pytest.mark.parametrize(("code", "text", "parents"), NESTED)
def test_nesting(code: str, text: str, parents: list[int | None]) -> None:
    _, found = chart(code, text)
    assert [c.parent for c in found.clauses] == parents


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text, _ in CHARTS])
def test_every_token_has_a_clause(code: str, text: str) -> None:
    passage, found = chart(code, text)
    assert set(found.clause_of) == set(range(len(passage.tokens)))
    for i in range(len(passage.tokens)):
        path = found.path(i)
        assert path[0] == found.clause(i)
        assert all(c.first <= i < c.end for c in path)
        assert all(found.inside(path[0], outer) for outer in path)


def test_a_quotation_is_not_looked_into() -> None:
    words = load_words("nl")
    passage = Passage.of("‘De brug is weg’, zei de gouverneur.", words.abbreviations)
    (quoted,) = passage.quotations
    found = build_chart(
        passage.tokens, 0, len(passage.tokens), words, load_verbs("nl"), [range(quoted.first, quoted.last + 1)]
    )
    assert [passage.tokens[c.verb].text for c in found.clauses if c.verb is not None] == ["zei"]


def test_a_heading_has_no_verb() -> None:
    _, found = chart("nl", "Zware gevechten bij Bachmoet")
    assert [(c.kind, c.verb) for c in found.clauses] == [("main", None)]
