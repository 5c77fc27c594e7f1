"""The words of the daily update: one TOML file a language under `wording/`, checked when it is loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

from quoth.model.claim import EVENT_TYPES, LEVELS, PLACE_ROLES
from quoth.publish.update_model import Part
from quoth.reconcile import load_rows

LANGUAGES = ("nl", "en", "uk")
Parts = tuple[Part, ...]

_STATUSES = ("done", "now", "plan", "not")
_EVENT = (*_STATUSES, *(f"{s}0" for s in _STATUSES), *(f"{s}L" for s in _STATUSES), "at", "noun", "label", "pronoun")
_TOP = (
    "locale", "agreement", "quotes", "generic_actor", "pronoun", "ground", "part_of", "that_join", "week", "on_date",
    "between", "since", "until", "other_side", "list_join",
)  # fmt: skip
_SECTIONS = (
    "titles", "say", "tail", "states", "rows", "silence", "gaps", "levels", "qualifiers", "vague", "where", "object",
    "common", "kinds", "bare", "does", "acts", "voices", "short", "names", "placed", "events", "actor", "offices",
    "bodies", "unnamed", "units",
)  # fmt: skip
_PIECE = re.compile(r"\{(\w+)(?:\|(\w+))?\}|\[(?:(\w+):)?([^\[\]]*)\]|([<>])")


class WordingError(ValueError):
    """A file of wordings is missing or not of its form; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What fills a slot: its parts, other forms of them by name, and the number (or gender) that verbs agree with."""

    parts: Parts
    forms: Mapping[str, Parts] | None = None
    agree: int = 0

    def form(self, name: str | None) -> Parts:
        return self.parts if not name or self.forms is None else self.forms.get(name, self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)


def literal(text: str) -> Phrase:
    """A phrase that names nothing."""
    return Phrase((Part(text),) if text else ())


@dataclass(frozen=True)
class Wording:
    """The wording of one language. `raw` holds the checked file; read it by `text` and `table`."""

    code: str
    locale: Locale
    raw: Mapping[str, Any]

    def text(self, *path: str) -> str:
        """The string at a path of keys, or an empty one."""
        value: Any = self.raw
        for key in path:
            value = value.get(key, "") if isinstance(value, Mapping) else ""
        return value if isinstance(value, str) else ""

    def strings(self, *path: str) -> tuple[str, ...]:
        """The list of strings at a path of keys, or an empty one."""
        value: Any = self.raw
        for key in path:
            value = value.get(key, ()) if isinstance(value, Mapping) else ()
        return tuple(value) if isinstance(value, list) else ()

    def agreement(self, mark: str) -> int:
        """The place of a mark (`s`, `p`; `m`, `f`, `n`, `p`) among the forms of a verb."""
        return {"s": 0, "p": 1}[mark] if self.raw["agreement"] == 2 else "mfnp".index(mark)

    @property
    def marks(self) -> tuple[str, str]:
        """Quotation marks."""
        both = self.text("quotes")
        return both[0], both[1]

    @property
    def plural(self) -> int:
        return int(self.raw["agreement"]) - 1

    def count(self, path: tuple[str, ...], number: float, shown: str) -> str:
        """A number with its noun, in the form that CLDR's plural rules of the language ask for."""
        value: Any = self.raw
        for key in path:
            value = value[key]
        form = self.locale.plural_form(number)
        return str(value.get(form) or value["other"]).replace("{n}", shown)

    def fill(self, template: str, slots: Mapping[str, Phrase], subject: str = "S") -> Parts:
        """A template with its slots filled; neighbouring texts that name nothing become one part."""
        out: list[Part] = []
        group: list[Part] | None = None
        missing = False
        at = 0
        for m in _PIECE.finditer(template):
            here = out if group is None else group
            if m.start() > at:
                here.append(Part(template[at : m.start()]))
            at = m.end()
            if m[1]:
                phrase = slots.get(m[1])
                here.extend(phrase.form(m[2]) if phrase else ())
                missing = missing or not phrase
            elif m[4] is not None:
                here.append(Part(self._choice(m[4], slots.get(m[3] or subject))))
            elif m[5] == "<":
                group, missing = [], False
            elif group is not None:
                out.extend(() if missing else group)
                group = None
        if at < len(template):
            out.append(Part(template[at:]))
        return joined(out)

    def _choice(self, options: str, phrase: Phrase | None) -> str:
        forms = options.split("|")
        agree = phrase.agree if phrase else 0
        if len(forms) == 2:  # singular and plural
            return forms[int(agree == self.plural)]
        return forms[min(agree, len(forms) - 1)]

    def listed(self, phrases: list[Parts]) -> Parts:
        """Phrases in a row as the language joins them: "a, b and c"."""
        middle, last = self.strings("list_join")
        out: list[Part] = []
        for n, phrase in enumerate(phrases):
            if n:
                out.append(Part(last if n == len(phrases) - 1 else middle))
            out += phrase
        return joined(out)


def joined(parts: Any) -> Parts:
    """Parts without empty ones, those that name nothing run together."""
    out: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if out and not part.slot and not out[-1].slot and part.language == out[-1].language:
            out[-1] = Part(out[-1].text + part.text, language=part.language)
        else:
            out.append(part)
    return tuple(out)


@cache
def load_wording(code: str) -> Wording:
    """The wording of a language.

    Raises:
        WordingError: there is none, or an entry is missing or unknown.
    """
    where = f"publish/wording/{code}.toml"
    if code not in LANGUAGES:
        raise WordingError(f"no update in the language {code!r}; choose from {', '.join(LANGUAGES)}")
    try:
        raw = tomllib.loads((resources.files("quoth.publish") / "wording" / f"{code}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise WordingError(f"{where}: {wrong}") from None
    _check(raw, where)
    return Wording(code, Locale.parse(raw["locale"]), raw)


def _check(raw: Mapping[str, Any], where: str) -> None:
    _keys(raw, where, (*_TOP, *_SECTIONS), required=(*_TOP, *(s for s in _SECTIONS if s not in ("common", "placed"))))
    _keys(raw["events"], f"{where}: events", EVENT_TYPES, required=EVENT_TYPES)
    _keys(raw["levels"], f"{where}: levels", LEVELS, required=[v for v in LEVELS if v != "asserted"])
    rows = [row.id for row in load_rows()]
    _keys(raw["rows"], f"{where}: rows", rows, required=rows)
    _keys(raw["where"], f"{where}: where", PLACE_ROLES, required=PLACE_ROLES)
    for name, event in raw["events"].items():
        needed = ("noun", "label") if name in ("dispute", "other") else (*_STATUSES, "noun", "label")
        _keys(event, f"{where}: events.{name}", _EVENT, required=needed)
    for name, forms in raw["units"].items():
        _keys(forms, f"{where}: units.{name}", ("one", "few", "many", "other"), required=("one", "other"))


def _keys(raw: Any, where: str, known: Any, required: Any) -> None:
    if not isinstance(raw, Mapping):
        raise WordingError(f"{where}: expected a table, found {raw!r}")
    for key in raw:
        if key not in known:
            raise WordingError(f"{where}: unknown key {key!r}")
    for key in required:
        if key not in raw:
            raise WordingError(f"{where}: {key!r} is missing")
