"""The signs of a language: its names and letters, as its pack's `signs.toml` gives them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from quoth.languages.section import LanguageError, read_section


@dataclass(frozen=True, slots=True)
class Signs:
    """`name` is the language's own name for itself; `marked` are letters that its longer texts always have."""

    name: str
    english: str
    alphabet: frozenset[str]
    marked: frozenset[str]
    examples: tuple[str, ...]


@cache
def load_signs(code: str) -> Signs:
    """The signs of a language.

    Raises:
        LanguageError: there is no such pack, or its `signs.toml` is not of this form.
    """
    raw = read_section(code, "signs")
    known = {f.name for f in fields(Signs)}
    if wrong := known ^ raw.keys():
        raise LanguageError(f"languages/{code}/signs.toml: unknown or missing entry {sorted(wrong)[0]!r}")
    return Signs(
        name=str(raw["name"]),
        english=str(raw["english"]),
        alphabet=frozenset(raw["alphabet"]),
        marked=frozenset(raw["marked"]),
        examples=tuple(raw["examples"]),
    )
