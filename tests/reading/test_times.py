"""Times: rows of sentences with what their expressions mean; the document's date; when something was said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.languages.words import load_words
from quoth.model import Document
from quoth.model.edtf import parse
from quoth.reading.dating import DocumentDate, date_document
from quoth.reading.times import EventTense, Tense, TimeMention, event_time, find_times, said_time, when
from quoth.text import Passage

WAR = dt.date(2022, 2, 24)
PUBLISHED = "2023-03-15"
ROWS = Path(__file__).parent / "rows"


def rows(kind: str, code: str) -> list[list[str]]:
    lines = (ROWS / f"{kind}_{code}.txt").read_text("utf-8").splitlines()
    return [[c.strip() for c in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


def read(
    text: str, code: str, published: str | None = PUBLISHED
) -> tuple[Passage, tuple[TimeMention, ...], DocumentDate]:
    passage = Passage.of(text, load_words(code).abbreviations)
    times = find_times(passage, code, first_day=WAR)
    return passage, times, date_document(Document("d", text, published=published), times, passage)


@pytest.mark.parametrize(
    ("code", "row"),
    [pytest.param(c, r, id=f"{c}-{k}") for c in ("nl", "en", "uk", "ru") for k, r in enumerate(rows("times", c))],
)
def test_row(code: str, row: list[str]) -> None:
    tense, text, *expected = row
    assert tense in {"past", "present", "future"}
    passage, times, dated = read(text, code)
    found = {m.span.text: when(passage, m, dated, tense=tense) for m in times}  # type: ignore[arg-type]
    if expected == [""]:
        assert not found
        return
    for item in expected:
        phrase, _, value = (x.strip() for x in item.partition("=>"))
        assert phrase in found, found
        assert found[phrase] == (None if value == "-" else value), found


@pytest.mark.parametrize("code", ["nl", "en", "uk", "ru"])
def test_rows_are_many(code: str) -> None:
    assert len(rows("times", code)) + len(rows("quantities", code)) >= 150


DATED = [
    ("nl", "2022-09", "Op de 200ste dag van de oorlog zei Kiev dat het dorp gevallen is.", "2022-09-11"),
    ("nl", "2022-09", "Dag 199 van de oorlog. Het regent.", "2022-09-10"),
    ("nl", None, "Op de 200ste dag van de oorlog zei Kiev dat het dorp gevallen is.", "2022-09-11"),
    ("nl", "2022-09", "Het dorp viel. Sinds 4 september is er geen water.", "2022-09-04/2022-09-30"),
    ("nl", "2023-03", "Inlichtingenupdate – 4 maart 2023\nHet front ligt stil.", "2023-03-04"),
    ("nl", "2022-09-11", "Op de 150ste dag van de oorlog viel het dorp.", "2022-09-11"),
    ("nl", "2022-09", "Het regende op 3 maart 2021.", "2022-09"),
    ("nl", None, "Het regende.", None),
    ("en", "2023-01", "KYIV, Jan 11 - The village fell, an official said.", "2023-01-11"),
    ("en", "2023-11", "INFORMATION as of 18:00, November 23, 2023\nThe enemy attacks.", "2023-11-23"),
    ("en", "2023-05", "UPDATE\nMinistry, 12 May 2023\nTroops withdrew on 3 May, it said.", "2023-05-12"),
    ("en", "2023", "Day 412 of the full-scale invasion. It rains.", "2023-04-11"),
    ("uk", "2023-03", "КИЇВ, 21 березня. Село впало, кажуть у штабі.", "2023-03-21"),
    ("uk", "2023", "Триває триста дев'яносто перша доба повномасштабної агресії.", "2023-03-21"),
    ("uk", "2023-09", "Середа, 20 вересня 2023, 14:42\nСело впало.", "2023-09-20"),
    ("ru", "2022-12", "МОСКВА, 5 декабря. Село пало, сообщили в штабе.", "2022-12-05"),
    ("ru", "2022", "Идёт 285-й день спецоперации.", "2022-12-05"),
]


@pytest.mark.parametrize(("code", "published", "text", "expected"), DATED)
def test_document_date(code: str, published: str | None, text: str, expected: str | None) -> None:
    assert read(text, code, published)[2].edtf == expected


def test_live_blog_entries_have_their_own_day() -> None:
    text = (
        "LIVEBLOG\nzaterdag 20 mei, 12.41 uur – De brug is dicht\nVandaag viel de brug.\n"
        "13.20 uur – Reactie\nVandaag kwam er hulp.\nzondag 21 mei, 08.15 uur – Nieuws\nVandaag is het stil."
    )
    passage, times, dated = read(text, "nl", "2023-05-21")
    today = [when(passage, m, dated) for m in times if m.span.text == "Vandaag"]
    assert today == ["2023-05-20", "2023-05-20", "2023-05-21"]


def test_unknown_date_gives_no_days() -> None:
    passage, times, dated = read("Zaterdag viel het dorp. In mei 2022 viel de stad.", "nl", None)
    assert [when(passage, m, dated) for m in times] == [None, None]


SAID: list[tuple[str, str, Tense | None, str | None, str | None]] = [
    ("nl", "De gouverneur zei zaterdag op televisie:", "past", None, "2023-03-11"),
    ("nl", "Dat had de gouverneur dinsdagnacht al verklaard:", "pluperfect", None, "2023-03-14/2023-03-15"),
    ("nl", "Aldus de gouverneur:", None, None, "2023-03-15"),
    ("nl", "De gouverneur zegt:", "present", None, "2023-03-15"),
    ("nl", "De gouverneur zei:", "past", None, None),
    ("nl", "De gouverneur zei:", "past", "2023-03-10", "2023-03-10"),
    ("nl", "Eerder had de gouverneur verklaard:", "pluperfect", None, "../2023-03-15"),
    ("nl", "Aanvankelijk ontkende de gouverneur:", "past", None, "../2023-03-15"),
    ("nl", "Onlangs zei de gouverneur:", "past", None, None),
    ("en", "The governor said on Saturday:", "past", None, "2023-03-11"),
    ("en", "The governor said in his nightly address:", "past", None, "2023-03-15"),
    ("en", "The governor has said:", "perfect", None, "../2023-03-15"),
    ("en", "According to the governor:", None, None, "2023-03-15"),
    ("en", "The governor wrote late on Tuesday:", "past", None, "2023-03-14"),
    ("uk", "Губернатор заявив у суботу:", "past", None, "2023-03-11"),
    ("uk", "За словами губернатора:", None, None, "2023-03-15"),
    ("uk", "У вечірньому зверненні президент заявив:", "past", None, "2023-03-15"),
    ("uk", "Раніше губернатор заявляв:", "past", None, "../2023-03-15"),
    ("ru", "Губернатор заявил в субботу:", "past", None, "2023-03-11"),
    ("ru", "По словам губернатора:", None, None, "2023-03-15"),
    ("ru", "Ранее губернатор заявлял:", "past", None, "../2023-03-15"),
    ("ru", "Накануне губернатор заявил:", "past", None, "2023-03-14"),
]


@pytest.mark.parametrize(("code", "text", "tense", "previous", "expected"), SAID)
def test_said(code: str, text: str, tense: Tense | None, previous: str | None, expected: str | None) -> None:
    passage, times, dated = read(text, code)
    zone = range(len(passage.tokens))
    assert said_time(passage, zone, times, dated, tense=tense, previous=previous) == expected


def test_undated_past_under_a_dateline_is_that_day() -> None:
    passage, times, dated = read("КИЇВ, 15 березня. Село впало, повідомив губернатор.", "uk")
    last = passage.sentences[-1]
    assert said_time(passage, range(last.first, last.end), times, dated, tense="past") == "2023-03-15"


EVENTS: list[tuple[str, str, EventTense, str | None, str | None]] = [
    ("nl", "De brug viel vrijdag.", "past", None, "2023-03-10"),
    ("nl", "De brug viel.", "past", None, None),
    ("nl", "Ze houden momenteel de heuvel.", "present", None, "2023-03-15"),
    ("nl", "De brug viel momenteel.", "past", None, None),
    ("nl", "Sinds 1 maart zijn acht dorpen bevrijd.", "past", "2023-03-08", "2023-03-01/2023-03-08"),
    ("nl", "De voorbije dagen viel de brug.", "past", None, None),
    ("en", "The bridge would reopen on Friday.", "future", "2023-03-13", "2023-03-17"),
    ("en", "They were repelled in three days.", "past", "2023-03-12", "2023-03-09/2023-03-12"),
]


@pytest.mark.parametrize(("code", "text", "tense", "said", "expected"), EVENTS)
def test_event(code: str, text: str, tense: EventTense, said: str | None, expected: str | None) -> None:
    passage, times, dated = read(text, code)
    assert event_time(passage, range(len(passage.tokens)), times, dated, tense=tense, said=said) == expected


def test_words_in_a_quotation_count_from_its_day() -> None:
    passage, times, dated = read("«Gisteren viel de brug», zei hij.", "nl")
    content = range(1, 5)
    assert event_time(passage, content, times, dated, tense="past", said="2023-03-10") == "2023-03-09"


def test_shared_front_of_the_sentence() -> None:
    passage, times, dated = read("Vrijdag viel de brug en brandde het depot af.", "nl")
    assert event_time(passage, range(5, 9), times, dated, tense="past", shared=range(0, 4)) == "2023-03-10"


def test_a_night_governs_what_follows() -> None:
    passage, times, dated = read("Зведення про ніч на 13 березня. Збито сім дронів.", "uk")
    last = passage.sentences[-1]
    assert event_time(passage, range(last.first, last.end), times, dated, tense="past") == "2023-03-12/2023-03-13"


SOUP = """
zaterdag 3 maart sinds tot 2.000 eind de het 11/09/2022 vannacht , . – tien van dag oorlog 31 februari 99 2023-02-30 uur
In the night of May 5 to 7 hundred and past weeks ago
"""
ALPHABET = st.sampled_from(SOUP.split())


@given(
    st.lists(ALPHABET, max_size=30),
    st.sampled_from(["nl", "en", "uk", "ru"]),
    st.sampled_from(["2023-03-15", "2023", None]),
)
def test_any_words_give_ordered_mentions_and_valid_values(words: list[str], code: str, published: str | None) -> None:
    passage, times, dated = read(" ".join(words), code, published)
    for k, m in enumerate(times):
        assert m.i == k and m.first <= m.core < m.end
        assert k == 0 or times[k - 1].end <= m.first
        value = when(passage, m, dated)
        assert value is None or parse(value)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 6))
def test_weekdays_lie_in_the_week_before(day: dt.date, offset: int) -> None:
    name = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"][
        (day - dt.timedelta(offset)).weekday()
    ]
    passage, times, dated = read(f"Het dorp viel {name}.", "nl", day.isoformat())
    assert when(passage, times[0], dated, tense="past") == (day - dt.timedelta(offset)).isoformat()


@given(st.dates(dt.date(2022, 2, 24), dt.date(2032, 1, 1)))
def test_the_count_of_war_days_dates_a_document(day: dt.date) -> None:
    count = (day - WAR).days + 1
    assert read(f"Op de {count}ste dag van de oorlog viel het dorp.", "nl", f"{day:%Y}")[2].edtf == day.isoformat()
