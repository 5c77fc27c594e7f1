"""Function words: the closed classes of a language, as its pack's `words.toml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from quoth.languages.section import LanguageError, read_section

_LISTS = (
    "definite", "indefinite", "demonstratives", "possessives", "complementizers", "questions", "relatives",
    "negators", "prepositions", "header_nouns", "no_speakers", "question_nouns", "demonstrative_subjects", "joining",
    "joining_of", "source_coordinators", "agents", "locative_sources", "parenthetical_openers", "addressing",
    "accusation_openers", "predicate_openers", "verbless", "adverbs", "report_modals", "abbreviations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The closed word classes of one language, all in lower case.

    `determiners` are the words that open a noun phrase; `opening` those that can open a subordinate clause; `ambiguous`
    the subordinators that are adverbs or prepositions, too; `clausal` the coordinators that can join whole clauses;
    `fronted` the words that, in front of a cue, stand for the statement before; `verb_second` says that main clauses
    have the verb second and subordinate clauses last; `free_order` that cases, not places, tell subject and object, so
    that either may stand on either side of the verb.
    """

    verb_second: bool
    comma_before_clause: bool
    drops_that: bool
    definite: frozenset[str]
    indefinite: frozenset[str]
    demonstratives: frozenset[str]
    possessives: frozenset[str]
    complementizers: frozenset[str]
    questions: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    ambiguous: frozenset[str]
    coordinators: frozenset[str]
    clausal: frozenset[str]
    connectives: frozenset[str]
    evidence: frozenset[str]
    provenance: frozenset[str]
    provenance_prepositions: frozenset[str]
    presenting: frozenset[str]
    receiving: frozenset[str]
    predicate_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    predicatives: frozenset[str]
    predicate_adjectives: frozenset[str]
    participle_endings: tuple[str, ...]
    question_enclitics: frozenset[str]
    variants: Mapping[str, str]
    infinitive_markers: frozenset[str]
    infinitive_openers: frozenset[str]
    negators: frozenset[str]
    prepositions: frozenset[str]
    header_nouns: frozenset[str]
    no_speakers: frozenset[str]
    question_nouns: frozenset[str]
    demonstrative_subjects: frozenset[str]
    joining: frozenset[str]
    joining_of: frozenset[str]
    source_coordinators: frozenset[str]
    control_verbs: frozenset[str]
    agents: frozenset[str]
    locative_sources: frozenset[str]
    parenthetical_openers: frozenset[str]
    addressing: frozenset[str]
    accusation_openers: frozenset[str]
    predicate_openers: frozenset[str]
    verbless: frozenset[str]
    perfect_auxiliaries: frozenset[str]
    passive_auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    report_modals: frozenset[str]
    abbreviations: frozenset[str]
    anaphors: frozenset[str]
    fronted: frozenset[str]
    restating: frozenset[str]
    subject_pronouns: frozenset[str]
    speaker_pronouns: frozenset[str]
    first_person: frozenset[str]
    impersonal: frozenset[str]
    expletives: frozenset[str]
    object_pronouns: frozenset[str]
    determiners: frozenset[str] = field(init=False)
    opening: frozenset[str] = field(init=False)
    free_order: bool = field(init=False)

    def __post_init__(self) -> None:
        determiners = self.definite | self.indefinite | self.demonstratives | self.possessives
        object.__setattr__(self, "determiners", determiners)
        opening = self.complementizers | self.subordinators | self.ambiguous | self.relatives | self.questions
        object.__setattr__(self, "opening", opening)
        object.__setattr__(self, "free_order", not self.verb_second and not self.drops_that)


@cache
def load_words(code: str) -> Words:
    """The function words of a language.

    Raises:
        LanguageError: there is no such pack, or its `words.toml` is not of this form.
    """
    raw = read_section(code, "words")

    def words(name: str, key: str = "words") -> frozenset[str]:
        try:
            return frozenset(str(w).lower() for w in raw[name][key])
        except KeyError as missing:
            raise LanguageError(f"languages/{code}/words.toml: [{name}] has no {missing}") from None

    order = raw["order"]
    pronouns = raw["pronouns"]
    speakers = frozenset(
        w for key in ("singular_masculine", "singular_feminine", "plural", "either") for w in pronouns.get(key, ())
    )
    return Words(
        verb_second=bool(order["verb_second"]),
        comma_before_clause=bool(order["comma_before_clause"]),
        drops_that=bool(order["drops_that"]),
        **{name: words(name) for name in _LISTS},
        passive_auxiliaries=words("passive", "lemmas"),
        perfect_auxiliaries=words("perfect", "lemmas"),
        control_verbs=words("control", "lemmas"),
        subordinators=words("subordinators"),
        ambiguous=words("subordinators", "ambiguous"),
        coordinators=words("coordinators"),
        clausal=words("coordinators", "clausal"),
        connectives=words("connectives"),
        evidence=words("evidence"),
        provenance=words("provenance", "lemmas"),
        provenance_prepositions=words("provenance", "prepositions"),
        presenting=words("provenance", "presenting"),
        receiving=words("provenance", "receiving"),
        predicate_endings=tuple(raw["predicates"]["endings"]),
        verb_endings=tuple(raw["predicates"]["verb_endings"]),
        predicatives=words("predicates"),
        predicate_adjectives=frozenset(
            stem + ending
            for stem in raw["predicates"].get("stems", ())
            for ending in raw["predicates"].get("stem_endings", ())
        ),
        participle_endings=tuple(raw["predicates"].get("participle_endings", ())),
        question_enclitics=frozenset(raw["questions"].get("enclitics", ())),
        variants=MappingProxyType(dict(raw["variants"]["forms"])),
        infinitive_markers=words("infinitive_markers"),
        infinitive_openers=words("infinitive_markers", "openers"),
        anaphors=words("anaphors"),
        fronted=words("anaphors", "fronted"),
        restating=frozenset(raw["anaphors"].get("restating", ())),
        subject_pronouns=speakers | frozenset(pronouns.get("first", ())) | frozenset(pronouns.get("impersonal", ())),
        speaker_pronouns=speakers,
        first_person=frozenset(pronouns.get("first", ())),
        impersonal=frozenset(pronouns.get("impersonal", ())),
        expletives=frozenset(pronouns.get("expletive", ())),
        object_pronouns=frozenset(pronouns.get("object", ())) | frozenset(pronouns.get("reflexive", ())),
    )
