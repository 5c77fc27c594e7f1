"""Verbs of saying in a language that drops its complementizer: "officials say the bridge was hit".

There the verb of saying alone tells that a clause follows, so the chart asks which verbs take one. After the Cambridge
Grammar of the English Language, ch. 11 (content clauses without "that").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quoth.languages.cues import load_cues

#: A frame this weak ("see", "hear") hardly drops its complementizer in news.
_STRONG = 0.6
#: A frame this strong attributes by itself.
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Telling:
    """Lemmas that take a clause: `clausal`; those of them that take no bare object, so that a clause must follow:
    `bound`; all verbs that surely attribute, whatever they take: `speech`."""

    clausal: frozenset[str]
    bound: frozenset[str]
    speech: frozenset[str]


@cache
def telling_verbs(code: str) -> Telling:
    """The verbs of saying of a language pack, by what their frames take."""
    clausal: set[str] = set()
    objects: set[str] = set()
    speech: set[str] = set()
    for frame in load_cues(code).verbs:
        if frame.fixed or frame.negated or frame.modals:
            continue
        if "that" in frame.takes and frame.strength >= _STRONG:
            clausal.add(frame.lemma)
        if frame.strength >= _SURE:
            speech.add(frame.lemma)
        if {"noun", "small", "accuse", "call"} & frame.takes:
            objects.add(frame.lemma)
    return Telling(frozenset(clausal), frozenset(clausal - objects), frozenset(speech))
