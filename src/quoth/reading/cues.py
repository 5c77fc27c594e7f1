"""Cues: where the text signals that somebody said something, by the frames of the language's `cues.toml`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import field, replace
from typing import Literal

from quoth.languages.cues import (
    NounFrame,
    Parenthetical,
    Phrase,
    PrepositionFrame,
    VerbFrame,
    phrase_at,
)
from quoth.languages.verbs import Form
from quoth.model.claim import Act, Level
from quoth.model.record import record
from quoth.reading.chart import Chart, Clause
from quoth.reading.context import Context
from quoth.reading.openers import openers
from quoth.reading.refusal import declines

CueKind = Literal["verb", "preposition", "self", "inquit", "hearsay", "carried", "noun", "colon", "vague"]
Tense = Literal["present", "past", "perfect", "pluperfect"]


@record
class Cue:
    """One signal. `tokens` are its words, `main` the one that carries it, `clause` the clause (by number in its
    sentence's chart) whose predicate it is, `finite` that clause's finite verb. `takes` and `prepositions` tell what
    its content may be; `impersonal`: it has no source as its subject; `negated`: the signalling itself is negated;
    `specific`: how many words the frame fixes; `after`: the words behind its source ("in X's words");
    `tellers`: prepositions whose object is the source ("heard from X"); `cites`: its object is the source."""

    kind: CueKind
    tokens: tuple[int, ...]
    main: int
    act: Act
    takes: frozenset[str] = frozenset()
    prepositions: tuple[str, ...] = ()
    strength: float = 1.0
    certainty: Level | None = None
    impersonal: bool = False
    clause: int | None = None
    finite: int | None = None
    tense: Tense | None = None
    passive: bool = False
    negated: bool = False
    specific: int = 0
    positions: frozenset[str] = field(default_factory=frozenset)
    after: Phrase = ()
    tellers: tuple[str, ...] = ()
    cites: bool = False

    @property
    def first(self) -> int:
        return self.tokens[0]

    @property
    def last(self) -> int:
        return self.tokens[-1]

    @property
    def unsourced(self) -> bool:
        """Whether it reports without anybody who says so."""
        return self.kind in {"hearsay", "vague"}


def find_cues(context: Context, chart: Chart) -> tuple[Cue, ...]:
    """All cues of a sentence outside its quoted speech; of several for one verb those with most fixed words stand."""
    found: list[Cue] = []
    for clause in chart.clauses:
        found += _verb_cues(context, chart, clause)
    found += _phrase_cues(context, chart)
    vague = {t for c in found if c.kind == "vague" for t in c.tokens}
    found = [c for c in found if c.kind == "vague" or not vague.intersection(c.tokens)]
    fixed = {t for c in found if c.kind in {"self", "carried", "hearsay"} and len(c.tokens) > 1 for t in c.tokens}
    found = [c for c in found if c.kind != "verb" or c.main == c.finite or c.main not in fixed]  # "naar eigen zeggen"
    none = set(_distractors(context, chart))
    return tuple(c for c in _best(found) if c.main not in none)


# -- verbs
def _verb_cues(context: Context, chart: Chart, clause: Clause) -> Iterator[Cue]:
    verbs = [v for v in ([clause.verb] if clause.verb is not None else []) + clause.others if not context.in_quotes(v)]
    if not verbs:
        return
    framed: list[tuple[int, list[Form]]] = []  # most verbs attribute nothing: their clauses need no closer look
    for v in verbs:
        tag = chart.tags[v]
        readings: Sequence[Form] = tag.finite if v == clause.verb else (*tag.participle, *tag.infinitive)
        if v == clause.verb and not readings:
            readings = tag.infinitive  # ", adding that": a clause without a finite verb
        forms = [f for f in readings if context.cues.frames(f.lemma)]
        if forms:
            framed.append((v, forms))
    if not framed:
        return
    clause_of = chart.clause_of
    own = [i for i in range(clause.first, clause.end) if clause_of.get(i) == clause.i and not context.in_quotes(i)]
    lowers = [context.low(i) for i in own]
    here = set(lowers)
    named = {i for i in own if context.is_named(i) and (context.low(i) in context.words.determiners)}
    for v, forms in framed:
        seen: set[tuple[str, str | None]] = set()
        for form in forms:
            new = (form.lemma, form.particle) not in seen
            seen.add((form.lemma, form.particle))
            if not new or (v != clause.verb and not _predicates(context, chart, clause, v, form)):
                continue
            particle = None
            if form.particle is not None:
                places = [i for i in own if i > v and context.low(i) == form.particle]
                particle = next((i for i in reversed(places) if _ends_clause(context, i)), None)
                if particle is None and any(context.low(i) in context.words.infinitive_markers for i in own):
                    particle = next(iter(places), None)
                if particle is None:
                    continue
            for frame in context.cues.frames(form.lemma):
                if (frame.fixed or frame.kept or frame.tellers) and not frame.may_stand(
                    here, context.words.infinitive_markers
                ):
                    continue  # infinitives are found by their shape
                tokens = _fixed(frame, own, lowers, v, particle, named)
                if tokens is not None:
                    cue = _inflected(context, chart, clause, frame, tokens, v, form, own)
                    if cue is not None:
                        yield cue


def _ends_clause(context: Context, i: int) -> bool:
    """Whether a particle stands in the right bracket and is not a preposition: no noun phrase follows it."""
    if not context.words.verb_second or context.low(i) not in context.words.prepositions:
        return True
    low, token = context.low(i + 1), context.passage.tokens[i + 1] if i + 1 < len(context.passage.tokens) else None
    if token is None or token.kind == "mark" or low in context.words.complementizers:
        return True
    return not (low in context.words.determiners or token.is_capitalized or token.kind == "number")


def _predicates(context: Context, chart: Chart, clause: Clause, verb: int, form: Form) -> bool:
    """Whether a non-finite verb is the predicate of its clause: a participle or infinitive with an auxiliary; an
    infinitive with "te" only where its finite verb has no other ("hoefde niet te zeggen")."""
    if clause.verb is None:
        return False
    aside = any(context.mark(i) == "," for i in range(clause.verb, verb)) and len(clause.others) > 1
    if form.kind == "participle" and aside and context.words.drops_that and clause.others[0] != verb:
        return context.low(verb - 1) in context.words.coordinators  # "…, a claim contradicted by experts"
    if chart.tags[clause.verb].is_aux:
        return context.low(verb - 1) not in context.words.infinitive_markers or clause.others[0] == verb
    return form.kind == "infinitive" and verb - clause.verb <= 12


def _fixed(
    frame: VerbFrame, own: Sequence[int], lowers: Sequence[str], verb: int, particle: int | None, named: set[int]
) -> set[int] | None:
    """The tokens of the verb and of the frame's fixed words, each run where it stands nearest to the verb behind it."""
    tokens = {verb} if particle is None else {verb, particle}
    taken = tokens | named  # "hield het leger": an article is no fixed word
    for phrase in frame.fixed:
        places = [
            k for k in range(len(own)) if phrase_at(phrase, lowers, k) and not taken & set(own[k : k + len(phrase)])
        ]
        if not places:
            return None
        at = min(places, key=lambda k: (own[k] < verb, abs(own[k] - verb)))
        tokens |= set(own[at : at + len(phrase)])
        taken |= tokens
    return tokens


def _inflected(
    context: Context,
    chart: Chart,
    clause: Clause,
    frame: VerbFrame,
    tokens: set[int],
    verb: int,
    form: Form,
    own: Sequence[int],
) -> Cue | None:
    """The cue with its auxiliary, tense, voice and negation; None when the frame's own negation is not there."""
    finite = clause.verb
    tense: Tense | None = None
    passive = False
    if finite is not None:
        readings = chart.tags[finite].finite
        if not readings:  # ", adding that": as the verb before
            before = next((c.verb for c in reversed(chart.clauses[: clause.i]) if c.kind == "main" and c.verb), None)
            readings = chart.tags[before].finite if before is not None else ()
        past = any(f.tense == "past" for f in readings) and not any(f.tense == "present" for f in readings)
        tense = "past" if past else "present"
        if verb != finite:
            lemmas = {f.lemma for f in readings}
            if chart.tags[finite].is_aux:
                tokens.add(finite)
            if form.kind == "participle" and chart.tags[finite].is_aux:
                passive = (
                    bool(lemmas & context.words.passive_auxiliaries) and not lemmas & context.words.perfect_auxiliaries
                )
                passive = passive or _has_agent(context, chart, clause, own) or _been(context, chart, clause, verb)
                if not passive:
                    tense = "pluperfect" if past else "perfect"
            if not chart.tags[finite].is_aux and not frame.modals and not lemmas & context.words.control_verbs:
                if form.kind != "infinitive" or not _says_to(context, lemmas) or "that" not in frame.takes:
                    return None
                tokens.add(finite)  # "zegt te kunnen bevestigen dat"
            if frame.modals and not lemmas & set(frame.modals) and not any(context.low(i) in frame.modals for i in own):
                return None
        elif frame.modals:
            return None
    elif frame.modals:
        return None
    negators = [i for i in own if context.low(i) in context.words.negators and i not in tokens and abs(i - verb) <= 6]
    if frame.negated:
        if not negators:
            return None
        tokens.add(negators[-1])
    act = frame.act
    refuses = finite is not None and verb != finite and declines(context, chart, finite)
    if refuses and finite is not None:
        act = "declines"  # "declined to say", "не став коментувати"
        tokens |= {finite, *(i for i in negators if i == finite - 1)}
    takes = frame.takes | {"question"} if act == "declines" else frame.takes
    return Cue(
        "verb", tuple(sorted(tokens)), verb, act, takes, frame.prepositions, frame.strength, frame.certainty,
        frame.subject == "none", clause.i, finite, tense, passive, bool(negators) and not (frame.negated or refuses),
        sum(map(len, (*frame.fixed, *frame.kept))) + 2 * frame.negated + len(frame.modals)
        + 2 * bool(frame.tellers) + bool(form.particle),
        tellers=frame.tellers, cites=frame.subject == "object",
    )  # fmt: skip


def _been(context: Context, chart: Chart, clause: Clause, verb: int) -> bool:
    """Whether a participle of the passive stands between: "has been dismissed"."""
    between = [f for o in clause.others if o < verb for f in chart.tags[o].participle]
    return context.words.drops_that and any(f.lemma in context.words.passive_auxiliaries for f in between)


def _says_to(context: Context, lemmas: Collection[str]) -> bool:
    """Whether a verb of saying takes an infinitive: what is said to be said counts."""
    frames = (f for lemma in lemmas for f in context.cues.frames(lemma))
    return any("infinitive" in f.takes and "quote" not in f.takes for f in frames)


def _has_agent(context: Context, chart: Chart, clause: Clause, own: Sequence[int]) -> bool:
    return any(
        context.low(i) in context.words.agents
        and (context.mention_at(i + 1) is not None or context.low(i + 1) in context.words.determiners)
        for i in own
    )


# -- phrases
def _phrase_cues(context: Context, chart: Chart) -> Iterator[Cue]:
    lowers = context.passage.lowers[chart.first : chart.end]
    index = openers(context.cues.code)
    phrases, vagues = index.phrases, index.vague
    for k, low in enumerate(lowers):
        if low not in phrases and low not in vagues:
            continue
        i = chart.first + k
        if context.in_quotes(i):
            continue
        for frame in phrases.get(low, ()):
            if isinstance(frame, NounFrame):
                yield from _noun_cue(context, chart, frame, i)
                continue
            phrase = frame.words
            if not phrase_at(phrase, lowers, k):
                continue
            tokens = tuple(range(i, i + len(phrase)))
            clause = chart.clause(i)
            base = Cue("preposition", tokens, i, "states", clause=clause.i, finite=clause.verb, specific=len(phrase))
            if isinstance(frame, PrepositionFrame):
                if (
                    frame.after
                    and context.low(i + len(phrase)) in context.words.possessives
                    and phrase_at(frame.after, lowers, k + len(phrase) + 1)
                ):
                    tokens = tuple(range(i, i + len(phrase) + 1 + len(frame.after)))  # "in zijn ogen"
                    yield replace(base, kind="carried", tokens=tokens, act=frame.act, certainty=frame.certainty)
                    continue
                if frame.after:
                    mention = context.mention_at(i + len(phrase))
                    if mention is None or not phrase_at(frame.after, lowers, mention.end - chart.first):
                        continue
                    tokens = (*tokens, *range(mention.end, mention.end + len(frame.after)))
                yield replace(
                    base,
                    tokens=tokens,
                    act=frame.act,
                    certainty=frame.certainty,
                    positions=frame.positions,
                    after=frame.after,
                )
            elif isinstance(frame, Parenthetical):
                kind: CueKind = "inquit" if frame.kind == "verb" else frame.kind
                if (
                    kind == "inquit"
                    and low not in context.words.prepositions
                    and (named := _names_speaker(context, tokens[-1] + 1)) is not None
                ):
                    yield replace(
                        base, tokens=tuple(range(i, named)), positions=frozenset({"end"})
                    )  # "…, zo nog de president"
                if frame.unsourced:
                    kind = "hearsay"
                    if _is_told(context, chart, i):
                        continue
                yield replace(base, kind=kind, act=frame.act, certainty=frame.certainty)
        for vague, phrase in vagues.get(low, ()):
            if phrase_at(phrase, lowers, k) and not (context.is_named(i) and context.is_named(i - 1)):
                behind = i + len(phrase)
                sourced = low in context.words.prepositions and context.mention_at(behind) is not None
                if not sourced and _is_told(context, chart, i):
                    continue
                vaguely: CueKind = "preposition" if sourced else "vague"  # "за попередніми даними поліції" has a source
                tokens = tuple(range(i, behind))
                yield Cue(vaguely, tokens, i, "states", certainty=vague.certainty, clause=chart.clause(i).i)


def _is_told(context: Context, chart: Chart, verb: int) -> bool:
    """Whether a plural verb of hearsay has a body in its clause that says it: "кажуть у службі", "в офісі кажуть"."""
    if context.words.verb_second or verb not in chart.tags or not chart.tags[verb].finite:
        return False
    clause = chart.clause(verb)
    return any(
        m.kind in {"body", "state", "role", "outlet", "person"}
        and chart.clause_of.get(m.first) == clause.i
        and (context.low(m.first - 1) in context.words.locative_sources or m.first == verb + 1 or m.end == verb)
        for m in context.mentions_in(clause.first, clause.end)
    )


def _names_speaker(context: Context, i: int) -> int | None:
    """Where the mention begins that alone follows a word like "zo", up to a stop or comma; None when there is more."""
    at = i + 1 if context.low(i) in context.words.adverbs else i
    mention = context.mention_at(at)
    return at if mention is not None and context.mark(mention.end) in {".", ",", ""} else None


def _noun_cue(context: Context, chart: Chart, frame: NounFrame, i: int) -> Iterator[Cue]:
    clause = chart.clause(i)
    led = any(context.low(k) in frame.adverbial for k in range(i - 3, i))
    takes = frame.takes | ({"adverbial"} if led else frozenset())
    yield Cue(
        "noun",
        (i,),
        i,
        frame.act,
        takes,
        frame.prepositions,
        frame.strength,
        frame.certainty,
        False,
        clause.i,
        clause.verb,
    )


def _distractors(context: Context, chart: Chart) -> Iterator[int]:
    lowers = context.passage.lowers[chart.first : chart.end]
    none = openers(context.cues.code).none
    if none.keys().isdisjoint(lowers):
        return
    for k, low in enumerate(lowers):
        if low in none:
            for distractor in none[low]:
                if phrase_at(distractor.words, lowers, k):
                    yield from range(chart.first + k, chart.first + k + len(distractor.words))


def _best(found: Sequence[Cue]) -> list[Cue]:
    """Of the frames that share their main word, those with the most fixed words; equal ones all stay."""
    most: dict[int, int] = {}
    for cue in found:
        most[cue.main] = max(most.get(cue.main, 0), cue.specific * 2 + len(cue.tokens))
    kept = [c for c in found if c.specific * 2 + len(c.tokens) == most[c.main]]
    return sorted(dict.fromkeys(kept), key=lambda c: (c.first, c.main))
