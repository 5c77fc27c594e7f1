"""How a language writes numbers: separators, number words, vague numbers, and the words that say how exact one is.

The Dutch pack follows the Algemene Nederlandse Spraakkunst (ch. 7), the English one the Cambridge Grammar (ch. 5.7),
the Ukrainian and Russian ones the academy grammars' declensions of numerals.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from quoth.languages.paradigms import expand_phrase, read_paradigms
from quoth.languages.phrases import PhraseMap
from quoth.languages.section import LanguageError, read_section
from quoth.model.claim import QUALIFIERS, Qualifier

_SECTIONS = {
    "digits", "cardinal", "multiplier", "fraction", "vague", "scaled", "some", "ordinal", "compounds", "fillers",
    "round", "qualifier", "after", "range", "partitive", "change", "not_counted", "negation", "articles", "paradigms",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numerals of one language, forms in lower case.

    `cardinals` are words up to 999 or fixed figures such as a dozen; `multipliers` 1,000 and more (and 100 where it
    multiplies); `vague` plurals such as "tientallen" with the value that the guide gives them; `some` words such as
    "several"; `scaled` words that make a following multiplier vague ("several thousand"). `collective` are numerals
    that stand for persons by themselves; `weak` are words for one that are articles, too. `ordinals` maps ordinal words
    to values. `rounds` are words for round figures ("twintigtal", "dozen"), `articles` what may stand before those,
    `fillers` what may stand inside a number ("two hundred and five"), `changes` verbs after which "up to" is an exact
    figure. `openers` are all the words with which a number can begin, but for the compounds.
    """

    decimal: frozenset[str]
    grouping: frozenset[str]
    spaced: bool
    cardinals: dict[str, float]
    collective: frozenset[str]
    weak: frozenset[str]
    multipliers: dict[str, float]
    fractions: PhraseMap[float]
    vague: dict[str, float]
    scaled: PhraseMap[float]
    some: PhraseMap[float]
    ordinals: dict[str, int]
    ordinal_suffixes: frozenset[str]
    cardinal_suffixes: frozenset[str]
    rounds: frozenset[str]
    fillers: frozenset[str]
    articles: frozenset[str]
    qualifiers: PhraseMap[Qualifier]
    after: PhraseMap[Qualifier]
    between: frozenset[str]
    and_words: frozenset[str]
    to_words: frozenset[str]
    partitives: frozenset[str]
    changes: frozenset[str]
    not_counted: frozenset[str]
    negations: PhraseMap[None]
    openers: frozenset[str]
    joiners: tuple[str, ...]
    hundred: str
    thousand: str

    def starts(self, word: str) -> bool:
        """Whether a number can begin with this lower-cased word."""
        return word in self.openers or (len(word) > 6 and self.compound(word) is not None)

    def compound(self, word: str) -> float | None:
        """The value of a number written in one word, such as "driehonderdvijftig", or None."""
        if not self.hundred or (self.hundred not in word and self.thousand not in word):
            return None
        if self.thousand in word:
            left, _, right = word.partition(self.thousand)
            high = 1.0 if not left else self._below_thousand(left)
            low = 0.0 if not right else self._below_thousand(right)
            return None if high is None or low is None else high * 1000 + low
        return self._below_thousand(word)

    def _below_thousand(self, word: str) -> float | None:
        for joiner in (*self.joiners, ""):
            rest = word[len(joiner) :] if joiner and word.startswith(joiner) else word
            if rest in self.cardinals and self.cardinals[rest] < 100:
                return self.cardinals[rest]
            left, found, right = rest.partition(self.hundred)
            if not found:
                continue
            high = 1.0 if not left else self.cardinals.get(left)
            low = (
                0.0 if not right else next((self.cardinals[r] for r in self._tails(right) if r in self.cardinals), None)
            )
            if high is not None and low is not None and high < 100 and low < 100:
                return high * 100 + low
        return None

    def _tails(self, word: str) -> list[str]:
        return [word, *(word[len(j) :] for j in self.joiners if word.startswith(j))]


def _fail(code: str, where: str, why: str) -> LanguageError:
    return LanguageError(f"languages/{code}/numbers.toml: [{where}] {why}")


def _entries(code: str, raw: dict[str, Any], name: str, keys: set[str]) -> list[dict[str, Any]]:
    found = raw.get(name, [])
    paradigms = read_paradigms(raw.get("paradigms", {}))
    for entry in found:
        if unknown := set(entry) - keys - {"example"}:
            raise _fail(code, name, f"has unknown keys {sorted(unknown)} in {entry}")
        if "example" not in entry:
            raise _fail(code, name, f"needs an example in {entry}")
    where = f"languages/{code}/numbers.toml [{name}]"
    return [
        {**entry, "forms": [f for spec in entry["forms"] for f in expand_phrase(spec, paradigms, where)]}
        if "forms" in entry
        else entry
        for entry in found
    ]


def _valued(code: str, raw: dict[str, Any], name: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for entry in _entries(code, raw, name, {"value", "forms", "collective", "weak"}):
        for form in entry["forms"]:
            out[form.lower()] = float(entry["value"])
    return out


def _flagged(code: str, raw: dict[str, Any], flag: str) -> frozenset[str]:
    entries = _entries(code, raw, "cardinal", {"value", "forms", "collective", "weak"})
    return frozenset(f.lower() for e in entries if e.get(flag) for f in e["forms"])


@cache
def load_numbers(code: str) -> Numbers:
    """The numbers of a language.

    Raises:
        LanguageError: there is no such pack, or its `numbers.toml` is not of this form.
    """
    raw = read_section(code, "numbers")
    if unknown := set(raw) - _SECTIONS:
        raise _fail(code, "top level", f"has unknown sections {sorted(unknown)}")
    cardinals = _valued(code, raw, "cardinal")
    ordinals = {
        f.lower(): int(e["value"]) for e in _entries(code, raw, "ordinal", {"value", "forms"}) for f in e["forms"]
    }
    compounds = raw.get("compounds", {})
    joiners = tuple(compounds.get("joiners", ()))
    if joiners:
        units = [(w, v) for w, v in cardinals.items() if 1 <= v < 10]
        tens = [(w, v) for w, v in cardinals.items() if v in {20, 30, 40, 50, 60, 70, 80, 90}]
        cardinals |= {u + j + t: uv + tv for u, uv in units for t, tv in tens for j in joiners}
    if compounds.get("hyphen"):
        units = [(w, v) for w, v in cardinals.items() if 1 <= v < 10]
        tens = [(w, v) for w, v in cardinals.items() if v in {20, 30, 40, 50, 60, 70, 80, 90}]
        cardinals |= {f"{t}-{u}": uv + tv for u, uv in units for t, tv in tens}

        ordinals |= {f"{t}-{o}": int(tv) + ov for o, ov in ordinals.items() if ov < 10 for t, tv in tens}

    rounds = _valued(code, raw, "round")
    cardinals |= rounds

    def qualified(name: str) -> PhraseMap[Qualifier]:
        pairs: list[tuple[str, Qualifier]] = []
        for entry in _entries(code, raw, name, {"kind", "words"}):
            if entry["kind"] not in QUALIFIERS:
                raise _fail(code, name, f"{entry['kind']!r} is not one of {', '.join(QUALIFIERS)}")
            pairs += [(w, cast("Qualifier", entry["kind"])) for w in entry["words"]]
        return PhraseMap(pairs)

    def words(name: str, key: str = "words") -> frozenset[str]:
        return frozenset(w.lower() for w in raw.get(name, {}).get(key, ()))

    def phrases(name: str) -> PhraseMap[float]:
        return PhraseMap(
            (f, float(e["value"])) for e in _entries(code, raw, name, {"value", "forms"}) for f in e["forms"]
        )

    fractions, scaled, some = phrases("fraction"), phrases("scaled"), phrases("some")
    multipliers, vague = _valued(code, raw, "multiplier"), _valued(code, raw, "vague")
    openers = {
        *cardinals,
        *multipliers,
        *vague,
        *ordinals,
        *(w for m in (fractions, scaled, some) for w in m.first_words),
    }
    try:
        digits = raw["digits"]
        return Numbers(
            decimal=frozenset(digits["decimal"]),
            grouping=frozenset(digits["grouping"]),
            spaced=bool(digits["spaced"]),
            cardinals=cardinals,
            collective=_flagged(code, raw, "collective"),
            weak=_flagged(code, raw, "weak"),
            multipliers=multipliers,
            fractions=fractions,
            vague=vague,
            scaled=scaled,
            some=some,
            ordinals=ordinals,
            ordinal_suffixes=frozenset(digits["ordinal_suffixes"]),
            cardinal_suffixes=frozenset(digits["cardinal_suffixes"]),
            rounds=frozenset(rounds),
            fillers=words("fillers"),
            articles=words("articles"),
            qualifiers=qualified("qualifier"),
            after=qualified("after"),
            between=words("range", "between"),
            and_words=words("range", "and"),
            to_words=words("range", "to"),
            partitives=words("partitive"),
            changes=words("change"),
            not_counted=words("not_counted"),
            negations=PhraseMap((w, None) for w in words("negation")),
            openers=frozenset(openers),
            joiners=joiners,
            hundred=compounds.get("hundred", ""),
            thousand=compounds.get("thousand", ""),
        )
    except KeyError as missing:
        raise _fail(code, "digits", f"has no {missing}") from None
