"""Shapes with a complement clause, announced by a verb or a noun, and cues that point back over the sentence border."""

from __future__ import annotations

from quoth.reading.chart import Chart, Clause
from quoth.reading.contents import is_bare, split, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.direct import behind_colon
from quoth.reading.edges import Shapes, is_light
from quoth.reading.subjects import Speaker
from quoth.text import Sentence


def complement_pieces(
    context: Context, chart: Chart, clause: Clause, cue: Cue, kind: str, speaker: Speaker
) -> list[range]:
    edge = cue.finite if cue.finite is not None else cue.main
    subs = [c for c in chart.clauses if c.kind == kind and c.parent == clause.i and (c.verb is not None or c.marker)]
    if kind == "question" and cue.act != "declines" and "question" not in cue.takes and not cue.negated:
        return []
    behind = [c for c in subs if c.first > edge]
    chosen = behind or [c for c in subs if c.end <= edge + 1 and c.first <= chart.first + 2]
    if behind:
        behind = [c for c in behind if not _describes(context, cue, c, speaker)]
        chosen = [c for c in behind if not _other_verb_between(chart, clause, cue, c)]
    if not chosen:
        return []
    pieces: list[range] = []
    for k, sub in enumerate(chosen):
        end = chosen[k + 1].first if k + 1 < len(chosen) else sub.end
        begin = sub.body if kind == "that" else sub.first
        if kind == "that" and sub.marker is None:
            begin = _behind_addressee(context, chart, sub, begin)
        end = stop_before(context, chart, sub, begin, max(end, sub.end) if k + 1 == len(chosen) else min(end, sub.end))
        pieces += split(context, chart, begin, end)
    if kind == "question" and pieces:
        return [range(pieces[0].start, pieces[-1].stop)]  # one question, however many clauses ask it
    return pieces


def _behind_addressee(context: Context, chart: Chart, sub: Clause, begin: int) -> int:
    """Where a clause that no word opens begins behind whom it is told: "told the BBC | the bridge was gone"."""
    mention = context.mention_at(begin)
    if mention is None or mention.kind in {"pronoun", "state"} or sub.verb is None or mention.end >= sub.verb:
        return begin
    opens = context.low(mention.end) in context.words.determiners | context.words.subject_pronouns
    follows = context.mention_at(mention.end) is not None or opens
    token = context.passage.tokens[mention.end]
    told = mention.kind == "outlet" and token.is_word and context.low(mention.end) not in context.words.prepositions
    return mention.end if follows or token.kind == "number" or told else begin


def _describes(context: Context, cue: Cue, sub: Clause, speaker: Speaker) -> bool:
    """Whether a clause behind a comma is a relative one about the speaker: "..., dat vanuit Londen werkt"."""
    mention = speaker.mention
    if any(context.low(i) in cue.prepositions for i in range(cue.last + 1, sub.first)):
        return True  # "maakt gewag van een cijfer dat ..."
    return (
        mention is not None
        and sub.marker is not None
        and context.mark(sub.marker - 1) == ","
        and mention.end == sub.marker - 1
    )


def _other_verb_between(chart: Chart, clause: Clause, cue: Cue, sub: Clause) -> bool:
    """Whether a sister verb stands nearer to the complement than the cue does."""
    return any(
        v
        for v in clause.others
        if cue.main < v < sub.first and v not in cue.tokens and chart.tags[v].infinitive and cue.main != v
    )


def stop_before(context: Context, chart: Chart, sub: Clause, begin: int, end: int) -> int:
    """Where a complement ends: before a parenthetical of another clause."""
    for other in chart.clauses:
        if other.i != sub.i and begin < other.first < end and other.verb is not None and not chart.inside(other, sub):
            return other.first
    return end


def announced_shapes(
    context: Context, sentence: Sentence, chart: Chart, cue: Cue, speaker: Speaker | None = None
) -> Shapes:
    """ "het bericht dat ...", "de verklaring van X: ...": what a noun of saying announces."""
    here = chart.clauses[cue.clause or 0]
    if (
        "adverbial" in cue.takes
        and cue.main <= chart.first + 3
        and sentence.i
        and context.low(cue.main - 1) in context.words.demonstratives
    ):
        yield "back", [], True  # "Met die woorden trad de minister af"
        return
    if "that" in cue.takes:
        sub = next(
            (
                c
                for c in chart.clauses
                if c.kind in {"that", "rel"}
                and c.marker is not None
                and cue.main < c.marker <= cue.main + 14
                and context.low(c.marker) in context.words.complementizers
                and c.parent == here.i
            ),
            None,
        )
        between = [v for v in [*here.others, here.verb or -1] if sub is not None and cue.main < v < sub.first]
        if sub is not None and (not between or _is_copula(chart, here, between)):
            pieces = split(context, chart, sub.body, stop_before(context, chart, sub, sub.body, sub.end))
            if pieces:
                yield "announced", pieces, False
                return
    if _restates(context, chart, here, cue):
        before = [c for c in chart.clauses if c.verb is not None and c.end <= here.first]
        told = split(context, chart, chart.first, here.first) if before else []
        yield ("after" if told else "back"), told, not told
        return
    if "infinitive" in cue.takes and here.verb is not None:
        at = cue.main + 1  # "Het dreigement om de dam op te blazen kwam van de milities"
        if speaker is not None and speaker.mention is not None and at < speaker.mention.first <= at + 2:
            at = speaker.mention.end
        stop = here.verb if here.verb > cue.main else here.end
        if context.low(at) in context.words.infinitive_openers and at < stop:
            piece = trim(context, at + 1, stop)
            if any(context.low(i) in context.words.infinitive_markers for i in piece):
                yield "announced", [piece], False
                return
    if cue.prepositions and here.verb is not None and context.low(cue.main + 1) in cue.prepositions:
        piece = trim(context, cue.main + 2, here.verb if here.verb > cue.main else here.end)
        if not is_bare(context, piece):
            yield "announced", [piece], False  # "De bevestiging van de aftocht kwam van de staf"
            return
    if {"colon", "quote", "that"} & cue.takes:
        colon = next((i for i in range(cue.main + 1, min(chart.end, cue.main + 20)) if context.mark(i) == ":"), None)
        if colon is not None:
            pieces = behind_colon(context, chart, colon + 1)
            if pieces:
                yield "announced", pieces, False


def _restates(context: Context, chart: Chart, clause: Clause, cue: Cue) -> bool:
    """Whether a noun of saying stands for the statement before: "Dat is de lezing van X", "Dat nieuws komt van X"."""
    words, first = context.words, clause.body
    if context.low(first) not in words.demonstratives | words.fronted or clause.verb is None or clause.kind != "main":
        return False
    if cue.main == first + 1:
        return clause.verb == cue.main + 1 and context.low(clause.end - 1) != ":"
    copula = clause.verb == first + 1 and chart.tags[clause.verb].is_aux and not clause.others
    light = all(is_light(context, i) or context.low(i) in words.determiners for i in range(first + 2, cue.main))
    return copula and context.low(first) in words.fronted and light and cue.main > clause.verb


def _is_copula(chart: Chart, clause: Clause, verbs: list[int]) -> bool:
    """Whether the only verb between a noun and its clause is one of being: "De boodschap is dat niemand wijkt"."""
    return verbs == [clause.verb] and chart.tags[verbs[0]].is_aux


def points_back(context: Context, sentence: Sentence, chart: Chart, clause: Clause, cue: Cue) -> bool:
    """ "Dat meldt X", "Dat heeft X gezegd": the sentence is only a cue with a word for the statement before it."""
    if sentence.i == 0 or cue.act in {"denies"}:
        return False
    marker = clause.marker
    if clause.kind == "rel" and marker is not None and chart.clauses[0].verb == chart.first + 1:
        if context.low(marker) in context.words.questions and context.low(chart.first) in context.words.fronted:
            return chart.tags[chart.first + 1].is_aux  # "Dat is althans wat de gouverneur zei"
        object_ = marker + 1  # "Het is de minister die dat meldde"
        return cue.finite == marker + 2 and context.low(object_) in context.words.fronted
    verb = cue.finite or cue.main
    about = context.low(chart.first) in context.words.prepositions & context.words.parenthetical_openers
    if clause.i == 0 and not context.words.verb_second and about:
        between = range(chart.first + 2, verb)  # "Про це 13 листопада написав очільник"
        light = all(context.is_dated(i) or context.is_named(i) or is_light(context, i) for i in between)
        return light and context.low(chart.first + 1) in context.words.fronted | context.words.anaphors
    pointing = context.words.free_order and context.low(chart.first) in context.words.demonstratives
    if clause.i == 0 and pointing and chart.first + 1 in cue.tokens and chart.first + 1 != verb:
        return True  # "Таку заяву зробив X"
    fronted = clause.i == 0 and context.low(chart.first) in context.words.fronted
    return fronted and verb <= chart.first + 2
