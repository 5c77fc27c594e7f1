"""Strict reading of TOML tables: an unknown, missing or ill-typed key is an error that names file and entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from quoth.languages.section import LanguageError


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a section, with `where` it stands for error messages. Every reading checks the type."""

    raw: Mapping[str, Any]
    where: str

    @classmethod
    def of(cls, raw: object, where: str, known: Collection[str]) -> Table:
        """A table of which every key is known.

        Raises:
            LanguageError: it is no table, or has another key.
        """
        if not isinstance(raw, Mapping):
            raise LanguageError(f"{where}: expected a table, found {raw!r}")
        for key in raw:
            if key not in known:
                raise LanguageError(f"{where}: unknown key {key!r}; known are {', '.join(sorted(known))}")
        return cls(raw, where)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "a string")
        return value

    def words(self, key: str, default: str | None = None) -> tuple[str, ...]:
        """A string of words between white space."""
        return tuple(self.text(key, default).split())

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.raw.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def number(self, key: str, default: float) -> float:
        value = self.raw.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(key, "a number")
        return float(value)

    def strings(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of strings; an absent one is empty."""
        value = self.raw.get(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value) or (required and not value):
            raise self.wrong(key, "a list of strings")
        return tuple(value)

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.wrong(key, f"one of {', '.join(sorted(allowed))}")
        return value

    def tables(self, key: str, known: Collection[str], name: str) -> list[Table]:
        """A list of tables; an error names each by its number and its key `name`."""
        value = self.raw.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "a list of tables")
        out = []
        for n, raw in enumerate(value, 1):
            label = raw.get(name, "?") if isinstance(raw, Mapping) else "?"
            out.append(Table.of(raw, f"{self.where}: {key} {n} ({str(label)[:40]!r})", known))
        return out

    def wrong(self, key: str, expected: str) -> LanguageError:
        return LanguageError(f"{self.where}: {key!r} must be {expected}, found {self.raw.get(key)!r}")
