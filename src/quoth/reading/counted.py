"""The noun phrase around a number: what is counted, how exact the number is, and where the phrase begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.languages.numbers import Numbers
from quoth.languages.units import Noun, Units
from quoth.model.claim import Qualifier
from quoth.reading.numerals import Numeral, numeral_at
from quoth.text import Token

DASHES = {"-", "–", "—", "‑"}
_QUOTES = {"«", "»", "„", "“", "”", "‘", "’", '"', "'", "``", "''", ",,"}
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "₴": "hryvnia", "₽": "rouble"}
_GLUE = {"(", "[", "~", "≈", ">", "<", "+", "±", *_QUOTES, *DASHES, *CURRENCIES}
_OPENING, _CLOSING = {"«", "„", "“", "‘", '"', ",,", "'"}, {"»", "”", "“", "’", '"', "''", "'"}
_REACH = 6  # tokens between a number and its noun


@dataclass(frozen=True, slots=True)
class Head:
    """What is counted, up to token `end`; `known` is false for a noun that the language's pack does not list."""

    noun: Noun
    end: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class PhraseReader:
    tokens: Sequence[Token]
    numbers: Numbers
    units: Units
    begin: int
    end: int

    # -- what is counted -------------------------------------------------------------------------------------------

    def head(self, j: int, value: float) -> Head | None:
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
            if token.lower in units.stops or token.lower.endswith(units.verb_endings):
                break
            possible = token.lower not in units.classifiers and self._may_be_plural(token)
            if possible and unknown is None:
                unknown = k
            k += 1
        if unknown is None or value == 1:
            return None
        return Head(Noun(_singular(tokens[unknown].lower, units), True), unknown + 1, known=False)

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

    def _complete(self, noun: Noun, end: int, value: float) -> Head:
        """Extend a noun over the nouns that go with it: compounds, "villages and towns", adjectival nouns, rates."""
        tokens, units = self.tokens, self.units
        for _ in range(3):
            goes_on = units.head_last or noun.adjectival
            following = units.noun_at(tokens, end, self.end) if goes_on else None
            if not following or (units.agreement and value != 1 and not following[0].plural):
                break
            end += following[1]
            if units.head_last or not _keeps(noun, following[0]):
                noun = following[0]
        if end < self.end and tokens[end].text in _CLOSING and any(t.text in _OPENING for t in tokens[end - 2 : end]):
            end += 1
        if end + 1 < self.end and tokens[end].lower in units.joins:
            other = units.noun_at(tokens, end + 1, self.end)
            if other and other[0].unit == noun.unit and not noun.measure:
                end += 1 + other[1]
        for phrase in units.rates.get(tokens[end].lower, ()) if end < self.end else ():
            if tuple(t.lower for t in tokens[end : end + len(phrase)]) == phrase:
                end += len(phrase)
                break
        return Head(noun, end)

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
        if sign in CURRENCIES or sign in {"~", "≈", ">", "<", "+"}:
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
        if before.text in DASHES:
            return i < 2 or tokens[i - 2].end != before.start or tokens[i - 2].kind != "number"
        return before.text not in _GLUE

    def tail(self, i: int) -> bool:
        """Whether a model number, a score or a degree sign follows directly: "155/39", "5°", "2:1"."""
        tokens = self.tokens
        if i >= len(tokens) or tokens[i].start != tokens[i - 1].end:
            return False
        return tokens[i].text in {"/", "°", ":"} and i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end


def _keeps(noun: Noun, following: Noun) -> bool:
    """Whether an adjectival noun says more than the one after it: "five wounded soldiers", "two civil persons"."""
    return following.adjectival or following.unit == "person" or noun.unit.startswith("person ")


def _singular(word: str, units: Units) -> str:
    if not units.head_last:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
