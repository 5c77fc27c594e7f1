"""Subjects: whom a verb belongs to as its subject, and agents of passives; what the order of words tells of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quoth.model.record import record
from quoth.reading.chart import Chart, Clause
from quoth.reading.concord import agrees, opens_behind_comma, preposition_before, surely_nominative
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.mentions import Mention
from quoth.reading.source_phrases import impersonal, in_apposition, noun_phrase, subject_behind, widen
from quoth.reading.verbs import NO_VERB

#: How far from its cue a subject is looked for, in tokens: the longest that a careful writer puts between them.
_REACH = 40
#: A cue this strong has "it" for a body as its subject, not for nothing.
_SURE = 0.6


@record
class Speaker:
    """A mention as source of a cue, with how well the grammar fits (0 to 1); no mention when it is elided."""

    mention: Mention | None
    fit: float


def find_subjects(context: Context, chart: Chart) -> list[Mention]:
    """The persons and groups that are subjects of a sentence's main clauses, in order: what a pronoun can mean."""
    out = []
    for clause in chart.clauses:
        if clause.kind != "main" or clause.verb is None:
            continue
        free = _free(context, chart, clause, context.mentions_in(clause.first, clause.end))
        inverted = _inverted(context, chart, clause, clause.verb)
        fitting = [m for m in free if m.first > clause.verb] if inverted else [m for m in free if m.end <= clause.verb]
        if fitting and fitting[0].kind in {"person", "role", "name", "group", "body"} and fitting[0].certain >= 0.4:
            out.append(fitting[0])
    return sorted(out, key=lambda m: m.first)


def _free(context: Context, chart: Chart, clause: Clause, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that belong to the clause itself, stand outside quoted speech and follow no preposition."""
    out = []
    for mention in mentions:
        if context.in_quotes(mention.first) or clause.i not in {
            chart.clause_of.get(mention.head, -1),
            chart.clause_of.get(mention.first, -1),
        }:
            continue
        if mention.cases and "N" not in mention.cases:
            continue
        if not surely_nominative(context, mention) and preposition_before(context, chart, mention.first):
            continue
        if not agrees(context, chart, clause.verb, mention):
            continue
        out.append(mention)
    return out


def find_agent(context: Context, chart: Chart, clause: Clause, cue: Cue) -> Speaker | None:
    place: Mention | None = None
    for mention in context.mentions_in(clause.first, clause.end):
        before = context.low(mention.first - 1)
        if before in context.words.agents and chart.clause_of.get(mention.first) == clause.i:
            return Speaker(mention, 0.9)
        fronted = mention.first <= clause.first + 1 and clause.kind == "main"
        if (
            fronted
            and before in context.words.locative_sources
            and place is None
            and mention.kind in {"state", "body", "people"}
        ):
            place = mention
    for i in range(clause.first, clause.end):
        if context.low(i) in context.words.agents and chart.clause_of.get(i) == clause.i:
            phrase = noun_phrase(context, chart, i + 1, clause.end)
            if phrase is not None:
                return Speaker(phrase, 0.8)
    return Speaker(place, 0.7) if place else None


def find_subject(context: Context, chart: Chart, clause: Clause, cue: Cue) -> Speaker | None:
    verb = cue.finite if cue.finite is not None else cue.main
    if clause.i and clause.verb == verb and not chart.tags[verb].finite and not context.words.verb_second:
        return _coordinated(context, chart, clause) or Speaker(None, 0.8)  # ", adding that"
    free = _free(
        context, chart, clause, context.mentions_in(max(chart.first, verb - _REACH), min(chart.end, verb + _REACH))
    )
    before = [m for m in free if m.end <= verb]
    after = [m for m in free if m.first > verb]
    if clause.kind == "rel" and clause.marker is not None and context.words.verb_second:
        inner = [m for m in before if m.first > clause.marker]
        if inner:
            return Speaker(inner[0], 0.8)
        phrase = noun_phrase(context, chart, clause.marker + 1, verb)
        if phrase is not None and phrase.end == verb:
            return Speaker(phrase, 0.8)  # "waarvan de bemanning zegt"
        return _antecedent(context, chart, clause)
    if context.words.verb_second and clause.kind in {"that", "sub", "question"}:
        return Speaker(before[0], 0.8) if before else _governed(context, chart, clause, verb)
    if clause.kind == "rel" and clause.marker is not None and not context.words.verb_second:
        subject = all(_light(context, i) for i in range(clause.marker + 1, verb))
        antecedent = _antecedent(context, chart, clause) if subject else None
        if antecedent is not None:
            return antecedent  # "Moscow, which denies it"
    pronoun_subject = context.mention_at(verb + 1) if context.low(verb + 1) in context.words.speaker_pronouns else None
    if pronoun_subject is not None and pronoun_subject.kind == "pronoun":
        return Speaker(pronoun_subject, 1.0)
    lead = verb - 1 - (context.low(verb - 1) in context.words.adverbs)
    if context.words.drops_that and context.low(lead) in context.words.impersonal and lead >= clause.first:
        says = cue.strength > _SURE and "that" in cue.takes and not chart.tags.get(cue.main, NO_VERB).is_aux
        return Speaker(impersonal(lead), 0.9) if says else None
    inverted = _inverted(context, chart, clause, verb)
    named = verb + 1 < chart.end and context.passage.tokens[verb + 1].is_capitalized
    named = named or context.mention_at(verb + 1) is not None
    asyndetic = clause.link is None and clause.i > 0 and verb == clause.first
    listed = asyndetic and not named and not _behind_verb(context, chart, clause, verb)
    listed = listed or (asyndetic and _list_goes_on(chart, clause, cue))
    elided = clause.link is not None and verb == clause.link + 1
    if (context.words.verb_second and listed) or (elided and (context.words.verb_second or context.words.drops_that)):
        carried = _coordinated(context, chart, clause)
        if carried is not None:
            return carried
    if context.words.free_order and opens_behind_comma(context, clause, verb):
        told = Speaker(after[0], 1.0) if after else _governed(context, chart, clause, verb)
        if told is not None and told.mention is not None and told.mention.first > verb:
            return told
    if context.words.free_order and clause.link is not None and verb == clause.link + 1:
        shared = _coordinated(context, chart, clause)
        if shared is not None and not (after and after[0].first == verb + 1 and "N" in after[0].cases):
            return shared  # "… и обвинил США": the subject is the one before
    if before and not inverted:
        # one constituent stands before a verb in second place: its first mention is its head, the rest apposition
        heads = context.words.verb_second and clause.kind == "main" and before[0].first <= clause.body + 2
        heads = heads or (len(before) == 2 and in_apposition(context, before[0], before[1], verb))
        return Speaker(widen(context, chart, before[0] if heads else before[-1]), 1.0)
    if not context.words.verb_second and _is_plural(chart, verb):
        place = _governed(context, chart, clause, verb)
        if place is not None and not after:
            return place
        if verb == clause.first and all(_light(context, i) for i in range(verb + 1, clause.end - 1)):
            return Speaker(None, 0.8)  # "…, підтвердили там"
    if context.words.drops_that and not inverted and not before:
        own = _unknown(context, chart, clause, verb, False)
        if own is not None:
            return own  # "Austin told lawmakers", "…; the team reported"
    if after:
        nearest = after[0]
        titled = subject_behind(context, chart, verb) if nearest.kind == "name" else None
        if titled is not None and titled.end == nearest.end:
            nearest = titled  # "zag conducteur Jan Pot"
        gap = [i for i in range(verb + 1, nearest.first) if i not in cue.tokens]
        fit = 1.0 if not gap else 0.9 if all(_light(context, i) for i in gap) else 0.6
        if not inverted and not before and clause.link is not None and gap:
            carried = _coordinated(context, chart, clause)
            if carried is not None:
                return carried
        return Speaker(widen(context, chart, nearest), fit)
    if before:
        return Speaker(before[-1], 0.6)
    if inverted and context.words.verb_second and _behind_verb(context, chart, clause, verb):
        behind = _unknown(context, chart, clause, verb, True)
        if behind is not None:
            return behind  # "…, preciseren Amerikaanse functionarissen"
    if clause.kind == "rel":
        return _antecedent(context, chart, clause)
    if not context.words.verb_second and clause.link is None and verb == clause.first:
        behind = _unknown(context, chart, clause, verb, True)
        if behind is not None:
            return behind  # "…, say the people who stayed"
    carried = _coordinated(context, chart, clause)
    if carried is not None:
        return carried
    pointed = _pointed_at(context, clause, verb)
    if pointed is not None:
        return Speaker(pointed, 0.8)
    pronoun = _pronoun(context, chart, clause, verb)
    if pronoun:
        return Speaker(None, 0.8)
    unknown = _unknown(context, chart, clause, verb, inverted)
    if unknown is None and not (context.words.drops_that and not inverted):
        unknown = _unknown(context, chart, clause, verb, not inverted)
    if unknown is not None and unknown.mention is not None:
        cut = next((i for i in range(unknown.mention.first + 1, unknown.mention.end) if i in cue.tokens), None)
        return unknown if cut is None else Speaker(replace(unknown.mention, end=cut), unknown.fit)
    if unknown is not None or context.words.verb_second:
        return unknown
    return _governed(context, chart, clause, verb)


def _list_goes_on(chart: Chart, clause: Clause, cue: Cue) -> bool:
    """Whether the clause is one of several with the same subject: "sprak van X, beschuldigde Y en beloofde Z"."""
    if {"quote", "that"} & cue.takes:
        return False
    later = (c for c in chart.clauses[clause.i + 1 :] if c.parent == clause.parent and c.verb is not None)
    following = next(later, None)
    return following is not None and following.link is not None and following.verb == following.link + 1


def _behind_verb(context: Context, chart: Chart, clause: Clause, verb: int) -> bool:
    """Whether nothing but a noun phrase stands behind a verb up to the next mark: "…, zag conciërge Jan Pot."."""
    if subject_behind(context, chart, verb) is not None:
        return True
    phrase = noun_phrase(context, chart, verb + 1, clause.end)
    stop = phrase is not None and not context.passage.tokens[min(phrase.end, clause.end - 1)].is_word
    return stop and phrase is not None and context.mark(verb - 1) == ","


def _is_plural(chart: Chart, verb: int) -> bool:
    """Whether a verb can stand without a subject for people in general: "в штабі повідомили"."""
    return any(f.number == "pl" and f.person in {3, None} for f in chart.tags.get(verb, NO_VERB).finite)


def _unknown(context: Context, chart: Chart, clause: Clause, verb: int, inverted: bool) -> Speaker | None:
    """A subject that no pack lists: a noun phrase next to the verb, "een gezondheidswerker"."""
    first = verb + 1 if inverted else clause.body
    stop = clause.end if inverted else verb
    if not inverted and context.words.drops_that:
        first = max((i + 1 for i in range(first, stop) if context.in_quotes(i)), default=first)
    while first < stop and _light(context, first):
        first += 1
    phrase = noun_phrase(context, chart, first, stop)
    if phrase is None:
        return None
    if inverted or phrase.end == stop:
        return Speaker(phrase, 0.8)
    behind = phrase.end + (context.mark(phrase.end) == ",")
    about = next((c for c in chart.clauses if c.kind == "rel" and c.marker == behind and c.end >= stop - 1), None)
    aside = context.mark(phrase.end) == "," and context.mark(stop - 1) == "," and phrase.end < stop - 1
    attribute = phrase.end in clause.others and bool(chart.tags[phrase.end].participle)
    if context.words.drops_that and (about is not None or aside or attribute):
        return Speaker(phrase, 0.8)  # "a woman who lives there told", "Maersk, a carrier, announced"
    return None


def _inverted(context: Context, chart: Chart, clause: Clause, verb: int) -> bool:
    """Whether the subject must follow the verb: only speech or an adverbial, or nothing, stands before it."""
    if verb <= clause.first:
        return True
    head = range(clause.first, verb)
    spoken = max((i for i in head if context.in_quotes(i)), default=None)
    if spoken is not None and not any(m.end <= verb for m in context.mentions_in(spoken + 1, verb)):
        own = any(context.passage.tokens[i].is_word and not _light(context, i) for i in range(spoken + 1, verb))
        return not (own and context.words.drops_that)
    return all(_light(context, i) for i in head)


def _light(context: Context, i: int) -> bool:
    """Whether a token may stand between a verb and its subject: an adverb, a pronoun, a date, a comma."""
    low = context.low(i)
    if low in context.words.adverbs or low in context.words.anaphors or low in context.words.object_pronouns:
        return True
    return context.is_dated(i) or context.mark(i) == ","


def _pronoun(context: Context, chart: Chart, clause: Clause, verb: int) -> bool:
    near = [i for i in (verb - 1, verb + 1, verb + 2) if clause.first <= i < clause.end]
    return any(context.low(i) in context.words.speaker_pronouns and chart.clause_of.get(i) == clause.i for i in near)


def _pointed_at(context: Context, clause: Clause, verb: int) -> Mention | None:
    """ "Die had al geclaimd": a demonstrative as subject means the person named last, not the last speaker."""
    at = clause.body
    if verb != at + 1 or context.low(at) not in context.words.demonstrative_subjects:
        return None
    before = context.mentions_in(max(0, at - 60), at)
    return next((m for m in reversed(before) if m.kind in {"person", "role", "name"} and m.number != "pl"), None)


def _antecedent(context: Context, chart: Chart, clause: Clause) -> Speaker | None:
    for mention in reversed(context.mentions_in(max(chart.first, clause.first - 12), clause.first)):
        if mention.end >= clause.first - 1:
            return Speaker(mention, 0.8)
    for at in range(clause.first - 2, max(chart.first, clause.first - 6), -1):
        if context.low(at) in context.words.definite or context.low(at) in context.words.indefinite:
            phrase = noun_phrase(context, chart, at, clause.first)
            return Speaker(phrase, 0.7) if phrase is not None and phrase.end == clause.first else None
    return None


def _coordinated(context: Context, chart: Chart, clause: Clause) -> Speaker | None:
    """The subject of the clause before, for a verb joined to it without a subject of its own."""
    if clause.verb is None or clause.i == 0:
        return None
    for other in reversed(chart.clauses[: clause.i]):
        if other.parent == clause.parent and other.verb is not None:
            if other.link is not None and other.verb == other.link + 1:
                continue  # its subject is elided, too
            if context.words.drops_that and other.i and other.verb == other.first:
                continue  # "…, said X and promised Y"
            inverted = _inverted(context, chart, other, other.verb)
            free = _free(context, chart, other, context.mentions_in(other.first, other.end))
            fitting = (
                [m for m in free if m.first > other.verb] if inverted else [m for m in free if m.end <= other.verb]
            )
            if fitting:
                return Speaker(fitting[0 if inverted else -1], 0.8)
            if _pronoun(context, chart, other, other.verb):
                return Speaker(None, 0.8)
            return _unknown(context, chart, other, other.verb, inverted)
    return None


def _governed(context: Context, chart: Chart, clause: Clause, verb: int) -> Speaker | None:
    """Impersonal plurals: "в Генштабі повідомили", "in het Kremlin klinkt het": a preposition governs the body."""
    plural = context.words.free_order and _is_plural(chart, verb)
    kinds = {"body", "state", "outlet", "group"} if plural else {"body", "state", "outlet"}
    places = [
        m
        for m in context.mentions_in(clause.first, clause.end)
        if context.low(m.first - 1) in context.words.locative_sources and m.kind in kinds
    ]
    if plural:  # behind the verb, or else nearest to it
        places.sort(key=lambda m: (m.first < verb, abs(m.first - verb)))
    return Speaker(places[0], 0.9 if plural else 0.6) if places else None
