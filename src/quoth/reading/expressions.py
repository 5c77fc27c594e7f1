"""Calendar expressions: where they stand in a text and what they say, before any date is known.

A form is resolved against a document's date by `quoth.reading.resolving`. A clock time stands for the day that the text
is speaking of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from quoth.languages.calendar import ANY, BUILT_IN, Calendar, Makes, Node, Operator, Rule, load_calendar
from quoth.languages.numbers import Numbers, load_numbers
from quoth.model.record import record
from quoth.model.span import Span
from quoth.reading.numerals import Numeral, numeral_at
from quoth.text import Passage, Token

_DASHES = {"-", "–", "—"}
_LONGEST = 14  # tokens in one expression


@record
class TimeForm:
    """What an expression says, unresolved.

    `kind` is what the language's rule makes. Days and months count from 1, weekdays from Monday = 1. `offset` counts
    units from the day of speaking, or, when `anaphoric`, from the day the text spoke of last; `count` is the length of
    a span in units; `strict` excludes the day of speaking. `last_*` end a range inside one expression. `start` is the
    first day of the war, for counts of its days."""

    kind: Makes
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    unit: str | None = None
    offset: int = 0
    count: float | None = None
    part: str | None = None
    phase: str | None = None
    direction: int = 0
    anaphoric: bool = False
    strict: bool = False
    start: dt.date | None = None


@record
class TimeMention:
    """An expression in tokens `[first, end)`, number `i` of its text. `operator` is what stands before it ("sinds"), or
    `at`; `until` is the end of a range over two expressions ("from Monday to Friday"). `core` is where the expression
    without its operator begins."""

    i: int
    first: int
    end: int
    core: int
    span: Span
    form: TimeForm
    operator: Operator = "at"
    until: TimeForm | None = None


@dataclass(slots=True)
class _Match:
    end: int
    rule: Rule
    values: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Finder:
    tokens: Sequence[Token]
    calendar: Calendar
    numbers: Numbers
    _numerals: dict[tuple[int, int], Numeral | None] = field(default_factory=dict)  # several classes ask for the same

    def numeral(self, at: int, stop: int) -> Numeral | None:
        """The number at a token."""
        key = (at, stop)
        if key not in self._numerals:
            self._numerals[key] = numeral_at(self.tokens, at, self.numbers, stop)
        return self._numerals[key]

    def longest(self, i: int, stop: int) -> _Match | None:
        """The longest shape that begins at token `i`."""
        best: _Match | None = None
        todo: list[tuple[int, Node, list[tuple[str, Any]]]] = [(i, self.calendar.root, [])]
        while todo:
            at, node, values = todo.pop()
            if node.rule is not None and (best is None or at > best.end):
                best = _Match(at, node.rule, values)
            if at >= stop:
                continue
            token = self.tokens[at]
            if node.classes:
                if ANY in node.classes and token.is_word:
                    todo.append((at + 1, node.classes[ANY], values))
                for name in self._classes(token):
                    child = node.classes.get(name)
                    found = self.read(name, at, stop) if child is not None else None
                    if child is not None and found is not None:
                        todo.append((at + found[1], child, [*values, (name, found[0])]))
            following = node.literals.get(token.lower)
            if following is not None:  # last in, so first out: words before classes
                todo.append((at + 1, following, values))
        return best

    def _classes(self, token: Token) -> tuple[str, ...]:
        """The classes that a token may begin a form of."""
        named = self.calendar.classes_of.get(token.lower, ())
        if token.kind == "number" or self.numbers.starts(token.lower):
            return (*BUILT_IN, *named)
        return named

    def read(self, name: str, at: int, stop: int) -> tuple[Any, int] | None:
        """The value of a class at a token, with its length."""
        phrases = self.calendar.classes.get(name)
        if phrases is not None:
            if name == "month" and self.tokens[at].text.islower() and self.tokens[at].lower in self.calendar.ambiguous:
                return None
            found = phrases.at(self.tokens, at, stop)
            if found and self.tokens[at + found[1] - 1].lower in self.calendar.abbreviated:
                return self._abbreviation(found, at, stop)
            return found
        token = self.tokens[at]
        match name:
            case "day":
                return self._small_number(at, stop, 31)
            case "year":
                return (
                    (int(token.text), 1)
                    if len(token.text) == 4 and token.text.isdigit() and "1900" <= token.text < "2100"
                    else None
                )
            case "date":
                return _figures(self.tokens, at, stop, self.calendar.day_first)
            case "clock":
                return (token.text, 1) if _is_clock(token.text) else None
            case "nth":
                numeral = self.numeral(at, stop)
                return (int(numeral.value), numeral.end - at) if numeral and numeral.ordinal else None
            case _:
                numeral = self.numeral(at, stop)
                if numeral is None or numeral.ordinal or numeral.vague or numeral.unit:
                    return None
                return numeral.value, numeral.end - at

    def _small_number(self, at: int, stop: int, most: int) -> tuple[int, int] | None:
        token = self.tokens[at]
        if token.kind == "number":
            digits = token.text.rstrip("abcdefghijklmnopqrstuvwxyzабвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя-")
            if len(digits) > 2 or not digits.isdigit() or not 1 <= int(digits) <= most:
                return None
            suffix = token.lower[len(digits) :]
            plain = not suffix or suffix in self.numbers.ordinal_suffixes
            return (int(digits), 1) if plain else None
        numeral = self.numeral(at, stop)
        if numeral is None or numeral.vague or not numeral.ordinal or not 1 <= numeral.value <= most:
            return None
        return int(numeral.value), numeral.end - at

    def _abbreviation(self, found: tuple[Any, int], at: int, stop: int) -> tuple[Any, int] | None:
        """An abbreviation counts with its full stop ("sept.") or beside a number ("Sept 10")."""
        tokens, last = self.tokens, at + found[1] - 1
        if last + 1 < stop and tokens[last + 1].text == "." and tokens[last + 1].start == tokens[last].end:
            return found[0], found[1] + 1
        beside = (at > 0 and tokens[at - 1].kind == "number") or (last + 1 < stop and tokens[last + 1].kind == "number")
        return found if beside and tokens[at].is_capitalized | (not tokens[at].text.isascii()) else None


def _figures(tokens: Sequence[Token], at: int, stop: int, day_first: bool) -> tuple[tuple[int, int, int], int] | None:
    """A date in figures: 2022-09-11, 11.09.2022, 11/09/22; year, month, day."""
    text = tokens[at].text
    if len(text) == 4 and text.isdigit() and at + 4 < stop and tokens[at + 1].text == "-" == tokens[at + 3].text:
        month, day = tokens[at + 2].text, tokens[at + 4].text
        if len(month) == 2 == len(day) and (month + day).isdigit() and tokens[at + 4].end - tokens[at].start == 10:
            return _checked(int(text), int(month), int(day), 5)
    for mark in "./":
        parts = text.split(mark)
        if len(parts) == 3 and all(p.isdigit() and len(p) <= 4 for p in parts) and len(parts[2]) in {2, 4}:
            year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
            first, second = int(parts[0]), int(parts[1])
            if mark == "." or day_first or first > 12:
                return _checked(year, second, first, 1)
            return _checked(year, first, second, 1)
    return None


def _is_clock(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    return (
        bool(colon)
        and len(hours) <= 2
        and hours.isdigit()
        and int(hours) < 25
        and minutes[:2].isdigit()
        and len(minutes) == 2
    )


def _checked(year: int, month: int, day: int, length: int) -> tuple[tuple[int, int, int], int] | None:
    return ((year, month, day), length) if 1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31 else None


@cache
def _openers(language: str) -> dict[str, frozenset[str] | None]:
    """The words with which an expression can begin, each with the words that may follow, or None where any may.

    Articles and prepositions begin many expressions and stand everywhere; a look at the next word spares the walk.
    """
    calendar, numbers = load_calendar(language), load_numbers(language)
    out: dict[str, frozenset[str] | None] = dict.fromkeys(numbers.openers)
    firsts: dict[str, set[str]] = {name: set(p.first_words) for name, p in calendar.classes.items()}
    seconds: dict[str, set[str | None]] = {}
    for name in calendar.root.classes:
        for phrase, _ in calendar.classes[name].items() if name in calendar.classes else ():
            first, _, rest = phrase.partition(" ")
            seconds.setdefault(first, set()).add(rest.split()[0] if rest else None)
    for word in calendar.starters - numbers.openers:
        node = calendar.root.literals.get(word)
        may = seconds.get(word, set())
        if None in may or (node and (node.rule or ANY in node.classes)):
            out[word] = None
            continue
        named = set().union(*(firsts.get(name, numbers.openers) for name in node.classes)) if node else set()
        out[word] = frozenset({w for w in may if w} | (set(node.literals) if node else set()) | named)
    return out


def find_times(passage: Passage, language: str, *, first_day: dt.date | None = None) -> tuple[TimeMention, ...]:
    """All calendar expressions of a text, in order, without overlap. Linear in the length of the text.

    `first_day` is the first day of the war, which its reports count as day 1; without it such counts tell nothing.

    Raises:
        LanguageError: the language has no calendar or no numbers.
    """
    calendar, numbers = load_calendar(language), load_numbers(language)
    finder = _Finder(passage.tokens, calendar, numbers)
    tokens, openers = passage.tokens, _openers(language)
    found: list[tuple[int, int, TimeForm, int]] = []
    for number, sentence in enumerate(passage.sentences):
        i = sentence.first
        while i < sentence.end:
            token = tokens[i]
            if token.lower in openers:
                may = openers[token.lower]
                follows = tokens[i + 1] if i + 1 < sentence.end else None
                likely = may is None or (follows is not None and (follows.kind == "number" or follows.lower in may))
            else:
                likely = token.kind == "number"
            if not likely:
                i += 1
                continue
            match = finder.longest(i, min(sentence.end, i + _LONGEST))
            if match is None:
                i += 1
                continue
            form = _form(match.rule, match.values)
            if form is not None:
                if form.kind in {"warday", "warstart"}:
                    form = replace(form, start=first_day)
                found.append((i, match.end, form, number))
            i = match.end
    return _assemble(passage, found, calendar)


def _assemble(
    passage: Passage, found: Sequence[tuple[int, int, TimeForm, int]], calendar: Calendar
) -> tuple[TimeMention, ...]:
    """Mentions from forms: with the operators before them, and ranges over two of them joined."""
    tokens = passage.tokens
    out: list[TimeMention] = []
    k = 0
    while k < len(found):
        first, end, form, number = found[k]
        begin = max(passage.sentences[number].first, found[k - 1][1] if k else 0)
        operator = calendar.operators.before(tokens, first, begin)
        start = first - operator[1] if operator else first
        until: TimeForm | None = None
        if k + 1 < len(found) and found[k + 1][3] == number and found[k + 1][0] == end + 1:
            opener = tokens[first - 1].lower if first > begin else ""
            joint = tokens[end].lower
            ranged = (opener in calendar.between and joint in calendar.and_words) or joint in calendar.to_words
            if (ranged or joint in _DASHES) and form.kind in _RANGED and found[k + 1][2].kind in _RANGED:
                until, end = found[k + 1][2], found[k + 1][1]
                if opener in calendar.between or opener in calendar.from_words:
                    start = min(start, first - 1)
                k += 1
        kind: Operator = operator[0] if operator and until is None else "at"
        if _doubtful(passage, calendar, first, form, operator is not None or until is not None):
            k += 1
            continue
        if until is not None and until.month is not None and form.month is None and form.kind == "date":
            form = replace(form, month=until.month, year=until.year)
        out.append(TimeMention(len(out), start, end, first, passage.span(start, end), form, kind, until))
        k += 1
    return tuple(out)


def _doubtful(passage: Passage, calendar: Calendar, first: int, form: TimeForm, introduced: bool) -> bool:
    """Whether a bare year or month is more likely a figure or another word: "2014 soldiers", "may"."""
    if introduced:
        return False
    if form.kind == "year":
        return True
    word = passage.tokens[first]
    return form.kind == "month" and form.year is None and (word.lower in calendar.ambiguous)


_RANGED = {"date", "month", "weekday", "year", "relative", "phased", "season"}


def _form(rule: Rule, values: Sequence[tuple[str, Any]]) -> TimeForm | None:
    """The form that a rule makes of the values of its classes."""
    fields: dict[str, Any] = dict(rule.params)
    if "phase" in fields and fields["phase"] not in {"begin", "middle", "end"}:
        return None
    signed = fields.get("direction", 0)
    for name, value in values:
        match name:
            case "day":
                _put(fields, "day", "last_day", value)
            case "month" | "midmonth":
                _put(fields, "month", "last_month", value)
            case "year":
                fields["year"] = value
            case "date":
                fields["year"], fields["month"], fields["day"] = value
            case "weekday":
                fields["weekday"], fields["part"] = value[0], value[1] or fields.get("part")
            case "deictic":
                fields["offset"], fields["part"] = value[0], value[1] or fields.get("part")
            case "n" | "nth":
                fields["count"] = value
            case "feast":
                month, _, day = value.partition("-")
                fields["month"], fields["day"] = int(month), int(day)
            case "season":
                fields["phase"] = fields.get("phase") or None
                fields["unit"] = value
            case "thepart":
                fields["part"] = value
            case "unit" | "part" | "phase":
                fields[name] = value
            case _:
                pass
    if rule.makes == "relative" and signed and "offset" not in fields:
        count = fields.get("count") or 1
        if count > 10_000 or count != int(count):
            count = min(10_000, round(count))
        fields["offset"] = int(signed * count)
    return TimeForm(rule.makes, **{k: v for k, v in fields.items() if v not in {""} or k != "part"})


def _put(fields: dict[str, Any], first: str, last: str, value: Any) -> None:
    """The first value of a class goes to one field, the second to another."""
    fields[last if first in fields else first] = value
