"""Calendar expressions of a language: names of days and months, and the shapes that expressions take.

A shape is a row of items: a literal word or alternatives (`sinds|vanaf`), a word class in angle brackets (`<month>`),
or either in square brackets when it may be missing. Built-in classes read numbers: `<day>` a day of the month, `<year>`
a year, `<n>` a count, `<nth>` an ordinal, `<date>` a date in figures, `<clock>` a time in figures with a colon; `<any>`
is any one word. What a shape makes is one of `MAKES`; how that is resolved to days is the work of
`quoth.reading.resolving`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from quoth.languages.paradigms import expand_phrase, read_paradigms
from quoth.languages.phrases import PhraseMap
from quoth.languages.section import LanguageError, read_section

Makes = Literal[
    "date", "days", "month", "months", "year", "weekday", "relative", "span", "ahead", "night", "warday", "warstart",
    "part", "same", "now", "vague", "coming", "season", "feast", "clock", "phased", "earlier",
]  # fmt: skip
MAKES: tuple[str, ...] = get_args(Makes)
Operator = Literal["since", "from", "until", "by", "before", "after", "around", "at"]
OPERATORS: tuple[str, ...] = get_args(Operator)
PARTS = ("morning", "afternoon", "evening", "night", "noon", "midnight", "day")
UNITS = ("hour", "day", "week", "month", "year", "night", "weekend", "minute", "decade", "halfday", "quarter")
BUILT_IN = ("day", "year", "n", "nth", "date", "clock")
ANY = "any"
_SECTIONS = {
    "months", "weekdays", "parts", "units", "seasons", "phases", "feasts", "class", "rule", "operator", "range",
    "order", "paradigms",
}  # fmt: skip
_PARAMS = {"unit", "offset", "part", "phase", "anaphoric", "direction", "strict", "count"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape makes, with the parameters that the shape itself does not give."""

    makes: Makes
    params: tuple[tuple[str, Any], ...] = ()


@dataclass(slots=True)
class Node:
    """A node of the automaton over shapes."""

    literals: dict[str, Node] = field(default_factory=dict)
    classes: dict[str, Node] = field(default_factory=dict)
    rule: Rule | None = None


@dataclass(frozen=True)
class Calendar:
    """The calendar of one language. `starters` are the lower-cased words with which an expression can begin,
    `classes_of` the classes whose forms begin with a word, `ambiguous` the names of months that are other words, too;
    `perfect_is_past` says that the perfect tense is a plain past."""

    root: Node
    starters: frozenset[str]
    classes: dict[str, PhraseMap[Any]]
    classes_of: dict[str, tuple[str, ...]]
    abbreviated: frozenset[str]
    operators: PhraseMap[Operator]
    between: frozenset[str]
    and_words: frozenset[str]
    from_words: frozenset[str]
    to_words: frozenset[str]
    day_first: bool
    perfect_is_past: bool
    ambiguous: frozenset[str]


def _fail(code: str, why: str) -> LanguageError:
    return LanguageError(f"languages/{code}/calendar.toml: {why}")


def expand_shape(shape: str) -> list[tuple[str, ...]]:
    """All rows of items that a shape stands for, without its square brackets.

    Raises:
        ValueError: brackets do not pair, or nothing is left when all that may be missing is.
    """
    rows: list[tuple[str, ...]] = [()]
    for item in shape.split():
        optional = item.startswith("[")
        if optional != item.endswith("]"):
            raise ValueError(f"the brackets of {item!r} do not pair; write [a|b] for one item that may be missing")
        bare = item[1:-1] if optional else item
        grown = [(*row, bare) for row in rows]
        rows = grown + rows if optional else grown
    if any(not row for row in rows):
        raise ValueError(f"every item of {shape!r} may be missing")
    return rows


class _Builder:
    def __init__(self, code: str, raw: dict[str, Any]):
        self.code, self.raw = code, raw
        self.paradigms = read_paradigms(raw.get("paradigms", {}))
        self.classes: dict[str, list[tuple[str, Any]]] = {}
        self.abbreviated: set[str] = set()
        self.starters: set[str] = set()
        self.root = Node()

    def forms(self, section: str, allowed: tuple[str, ...] | None = None) -> None:
        """A section of `value = [forms]` becomes the class of the section's singular."""
        name = section.removesuffix("s")
        for value, forms in self.raw.get(section, {}).items():
            if value == "example":
                continue
            if allowed is not None and value not in allowed:
                raise _fail(self.code, f"[{section}] {value!r} is not one of {', '.join(allowed)}")
            self.classes.setdefault(name, []).extend((f, value) for spec in forms for f in self.expand(spec))

    def expand(self, spec: str) -> tuple[str, ...]:
        """The forms of an entry, without the full stop that marks an abbreviation."""
        if spec.endswith("."):
            self.abbreviated.add(spec[:-1].lower())
        return expand_phrase(spec.removesuffix("."), self.paradigms, f"languages/{self.code}/calendar.toml")

    def names(self, section: str, count: int) -> None:
        names = self.raw[section]["names"]
        if len(names) != count:
            raise _fail(self.code, f"[{section}] names {len(names)}, not {count}")
        pairs = [(f, k) for k, specs in enumerate(names, 1) for spec in specs for f in self.expand(spec)]
        if section == "weekdays":
            days = [(f, (k, None)) for f, k in pairs]
            if self.raw[section].get("compounds"):
                parts = [(f, part) for part, forms in self.raw["parts"].items() if part != "example" for f in forms]
                days += [
                    (f + p, (k, part))
                    for f, k in pairs
                    if f not in self.abbreviated
                    for p, part in parts
                    if " " not in p
                ]
            self.classes["weekday"] = list(days)
        else:
            self.classes["month"] = list(pairs)

    def rule(self, entry: dict[str, Any]) -> None:
        if unknown := set(entry) - _PARAMS - {"makes", "shapes", "examples"}:
            raise _fail(self.code, f"a rule has unknown keys {sorted(unknown)}: {entry}")
        if entry["makes"] not in MAKES:
            raise _fail(self.code, f"{entry['makes']!r} is not one of {', '.join(MAKES)}")
        if not entry.get("examples"):
            raise _fail(self.code, f"the rule {entry['shapes'][:1]} needs examples")
        rule = Rule(entry["makes"], tuple(sorted((k, v) for k, v in entry.items() if k in _PARAMS)))
        for shape in entry["shapes"]:
            try:
                rows = expand_shape(shape)
            except ValueError as wrong:
                raise _fail(self.code, str(wrong)) from None
            for row in rows:
                self._add(row, rule, shape)

    def _add(self, row: tuple[str, ...], rule: Rule, shape: str) -> None:
        nodes = [self.root]
        for k, item in enumerate(row):
            grown: list[Node] = []
            if item.startswith("<"):
                name = item.strip("<>")
                if name not in self.classes and name not in BUILT_IN and name != ANY:
                    raise _fail(self.code, f"the shape {shape!r} names an unknown class {item}")
                for node in nodes:
                    grown.append(node.classes.setdefault(name, Node()))
                if k == 0 and name in self.classes:
                    self.starters.update(f.split()[0] for f, _ in self.classes[name])
            else:
                for word in item.lower().split("|"):
                    for node in nodes:
                        grown.append(node.literals.setdefault(word, Node()))
                    if k == 0:
                        self.starters.add(word)
            nodes = grown
        for node in nodes:
            if node.rule is None:
                node.rule = rule


@cache
def load_calendar(code: str) -> Calendar:
    """The calendar of a language.

    Raises:
        LanguageError: there is no such pack, or its `calendar.toml` is not of this form.
    """
    raw = read_section(code, "calendar")
    if unknown := set(raw) - _SECTIONS:
        raise _fail(code, f"unknown sections {sorted(unknown)}")
    builder = _Builder(code, raw)
    try:
        builder.names("months", 12)
        builder.names("weekdays", 7)
        builder.forms("parts", PARTS)
        builder.forms("units", UNITS)
        builder.forms("seasons")
        builder.forms("phases")
        builder.forms("feasts")
        for name, entry in raw.get("class", {}).items():
            values = entry.get("values")
            pairs = values.items() if values else ((w, None) for w in entry["words"])
            builder.classes[name] = [(f, v) for w, v in pairs for f in builder.expand(w)]
        for entry in raw["rule"]:
            builder.rule(entry)
        operators: list[tuple[str, Operator]] = []
        for entry in raw["operator"]:
            if entry["kind"] not in OPERATORS or not entry.get("example"):
                raise _fail(code, f"an operator needs a kind of {', '.join(OPERATORS)} and an example: {entry}")
            operators += [(w, entry["kind"]) for w in entry["words"]]
        classes_of: dict[str, list[str]] = {}
        for name, pairs in builder.classes.items():
            for word in sorted({form.split()[0] for form, _ in pairs}):
                classes_of.setdefault(word, []).append(name)
        joins = raw["range"]
        return Calendar(
            root=builder.root,
            starters=frozenset(builder.starters),
            classes={name: PhraseMap(pairs) for name, pairs in builder.classes.items()},
            classes_of={word: tuple(names) for word, names in classes_of.items()},
            abbreviated=frozenset(builder.abbreviated),
            operators=PhraseMap(operators),
            between=frozenset(joins["between"]),
            and_words=frozenset(joins["and"]),
            from_words=frozenset(joins["from"]),
            to_words=frozenset(joins["to"]),
            day_first=bool(raw["order"]["day_first"]),
            perfect_is_past=bool(raw["order"].get("perfect_is_past", False)),
            ambiguous=frozenset(raw["months"].get("ambiguous", ())),
        )
    except KeyError as missing:
        raise _fail(code, f"has no {missing}") from None
