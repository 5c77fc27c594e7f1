"""Reading one section (one TOML file) of a language pack."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


class LanguageError(ValueError):
    """A language pack is missing, or one of its files is not of its schema's form; the message names file and entry."""


def installed_packs() -> tuple[str, ...]:
    """The codes of the language packs in the package, in alphabetical order."""
    root = resources.files("quoth.languages")
    return tuple(sorted(d.name for d in root.iterdir() if d.is_dir() and (d / "words.toml").is_file()))


def read_section(code: str, section: str) -> dict[str, Any]:
    """The raw content of `languages/<code>/<section>.toml`.

    Raises:
        LanguageError: there is no such file, or it is not TOML.
    """
    if not code.isalpha():
        raise LanguageError(f"not a language code: {code!r}")
    file = resources.files("quoth.languages") / code / f"{section}.toml"
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise LanguageError(f"the language pack {code!r} has no {section}.toml") from None
    except tomllib.TOMLDecodeError as wrong:
        raise LanguageError(f"languages/{code}/{section}.toml: {wrong}") from None
