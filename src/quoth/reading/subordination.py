"""Subordination: which words open a subordinate clause, and of what kind, by their neighbours and the verb ahead."""

from __future__ import annotations

from quoth.reading.chart import ClauseKind
from quoth.reading.lookahead import Lookahead

_OPENING = {";", ":", "–", "—", "«", "“", "„", "‘", '"', ",,"}
_NEAR = 9  # tokens from a conjunction that is a preposition, too, to the verb of its clause
_BEHIND = {",", "»", "”", "’", "''"}


def subordinate_kind(ahead: Lookahead, i: int, waiting: bool) -> ClauseKind | None:
    """What kind of subordinate clause the token opens, if any; `waiting`: the clause it stands in has no verb yet."""
    low, words = ahead.low(i), ahead.words
    asks = bool(words.question_enclitics) and ahead.low(i + 1) in words.question_enclitics
    if not (low in words.opening or asks) or not ahead.tokens[i].is_word or low in words.question_enclitics:
        return None
    verb = ahead.finite_after(i)
    if verb >= ahead.end and not asks:
        return "that" if _leads_predicate(ahead, i, waiting) else None
    begins = i == ahead.first or ahead.tokens[i - 1].text in _OPENING
    after_pause = begins or ahead.pause_at(i - 1) or ahead.tokens[i - 1].text in _BEHIND
    if after_pause and asks:
        return "question"  # "взят ли город": the enclitic asks, the clause begins before it
    if low in words.complementizers:
        if i in ahead.dated and i + 1 in ahead.dated:
            return None  # "in the city that day"
        if not _complements(ahead, i, waiting, begins, after_pause):
            return None
        relative = low in words.relatives and ahead.tokens[i - 1].text == "," and waiting and not begins
        if words.drops_that and low in words.relatives and verb == i + 1 and not ahead.tag(i - 1).is_verb:
            relative = ahead.tag(verb).sure and ahead.tokens[i - 1].is_word  # "an incursion that caught"
        return "rel" if relative else "that"
    if low in words.subordinators and low not in words.ambiguous:
        return "sub"
    paused = i - 1 > ahead.first and ahead.tokens[i - 1].text == ","
    led = words.free_order and i - 2 > ahead.first and ahead.tokens[i - 2].text == ","
    if led and low in words.relatives and ahead.low(i - 1) in words.prepositions and low not in words.complementizers:
        return "rel"  # "склад, у який, за словами мера, влучив дрон"
    if paused and not words.verb_second and low in words.relatives and low in words.questions:
        asked = ahead.tag(i - 2).is_verb and not words.drops_that
        return "question" if asked else "rel"  # "не сказав, який": "міст, який"
    if low in words.questions and ahead.tokens[i + 1].text != ",":
        if ahead.low(i - 1) in words.question_nouns and ahead.verb_final(i):
            return "question"
        if after_pause or _asked_by(ahead, i):
            return "question" if _questions(ahead, i, begins) else None
    if low in words.relatives and not begins:
        relates = _relates(ahead, i)
        if relates is not None:
            return "rel" if relates else None
    if words.drops_that and low in words.ambiguous and not after_pause and not waiting and low not in words.relatives:
        form, clear = ahead.tag(verb), ahead.unbroken(i, verb) and not any(ahead.pause_at(k) for k in range(i, verb))
        clear = clear and not any(ahead.marks_quickly(k) for k in range(i + 1, verb))
        if 2 <= verb - i <= _NEAR and clear and form.sure and (form.only_finite or form.is_aux):
            return "sub"  # "was hit a day after the army had left"
    ambiguous = low in words.ambiguous and after_pause and verb > i + 1
    return "sub" if ambiguous and ahead.unbroken(i, verb) and ahead.verb_final(i) else None


def _leads_predicate(ahead: Lookahead, i: int, waiting: bool) -> bool:
    """Whether a complementizer opens a clause without any verb, as where "is" is left out: "что потери малы"."""
    words = ahead.words
    told = words.free_order and not waiting and ahead.low(i) in words.complementizers
    return told and ahead.tokens[i - 1].text == "," and i + 2 < ahead.end


def _complements(ahead: Lookahead, i: int, waiting: bool, begins: bool, after_pause: bool) -> bool:
    """Whether a word like "dat" opens a clause, and is no demonstrative."""
    low, before, words = ahead.low(i), ahead.low(i - 1), ahead.words
    if low not in words.demonstratives and low not in words.anaphors:
        return True
    verb = ahead.finite_after(i)
    form = ahead.tag(verb)
    if before in words.relatives and verb == i + 1 and words.verb_second:
        return False  # "de minister die dat meldde"
    if begins and form.sure and (verb == i + 1 or (verb <= i + 3 and not ahead.closes_after(verb))):
        return False  # "Dat meldt Kiev", "Dat beeld klopt niet"
    if before in words.prepositions and before not in words.subordinators and waiting:
        return False  # "in dat gebied"; behind a verb it may be a particle: "gaf aan dat"
    if not words.verb_second:
        return True
    states = after_pause and not begins and verb == i + 1 and form.sure and form.is_aux and not waiting
    if states and before == "," and not ahead.closes_after(verb):
        return False  # "…, dat was althans de lezing van de gouverneur"
    if after_pause:
        return True
    possessed = ahead.low(verb) in words.possessives and ahead.finite_after(verb) < ahead.end
    if verb == i + 1 and form.sure and form.is_aux and not ahead.closes_after(verb) and not possessed:
        return False
    helper = ahead.tag(i - 1)
    bare = all(ahead.low(k) in words.negators or ahead.low(k) in words.adverbs for k in range(i + 1, verb))
    if helper.is_aux and bare and form.infinitive:
        return False  # "kon dat niet checken"
    return waiting or ahead.verb_final(i)


def _asked_by(ahead: Lookahead, i: int) -> bool:
    """Whether the word before is one that a question word may follow without a pause."""
    before, words = ahead.low(i - 1), ahead.words
    if ahead.tag(i - 1).is_verb or before in words.negators or before in words.adverbs:
        return True  # "legde uit waarom"; behind a comma the particle is a preposition
    return before in ahead.particles and (before not in words.prepositions or ahead.low(i - 2) != ",")


def _questions(ahead: Lookahead, i: int, begins: bool) -> bool:
    words = ahead.words
    if ahead.low(i) in words.coordinators:  # "of"
        before = ahead.low(i - 1)
        paused = ahead.tokens[i - 1].text in _BEHIND
        asked = before in ahead.particles or ahead.tag(i - 1).is_verb or before in words.negators
        if not (begins or paused or asked) or (paused and not ahead.verb_final(i)):
            return False
        if ahead.tag(i - 1).infinitive and ahead.finite_after(i) == i + 1:
            return False  # "overgeven of sterven"
    # "Wie dat zegt", or a direct question: left to the main clause
    return not (begins and words.verb_second and ahead.finite_after(i) == i + 1)


def _relates(ahead: Lookahead, i: int) -> bool | None:
    """Whether a relative word opens a clause; None when its neighbours do not tell."""
    low, before, words = ahead.low(i), ahead.low(i - 1), ahead.words
    if before in words.subject_pronouns or before in words.object_pronouns or before in words.determiners:
        return bool(words.drops_that and before in words.demonstratives and low in words.questions)
    verb = ahead.finite_after(i)
    noun = ahead.tokens[i - 1].is_word and before not in words.prepositions and before not in words.clausal
    if ahead.tokens[i - 1].text == "," or (noun and not ahead.tag(i - 1).only_finite):
        after = ahead.low(i + 2)
        subject = after in words.subject_pronouns or after in words.definite
        if low in words.demonstratives and verb == i + 1 and subject:
            return False  # "…, die ruimen we op": a main clause
        if (low in words.demonstratives or low in words.questions) and not ahead.verb_final(i):
            return False
        # "een reeks dorpen, waaronder A en B, is gevallen"
        return low not in words.verbless or ahead.unbroken(i, verb)
    if before in words.prepositions and low not in words.demonstratives and ahead.verb_final(i):
        return ahead.unbroken(i, verb)
    return None
