"""Candidates that no frame lists: verbs in the place of a cue, and headlines."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.reading.chart import Chart, Clause
from quoth.reading.contents import split
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.direct import behind_colon, pieces_of
from quoth.reading.edges import PAUSES, has_verb, is_time
from quoth.reading.inquit import inquit_shapes
from quoth.reading.mentions import Mention
from quoth.reading.source_phrases import subject_behind
from quoth.reading.sources import find_speaker
from quoth.reading.subjects import Speaker
from quoth.reading.weighing import WEIGHT, Candidate, weigh
from quoth.text import Sentence

#: Marks behind which a headline or an item of a list begins.
_OPENS = frozenset("–—-•|]►·*▶■◼▪●○◆")


def unlisted_verbs(context: Context, sentence: Sentence, chart: Chart, cues: tuple[Cue, ...]) -> Iterator[Candidate]:
    """ "„…”, beet hij haar toe": behind speech any verb followed by somebody who can speak is a cue."""
    known = {c.clause for c in cues if c.kind in {"verb", "carried"}}
    for quotation in context.speech_in(chart.first, chart.end):
        if not (chart.first <= quotation.first and quotation.last < chart.end):
            continue
        verb = next(
            (i for i in range(quotation.last + 1, min(chart.end, quotation.last + 4)) if context.mark(i) not in PAUSES),
            None,
        )
        if verb is None or verb not in chart.tags or not chart.tags[verb].finite or chart.tags[verb].is_aux:
            continue
        clause = chart.clause(verb)
        mention = subject_behind(context, chart, verb)
        speaks = any("quote" in c.takes or c.impersonal for c in cues if c.clause == clause.i)
        if (clause.i in known and speaks) or mention is None or mention.certain < 0.5:
            continue
        yield weigh(
            context,
            chart,
            _unknown_cue(context, chart, clause, verb),
            Speaker(mention, 1.0),
            "inverted quote",
            pieces_of(context, [quotation]),
            False,
        )
    for quotation in context.speech_in(chart.first, chart.end):
        if (
            not (chart.first < quotation.first and quotation.last < chart.end)
            or context.mark(quotation.first - 1) != ":"
        ):
            continue
        main = next(
            (
                c
                for c in reversed(chart.clauses)
                if c.kind == "main" and c.verb is not None and c.verb < quotation.first
            ),
            None,
        )
        if (
            main is None
            or main.verb is None
            or any("quote" in c.takes or c.impersonal for c in cues if c.main < quotation.first)
        ):
            continue
        cue = _unknown_cue(context, chart, main, main.verb)
        speaker = find_speaker(context, chart, cue)
        if speaker is not None and speaker.mention is not None:
            yield weigh(context, chart, cue, speaker, "colon quote", pieces_of(context, [quotation]), False)
    yield from _unknown_inquits(context, sentence, chart, cues, known)
    for clause in chart.clauses:
        verb = clause.verb
        if clause.i in known or verb is None or clause.kind == "that":
            continue
        verb = clause.others[-1] if clause.others and chart.tags[verb].is_aux else verb
        if chart.tags[verb].is_aux or (clause.others and verb != clause.others[-1]):
            continue
        if {f.lemma for f in chart.tags[verb].finite} & context.words.receiving:
            continue  # "kreeg de melding dat": somebody else says it
        reach = 6 if verb == clause.verb else 2
        sub = next(
            (
                c
                for c in chart.clauses
                if c.kind == "that"
                and c.parent == clause.i
                and c.marker is not None
                and verb < c.marker <= verb + reach
            ),
            None,
        )
        cue = _unknown_cue(context, chart, clause, verb)
        speaker = find_speaker(context, chart, cue) if sub is not None else None
        if sub is not None and speaker is not None and speaker.mention is not None and speaker.mention.certain >= 0.5:
            yield weigh(context, chart, cue, speaker, "that", split(context, chart, sub.body, sub.end), False)


def _unknown_inquits(
    context: Context, sentence: Sentence, chart: Chart, cues: tuple[Cue, ...], known: set[int | None]
) -> Iterator[Candidate]:
    """ "De brug ligt eruit, glundert een bron bij de dienst.": a verb behind a comma with nothing but its subject."""
    for clause in chart.clauses:
        verb = clause.verb
        if (
            clause.i in known
            or verb is None
            or clause.kind != "main"
            or verb != clause.first
            or chart.tags[verb].is_aux
        ):
            continue
        mention = subject_behind(context, chart, verb)
        if (
            mention is None
            or mention.certain < 0.5
            or mention.kind == "pronoun"
            or context.mark(verb - 1) not in {",", "–", "—"}
        ):
            continue
        tail = context.low(mention.end)
        if context.passage.tokens[min(mention.end, chart.end - 1)].is_word and not (
            tail in context.words.prepositions or tail in context.words.adverbs or is_time(context, mention.end)
        ):
            continue
        mains = [c for c in chart.clauses if c.kind == "main" and c.verb is not None and c.verb < verb]
        if context.words.free_order:
            mains = [c for c in mains if c.i not in known]  # "Унаслідок удару, повідомляє прокуратура, загинув водій"
        if not mains and has_verb(chart, chart.first, verb):
            continue  # "Toen de brug viel, vluchtte het leger"
        cue, speaker = _unknown_cue(context, chart, clause, verb), Speaker(mention, 1.0)
        for name, pieces, back in inquit_shapes(context, sentence, chart, clause, cue, speaker, cues):
            yield weigh(context, chart, cue, speaker, name, pieces, back)


def _unknown_cue(context: Context, chart: Chart, clause: Clause, verb: int) -> Cue:
    past = all(f.tense == "past" for f in chart.tags[verb].finite)
    return Cue(
        "verb", (verb,), verb, "states", strength=0.6, clause=clause.i, finite=verb, tense="past" if past else "present"
    )


def headlines(context: Context, chart: Chart) -> Iterator[Candidate]:
    """ "X: content" and "content — X": a name, a mark, and what it says."""
    for mention in context.mentions_in(chart.first, chart.end):
        opens = mention.first == chart.first or context.mark(mention.first - 1) in _OPENS
        mark = mention.end
        if opens and _can_head(mention) and context.mark(mark) == ":" and mark + 1 < chart.end:
            pieces = behind_colon(context, chart, mark + 1)
            if pieces:
                yield _headline(mention, mark, pieces, context)
        elif (
            mention.end == chart.end
            and context.mark(mention.first - 1) in {"–", "—"}
            and mention.first - 1 > chart.first
        ):
            pieces = split(context, chart, chart.first, mention.first - 1)
            if pieces and any(c.verb is not None and c.verb < mention.first for c in chart.clauses):
                yield _headline(mention, mention.first - 1, pieces, context)


def _can_head(mention: Mention) -> bool:
    """Whether a mention before a colon is somebody who speaks, not a place or a title of a section."""
    return (
        mention.kind != "pronoun"
        and (mention.kind != "name" or mention.end - mention.first >= 2)
        and (mention.id is not None or mention.certain >= 0.6)
    )


def _headline(mention: Mention, mark: int, pieces: list[range], context: Context) -> Candidate:
    cue = Cue("colon", (mark,), mark, "states", tense="present")
    return Candidate(cue, mention, tuple(pieces), "headline", WEIGHT["headline"] + mention.certain)
