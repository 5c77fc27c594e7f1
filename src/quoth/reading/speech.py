"""Which quotations are speech: whole statements in quotation marks, not titles, nicknames or scare quotes."""

from __future__ import annotations

from itertools import pairwise

from quoth.languages.cues import Cues
from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.text import Passage, Quotation

_BEFORE = {":", ",", "–", "—", "-", ";", ".", "!", "?", "…", "(", "•"}
_AFTER = {",", "–", "—", "-", "."}
_STOPS = {".", "!", "?", "…", "...", ","}
_DASHES = {"–", "—", "-", "―"}
#: How many tokens an inquit inside quotation marks may have: "– пише у Телеграмі командувач Повітряних сил X. –".
_INQUIT = 18


def find_utterances(passage: Passage, words: Words, verbs: Verbs, cues: Cues) -> tuple[Quotation, ...]:
    """The quotations that hold a statement and stand where one can stand: at the edge of a clause, not inside a phrase.
    One that an inquit between dashes interrupts ("«…, – сказав X. – …»") gives a quotation on each side of it."""
    starts = {s.first for s in passage.sentences}
    found = (q for q in passage.quotations if _is_speech(passage, q, words, verbs, starts))
    return tuple(part for q in found for part in _interrupted(passage, q, verbs, cues))


def _interrupted(passage: Passage, quotation: Quotation, verbs: Verbs, cues: Cues) -> list[Quotation]:
    """The parts of a quotation whose marks also enclose inquits, as Ukrainian and Russian print them."""
    tokens = passage.tokens
    parts: list[Quotation] = []
    start = quotation.first
    dashes = [i for i in quotation.inside if tokens[i].text in _DASHES]
    for opening, closing in pairwise(dashes):
        told = range(opening + 1, closing)
        if opening <= start or not 2 <= len(told) <= _INQUIT or tokens[opening - 1].text not in _STOPS:
            continue
        early = [f for i in told[:3] for f in verbs.forms(tokens[i].lower) if f.kind == "finite"]
        if tokens[closing - 1].text in _STOPS and any(cues.frames(f.lemma) for f in early):
            parts.append(Quotation(start, opening, True, quotation.continues if not parts else None))
            start = closing
    if not parts:
        return [quotation]
    return [*parts, Quotation(start, quotation.last, quotation.closed)]


def _inquit_follows(passage: Passage, i: int, verbs: Verbs) -> bool:
    """Whether a finite verb stands behind the comma, with a name or an article behind it."""
    tokens = passage.tokens
    if i + 1 >= len(tokens) or not any(f.kind == "finite" for f in verbs.forms(tokens[i].lower)):
        return False
    return tokens[i + 1].is_word and not tokens[i].is_capitalized


def _is_speech(passage: Passage, quotation: Quotation, words: Words, verbs: Verbs, starts: set[int]) -> bool:
    tokens = passage.tokens
    inside = [tokens[i] for i in quotation.inside]
    spoken = [t for t in inside if t.kind in {"word", "number"}]
    if not spoken:
        return False
    before = tokens[quotation.first - 1].text if quotation.first else ""
    after = tokens[quotation.last + 1].text if quotation.last + 1 < len(tokens) else ""
    at_edge = quotation.first in starts or before in _BEFORE
    finite = any(f.kind in {"finite", "imperative"} for t in spoken for f in verbs.forms(t.lower))
    finished = inside[-1].text in _STOPS or after in _AFTER
    if not at_edge:
        # „X zei "het is voorbij" en vertrok": speech inside a clause only when it is a sentence of its own
        return (
            finite
            and len(spoken) >= 4
            and spoken[0].is_capitalized
            and tokens[quotation.first - 1].lower not in words.complementizers
        )
    behind = quotation.last + 1 if inside[-1].text in _STOPS else quotation.last + 2 if after == "," else None
    if quotation.first in starts and behind is not None and _inquit_follows(passage, behind, verbs):
        return True  # "„Onzin”, riposteerde de generaal"
    if before == "," and not finite:
        return False
    if before == ":":
        return len(spoken) >= 2 or finished
    return (finite and len(spoken) >= 2 and (finished or spoken[0].is_capitalized)) or (len(spoken) >= 4 and finished)
