"""Numbers in running text: digits with the language's separators, number words, vague numbers, ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.languages.numbers import Numbers
from quoth.model.record import record
from quoth.text import Token

_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)(?:(-?)([^\W\d].*))?")
_MAX_WORDS = 12


@record
class Numeral:
    """A number in tokens `[first, end)`. `vague` numbers stand for an order of size, `rounded` ones ("a dozen") are
    approximate. `unit` is what is glued to the digits ("12km"); `ordinal` is true for "200th"; `words` for number
    words; `scale` is the multiplier that it ends with ("5 thousand": 1000)."""

    first: int
    end: int
    value: float
    vague: bool = False
    rounded: bool = False
    ordinal: bool = False
    words: bool = False
    unit: str = ""
    scale: float = 1.0


def parse_digits(text: str, numbers: Numbers) -> float | None:
    """The value of digits with separators: in Dutch "2.000" is 2000 and "2,5" is 2.5; None when they are no number."""
    if text.isdigit():
        return float(text) if len(text) <= 15 else None
    marks = [c for c in text if not c.isdigit()]
    parts = re.split(r"[.,]", text)
    if any(len(p) > 15 for p in parts):
        return None
    if (
        len(set(marks)) == 1
        and marks[0] in numbers.grouping
        and len(parts[0]) <= 3
        and all(len(p) == 3 for p in parts[1:])
    ):
        return float("".join(parts))
    if len(marks) == 1:
        if marks[0] in numbers.decimal or len(parts[1]) <= 2:
            return float(f"{parts[0]}.{parts[1]}")
        return None
    whole, decimal = parts[:-1], parts[-1]
    if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and all(len(p) == 3 for p in whole[1:]):
        return float("".join(whole) + "." + decimal)
    return None


def numeral_at(tokens: Sequence[Token], i: int, numbers: Numbers, end: int | None = None) -> Numeral | None:
    """The number that begins at token `i` and ends by `end`, as long as it can be; None when there is none."""
    stop = min(len(tokens) if end is None else end, i + _MAX_WORDS)
    if i >= stop:
        return None
    if tokens[i].kind == "number":
        return _digits_at(tokens, i, stop, numbers)
    return _words_at(tokens, i, stop, numbers) if tokens[i].is_word else None


def _digits_at(tokens: Sequence[Token], i: int, stop: int, numbers: Numbers) -> Numeral | None:
    m = _DIGITS.fullmatch(tokens[i].lower)
    if not m:
        return None
    value = parse_digits(m[1], numbers)
    if value is None:
        return None
    suffix = m[3] or ""
    if suffix:
        if suffix in numbers.ordinal_suffixes or m[2] + suffix in numbers.ordinal_suffixes:
            return Numeral(i, i + 1, value, ordinal=True)
        if suffix in numbers.cardinal_suffixes:
            return Numeral(i, i + 1, value)
        scale = numbers.multipliers.get(suffix)
        return Numeral(i, i + 1, value * scale, scale=scale) if scale else Numeral(i, i + 1, value, unit=suffix)
    k = i + 1
    if numbers.spaced and m[1].isdigit() and len(m[1]) <= 3:
        while k < stop and tokens[k].text.isdigit() and len(tokens[k].text) == 3 and _one_apart(tokens, k):
            value = value * 1000 + float(tokens[k].text)
            k += 1
        if k > i + 1 and k < stop and _decimal_tail(tokens, k, numbers) is not None:
            value = value * 1000 + (_decimal_tail(tokens, k, numbers) or 0.0)
            k += 1
    return _scaled_up(tokens, i, k, stop, value, numbers)


def _one_apart(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k].start - tokens[k - 1].end == 1


def _decimal_tail(tokens: Sequence[Token], k: int, numbers: Numbers) -> float | None:
    text = tokens[k].text
    if (
        _one_apart(tokens, k)
        and len(text) > 4
        and text[:3].isdigit()
        and text[3] in numbers.decimal
        and text[4:].isdigit()
    ):
        return float(f"{text[:3]}.{text[4:]}")
    return None


def _scaled_up(tokens: Sequence[Token], i: int, k: int, stop: int, value: float, numbers: Numbers) -> Numeral:
    """Multipliers after digits: "2,5 miljoen", "5 тис."; a full stop of an abbreviation belongs to it."""
    scale = 1.0
    while k < stop and tokens[k].lower in numbers.multipliers:
        scale *= numbers.multipliers[tokens[k].lower]
        k += 1
        if k < stop and tokens[k].text == "." and len(tokens[k - 1].text) <= 4 and tokens[k].start == tokens[k - 1].end:
            k += 1
    return Numeral(i, k, value * scale, scale=scale)


def _words_at(tokens: Sequence[Token], i: int, stop: int, numbers: Numbers) -> Numeral | None:
    word = tokens[i].lower
    fraction = numbers.fractions.at(tokens, i, stop)
    if fraction:
        scaled = _scaled_up(tokens, i, i + fraction[1], stop, fraction[0], numbers)
        return Numeral(i, scaled.end, scaled.value, words=True)
    scaled_by = numbers.scaled.at(tokens, i, stop)
    if scaled_by:
        found = _vague_multiple(tokens, i, i + scaled_by[1], stop, scaled_by[0], numbers)
        if found:
            return found
    some = numbers.some.at(tokens, i, stop)
    if some:
        return Numeral(i, i + some[1], some[0], vague=True, words=True)
    if word in numbers.vague:
        return _vague_at(tokens, i, stop, numbers)
    return _sum_at(tokens, i, stop, numbers)


def _vague_multiple(
    tokens: Sequence[Token], i: int, k: int, stop: int, factor: float, numbers: Numbers
) -> Numeral | None:
    """ "enkele honderden", "several thousand", "a few dozen": the vague value of the plural."""
    if k >= stop:
        return None
    word = tokens[k].lower
    if word in numbers.vague:
        return Numeral(i, k + 1, numbers.vague[word], vague=True, words=True)
    value = numbers.multipliers.get(word)
    if value is None and (word in numbers.rounds or numbers.cardinals.get(word) == 100):
        value = numbers.cardinals[word]
    return None if value is None else Numeral(i, k + 1, value * factor, vague=True, words=True)


def _vague_at(tokens: Sequence[Token], i: int, stop: int, numbers: Numbers) -> Numeral:
    """ "tientallen", "tens of thousands", "десятки тисяч"."""
    value = numbers.vague[tokens[i].lower]
    k = i + 1
    j = k + 1 if k < stop and tokens[k].lower in numbers.partitives else k
    if j < stop:
        word = tokens[j].lower
        if word in numbers.multipliers and numbers.multipliers[word] > value:
            return Numeral(i, j + 1, value * numbers.multipliers[word], vague=True, words=True)
        if word in numbers.vague and numbers.vague[word] >= 1000:
            return Numeral(i, j + 1, value * numbers.vague[word] / 2, vague=True, words=True)
    return Numeral(i, k, value, vague=True, words=True)


def _sum_at(tokens: Sequence[Token], i: int, stop: int, numbers: Numbers) -> Numeral | None:
    total = 0.0
    group: float | None = None
    ordinal = rounded = False
    k = i
    while k < stop:
        word = tokens[k].lower
        value = numbers.cardinals.get(word)
        if value is None:
            value = numbers.compound(word)
        if value is not None:
            if group is not None and word in numbers.rounds and group < 10:
                group *= value  # "two dozen"
            elif group is not None and not _adds(group, value):
                break
            else:
                group = (group or 0.0) + value
            rounded = rounded or word in numbers.rounds
            k += 1
        elif word in numbers.multipliers:
            scale = numbers.multipliers[word]
            if scale < 1000:  # "two hundred"
                group = (1.0 if group is None else group) * scale
            else:
                total += (1.0 if group is None else group) * scale
                group = None
            k += 1
        elif word in numbers.ordinals and (
            k == i or (group is None and total) or _adds(group or 0.0, numbers.ordinals[word])
        ):
            group = (group or 0.0) + numbers.ordinals[word]
            ordinal = True
            k += 1
            break
        elif k > i and word in numbers.fillers and _fills(tokens, k, stop, group, total, numbers):
            k += 1
        else:
            break
    if k == i:
        return None
    scale = numbers.multipliers.get(tokens[k - 1].lower, 1.0)
    return Numeral(i, k, total + (group or 0.0), rounded=rounded, ordinal=ordinal, words=True, scale=scale)


def _adds(group: float, value: float) -> bool:
    """Whether a smaller number may follow in the same group: hundreds, then tens, then units."""
    if group == 0:
        return True
    if group >= 1000 and group % 1000 == 0:
        return value < 1000
    if group % 100 == 0:
        return value < 100
    return group % 10 == 0 and group % 100 >= 20 and value < 10


def _fills(tokens: Sequence[Token], k: int, stop: int, group: float | None, total: float, numbers: Numbers) -> bool:
    """ "two hundred and five": the conjunction stands inside a number only after a hundred or a thousand."""
    if k + 1 >= stop:
        return False
    word = tokens[k + 1].lower
    value = numbers.cardinals.get(word, numbers.ordinals.get(word))
    after_hundred = group is not None and group >= 100 and group % 100 == 0
    after_thousand = group is None and total > 0
    return value is not None and value < 100 and (after_hundred or after_thousand)
