"""Shapes of direct speech: which quotations a cue introduces, and how they are cut into contents."""

from __future__ import annotations

from quoth.reading.chart import Chart, Clause
from quoth.reading.contents import split, split_quotation, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.edges import Shapes, is_light
from quoth.text import Quotation, Sentence

_HEADLINE = 16  # a headline's content may lack a verb; a longer stretch without one is a list


def speech_shapes(context: Context, chart: Chart, clause: Clause, cue: Cue, sentence: Sentence) -> Shapes:
    here = [q for q in context.speech_in(chart.first, chart.end) if q.last < chart.end]
    if not here:
        return
    verb = cue.finite if cue.finite is not None else cue.main
    left = [q for q in here if q.last < verb and _reaches(context, chart, q.last + 1, min(cue.first, verb), clause)]
    right = [q for q in here if q.first > verb and _reaches_right(context, chart, clause, max(cue.last, verb), q)]
    if (
        left
        and right
        and not _closed(context, left[-1])
        and _continues(context, right[0])
        and (
            _subordinate(context, left[-1])
            or _opens_with_verb(context, right[0])
            or not (_has_finite(context, left[-1]) and _has_finite(context, right[0]))
        )
    ):
        first, last = left[-1], right[0]
        piece = trim(context, first.first, last.last + 1)
        yield "split quote", [*pieces_of(context, left[:-1]), piece, *pieces_of(context, right[1:])], False
    elif left or right:
        yield "quote", pieces_of(context, [*left[-3:], *right[:3]]), False


def pieces_of(context: Context, quotations: list[Quotation]) -> list[range]:
    return [p for q in quotations for p in split_quotation(context, q)]


def _closed(context: Context, quotation: Quotation) -> bool:
    inside = quotation.inside
    return len(inside) > 0 and context.mark(inside[-1]) in {".", "!", "?", "…"}


def _has_finite(context: Context, quotation: Quotation) -> bool:
    return any(
        f.kind == "finite" and not f.common for i in quotation.inside for f in context.verbs.forms(context.low(i))
    )


def _opens_with_verb(context: Context, quotation: Quotation) -> bool:
    """Whether the second half of a split quotation begins with the finite verb that the first half lacks."""
    if not context.words.verb_second or not len(quotation.inside):
        return False
    forms = context.verbs.forms(context.low(quotation.inside[0]))
    return bool(forms) and all(f.kind == "finite" for f in forms)


def _continues(context: Context, quotation: Quotation) -> bool:
    inside = quotation.inside
    return len(inside) > 0 and not context.passage.tokens[inside[0]].is_capitalized


def _subordinate(context: Context, quotation: Quotation) -> bool:
    """Whether a quotation is a subordinate clause that waits for its main one: "If the dam goes," …"""
    opens = next((i for i in quotation.inside if context.passage.tokens[i].is_word), None)
    return context.words.drops_that and opens is not None and context.low(opens) in context.words.subordinators


def _reaches(context: Context, chart: Chart, first: int, verb: int, clause: Clause) -> bool:
    """Whether only light words and the subject stand between a quotation and the verb behind it."""
    gap = range(first, verb)
    if len(gap) > 14:
        return False
    return not any(
        i in chart.tags and chart.tags[i].only_finite and chart.tags[i].sure
        for i in gap
        if not _in_relative(chart, i, clause)
    )


def _in_relative(chart: Chart, i: int, clause: Clause) -> bool:
    inner = chart.clause(i)
    return inner.i != clause.i and inner.kind in {"rel", "sub"}


def _reaches_right(context: Context, chart: Chart, clause: Clause, verb: int, quotation: Quotation) -> bool:
    """Whether a quotation behind the cue is its speech: after a colon or comma, with no other main verb between."""
    gap = range(verb + 1, quotation.first)
    if len(gap) > 45:
        return False
    for i in gap:
        tag = chart.tags.get(i)
        if tag and tag.only_finite and tag.sure and chart.clause(i).kind == "main" and chart.clause(i).i != clause.i:
            return False
    return not gap or context.mark(gap[-1]) in {":", ",", "–", "—", "."} or all(is_light(context, i) for i in gap)


def behind_colon(context: Context, chart: Chart, first: int) -> list[range]:
    quotes = [q for q in context.speech_in(first, first + 2) if q.last < chart.end]
    if quotes:
        return pieces_of(context, quotes[:1])
    if not any(c.verb is not None and c.verb >= first for c in chart.clauses) and chart.end - first > _HEADLINE:
        return []
    return split(context, chart, first, chart.end)
