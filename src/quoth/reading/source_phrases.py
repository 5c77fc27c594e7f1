"""Source phrases: how far a source's noun phrase reaches: its determiner, its title, what is joined to it by "en"."""

from __future__ import annotations

from dataclasses import replace

from quoth.reading.chart import Chart, Clause
from quoth.reading.context import Context
from quoth.reading.mentions import Mention


def widen(context: Context, chart: Chart, mention: Mention) -> Mention:
    """The mention with the determiner and adjectives that stand before it, when its phrase began with them."""
    closed = context.words
    if closed.free_order:
        return mention  # "Цю заяву речник спростував": the determiner is another phrase's
    at = mention.first - 1
    while at >= chart.first and mention.first - at <= 3:
        low = context.low(at)
        if low in (closed.complementizers | closed.questions) and not closed.verb_second:
            break
        if low in closed.determiners:
            return replace(mention, first=at)
        if (
            not context.passage.tokens[at].is_word
            or at in chart.tags
            or low in closed.prepositions
            or low in closed.adverbs
            or low in closed.coordinators
        ):
            break
        at -= 1
    return mention


def subject_behind(context: Context, chart: Chart, verb: int) -> Mention | None:
    """The mention that follows a verb at once, with an unlisted title before the name: "scheepsmakelaar Jan Pot"."""
    mention = context.mention_at(verb + 1)
    if mention is not None:
        return mention
    for at in (verb + 2, verb + 3):
        mention = context.mention_at(at)
        between = range(verb + 1, at)
        if any(
            not context.passage.tokens[i].is_word or i in chart.tags for i in between if i < len(context.passage.tokens)
        ):
            return None
        if (
            mention is not None
            and mention.kind in {"name", "person"}
            and context.low(at - 1) not in context.words.prepositions
        ):
            return replace(mention, first=verb + 1, certain=max(mention.certain, 0.6))
    return None


def noun_phrase(context: Context, chart: Chart, first: int, stop: int, bare: bool = False) -> Mention | None:
    """A noun phrase that no pack lists: a determiner or a name, adjectives, a noun, and what a preposition joins to it.
    With `bare`, it may begin with any word, as behind a preposition."""
    end = first
    words = context.words
    while end < stop and context.passage.tokens[end].is_word:
        low = context.low(end)
        named = context.low(end - 1) in words.definite or context.low(end - 1) in words.indefinite
        if end in chart.tags and (chart.tags[end].sure or not named):
            break  # "de wacht" is no verb
        if (
            (low in words.adverbs and low not in words.definite)
            or low in words.coordinators
            or (words.drops_that and low in words.relatives and end > first)
            or low in words.complementizers
            or (end > first and low in words.definite and context.low(end - 1) not in words.prepositions)
            or (low in words.prepositions and (end == first or low not in words.joining))
        ):
            break
        if context.time_at(end) is not None:
            break
        end += 1
    if not 1 <= end - first <= 9:
        return None
    if words.drops_that and context.low(first) in words.complementizers:
        return None
    parts = end - first > 2 and context.low(first + 1) in words.joining_of  # "two of them"
    named = context.passage.tokens[first].is_capitalized and not (words.free_order and first == chart.first)
    opens = bare or context.low(first) in words.determiners or named or (words.drops_that and parts)
    opens = opens or (end - first > 1 and context.passage.tokens[first + 1].is_capitalized)  # "tolk Nadja"
    closed = words.determiners | words.subject_pronouns | words.object_pronouns | words.anaphors
    if (
        not opens
        or (end - first == 1 and context.low(first) in closed and not _those_who(context, first))
        or (context.low(first) in words.fronted and end - first == 1)
    ):
        return None
    return Mention(
        first,
        end,
        first if end == first + 1 else first + 1,
        "group",
        None,
        None,
        certain=0.7 if words.drops_that and parts else 0.3,
    )


def document_author(context: Context, chart: Chart, clause: Clause) -> Mention | None:
    """Whose document a clause cites: "ідеться в повідомленні прокуратури", "в отчёте ООН говорится"."""
    words = context.words
    for i in range(clause.first, clause.end):
        if chart.clause_of.get(i) != clause.i or context.in_quotes(i):
            continue
        if not any(n.adverbial for n in context.cues.noun_frames(context.low(i))):
            continue
        if not any(context.low(k) in words.prepositions for k in range(i - 3, i)):
            continue
        for at in range(i + 1, i + 3):
            author = context.mention_at(at)
            if author is not None and author.kind != "pronoun":
                return author
            if not context.passage.tokens[min(at, chart.end - 1)].is_word or context.low(at) in words.prepositions:
                break
    return None


def _those_who(context: Context, i: int) -> bool:
    """Whether a demonstrative stands for people: "those who stayed"."""
    words = context.words
    return words.drops_that and context.low(i) in words.demonstratives and context.low(i + 1) in words.relatives


def coordinated(context: Context, chart: Chart, mention: Mention) -> list[Mention]:
    """The mentions joined to this one by "en" and commas, on either side: each is a source of its own."""
    joins = context.words.source_coordinators
    out: list[Mention] = []
    out += _listed(context, chart, mention)
    at = out[-1].end if out else mention.end
    while len(out) < 4:
        step = at + 1 if context.mark(at) == "," else at
        nxt = context.mention_at(step + 1) if context.low(step) in joins else None
        if nxt is None or nxt.kind == "pronoun" or (step > at and _heads_clause(chart, nxt)):
            break
        out.append(nxt)
        at = nxt.end
    at, linked = mention.first, False
    while len(out) < 4:
        mark = at - 1
        if context.low(mark) not in joins and not (linked and context.mark(mark) == ","):
            break
        before = next((m for m in context.mentions_in(max(0, mark - 12), mark) if m.end == mark), None)
        if before is None or before.kind == "pronoun":
            break
        out.append(before)
        at, linked = before.first, True
    return out


def _listed(context: Context, chart: Chart, mention: Mention) -> list[Mention]:
    """The members of a list behind its first, all but the last: of "A, B en C" B."""
    joins = context.words.source_coordinators
    out: list[Mention] = []
    at = mention.end
    while len(out) < 4 and context.mark(at) == ",":
        nxt = context.mention_at(at + 1)
        if nxt is None or nxt.kind == "pronoun" or _heads_clause(chart, nxt):
            return []
        if context.words.free_order and chart.clause_of.get(nxt.first) != chart.clause_of.get(mention.first):
            return []  # "Як повідомили в Генштабі, противник і далі …"
        if nxt.kind == "role" and nxt.head == nxt.first and mention.kind in {"person", "name"}:
            return []  # "Hemedti, oud-rebellenleider en …" is one man
        out.append(nxt)
        at = nxt.end
    return out if context.low(at) in joins else []


def _heads_clause(chart: Chart, mention: Mention) -> bool:
    """Whether a finite verb follows a mention: then it begins a clause, not the end of a list."""
    return mention.end in chart.tags and bool(chart.tags[mention.end].finite)


def in_apposition(context: Context, head: Mention, other: Mention, verb: int) -> bool:
    """Whether the second mention explains the first between commas: "Jan Pot, the head of the harbour, said"."""
    enclosed = context.mark(head.end) == "," and other.first == head.end + 1
    return enclosed and any(context.mark(i) == "," for i in range(other.end, verb))


def impersonal(i: int) -> Mention:
    """A pronoun for a body: "it said"."""
    return Mention(i, i + 1, i, "pronoun", None, None, gender="n", number="sg", anaphoric=True, certain=0.9)
