"""Cue frames: how a language words attribution, by a pack's `cues.toml`.

A frame says which words signal that somebody stands behind a statement, where that statement and its source are to be
found (`takes`), and what the source does with it (`act`). The frames follow the valency patterns of verbs of
communication, cognition and perception in the reference grammars (ANS, ch. 20; Cambridge Grammar, ch. 11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, cast

from quoth.languages.section import LanguageError, read_section
from quoth.languages.tables import Table
from quoth.model.claim import ACTS, LEVELS, Act, Level

#: A run of words; each word may have alternatives.
Phrase = tuple[tuple[str, ...], ...]
Subject = Literal["any", "none", "object"]
Position = Literal["front", "inside", "end"]
ParentheticalKind = Literal["self", "verb", "hearsay", "carried"]

TAKES = ("quote", "that", "question", "noun", "infinitive", "accuse", "call", "small", "pronoun", "nothing")
NOUN_TAKES = ("that", "question", "infinitive", "colon", "quote")
POSITIONS = ("front", "inside", "end")
KINDS = ("self", "verb", "hearsay", "carried")
SHAPES = ("SOURCE", "CONTENT", "CUE", ":", ",", "—", "-", "'", "«", "»", "over", "on", "про", "о", "?", "(", ")")
SLOT = "~"


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb that attributes.

    `lemma` is as in the verb lexicon (a separable verb with its prefix); `fixed` are further words that must stand in
    the clause, each run unbroken, the runs in any order; `kept` words must be there, too, but are part of the content
    ("laid the blame for it on X"). `takes` says what the content may be: `quote` (direct speech,
    also with the cue in parenthesis), `that` (a complement clause), `question` (an indirect question), `noun` (the
    object), `infinitive`, `accuse` (the object is accused, the rest says of what), `call` (the object is asked to do
    the infinitive), `small` (object and predicate are the content), `pronoun` (the object may only point back),
    `nothing` (no content); the content may also be the object of one of `prepositions`. `strength` (0 to 1) is how
    surely the verb with a source as subject attributes. `negated`: only under negation; `modals`: only under one of
    these verbs. `subject` is `none` where the verb has no source as its subject ("it reads"), and
    `object` where its object is the source ("quotes a witness"); where somebody else is its subject, the object of one
    of `tellers` is the source ("heard from residents that").
    """

    lemma: str
    act: Act
    takes: frozenset[str]
    prepositions: tuple[str, ...] = ()
    fixed: tuple[Phrase, ...] = ()
    strength: float = 1.0
    certainty: Level | None = None
    subject: Subject = "any"
    tellers: tuple[str, ...] = ()
    negated: bool = False
    modals: tuple[str, ...] = ()
    kept: tuple[Phrase, ...] = ()
    example: str = ""

    def may_stand(self, here: set[str], but: frozenset[str]) -> bool:
        """Whether the words `here` hold all fixed ones, and none of these is alone one of `but`."""
        for phrase in (*self.fixed, *self.kept):
            if len(phrase) == 1 and phrase[0][0] in but:
                return False
            for choice in phrase:
                if here.isdisjoint(choice):
                    return False
        return not self.tellers or not here.isdisjoint(self.tellers)


@dataclass(frozen=True, slots=True)
class PrepositionFrame:
    """Words that attribute to the noun phrase they go with: it stands behind `words`, or, where there is `after`,
    between `words` and `after` ("in" source "words")."""

    words: Phrase
    after: Phrase
    positions: frozenset[str]
    act: Act = "states"
    certainty: Level | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Parenthetical:
    """Words that attribute without an object. `self`: to the subject of the clause; `verb`: to the subject of the cue
    verb that follows; `carried`: to whoever spoke before; `hearsay`: to nobody, so `unsourced`."""

    words: Phrase
    kind: ParentheticalKind
    unsourced: bool = False
    act: Act = "states"
    certainty: Level | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun that introduces content: `takes` a clause (`that`, `question`, `infinitive`), a `colon` or a `quote`, or
    the content is the object of one of `prepositions`; behind one of `adverbial` it names the medium of what the
    sentence says ("in a statement"). `forms` are all its forms."""

    forms: tuple[str, ...]
    act: Act
    takes: frozenset[str]
    prepositions: tuple[str, ...] = ()
    adverbial: tuple[str, ...] = ()
    strength: float = 1.0
    certainty: Level | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Vague:
    """An opener that reports without a source."""

    variants: tuple[Phrase, ...]
    certainty: Level = "unconfirmed"
    example: str = ""


@dataclass(frozen=True, slots=True)
class Distractor:
    """Words that look like a cue and are none."""

    words: Phrase
    example: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A shape of headlines, as the words SOURCE, CONTENT and CUE with marks."""

    shape: tuple[str, ...]
    act: Act = "states"
    example: str = ""


@dataclass(frozen=True)
class Cues:
    """All cue frames of one language. Words are in lower case."""

    code: str
    verbs: tuple[VerbFrame, ...]
    prepositions: tuple[PrepositionFrame, ...]
    parentheticals: tuple[Parenthetical, ...]
    nouns: tuple[NounFrame, ...]
    vague: tuple[Vague, ...]
    not_cues: tuple[Distractor, ...]
    headlines: tuple[Headline, ...]
    _by_lemma: Mapping[str, tuple[VerbFrame, ...]] = field(repr=False, compare=False, default_factory=dict)
    _by_noun: Mapping[str, tuple[NounFrame, ...]] = field(repr=False, compare=False, default_factory=dict)

    def frames(self, lemma: str) -> tuple[VerbFrame, ...]:
        """The frames of a verb, those with the most fixed words first."""
        return self._by_lemma.get(lemma, ())

    def noun_frames(self, lower: str) -> tuple[NounFrame, ...]:
        """The frames of a noun by any of its forms."""
        return self._by_noun.get(lower, ())


def phrase_at(phrase: Phrase, words: Sequence[str], i: int) -> bool:
    """Whether a phrase stands at place `i` of a sequence of words in lower case."""
    if len(phrase) > len(words) - i:
        return False
    for choice in phrase:
        if words[i] not in choice:
            return False
        i += 1
    return True


def find_phrase(phrase: Phrase, words: Sequence[str], start: int = 0) -> int | None:
    """The first place of a phrase among words in lower case, from `start` on; None when it is not there."""
    return next((i for i in range(start, len(words) - len(phrase) + 1) if phrase_at(phrase, words, i)), None)


@cache
def load_cues(code: str) -> Cues:
    """The cue frames of a language, by its pack's `cues.toml`.

    Raises:
        LanguageError: there is no such pack, or the file is not of its schema's form.
    """
    return cues_of(read_section(code, "cues"), code)


_TOP = ("pronominal", "verb", "preposition", "parenthetical", "noun", "vague", "not_a_cue", "headline")
_VERB = ("lemma", "with", "takes", "act", "strength", "certainty", "subject", "teller", "negated", "modal", "example")
_PREPOSITION = ("words", "position", "act", "certainty", "example")
_PARENTHETICAL = ("words", "kind", "unsourced", "act", "certainty", "example")
_NOUN = ("words", "takes", "adverbial", "act", "strength", "certainty", "example")


def cues_of(raw: dict[str, Any], code: str) -> Cues:
    """The cue frames that a raw section holds.

    Raises:
        LanguageError: it is not of the schema's form; the message names file and entry.
    """
    top = Table.of(raw, f"languages/{code}/cues.toml", _TOP)
    pronominal = top.strings("pronominal")
    verbs = tuple(f for t in top.tables("verb", _VERB, "lemma") for f in _verb(t, pronominal))
    nouns = tuple(_noun(t) for t in top.tables("noun", _NOUN, "words"))
    by_lemma: dict[str, list[VerbFrame]] = {}
    for frame in sorted(verbs, key=lambda f: -sum(map(len, f.fixed)) - 2 * f.negated - len(f.modals)):
        by_lemma.setdefault(frame.lemma, []).append(frame)
    by_noun: dict[str, list[NounFrame]] = {}
    for noun in nouns:
        for form in noun.forms:
            by_noun.setdefault(form, []).append(noun)
    return Cues(
        code=code,
        verbs=verbs,
        prepositions=tuple(_preposition(t) for t in top.tables("preposition", _PREPOSITION, "words")),
        parentheticals=tuple(_parenthetical(t) for t in top.tables("parenthetical", _PARENTHETICAL, "words")),
        nouns=nouns,
        vague=tuple(
            Vague(tuple(_phrase(w, t) for w in t.strings("words", True)), _level(t) or "unconfirmed", t.text("example"))
            for t in top.tables("vague", ("words", "certainty", "example"), "words")
        ),
        not_cues=tuple(
            Distractor(_phrase(t.text("words"), t), t.text("example"))
            for t in top.tables("not_a_cue", ("words", "example"), "words")
        ),
        headlines=tuple(_headline(t) for t in top.tables("headline", ("shape", "act", "example"), "shape")),
        _by_lemma={lemma: tuple(frames) for lemma, frames in by_lemma.items()},
        _by_noun={form: tuple(frames) for form, frames in by_noun.items()},
    )


def _verb(t: Table, pronominal: tuple[str, ...]) -> Iterator[VerbFrame]:
    takes, prepositions = _takes(t, TAKES)
    if not takes and not prepositions:
        raise t.wrong("takes", "at least one of " + ", ".join(TAKES))
    fixed, kept, adverbs = [], [], []
    for text in t.strings("with"):
        if text.startswith("@"):
            adverbs.append(text[1:])
        elif text.startswith("="):
            kept.append(_phrase(text[1:], t))
        else:
            fixed.append(_phrase(text, t))
    frame = VerbFrame(
        lemma=t.text("lemma"),
        act=_act(t),
        takes=takes,
        prepositions=prepositions,
        fixed=tuple(fixed),
        strength=_strength(t),
        certainty=_level(t),
        subject=cast(Subject, t.one_of("subject", ("any", "none", "object"), "any")),
        tellers=t.words("teller", ""),
        negated=t.flag("negated"),
        modals=t.words("modal", ""),
        kept=tuple(kept),
        example=t.text("example"),
    )
    if not adverbs:
        yield frame
        return
    if len(adverbs) > 1 or not pronominal:
        raise t.wrong("with", "without @, or with one @ in a language with pronominal adverbs")
    joined: Phrase = (tuple(p + adverbs[0] for p in pronominal),)
    yield replace(frame, fixed=(*frame.fixed, joined))
    yield replace(frame, fixed=(*frame.fixed, (pronominal,), ((adverbs[0],),)))


def _preposition(t: Table) -> PrepositionFrame:
    positions = t.strings("position", True)
    if unknown := set(positions) - set(POSITIONS):
        raise t.wrong("position", f"of {', '.join(POSITIONS)}, not {', '.join(sorted(unknown))}")
    before, slot, after = t.text("words").partition(SLOT)
    return PrepositionFrame(
        words=_phrase(before, t),
        after=_phrase(after, t) if slot else (),
        positions=frozenset(positions),
        act=_act(t),
        certainty=_level(t),
        example=t.text("example"),
    )


def _parenthetical(t: Table) -> Parenthetical:
    return Parenthetical(
        words=_phrase(t.text("words"), t),
        kind=cast(ParentheticalKind, t.one_of("kind", KINDS)),
        unsourced=t.flag("unsourced"),
        act=_act(t),
        certainty=_level(t),
        example=t.text("example"),
    )


def _noun(t: Table) -> NounFrame:
    takes, prepositions = _takes(t, NOUN_TAKES)
    adverbial = t.words("adverbial", "")
    if not (takes or prepositions or adverbial):
        raise t.wrong("takes", "at least one of " + ", ".join(NOUN_TAKES) + " unless there is 'adverbial'")
    return NounFrame(
        forms=t.words("words"),
        act=_act(t),
        takes=takes,
        prepositions=prepositions,
        adverbial=adverbial,
        strength=_strength(t),
        certainty=_level(t),
        example=t.text("example"),
    )


def _headline(t: Table) -> Headline:
    shape = t.words("shape")
    if {"SOURCE", "CONTENT"} - set(shape) or set(shape) - set(SHAPES):
        raise t.wrong("shape", "SOURCE, CONTENT, and marks or words of " + " ".join(SHAPES))
    return Headline(shape, _act(t), t.text("example"))


def _takes(t: Table, allowed: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    words = t.words("takes", "")
    prepositions = tuple(w.removeprefix("prep:").replace("_", " ") for w in words if w.startswith("prep:"))
    takes = frozenset(w for w in words if not w.startswith("prep:"))
    if unknown := takes - set(allowed):
        raise t.wrong("takes", f"of {', '.join(allowed)} and prep:, not {', '.join(sorted(unknown))}")
    return takes, prepositions


def _phrase(text: str, t: Table) -> Phrase:
    phrase = tuple(tuple(word.split("|")) for word in text.split())
    if not phrase or any(not w or w != w.lower() for choice in phrase for w in choice):
        raise LanguageError(f"{t.where}: {text!r} must be words in lower case, alternatives joined by |")
    return phrase


def _act(t: Table) -> Act:
    return cast(Act, t.one_of("act", ACTS, "states"))


def _level(t: Table) -> Level | None:
    return cast(Level, t.one_of("certainty", LEVELS)) if "certainty" in t.raw else None


def _strength(t: Table) -> float:
    value = t.number("strength", 1.0)
    if not 0 < value <= 1:
        raise t.wrong("strength", "above 0 and at most 1")
    return value
