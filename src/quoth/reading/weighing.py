"""Candidates and their weights.

The weights were set by hand: a shape with an explicit signal (a complementizer, quotation marks) outweighs one that
rests on word order alone.
"""

from __future__ import annotations

from quoth.model.record import record
from quoth.reading.chart import Chart
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.mentions import Mention
from quoth.reading.source_phrases import coordinated
from quoth.reading.subjects import Speaker

WEIGHT = {
    "quote": 2.0,
    "split quote": 2.2,
    "that": 2.0,
    "question": 1.6,
    "colon": 1.6,
    "after": 1.7,
    "around": 1.5,
    "headline": 2.0,
    "announced": 1.3,
    "according front": 1.9,
    "according inside": 1.8,
    "according end": 1.8,
    "back": 1.6,
    "infinitive": 1.4,
    "accuse": 1.4,
    "call": 1.3,
    "prep": 1.2,
    "small": 1.0,
    "noun": 0.9,
    "pronoun": 1.2,
    "fronted": 1.2,
    "passive": 1.4,
    "inverted quote": 1.5,
    "colon quote": 1.4,
    "negated": 0.2,
}


@record
class Candidate:
    """One possible attribution. `pieces` are its contents as token ranges.

    `points_back` asks for the statement of the sentence before as content; `mention` is None when the speaker is
    carried; `opens` is the first token of the clause that the cue stands in; `also` are further sources joined to it.
    """

    cue: Cue
    mention: Mention | None
    pieces: tuple[range, ...]
    shape: str
    score: float
    points_back: bool = False
    opens: int = 0
    also: tuple[Mention, ...] = ()


def weigh(
    context: Context, chart: Chart, cue: Cue, speaker: Speaker, name: str, pieces: list[range], back: bool
) -> Candidate:
    fixed = bool(cue.specific) and name == "noun"  # "bestempelen als": the frame is more than its verb
    alone = name in {"noun", "small", "prep", "fronted"} and (cue.act == "states" or cue.strength < 0.5)
    floor = 0.1 if alone and not fixed else 0.4
    if cue.negated and cue.act == "states" and name in {"that", "noun", "prep"}:
        name = "negated"  # "maken geen melding van": nothing is said
    score = WEIGHT[name] * (floor + (1 - floor) * cue.strength) + speaker.fit
    if speaker.mention is not None:
        score += speaker.mention.certain
    elif not cue.impersonal:
        score += 0.4
    if name in {"noun", "small", "prep"} and any(context.in_marks(p) for p in pieces):
        score += 0.4  # what is partly in quotation marks is somebody's words
    also = tuple(coordinated(context, chart, speaker.mention)) if speaker.mention is not None else ()
    return Candidate(
        cue, speaker.mention, tuple(pieces), name, round(score, 3), back, chart.clause(cue.main).first, also
    )
