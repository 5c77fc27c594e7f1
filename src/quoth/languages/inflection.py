"""The inflection engine: from a pack's `verbs.toml` (lemmas by class, classes as endings) to an index of forms.

It knows no language. A class joins endings to roots; a root is written with parts in braces: `{lemma}`, `{root}` (the
lemma without the class's `cut`), `{1}` `{2}` ... (principal parts listed with the word, `geven:gaf:gaven:gegeven`) and
parts that the first fitting pattern of `[derive]` makes of the lemma's end, or `[choose]` names for it. Building is
linear in the number of forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quoth.languages.section import LanguageError
from quoth.languages.tables import Table

KINDS = ("finite", "participle", "infinitive", "te-infinitive", "gerund", "imperative")
_FEATURES = {
    "present": "tense", "past": "tense", "sg": "number", "pl": "number", "1": "person", "2": "person", "3": "person",
    "m": "gender", "f": "gender", "n": "gender",
}  # fmt: skip
#: Patterns of `[derive]` see so many letters of the lemma's end; the rest goes before what they give.
_TAIL = 6
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a paradigm: kind and features; `None` where the form does not tell."""

    kind: str
    tense: str | None = None
    number: str | None = None
    person: int | None = None
    gender: str | None = None

    @classmethod
    def of(cls, text: str, where: str) -> Slot:
        """Read `finite present sg 3`.

        Raises:
            LanguageError: an unknown kind or feature.
        """
        kind, *rest = text.split()
        features: dict[str, Any] = {}
        for word in rest:
            if word not in _FEATURES:
                raise LanguageError(f"{where}: unknown feature {word!r} in {text!r}")
            features[_FEATURES[word]] = int(word) if word.isdigit() else word
        if kind not in KINDS:
            raise LanguageError(f"{where}: unknown kind {kind!r} in {text!r}")
        return cls(kind, **features)


@dataclass(frozen=True, slots=True)
class Verb:
    """A lemma of the index. `bare` is false where it lives only in compounds; `only_reflexive` where it needs the
    reflexive ending; `reflexive` marks what always goes with a reflexive, joined or not."""

    lemma: str
    aux: bool = False
    reflexive: bool = False
    only_reflexive: bool = False
    bare: bool = True


Slots = tuple[Slot, ...]
#: A word and the places it fills in the paradigm of one verb.
Forms = list[tuple[str, Slots]]


@dataclass(slots=True)
class Index:
    """Forms of simple verbs by their text, and what is joined to them at look-up."""

    verbs: list[Verb] = field(default_factory=list)
    surface: dict[str, tuple[tuple[Verb, Slots], ...]] = field(default_factory=dict)
    particles: dict[str, frozenset[str]] = field(default_factory=dict)
    carried: dict[str, tuple[str, ...]] = field(default_factory=dict)


Part = Callable[[str, str, tuple[str, ...]], str]
_RAW_KEYS = (
    "fold", "alternate", "derive", "choose", "tidy", "joints", "endings", "class", "group", "compound", "irregular",
    "common", "guess", "reflexive",
)  # fmt: skip


def build(raw: Mapping[str, Any], where: str) -> Index:
    """The index of all verbs of a `verbs.toml`.

    Raises:
        LanguageError: the file is not of this form; the message names file and entry.
    """
    top = Table.of(raw, where, _RAW_KEYS)
    index = Index()
    by_lemma: dict[str, list[Forms]] = {}
    classes = _Classes(top)
    for group in top.tables("group", ("class", "words", "aux", "reflexive", "bare", "examples"), "class"):
        group.strings("examples", required=True)
        paradigm = classes.paradigm(group.text("class"), group)
        aux, reflexive = group.flag("aux"), group.text("reflexive", "no")
        bare = group.flag("bare", True)
        for item in group.words("words"):
            lemma, *parts = item.split(":")
            verb = Verb(lemma, aux, reflexive != "no", reflexive == "only", bare)
            _add(index, by_lemma, verb, paradigm(lemma, tuple(parts), group))
    for entry in top.tables("irregular", ("lemma", "aux", "forms", "example"), "lemma"):
        entry.text("example")
        verb = Verb(entry.text("lemma"), entry.flag("aux"))
        forms = Table.of(entry.raw.get("forms"), entry.where, entry.raw.get("forms", {}))
        _add(index, by_lemma, verb, [(w, (Slot.of(k, entry.where),)) for k in forms.raw for w in forms.words(k)])
    _compounds(top, index, by_lemma)
    return index


def _add(index: Index, by_lemma: dict[str, list[Forms]], verb: Verb, forms: Forms) -> None:
    index.verbs.append(verb)
    by_lemma.setdefault(verb.lemma, []).append(forms)
    surface = index.surface
    for text, slots in forms:
        before = surface.get(text)
        surface[text] = ((verb, slots),) if before is None else (*before, (verb, slots))


def _compounds(top: Table, index: Index, by_lemma: dict[str, list[Forms]]) -> None:
    """Prefixed verbs get forms of their own (a participle drops the simple verb's augment); separable ones are joined
    at look-up."""
    particles: dict[str, set[str]] = {}
    for entry in top.tables("compound", ("prefix", "separable", "augment", "words", "examples"), "prefix"):
        entry.strings("examples", required=True)
        prefix, augment = entry.text("prefix"), entry.text("augment", "")
        for base in entry.words("words"):
            if base not in by_lemma:
                raise LanguageError(f"{entry.where}: {base!r} is no verb of this file")
            if entry.flag("separable"):
                particles.setdefault(prefix, set()).add(base)
                continue
            forms = [
                (prefix + (t.removeprefix(augment) if s[0].kind == "participle" and augment else t), s)
                for part in by_lemma[base]
                for t, s in part
            ]
            _add(index, by_lemma, Verb(prefix + base), forms)
    index.particles = {p: frozenset(b) for p, b in particles.items()}
    carried: dict[str, list[str]] = {}
    for particle, bases in index.particles.items():
        for base in bases:
            carried.setdefault(base, []).append(particle)
    index.carried = {base: tuple(sorted(ps)) for base, ps in carried.items()}


class _Classes:
    """The compiled classes of a file."""

    def __init__(self, top: Table) -> None:
        self._derive = {
            name: _derived([(re.compile(p), r) for p, r in rules])
            for name, rules in dict(top.raw.get("derive", {})).items()
        } | {
            name: _chosen([(re.compile(p), r) for p, r in rules])
            for name, rules in dict(top.raw.get("choose", {})).items()
        }
        self._tidy = {str(ending): str(change) for ending, change in top.raw.get("tidy", [])}
        self._joints = [(str(a), str(b)) for a, b in top.raw.get("joints", [])]
        self._endings: dict[str, list[tuple[str, Slots]]] = {}
        for name, table in dict(top.raw.get("endings", {})).items():
            here = f"{top.where}: endings.{name}"
            filled: dict[str, Slots] = {}
            for key, value in table.items():
                for ending in value.replace("-", " - ").split():
                    text = "" if ending == "-" else ending
                    filled[text] = (*filled.get(text, ()), Slot.of(key, here))
            self._endings[name] = list(filled.items())
        self._classes = {c.text("name"): c for c in top.tables("class", ("name", "cut", "uses"), "name")}

    def paradigm(self, name: str, asks: Table) -> Callable[[str, tuple[str, ...], Table], Forms]:
        if name not in self._classes:
            raise asks.wrong("class", f"one of {', '.join(sorted(self._classes))}")
        spec = self._classes[name]
        cut = spec.text("cut", "")
        uses: list[tuple[list[Part], list[tuple[str, Slots]]]] = []
        for ending, root in spec.raw["uses"]:
            if ending not in self._endings:
                raise LanguageError(f"{spec.where}: no endings {ending!r}")
            uses.append((self._template(root, spec), self._endings[ending]))
        tidy, joints = self._tidy, self._joints

        def inflect(lemma: str, parts: tuple[str, ...], group: Table) -> Forms:
            if not lemma.endswith(cut):
                raise LanguageError(f"{group.where}: {lemma!r} does not end in {cut!r}")
            stem = lemma[: len(lemma) - len(cut)]
            out: Forms = []
            for template, endings in uses:
                try:
                    root = "".join([part(lemma, stem, parts) for part in template])
                except IndexError:
                    raise LanguageError(f"{group.where}: {lemma!r} lacks principal parts") from None
                if "|" in root:
                    for wrong, right in joints:
                        root = root.replace(wrong, right)
                if not tidy:
                    out += [(root + ending, slots) for ending, slots in endings]
                    continue
                for ending, slots in endings:
                    text = root + ending
                    if text[-2:] in tidy:
                        text = text[:-2] + tidy[text[-2:]]
                    out.append((text, slots))
            return out

        return inflect

    def _template(self, text: str, spec: Table) -> list[Part]:
        out: list[Part] = []
        for n, piece in enumerate(_PART.split(text)):
            if n % 2 == 0:
                if piece:
                    out.append(_literal(piece))
            elif piece == "lemma":
                out.append(lambda lemma, stem, parts: lemma)
            elif piece == "root":
                out.append(lambda lemma, stem, parts: stem)
            elif piece.isdigit():
                out.append(_principal(int(piece) - 1))
            elif piece in self._derive:
                out.append(self._derive[piece])
            else:
                raise LanguageError(f"{spec.where}: no part {piece!r}")
        return out


def _literal(piece: str) -> Part:
    return lambda lemma, stem, parts: piece


def _principal(number: int) -> Part:
    return lambda lemma, stem, parts: parts[number]


def _chosen(rules: list[tuple[re.Pattern[str], str]]) -> Part:
    @lru_cache(maxsize=1)
    def choose(lemma: str) -> str:
        tail = lemma[-_TAIL:]
        return next((text for pattern, text in rules if pattern.search(tail)), "")

    return lambda lemma, stem, parts: choose(lemma)


def _derived(rules: list[tuple[re.Pattern[str], str]]) -> Part:
    @lru_cache(maxsize=1)
    def change(lemma: str) -> str:
        head, tail = lemma[:-_TAIL], lemma[-_TAIL:]
        for pattern, to in rules:
            if pattern.search(tail):
                return head + pattern.sub(to, tail, count=1)
        return lemma

    return lambda lemma, stem, parts: change(lemma)
