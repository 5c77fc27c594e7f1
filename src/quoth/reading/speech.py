"""Which quotations are speech: whole statements in quotation marks, not titles, nicknames or scare quotes."""

from __future__ import annotations

from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.text import Passage, Quotation

_BEFORE = {":", ",", "–", "—", "-", ";", ".", "!", "?", "…", "(", "•"}
_AFTER = {",", "–", "—", "-", "."}
_STOPS = {".", "!", "?", "…", "...", ","}


def find_utterances(passage: Passage, words: Words, verbs: Verbs) -> tuple[Quotation, ...]:
    """The quotations that hold a statement and stand where one can stand: at the edge of a clause, not inside a phrase."""
    starts = {s.first for s in passage.sentences}
    return tuple(q for q in passage.quotations if _is_speech(passage, q, words, verbs, starts))


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
    if before == "," and not finite:
        return False
    if before == ":":
        return len(spoken) >= 2 or finished
    return (finite and len(spoken) >= 2 and (finished or spoken[0].is_capitalized)) or (len(spoken) >= 4 and finished)
