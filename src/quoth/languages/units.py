"""What a language's numbers count: nouns and the unit each stands for, and words that tell what became of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from quoth.languages.paradigms import expand, read_paradigms
from quoth.languages.phrases import Lowered
from quoth.languages.section import LanguageError, read_section

Fate = Literal["killed", "wounded", "missing", "captured", "evacuated"]
FATES: tuple[Fate, ...] = ("killed", "wounded", "missing", "captured", "evacuated")
_SECTIONS = {
    "head", "paradigms", "unit", "fate", "among", "classifiers", "stops", "rates", "joins", "counter", "refine",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun (or phrase): `plural` is false for forms that only follow "one"; `person` is true for people,
    whose fate may replace `unit`; `measure` for units of measurement; `adjectival` when it may modify the next noun."""

    unit: str
    plural: bool
    person: bool = False
    measure: bool = False
    adjectival: bool = False


@dataclass(frozen=True)
class Units:
    """The counted nouns of one language; look them up with `noun_at`.

    `fates` are words that tell what became of people, `fate_pairs` those in two parts ("kwamen … om"), by the
    second; `among` opens a
    part of a group counted before; `classifiers` stand between number and noun ("stuks"); `stops` end a noun phrase;
    `counters` are words whose number stands behind a verb ("the death toll rose to 12"); `refinements` give a unit a
    narrower one when certain words stand in the sentence.
    """

    phrases: dict[str, list[tuple[tuple[frozenset[str], ...], Noun]]]
    suffixes: dict[str, Noun]
    fates: dict[str, Fate]
    fate_phrases: dict[str, list[tuple[tuple[str, ...], Fate]]]
    fate_pairs: dict[str, list[tuple[str, Fate]]]
    among: frozenset[str]
    classifiers: frozenset[str]
    stops: frozenset[str]
    rates: dict[str, list[tuple[str, ...]]]
    joins: frozenset[str]
    head_last: bool
    agreement: bool
    adjective_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    not_plural: tuple[str, ...]
    verb_endings: tuple[str, ...]
    counters: dict[str, str]
    refinements: dict[str, tuple[str, frozenset[str]]]

    def noun_at(self, tokens: Sequence[Lowered], i: int, end: int) -> tuple[Noun, int] | None:
        """The longest known noun or phrase at token `i`, with its length in tokens."""
        if i >= end:
            return None
        best: tuple[Noun, int] | None = None
        for forms, noun in self.phrases.get(tokens[i].lower, ()):
            n = len(forms)
            better = best is None or n > best[1] or (n == best[1] and noun.plural and not best[0].plural)
            if better and i + n <= end and all(tokens[i + k].lower in forms[k] for k in range(1, n)):
                best = noun, n
        if best is None and self.suffixes:
            last = self._compound(tokens[i].lower)
            return None if last is None else (last, 1)
        return best

    def _compound(self, word: str) -> Noun | None:
        """The noun that a compound ends with: "raketaanval" counts attacks."""
        for cut in range(2, min(len(word) - 3, 24)):
            noun = self.suffixes.get(word[cut:])
            if noun is not None:
                return noun
        return None


def _fail(code: str, why: str) -> LanguageError:
    return LanguageError(f"languages/{code}/units.toml: {why}")


def _forms(code: str, spec: str, paradigms: dict[str, tuple[str, ...]]) -> tuple[frozenset[str], frozenset[str]]:
    """Singular and plural forms of one word: "tank/tanks", "stem:paradigm", or a form that is both."""
    if ":" in spec:
        forms = frozenset(expand(spec, paradigms, f"languages/{code}/units.toml"))
        return forms, forms
    first, *others = spec.lower().split("/")
    return (frozenset({first}), frozenset(others)) if others else (frozenset({first}), frozenset({first}))


def _phrase(code: str, spec: str, paradigms: dict[str, tuple[str, ...]], plural: bool) -> tuple[frozenset[str], ...]:
    return tuple(_forms(code, word, paradigms)[plural] for word in spec.lower().split())


def _counters(code: str, raw: dict[str, Any], paradigms: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Words such as "number" and "death toll", with the unit that they count themselves, or nothing."""
    out: dict[str, str] = {}
    for entry in raw.get("counter", ()):
        if set(entry) != {"unit", "words", "example"}:
            raise _fail(code, f"a counter needs unit, words and an example: {entry}")
        for spec in entry["words"]:
            out.update(dict.fromkeys(expand(spec, paradigms, f"languages/{code}/units.toml"), entry["unit"]))
    return out


@cache
def load_units(code: str) -> Units:
    """The counted nouns of a language.

    Raises:
        LanguageError: there is no such pack, or its `units.toml` is not of this form.
    """
    raw = read_section(code, "units")
    if unknown := set(raw) - _SECTIONS:
        raise _fail(code, f"unknown sections {sorted(unknown)}")
    paradigms = read_paradigms(raw.get("paradigms", {}))
    phrases: dict[str, list[tuple[tuple[frozenset[str], ...], Noun]]] = {}
    suffixes: dict[str, Noun] = {}
    heads = raw["head"]
    for entry in raw["unit"]:
        if unknown := set(entry) - {"unit", "nouns", "person", "measure", "example", "suffix"}:
            raise _fail(code, f"unknown keys {sorted(unknown)} in the unit {entry.get('unit')!r}")
        if "example" not in entry:
            raise _fail(code, f"the unit {entry['unit']!r} needs an example")
        for spec in entry["nouns"]:
            for plural in (False, True):
                person, measure = bool(entry.get("person", False)), bool(entry.get("measure", False))
                adjectival = spec.partition(":")[2] in heads.get("adjectives", ())
                noun = Noun(entry["unit"], plural, person, measure, adjectival)
                forms = _phrase(code, spec, paradigms, plural)
                for first in sorted(forms[0]):
                    phrases.setdefault(first, []).append((forms, noun))
                if heads.get("compounds") and entry.get("suffix", True) and len(forms) == 1:
                    suffixes.update({f: noun for f in forms[0] if len(f) >= heads["shortest"]})
    for found in phrases.values():
        found.sort(key=lambda e: (-len(e[0]), not e[1].plural))
    fates: dict[str, Fate] = {}
    fate_phrases: dict[str, list[tuple[tuple[str, ...], Fate]]] = {}
    pairs: dict[str, list[tuple[str, Fate]]] = {}
    for entry in raw["fate"]:
        if entry["fate"] not in FATES:
            raise _fail(code, f"{entry['fate']!r} is not one of {', '.join(FATES)}")
        fate = cast("Fate", entry["fate"])
        for spec in entry["words"]:
            words = spec.lower().split()
            if len(words) == 3 and words[1] == "…":
                pairs.setdefault(words[2], []).append((words[0], fate))
                continue
            if len(words) > 1:
                fate_phrases.setdefault(words[0], []).append((tuple(words), fate))
                continue
            for form in sorted(_forms(code, spec.lower(), paradigms)[0] | _forms(code, spec.lower(), paradigms)[1]):
                fates[form] = fate
    rates: dict[str, list[tuple[str, ...]]] = {}
    for phrase in raw.get("rates", {}).get("words", []):
        rates.setdefault(phrase.lower().split()[0], []).append(tuple(phrase.lower().split()))

    def words_of(name: str) -> frozenset[str]:
        return frozenset(w.lower() for w in raw.get(name, {}).get("words", ()))

    return Units(
        phrases=phrases, suffixes=suffixes, fates=fates, fate_phrases=fate_phrases, fate_pairs=pairs,
        among=words_of("among"), classifiers=words_of("classifiers"), stops=words_of("stops"), rates=rates,
        joins=words_of("joins"), head_last=bool(heads["last"]), agreement=bool(heads["agreement"]),
        adjective_endings=tuple(heads["adjective_endings"]), plural_endings=tuple(heads["plural_endings"]),
        not_plural=tuple(heads.get("not_plural", ())),
        verb_endings=tuple(heads.get("verb_endings", ())),
        counters=_counters(code, raw, paradigms),
        refinements={e["unit"]: (e["to"], frozenset(w.lower() for w in e["words"])) for e in raw.get("refine", ())},
    )  # fmt: skip
