"""Certainty: hedges of the yardstick and unconfirmed reports, by tables of sentences in four languages.

In a row the claim's content stands in square brackets and its cue in braces; without brackets the sentence is the
content.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.model import Certainty
from quoth.model.claim import LEVELS
from quoth.reading.certainty import hedge_frames, read_certainty
from quoth.text import Passage

NL = """
asserted            | named   | De brigade heeft de sluis verlaten
likely              | named   | De brigade heeft de sluis waarschijnlijk verlaten
likely              | named   | Vermoedelijk gaat het om een oude mijn
likely              | unnamed | De colonne is vermoedelijk omgekeerd
realistic-possibility | named | De brigade heeft de sluis mogelijk verlaten
realistic-possibility | named | De dijk zou het kunnen begeven
realistic-possibility | unnamed | De dijk zou het kunnen begeven
realistic-possibility | named | Wellicht is het depot leeg
realistic-possibility | named | Misschien wordt de pont hersteld
highly-likely       | named   | De brigade is zeer waarschijnlijk vertrokken
highly-likely       | named   | De brigade is hoogstwaarschijnlijk vertrokken
highly-likely       | named   | Naar alle waarschijnlijkheid is het depot leeg
almost-certain      | named   | De brug is vrijwel zeker vernield
almost-certain      | named   | De brug is zo goed als zeker vernield
unlikely            | named   | Een landing blijft onwaarschijnlijk
unlikely            | named   | Een landing is niet waarschijnlijk
highly-unlikely     | named   | Een landing is hoogst onwaarschijnlijk
remote-chance       | named   | Een landing is vrijwel uitgesloten
asserted            | named   | De colonne zou zijn omgekeerd
unconfirmed         | unnamed | De colonne zou zijn omgekeerd
unconfirmed         | unnamed | Drie officieren zouden gewond zijn
unconfirmed         | unnamed | Naar verluidt is de kolonel gewond
unconfirmed         | named   | Volgens onbevestigde berichten is de dam gebroken
asserted            | named   | De troepen moeten zo snel mogelijk vertrekken
asserted            | named   | De oversteek is niet mogelijk
asserted            | named   | De vorst maakte de oversteek mogelijk
likely              | named   | Het instituut {acht} het {waarschijnlijk} dat [de heuvel is gevallen]
unlikely            | named   | Londen {vindt} [een vroege aftocht] {onwaarschijnlijk}
likely              | named   | De burgemeester {vermoedt} dat [de brug ondermijnd is]
realistic-possibility | named | De gouverneur {sluit niet uit} dat [de dam breekt]
unlikely            | named   | De kolonel {betwijfelt} of [de brug het houdt]
asserted            | named   | De burgemeester {zegt} dat [de brug ondermijnd is]
unlikely            | named   | Het is onwaarschijnlijk dat [de brigade de heuvel neemt]
highly-unlikely     | named   | Het is zeer onwaarschijnlijk dat [de brigade de heuvel neemt]
realistic-possibility | named | Er is een reële mogelijkheid dat [de pont zinkt]
realistic-possibility | named | Het valt niet uit te sluiten dat [de pont zinkt]
almost-certain      | named   | Het is zo goed als zeker dat [de pont zinkt]
remote-chance       | named   | De kans dat [het beleg breekt], is verwaarloosbaar
unlikely            | named   | De kans dat [het beleg breekt], is klein
highly-likely       | named   | De kans dat [het beleg breekt], is groot
unlikely            | named   | [Een vroege aftocht] is onwaarschijnlijk
asserted            | named   | De colonne, die waarschijnlijk uit het noorden kwam, is omgekeerd
asserted            | named   | De Britten {schatten} dat de pont mogelijk zonk, en dat [de brug instortte]
asserted            | named   | De woordvoerder noemde het woord ‘waarschijnlijk’ misleidend
likely              | named   | De brigade trekt waarschijnlijk weg, mogelijk over de brug
"""

EN = """
asserted            | named   | The brigade has left the lock
likely              | named   | The brigade has probably left the lock
likely              | named   | The brigade has likely left the lock
realistic-possibility | named | The brigade may have left the lock
realistic-possibility | named | The brigade might leave the lock
realistic-possibility | named | The dyke could give way
realistic-possibility | named | Possibly the depot is empty
realistic-possibility | named | It is possible that [the depot is empty]
highly-likely       | named   | The brigade has highly likely left
highly-likely       | named   | It is highly likely that [the brigade left]
highly-likely       | named   | In all likelihood the depot is empty
almost-certain      | named   | The bridge was almost certainly destroyed
almost-certain      | named   | It is almost certain that [the bridge was destroyed]
unlikely            | named   | A landing remains unlikely
unlikely            | named   | It is unlikely that [the brigade will take the hill]
unlikely            | named   | A landing is not likely
highly-unlikely     | named   | It is highly unlikely that [the brigade will take the hill]
remote-chance       | named   | There is a remote chance that [the ferry sails]
remote-chance       | named   | The chance that [the ferry sails] is negligible
unlikely            | named   | The chance that [the ferry sails] is slim
realistic-possibility | named | There is a realistic possibility that [the ferry sinks]
realistic-possibility | named | It cannot be ruled out that [the ferry sinks]
unconfirmed         | unnamed | The colonel was reportedly wounded
asserted            | named   | The colonel was reportedly wounded
unconfirmed         | unnamed | The colonel was allegedly wounded
unconfirmed         | named   | According to unconfirmed reports the dam broke
asserted            | named   | The offensive began in May
asserted            | named   | On 3 May the offensive began
asserted            | named   | The troops must leave as soon as possible
asserted            | named   | The crossing was not possible
likely              | named   | The mayor {suspects} that [the bridge is mined]
unlikely            | named   | The colonel {doubts} that [the bridge will hold]
realistic-possibility | named | The governor {did not rule out} that [the dam would break]
asserted            | named   | The mayor {said} that [the bridge is mined]
likely              | named   | London {considers} it {likely} that [the hill has fallen]
asserted            | named   | The convoy, which probably came from the north, turned back
asserted            | named   | He called the word "likely" misleading
unlikely            | named   | [An early retreat] is unlikely
"""

UK = """
asserted            | named   | Бригада залишила шлюз
likely              | named   | Бригада, ймовірно, залишила шлюз
likely              | named   | Мабуть, це стара міна
realistic-possibility | named | Бригада, можливо, залишила шлюз
realistic-possibility | named | Дамба може не витримати натиску, її може прорвати
realistic-possibility | named | Не виключено, що [пором затонув]
highly-likely       | named   | Бригада, найімовірніше, відійшла
highly-likely       | named   | З високою ймовірністю склад порожній
almost-certain      | named   | Міст майже напевно зруйновано
unlikely            | named   | Малоймовірно, що [бригада візьме висоту]
unlikely            | named   | Навряд чи [міст витримає]
highly-unlikely     | named   | Вкрай малоймовірно, що [бригада візьме висоту]
remote-chance       | named   | Ймовірність того, що [облогу прорвуть], мізерна
realistic-possibility | named | Є реальна можливість того, що [пором затоне]
unlikely            | named   | Висадка малоймовірна
unconfirmed         | unnamed | Полковника начебто поранено
asserted            | named   | Полковника начебто поранено
unconfirmed         | unnamed | Резерви нібито закінчилися
unconfirmed         | named   | За непідтвердженими даними, дамбу прорвано
likely              | named   | Мер {припускає}, що [міст заміновано]
realistic-possibility | named | Губернатор {не виключає}, що [дамбу прорве]
unlikely            | named   | Полковник {сумнівається}, що [міст витримає]
asserted            | named   | Мер {сказав}, що [міст заміновано]
asserted            | named   | Колона не може перейти річку
asserted            | named   | Переправа неможлива
asserted            | named   | Колона, яка, ймовірно, йшла з півночі, повернула назад
"""

RU = """
asserted            | named   | Бригада оставила шлюз
likely              | named   | Бригада, вероятно, оставила шлюз
likely              | named   | Предположительно, это старая мина
realistic-possibility | named | Бригада, возможно, оставила шлюз
realistic-possibility | named | Дамбу может прорвать
realistic-possibility | named | Не исключено, что [паром затонул]
highly-likely       | named   | Бригада, скорее всего, отошла
highly-likely       | named   | С высокой вероятностью склад пуст
almost-certain      | named   | Мост почти наверняка разрушен
unlikely            | named   | Маловероятно, что [бригада возьмёт высоту]
unlikely            | named   | Вряд ли [мост выдержит]
highly-unlikely     | named   | Крайне маловероятно, что [бригада возьмёт высоту]
remote-chance       | named   | Вероятность того, что [осаду прорвут], ничтожна
realistic-possibility | named | Есть реальная возможность того, что [паром затонет]
unlikely            | named   | Высадка маловероятна
unconfirmed         | unnamed | Полковник якобы ранен
asserted            | named   | Полковник якобы ранен
unconfirmed         | unnamed | Резервы вроде бы кончились
unconfirmed         | named   | По неподтверждённым данным, дамбу прорвало
likely              | named   | Мэр {подозревает}, что [мост заминирован]
realistic-possibility | named | Губернатор {не исключил}, что [дамбу прорвёт]
unlikely            | named   | Полковник {сомневается}, что [мост выдержит]
asserted            | named   | Мэр {сказал}, что [мост заминирован]
asserted            | named   | Колонна не может перейти реку
asserted            | named   | Переправа невозможна
asserted            | named   | Колонна, которая, вероятно, шла с севера, повернула назад
"""

TABLES = {"nl": NL, "en": EN, "uk": UK, "ru": RU}
ROWS = [
    (language, *(part.strip() for part in line.split("|")))
    for language, table in TABLES.items()
    for line in table.strip().splitlines()
]


def parse(marked: str) -> tuple[str, tuple[int, int], list[tuple[int, int]]]:
    """The plain sentence, the characters of its content and of its cues."""
    plain = ""
    content = (-1, -1)
    cues: list[tuple[int, int]] = []
    opened = 0
    for piece in re.split(r"([\[\]{}])", marked):
        if piece in {"[", "{"}:
            opened = len(plain)
        elif piece == "]":
            content = (opened, len(plain))
        elif piece == "}":
            cues.append((opened, len(plain)))
        else:
            plain += piece
    return plain, content if content[0] >= 0 else (0, len(plain)), cues


def read(language: str, marked: str, has_source: bool = True, act: str = "states") -> Certainty:
    text, content, cues = parse(marked)
    passage = Passage.of(text)
    return read_certainty(
        passage, passage.token_range(*content), language=language, cue=[passage.token_range(*c) for c in cues],
        matrix=range(len(passage.tokens)), has_source=has_source, act=act,
    )  # fmt: skip


@pytest.mark.parametrize(("language", "level", "who", "marked"), ROWS)
def test_certainty(language: str, level: str, who: str, marked: str) -> None:
    got = read(language, marked, who == "named")
    assert got.level == level
    assert (got.cue is None) == (level == "asserted")


@pytest.mark.parametrize("language", TABLES)
def test_who_declines_confirms_nothing(language: str) -> None:
    assert read(language, "x y z", act="declines").level == "unconfirmed"


def test_the_cue_is_the_hedge_itself() -> None:
    cue = read("nl", "De brigade is zeer waarschijnlijk vertrokken").cue
    assert cue is not None and cue.text == "zeer waarschijnlijk"


FRAMES = [
    ("nl", "Het is onwaarschijnlijk dat de brug het houdt", "Het is onwaarschijnlijk dat", "unlikely"),
    (
        "nl",
        "Er is een reële mogelijkheid dat de pont zinkt",
        "Er is een reële mogelijkheid dat",
        "realistic-possibility",
    ),
    ("nl", "De kans dat de pont zinkt, is verwaarloosbaar", "kans dat", "remote-chance"),
    ("nl", "Het staat vast dat de pont zinkt", None, None),
    ("nl", "De burgemeester zegt dat de pont waarschijnlijk zinkt", None, None),
    ("en", "It is highly likely that the bridge will hold", "It is highly likely that", "highly-likely"),
    ("en", "There is a real chance that the ferry sinks", "There is a real chance that", "realistic-possibility"),
    ("en", "The mayor said that the ferry probably sank", None, None),
    ("uk", "Малоймовірно, що міст витримає", "Малоймовірно, що", "unlikely"),
    ("ru", "Маловероятно, что мост выдержит", "Маловероятно, что", "unlikely"),
    ("ru", "Мэр сказал, что мост, вероятно, заминирован", None, None),
]


@pytest.mark.parametrize(("language", "text", "frame", "level"), FRAMES)
def test_hedge_frames(language: str, text: str, frame: str | None, level: str | None) -> None:
    passage = Passage.of(text)
    found = hedge_frames(passage, range(len(passage.tokens)), language)
    if frame is None:
        assert found == []
    else:
        assert [f.level for f in found] == [level]
        assert passage.span(found[0].first, found[0].end).text.endswith(frame)


def test_the_tail_of_a_frame_is_told() -> None:
    passage = Passage.of("The chance that the ferry sails is negligible")
    frame = hedge_frames(passage, range(len(passage.tokens)), "en")[0]
    assert frame.tail is not None
    assert passage.span(frame.tail.start, frame.tail.stop).text == "is negligible"


HEAP = [
    "het",
    "is",
    "niet",
    "zeer",
    "waarschijnlijk",
    "dat",
    "mogelijk",
    ",",
    "“",
    "”",
    "kans",
    "zou",
    "kunnen",
    "de",
    "pont",
    ".",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HEAP), max_size=40))
def test_any_heap_of_words_gives_a_level(words: list[str]) -> None:
    text = " ".join(["x", *words])
    got = read("nl", text)
    assert got.level in LEVELS
    assert got.cue is None or text[got.cue.start : got.cue.end] == got.cue.text
