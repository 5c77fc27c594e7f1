"""Contents: the exact words claimed. Stretches of text are cut into one piece a finite clause, edges trimmed."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.reading.certainty import HedgeFrame
from quoth.reading.chart import Chart, Clause
from quoth.reading.clauses import build_chart
from quoth.reading.context import Context
from quoth.reading.verbs import NO_VERB
from quoth.text.quotes import CLOSERS, Quotation
from quoth.text.sentences import split_inside

_MARKS = {*CLOSERS, *(c for closers in CLOSERS.values() for c in closers)}
_EDGES = {",", ";", ":", ".", "!", "?", "…", "...", "..", "–", "—", "-", "•", "·", "*", *_MARKS}
_OPENING = {"(": ")", "[": "]"}


def trim(context: Context, first: int, end: int, *, keep_link: bool = False) -> range:
    """The tokens without the punctuation, quotation marks, coordinators and complementizers at their edges."""
    words = context.words
    while first < end:
        low = context.low(first)
        if (
            context.mark(first) in _EDGES
            or (not keep_link and (low in words.clausal and low not in words.prepositions) and first + 1 < end)
            or (low in words.complementizers and low not in words.relatives and first + 1 < end)
            or context.mark(first) == ")"
        ):
            first += 1
        else:
            break
    while end > first:
        mark = context.mark(end - 1)
        if (
            mark in _EDGES
            or mark in _OPENING
            or (context.low(end - 1) in words.coordinators and end - 1 > first)
            or (mark in {")", "]"} and not any(context.mark(i) in _OPENING for i in range(first, end)))
        ):
            end -= 1
        else:
            break
    return range(first, end)


def is_bare(context: Context, piece: range) -> bool:
    """Whether a piece holds no word."""
    return not any(context.passage.tokens[i].kind in {"word", "number"} for i in piece)


def split(context: Context, chart: Chart, first: int, end: int, leave_out: Sequence[Clause] = ()) -> list[range]:
    """The pieces of `[first, end)`, one a finite clause that is not subordinate to another in it.

    Clauses in `leave_out` (the cue's own) bound the pieces and give none.
    """
    out_of = {c.i for c in leave_out}
    heads = [
        c for c in chart.clauses if c.verb is not None and c.i not in out_of and first <= c.verb < end and c.end > first
    ]
    inside = {c.i for c in heads}

    def covered(clause: Clause) -> bool:
        at = clause.parent
        while at is not None:
            if at in inside:
                return True
            at = chart.clauses[at].parent
        return False

    tops = sorted((c for c in heads if not covered(c)), key=lambda c: c.verb or 0)
    starts: list[int] = []
    for k, clause in enumerate(tops):
        listed = k + 1 < len(tops) and tops[k + 1].link is not None and tops[k + 1].body == tops[k + 1].verb
        if starts and clause.link is not None and context.low(clause.link) not in context.words.clausal:
            continue  # "…, want …" gives the reason and belongs to what it explains
        begin = clause.body if clause.kind in {"that", "main"} else clause.first
        begin = max(first, min(begin, clause.verb or begin))
        if starts and clause.link is None and begin == clause.verb and context.words.verb_second and not listed:
            continue  # a fronted clause or phrase comes first: "Blijven heeft geen zin", "Valt de stad, dan ..."
        if starts and clause.link is None and not listed and _goes_on(context, begin):
            continue  # "Mensen sliepen, ze dachten dat ...": one breath
        starts.append(begin)
    if not starts:
        piece = trim(context, first, end)
        return [] if is_bare(context, piece) else [piece]
    starts[0] = first
    bounds = sorted(set(starts))
    stops = sorted(c.first for c in leave_out if first < c.first < end)
    pieces: list[range] = []
    verbs = {c.verb for c in tops}
    short = 3 if context.words.verb_second else 2  # "Дрони збито" has its subject and its verb
    for k, begin in enumerate(bounds):
        stop = bounds[k + 1] if k + 1 < len(bounds) else end
        stop = next((s for s in stops if begin < s < stop), stop)
        piece = trim(context, begin, stop)
        if is_bare(context, piece):
            continue
        unfinished = (
            bool(pieces)
            and chart.clause_of.get(pieces[-1][-1]) is not None
            and bool(chart.tags.get(pieces[-1][-1], NO_VERB).finite)
            and (context.words.verb_second or chart.tags[pieces[-1][-1]].sure)
        )
        if pieces and (
            _words(context, piece) < 2 or _words(context, pieces[-1]) < short or (unfinished and begin in verbs)
        ):
            pieces[-1] = trim(context, pieces[-1].start, stop)
            continue
        pieces.append(piece)
    return pieces


def _goes_on(context: Context, begin: int) -> bool:
    """Whether a clause behind a mere comma goes on about what the one before told, by the pronoun it opens with."""
    words, low = context.words, context.low(begin)
    points = low in words.speaker_pronouns or low in words.anaphors or low in words.demonstrative_subjects
    return points and context.mark(begin - 1) == ","


def _words(context: Context, piece: range) -> int:
    return sum(1 for i in piece if context.passage.tokens[i].kind != "mark")


def unframe(context: Context, frames: Sequence[HedgeFrame], piece: range) -> list[range]:
    """A piece without impersonal matrices: of "it is unlikely that X" the content is X; what stands before the matrix
    is a piece of its own."""
    out: list[range] = []
    begin = piece.start
    for frame in frames:
        if not (begin <= frame.first < piece.stop and frame.end < piece.stop):
            continue
        before = trim(context, begin, frame.first)
        if _words(context, before) > 2:
            out.append(before)
        begin = frame.end
        if frame.tail is not None and begin < frame.tail.start < piece.stop:
            out.append(trim(context, begin, frame.tail.start))
            begin = min(frame.tail.stop, piece.stop)
    if begin == piece.start:
        return [piece]
    rest = trim(context, begin, piece.stop)
    if _words(context, rest) > 1:
        out.append(rest)
    return out


def split_quotation(context: Context, quotation: Quotation) -> list[range]:
    """The pieces of what stands between quotation marks: its sentences, then their finite clauses."""
    passage, words = context.passage, context.words
    pieces: list[range] = []
    for part in split_inside(passage.text, passage.tokens, quotation.inside, words.abbreviations):
        chart = build_chart(passage.tokens, part.start, part.stop, words, context.verbs)
        pieces += split(context, chart, part.start, part.stop)
    return pieces
