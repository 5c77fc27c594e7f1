"""Candidates: every (cue, source, content) triple that a frame's shape allows in a sentence, with a score.

A shape is a word order in which a source, a cue and a content can stand to each other. Several shapes may fit one cue;
`decide` chooses among them. The weights were set by hand: a shape with an explicit signal (a complementizer, quotation
marks) outweighs one that rests on order alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.reading.chart import Chart, Clause
from quoth.reading.context import Context
from quoth.reading.contents import is_bare, split, split_quotation, trim
from quoth.reading.cues import Cue
from quoth.reading.mentions import Mention
from quoth.reading.sources import Speaker, coordinated, find_speaker, subject_behind
from quoth.text import Quotation, Sentence

_PAUSES = {",", "–", "—", "-", ";", ":"}
_HEADLINE = 16  # a headline's content may lack a verb; a longer stretch without one is a list


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible attribution. `pieces` are its contents as token ranges; `territory` all tokens it speaks for.

    `points_back` asks for the statement of the sentence before as content; `mention` is None when the speaker is carried;
    `opens` is the first token of the clause that the cue stands in; `also` are further sources joined to the first.
    """

    cue: Cue
    mention: Mention | None
    pieces: tuple[range, ...]
    shape: str
    score: float
    points_back: bool = False
    opens: int = 0
    also: tuple[Mention, ...] = ()


_WEIGHT = {
    "quote": 2.0, "split quote": 2.2, "that": 2.0, "question": 1.6, "colon": 1.6, "after": 1.7, "around": 1.5,
    "headline": 2.0, "announced": 1.3, "according front": 1.9, "according inside": 1.8, "according end": 1.8, "back": 1.6, "infinitive": 1.4, "accuse": 1.4,
    "call": 1.3, "prep": 1.2, "small": 1.0, "noun": 0.9, "pronoun": 1.2, "passive": 1.4, "inverted quote": 1.5, "colon quote": 1.4, "negated": 0.2,
}  # fmt: skip


def find_candidates(context: Context, sentence: Sentence, chart: Chart, cues: tuple[Cue, ...]) -> list[Candidate]:
    """All candidates of one sentence, unordered."""
    out: list[Candidate] = [*_headlines(context, chart), *_unknown_verbs(context, sentence, chart, cues)]
    for cue in cues:
        if cue.unsourced or cue.kind == "inquit":
            continue
        speaker = find_speaker(context, chart, cue)
        if speaker is None:
            continue
        for shape, pieces, back in _shapes(context, sentence, chart, cue, speaker, cues):
            misplaced = cue.kind == "preposition" and shape.startswith("according ") and shape.removeprefix("according ") not in cue.positions
            if misplaced and cue.specific < 2 and "end" not in cue.positions:
                continue
            if pieces or back:
                out.append(_score(context, chart, cue, speaker, shape, pieces, back))
    return out


def _score(context: Context, chart: Chart, cue: Cue, speaker: Speaker, name: str, pieces: list[range], back: bool) -> Candidate:
    floor = 0.1 if name in {"noun", "small", "prep"} and cue.act == "states" else 0.4
    if cue.negated and cue.act == "states" and name in {"that", "noun", "prep"}:
        name = "negated"  # "maken geen melding van": nothing is said
    score = _WEIGHT[name] * (floor + (1 - floor) * cue.strength) + speaker.fit
    if speaker.mention is not None:
        score += speaker.mention.certain
    elif not cue.impersonal:
        score += 0.4
    if name in {"noun", "small", "prep"} and any(context.in_marks(p) for p in pieces):
        score += 0.4  # what is partly in quotation marks is somebody's words
    also = tuple(coordinated(context, chart, speaker.mention)) if speaker.mention is not None else ()
    return Candidate(cue, speaker.mention, tuple(pieces), name, round(score, 3), back, chart.clause(cue.main).first, also)


_Found = Iterator[tuple[str, list[range], bool]]


def _shapes(
    context: Context, sentence: Sentence, chart: Chart, cue: Cue, speaker: Speaker, cues: tuple[Cue, ...]
) -> _Found:
    if cue.kind == "preposition":
        yield from _according(context, chart, cue, speaker, sentence.i)
        return
    if cue.clause is None:
        return
    if cue.kind in {"self", "carried"}:
        clause = chart.clauses[cue.clause]
        if clause.verb in cue.tokens:  # "luidt het": a clause of its own
            found = list(_quotes(context, chart, clause, cue, sentence)) or list(_after_content(context, sentence, chart, clause, cue, speaker, cues))
            yield from found or _colon(context, chart, clause, cue)
        else:
            yield from _according(context, chart, cue, speaker, sentence.i)
        return
    if cue.kind == "noun":
        yield from _from_noun(context, sentence, chart, cue)
        return
    clause = chart.clauses[cue.clause]
    takes = cue.takes
    speaks = (bool({"quote", "that"} & takes) or cue.impersonal) and not (cue.passive and "that" not in takes)
    spoken = list(_quotes(context, chart, clause, cue, sentence)) if speaks else []
    clausal = _complements(context, chart, clause, cue, "that", speaker) if takes & {"that", "small"} else []
    asked = _complements(context, chart, clause, cue, "question", speaker) if takes & {"that", "question"} else []
    if clausal or asked:
        extra = [p for _, pieces, _ in spoken for p in pieces]
        if asked and not clausal and cue.act != "declines":
            behind = [p for _, more, _ in _colon(context, chart, clause, cue) for p in more]
            if behind:
                yield "colon", behind, False  # "legde uit waarom: ..." tells it behind the colon
                return
        if clausal and not spoken:
            extra = [p for _, more, _ in _colon(context, chart, clause, cue) for p in more if p.start >= clausal[-1].stop]
        yield ("that" if clausal else "question"), sorted([*clausal, *asked, *extra], key=lambda r: r.start), False
        return
    if spoken:
        first = min(p.start for _, pieces, _ in spoken for p in pieces) if any(pieces for _, pieces, _ in spoken) else chart.first
        told = [p for _, pieces, _ in _after_content(context, sentence, chart, clause, cue, speaker, cues) for p in pieces if p.stop <= first]
        for name, pieces, back in spoken:
            yield name, [*(told if first > cue.main and _has_verb(chart, chart.first, cue.main - 1) else []), *pieces], back
        return
    if speaks:
        found = list(_after_content(context, sentence, chart, clause, cue, speaker, cues)) or list(_colon(context, chart, clause, cue))
        if not found and _points_back(context, sentence, chart, clause, cue):
            found = [("back", [], True)]
        if found:
            yield from found
            return
    for shape, pieces, back in _objects(context, chart, clause, cue, speaker):
        behind = [p for _, more, _ in _colon(context, chart, clause, cue) for p in more]
        yield shape, [*pieces, *behind], back


def _unknown_verbs(context: Context, sentence: Sentence, chart: Chart, cues: tuple[Cue, ...]) -> Iterator[Candidate]:
    """"„…”, beet hij haar toe": behind speech any verb followed by somebody who can speak is a cue."""
    known = {c.clause for c in cues if c.kind in {"verb", "carried"}}
    for quotation in context.speech_in(chart.first, chart.end):
        if not (chart.first <= quotation.first and quotation.last < chart.end):
            continue
        verb = next((i for i in range(quotation.last + 1, min(chart.end, quotation.last + 4)) if context.mark(i) not in _PAUSES), None)
        if verb is None or verb not in chart.tags or not chart.tags[verb].finite or chart.tags[verb].is_aux:
            continue
        clause = chart.clause(verb)
        mention = subject_behind(context, chart, verb)
        speaks = any("quote" in c.takes or c.impersonal for c in cues if c.clause == clause.i)
        if (clause.i in known and speaks) or mention is None or mention.certain < 0.5:
            continue
        yield _score(context, chart, _unknown_cue(context, chart, clause, verb), Speaker(mention, 1.0), "inverted quote", _of(context, [quotation]), False)
    for quotation in context.speech_in(chart.first, chart.end):
        if not (chart.first < quotation.first and quotation.last < chart.end) or context.mark(quotation.first - 1) != ":":
            continue
        main = next((c for c in reversed(chart.clauses) if c.kind == "main" and c.verb is not None and c.verb < quotation.first), None)
        if main is None or main.verb is None or any("quote" in c.takes or c.impersonal for c in cues if c.main < quotation.first):
            continue
        cue = _unknown_cue(context, chart, main, main.verb)
        speaker = find_speaker(context, chart, cue)
        if speaker is not None and speaker.mention is not None:
            yield _score(context, chart, cue, speaker, "colon quote", _of(context, [quotation]), False)
    yield from _unknown_inquits(context, sentence, chart, cues, known)
    for clause in chart.clauses:
        verb = clause.verb
        if clause.i in known or verb is None or clause.kind == "that":
            continue
        verb = clause.others[-1] if clause.others and chart.tags[verb].is_aux else verb
        if chart.tags[verb].is_aux or (clause.others and verb != clause.others[-1]):
            continue
        reach = 6 if verb == clause.verb else 2
        sub = next((c for c in chart.clauses if c.kind == "that" and c.parent == clause.i and c.marker is not None and verb < c.marker <= verb + reach), None)
        cue = _unknown_cue(context, chart, clause, verb)
        speaker = find_speaker(context, chart, cue) if sub is not None else None
        if sub is not None and speaker is not None and speaker.mention is not None and speaker.mention.certain >= 0.5:
            yield _score(context, chart, cue, speaker, "that", split(context, chart, sub.body, sub.end), False)


def _unknown_inquits(
    context: Context, sentence: Sentence, chart: Chart, cues: tuple[Cue, ...], known: set[int | None]
) -> Iterator[Candidate]:
    """"De brug ligt eruit, glundert een bron bij de dienst.": a verb behind a comma with nothing but its subject."""
    for clause in chart.clauses:
        verb = clause.verb
        if clause.i in known or verb is None or clause.kind != "main" or verb != clause.first or chart.tags[verb].is_aux:
            continue
        mention = subject_behind(context, chart, verb)
        if mention is None or mention.certain < 0.5 or mention.kind == "pronoun" or context.mark(verb - 1) not in {",", "–", "—"}:
            continue
        tail = context.low(mention.end)
        if context.passage.tokens[min(mention.end, chart.end - 1)].is_word and not (
            tail in context.words.prepositions or tail in context.words.adverbs or _is_time(context, mention.end)
        ):
            continue
        mains = [c for c in chart.clauses if c.kind == "main" and c.verb is not None and c.verb < verb]
        if not mains and _has_verb(chart, chart.first, verb):
            continue  # "Toen de brug viel, vluchtte het leger"
        cue, speaker = _unknown_cue(context, chart, clause, verb), Speaker(mention, 1.0)
        for name, pieces, back in _after_content(context, sentence, chart, clause, cue, speaker, cues):
            yield _score(context, chart, cue, speaker, name, pieces, back)


def _unknown_cue(context: Context, chart: Chart, clause: Clause, verb: int) -> Cue:
    past = all(f.tense == "past" for f in chart.tags[verb].finite)
    return Cue("verb", (verb,), verb, "states", strength=0.6, clause=clause.i, finite=verb, tense="past" if past else "present")


# -- speech in quotation marks
def _quotes(context: Context, chart: Chart, clause: Clause, cue: Cue, sentence: Sentence) -> _Found:
    here = [q for q in context.speech_in(chart.first, chart.end) if q.last < chart.end]
    if not here:
        return
    verb = cue.finite if cue.finite is not None else cue.main
    left = [q for q in here if q.last < verb and _reaches(context, chart, q.last + 1, min(cue.first, verb), clause)]
    right = [q for q in here if q.first > verb and _reaches_right(context, chart, clause, max(cue.last, verb), q)]
    if left and right and not _closed(context, left[-1]) and _continues(context, right[0]) and not (_has_finite(context, left[-1]) and _has_finite(context, right[0])):
        first, last = left[-1], right[0]
        piece = trim(context, first.first, last.last + 1)
        yield "split quote", [*_of(context, left[:-1]), piece, *_of(context, right[1:])], False
    elif left or right:
        yield "quote", _of(context, [*left[-3:], *right[:3]]), False


def _of(context: Context, quotations: list[Quotation]) -> list[range]:
    return [p for q in quotations for p in split_quotation(context, q)]


def _closed(context: Context, quotation: Quotation) -> bool:
    inside = quotation.inside
    return len(inside) > 0 and context.mark(inside[-1]) in {".", "!", "?", "…"}


def _has_finite(context: Context, quotation: Quotation) -> bool:
    return any(f.kind == "finite" and not f.common for i in quotation.inside for f in context.verbs.forms(context.low(i)))


def _continues(context: Context, quotation: Quotation) -> bool:
    inside = quotation.inside
    return len(inside) > 0 and not context.passage.tokens[inside[0]].is_capitalized


def _reaches(context: Context, chart: Chart, first: int, verb: int, clause: Clause) -> bool:
    """Whether only light words and the subject stand between a quotation and the verb behind it."""
    gap = range(first, verb)
    if len(gap) > 14:
        return False
    return not any(i in chart.tags and chart.tags[i].only_finite and chart.tags[i].sure for i in gap if not _in_relative(chart, i, clause))


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
    return not gap or context.mark(gap[-1]) in {":", ",", "–", "—", "."} or all(_light(context, i) for i in gap)


def _light(context: Context, i: int) -> bool:
    return context.low(i) in context.words.adverbs or context.is_named(i)


# -- complement clauses
def _describes(context: Context, cue: Cue, sub: Clause, speaker: Speaker) -> bool:
    """Whether a clause behind a comma is a relative one about the speaker: "..., dat vanuit Londen werkt"."""
    mention = speaker.mention
    if any(context.low(i) in cue.prepositions for i in range(cue.last + 1, sub.first)):
        return True  # "maakt gewag van een cijfer dat ..."
    return mention is not None and sub.marker is not None and context.mark(sub.marker - 1) == "," and mention.end == sub.marker - 1


def _complements(context: Context, chart: Chart, clause: Clause, cue: Cue, kind: str, speaker: Speaker) -> list[range]:
    edge = cue.finite if cue.finite is not None else cue.main
    subs = [c for c in chart.clauses if c.kind == kind and c.parent == clause.i and c.verb is not None]
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
        end = _stop_before(context, chart, sub, begin, max(end, sub.end) if k + 1 == len(chosen) else min(end, sub.end))
        pieces += split(context, chart, begin, end)
    if kind == "question" and pieces:
        return [range(pieces[0].start, pieces[-1].stop)]  # one question, however many clauses ask it
    return pieces


def _other_verb_between(chart: Chart, clause: Clause, cue: Cue, sub: Clause) -> bool:
    """Whether a sister verb stands nearer to the complement than the cue does."""
    return any(v for v in clause.others if cue.main < v < sub.first and v not in cue.tokens and chart.tags[v].infinitive and cue.main != v)


def _stop_before(context: Context, chart: Chart, sub: Clause, begin: int, end: int) -> int:
    """Where a complement ends: before a parenthetical of another clause."""
    for other in chart.clauses:
        if other.i != sub.i and begin < other.first < end and other.verb is not None and not chart.inside(other, sub):
            return other.first
    return end


# -- unquoted content before or around the cue
def _after_content(context: Context, sentence: Sentence, chart: Chart, clause: Clause, cue: Cue, speaker: Speaker, cues: tuple[Cue, ...]) -> _Found:
    """"..., zei X", "..., zo meldt X", "..., luidt het": the cue's clause opens with its verb, behind a comma."""
    verb = cue.finite if cue.finite is not None else cue.main
    opening = max((i + 1 for i in range(clause.first, verb) if context.mark(i) in _PAUSES), default=clause.first)
    lead = list(range(opening, verb))
    led = {t for c in cues if c.kind == "inquit" for t in c.tokens} | set(cue.tokens)
    if lead and lead[0] in led and clause.others == []:
        pass  # "naar hij zelf zegt": the verb comes last
    elif any(context.low(i) not in context.words.parenthetical_openers and i not in led for i in lead):
        if not (context.words.verb_second is False and lead and speaker.mention is not None and lead[-1] < speaker.mention.end):
            return
    before = opening - 1
    if before < chart.first or context.mark(before) not in _PAUSES:
        return
    start = max((i + 1 for i in range(chart.first, before) if context.mark(i) in {":", ";"} and _has_verb(chart, i + 1, before)), default=chart.first)
    last = _end_of_inquit(context, chart, clause, cue, speaker)
    mention = speaker.mention
    if mention is not None and mention.kind != "pronoun" and chart.first <= mention.first < opening and context.words.verb_second:
        return  # "Prigozjin, de kok van weleer, riep ... uit": the subject stands before its verb
    if _has_verb(chart, start, before) and not any(c.kind == "main" and c.verb is not None and start <= c.verb < before for c in chart.clauses):
        resumed = next((c for c in chart.clauses if c.verb is not None and last < c.verb <= last + 2 and c.i != clause.i), None)
        if resumed is not None:
            yield "around", [trim(context, start, resumed.end)], False  # "Als dat niet verandert, zo dreigt hij, stapt hij op"
        return
    if not _has_verb(chart, start, before):
        resumed = next((c for c in chart.clauses if c.verb is not None and last < c.verb <= last + 2 and c.i != clause.i), None)
        if resumed is not None and not is_bare(context, range(start, before)):
            yield "around", [trim(context, start, resumed.end)], False  # "Marinka, moppert hij, is gevallen"
        elif speaker.mention is not None and speaker.mention.first > verb and not is_bare(context, range(start, before)):
            yield "after", [trim(context, start, before)], False  # "Ruim drieduizend, schat het ministerie."
        return
    rest = [c for c in chart.clauses if c.verb is not None and c.verb > last and c.i != clause.i and not chart.inside(c, clause)]
    follows = min((c.first if c.link is None else c.link for c in rest), default=chart.end)
    middle = trim(context, last + 1, follows)
    own = [clause, *[c for c in chart.clauses if chart.inside(c, clause) and c.i != clause.i]]
    if _unfinished(context, chart, range(start, before), middle) and not is_bare(context, middle):
        yield "around", [trim(context, start, follows), *split(context, chart, follows, chart.end, own)], False
        return
    pieces = split(context, chart, start, before)
    if rest and context.mark(last + 1) in _PAUSES:
        speaking = {c.clause for c in cues if c.kind == "verb" and c.strength >= 0.6}
        own += [c for c in rest if c.i in speaking]
        pieces += split(context, chart, last + 1, chart.end, own)
    yield "after", pieces, False


def _has_verb(chart: Chart, first: int, end: int) -> bool:
    return any(c.verb is not None and first <= c.verb < end for c in chart.clauses)


def _end_of_inquit(context: Context, chart: Chart, clause: Clause, cue: Cue, speaker: Speaker) -> int:
    """The last token of ", zei X zaterdag," from the verb on."""
    last = max(cue.last, cue.finite or 0, speaker.mention.end - 1 if speaker.mention and speaker.mention.first > cue.main else 0)
    while last + 1 < chart.end and context.mark(last + 1) not in _PAUSES | {"."}:
        last += 1
    return last


def _unfinished(context: Context, chart: Chart, body: range, behind: range) -> bool:
    """Whether the clause before the inquit waits for its lexical verb: "De troepen zijn, klinkt het, vertrokken"."""
    last = max((c for c in chart.clauses if c.verb is not None and c.verb in body), key=lambda c: c.verb or 0)
    if not chart.tags[last.verb or 0].is_aux or any(o in body for o in last.others):
        return False
    if last.verb == body.stop - 1:
        return True
    return any(i in chart.tags and not chart.tags[i].finite and (chart.tags[i].participle or chart.tags[i].infinitive) for i in behind)


def _around(context: Context, sentence: Sentence, chart: Chart, cue: Cue) -> _Found:
    pieces = split(context, chart, chart.first, chart.end)
    mine = [p for p in pieces if cue.first in p] or pieces[:1]
    yield "around", mine, False


def _from_noun(context: Context, sentence: Sentence, chart: Chart, cue: Cue) -> _Found:
    """"het bericht dat ...", "de verklaring van X: ...": what a noun of saying announces."""
    here = chart.clauses[cue.clause or 0]
    if "adverbial" in cue.takes and cue.main <= chart.first + 3 and sentence.i and context.low(cue.main - 1) in context.words.demonstratives:
        yield "back", [], True  # "Met die woorden trad de minister af"
        return
    if "that" in cue.takes:
        sub = next((c for c in chart.clauses if c.kind in {"that", "rel"} and c.marker is not None and cue.main < c.marker <= cue.main + 14
                    and context.low(c.marker) in context.words.complementizers and c.parent == here.i), None)
        if sub is not None and not any(v for v in here.others + [here.verb or -1] if cue.main < v < sub.first):
            pieces = split(context, chart, sub.body, _stop_before(context, chart, sub, sub.body, sub.end))
            if pieces:
                yield "announced", pieces, False
                return
    if "colon" in cue.takes or "quote" in cue.takes:
        colon = next((i for i in range(cue.main + 1, min(chart.end, cue.main + 20)) if context.mark(i) == ":"), None)
        if colon is not None:
            pieces = _behind(context, chart, colon + 1)
            if pieces:
                yield "announced", pieces, False


def _colon(context: Context, chart: Chart, clause: Clause, cue: Cue) -> _Found:
    """"X was kort: de brug is weg": main clauses behind a colon."""
    edge = max(cue.last, cue.main)
    colon = next((i for i in range(edge + 1, chart.end) if context.mark(i) == ":"), None)
    if colon is None or colon - edge > 25:
        return
    if any(c.verb is not None and edge < c.verb < colon and c.i != clause.i and c.kind == "main" for c in chart.clauses):
        return
    pieces = split(context, chart, colon + 1, chart.end)
    if pieces:
        yield "colon", pieces, False


def _points_back(context: Context, sentence: Sentence, chart: Chart, clause: Clause, cue: Cue) -> bool:
    """"Dat meldt X", "Dat heeft X gezegd": the sentence is only a cue with a word for the statement before it."""
    if clause.i != 0 or sentence.i == 0 or cue.act in {"denies"}:
        return False
    return context.low(chart.first) in context.words.fronted and (cue.finite or cue.main) <= chart.first + 2


# -- headlines and transcripts
def _headlines(context: Context, chart: Chart) -> Iterator[Candidate]:
    """"X: content" and "content — X": a name, a mark, and what it says."""
    for mention in context.mentions_in(chart.first, chart.end):
        opens = mention.first == chart.first or context.mark(mention.first - 1) in {"–", "—", "-", "•", "|"}
        mark = mention.end
        if opens and _can_head(mention) and context.mark(mark) == ":" and mark + 1 < chart.end:
            pieces = _behind(context, chart, mark + 1)
            if pieces:
                yield _headline(mention, mark, pieces, context)
        elif mention.end == chart.end and context.mark(mention.first - 1) in {"–", "—"} and mention.first - 1 > chart.first:
            pieces = split(context, chart, chart.first, mention.first - 1)
            if pieces and any(c.verb is not None and c.verb < mention.first for c in chart.clauses):
                yield _headline(mention, mention.first - 1, pieces, context)


def _can_head(mention: Mention) -> bool:
    """Whether a mention before a colon is somebody who speaks, not a place or a title of a section."""
    return mention.kind != "pronoun" and (mention.kind != "name" or mention.end - mention.first >= 2) and (mention.id is not None or mention.certain >= 0.6)


def _headline(mention: Mention, mark: int, pieces: list[range], context: Context) -> Candidate:
    cue = Cue("colon", (mark,), mark, "states", tense="present")
    return Candidate(cue, mention, tuple(pieces), "headline", _WEIGHT["headline"] + mention.certain)


def _behind(context: Context, chart: Chart, first: int) -> list[range]:
    quotes = [q for q in context.speech_in(first, first + 2) if q.last < chart.end]
    if quotes:
        return _of(context, quotes[:1])
    if not any(c.verb is not None and c.verb >= first for c in chart.clauses) and chart.end - first > _HEADLINE:
        return []
    return split(context, chart, first, chart.end)


# -- "volgens X"
def _according(context: Context, chart: Chart, cue: Cue, speaker: Speaker, sentence_i: int) -> _Found:
    clause = chart.clauses[cue.clause or 0]
    last = cue.last
    if cue.kind == "preposition":
        last = speaker.mention.end - 1 if speaker.mention is not None and speaker.mention.first > cue.last else cue.last + (not cue.after)
    if cue.first == chart.first and sentence_i and not any(c.verb is not None for c in chart.clauses):
        yield "back", [], True  # "Aldus de minister vrijdag op Telegram."
        return
    if all(context.mark(i) in {*_PAUSES, "."} or i > last for i in range(last + 1, chart.end) if context.passage.tokens[i].kind == "mark") and not any(
        context.passage.tokens[i].kind != "mark" for i in range(last + 1, chart.end)
    ):
        quotes = [q for q in context.speech_in(chart.first, cue.first) if q.last < cue.first]
        if quotes and not any(context.passage.tokens[i].is_word for i in range(quotes[-1].last + 1, cue.first)):
            yield "according end", _of(context, quotes[-3:]), False
            return
        pieces = split(context, chart, chart.first, cue.first)
        yield "according end", pieces, False
        return
    if (cue.kind == "carried" or "end" in cue.positions) and context.mark(cue.first - 1) in _PAUSES and context.mark(last + 1) in _PAUSES:
        if not _has_verb(chart, chart.first, cue.first - 1):
            if chart.clause(cue.first).verb is not None and (chart.clause(cue.first).verb or 0) > last:
                yield "according end", [trim(context, chart.clause(cue.first).body, chart.clause(cue.first).end)], False
                return
        own = [c for c in chart.clauses if c.verb is not None and cue.first <= c.verb <= last]
        start = max((i + 1 for i in range(chart.first, cue.first) if context.mark(i) in {":", ";"} and _has_verb(chart, i + 1, cue.first)), default=chart.first)
        if _has_verb(chart, start, cue.first - 1) and _unfinished(context, chart, range(start, cue.first - 1), range(last + 1, chart.end)):
            yield "according end", [trim(context, start, clause.end)], False
            return
        begin = max((i + 1 for i in range(chart.first, cue.first) if context.mark(i) in {":", ";"} and _has_verb(chart, i + 1, cue.first)), default=chart.first)
        pieces = split(context, chart, begin, cue.first)
        if _has_verb(chart, last + 1, chart.end):
            pieces += split(context, chart, last + 1, chart.end, own)
        yield "according end", pieces, False
        return
    if clause.kind == "sub" and clause.marker == cue.first:
        return
    lead = range(clause.body, cue.first)
    if is_bare(context, lead) or all(_adverbial(context, i) for i in lead):
        end = clause.end
        for other in chart.clauses[clause.i + 1 :]:
            joined = other.link is not None or context.mark(other.first - 1) == ";"
            if other.parent == clause.parent and other.kind == clause.kind and other.verb is not None and joined and other.first >= end - 1:
                end = max(end, other.end)
        quotes = [q for q in context.speech_in(last + 1, chart.end) if q.last < chart.end]
        begin = last + 1 if is_bare(context, lead) else clause.body
        if quotes and len(quotes[0].inside) > 3 and context.mark(quotes[0].first - 1) == ":":
            yield "according front", _of(context, quotes[:2]), False
            return
        if clause.kind == "rel":
            begin = clause.first
        yield "according front", split(context, chart, begin, end), False
        return
    begin = clause.first if clause.kind == "rel" else clause.body
    piece = trim(context, begin, clause.end)
    yield "according inside", [piece], False


def _adverbial(context: Context, i: int) -> bool:
    """Whether a token can stand before a fronted attribution: an adverb, a date, a mark, a conjunction."""
    low = context.low(i)
    return low in context.words.adverbs or low in context.words.coordinators or context.mark(i) in _PAUSES or _is_time(context, i)


def _is_time(context: Context, i: int) -> bool:
    return context.is_dated(i)


# -- objects
def _objects(context: Context, chart: Chart, clause: Clause, cue: Cue, speaker: Speaker) -> _Found:
    takes = cue.takes
    verb = cue.finite if cue.finite is not None else cue.main
    begin, end = _object_range(context, chart, clause, cue, speaker, verb)
    rest = _skip_light(context, begin, end)
    if cue.passive and _anaphoric_subject(context, chart, clause) and cue.act != "denies":
        yield "back", [], True  # "Dat werd door Kiev bevestigd"
        return
    if cue.passive:
        piece = _passive_subject(context, clause, verb, speaker)
        if piece is not None:
            yield "passive", [piece], False
        return
    if "accuse" in takes:
        behind = max((t + 1 for t in cue.tokens if rest <= t < clause.end), default=rest)
        piece = _accusation(context, chart, behind, _clause_end(context, chart, clause, cue))
        if piece is not None:
            yield "accuse", [piece], False
            return
    if cue.prepositions:
        at = _preposition(context, cue, begin, clause.end)
        if at is not None:
            counted = rest < at and context.low(rest) in context.words.definite and context.mention_at(rest) is None
            piece = trim(context, rest if counted else at + 1, _clause_end(context, chart, clause, cue))
            if not is_bare(context, piece):
                yield "prep", [piece], False
                return
    infinitive = _infinitive(context, chart, rest, clause.end) if takes & {"infinitive", "call", "that"} else None
    purpose = infinitive is not None and any(context.low(i) in context.words.infinitive_openers for i in range(rest, infinitive))
    if infinitive is not None and (not purpose or "call" in takes):
        behind = max((t + 1 for t in cue.tokens if rest <= t < infinitive), default=rest)
        piece = trim(context, behind, _clause_end(context, chart, clause, cue))
        parts = _infinitives(context, chart, piece)
        yield ("call" if "call" in takes and "infinitive" not in takes else "infinitive"), parts, False
        return
    if not {"pronoun", "noun", "small"} & takes:
        return
    shape = "small" if "small" in takes else "noun"
    piece = trim(context, rest, end, keep_link=True)
    front = _fronted_object(context, clause, cue, speaker, verb)
    if front is not None and "small" in takes and not is_bare(context, piece) and not all(_light(context, i) for i in piece):
        yield shape, [trim(context, clause.body, end)], False  # "De crash noemde hij een misdaad"
        return
    if front is not None and len(piece) <= 3:
        piece = front
    if len(piece) and context.low(piece.start) in context.words.anaphors:
        if len(piece) > 2 and context.low(piece.start + 1) in context.words.predicate_openers:
            piece = trim(context, piece.start + 2, end)  # "hekelt dit als X": what it is called is the claim
        elif (len(piece) == 1 or context.low(piece.start + 1) in context.words.prepositions) and {"pronoun", "noun"} & takes:
            piece = range(piece.start, piece.start + 1)
            yield "pronoun", [piece], False
            return
    if is_bare(context, piece) or _is_phrase(context, piece) or all(context.low(i) in context.words.adverbs for i in piece):
        return
    yield ("pronoun" if len(piece) <= 3 and context.low(piece.start) in context.words.demonstratives else shape), [piece], False


def _anaphoric_subject(context: Context, chart: Chart, clause: Clause) -> bool:
    verb = clause.verb or clause.body
    return clause.i == 0 and verb - clause.body == 1 and context.low(clause.body) in context.words.fronted


def _is_phrase(context: Context, piece: range) -> bool:
    """Whether a piece is a prepositional phrase, not an object; "rond de 200 doden" is one."""
    if context.low(piece.start) not in context.words.prepositions:
        return False
    return not any(context.passage.tokens[i].kind == "number" for i in range(piece.start + 1, min(piece.start + 3, piece.stop)))


def _passive_subject(context: Context, clause: Clause, verb: int, speaker: Speaker) -> range | None:
    """What is confirmed, denied, … in a passive: the noun phrase before the verb, or between the verb and the agent."""
    front = trim(context, clause.body, verb)
    if not is_bare(context, front) and context.low(front.start) not in context.words.prepositions and not all(_light(context, i) for i in front):
        return front
    stop = speaker.mention.first - 1 if speaker.mention is not None and speaker.mention.first > verb else clause.end
    inner = trim(context, _skip_light(context, verb + 1, stop), stop)
    verbs_only = all(i in (clause.verb, *clause.others) or context.mark(i) in _PAUSES for i in inner)
    return None if verbs_only or clause.kind == "rel" else inner


def _preposition(context: Context, cue: Cue, begin: int, end: int) -> int | None:
    """The preposition that leads in the content: behind the subject, outside names, behind the frame's fixed words if it can."""
    places = [
        i for i in range(begin, end)
        if context.low(i) in cue.prepositions and not context.in_quotes(i) and not (context.is_named(i) and context.is_named(i - 1))
    ]  # fmt: skip
    return next((i for i in places if i > cue.last), places[0] if places else None)


def _fronted_object(context: Context, clause: Clause, cue: Cue, speaker: Speaker, verb: int) -> range | None:
    """An object in front of the verb, the subject behind it: "een doorbraak vindt de denktank onwaarschijnlijk"."""
    front = trim(context, clause.body, verb)
    if is_bare(context, front) or (speaker.mention is not None and speaker.mention.first < verb):
        return None
    if context.low(front.start) not in context.words.determiners or all(_light(context, i) or _is_time(context, i) for i in front):
        return None
    return front


def _object_range(
    context: Context, chart: Chart, clause: Clause, cue: Cue, speaker: Speaker, verb: int
) -> tuple[int, int]:
    """Where the object of a cue stands: between its verb (and subject) and its last words, or behind those."""
    end = _clause_end(context, chart, clause, cue)
    begin = verb + 1
    subject = speaker.mention
    while True:
        if subject is not None and begin <= subject.first <= begin + 6 and all(_light(context, i) or i in cue.tokens for i in range(begin, subject.first)):
            begin = subject.end
        if begin in cue.tokens:
            begin += 1
            continue
        break
    final = [t for t in cue.tokens if begin <= t]
    if final and cue.act != "denies" and context.low(final[-1]) in context.words.predicate_openers and final[-1] > begin:
        return begin, max(begin, end)  # "bestempelt X als Y": both are what is said
    if final:
        between = range(begin, final[0])
        if any(context.passage.tokens[i].is_word and not _light(context, i) and not _is_time(context, i) for i in between) and not any(
            context.low(i) in context.words.anaphors and len(between) < 3 for i in between
        ):
            return begin, final[0]
        pointing = [i for i in between if context.low(i) in context.words.anaphors]
        if pointing and final[-1] + 1 >= end:
            return pointing[0], pointing[0] + 1
        if final[-1] + 1 >= end:
            return begin, final[0]
        begin = final[-1] + 1
    return begin, max(begin, end)


def _clause_end(context: Context, chart: Chart, clause: Clause, cue: Cue) -> int:
    """The end of a clause without its right bracket and without a coordinate clause that follows."""
    end = clause.end
    verb = cue.finite if cue.finite is not None else cue.main
    for other in chart.clauses:
        if other.i != clause.i and verb < other.first < end and not (chart.inside(other, clause)):
            end = other.first
    while end > verb + 1 and (end - 1 in cue.tokens or context.mark(end - 1) in {*_PAUSES, "."} or _auxiliary(chart, clause, cue, end - 1)):
        end -= 1
    return end


def _auxiliary(chart: Chart, clause: Clause, cue: Cue, i: int) -> bool:
    """Whether a token is an auxiliary of the cue in the right bracket: "zou om hulp hebben gevraagd"."""
    return i in clause.others and i + 1 in cue.tokens and chart.tags[i].is_aux


def _skip_light(context: Context, begin: int, end: int) -> int:
    i = begin
    while i < end:
        time = context.time_at(i)
        if time is not None and time.end < end:
            i = time.end
        elif context.low(i) in context.words.adverbs and i + 1 < end and context.low(i) not in context.words.anaphors:
            i += 1
        elif context.low(i) in context.words.addressing and context.mention_at(i + 1) is not None:
            mention = context.mention_at(i + 1)
            assert mention is not None
            i = mention.end
        elif context.mark(i) == ",":
            i += 1
        else:
            break
    return min(i, end)


def _infinitive(context: Context, chart: Chart, begin: int, end: int) -> int | None:
    """The first infinitive (or its marker) of a stretch."""
    for i in range(begin, end):
        if context.low(i) in context.words.infinitive_markers:
            return i
        bare = i in chart.tags and chart.tags[i].infinitive and not chart.tags[i].finite
        if bare and not context.words.infinitive_markers and context.low(i - 1) not in context.words.determiners:
            return i
    return None


def _infinitives(context: Context, chart: Chart, piece: range) -> list[range]:
    """Coordinated infinitives, one piece each: "de ring te hebben doorbroken en de weg te openen"."""
    markers = [i for i in piece if context.low(i) in context.words.infinitive_markers]
    cuts = [i for i in piece if context.low(i) in context.words.clausal and i - 1 in chart.tags and any(m < i for m in markers) and any(m > i for m in markers)]
    parts, begin = [], piece.start
    for cut in cuts:
        parts.append(trim(context, begin, cut))
        begin = cut + 1
    return [*parts, trim(context, begin, piece.stop)]


def _accusation(context: Context, chart: Chart, begin: int, end: int) -> range | None:
    """What somebody is accused of: behind the accused, and behind the word that leads it in."""
    lead = next((i for i in range(begin, end) if context.low(i) in context.words.accusation_openers), None)
    if lead is not None:
        piece = trim(context, lead + 1, end)
    else:
        accused = context.mention_at(begin)
        piece = trim(context, accused.end if accused is not None else begin, end)
    return None if is_bare(context, piece) else piece
