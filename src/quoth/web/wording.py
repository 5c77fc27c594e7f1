"""The words of the screens, one TOML file a language, all with the same keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

from quoth.web.marking import plain

#: The languages of the screens; the first is that of visitors who ask for none of them.
LANGUAGES = ("en", "nl", "uk")
_LONGEST_HEADER = 500


class WordingError(ValueError):
    """A file of words is not of its form; the message names file and key."""


@dataclass(frozen=True)
class Wording:
    """The words of one language: `words` by key (`section.key`), and the locale for dates, numbers and countries."""

    code: str
    name: str
    locale: Locale
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values filled in; a key that no file has is shown as it is."""
        text = self.words.get(key)
        return key.rpartition(".")[2] if text is None else text.format(**values) if values else text

    def has(self, key: str) -> bool:
        return key in self.words

    def count(self, key: str, number: int) -> str:
        """The words of a key for a number, in the form that the language's plural rule asks for."""
        form = self.locale.plural_form(number)
        text = self.words.get(f"{key}.{form}") or self.words.get(f"{key}.other") or key
        return text.format(n=number)

    def country(self, code: str) -> str:
        """A party's name: a country by its code, else the code itself, which a stranger may have written."""
        return self.words.get(f"party.{code}") or self.locale.territories.get(code) or plain(code)


@cache
def load_wording(code: str) -> Wording:
    """The words of a language.

    Raises:
        WordingError: the file is missing, is no TOML, or holds something else than texts.
    """
    name = f"wording.{code}.toml"
    try:
        raw = tomllib.loads((resources.files("quoth.web") / name).read_text("utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as wrong:
        raise WordingError(f"{name}: {wrong}") from None
    words = dict(_flat(name, "", raw))
    return Wording(code, words["language.name"], Locale.parse(code), words)


def _flat(file: str, prefix: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            out += _flat(file, f"{prefix}{key}.", value)
        elif isinstance(value, str):
            out.append((f"{prefix}{key}", value))
        else:
            raise WordingError(f"{file}: {prefix}{key} is no text")
    return out


def negotiate(accepted: str | None) -> str:
    """The language of the screens that an Accept-Language header prefers; English when it names none of them."""
    best: tuple[float, int] | None = None
    chosen = LANGUAGES[0]
    for position, part in enumerate((accepted or "")[:_LONGEST_HEADER].split(",")):
        tag, _, quality = part.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        weight = _weight(quality)
        if code in LANGUAGES and weight > 0 and (best is None or (weight, -position) > best):
            best, chosen = (weight, -position), code
    return chosen


def _weight(quality: str) -> float:
    name, _, value = quality.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
