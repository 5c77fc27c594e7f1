"""Verbs: which words are finite verbs, participles or infinitives of which lemma, by a pack's `verbs.toml`.

Inflection classes follow the reference grammars: the Algemene Nederlandse Spraakkunst (ANS, ch. 2) for Dutch, the
Cambridge Grammar of the English Language (ch. 3), the orthography of 2019 with its grammar tables for Ukrainian, and
Zalizniak's classes for Russian.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any, Literal, cast

from quoth.languages.inflection import Index, Slot, Verb, build
from quoth.languages.section import LanguageError, read_section
from quoth.languages.tables import Table

Kind = Literal["finite", "participle", "infinitive", "te-infinitive", "gerund", "imperative"]
Tense = Literal["present", "past"]
Number = Literal["sg", "pl"]
Gender = Literal["m", "f", "n"]


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word as a verb form.

    `lemma` is the full infinitive, with its separable prefix. `particle` is the word that must stand elsewhere in the
    clause ("deelde" + "mee" is meedelen); it is None when the form is whole ("meedeelde", "meegedeeld"). `common` says
    that the word is as often or more often no verb. `reflexive`: the form carries a reflexive ending, or the verb
    always goes with a reflexive pronoun. `guessed`: read off its ending only, the verb is not in the lexicon; then
    `confidence` (0 to 1) is below 1. Where a pack folds letters (Russian ё), lemmas are spelled folded. A Dutch "mee te
    delen" is not a form here: look up "meedelen".
    """

    lemma: str
    kind: Kind
    tense: Tense | None = None
    number: Number | None = None
    person: int | None = None
    gender: Gender | None = None
    particle: str | None = None
    common: bool = False
    aux: bool = False
    reflexive: bool = False
    guessed: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Guess:
    """Words with this beginning and ending, not shorter than `shortest`, may be such a form."""

    starts: str
    ends: str
    shortest: int
    slots: tuple[Slot, ...]
    confidence: float
    excepted: tuple[str, ...]

    def fits(self, lower: str) -> bool:
        return (
            len(lower) >= self.shortest
            and lower.endswith(self.ends)
            and lower.startswith(self.starts)
            and not lower.endswith(self.excepted)
        )


@dataclass(frozen=True, slots=True)
class _Reflexive:
    """A reflexive ending: strip `ending` from a word to find a form of `kinds` that ends in one of `after`."""

    ending: str
    after: tuple[str, ...]
    kinds: tuple[str, ...]
    lemma: str


@dataclass(frozen=True)
class Verbs:
    """The verb lexicon of one language. Look-ups are remembered; words are in lower case."""

    code: str
    _index: Index = field(repr=False)
    _common: frozenset[str] = field(repr=False)
    _reflexives: tuple[_Reflexive, ...] = field(repr=False)
    _guesses: tuple[_Guess, ...] = field(repr=False)
    _never: frozenset[str] = field(repr=False)
    _fold: tuple[tuple[str, str], ...] = field(repr=False)
    _alternate: tuple[tuple[str, str], ...] = field(repr=False, default=())
    _seen: dict[str, tuple[Form, ...]] = field(repr=False, compare=False, default_factory=dict)

    def forms(self, lower: str) -> tuple[Form, ...]:
        """All readings of a word as a verb form; none when it is no known one. Finite forms come first."""
        lower = self._folded(lower)
        found = self._seen.get(lower)
        if found is None:
            found = self._read(lower)
            for first, other in self._alternate:
                if not found and lower.startswith(first):
                    found = self._read(other + lower[len(first) :])
            self._seen[lower] = found
        return found

    def guess(self, lower: str, sentence_initial: bool = False) -> tuple[Form, ...]:
        """Readings of an unknown word by its ending, each `guessed` with a low `confidence`; none when it is known.

        A sentence hardly begins with a finite verb where the verb comes second, so `sentence_initial` halves the
        confidence.
        """
        lower = self._folded(lower)
        if lower in self._never or self.forms(lower):
            return ()
        for rule in self._guesses:
            if rule.fits(lower):
                sure = rule.confidence / 2 if sentence_initial else rule.confidence
                return tuple(replace(_form(Verb(lower), slot), guessed=True, confidence=sure) for slot in rule.slots)
        return ()

    def lemmas(self) -> frozenset[str]:
        """All lemmas, the separable ones included; without reflexives that are only formed at look-up."""
        simple = {v.lemma + (self.reflexive_suffix if v.only_reflexive else "") for v in self._index.verbs if v.bare}
        return frozenset(simple | {p + b for p, bases in self._index.particles.items() for b in bases})

    @property
    def reflexive_suffix(self) -> str:
        """What a lemma takes on when it is reflexive (-ся); empty where nothing is joined."""
        return self._reflexives[0].lemma if self._reflexives else ""

    def particles(self) -> frozenset[str]:
        """The words that separable verbs leave elsewhere in the clause."""
        return self._particles

    @cached_property
    def _particles(self) -> frozenset[str]:
        return frozenset(self._index.particles)

    def _folded(self, lower: str) -> str:
        for letter, other in self._fold:
            lower = lower.replace(letter, other)
        return lower

    def _slots(self, text: str) -> Iterator[tuple[Verb, Slot]]:
        for verb, slots in self._index.surface.get(text, ()):
            for slot in slots:
                yield verb, slot

    def _read(self, lower: str) -> tuple[Form, ...]:
        out: dict[Form, None] = {}
        common = lower in self._common
        for verb, slot in self._slots(lower):
            if verb.bare and not verb.only_reflexive:
                out[_form(verb, slot, common=common)] = None
            if slot.kind in ("finite", "imperative"):
                for particle in self._index.carried.get(verb.lemma, ()):
                    out[_form(verb, slot, particle=particle, common=common, prefix=particle)] = None
        for cut in range(2, min(len(lower) - 1, 12)):
            bases = self._index.particles.get(lower[:cut])
            if bases:
                for verb, slot in self._slots(lower[cut:]):
                    if verb.lemma in bases:
                        out[_form(verb, slot, common=common, prefix=lower[:cut])] = None
        for rule in self._reflexives:
            if lower.endswith(rule.ending):
                rest = lower[: -len(rule.ending)]
                if rest.endswith(rule.after):
                    for verb, slot in self._slots(rest):
                        if slot.kind in rule.kinds:
                            form = _form(verb, slot, common=common)
                            out[replace(form, lemma=verb.lemma + rule.lemma, reflexive=True)] = None
        return tuple(sorted(out, key=lambda f: (f.kind != "finite", f.particle is not None)))


def _form(verb: Verb, slot: Slot, particle: str | None = None, common: bool = False, prefix: str = "") -> Form:
    return Form(
        lemma=prefix + verb.lemma,
        kind=cast(Kind, slot.kind),
        tense=cast("Tense | None", slot.tense),
        number=cast("Number | None", slot.number),
        person=slot.person,
        gender=cast("Gender | None", slot.gender),
        particle=particle,
        common=common,
        aux=verb.aux,
        reflexive=verb.reflexive,
    )


@cache
def load_verbs(code: str) -> Verbs:
    """The verbs of a language, by its pack's `verbs.toml`.

    Raises:
        LanguageError: there is no such pack, or the file is not of its schema's form.
    """
    return verbs_of(read_section(code, "verbs"), code)


def verbs_of(raw: dict[str, Any], code: str) -> Verbs:
    """The verbs that a raw section holds.

    Raises:
        LanguageError: it is not of the schema's form; the message names file and entry.
    """
    where = f"languages/{code}/verbs.toml"
    index = build(raw, where)
    common = Table.of(raw.get("common", {}), f"{where}: common", ("words", "examples"))
    common.strings("examples", required=True)
    top = Table(raw, where)
    reflexives = tuple(
        _Reflexive(t.text("ending"), t.strings("after") or ("",), t.words("kinds"), t.text("lemma"))
        for t in top.tables("reflexive", ("ending", "after", "kinds", "lemma", "example"), "ending")
    )
    fold = tuple((str(a), str(b)) for a, b in raw.get("fold", ()))
    alternate = tuple((str(a), str(b)) for a, b in raw.get("alternate", ()))
    never: set[str] = set()
    guesses = []
    for t in top.tables(
        "guess", ("starts", "ends", "shortest", "forms", "confidence", "except", "never", "example"), "ends"
    ):
        t.text("example")
        never.update(t.words("never", ""))
        slots = tuple(Slot.of(f, t.where) for f in t.strings("forms", required=True))
        sure = t.number("confidence", 0.3)
        if not 0 < sure < 1:
            raise t.wrong("confidence", "between 0 and 1")
        shortest, excepted = int(t.number("shortest", 5)), t.words("except", "")
        guesses.append(_Guess(t.text("starts", ""), t.text("ends"), shortest, slots, sure, excepted))
    return Verbs(
        code, index, frozenset(common.words("words")), reflexives, tuple(guesses), frozenset(never), fold, alternate
    )


__all__ = ["Form", "LanguageError", "Verbs", "load_verbs", "verbs_of"]
