"""Shapes of unquoted speech with an inquit: "…, zei X", "…, luidt het, …", "X was kort: …"."""

from __future__ import annotations

from quoth.reading.chart import Chart, Clause
from quoth.reading.contents import is_bare, split, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.edges import PAUSES, Shapes, has_verb
from quoth.reading.subjects import Speaker
from quoth.text import Sentence


def inquit_shapes(
    context: Context,
    sentence: Sentence,
    chart: Chart,
    clause: Clause,
    cue: Cue,
    speaker: Speaker,
    cues: tuple[Cue, ...],
) -> Shapes:
    """ "..., zei X", "..., zo meldt X", "..., luidt het": the cue's clause opens with its verb, behind a comma."""
    verb = cue.finite if cue.finite is not None else cue.main
    if clause.kind == "that" and clause.marker is not None:
        return  # "Атака: що кажуть посадовці"
    if not chart.tags[verb].finite and context.words.drops_that:
        return  # ", adding that"
    if context.words.drops_that and _has_object(context, clause, cue, speaker, verb):
        return
    opening = max((i + 1 for i in range(clause.first, verb) if context.mark(i) in PAUSES), default=clause.first)
    named = speaker.mention
    if opening > clause.first and not context.words.verb_second and named is not None and named.first == clause.first:
        opening = clause.first  # "…, Jan Pot, the mayor, said"
    lead = list(range(opening, verb))
    led = {t for c in cues if c.kind == "inquit" for t in c.tokens} | set(cue.tokens)
    if lead and lead[0] in led and clause.others == []:
        pass  # "naar hij zelf zegt": the verb comes last
    elif any(context.low(i) not in context.words.parenthetical_openers and i not in led for i in lead) and not (
        context.words.verb_second is False
        and lead
        and speaker.mention is not None
        and (lead[-1] < speaker.mention.end or opening == speaker.mention.first)
    ):
        return
    if lead and context.words.free_order and lead[0] not in led and _has_own_object(context, clause, cue, verb):
        return  # "…, у Вашингтоні говорять про сотні": a clause with a statement of its own
    before = opening - 1
    if before < chart.first or context.mark(before) not in PAUSES:
        return
    start = max(
        (
            i + 1
            for i in range(chart.first, before)
            if context.mark(i) in {":", ";"}
            and (has_verb(chart, i + 1, before) or (context.words.free_order and has_verb(chart, chart.first, i)))
        ),
        default=chart.first,
    )
    last = _end_of_inquit(context, chart, clause, cue, speaker)
    mention = speaker.mention
    if (
        mention is not None
        and mention.kind != "pronoun"
        and chart.first <= mention.first < opening
        and context.words.verb_second
    ):
        return  # "Prigozjin, de kok van weleer, riep ... uit": the subject stands before its verb
    if has_verb(chart, start, before) and not any(
        c.kind == "main" and c.verb is not None and start <= c.verb < before for c in chart.clauses
    ):
        resumed = _resumed(context, chart, clause, last)
        if resumed is not None:
            yield (
                "around",
                [trim(context, start, resumed.end)],
                False,
            )  # "Als dat niet verandert, zo dreigt hij, stapt hij op"
        return
    if not has_verb(chart, start, before):
        resumed = _resumed(context, chart, clause, last)
        if resumed is not None and not is_bare(context, range(start, before)):
            yield "around", [trim(context, start, resumed.end)], False  # "Marinka, moppert hij, is gevallen"
        elif (rest := _behind(chart, clause, last)) and before - start <= _SHORT and context.mark(last + 1) == ",":
            yield "after", split(context, chart, rest, chart.end), False  # "Bovendien, zegt hij, is de weg dicht"
        elif (
            speaker.mention is not None and speaker.mention.first > verb and not is_bare(context, range(start, before))
        ):
            yield "after", [trim(context, start, before)], False  # "Ruim drieduizend, schat het ministerie."
        return
    later = [
        c
        for c in chart.clauses
        if c.verb is not None and c.verb > last and c.i != clause.i and not chart.inside(c, clause)
    ]
    follows = min((c.first if c.link is None else c.link for c in later), default=chart.end)
    middle = trim(context, last + 1, follows)
    own = [clause, *[c for c in chart.clauses if chart.inside(c, clause) and c.i != clause.i]]
    if is_unfinished(context, chart, range(start, before), middle) and not is_bare(context, middle):
        yield "around", [trim(context, start, follows), *split(context, chart, follows, chart.end, own)], False
        return
    pieces = split(context, chart, start, before)
    about = next((c for c in later if c.kind == "rel" and c.first in {last + 1, last + 2}), None)
    if about is not None and context.words.drops_that:
        later = [c for c in later if not chart.inside(c, about)]  # "said X, who spoke on television"
        last = max(last, about.end - 1)
    if later and context.mark(last + 1) in PAUSES:
        speaking = {c.clause for c in cues if c.kind == "verb" and c.strength >= 0.6}
        own += [c for c in later if c.i in speaking]
        pieces += split(context, chart, last + 1, chart.end, own)
    yield "after", pieces, False


def _has_object(context: Context, clause: Clause, cue: Cue, speaker: Speaker, verb: int) -> bool:
    """Whether the verb has an object of its own, or its clause is subordinate: "…; the brigade denied the report"."""
    marker = clause.marker
    if marker is not None and clause.kind in {"sub", "rel", "question"}:
        return context.low(marker) not in context.words.parenthetical_openers
    if speaker.mention is None or speaker.mention.first > verb or not {"noun", "small", "accuse"} & cue.takes:
        return False
    at = cue.last + 1
    while context.low(at) in context.words.adverbs or context.is_dated(at):
        at += 1
    return context.low(at) in context.words.determiners and at < clause.end


def _resumed(context: Context, chart: Chart, clause: Clause, last: int) -> Clause | None:
    """The clause whose verb comes at once behind an inquit inside it: "Решта, зазначив він, не долетіла"."""
    at = last + 2
    while context.words.free_order and (
        context.low(at) in context.words.negators or context.low(at) in context.words.adverbs
    ):
        at += 1
    return next((c for c in chart.clauses if c.verb is not None and last < c.verb <= at and c.i != clause.i), None)


def _has_own_object(context: Context, clause: Clause, cue: Cue, verb: int) -> bool:
    """Whether a preposition of the frame leads in a content behind the verb."""
    return any(context.low(i) in cue.prepositions for i in range(verb + 1, clause.end))


#: How many tokens an adverbial may have that an inquit cuts off from its clause: "Всего же, утверждают в штабе, …".
_SHORT = 6


def _behind(chart: Chart, clause: Clause, last: int) -> int | None:
    """Where the statement goes on behind an inquit: at the next main clause, which must come at once."""
    verbal = [c for c in chart.clauses if c.kind == "main" and c.verb is not None and c.i != clause.i]
    follows = next((c.first for c in verbal if c.verb is not None and c.verb > last), None)
    return follows if follows is not None and follows <= last + 2 else None


def _end_of_inquit(context: Context, chart: Chart, clause: Clause, cue: Cue, speaker: Speaker) -> int:
    """The last token of ", zei X zaterdag," from the verb on."""
    last = max(
        cue.last,
        cue.finite or 0,
        speaker.mention.end - 1 if speaker.mention and speaker.mention.first > cue.main else 0,
    )
    while last + 1 < chart.end and context.mark(last + 1) not in PAUSES | {"."}:
        last += 1
    return last


def is_unfinished(context: Context, chart: Chart, body: range, behind: range) -> bool:
    """Whether the clause before the inquit waits for its lexical verb: "De troepen zijn, klinkt het, vertrokken"."""
    last = max((c for c in chart.clauses if c.verb is not None and c.verb in body), key=lambda c: c.verb or 0)
    if not chart.tags[last.verb or 0].is_aux or any(o in body for o in last.others):
        return False
    if last.verb == body.stop - 1:
        return True
    return any(
        i in chart.tags
        and (not chart.tags[i].finite or i == behind.stop - 1)
        and (chart.tags[i].participle or chart.tags[i].infinitive)
        for i in behind
    )


def colon_shapes(context: Context, chart: Chart, clause: Clause, cue: Cue) -> Shapes:
    """ "X was kort: de brug is weg": main clauses behind a colon."""
    edge = max(cue.last, cue.main)
    colon = next((i for i in range(edge + 1, chart.end) if context.mark(i) == ":"), None)
    if colon is None or colon - edge > 25:
        return
    if any(
        c.verb is not None and edge < c.verb < colon and c.i != clause.i and c.kind == "main" for c in chart.clauses
    ):
        return
    pieces = split(context, chart, colon + 1, chart.end)
    if pieces:
        yield "colon", pieces, False
