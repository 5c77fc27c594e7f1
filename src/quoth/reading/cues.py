"""Cues: where the text signals that somebody said something, by the frames of the language's `cues.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quoth.languages.cues import Frame
from quoth.languages.verbs import Form
from quoth.reading.chart import Chart, Clause
from quoth.reading.context import Context

CueKind = Literal["verb", "preposition", "parenthetical", "noun", "colon", "vague"]
CueTense = Literal["present", "past", "perfect", "pluperfect"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One signal. `tokens` are its words, `main` the one that carries it, `clause` the clause (by number in its sentence's
    chart) whose predicate it is, `finite` that clause's finite verb. `negated` tells that the signalling itself is."""

    kind: CueKind
    frame: Frame
    tokens: tuple[int, ...]
    main: int
    clause: int | None = None
    finite: int | None = None
    tense: CueTense | None = None
    passive: bool = False
    negated: bool = False

    @property
    def first(self) -> int:
        return self.tokens[0]

    @property
    def last(self) -> int:
        return self.tokens[-1]


def find_cues(context: Context, chart: Chart) -> tuple[Cue, ...]:
    """All cues of a sentence outside its quoted speech; of two for one verb the one with more fixed words stands."""
    found: list[Cue] = []
    distractors = set(_distractors(context, chart))
    for clause in chart.clauses:
        found += _verb_cues(context, chart, clause)
    found += _phrase_cues(context, chart)
    return tuple(c for c in _best(found) if not distractors.intersection(c.tokens))


def _own_tokens(chart: Chart, clause: Clause) -> list[int]:
    return [i for i in range(clause.first, clause.end) if chart.clause_of.get(i) == clause.i]


def _verb_cues(context: Context, chart: Chart, clause: Clause) -> Iterator[Cue]:
    verbs = [v for v in ([clause.verb] if clause.verb is not None else []) + clause.others if not context.in_quotes(v)]
    if not verbs:
        return
    own = _own_tokens(chart, clause)
    here = {context.low(i): i for i in reversed(own)}
    finite = clause.verb
    for v in verbs:
        tag = chart.tags[v]
        readings: Sequence[Form] = tag.finite if v == finite else (*tag.participle, *tag.infinitive)
        for form in dict.fromkeys(readings):
            particle = None
            if form.particle is not None:
                particle = _particle(context, own, form.particle, v)
                if particle is None:
                    continue
            for frame in context.cues.frames_of(form.lemma):
                cue = _with_fixed_words(context, chart, clause, here, frame, v, particle)
                if cue is not None:
                    yield _inflected(context, chart, clause, cue, v, form)


def _particle(context: Context, own: Sequence[int], particle: str, verb: int) -> int | None:
    """Where the separated particle stands: last of its clause before a pause or a subordinate clause."""
    places = [i for i in own if i > verb and context.low(i) == particle]
    return places[-1] if places else None


def _with_fixed_words(
    context: Context, chart: Chart, clause: Clause, here: dict[str, int], frame: Frame, verb: int, particle: int | None
) -> Cue | None:
    tokens = {verb} if particle is None else {verb, particle}
    for word in frame.fixed:
        at = here.get(word)
        if at is None and (clause.parent is not None or clause.i):
            at = None
        if at is None or at == verb:
            return None
        tokens.add(at)
    return Cue("verb", frame, tuple(sorted(tokens)), verb, clause.i)


def _inflected(context: Context, chart: Chart, clause: Clause, cue: Cue, verb: int, form: Form) -> Cue:
    """The cue with its auxiliary, tense, voice and negation."""
    tokens = set(cue.tokens)
    finite = clause.verb
    tense: CueTense | None = None
    passive = False
    if finite is not None:
        readings = chart.tags[finite].finite
        past = any(f.tense == "past" for f in readings) and not any(f.tense == "present" for f in readings)
        tense = "past" if past else "present"
        if verb != finite:
            aux = chart.tags[finite].is_aux
            if aux:
                tokens.add(finite)
            if form.kind == "participle" and aux:
                passive = any(f.lemma in context.words.passive_auxiliaries for f in readings)
                if not passive:
                    tense = "pluperfect" if past else "perfect"
    negated = any(
        context.low(i) in context.words.negators
        for i in range(clause.first, clause.end)
        if chart.clause_of.get(i) == clause.i and i not in tokens and abs(i - verb) <= 4
    )
    return replace(cue, tokens=tuple(sorted(tokens)), finite=finite, tense=tense, passive=passive, negated=negated)


def _phrase_cues(context: Context, chart: Chart) -> Iterator[Cue]:
    """Cues that are fixed phrases: prepositions ("volgens"), parentheticals ("naar eigen zeggen"), openers of rumours."""
    for i in range(chart.first, chart.end):
        if context.in_quotes(i):
            continue
        for frame in context.cues.phrases_from(context.low(i)):
            words = frame.fixed
            if all(context.low(i + k) == w for k, w in enumerate(words)):
                tokens = tuple(range(i, i + len(words)))
                clause = chart.clause(i)
                kind: CueKind = frame.kind  # type: ignore[assignment]
                yield Cue(kind, frame, tokens, i, clause.i, clause.verb, "present")


def _distractors(context: Context, chart: Chart) -> Iterator[int]:
    for i in range(chart.first, chart.end):
        for words in context.cues.distractors_from(context.low(i)):
            if all(context.low(i + k) == w for k, w in enumerate(words)):
                yield from range(i, i + len(words))


def _best(found: Sequence[Cue]) -> list[Cue]:
    """Of the frames that share their main word, those with the most fixed words."""
    most: dict[int, int] = {}
    for cue in found:
        weight = len(cue.frame.fixed) * 2 + len(cue.tokens)
        most[cue.main] = max(most.get(cue.main, 0), weight)
    kept = [c for c in found if len(c.frame.fixed) * 2 + len(c.tokens) == most[c.main]]
    return sorted(dict.fromkeys(kept), key=lambda c: (c.first, c.main))
