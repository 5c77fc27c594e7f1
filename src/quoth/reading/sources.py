"""Sources: which actor mention a cue belongs to, by grammar: subject, agent of a passive, or object of "volgens"."""

from __future__ import annotations

from dataclasses import replace

from quoth.reading.chart import Chart, Clause
from quoth.reading.concord import preposition_before
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.source_phrases import document_author, impersonal, noun_phrase, widen
from quoth.reading.subjects import Speaker, find_agent, find_subject


def find_speaker(context: Context, chart: Chart, cue: Cue) -> Speaker | None:
    """The speaker of a cue in its sentence; None when nobody fits. A cue without subject ("luidt het") elides it."""
    if cue.impersonal:
        return _heard_at(context, chart, cue)
    if cue.kind == "preposition":
        return _object(context, chart, cue)
    if cue.kind == "noun":
        return _author(context, chart, cue)
    if cue.kind == "carried":
        return _heard_at(context, chart, cue)
    if cue.clause is None:
        return None
    clause = chart.clauses[cue.clause]
    if cue.tellers:
        return _told_by(context, chart, clause, cue)
    if cue.cites:
        return _cited(context, chart, clause, cue)
    if cue.kind == "self":
        return find_subject(context, chart, clause, cue) or Speaker(None, 0.6)
    if cue.passive:
        return find_agent(context, chart, clause, cue)
    return find_subject(context, chart, clause, cue)


def _object(context: Context, chart: Chart, cue: Cue) -> Speaker | None:
    """The noun phrase behind a preposition; a pronoun behind it ("volgens haar") is carried over."""
    if cue.after:
        inner = context.mentions_in(cue.first, cue.last)
        return Speaker(inner[0], 1.0) if inner else None
    first = cue.last + 1
    mention = context.mention_at(first)
    nobody = next((i for i in (first, first + 1) if context.low(i) in context.words.no_speakers), None)
    if nobody is not None:
        behind = nobody + 2 + (context.low(nobody + 2) in context.words.determiners)
        named = context.mention_at(nobody + 2) or context.mention_at(behind)
        joined = context.low(nobody + 1) in context.words.joining_of and context.words.drops_that
        return Speaker(named, 0.9) if joined and named is not None else None
    if mention is not None:
        return Speaker(widen(context, chart, mention), 1.0)
    if context.low(first) in context.words.relatives and context.mark(cue.first - 1) == ",":
        before = [m for m in context.mentions_in(chart.first, cue.first) if m.end == cue.first - 1]
        return Speaker(before[-1], 0.9) if before else None  # "een vluchteling, volgens wie"
    phrase = noun_phrase(context, chart, first, chart.end, bare=True)
    if phrase is not None and any(
        context.low(i) in context.words.no_speakers for i in range(phrase.first, min(phrase.end, phrase.first + 3))
    ):
        return None
    if phrase is not None and (
        phrase.end - phrase.first > 1 or context.low(first) not in context.words.object_pronouns
    ):
        inner = [
            m for m in context.mentions_in(phrase.first, chart.end) if m.first <= phrase.end and m.kind != "pronoun"
        ]
        if inner and context.low(inner[0].first - 1) in context.words.joining_of:
            return Speaker(inner[0], 0.9)  # "volgens berekeningen van het instituut"
        if (
            inner
            and inner[0].head < phrase.end
            and not any(context.low(i) in context.words.prepositions for i in range(first, inner[0].first))
        ):
            return Speaker(widen(context, chart, inner[0]), 0.9)
        return Speaker(phrase, 0.8)
    low = context.low(first)
    if low in context.words.impersonal and context.words.drops_that:
        return Speaker(impersonal(first), 0.9)
    if low in context.words.object_pronouns or low in context.words.speaker_pronouns:
        return Speaker(None, 0.9)
    return None


def _author(context: Context, chart: Chart, cue: Cue) -> Speaker | None:
    """Whose statement a noun of saying names: "de uitleg van X", "Kievs bericht dat"; else whoever spoke before."""
    behind = context.low(cue.main + 1)
    governs = behind in context.words.prepositions or behind in context.words.agents
    if governs and behind not in context.words.infinitive_openers - context.words.agents:
        mention = context.mention_at(cue.main + 2)
        if mention is not None:
            return Speaker(mention, 0.9)
        if behind in context.words.joining_of and context.passage.tokens[cue.main + 2].is_capitalized:
            phrase = noun_phrase(context, chart, cue.main + 2, min(chart.end, cue.main + 5))
            if phrase is not None:
                return Speaker(replace(phrase, certain=0.5), 0.9)
    clause = chart.clause(cue.main)
    named = any(m.end == cue.main for m in context.mentions_in(max(chart.first, cue.main - 8), cue.main))
    told = context.words.free_order and clause.verb is not None and (named or "adverbial" not in cue.takes)
    if told and any(context.cues.frames(f.lemma) for f in chart.tags[clause.verb or 0].finite):
        genitive = context.mention_at(cue.main + 1)  # the noun is the object of a verb that attributes it
        return Speaker(genitive, 0.8) if genitive is not None and not clause.others else None
    for mention in context.mentions_in(max(chart.first, cue.main - 8), cue.main):
        if mention.end == cue.main:
            return Speaker(mention, 0.8)
    if any(context.low(i) in context.words.possessives for i in (cue.main - 1, cue.main - 2)):
        own = chart.clauses[cue.clause] if cue.clause is not None else None
        if own is not None and own.verb is not None and own.verb < cue.main:
            if own.kind != "main":
                return None
            return find_subject(context, chart, own, cue) or Speaker(None, 0.9)  # "herhaalde zijn eis dat"
        return Speaker(None, 0.9)  # "Zijn lezing: …"
    giver = _giver(context, chart, cue)
    if giver is not None:
        return giver
    if not context.words.verb_second and (mention := context.mention_at(cue.main + 1)) is not None:
        return Speaker(mention, 0.8)
    for mention in context.mentions_in(chart.first, cue.main):
        if context.low(mention.first - 1) in context.words.locative_sources and mention.kind in {
            "state",
            "body",
            "people",
            "outlet",
        }:
            return Speaker(mention, 0.7)  # "Vanuit het Witte Huis kwam de boodschap dat"
    if cue.clause is not None and "adverbial" in cue.takes:
        return find_subject(context, chart, chart.clauses[cue.clause], cue)
    return None


def _giver(context: Context, chart: Chart, cue: Cue) -> Speaker | None:
    """Whose a noun's statement is by the verb of its clause: "het bericht dat … kwam van X", "X komt met de eis"."""
    clause = chart.clauses[cue.clause or 0]
    verb = clause.verb
    if verb is None:
        return None
    lemmas = {f.lemma for f in chart.tags[verb].finite}
    if lemmas & context.words.receiving:
        senders = tuple(sorted(context.words.provenance_prepositions))
        return _told_by(context, chart, clause, replace(cue, tellers=senders))
    if cue.main < verb:
        if not lemmas & context.words.provenance or clause.others:
            return None
        for i in range(verb + 1, min(clause.end, verb + 7)):
            if context.low(i) in context.words.provenance_prepositions and chart.clause_of.get(i) == clause.i:
                mention = context.mention_at(i + 1) or noun_phrase(context, chart, i + 1, clause.end)
                if mention is not None and mention.kind != "pronoun":
                    return Speaker(replace(mention, certain=max(mention.certain, 0.6)), 0.9)
        return None
    if lemmas & context.words.presenting:
        return find_subject(context, chart, clause, cue)
    return None


def _heard_at(context: Context, chart: Chart, cue: Cue) -> Speaker:
    """ "luidt het in Kiev", "klonk het uit de mond van de gouverneur": where it is heard names the source."""
    clause = chart.clause(cue.main)
    if context.words.free_order and (author := document_author(context, chart, clause)) is not None:
        return Speaker(author, 0.9)
    named = context.mention_at(cue.last + 1)
    if named is not None and context.mark(named.end) == ":":
        return Speaker(named, 0.9)  # "Дослівно Шевченко: …"
    if clause.verb in cue.tokens:
        for mention in context.mentions_in(cue.last + 1, min(clause.end, cue.last + 12)):
            if (
                context.low(mention.first - 1) in context.words.prepositions
                and context.low(mention.first - 1) not in context.words.addressing - context.words.locative_sources
                and mention.kind != "pronoun"
                and chart.clause_of.get(mention.first) == clause.i
            ):
                return Speaker(mention, 0.8)
        beside = context.words.addressing & context.words.locative_sources
        for i in range(cue.last + 1, min(clause.end, cue.last + 5)):
            if context.low(i) in beside:  # "klinkt het bij een partijkader"
                phrase = noun_phrase(context, chart, i + 1, clause.end)
                if phrase is not None:
                    return Speaker(replace(phrase, certain=0.5), 0.8)
        told = (
            c for c in chart.clauses if c.kind in {"rel", "that"} and c.parent == clause.i and c.first > cue.last + 1
        )
        inner = next((c for c in told if context.low(c.marker or 0) in context.words.demonstratives), None)
        if inner is not None and inner.verb is not None and inner.marker is not None:
            found = [m for m in context.mentions_in(inner.marker + 1, inner.verb) if m.certain >= 0.4]
            if found and not preposition_before(context, chart, found[0].first):
                return Speaker(found[0], 0.7)  # "blijkt uit een telling die de artsenbond vrijgaf"
            phrase = noun_phrase(context, chart, inner.marker + 1, inner.verb)
            if phrase is not None:
                return Speaker(replace(phrase, certain=0.6), 0.7)
    return Speaker(None, 0.8)


def _cited(context: Context, chart: Chart, clause: Clause, cue: Cue) -> Speaker | None:
    """Whom the subject quotes: the noun phrase behind the verb and the subject; the subject where there is none."""
    subject = find_subject(context, chart, clause, cue)
    verb = cue.finite if cue.finite is not None else cue.main
    at = verb + 1
    if subject is not None and subject.mention is not None and subject.mention.first > verb:
        at = subject.mention.end
    phrase = context.mention_at(at) or noun_phrase(context, chart, at, clause.end)
    if phrase is None or phrase.kind == "pronoun" or not context.passage.tokens[at].is_word:
        return subject
    longer = noun_phrase(context, chart, at, clause.end)
    if phrase.kind == "group" and longer is not None and longer.end > phrase.end:
        phrase = replace(phrase, end=longer.end)
    return Speaker(replace(phrase, certain=max(phrase.certain, 0.6)), 0.9)


def _told_by(context: Context, chart: Chart, clause: Clause, cue: Cue) -> Speaker | None:
    """ "vernam van bewoners dat", "heard from residents that": who told it stands behind a preposition."""
    for i in range(clause.first, clause.end):
        told = clause.verb is None or i > clause.verb or i == clause.body
        if told and context.low(i) in cue.tellers and chart.clause_of.get(i) == clause.i and i not in cue.tokens:
            mention = context.mention_at(i + 1) or noun_phrase(context, chart, i + 1, clause.end)
            if mention is not None and mention.kind not in {"pronoun", "state"}:
                stop = next((k for k in range(mention.first + 1, mention.end) if k in cue.tokens), mention.end)
                return Speaker(replace(mention, end=stop), 0.9)
    return None
