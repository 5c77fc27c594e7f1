"""Reading: from a document to its attributed claims, in one visible loop.

    text -> mentions, times, quantities, places -> clause charts -> shape of the document -> cues -> candidates
    -> decision -> discourse -> claims

Every step is a module of this room and its output can be printed (`quoth read --explain`). Nothing here knows a
language, a side or a place: those are data of `quoth.languages`, `quoth.conflicts` and `quoth.gazetteer`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace

import quoth
from quoth.conflicts import load_conflict
from quoth.gazetteer import load_gazetteer
from quoth.languages.cues import load_cues
from quoth.languages.verbs import load_verbs
from quoth.languages.words import load_words
from quoth.model import Claim, Document, identify_all
from quoth.reading.candidates import find_candidates
from quoth.reading.claims import ClaimBuilder, Found
from quoth.reading.clauses import build_chart
from quoth.reading.context import Context
from quoth.reading.counting import find_quantities
from quoth.reading.cues import find_cues
from quoth.reading.dating import date_document
from quoth.reading.decide import decide
from quoth.reading.discourse import Discourse
from quoth.reading.entities import Entities
from quoth.reading.explain import Explanation
from quoth.reading.expressions import find_times
from quoth.reading.mentions import find_mentions
from quoth.reading.places import find_places
from quoth.reading.restore import restore
from quoth.reading.scene import Sides
from quoth.reading.shape import find_shape, opening
from quoth.reading.speech import find_utterances
from quoth.text import Passage, normalize

READER = f"quoth-grammar {quoth.__version__}"


@dataclass(frozen=True)
class Reading:
    """A read document: `document` has its language and `dated` filled in, `claims` are in the order of the text."""

    document: Document
    claims: tuple[Claim, ...]
    steps: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read(
    document: Document, *, language: str | None = None, conflict: str | None = None, explain: bool = False
) -> Reading:
    """Read one document.

    `language` overrides the document's; `conflict` names the conflict file (default: `ukraine`).

    Raises:
        LanguageError: the language is not given or has no pack.
        ConflictError: there is no such conflict file.
    """
    from quoth.languages.detect import detect

    code = language or document.language or detect(document.text)
    war = load_conflict(conflict or "ukraine")
    words, verbs, cues = load_words(code), load_verbs(code), load_cues(code)
    normalized = normalize(document.text)
    passage = Passage.of(normalized.text, words.abbreviations)

    mentions = find_mentions(passage, code, war)
    times = find_times(passage, code, first_day=war.first_day)
    quantities = find_quantities(passage, code, times)
    utterances = find_utterances(passage, words, verbs, cues)
    named = frozenset(
        i
        for m in mentions
        if m.kind in {"person", "body", "role", "outlet", "group", "people"}
        for i in range(m.first, m.end if m.end - m.first > 1 and (m.certain >= 0.6 or words.drops_that) else m.end - 1)
    )
    dated_tokens = frozenset(i for t in times for i in range(t.first, t.end))
    spoken = [q.first for q in utterances]
    charts = tuple(
        build_chart(
            passage.tokens,
            opening(passage, s, words),
            s.end,
            words,
            verbs,
            [range(q.first, q.last + 1) for q in utterances[bisect_left(spoken, s.first) : bisect_left(spoken, s.end)]],
            named,
            dated_tokens,
        )
        for s in passage.sentences
    )
    context = Context(passage, words, verbs, cues, mentions, times, utterances, charts)
    dated = date_document(document, times, passage)
    shape = find_shape(context, document.publisher, war)
    entities = Entities(passage, mentions, war, code)
    publisher = entities.publisher(shape.publisher, document.publisher)

    discourse = Discourse(context, entities, shape, publisher)
    told = Explanation(context, explain)
    for sentence, chart in zip(passage.sentences, charts, strict=True):
        signals = find_cues(context, chart)
        candidates = find_candidates(context, sentence, chart, signals)
        chosen = decide(candidates, words.free_order)
        told.sentence(sentence, chart, signals, candidates, chosen)
        discourse.add(sentence, chart, signals, chosen)

    blocked = [
        range(m.first, m.end)
        for m in mentions
        if m.kind in {"person", "outlet"} or (m.kind in {"body", "role"} and m.id)
    ]
    places = find_places(passage, code, load_gazetteer(), blocked=blocked, conflict=war, dated=dated)
    found = Found(code, places, quantities, dated, Sides(war.sides, war.owner))
    builder = ClaimBuilder(document.id, context, found, READER)
    claims = []
    together = defaultdict(list)
    statements = discourse.finish()
    for statement in statements:
        together[statement.sentence.i].append(statement)
    for statement in statements:
        claim = builder.build(statement, together[statement.sentence.i])
        if claim is not None:
            claims.append(restore(claim, normalized))
    claims.sort(key=lambda c: (c.content.start, c.content.end))
    read_document = replace(document, language=code, dated=dated.edtf)
    return Reading(read_document, identify_all(claims, document.content_hash), told.steps)
