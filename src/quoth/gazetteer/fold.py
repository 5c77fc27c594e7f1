"""The keys of names: spelling differences that hardly ever tell two places apart are folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = dict.fromkeys(map(ord, "'’ʼ`´‘ʹ′\"”ʺ\u0301\u00ad"))
_SPACED = {ord(c): " " for c in "-‐‑‒–—_/"}
_LATIN = str.maketrans(
    {"y": "i", "j": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
_CYRILLIC = str.maketrans({"ё": "е", "ґ": "г", "і": "и", "ї": "и", "ы": "и", "є": "е", "э": "е", "ь": None, "ъ": None})
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_REPEATED = re.compile(r"(.)\1+", re.DOTALL)
_DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1+")
_TABLE = {**_DROPPED, **_SPACED}


def is_cyrillic(text: str) -> bool:
    """Whether a text holds a Cyrillic letter."""
    return not text.isascii() and _CYRILLIC_LETTER.search(text) is not None


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name, in either script.

    Case, apostrophes and hyphens go. In Latin script diacritics go, `y` and `j` become `i` and doubled letters single,
    since the romanizations differ in just these (Balakliia, Balaklija, Balakliya). In Cyrillic `і ї ы` become `и`,
    `є ё э` become `е`, `ґ` becomes `г`, `ь ъ` go and doubled consonants become single, so that most Ukrainian and
    Russian forms of one name meet.
    """
    text = unicodedata.normalize("NFC", name).lower().translate(_TABLE)
    if is_cyrillic(text):
        text = _DOUBLED.sub(r"\1", text.translate(_CYRILLIC))
    else:
        if not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = _REPEATED.sub(r"\1", text.translate(_LATIN))
    return " ".join(text.split())
