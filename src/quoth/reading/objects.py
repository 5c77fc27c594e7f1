"""Shapes whose content is an object: a noun phrase, what a preposition leads in, an infinitive, a predicate."""

from __future__ import annotations

from quoth.reading.chart import Chart, Clause
from quoth.reading.contents import is_bare, trim
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.edges import PAUSES, Shapes, is_light, is_time
from quoth.reading.fronted import fronted_object
from quoth.reading.subjects import Speaker


def object_shapes(context: Context, chart: Chart, clause: Clause, cue: Cue, speaker: Speaker) -> Shapes:
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
    infinitive = _infinitive(context, chart, rest, clause.end) if takes & {"infinitive", "call", "that"} else None
    if cue.prepositions:
        at = _preposition(context, cue, begin, clause.end)
        asked = "call" in takes and infinitive is not None and at is not None and infinitive < at
        if at is not None and not (asked and context.words.free_order):
            counted = rest < at and context.low(rest) in context.words.definite and context.mention_at(rest) is None
            piece = trim(context, rest if counted else at + 1, _clause_end(context, chart, clause, cue))
            if not is_bare(context, piece):
                yield "prep", [piece], False
                return
    purpose = infinitive is not None and any(
        context.low(i) in context.words.infinitive_openers for i in range(rest, infinitive)
    )
    doubtful = clause.kind in {"sub", "question"} and cue.act == "predicts" and context.words.drops_that
    if infinitive is not None and not doubtful and (not purpose or "call" in takes):
        negated = context.words.free_order and rest > begin and context.low(rest - 1) in context.words.negators
        behind = max((t + 1 for t in cue.tokens if rest <= t < infinitive), default=rest - negated)
        piece = trim(context, behind, _clause_end(context, chart, clause, cue))
        parts = _infinitives(context, chart, piece)
        yield ("call" if "call" in takes and "infinitive" not in takes else "infinitive"), parts, False
        return
    if context.words.free_order and (takes & {"pronoun", "noun"} or cue.prepositions):
        ahead = fronted_object(context, clause, cue, speaker, verb)
        behind_it = trim(context, rest, end)
        empty = is_bare(context, behind_it) or _is_phrase(context, behind_it)
        empty = empty or all(is_light(context, i) or is_time(context, i) for i in behind_it)
        if ahead is not None and empty and (ahead[1] or takes & {"pronoun", "noun"}):
            anaphor = all(context.low(i) in context.words.anaphors for i in ahead[0])
            if not (anaphor and ahead[1]):
                yield ("prep" if ahead[1] else "pronoun" if anaphor else "fronted"), [ahead[0]], False
            return
    if not {"pronoun", "noun", "small"} & takes:
        return
    shape = "small" if "small" in takes else "noun"
    rest = _skip_phrase(context, chart, rest, end)
    if rest > begin and context.low(rest) in context.words.predicate_openers and rest in cue.tokens:
        rest = begin  # "beschreef de nacht als een hel"
    piece = trim(context, rest, end, keep_link=True)
    front = _fronted_object(context, clause, cue, speaker, verb)
    if (
        front is not None
        and "small" in takes
        and not is_bare(context, piece)
        and not all(is_light(context, i) for i in piece)
    ):
        yield shape, [trim(context, clause.body, end)], False  # "De crash noemde hij een misdaad"
        return
    if front is not None and len(piece) <= 3:
        piece = front
    if len(piece) and context.low(piece.start) in context.words.anaphors:
        if len(piece) > 2 and context.low(piece.start + 1) in context.words.predicate_openers:
            piece = trim(context, piece.start + 2, end)  # "hekelt dit als X": what it is called is the claim
        elif (len(piece) == 1 or context.low(piece.start + 1) in context.words.prepositions) and {
            "pronoun",
            "noun",
        } & takes:
            piece = range(piece.start, piece.start + 1)
            yield "pronoun", [piece], False
            return
    if (
        is_bare(context, piece)
        or _is_phrase(context, piece)
        or all(context.low(i) in context.words.adverbs or is_time(context, i) for i in piece)
    ):
        return
    if shape == "noun" and cue.act == "states" and any(context.low(i) in context.words.evidence for i in piece[:4]):
        return  # "posted a video": shown, not said
    yield (
        ("pronoun" if len(piece) <= 3 and context.low(piece.start) in context.words.demonstratives else shape),
        [piece],
        False,
    )


def _anaphoric_subject(context: Context, chart: Chart, clause: Clause) -> bool:
    verb, first = clause.verb or clause.body, clause.body
    if clause.i == 0 and verb - first == 2 and context.low(first) in context.words.demonstratives:
        return bool(context.cues.noun_frames(context.low(first + 1)))  # "Die lezing werd bevestigd door X"
    if clause.i == 0 and 2 <= verb - first <= 3:
        return " ".join(context.low(i) for i in range(first, verb)) in context.words.restating  # "Een en ander"
    return clause.i == 0 and verb - first == 1 and context.low(first) in context.words.fronted


def _is_phrase(context: Context, piece: range) -> bool:
    """Whether a piece is a prepositional phrase, not an object; "rond de 200 doden" is one."""
    if context.low(piece.start) not in context.words.prepositions:
        return False
    return not any(
        context.passage.tokens[i].kind == "number" for i in range(piece.start + 1, min(piece.start + 3, piece.stop))
    )


def _passive_subject(context: Context, clause: Clause, verb: int, speaker: Speaker) -> range | None:
    """What is confirmed, denied, … in a passive: the noun phrase before the verb, or between the verb and the agent."""
    front = trim(context, clause.body, verb)
    if (
        not is_bare(context, front)
        and context.low(front.start) not in context.words.prepositions
        and not all(is_light(context, i) for i in front)
    ):
        return front
    stop = speaker.mention.first - 1 if speaker.mention is not None and speaker.mention.first > verb else clause.end
    inner = trim(context, _skip_light(context, verb + 1, stop), stop)
    verbs_only = all(i in (clause.verb, *clause.others) or context.mark(i) in PAUSES for i in inner)
    return None if verbs_only or clause.kind == "rel" else inner


def _preposition(context: Context, cue: Cue, begin: int, end: int) -> int | None:
    """The preposition that leads in the content: behind the subject and the frame's fixed words, outside names."""
    places = [
        i
        for i in range(begin, end)
        if context.low(i) in cue.prepositions
        and not context.in_quotes(i)
        and not (context.words.drops_that and context.is_dated(i + 1))
        and not (context.is_named(i) and context.is_named(i - 1))
    ]
    return next((i for i in places if i > cue.last), places[0] if places else None)


def _fronted_object(context: Context, clause: Clause, cue: Cue, speaker: Speaker, verb: int) -> range | None:
    """An object in front of the verb, the subject behind it: "een doorbraak vindt de denktank onwaarschijnlijk"."""
    front = trim(context, clause.body, verb)
    if is_bare(context, front) or (speaker.mention is not None and speaker.mention.first < verb):
        return None
    if context.low(front.start) not in context.words.determiners or all(
        is_light(context, i) or is_time(context, i) for i in front
    ):
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
        if (
            subject is not None
            and begin <= subject.first <= begin + 6
            and all(is_light(context, i) or i in cue.tokens for i in range(begin, subject.first))
        ):
            begin = subject.end
        if begin in cue.tokens:
            begin += 1
            continue
        break
    final = [t for t in cue.tokens if begin <= t]
    if (
        final
        and cue.act != "denies"
        and context.low(final[-1]) in context.words.predicate_openers
        and final[-1] > begin
    ):
        return begin, max(begin, end)  # "bestempelt X als Y": both are what is said
    if final and "small" in cue.takes:
        return begin, max(begin, end)  # "noemt X verantwoordelijk voor Y": object and predicate are what is said
    if final:
        between = range(begin, final[0])
        leads = (
            context.words.verb_second
            and cue.specific
            and context.low(final[-1]) in _leading(context)
            and final[-1] + 1 < end
        )
        if leads and context.low(final[-1] + 1) not in context.words.prepositions:
            return final[-1] + 1, end  # "had het in zijn toespraak over de gevechten"
        if any(
            context.passage.tokens[i].is_word and not is_light(context, i) and not is_time(context, i) for i in between
        ) and not any(context.low(i) in context.words.anaphors and len(between) < 3 for i in between):
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
        asks = other.kind == "rel" and other.marker is not None and context.low(other.marker) in context.words.questions
        if context.words.verb_second and asks and verb < other.first < end and context.mark(other.first - 1) == ",":
            end = other.first  # "kwam uit op zestig, wat hem op kritiek kwam te staan"
    while end > verb + 1 and (
        end - 1 in cue.tokens or context.mark(end - 1) in {*PAUSES, "."} or _auxiliary(chart, clause, cue, end - 1)
    ):
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


def _leading(context: Context) -> frozenset[str]:
    """The prepositions whose object is what is said: not those of "dismissed X as Y"."""
    return context.words.prepositions - context.words.predicate_openers


def _skip_phrase(context: Context, chart: Chart, begin: int, end: int) -> int:
    """Behind a prepositional phrase that stands before the object: "kondigde in drie provincies de noodtoestand af"."""
    words = context.words
    opens = words.definite | words.indefinite | words.demonstratives
    if not words.verb_second or context.low(begin) not in words.prepositions:
        return begin
    for i in range(begin + 2, min(begin + 8, end - 1)):
        low = context.low(i)
        if not context.passage.tokens[i - 1].is_word or context.low(i - 1) in words.coordinators:
            return begin
        determined = low in opens or context.passage.tokens[i].kind == "number"
        if determined and context.low(i - 1) not in words.prepositions and context.low(i - 1) not in opens:
            return _skip_light(context, i, end)
        if low in words.prepositions and low in words.joining_of:
            return begin  # "over de val van de stad" may be all one phrase
    return begin


def _infinitive(context: Context, chart: Chart, begin: int, end: int) -> int | None:
    """The first infinitive (or its marker) of a stretch."""
    for i in range(begin, end):
        if context.low(i) in context.words.infinitive_markers:
            if context.words.drops_that and not _marks_infinitive(context, chart, i):
                continue  # "any damage to the facility"
            return i
        bare = i in chart.tags and chart.tags[i].infinitive and not chart.tags[i].finite
        if bare and not context.words.infinitive_markers and context.low(i - 1) not in context.words.determiners:
            return i
    return None


def _marks_infinitive(context: Context, chart: Chart, i: int) -> bool:
    """Whether a marker that is a preposition, too, has its infinitive behind it, outside relative clauses."""
    behind = i + 1 + (context.low(i + 1) in context.words.adverbs)
    forms = context.verbs.forms(context.low(behind))
    return any(f.kind == "infinitive" for f in forms) and chart.clause(i).kind != "rel"


def _infinitives(context: Context, chart: Chart, piece: range) -> list[range]:
    """Coordinated infinitives, one piece each: "de ring te hebben doorbroken en de weg te openen"."""
    markers = [i for i in piece if context.low(i) in context.words.infinitive_markers]
    cuts = [
        i
        for i in piece
        if context.low(i) in context.words.clausal
        and i - 1 in chart.tags
        and any(m < i for m in markers)
        and any(m > i for m in markers)
    ]
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
