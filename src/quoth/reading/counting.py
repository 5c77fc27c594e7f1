"""Quantities: numbers with what they count and how exact they are said to be.

The spans hold the words for exactness, the number and the noun phrase. Numbers that count nothing (clock times, scores,
model numbers, ages, durations) are no quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.languages.numbers import load_numbers
from quoth.languages.units import Fate, Noun, load_units
from quoth.model.claim import Qualifier
from quoth.model.record import record
from quoth.reading.counted import CURRENCIES, DASHES, Head, PhraseReader
from quoth.reading.expressions import TimeMention
from quoth.reading.fates import near_fates
from quoth.reading.numerals import Numeral, numeral_at
from quoth.text import Passage


@record
class QuantityMention:
    """A quantity in tokens `[first, end)`; its number begins at `number`. `person` is true when it counts people; then
    `fates` are the words of its sentence that tell what became of people: token, distance and fate. `among` is true for
    a part of a group that was counted before."""

    first: int
    end: int
    number: int
    value: float
    unit: str
    qualifier: Qualifier
    high: float | None = None
    person: bool = False
    among: bool = False
    fates: tuple[tuple[int, int, Fate], ...] = ()


def find_quantities(passage: Passage, language: str, times: Sequence[TimeMention] = ()) -> tuple[QuantityMention, ...]:
    """All quantities of a text, in order; numbers inside `times` are none. Linear in the length of the text.

    Raises:
        LanguageError: the language has no numbers or units.
    """
    numbers, units = load_numbers(language), load_units(language)
    taken = {i for t in times for i in range(t.first, t.end)}
    out: list[QuantityMention] = []
    for sentence in passage.sentences:
        reader = PhraseReader(passage.tokens, numbers, units, sentence.first, sentence.end)
        i = sentence.first
        while i < sentence.end:
            token = passage.tokens[i]
            if i in taken or not (token.kind == "number" or (token.is_word and numbers.starts(token.lower))):
                i += 1
                continue
            found, i = _quantities_at(reader, i, taken)
            out += [_completed(reader, m) for m in found]
    return tuple(out)


def _quantities_at(reader: PhraseReader, i: int, taken: set[int]) -> tuple[list[QuantityMention], int]:
    tokens, numbers = reader.tokens, reader.numbers
    numeral = numeral_at(tokens, i, numbers, reader.end)
    if numeral is None or numeral.ordinal or numeral.end - 1 in taken:
        return [], (numeral.end if numeral else i + 1)
    if reader.glued(i) or reader.tail(numeral.end):
        return [], numeral.end
    if numeral.words and numeral.value == 1 and numbers.negations.before(tokens, i, reader.begin):
        return [], numeral.end
    kind, first = reader.qualifier(numeral)
    if tokens[i].lower in numbers.weak and kind == "exact" and numeral.end == i + 1:
        return [], numeral.end
    second = _range_end(reader, numeral, first)
    if second is not None:
        return _ranged(reader, numeral, second[0], second[1], first, kind)
    currency = tokens[i - 1].text if i > reader.begin and tokens[i - 1].end == tokens[i].start else ""
    if currency in CURRENCIES:
        mention = QuantityMention(first, numeral.end, i, numeral.value, CURRENCIES[currency], kind)
        return [mention], numeral.end
    if numeral.unit:
        noun = reader.units.phrases.get(numeral.unit)
        if not noun or not noun[-1][1].measure:
            return [], numeral.end
        if first > reader.begin and tokens[first - 1].text == "(":
            return [], numeral.end  # "(12km south of the town)" says where, not how much
        return [QuantityMention(first, numeral.end, i, numeral.value, noun[-1][1].unit, kind)], numeral.end
    behind = numeral.end
    extra = numbers.after.at(tokens, behind, reader.end)  # "fifty or more dead"
    if extra:
        kind, behind = extra[0], behind + extra[1]
    if (numeral.vague or numeral.rounded) and behind < reader.end and tokens[behind].lower in numbers.partitives:
        behind += 1  # "dozens of drones"
    head = reader.head(behind, numeral.value)
    if head is None or (not head.known and _fated(reader, numeral)):
        return _headless(reader, numeral, kind, first)
    return [_mention(reader, numeral, head, kind, first)], max(numeral.end, head.end)


def _mention(reader: PhraseReader, numeral: Numeral, head: Head, kind: Qualifier, first: int) -> QuantityMention:
    after = reader.numbers.after.at(reader.tokens, head.end, reader.end) or None
    end, noun = head.end, head.noun
    if noun.unit == "person":
        noun = _toll(reader, numeral) or noun  # "the number of dead rose to 46 people"
    if after:
        kind, end = after[0], end + after[1]
    return QuantityMention(
        first, end, numeral.first, numeral.value, noun.unit, kind, None, noun.person, _among(reader, first)
    )


def _among(reader: PhraseReader, first: int) -> bool:
    """Whether the quantity is a part of one counted before: "six dead, among them two children"."""
    tokens = reader.tokens
    one = tokens[first - 1].lower if first - 1 >= reader.begin else ""
    two = f"{tokens[first - 2].lower} {one}" if first - 2 >= reader.begin else ""
    return one in reader.units.among or two in reader.units.among


def _range_end(reader: PhraseReader, numeral: Numeral, first: int) -> tuple[Numeral, str] | None:
    """The second number of a range, and how the two are joined: `dash`, `or`, or `to`."""
    tokens, numbers, k = reader.tokens, reader.numbers, numeral.end
    if k + 1 >= reader.end or numeral.vague:
        return None
    after = numbers.after.at(tokens, k, reader.end)
    if after:
        return None
    word = tokens[k].lower
    dash = tokens[k].text in DASHES
    between = first - 1 >= reader.begin and tokens[first - 1].lower in numbers.between
    if not (dash or word in numbers.to_words or (between and word in numbers.and_words)):
        return None
    second = numeral_at(tokens, k + 1, numbers, reader.end)
    if second is None or second.ordinal:
        return None
    low = (
        numeral.value * second.scale
        if numeral.scale == 1 and numeral.value * second.scale < second.value
        else numeral.value
    )
    if low >= second.value:
        return None
    return second, "dash" if dash else "to"


def _ranged(
    reader: PhraseReader, low: Numeral, high: Numeral, join: str, first: int, kind: Qualifier
) -> tuple[list[QuantityMention], int]:
    head = reader.head(high.end, high.value)
    if head is None:
        return [], high.end
    scaled = low.value * high.scale if low.scale == 1 and low.value * high.scale < high.value else low.value
    unit, person = head.noun.unit, head.noun.person
    if join == "dash":
        middle = (scaled + high.value) / 2
        return [QuantityMention(first, head.end, low.first, middle, unit, "about", high.value, person)], head.end
    return [
        QuantityMention(first, low.end, low.first, scaled, unit, "at-least", None, person),
        QuantityMention(high.first, head.end, high.first, high.value, unit, "at-most", None, person),
    ], head.end


def _headless(reader: PhraseReader, numeral: Numeral, kind: Qualifier, first: int) -> tuple[list[QuantityMention], int]:
    """A number whose noun stands elsewhere: "16 of the 23 drones", "5 missile and 37 air strikes", "двоє"."""
    tokens, numbers, units = reader.tokens, reader.numbers, reader.units
    k = numeral.end
    if k + 1 < reader.end and tokens[k].lower in numbers.partitives:
        j = k + 1
        while j < reader.end and j < k + 3 and tokens[j].lower in numbers.articles:
            j += 1
        whole = numeral_at(tokens, j, numbers, reader.end)
        head = reader.head(whole.end, whole.value) if whole and not whole.ordinal else None
        if head:
            part = QuantityMention(
                first, numeral.end, numeral.first, numeral.value, head.noun.unit, kind, None, head.noun.person
            )
            return [part], numeral.end
    if k + 2 < reader.end and tokens[k].is_word and tokens[k + 1].lower in units.joins:
        other = numeral_at(tokens, k + 2, numbers, reader.end)
        head = reader.head(other.end, other.value) if other and not other.ordinal else None
        if head and tokens[k].lower not in units.stops:
            pair = (tokens[k], tokens[head.end - 1])
            shared = units.noun_at(pair, 0, 2)
            unit = shared[0].unit if shared and shared[1] == 2 else head.noun.unit
            return [
                QuantityMention(first, k + 1, numeral.first, numeral.value, unit, kind, None, head.noun.person)
            ], k + 1
    toll = None if numeral.vague or _goes_on(reader, numeral) else _toll(reader, numeral)
    if toll is not None:
        return [
            QuantityMention(first, numeral.end, numeral.first, numeral.value, toll.unit, kind, None, toll.person)
        ], numeral.end
    alone = QuantityMention(first, numeral.end, numeral.first, numeral.value, "", kind, None, True)
    if tokens[numeral.first].lower in numbers.collective or _fated(reader, numeral):
        return [replace(alone, unit="person")], numeral.end
    return [], numeral.end


def _goes_on(reader: PhraseReader, numeral: Numeral) -> bool:
    """Whether a word that may belong to the number's own noun phrase follows it."""
    following = reader.tokens[numeral.end] if numeral.end < reader.end else None
    return following is not None and following.is_word and following.lower not in reader.units.stops


def _toll(reader: PhraseReader, numeral: Numeral) -> Noun | None:
    """What a number behind a verb counts: "the number of wounded rose to seven", "the death toll is 12"."""
    tokens, units = reader.tokens, reader.units
    for k in range(numeral.first - 1, max(reader.begin, numeral.first - 12) - 1, -1):
        if tokens[k].text in {";", "."} or tokens[k].kind == "number":
            return None
        unit = units.counters.get(tokens[k].lower)
        if unit:
            return Noun(unit, True, unit.startswith("person"))
        if unit is not None:
            found = (units.noun_at(tokens, j, numeral.first) for j in range(k + 1, min(k + 4, numeral.first)))
            return next((f[0] for f in found if f), None)
    return None


def _fated(reader: PhraseReader, numeral: Numeral) -> bool:
    """Whether the words about a number without a noun tell of people: "12 raakten gewond"."""
    tokens, units = reader.tokens, reader.units
    for k in range(numeral.end, min(reader.end, numeral.end + 3)):
        if tokens[k].kind != "word":
            break
        if tokens[k].lower in units.fates:
            return True
    before = numeral.first - 1
    return before >= reader.begin and tokens[before].lower in units.fates


def _completed(reader: PhraseReader, m: QuantityMention) -> QuantityMention:
    """A quantity with what the rest of its sentence adds: a narrower unit, the fate of the people it counts."""
    narrower = reader.units.refinements.get(m.unit)
    if narrower and any(t.lower in narrower[1] for t in reader.tokens[max(reader.begin, m.first - 12) : m.first]):
        m = replace(m, unit=narrower[0])
    return replace(m, fates=near_fates(reader, m.first, m.end)) if m.person else m
