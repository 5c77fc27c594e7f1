"""Refusal: what a finite verb makes of an infinitive of saying under it ("declined to say", "не став коментувати")."""

from __future__ import annotations

from quoth.reading.chart import Chart
from quoth.reading.context import Context


def declines(context: Context, chart: Chart, finite: int) -> bool:
    """Whether the finite verb over an infinitive is one of refusing, or of being able or willing under negation."""
    lemmas = {f.lemma for f in chart.tags[finite].finite}
    if not context.words.free_order:
        lemmas &= context.words.control_verbs
    negated = context.low(finite - 1) in context.words.negators
    frames = [f for lemma in lemmas for f in context.cues.frames(lemma)]
    return any(f.act == "declines" and "infinitive" in f.takes and (negated or not f.negated) for f in frames)
