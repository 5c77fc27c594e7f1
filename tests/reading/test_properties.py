"""What holds of every reading, whatever the text: offsets, order, determinism, no exceptions, linear cost."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.model import Claim, Document
from quoth.reading import Reading, read

SENTENCES = {
    "nl": [
        "Het leger meldt dat de brug bij Robotyne is verwoest.",
        "‘De haven is geraakt’, zei de gouverneur van Odessa dinsdag. ‘Twee mensen zijn gedood.’",
        "Volgens Kiev zijn er negen aanvallen afgeslagen.",
        "Dat ontkent het Kremlin.",
        "Bij Bachmoet wordt gevochten",
        "Hij zei dat de stad ‘waarschijnlijk’ valt.",
    ],
    "en": [
        "Ukraine's General Staff said Russian troops had shelled the port of Odesa.",
        "“The bridge has been hit,” the governor said on Monday, “but it stands.”",
        "According to Moscow, nine attacks were repelled near Bakhmut.",
        "Satellite images show that the depot burned.",
        "Zelenskyy: Balakliia has been retaken",
    ],
    "uk": [
        "Генштаб ЗСУ повідомляє, що поблизу Бахмута відбито дев’ять атак.",
        "«Ворог обстріляв порт, – пише голова ОВА Олег Кіпер. – Двоє людей загинули».",
        "У Міноборони РФ це заперечили.",
        "За даними розвідки, війська відійшли з Лимана.",
    ],
    "ru": [
        "Минобороны России заявило, что российские войска взяли село Работино.",
        "«Порт обстрелян, — сообщил губернатор. — Погибли два человека».",
        "По словам мэра, город не сдан.",
        "Об этом сообщили в Генштабе ВСУ.",
    ],
}
NASTY = [
    *("«", "»", "“", "”", "„", "‘", "’", '"', "''", "(", ")", "–", "—", ":", ";", "…"),
    *("\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\ufeff", "\u0301", "\x00", "\ud800"),
    *("\U0001f4a5", "\U0001f1fa\U0001f1e6", "12", "1.000", "%"),
]

codes = st.sampled_from(sorted(SENTENCES))
joins = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\u00a0", ""])
quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def news(draw: st.DrawFn) -> Document:
    """Sentences of one or of mixed languages, whole or cut, with debris between them."""
    code = draw(codes)
    own = st.sampled_from(SENTENCES[code])
    other = st.sampled_from([s for sentences in SENTENCES.values() for s in sentences])
    cut = st.builds(lambda s, n: s[: n % len(s)], own, st.integers(0, 200))
    pieces = draw(st.lists(st.one_of(own, own, other, cut, st.sampled_from(NASTY)), min_size=0, max_size=7))
    return Document("d", draw(joins).join(pieces), code, "2023-03-21")


def spans(claim: Claim) -> list[tuple[str, int, int]]:
    found = [(s.text, s.start, s.end) for s in (claim.content, *claim.cue)]
    if claim.sentence is not None:
        found.append((claim.sentence.text, claim.sentence.start, claim.sentence.end))
    if claim.certainty.cue is not None:
        found.append((claim.certainty.cue.text, claim.certainty.cue.start, claim.certainty.cue.end))
    source = claim.source
    if source is not None and source.text is not None and source.start is not None and source.end is not None:
        found.append((source.text, source.start, source.end))
    found += [(p.text, p.start, p.end) for p in claim.places]
    return found + [(q.text, q.start, q.end) for q in claim.quantities]


def check(document: Document, reading: Reading) -> None:
    for claim in reading.claims:
        assert claim.content.text.strip()
        for text, start, end in spans(claim):
            assert 0 <= start < end <= len(document.text)
            assert document.text[start:end] == text
    starts = [(c.content.start, c.content.end) for c in reading.claims]
    assert starts == sorted(starts)
    ids = [c.id for c in reading.claims]
    assert len(ids) == len(set(ids))


@quick
@given(news())
def test_every_offset_is_the_texts(document: Document) -> None:
    check(document, read(document))


@settings(quick, max_examples=15)
@given(news())
def test_reading_twice_adds_nothing(document: Document) -> None:
    first = read(document)
    assert read(document).claims == first.claims
    assert read(replace(first.document, id="d")).claims == first.claims
    assert read(document, explain=True).claims == first.claims


@quick
@given(st.text(max_size=120), codes)
def test_any_text_can_be_read(text: str, code: str) -> None:
    document = Document("d", text, code, "2023-03-21")
    check(document, read(document))


@quick
@given(st.lists(st.sampled_from([*NASTY, "zei", "said", "сказав", "что", "dat", "Kiev", "ISW"]), max_size=25), codes)
def test_debris_can_be_read(pieces: list[str], code: str) -> None:
    document = Document("d", " ".join(pieces), code, None)
    check(document, read(document))


@settings(quick, max_examples=15)
@given(news(), st.sampled_from(["other", "", "d2"]))
def test_the_name_of_a_document_changes_no_claim(document: Document, name: str) -> None:
    def slots(claims: tuple[Claim, ...]) -> list[tuple[str, str, int]]:
        return [(c.id, c.act, c.content.start) for c in claims]

    assert slots(read(document).claims) == slots(read(replace(document, id=name)).claims)


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize(
    ("mark", "join"),
    [
        ("crlf", "\r\n\r\n"),
        ("cr", "\r"),
        ("nbsp", "\u00a0"),
        ("emoji", " \U0001f4a5\U0001f1fa\U0001f1e6 "),
        ("tab", "\t"),
    ],
    ids=lambda value: value if value.isalpha() else "",
)
def test_odd_separators(code: str, mark: str, join: str) -> None:
    document = Document("d", join.join(SENTENCES[code]), code, "2023-03-21")
    reading = read(document)
    check(document, reading)
    assert any(c.source is not None for c in reading.claims), mark


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("mark", ["«", "“", "„", "‘", '"', "»", "”"])
def test_unbalanced_quotation_marks(code: str, mark: str) -> None:
    first, *others = SENTENCES[code]
    for text in (mark + " ".join([first, *others]), " ".join([first, mark + others[0], *others[1:]]), first + mark):
        document = Document("d", text, code, "2023-03-21")
        check(document, read(document))


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_nothing_to_read(code: str) -> None:
    for text in ("", " ", "\n\n", "\u200b"):
        assert read(Document("d", text, code)).claims == ()


@pytest.mark.parametrize(("code", "join"), [("nl", " "), ("en", "\n\n"), ("uk", " "), ("ru", "\n\n")])
def test_ten_times_the_text_takes_about_ten_times_the_time(code: str, join: str) -> None:
    unit = join.join(SENTENCES[code]) + join

    def seconds(times: int) -> float:
        document = Document("d", unit * times, code, "2023-03-21")
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read(document)
            best = min(best, time.process_time() - start)
        return best

    seconds(1)  # load the packs
    assert seconds(30) < 16 * seconds(3)
