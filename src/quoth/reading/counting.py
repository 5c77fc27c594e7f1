"""Quantities: numbers with what they count and how exact they are said to be.

The spans hold the words for exactness, the number and the noun phrase. Numbers that count nothing (clock times, scores,
model numbers, ages, durations) are no quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.languages.numbers import Numbers, load_numbers
from quoth.languages.units import Fate, Noun, Units, load_units
from quoth.model.claim import Qualifier
from quoth.reading.expressions import TimeMention
from quoth.reading.numerals import Numeral, numeral_at
from quoth.text import Passage, Token

_DASHES = {"-", "–", "—", "‑"}
_QUOTES = {"«", "»", "„", "“", "”", "‘", "’", '"', "'", "``", "''", ",,"}
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "₴": "hryvnia", "₽": "rouble"}
_GLUE = {"(", "[", "~", "≈", ">", "<", "+", "±", *_QUOTES, *_DASHES, *_CURRENCIES}
_REACH = 6  # tokens between a number and its noun


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Head:
    noun: Noun
    end: int


@dataclass(frozen=True, slots=True)
class _Reader:
    tokens: Sequence[Token]
    numbers: Numbers
    units: Units
    begin: int
    end: int

    # -- what is counted -------------------------------------------------------------------------------------------

    def head(self, j: int, value: float) -> _Head | None:
        """The noun phrase that begins at token `j`, behind a number of this value."""
        tokens, units = self.tokens, self.units
        unknown: int | None = None
        k = j
        while k < self.end and k - j <= _REACH:
            token = tokens[k]
            if token.kind == "mark" and token.text not in _QUOTES and token.text != "%":
                break
            if token.text in _QUOTES:
                if k == j and token.text in {"”", "»", "’", "''"}:
                    break
                k += 1
                continue
            if token.lower in self.numbers.not_counted:
                return None
            found = units.noun_at(tokens, k, self.end)
            if found and (not units.agreement or value == 1 or found[0].plural):
                if token.lower in units.classifiers:
                    behind = self.head(k + 1, value)
                    if behind and behind.end <= k + 4:
                        return behind
                return self._complete(found[0], k + found[1], value)
            if token.kind == "number" or (k > j and numeral_at(tokens, k, self.numbers, self.end)):
                break
            if token.lower in units.joins and self._joins_adjectives(j, k):
                k += 1
                continue
            if token.lower in units.stops:
                break
            possible = token.lower not in units.classifiers and self._may_be_plural(token)
            if possible and unknown is None:
                unknown = k
            k += 1
        if unknown is None or value == 1:
            return None
        return _Head(Noun(_singular(tokens[unknown].lower, units), True), unknown + 1)

    def _joins_adjectives(self, j: int, k: int) -> bool:
        """ "2,000 Ukrainian and foreign fighters": the conjunction stands between two modifiers."""
        after = self.tokens[k + 1] if k + 1 < self.end else None
        if k == j or after is None or not after.is_word or after.lower in self.units.stops:
            return False
        ends = self.units.adjective_endings
        return self.tokens[k - 1].lower.endswith(ends) and after.lower.endswith(ends)

    def _may_be_plural(self, token: Token) -> bool:
        return (
            token.is_word
            and token.text.islower()
            and len(token.text) >= 4
            and token.lower.endswith(self.units.plural_endings)
            and not token.lower.endswith(self.units.not_plural)
        )

    def _complete(self, noun: Noun, end: int, value: float) -> _Head:
        """Extend a noun over the nouns that go with it: compounds, "villages and towns", adjectival nouns, rates."""
        tokens, units = self.tokens, self.units
        for _ in range(3):
            goes_on = units.head_last or noun.adjectival
            following = units.noun_at(tokens, end, self.end) if goes_on else None
            if not following or (units.agreement and value != 1 and not following[0].plural):
                break
            noun, end = (noun if following[0].adjectival and not units.head_last else following[0]), end + following[1]
        if end + 1 < self.end and tokens[end].lower in units.joins:
            other = units.noun_at(tokens, end + 1, self.end)
            if other and other[0].unit == noun.unit and not noun.measure:
                end += 1 + other[1]
        for phrase in units.rates.get(tokens[end].lower, ()) if end < self.end else ():
            if tuple(t.lower for t in tokens[end : end + len(phrase)]) == phrase:
                end += len(phrase)
                break
        return _Head(noun, end)

    # -- how exact it is -------------------------------------------------------------------------------------------

    def qualifier(self, numeral: Numeral) -> tuple[Qualifier, int]:
        """How exact a number is said to be, and where the words for it begin."""
        tokens, numbers = self.tokens, self.numbers
        kind: Qualifier = "vague" if numeral.vague else "about" if numeral.rounded else "exact"
        first = numeral.first
        round_figure = numeral.rounded or tokens[first].lower in numbers.multipliers
        if round_figure and first > self.begin and tokens[first - 1].lower in numbers.articles:
            first -= 1
        sign = tokens[first - 1].text if first > self.begin else ""
        if sign in _CURRENCIES or sign in {"~", "≈", ">", "<", "+"}:
            first -= 1
            kind = "about" if sign in {"~", "≈"} else "at-least" if sign == ">" else "at-most" if sign == "<" else kind
        for _ in range(2):
            found = numbers.qualifiers.before(tokens, first, self.begin)
            if found is None and first - 1 > self.begin and tokens[first - 1].lower in numbers.articles:
                found = numbers.qualifiers.before(tokens, first - 1, self.begin)
                if found:
                    first -= 1
            if found is None:
                break
            up_to = found[0] == "at-most" and found[1] == 1 and tokens[first - 1].lower in numbers.to_words
            if up_to and self._changed(first - 1):
                break
            first -= found[1]
            kind = found[0] if kind not in {"at-least", "at-most"} else kind
        return kind, first

    def _changed(self, i: int) -> bool:
        """Whether the "to" at token `i` follows a verb of rising or falling: "rose to 12" is an exact figure."""
        return any(self.tokens[k].lower in self.numbers.changes for k in range(max(self.begin, i - 5), i))

    def glued(self, i: int) -> bool:
        """Whether a number is part of a name, a score, a date or a negative figure: "Shahed-136/131", "-2", "№ 5"."""
        tokens = self.tokens
        if i == 0:
            return False
        before = tokens[i - 1]
        if before.text in {"№", "#", "°"}:
            return True
        if before.end != tokens[i].start:
            return False
        if before.text in _DASHES:
            return i < 2 or tokens[i - 2].end != before.start or tokens[i - 2].kind != "number"
        return before.text not in _GLUE

    def tail(self, i: int) -> bool:
        """Whether a model number, a score or a degree sign follows directly: "155/39", "5°", "2:1"."""
        tokens = self.tokens
        if i >= len(tokens) or tokens[i].start != tokens[i - 1].end:
            return False
        return tokens[i].text in {"/", "°", ":"} and i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end


def _singular(word: str, units: Units) -> str:
    if not units.head_last:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def find_quantities(passage: Passage, language: str, times: Sequence[TimeMention] = ()) -> tuple[QuantityMention, ...]:
    """All quantities of a text, in order; numbers inside `times` are none. Linear in the length of the text.

    Raises:
        LanguageError: the language has no numbers or units.
    """
    numbers, units = load_numbers(language), load_units(language)
    taken = {i for t in times for i in range(t.first, t.end)}
    out: list[QuantityMention] = []
    for sentence in passage.sentences:
        reader = _Reader(passage.tokens, numbers, units, sentence.first, sentence.end)
        i = sentence.first
        while i < sentence.end:
            token = passage.tokens[i]
            if i in taken or not (token.kind == "number" or (token.is_word and numbers.starts(token.lower))):
                i += 1
                continue
            found, i = _quantities_at(reader, i, taken)
            out += [replace(m, fates=_near_fates(reader, m)) if m.person else m for m in found]
    return tuple(out)


def _quantities_at(reader: _Reader, i: int, taken: set[int]) -> tuple[list[QuantityMention], int]:
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
    if currency in _CURRENCIES:
        mention = QuantityMention(first, numeral.end, i, numeral.value, _CURRENCIES[currency], kind)
        return [mention], numeral.end
    if numeral.unit:
        noun = reader.units.phrases.get(numeral.unit)
        if not noun or not noun[-1][1].measure:
            return [], numeral.end
        if first > reader.begin and tokens[first - 1].text == "(":
            return [], numeral.end  # "(12km south of the town)" says where, not how much
        return [QuantityMention(first, numeral.end, i, numeral.value, noun[-1][1].unit, kind)], numeral.end
    behind = numeral.end
    if (numeral.vague or numeral.rounded) and behind < reader.end and tokens[behind].lower in numbers.partitives:
        behind += 1  # "dozens of drones"
    head = reader.head(behind, numeral.value)
    if head is None:
        return _headless(reader, numeral, kind, first)
    return [_mention(reader, numeral, head, kind, first)], max(numeral.end, head.end)


def _mention(reader: _Reader, numeral: Numeral, head: _Head, kind: Qualifier, first: int) -> QuantityMention:
    after = reader.numbers.after.at(reader.tokens, head.end, reader.end) or None
    end = head.end
    if after:
        kind, end = after[0], end + after[1]
    return QuantityMention(
        first, end, numeral.first, numeral.value, head.noun.unit, kind, None, head.noun.person, _among(reader, first)
    )


def _among(reader: _Reader, first: int) -> bool:
    """Whether the quantity is a part of one counted before: "six dead, among them two children"."""
    tokens = reader.tokens
    one = tokens[first - 1].lower if first - 1 >= reader.begin else ""
    two = f"{tokens[first - 2].lower} {one}" if first - 2 >= reader.begin else ""
    return one in reader.units.among or two in reader.units.among


def _range_end(reader: _Reader, numeral: Numeral, first: int) -> tuple[Numeral, str] | None:
    """The second number of a range, and how the two are joined: `dash`, `or`, or `to`."""
    tokens, numbers, k = reader.tokens, reader.numbers, numeral.end
    if k + 1 >= reader.end or numeral.vague:
        return None
    after = numbers.after.at(tokens, k, reader.end)
    if after:
        return None
    word = tokens[k].lower
    dash = tokens[k].text in _DASHES
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
    reader: _Reader, low: Numeral, high: Numeral, join: str, first: int, kind: Qualifier
) -> tuple[list[QuantityMention], int]:
    head = reader.head(high.end, high.value)
    if head is None:
        return [], high.end
    scaled = low.value * high.scale if low.scale == 1 and low.value * high.scale < high.value else low.value
    unit, person = head.noun.unit, head.noun.person
    if join == "dash":
        middle = (scaled + high.value) / 2
        return [QuantityMention(first, head.end, low.first, middle, unit, "about", high.value, person)], head.end
    if first > reader.begin and reader.tokens[first - 1].lower in reader.numbers.from_words:
        first -= 0
    return [
        QuantityMention(first, low.end, low.first, scaled, unit, "at-least", None, person),
        QuantityMention(high.first, head.end, high.first, high.value, unit, "at-most", None, person),
    ], head.end


def _headless(reader: _Reader, numeral: Numeral, kind: Qualifier, first: int) -> tuple[list[QuantityMention], int]:
    """A number whose noun stands elsewhere, or nowhere: "16 of the 23 drones", "5 missile and 37 air strikes", "двоє"."""
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
    alone = QuantityMention(first, numeral.end, numeral.first, numeral.value, "", kind, None, True)
    if tokens[numeral.first].lower in numbers.collective or (not numeral.vague and _fated(reader, numeral)):
        return [replace(alone, unit="person")], numeral.end
    return [], numeral.end


def _fated(reader: _Reader, numeral: Numeral) -> bool:
    """Whether the words about a number without a noun tell of people: "12 raakten gewond"."""
    tokens, units = reader.tokens, reader.units
    for k in range(numeral.end, min(reader.end, numeral.end + 3)):
        if tokens[k].kind != "word":
            return False
        if tokens[k].lower in units.fates:
            return True
    before = numeral.first - 1
    return before >= reader.begin and tokens[before].lower in units.fates


_FATE_REACH = 14  # how far from a number of people a word tells their fate; commas and conjunctions count for four


def _near_fates(reader: _Reader, m: QuantityMention) -> tuple[tuple[int, int, Fate], ...]:
    """The words near a number of people that tell what became of them: token, distance, fate; bounded by the reach."""
    tokens, units = reader.tokens, reader.units
    found: list[tuple[int, int, Fate]] = []
    for at in range(m.first, m.end):
        if (fate := _fate_at(reader, at, m)) is not None:
            found.append((at, 0, fate))
    for step, start in ((1, m.end), (-1, m.first - 1)):
        at, distance = start, 0
        while reader.begin <= at < reader.end and distance <= _FATE_REACH:
            if (fate := _fate_at(reader, at, m)) is not None:
                found.append((at, distance, fate))
            distance += 4 if tokens[at].text in _BREAKS or tokens[at].lower in units.joins else 1
            at += step
    return tuple(found)


_BREAKS = {",", ";", ":", *_DASHES}


def _fate_at(reader: _Reader, i: int, m: QuantityMention) -> Fate | None:
    tokens, units = reader.tokens, reader.units
    word = tokens[i].lower
    for phrase, fate in units.fate_phrases.get(word, ()):
        if tuple(t.lower for t in tokens[i : i + len(phrase)]) == phrase:
            return fate
    for opener, fate in units.fate_pairs.get(word, ()):
        follows = tokens[i + 1] if i + 1 < reader.end else None
        if follows is not None and (follows.kind == "number" or follows.lower in reader.numbers.cardinals):
            continue  # "kwamen om vijf uur aan"
        for k in range(max(reader.begin, i - 16), i):
            if tokens[k].lower == opener:
                return fate
    return units.fates.get(word)
