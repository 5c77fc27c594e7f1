"""The hedges section of a language pack: words by which a source says how sure it is.

`load_hedges(code)` reads `languages/<code>/hedges.toml`. Levels are those of the PHIA probability yardstick (UK
Professional Head
of Intelligence Assessment, 2019) and `unconfirmed`; patterns those of `quoth.languages.patterns`. A longer
wording wins over a
shorter one inside it, so that "not likely" is listed beside "likely"; level `asserted` lists look-alikes that
hedge nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from quoth.languages.section import LanguageError, read_section
from quoth.languages.wordings import PatternError, Wordings, compile_wordings
from quoth.model.claim import LEVELS

#: Where a hedge counts: anywhere; only when nobody is named as the source; only as the verb of attribution
#: itself; only when it
#: is the predicate of a matrix clause ("it is possible that").
SCOPES = ("any", "unsourced", "cue", "frame")


@dataclass(frozen=True, slots=True)
class Hedge:
    """Wordings of one level. `examples` are sentences; a `lower_only` word is no hedge when it has a capital
    ("May")."""

    level: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    scope: str = "any"
    lower_only: bool = False


@dataclass(frozen=True)
class Hedges:
    """A loaded section; `hedges[found.owner]` is the entry of a wording that `wordings` finds.

    `openers` are the words that may open an impersonal matrix ("it", "there", "the chance"), `complementizers`
    those that
    end it; `likelihoods` nouns whose own clause may follow its subject ("the chance that X is small"); `scale`
    words of a
    sentence that explains the yardstick; `subordinators` open clauses whose hedges are not the claim's.
    """

    language: str
    hedges: tuple[Hedge, ...]
    wordings: Wordings
    openers: frozenset[str]
    complementizers: frozenset[str]
    likelihoods: frozenset[str]
    scale: frozenset[str]
    subordinators: frozenset[str]
    copulas: frozenset[str]


_LISTS = ("openers", "complementizers", "likelihoods", "scale", "subordinators", "copulas")


@cache
def load_hedges(code: str) -> Hedges:
    """The hedges section of language `code`.

    Raises:
        LanguageError: the language has no such section, or an entry is not of the schema's form; the message
        names it.
    """
    return parse_hedges(code, read_section(code, "hedges"))


def parse_hedges(code: str, data: Mapping[str, Any]) -> Hedges:
    """Check and compile a section that was read from TOML.

    Raises:
        LanguageError: a key is unknown or missing, or a value is not of the schema's form.
    """
    where = f"languages/{code}/hedges.toml"
    if set(data) - {"hedge", *_LISTS}:
        raise LanguageError(f"{where}: unknown keys {sorted(set(data) - {'hedge', *_LISTS})}")
    hedges = tuple(_hedge(f"{where}: hedge {n}", entry) for n, entry in enumerate(data.get("hedge", ()), 1))
    if not hedges:
        raise LanguageError(f"{where}: no [[hedge]]")
    lists = {name: frozenset(_strings(f"{where}: {name}", data.get(name, []))) for name in _LISTS}
    try:
        wordings = compile_wordings([h.words for h in hedges], {})
    except PatternError as e:
        raise LanguageError(f"{where}: {e}") from None
    return Hedges(code, hedges, wordings, **lists)


def _strings(where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() and v == v.lower() for v in value):
        raise LanguageError(f"{where}: must be a list of strings in lower case")
    return tuple(value)


def _hedge(where: str, entry: Mapping[str, Any]) -> Hedge:
    known = {f.name for f in fields(Hedge)}
    if set(entry) - known or {"level", "words", "examples"} - set(entry):
        raise LanguageError(
            f"{where}: keys must be level, words, examples and maybe scope, lower_only; found {sorted(entry)}"
        )
    if entry["level"] not in LEVELS or entry.get("scope", "any") not in SCOPES:
        raise LanguageError(f"{where}: unknown level or scope: {entry['level']!r}, {entry.get('scope')!r}")
    examples = entry["examples"]
    if not isinstance(examples, list) or not examples or not all(isinstance(e, str) for e in examples):
        raise LanguageError(f"{where}: examples must be a list of sentences")
    if not isinstance(entry.get("lower_only", False), bool):
        raise LanguageError(f"{where}: lower_only must be true or false")
    return Hedge(
        level=entry["level"],
        words=_strings(f"{where}: words", entry["words"]),
        examples=tuple(examples),
        scope=entry.get("scope", "any"),
        lower_only=entry.get("lower_only", False),
    )
