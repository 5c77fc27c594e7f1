"""The events section of a language pack: words and grammar that tell what happens in a claim, who does it, and
whether it did.

`load_events(code)` reads `languages/<code>/events.toml`. Patterns are those of `quoth.languages.patterns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from quoth.languages.section import LanguageError, read_section
from quoth.languages.wordings import PatternError, Wordings, compile_wordings
from quoth.model.claim import EVENT_TYPES, STATUSES

#: Types that only their actor or weapon decides: a place taken or freed, an attack, a hit, "is ours", "is X-ish".
OPEN_TYPES = ("take", "free", "attack", "hit", "ours")
KINDS = ("verb", "noun", "idiom")
#: Who does it, seen from the subject: the subject itself, or the side against it.
ROLES = ("agent", "patient")
DEFAULTS = ("source", "opponent", "owner", "invader", "none")
TENSES = ("present", "past", "participle", "infinitive", "gerund", "future")


class EventsError(LanguageError):
    """An events section is missing, or an entry of it is not of the schema's form."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings of one event type.

    `kind` is the part of speech; an `intransitive` verb has no passive; `status`, `default` (who acts when the text
    names nobody) and `negated` override what the type has. `weight` raises or lowers the group among the event
    words of one content. `perfective` verbs (Slavic) have a future where others have a present.
    """

    type: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    kind: str = "verb"
    role: str = "agent"
    weight: float = 0.0
    intransitive: bool = False
    perfective: bool = False
    negated: bool = False
    status: str | None = None
    default: str | None = None
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed-class words of a language. Lists named `*_endings` hold word endings, `air_weapons`, `guns` and
    (military) `targets`, `civil` targets and words for `ground` forces parts of words; the
    others whole words. `after_comma` words open a subordinate clause only there or at the start of the content,
    `relatives`
    anywhere but after a preposition, `subordinators` everywhere.

    `order` tells where a subject stands: `svo` before its verb, `v2` before it or right after it, `free`
    anywhere, told by
    its case. `bare_participles` tells what a participle without an auxiliary is: `passive`, or `active` where it
    looks
    like a past tense.
    """

    subordinators: frozenset[str]
    relatives: frozenset[str]
    after_comma: frozenset[str]
    coordinators: frozenset[str]
    prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    genitives: frozenset[str]
    beneficiaries: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    numerals: frozenset[str]
    modifier_endings: tuple[str, ...]
    attributive_endings: tuple[str, ...]
    pronouns: frozenset[str]
    anaphors: frozenset[str]
    air_weapons: tuple[str, ...]
    guns: tuple[str, ...]
    targets: tuple[str, ...]
    civil: tuple[str, ...]
    ground: tuple[str, ...]
    oblique_endings: tuple[str, ...]
    instrumental_endings: tuple[str, ...]
    nominative_words: frozenset[str]
    passive_endings: tuple[str, ...]
    purposes: frozenset[str]
    purpose_marks: frozenset[str]
    order: str
    bare_participles: str


#: Names of the mark lists: words that bear on status, voice and polarity.
MARKS = (
    "negator", "near_negator", "not_negator", "absent", "planned", "forced", "able", "attempt", "ongoing",
    "completed", "perfect",
    "perfect_or_passive", "passive_past", "passive_present", "past", "present", "again", "wholly", "counted",
    "will", "would", "conditional", "stateless",
    "participle", "finite", "own", "enemy", "invader", "defender",
)  # fmt: skip


_REMEMBERED = 1 << 15  # words whose tenses are kept


@dataclass(frozen=True)
class Events:
    """A loaded section; `groups[found.owner]` is the group of a wording that `phrases` finds,
    `MARKS[found.owner]` the
    name of one that `marks` finds."""

    language: str
    groups: tuple[Group, ...]
    phrases: Wordings
    grammar: Grammar
    marks: Wordings
    tense_of: Mapping[str, frozenset[str]]
    tense_endings: tuple[tuple[str, str], ...]
    _tenses: dict[str, frozenset[str]] = field(repr=False, compare=False, default_factory=dict)

    def tenses(self, lower: str) -> frozenset[str]:
        """The tenses that a verb form may have: from the verb list, else by its longest known ending, else none."""
        known = self._tenses.get(lower)
        if known is None:
            if len(self._tenses) >= _REMEMBERED:
                self._tenses.clear()
            known = self._tenses[lower] = self._tenses_of(lower)
        return known

    def _tenses_of(self, lower: str) -> frozenset[str]:
        listed = self.tense_of.get(lower)
        if listed is not None:
            return listed
        for ending, tense in self.tense_endings:
            if lower.endswith(ending) and len(lower) > len(ending):
                return frozenset({tense})
        return frozenset()


def _refuse(code: str, entry: str, problem: str) -> EventsError:
    return EventsError(f"languages/{code}/events.toml: {entry}: {problem}")


@cache
def load_events(code: str) -> Events:
    """The events section of language `code`.

    Raises:
        LanguageError: the language has no such section, or an entry is not of the schema's form; the message
        names it.
    """
    return parse_events(code, read_section(code, "events"))


def parse_events(code: str, data: Mapping[str, Any]) -> Events:
    """Check and compile a section that was read from TOML.

    Raises:
        EventsError: a key is unknown or missing, or a value is not of the schema's form.
    """
    unknown = set(data) - {"grammar", "marks", "forms", "classes", "tense_endings", "group"}
    if unknown:
        raise _refuse(code, "top level", f"unknown keys {sorted(unknown)}")
    forms, tense_of = _forms(code, data.get("forms", {}))
    groups = tuple(_group(code, n, entry) for n, entry in enumerate(data.get("group", ())))
    if not groups:
        raise _refuse(code, "top level", "no [[group]]")
    grammar = _grammar(code, data.get("grammar", {}))
    classes = data.get("classes", {})
    if not isinstance(classes, dict) or not all(isinstance(c, str) and c == c.lower() for c in classes.values()):
        raise _refuse(code, "classes", "write name = 'town|city|village*' in lower case")
    marks = data.get("marks", {})
    if set(marks) - set(MARKS):
        raise _refuse(code, "marks", f"unknown keys {sorted(set(marks) - set(MARKS))}")
    endings = data.get("tense_endings", {})
    if set(endings) - set(TENSES):
        raise _refuse(code, "tense_endings", f"unknown keys {sorted(set(endings) - set(TENSES))}")
    by_length = sorted(((e, t) for t, es in endings.items() for e in es), key=lambda x: (-len(x[0]), x))
    try:
        phrases = compile_wordings([g.words for g in groups], forms, classes)
        compiled = compile_wordings([_strings(code, f"marks.{m}", marks.get(m, [])) for m in MARKS], forms, classes)
    except PatternError as e:
        raise _refuse(code, "patterns", str(e)) from None
    joined = _with_particles(groups, forms, tense_of)
    return Events(code, groups, phrases, grammar, compiled, joined, tuple(by_length))


def _strings(code: str, entry: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v == v.lower() and v.strip() for v in value):
        raise _refuse(code, entry, "must be a list of strings in lower case")
    return tuple(value)


def _forms(code: str, data: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    """`lemma = "present forms | past forms | participle | gerund"`; the lemma itself is the infinitive."""
    forms: dict[str, tuple[str, ...]] = {}
    tense_of: dict[str, set[str]] = {}
    for lemma, row in data.items():
        slots = row.split("|") if isinstance(row, str) else []
        if not 2 <= len(slots) <= 4:
            raise _refuse(code, f"forms.{lemma}", "write 'present | past | participle | gerund'")
        listed = [lemma]
        tense_of.setdefault(lemma, set()).add("infinitive")
        for tense, slot in zip(("present", "past", "participle", "gerund"), slots, strict=False):
            for form in slot.split():
                listed.append(form)
                tense_of.setdefault(form, set()).add(tense)
        forms[lemma] = tuple(dict.fromkeys(listed))
    return forms, {form: frozenset(tenses) for form, tenses in tense_of.items()}


def _with_particles(
    groups: tuple[Group, ...], forms: Mapping[str, tuple[str, ...]], tense_of: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    out = dict(tense_of)
    for group in groups:
        for word in group.words:
            particle, plus, rest = word.split()[0].partition("+<")
            if plus:
                for form in forms[rest.rstrip(">")]:
                    out[particle + form] = out.get(particle + form, frozenset()) | tense_of[form]
    return out


_CHOICES = {
    "type": (*EVENT_TYPES, *OPEN_TYPES),
    "kind": KINDS,
    "role": ROLES,
    "status": STATUSES,
    "default": DEFAULTS,
    "expect": EVENT_TYPES,
}


def _group(code: str, n: int, entry: Mapping[str, Any]) -> Group:
    name = f"group {n + 1} ({entry.get('type')})"
    unknown = set(entry) - {f.name for f in fields(Group)}
    missing = {"type", "words", "examples"} - set(entry)
    if unknown or missing:
        raise _refuse(code, name, f"unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")
    for key, allowed in _CHOICES.items():
        if key in entry and entry[key] not in allowed:
            raise _refuse(code, name, f"{key} = {entry[key]!r} is not one of {', '.join(allowed)}")
    for key in ("intransitive", "perfective", "negated"):
        if not isinstance(entry.get(key, False), bool):
            raise _refuse(code, name, f"{key} must be true or false")
    if not entry["words"] or not entry["examples"]:
        raise _refuse(code, name, "words and examples must not be empty")
    if not all(isinstance(e, str) for e in entry["examples"]):
        raise _refuse(code, name, "examples must be strings")
    values = dict(entry)
    values["words"] = _strings(code, name, entry["words"])
    values["examples"] = tuple(entry["examples"])
    values["weight"] = float(entry.get("weight", 0.0))
    return Group(**values)


_SINGLE = {"order": ("svo", "v2", "free"), "bare_participles": ("passive", "active")}


def _grammar(code: str, data: Mapping[str, Any]) -> Grammar:
    names = {f.name: f.type for f in fields(Grammar)}
    if set(data) - set(names):
        raise _refuse(code, "grammar", f"unknown keys {sorted(set(data) - set(names))}")
    values: dict[str, Any] = {}
    for name, kind in names.items():
        if name in _SINGLE:
            if data.get(name) not in _SINGLE[name]:
                raise _refuse(code, f"grammar.{name}", f"must be one of {', '.join(_SINGLE[name])}")
            values[name] = data[name]
            continue
        listed = _strings(code, f"grammar.{name}", data.get(name, []))
        values[name] = frozenset(listed) if str(kind).startswith("frozenset") else listed
    return Grammar(**values)
