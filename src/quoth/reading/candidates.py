"""Candidates: every (cue, source, content) triple that a frame's shape allows in a sentence, with a score.

A shape is a word order in which a source, a cue and a content can stand to each other. Several shapes may fit one cue;
`decide` chooses among them.
"""

from __future__ import annotations

from quoth.reading.according import according_shapes
from quoth.reading.chart import Chart, Clause
from quoth.reading.complement_clauses import announced_shapes, complement_pieces, points_back
from quoth.reading.contents import split, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.direct import pieces_of, speech_shapes
from quoth.reading.edges import Shapes, has_verb
from quoth.reading.inquit import colon_shapes, inquit_shapes
from quoth.reading.objects import object_shapes
from quoth.reading.sources import find_speaker
from quoth.reading.subjects import Speaker
from quoth.reading.unlisted import headlines, unlisted_verbs
from quoth.reading.weighing import Candidate, weigh
from quoth.text import Sentence

#: Acts whose object is a statement even when speech follows: "bevestigde de inslag: „…”".
_ANSWERS = {"denies", "confirms", "concedes"}


def find_candidates(context: Context, sentence: Sentence, chart: Chart, cues: tuple[Cue, ...]) -> list[Candidate]:
    """All candidates of one sentence, unordered."""
    out: list[Candidate] = [*headlines(context, chart), *unlisted_verbs(context, sentence, chart, cues)]
    for cue in cues:
        if cue.unsourced or cue.kind == "inquit":
            continue
        speaker = find_speaker(context, chart, cue)
        if speaker is None or _is_evidence(context, speaker):
            continue
        for shape, pieces, back in _shapes(context, sentence, chart, cue, speaker, cues):
            misplaced = (
                cue.kind == "preposition"
                and shape.startswith("according ")
                and shape.removeprefix("according ") not in cue.positions
            )
            if misplaced and cue.specific < 2 and "end" not in cue.positions:
                continue
            if pieces or back:
                out.append(weigh(context, chart, cue, speaker, shape, pieces, back))
    return out


def _is_actor(context: Context, piece: range) -> bool:
    """Whether a piece is nothing but the name of an actor."""
    mention = context.mention_at(piece.start)
    return mention is not None and mention.end == piece.stop


def _is_evidence(context: Context, speaker: Speaker) -> bool:
    """Whether the grammatical source is a picture: "satellite images show that" has nobody speak."""
    mention = speaker.mention
    if mention is None or mention.id is not None:
        return False
    return any(context.low(i) in context.words.evidence for i in range(mention.first, mention.end))


def _opens(context: Context, chart: Chart, clause: Clause) -> bool:
    """Whether a clause such as "Як заявив X," stands in front of what it attributes."""
    first = clause.marker == chart.first and context.low(chart.first) in context.words.parenthetical_openers
    return first and clause.kind in {"question", "sub"} and has_verb(chart, clause.end, chart.end)


def _interrupted(context: Context, chart: Chart, clause: Clause) -> range | None:
    """The clause that a parenthesis cuts in two before its verb: "На березі, як стверджує X, нікого не лишилося"."""
    marker = clause.marker
    if marker is None or marker <= chart.first + 1 or not context.words.free_order:
        return None
    if context.low(marker) not in context.words.parenthetical_openers or clause.kind not in {"question", "sub"}:
        return None
    start = max((i + 1 for i in range(chart.first, marker) if context.mark(i) in {":", ";"}), default=chart.first)
    resumed = next((c for c in chart.clauses if c.verb is not None and c.verb >= clause.end and c.i != clause.i), None)
    if resumed is None or has_verb(chart, start, marker) or context.mark(marker - 1) not in {",", "–", "—"}:
        return None
    return trim(context, start, max(resumed.end, clause.end))


def _shapes(
    context: Context, sentence: Sentence, chart: Chart, cue: Cue, speaker: Speaker, cues: tuple[Cue, ...]
) -> Shapes:
    if cue.kind == "preposition":
        yield from according_shapes(context, chart, cue, speaker, sentence.i)
        return
    if cue.clause is None:
        return
    if cue.kind in {"self", "carried"}:
        clause = chart.clauses[cue.clause]
        if clause.verb in cue.tokens and _opens(context, chart, clause):  # "Як ідеться в заяві X, міст зруйновано"
            yield "according front", split(context, chart, clause.end, chart.end), False
        elif clause.verb in cue.tokens:  # "luidt het": a clause of its own
            found = list(speech_shapes(context, chart, clause, cue, sentence)) or list(
                inquit_shapes(context, sentence, chart, clause, cue, speaker, cues)
            )
            told = complement_pieces(context, chart, clause, cue, "that", speaker)
            if told and not found:
                found = [("that", told, False)]
            if not found and points_back(context, sentence, chart, clause, cue):
                found = [("back", [], True)]
            yield from found or colon_shapes(context, chart, clause, cue)
        else:
            yield from according_shapes(context, chart, cue, speaker, sentence.i)
        return
    if cue.kind == "noun":
        yield from announced_shapes(context, sentence, chart, cue, speaker)
        return
    clause = chart.clauses[cue.clause]
    takes = cue.takes
    if "that" in takes and _opens(context, chart, clause):
        yield "according front", split(context, chart, clause.end, chart.end), False  # "Як заявив X, міст зруйновано"
        return
    inside = _interrupted(context, chart, clause) if "that" in takes else None
    if inside is not None:
        yield "around", [inside], False
        return
    speaks = (bool({"quote", "that"} & takes) or cue.impersonal) and not (cue.passive and "that" not in takes)
    spoken = list(speech_shapes(context, chart, clause, cue, sentence)) if speaks else []
    clausal = complement_pieces(context, chart, clause, cue, "that", speaker) if takes & {"that", "small"} else []
    asked = complement_pieces(context, chart, clause, cue, "question", speaker) if takes & {"that", "question"} else []
    if clausal or asked:
        extra = [p for _, pieces, _ in spoken for p in pieces]
        if asked and not clausal and cue.act != "declines":
            behind = [p for _, more, _ in colon_shapes(context, chart, clause, cue) for p in more]
            if behind:
                yield "colon", behind, False  # "legde uit waarom: ..." tells it behind the colon
                return
        if clausal and not spoken:
            extra = [
                p
                for _, more, _ in colon_shapes(context, chart, clause, cue)
                for p in more
                if p.start >= clausal[-1].stop
            ]
        yield ("that" if clausal else "question"), sorted([*clausal, *asked, *extra], key=lambda r: r.start), False
        return
    if spoken:
        first = (
            min(p.start for _, pieces, _ in spoken for p in pieces)
            if any(pieces for _, pieces, _ in spoken)
            else chart.first
        )
        told = [
            p
            for _, pieces, _ in inquit_shapes(context, sentence, chart, clause, cue, speaker, cues)
            for p in pieces
            if p.stop <= first
        ]
        objects = [
            trim(context, p.start, min(p.stop, first))
            for _, more, _ in object_shapes(context, chart, clause, cue, speaker)
            for p in more
            if cue.act in _ANSWERS and cue.main < p.start < first
        ]
        if objects:
            spoken = [(name, [*objects, *pieces], back) for name, pieces, back in spoken]
        for name, pieces, back in spoken:
            yield (
                name,
                [*(told if first > cue.main and has_verb(chart, chart.first, cue.main - 1) else []), *pieces],
                back,
            )
        return
    if speaks:
        found = list(inquit_shapes(context, sentence, chart, clause, cue, speaker, cues)) or list(
            colon_shapes(context, chart, clause, cue)
        )
        if not found and points_back(context, sentence, chart, clause, cue):
            found = [("back", [], True)]
        if found:
            yield from found
            return
    for shape, pieces, back in object_shapes(context, chart, clause, cue, speaker):
        colon = next((i for p in pieces for i in p if context.mark(i) == ":" and context.speech_in(i + 1, i + 2)), None)
        if colon is not None:  # "called it a ruse: “…”"
            pieces = [trim(context, p.start, min(p.stop, colon)) for p in pieces if p.start < colon]
            behind = pieces_of(context, list(context.speech_in(colon + 1, colon + 2)))
        else:
            held = {i for p in pieces for i in p}
            behind = [
                p for _, more, _ in colon_shapes(context, chart, clause, cue) for p in more if not held.intersection(p)
            ]
        if behind and any(_is_actor(context, p) for p in pieces):
            pieces = []  # "wees naar Kiev: zeedrones hebben de brug bestookt"
        yield shape, [*pieces, *behind], back
