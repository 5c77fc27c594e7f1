"""The document pass: what kind of text this is, who speaks for all of it, and which lines are headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from quoth.conflicts import Conflict
from quoth.languages.words import Words
from quoth.reading.context import Context
from quoth.reading.mentions import Mention
from quoth.text import Passage, Sentence

_STOPS = {".", "!", "?", "…", "...", "»", "”", "''", "’", '"', ";"}
_HEADER_PARAGRAPHS = 4
_HEADER_TOKENS = 22
_BULLETS = {"►", "•", "·", "*", "-", "–", "▶", "■"}
_DATELINE = 12
_NOUN = 5  # longer nouns also count as the end of a compound: flash-update


@dataclass(frozen=True, slots=True)
class Shape:
    """`publisher` is the mention in a header that speaks for the whole text (a bulletin), `headings` the paragraphs
    that are headings, `header` those that give date and publisher only."""

    kind: Literal["article", "bulletin"]
    publisher: Mention | None
    headings: frozenset[int]
    header: frozenset[int]


def find_shape(context: Context, published_by: str | None, conflict: Conflict) -> Shape:
    """The shape of a document; `published_by` is the publisher that its metadata names. A header's body without a
    nation takes that of a capital beside it ("ministerie van Defensie, Londen")."""
    passage = context.passage
    headings: set[int] = set()
    header: set[int] = set()
    publisher: Mention | None = None
    paragraphs = passage.paragraphs
    for number, (first, end) in enumerate(paragraphs):
        if number and len(paragraphs) < 3:
            break
        last = passage.tokens[end - 1].text
        if last in _STOPS or (end - first > _HEADER_TOKENS and number):
            continue
        if last == ":" and end - first > 6:
            continue
        headings.add(number)
        if number >= _HEADER_PARAGRAPHS or (publisher is not None and publisher.id is not None):
            continue
        found = _publisher(context, first, end, conflict)
        if found is not None and len(paragraphs) > 2:
            if publisher is None or found.id is not None:
                publisher = found
            header.add(number)
    if publisher is not None:
        first_line = next(n for n, (f, e) in enumerate(paragraphs) if f <= publisher.first < e)
        header |= {n for n in headings if n < first_line}
    bulletin = publisher is not None or published_by is not None
    return Shape("bulletin" if bulletin else "article", publisher, frozenset(headings), frozenset(header))


def _publisher(context: Context, first: int, end: int, conflict: Conflict) -> Mention | None:
    """The body that a header line names: the line has no verb and little besides the name, a date and a title."""
    chart = next((c for c in context.charts if c.first <= first < c.end), None)
    verbs = [] if chart is None else [i for i, t in chart.tags.items() if first <= i < end and t.only_finite and t.sure]
    opens = context.mention_at(first)
    reports = opens is not None and opens.end < end and bool(context.verbs.forms(context.low(opens.end)))
    if not verbs and opens is not None and reports and _reports_daily(context, first, end, opens.end):
        verbs = [opens.end]
    if verbs and not _reports_daily(context, first, end, verbs[0]):
        return None
    bodies = [
        m
        for m in context.mentions_in(first, end)
        if (m.kind == "body" or (m.kind == "role" and m.id is not None and _announces(context, m.first - 2)))
        and (m.id is not None or m.office)
        and m.id != "media"
    ]
    if not bodies:
        return None
    if any(
        context.mark(i) in {":", "«", "„", "“", "‘", '"'}
        for i in range(first, end)
        if i + 1 < end and not context.mark(i + 1).isdigit()
    ):
        colon = [i for i in range(first, end) if context.mark(i) == ":"]
        if not colon:
            return None
    named = sum(m.end - m.first for m in context.mentions_in(first, end) if m.kind in {"body", "state"})
    dated = sum(context.is_dated(i) for i in range(first, end))
    words = sum(1 for i in range(first, end) if context.passage.tokens[i].kind != "mark")
    nouns = tuple(n for n in context.words.header_nouns if len(n) > _NOUN)
    announced = any(
        context.low(i) in context.words.header_nouns or context.low(i).endswith(nouns) for i in range(first, end)
    )
    most = 12 if verbs else 9 if announced else 3
    if words - named - dated > most or not (announced or dated or words <= named + 2):
        return None
    if not announced and (bodies[0].number == "pl" or context.mark(first) in _BULLETS):
        return None  # "► Troepen in Zuid-Libanon" heads an item
    body = next((m for m in bodies if m.id is not None), bodies[0])
    state = next((m for m in context.mentions_in(first, end) if m.kind == "state" and m.party), None)
    if body.party is None and state is not None:
        return replace(body, party=state.party, id=conflict.source(state.party, body.office), anaphoric=False)
    return body


def _announces(context: Context, i: int) -> bool:
    """Whether a word names the kind of text: "verklaring van de directeur"."""
    return context.low(i) in context.words.header_nouns


def _reports_daily(context: Context, first: int, end: int, verb: int) -> bool:
    """Whether a line is "The Ministry reports on … (as of 30 October 2024)": a body, its verb, the day at the end."""
    opens = context.mention_at(first)
    if opens is None or opens.kind != "body" or opens.end != verb:
        return False
    return any(context.is_dated(i) for i in range(end - 4, end)) and sum(map(context.is_dated, range(first, end))) >= 2


def opening(passage: Passage, sentence: Sentence, words: Words) -> int:
    """The token at which a sentence's own words begin: behind a dateline ("KYIV, May 3 —") or a label that asks
    ("Що каже Росія:")."""
    tokens, first = passage.tokens, sentence.first
    reach = range(first, min(sentence.end - 3, first + _DATELINE))
    for i in reach:
        mark = tokens[i].text
        if mark in {"–", "—", "-"} and tokens[first].is_word and i > first and tokens[first].text.isupper():
            return i + 1 if len(tokens[first].text) > 3 or i - first > 1 else first
        if mark == ":" and i > first + 1 and tokens[first].lower in words.complementizers | words.questions:
            return first if words.verb_second else i + 1
        if tokens[i].kind == "mark" and mark not in {",", ".", "(", ")", "/"}:
            break
    return first
