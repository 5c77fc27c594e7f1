"""Paragraphs and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.languages.words import load_words
from quoth.text import Passage
from quoth.text.sentences import split_inside

CASES = [
    ("nl", "KIEV (ANP) - De stad is op 12 sept. 2022 heroverd.|Dat meldt Kiev."),
    ("nl", "KIEV/MOSKOU (Belga/AFP) – Drie mensen zijn gedood."),
    ("nl", "Gen. J. Zaloezjny zei dat dr. H.P. Janssen o.a. in Izjoem was, d.w.z. nabij de grens.|Daar viel niets."),
    ("nl", "Het begon om 18.30 uur.|De 12. september was een maandag.|In 2022.|Daarna niets."),
    ("nl", "Zij waren met 2.000.|De rest bleef."),
    ("nl", "Dat zei de VS.|Rusland zei nee."),
    ("nl", "Is dat zo?|Ja!|Echt?!|Nou...|Hij wist het niet.|Hij twijfelde… en ging."),
    ("nl", "Dat zei hij (zie boven).|Daarna (hij lachte) ging hij."),
    ("nl", "Het was stil.|'s Avonds vielen er bommen.|'t Was erg."),
    ("nl", "Dat meldt nieuwssite NU.nl vandaag.|Kijk op www.krant.nl.|Meer niet."),
    ("nl", "«Wij zijn vrij!» zei hij.|«Echt?» vroeg zij."),
    ("nl", "«Wij blijven.»|Zo klinkt het in Kiev."),
    ("nl", 'Hij zei: "Wij gaan door. Wij stoppen niet."|Daarna vertrok hij.'),
    ("nl", 'Hij zei: "Wij gaan door. Wij stoppen niet" en vertrok.'),
    ("nl", '"Wij", zei hij, "gaan door."|Dat meldt "De Krant".'),
    ("en", "KYIV, Sept. 12 (Reuters) - The U.S. said that Gen. Mark Milley met Mr. Smith.|Nobody came."),
    ("en", "Lt. Col. J. R. Brown agreed, i.e. he nodded.|They left."),
    ("uk", "Про це повідомив ген. Залужний 12 вер. 2022 р. у м. Ізюм.|За даними ЗМІ, є загиблі."),
    ("ru", "Об этом сообщил ген. И. Конашенков в г. Изюм и др. местах.|Далее тихо."),
    ("ru", "«Мы не уйдем. Никогда», — сказал он.|«Да»."),
    ("ru", "— Мы не уйдем, — сказал он.|Они ушли."),
]


def sentences(text: str, language: str) -> list[str]:
    passage = Passage.of(text, load_words(language).abbreviations)
    return [text[s.start : s.stop] for s in passage.sentences]


@pytest.mark.parametrize(("language", "marked"), CASES, ids=[c[1][:40] for c in CASES])
def test_sentences(language: str, marked: str) -> None:
    assert sentences(marked.replace("|", " "), language) == marked.split("|")


def test_paragraphs_end_sentences() -> None:
    text = "Live\n18:30 uur - Explosies in Charkiv\n\n• Eerste punt\n  • Tweede punt."
    passage = Passage.of(text)
    assert [text[s.start : s.stop] for s in passage.sentences] == [
        "Live", "18:30 uur - Explosies in Charkiv", "• Eerste punt", "• Tweede punt.",
    ]  # fmt: skip
    assert [s.paragraph for s in passage.sentences] == [0, 1, 2, 3]


def test_sentences_inside_a_quotation() -> None:
    text = "«Wij gaan door. Dr. Smit blijft. Echt!»"
    passage = Passage.of(text)
    inside = passage.quotations[0].inside
    found = split_inside(text, passage.tokens, inside, {"dr."})
    assert [passage.span(r.start, r.stop).text for r in found] == ["Wij gaan door.", "Dr. Smit blijft.", "Echt!"]


def test_spans_and_token_ranges() -> None:
    text = "Kiev meldt dat Izjoem vrij is."
    passage = Passage.of(text)
    assert passage.span(0, 2).text == "Kiev meldt"
    assert passage.token_range(0, 10) == range(0, 2)
    assert passage.token_range(1, 10) == range(1, 2)
    assert passage.token_range(0, 8) == range(0, 1)


@given(st.text(alphabet="«»„”\"'.!?…, -–()12ABab\n", max_size=120))
def test_sentences_cut_all_tokens_in_order(text: str) -> None:
    passage = Passage.of(text, {"a.", "b."})
    tokens = [k for s in passage.sentences for k in range(s.first, s.end)]
    assert tokens == list(range(len(passage.tokens)))
    for s in passage.sentences:
        first, end = passage.paragraphs[s.paragraph]
        assert first <= s.first < s.end <= end
        assert "\n" not in text[s.start : s.stop]
