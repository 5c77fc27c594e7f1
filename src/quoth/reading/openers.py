"""The frames of a language that are phrases, by the word that each begins with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quoth.languages.cues import Distractor, NounFrame, Parenthetical, Phrase, PrepositionFrame, Vague, load_cues


@dataclass(frozen=True, slots=True)
class Openers:
    """The frames that are phrases, by the first word of each."""

    phrases: dict[str, list[PrepositionFrame | Parenthetical | NounFrame]]
    vague: dict[str, list[tuple[Vague, Phrase]]]
    none: dict[str, list[Distractor]]


@cache
def openers(code: str) -> Openers:
    """The index of a language, made once.

    Raises:
        LanguageError: there is no such pack.
    """
    cues = load_cues(code)
    index = Openers({}, {}, {})
    opening: tuple[PrepositionFrame | Parenthetical, ...] = (*cues.prepositions, *cues.parentheticals)
    for frame in opening:
        for word in frame.words[0]:
            index.phrases.setdefault(word, []).append(frame)
    for noun in cues.nouns:
        for form in noun.forms:
            index.phrases.setdefault(form, []).append(noun)
    for vague in cues.vague:
        for phrase in vague.variants:
            for word in phrase[0]:
                index.vague.setdefault(word, []).append((vague, phrase))
    for distractor in cues.not_cues:
        for word in distractor.words[0]:
            index.none.setdefault(word, []).append(distractor)
    return index
