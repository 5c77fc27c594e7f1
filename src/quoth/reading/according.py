"""Shapes of "volgens X": in front, inside, at the end, or alone behind the statement."""

from __future__ import annotations

from quoth.reading.chart import Chart
from quoth.reading.contents import is_bare, split, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.direct import pieces_of
from quoth.reading.edges import PAUSES, Shapes, has_verb, is_adverbial
from quoth.reading.inquit import is_unfinished
from quoth.reading.source_phrases import coordinated
from quoth.reading.subjects import Speaker


def according_shapes(context: Context, chart: Chart, cue: Cue, speaker: Speaker, sentence_i: int) -> Shapes:
    clause = chart.clauses[cue.clause or 0]
    last = cue.last
    if cue.kind == "preposition":
        last = (
            speaker.mention.end - 1
            if speaker.mention is not None and speaker.mention.first > cue.last
            else cue.last + (not cue.after)
        )
        if speaker.mention is not None and speaker.mention.first > cue.last:
            last = max([last, *(m.end - 1 for m in coordinated(context, chart, speaker.mention))])
    alone = cue.first == chart.first and not any(c.verb is not None for c in chart.clauses)
    if alone and sentence_i and not context.speech_in(chart.first, chart.end):
        yield "back", [], True  # "Aldus de minister vrijdag op Telegram."
        return
    if all(
        context.mark(i) in {*PAUSES, "."} or i > last
        for i in range(last + 1, chart.end)
        if context.passage.tokens[i].kind == "mark"
    ) and not any(context.passage.tokens[i].kind != "mark" for i in range(last + 1, chart.end)):
        quotes = [q for q in context.speech_in(chart.first, cue.first) if q.last < cue.first]
        if quotes and not any(context.passage.tokens[i].is_word for i in range(quotes[-1].last + 1, cue.first)):
            yield "according end", pieces_of(context, quotes[-3:]), False
            return
        pieces = split(context, chart, chart.first, cue.first)
        yield "according end", pieces, False
        return
    if context.mark(cue.first - 1) == ":" and not has_verb(chart, chart.first, cue.first - 1):
        yield "according front", split(context, chart, last + 1, chart.end), False  # "Details: volgens X is …"
        return
    if (
        (cue.kind == "carried" or "end" in cue.positions)
        and context.mark(cue.first - 1) in PAUSES
        and context.mark(last + 1) in PAUSES
    ):
        free = context.words.free_order
        around = chart.clause(cue.first)
        if not has_verb(chart, chart.first, cue.first - 1) and around.verb is not None and around.verb > last:
            yield "according end", [trim(context, around.body, around.end)], False
            return
        own = [c for c in chart.clauses if c.verb is not None and cue.first <= c.verb <= last]
        start = max(
            (
                i + 1
                for i in range(chart.first, cue.first)
                if context.mark(i) in {":", ";"} and has_verb(chart, i + 1, chart.end if free else cue.first)
            ),
            default=chart.first,
        )
        if (
            free
            and around.kind == "rel"
            and around.marker is not None
            and not has_verb(chart, around.marker, cue.first)
        ):
            yield "according end", [trim(context, last + 1, around.end)], False  # "склад, у який, за словами X, влучив"
            return
        if free and start > chart.first and not has_verb(chart, start, cue.first - 1):
            yield "according end", [trim(context, start, max(around.end, last + 2))], False
            return
        # "Знищено, за даними штабу, два танки"
        cut_short = not context.words.verb_second and cue.first - 1 - start <= 2
        if has_verb(chart, start, cue.first - 1) and (
            cut_short or is_unfinished(context, chart, range(start, cue.first - 1), range(last + 1, chart.end))
        ):
            yield "according end", [trim(context, start, clause.end)], False
            return
        begin = max(
            (
                i + 1
                for i in range(chart.first, cue.first)
                if context.mark(i) in {":", ";"} and has_verb(chart, i + 1, chart.end if free else cue.first)
            ),
            default=chart.first,
        )
        pieces = split(context, chart, begin, cue.first)
        if any(c.kind == "main" and c.verb is not None and c.verb > last for c in chart.clauses):
            about = next((c for c in chart.clauses if c.kind == "rel" and c.first in {last + 1, last + 2}), None)
            behind = about.end if about is not None else last + 1  # "according to X, which has opened an inquiry"
            if has_verb(chart, behind, chart.end):
                pieces += split(context, chart, behind, chart.end, own)
        yield "according end", pieces, False
        return
    if clause.kind != "main" and clause.marker is not None and clause.marker in cue.tokens:
        rest = trim(context, max(last + 1, clause.end), chart.end)  # "Як повідомили в штабі, міст зруйновано"
        if clause.marker == chart.first and has_verb(chart, rest.start, rest.stop):
            yield "according front", split(context, chart, rest.start, rest.stop), False
        return
    lead = range(clause.body, cue.first)
    if is_bare(context, lead) or all(is_adverbial(context, i) for i in lead):
        end = clause.end
        for other in chart.clauses[clause.i + 1 :]:
            joined = other.link is not None or context.mark(other.first - 1) == ";"
            if (
                other.parent == clause.parent
                and other.kind == clause.kind
                and other.verb is not None
                and joined
                and other.first >= end - 1
            ):
                end = max(end, other.end)
        quotes = [q for q in context.speech_in(last + 1, chart.end) if q.last < chart.end]
        begin = last + 1 if is_bare(context, lead) else clause.body
        if quotes and len(quotes[0].inside) > 3 and context.mark(quotes[0].first - 1) == ":":
            yield "according front", pieces_of(context, quotes[:2]), False
            return
        if clause.kind == "rel":
            begin = clause.first
        fronted = context.words.verb_second and clause.kind == "main" and is_bare(context, lead)
        if fronted and clause.verb is not None and last < clause.verb:
            begin = clause.verb  # one constituent stands before the verb, however long
        yield "according front", split(context, chart, begin, end), False
        return
    begin = clause.first if clause.kind == "rel" else clause.body
    piece = trim(context, begin, clause.end)
    yield "according inside", [piece], False
