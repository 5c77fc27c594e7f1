"""Whether two sources are one: the same body, and the same speaker where a body has many."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from quoth.model import Source
from quoth.reconcile.tables import load_events

_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGRAPHS = (
    ("tsj", "c"), ("tch", "c"), ("sch", "s"), ("shch", "s"), ("tj", "c"), ("ch", "c"), ("sj", "s"), ("sh", "s"),
    ("zj", "z"), ("zh", "z"), ("kh", "h"), ("ts", "c"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"), ("g", "h"),
)  # fmt: skip
_CYRILLIC = str.maketrans(
    dict(
        zip(
            "бвгґджзклмнпрстфхцчшщ",
            ["b", "v", "h", "h", "d", "z", "z", "k", "l", "m", "n", "p", "r", "s", "t", "f", "h", "c", "c", "s", "s"],
            strict=True,
        )
    )
)
_VOWELS = re.compile(r"[^bcdfhklmnprstvz]")
_ALIKE = 75.0


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a name, alike for its Cyrillic form and its Dutch and English spellings."""
    text = word.lower().translate(_CYRILLIC)
    for written, sound in _DIGRAPHS:
        text = text.replace(written, sound)
    return _VOWELS.sub("", text)


@lru_cache(maxsize=65536)
def names_in(text: str) -> frozenset[str]:
    """The skeletons of the capitalized words of a mention."""
    return frozenset(s for w in _WORD.findall(text) if w[0].isupper() and len(s := skeleton(w)) >= 2)


def names_of(source: Source) -> frozenset[str]:
    """The names by which a source's speaker is told, as skeletons."""
    return names_in(source.speaker or source.text or "")


def body_of(source: Source) -> str | None:
    """The key of the body that speaks: its id, else its speaker or mention; None when nothing names it."""
    if source.id:
        return source.id
    told = source.speaker or source.name or source.text
    return f"name:{told.casefold()}" if told else None


@lru_cache(maxsize=65536)
def one_speaker(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of names can be one speaker; a mention without a name can be anyone."""
    if not ones or not others or ones & others:
        return True
    return any(len(a) > 2 and len(b) > 2 and ratio(a, b) >= _ALIKE for a in ones for b in others)


def same_source(body: str, names: frozenset[str], other: str, others: frozenset[str]) -> bool:
    """Whether two speakers are one source: the same body, and by name where the body's id covers many."""
    if body != other:
        return False
    return body not in load_events().many or one_speaker(names, others)
