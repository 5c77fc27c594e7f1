"""Concord: which mentions can be the subject of a verb, by what governs them, and by case and number where endings
tell these."""

from __future__ import annotations

from quoth.reading.chart import Chart, Clause
from quoth.reading.context import Context
from quoth.reading.mentions import Mention

#: Letters in which a name's ending may show another case than the nominative.
_OPEN = frozenset("аеєиіїоуюяыэёьмх")
#: Kinds of mentions whose grammatical number is known; a body's name may be a plural ("Сили оборони").
_NUMBERED = frozenset({"person", "outlet", "state", "role", "name"})


def surely_nominative(context: Context, mention: Mention) -> bool:
    """Whether the mention's head can be nothing but a nominative, so that no preposition governs it."""
    if not context.words.free_order or (mention.cases and mention.cases != "N"):
        return False
    if mention.cases == "N":
        return True
    last = context.low(mention.end - 1)  # men's surnames on a consonant have an ending in every other case
    return (
        mention.kind in {"person", "name"} and mention.gender != "f" and last[-1:].isalpha() and last[-1] not in _OPEN
    )


def agrees(context: Context, chart: Chart, verb: int | None, mention: Mention) -> bool:
    """Whether a mention can be the subject of a finite verb by number: in "підтвердили Reuters" Reuters is told."""
    finite = chart.tags[verb].finite if context.words.free_order and verb is not None and verb in chart.tags else ()
    numbers = {f.number for f in finite}
    if len(numbers) != 1 or None in numbers or mention.number is None:
        return True
    if mention.number == "pl":
        return "pl" in numbers or mention.kind in {"body", "outlet"}
    if "sg" in numbers or mention.kind not in _NUMBERED:
        return True
    beside = (mention.end, mention.first - 1)
    return any(context.low(i) in context.words.source_coordinators for i in beside)


def opens_behind_comma(context: Context, clause: Clause, verb: int) -> bool:
    """Whether the verb follows the only comma of its clause: "Двоє вже в лікарні, розповіли медики", no apposition."""
    commas = [i for i in range(clause.first, verb) if context.mark(i) in {",", "–", "—"}]
    return commas == [verb - 1]


def preposition_before(context: Context, chart: Chart, first: int) -> bool:
    """Whether a preposition governs the phrase that begins here, perhaps with adjectives between."""
    for at in range(first - 1, max(chart.first, first - 3) - 1, -1):
        low = context.low(at)
        if context.is_dated(at) or f"{context.low(at - 1)} {low}" in context.words.connectives:
            return False  # "в понеділок міністерство …", "при цьому міністерство …"
        if low in context.words.prepositions:
            return True
        if (
            not context.passage.tokens[at].is_word
            or at in chart.tags
            or context.passage.tokens[at].is_capitalized
            or low in context.words.adverbs
            or low in context.words.object_pronouns
        ):
            return False
        if low in context.words.determiners:
            return at > chart.first and context.low(at - 1) in context.words.prepositions
    return False
