"""Misprinted names: within one edit (a transposition counts as one) of a known name."""

from __future__ import annotations

from functools import lru_cache

from quoth.gazetteer.store import Gazetteer

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщюя"
#: Shorter words are never taken as misprints: too many words are one edit apart.
SHORTEST = 6


@lru_cache(maxsize=4096)
def misprints(gazetteer: Gazetteer, key: str) -> tuple[str, ...]:
    """The known names that a folded unknown word misprints, transpositions first; empty for short words.

    Time is linear in the word's length times the alphabet.
    """
    if len(key) < SHORTEST or " " in key:
        return ()
    letters = _LATIN if key.isascii() else _CYRILLIC
    swapped = [key[:i] + key[i + 1] + key[i] + key[i + 2 :] for i in range(1, len(key) - 1) if key[i] != key[i + 1]]
    found = [k for k in swapped if k in gazetteer]
    if found:
        return tuple(dict.fromkeys(found))
    cuts = range(1, len(key) + 1)
    shorter = (key[:i] + key[i + 1 :] for i in range(1, len(key)))
    longer = (key[:i] + c + key[i:] for i in cuts for c in letters)
    other = (key[:i] + c + key[i + 1 :] for i in range(1, len(key)) for c in letters if c != key[i])
    return tuple(dict.fromkeys(k for near in (shorter, longer, other) for k in near if k in gazetteer))
