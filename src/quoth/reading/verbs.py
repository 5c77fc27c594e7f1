"""Verb forms in their context: which tokens of a stretch of text are finite verbs, participles and infinitives."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from quoth.languages.verbs import Form, Verbs
from quoth.languages.words import Words
from quoth.model.record import record
from quoth.reading.telling import telling_verbs
from quoth.text import Token


@record
class VerbToken:
    """What a token can be as a verb: its readings by kind; empty tuples when it has none.

    `sure` is false for a word that is as often a noun or an adjective, and for a guess from its ending.
    """

    finite: tuple[Form, ...] = ()
    participle: tuple[Form, ...] = ()
    infinitive: tuple[Form, ...] = ()
    sure: bool = True

    @property
    def is_verb(self) -> bool:
        return bool(self.finite or self.participle or self.infinitive)

    @property
    def is_aux(self) -> bool:
        return any(f.aux for f in self.finite)

    @property
    def only_finite(self) -> bool:
        return bool(self.finite) and not self.infinitive and not self.participle


NO_VERB = VerbToken()
_ARTICLE = 2  # "a", "an", "no" need a noun, longer ones can stand alone
_BEHIND = {",", "”", "’", "''", "»", '"'}
_LONG = 7  # shorter words may end like a verb by chance
CLOSERS_OF_NAMES = frozenset('»”"')
_BEING = Form("", "finite", "present", aux=True)  # a word of being that is no verb: "нет", "немає"

BEING = VerbToken(finite=(_BEING,))


def tag_verbs(
    tokens: Sequence[Token],
    first: int,
    end: int,
    verbs: Verbs,
    words: Words,
    guess: bool = False,
    named: Collection[int] = frozenset(),
) -> dict[int, VerbToken]:
    """The verb readings of the tokens `[first, end)` that have any; their neighbours have weeded out nouns.

    With `guess`, words that the lexicon does not know are read by their endings. Tokens in `named` are parts of names
    and other actor mentions ("de door Moskou benoemde gouverneur") and no verbs.
    """
    particles = verbs.particles()
    tagged: dict[int, VerbToken] = {}
    here: dict[str, int] = {}  # the last place of each word, where particles matter
    if particles:
        here = {tokens[i].lower: i for i in range(first, end)}
    for i in range(first, end):
        token = tokens[i]
        if not token.is_word or i in named or (words.verb_second and token.lower in words.prepositions):
            continue
        forms = verbs.forms(token.lower)
        if forms and particles:
            forms = tuple([f for f in forms if f.particle is None or here.get(f.particle, -1) > i])
        if i >= first + 2 and tokens[i - 1].lower in words.infinitive_markers and tokens[i - 2].lower in particles:
            forms = (*verbs.forms(tokens[i - 2].lower + token.lower), *forms)  # "uit te sluiten"
        if token.lower in words.predicatives:
            being = tuple(replace(f, kind="finite", tense="present") for f in forms if f.kind == "participle")
            forms = (*(being or (_BEING,)), *forms)
        elif words.free_order and _is_predicate(tokens, i, first, end, forms, words):
            forms = tuple(replace(f, kind="finite") for f in forms if f.kind == "participle") or (_BEING,)
        if not forms and len(token.lower) >= _LONG and words.verb_endings and token.lower.endswith(words.verb_endings):
            forms = (Form(token.lower, "finite", "past", guessed=True),)
        if not forms and guess:
            forms = verbs.guess(token.lower, i == first) if not token.is_capitalized else ()
        if not forms and words.verb_second and i > first and tokens[i - 1].text in _BEHIND and i + 1 in named:
            forms = tuple(f for f in verbs.guess(token.lower) if f.kind == "finite")  # "…, snoeft commandant X"
        sure = not (i == first and words.verb_second)
        if not forms:
            continue
        if token.is_capitalized and i > first and tokens[i - 1].text not in {":", "«", "“", "„", '"', "‘", ",,", "”"}:
            if not token.text.isupper():
                continue  # a name: Wint, Maakt are not, "Kwam" inside a sentence is
            sure = False
        helps = words.drops_that and any(f.aux for f in forms)  # "the pond must": "must", "may" are seldom nouns
        common = (not helps and any(f.common for f in forms)) or token.lower in words.possessives
        if common:
            possessive = token.lower in words.possessives
            if possessive and i > first and tokens[i - 1].lower in words.expletives:
                common = False  # "er zijn twaalf burgers gedood"
            elif possessive and i == first and words.verb_second and _noun_after(tokens, i, end, words, verbs):
                continue  # "Zijn lezing: …"
        if common:
            if _noun_before(tokens, i, first, words) and not (
                possessive and not _noun_after(tokens, i, end, words, verbs)
            ):
                continue
            sure = sure and token.lower in words.possessives and not _noun_after(tokens, i, end, words, verbs)
        past = any(f.tense == "past" and f.kind == "finite" for f in forms)
        told = not words.verb_second and _is_told(tokens, i, end, forms, words)
        if words.drops_that and not past and not helps:
            saying = any(f.lemma in telling_verbs(verbs.code).clausal and f.kind == "finite" for f in forms)
            closing = saying and _ends_inquit(tokens, i, end, named)
            if not told and i - 1 in named and (closing or _tells_clause(tokens, i, end, forms, words, verbs)):
                told = sure = True
            elif _between_verbs(tokens, i, first, end, words, verbs, tagged):
                continue  # "said drones had", "the strikes were"
        if not words.verb_second and not (past or helps or told) and _in_noun_phrase(tokens, i, first, words, verbs):
            continue  # "the western bank", "its recent claims"
        before = tokens[i - 1].lower if i > first else ""
        if words.drops_that and not past and before in words.prepositions:
            opens = before in words.subordinators or before in words.complementizers
            if not opens and before not in words.infinitive_markers:
                continue  # "on condition of"
        if words.drops_that and i == first and not past and not any(f.aux for f in forms):
            continue  # "Engineers say": a statement does not begin with its verb
        finite = tuple([f for f in forms if f.kind == "finite"])
        if words.verb_second and finite and not _first_person(tokens, i, first, end, words):
            # news has no "ik" outside quotations: week, uit, geld are nouns
            finite = tuple(f for f in finite if f.person != 1)
        nominal = before in words.definite or before in words.indefinite
        if words.drops_that and _stands_alone(before, forms, words):
            nominal = False
        if nominal and (before not in words.subject_pronouns or any(f.kind == "infinitive" for f in forms)):
            finite = ()  # "aan het heroveren", "een gewonde"
        if before in words.infinitive_markers or (
            words.drops_that and any(f.aux and f.kind == "gerund" for f in verbs.forms(before))
        ):
            finite = ()  # "to hit", "having used"
        if words.predicate_endings and not finite and token.lower.endswith(words.predicate_endings):
            finite = tuple(f for f in forms if f.kind == "participle")  # "знищено", "уничтожены" are predicates
        found = VerbToken(
            finite,
            tuple([f for f in forms if f.kind == "participle"]),
            tuple([f for f in forms if f.kind in {"infinitive", "gerund"}]),
            sure,
        )
        if found.is_verb:
            tagged[i] = found
    return tagged


def _is_predicate(tokens: Sequence[Token], i: int, first: int, end: int, forms: Sequence[Form], words: Words) -> bool:
    """Whether an adjective or participle is all the predicate there is ("місто оточене", "прорыв маловероятен"): it
    agrees with the noun before it and has none behind it, nor a comma before it that would make it an attribute."""
    low = tokens[i].lower
    adjective = low in words.predicate_adjectives
    participle = low.endswith(words.participle_endings) and any(f.kind == "participle" for f in forms)
    if not (adjective or (words.participle_endings and participle)):
        return False
    before = tokens[i - 1] if i > first else None
    if before is None or not (before.is_word or before.text in CLOSERS_OF_NAMES) or before.lower in words.prepositions:
        return False
    if before.lower in words.coordinators or before.lower in words.determiners:
        return False
    if i + 1 >= end or not tokens[i + 1].is_word:
        return i + 1 >= end or tokens[i + 1].kind == "mark"
    after = tokens[i + 1].lower
    return after in words.prepositions or after in words.adverbs or after in words.coordinators


def _noun_before(tokens: Sequence[Token], i: int, first: int, words: Words) -> bool:
    """Whether what stands before makes a noun of an ambiguous form: a determiner, a number, a preposition but "te"."""
    if i == first:
        return False
    before = tokens[i - 1]
    if before.kind == "number":
        return True
    low = before.lower
    if low in words.infinitive_markers:
        return False
    if words.free_order and i >= first + 2 and before.is_word and tokens[i - 2].lower in words.prepositions:
        return True  # "на правом берегу"
    if low in words.definite or low in words.indefinite or low in words.possessives:
        return True
    if low in words.demonstratives and (i < first + 2 or tokens[i - 2].text != ","):
        return True
    return low in words.prepositions and low not in words.subordinators and low not in words.infinitive_openers


def _is_told(tokens: Sequence[Token], i: int, end: int, forms: Sequence[Form], words: Words) -> bool:
    """Whether a form behind "the army" is a verb all the same: "says" is no noun, and "claims that" tells something."""
    if not any(f.common for f in forms) and any(f.person == 3 and f.number == "sg" for f in forms):
        return True
    low = tokens[i + 1].lower if i + 1 < end else ""
    return low in words.complementizers or low in words.questions or low in words.determiners


def _tells_clause(tokens: Sequence[Token], i: int, end: int, forms: Sequence[Form], words: Words, verbs: Verbs) -> bool:
    """Whether a form behind an actor is a verb of saying with its clause: "the ministry claims forces have left"."""
    clausal = telling_verbs(verbs.code).clausal
    if not any(f.lemma in clausal and f.kind == "finite" for f in forms) or i + 1 >= end or not tokens[i + 1].is_word:
        return False
    low = tokens[i + 1].lower
    return low not in words.prepositions and low not in words.coordinators and not _is_finite_here(verbs, low)


def _stands_alone(before: str, forms: Sequence[Form], words: Words) -> bool:
    """Whether a word such as "some" is a subject by itself: a form of "have" or "be" behind it is no noun."""
    helping = words.perfect_auxiliaries | words.passive_auxiliaries
    return before in words.indefinite and len(before) > _ARTICLE and any(f.aux and f.lemma in helping for f in forms)


def _ends_inquit(tokens: Sequence[Token], i: int, end: int, named: Collection[int]) -> bool:
    """Whether a form closes an inquit: “…”, the chief vows."""
    if i + 1 < end and tokens[i + 1].kind != "mark":
        return False
    at = i - 1
    while at in named:
        at -= 1
    return at < i - 1 and at >= 0 and tokens[at].kind == "mark" and tokens[at].text not in {"(", "[", ":"}


def _is_finite_here(verbs: Verbs, low: str) -> bool:
    return any(f.kind == "finite" and (f.aux or (f.tense == "past" and not f.common)) for f in verbs.forms(low))


def _between_verbs(
    tokens: Sequence[Token], i: int, first: int, end: int, words: Words, verbs: Verbs, tagged: dict[int, VerbToken]
) -> bool:
    """Whether a present form has no room as a verb: a finite verb stands right before or behind it."""
    telling = telling_verbs(verbs.code).clausal
    forms = verbs.forms(tokens[i].lower)
    if i > first and tokens[i - 1].lower in words.infinitive_markers:
        return False
    if i + 1 < end and any(f.aux for f in verbs.forms(tokens[i + 1].lower) if f.kind == "finite"):
        return not any(f.lemma in telling and not f.common for f in forms)
    before = tagged.get(i - 1)
    if (
        _is_told(tokens, i, end, forms, words)
        or before is None
        or before.is_aux
        or not before.finite
        or not before.sure
    ):
        return False
    lemmas = {f.lemma for f in before.finite}
    return not lemmas & words.control_verbs


def _in_noun_phrase(tokens: Sequence[Token], i: int, first: int, words: Words, verbs: Verbs) -> bool:
    """Whether a determiner opens a phrase shortly before, with nothing but adjectives and nouns between."""
    for at in range(i - 1, max(first, i - 4) - 1, -1):
        low = tokens[at].lower
        if low in words.definite or low in words.indefinite or low in words.possessives:
            related = words.drops_that and at - 2 >= first and tokens[at - 2].lower in words.relatives
            return at < i - 1 and not related  # "who defend the town need shells"
        if not tokens[at].is_word or low in words.prepositions or low in words.adverbs:
            return False
        if words.drops_that and at == i - 1 and low in words.relatives and low not in words.complementizers:
            return False  # "a woman who lives there"
        if any(f.kind == "finite" and not f.common for f in verbs.forms(low)):
            return False
    return False


def _first_person(tokens: Sequence[Token], i: int, first: int, end: int, words: Words) -> bool:
    return any(tokens[k].lower in words.first_person for k in range(max(first, i - 3), min(end, i + 3)))


def _noun_after(tokens: Sequence[Token], i: int, end: int, words: Words, verbs: Verbs) -> bool:
    """Whether a noun or adjective can follow: then a word such as "zijn" may be a possessive, else it is a verb."""
    if i + 1 >= end or tokens[i + 1].kind != "word":
        return False
    low = tokens[i + 1].lower
    if any(f.kind == "participle" and not f.common for f in verbs.forms(low)):
        return False
    closed = (words.determiners, words.prepositions, words.subject_pronouns, words.adverbs, words.negators)
    return not any(low in group for group in closed)
