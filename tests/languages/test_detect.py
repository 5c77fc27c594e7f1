"""Which language a text is in, and when none fits."""

from __future__ import annotations

import pytest

from quoth.languages.detect import UnknownLanguage, detect
from quoth.languages.section import installed_packs
from quoth.languages.signs import load_signs

EXAMPLES = [(code, example) for code in installed_packs() for example in load_signs(code).examples]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_every_example_of_every_pack(code: str, example: str) -> None:
    assert detect(example) == code
    assert detect(example, [code]) == code


TEXTS = [
    ("nl", "KIEV (ANP) - Izjoem, Koepjansk en Balaklia zijn volgens de gouverneur van Charkiv heroverd."),
    ("en", "KYIV (Reuters) - Izium, Kupiansk and Balakliia were retaken, the governor of Kharkiv told Suspilne."),
    ("en", "Air strikes hit Synkivka, Kyslivka, Serebrianske forest, Yampil, Vesele, Sloviansk and Toretsk."),
    ("en", "Over the last 24 hours, Ukrainian forces have likely advanced in the Kherson area."),
    ("uk", "Ізюм, Куп'янськ і Балаклію звільнено, повідомив голова ОВА Синєгубов."),
    ("uk", "У районі Бахмута відбито атаки. За добу втрати ворога становлять близько двохсот осіб."),
    ("ru", "Освобождён населённый пункт в районе Изюма, сообщили в министерстве обороны."),
    ("ru", "«Мы не уйдём», — сказал он. За сутки уничтожены два танка и три орудия."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_news(code: str, text: str) -> None:
    assert detect(text) == code


FOREIGN = [
    "Die Truppen haben die Stadt verlassen, und der Bürgermeister sagte, dass es keine Verletzten gibt.",
    "Les troupes ont quitté la ville et le maire a dit que personne n'a été blessé dans le port.",
    "Войските се изтеглиха от града и кметът заяви, че при обстрела на пристанището няма пострадали. " * 2,
    "Войскі пакінулі горад, і мэр заявіў, што ніхто не пацярпеў пры абстрэле порта ў нядзелю. " * 2,
    "Wojska opuściły miasto, a burmistrz powiedział, że nikt nie został ranny w porcie.",
    "Οι δυνάμεις εγκατέλειψαν την πόλη και ο δήμαρχος είπε ότι δεν υπάρχουν τραυματίες.",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(UnknownLanguage, match=r"it looks like language '..'; installed: "):
        detect(text)


@pytest.mark.parametrize("text", ["", " \n", "12:30 - 5 %", "😀"])
def test_no_words(text: str) -> None:
    with pytest.raises(UnknownLanguage, match="no words"):
        detect(text)


def test_only_the_asked_languages_count() -> None:
    with pytest.raises(UnknownLanguage, match="installed: nl"):
        detect(TEXTS[2][1], ["nl"])


def test_the_script_decides_over_a_quotation_in_another() -> None:
    assert detect("Он написал в телеграме: «No comment». После этого мэр уехал из города, сообщили журналисты.") == "ru"
