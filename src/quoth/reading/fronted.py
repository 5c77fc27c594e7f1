"""Objects in front of their verb, where word order is free: "Відхід підтвердили в Генштабі", "армия это опровергла"."""

from __future__ import annotations

from quoth.reading.chart import Clause
from quoth.reading.contents import is_bare, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.mentions import Mention
from quoth.reading.subjects import Speaker


def fronted_object(
    context: Context, clause: Clause, cue: Cue, speaker: Speaker, verb: int
) -> tuple[range, bool] | None:
    """The stretch before the verb that is neither its subject nor an adverbial, and whether a preposition of the frame
    led it in; None when there is none."""
    words = context.words
    out = {*cue.tokens, *(i for i in range(clause.body, verb) if context.is_dated(i))}
    if speaker.mention is not None:
        out |= _with_preposition(context, clause, speaker.mention)
    stretches: list[range] = []
    start = None
    for i in range(clause.body, verb + 1):
        if i == verb or i in out or context.mark(i) == "," or context.in_quotes(i):
            if start is not None:
                stretches.append(range(start, i))
            start = None
        elif start is None and context.low(i) not in words.negators and not _is_filler(context, i):
            start = i
    for stretch in sorted(stretches, key=len, reverse=True):
        piece = trim(context, stretch.start, stretch.stop)
        while len(piece) > 1 and _is_filler(context, piece.stop - 1):
            piece = trim(context, piece.start, piece.stop - 1)
        if is_bare(context, piece):
            continue
        low = context.low(piece.start)
        if low in cue.prepositions:
            piece = trim(context, piece.start + 1, piece.stop)
            return None if is_bare(context, piece) else (piece, True)
        if low in words.prepositions or low in words.subject_pronouns or low in words.parenthetical_openers:
            continue
        return piece, False
    return None


def _with_preposition(context: Context, clause: Clause, mention: Mention) -> set[int]:
    """The tokens of a subject, or of the prepositional phrase that stands for it ("в Генштабі")."""
    first = mention.first
    if first > clause.body and context.low(first - 1) in context.words.prepositions:
        first -= 1
    return set(range(first, mention.end))


def _is_filler(context: Context, i: int) -> bool:
    low = context.low(i)
    return low in context.words.adverbs or low in context.words.coordinators
