"""A scene: one content cut into clauses, with its party mentions in their grammatical roles and its status marks.

What the event and certainty readers look at; shallow on purpose: it needs no verb list, only closed-class words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal, Protocol

from quoth.languages.events import MARKS, Events, Grammar
from quoth.languages.section import LanguageError
from quoth.languages.verbs import Verbs, load_verbs
from quoth.languages.wordings import Found
from quoth.model.record import record
from quoth.text import Passage

Role = Literal["bare", "agent", "genitive", "object", "oblique"]
_CLOSERS = {",", ";", ")", "—", "–"}
_SPEECH_MARKS = set("«»„“”‘’‹›\"'") | {"''", "``", ",,"}
_LOOK_BACK = 5


class PartyMention(Protocol):
    """Words that name a party: tokens `[first, end)` of the passage, and the party's code."""

    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def party(self) -> str | None: ...


@record
class Sides:
    """The two main parties of a conflict, and whose land the claim is about (from the conflict's data or the
    place)."""

    parties: tuple[str, ...] = ()
    owner: str | None = None
    land: str | None = None  # the party in whose country the claim's places lie

    def opponent(self, party: str | None) -> str | None:
        """The other main party, or None when `party` is not one of two."""
        if party not in self.parties or len(self.parties) != 2:
            return None
        return self.parties[1] if party == self.parties[0] else self.parties[0]

    @property
    def invader(self) -> str | None:
        """The main party whose land it is not."""
        return self.opponent(self.owner)


@record
class Actor:
    """A party mention with the role it plays: `bare` (may be a subject), `agent` (by-phrase), `genitive` (after a
    noun),
    `object` (by its case), `oblique` (after a preposition)."""

    first: int
    end: int
    party: str
    role: Role
    clause: int


@record
class Mark:
    name: str
    first: int
    end: int
    clause: int


@record
class Scene:
    """All token indices, of actors and marks too, count from the content's first token."""

    lowers: Sequence[str]
    clause: Sequence[int]
    depth: Sequence[int]
    actors: tuple[Actor, ...]
    marks: tuple[Mark, ...]

    def marked(self, clause: int, *names: str) -> list[Mark]:
        """The marks of these names in a clause."""
        return [m for m in self.marks if m.clause == clause and m.name in names]


def see(
    passage: Passage,
    content: range,
    pack: Events,
    sides: Sides,
    source_party: str | None,
    mentions: Iterable[PartyMention],
    skip: Sequence[range] = (),
) -> Scene:
    """The scene of a content; tokens in `skip` (an attribution embedded in it) are neither actors nor marks."""
    grammar = pack.grammar
    lowers = passage.lowers[content.start : content.stop]
    clause, depth = _clauses(lowers, pack)
    hidden = {i - content.start for r in skip for i in r}
    named = [
        (m.first - content.start, m.end - content.start, m.party) for m in mentions if m.party and m.first in content
    ]
    covered = {i for first, end, _ in named for i in range(first, end)} | hidden
    words = pack.marks.find(lowers, clause)
    named += [x for x in _relative(words, sides, source_party) if x[0] not in covered]
    actors = tuple(
        Actor(first, end, party, _role(lowers, first, grammar, pack), clause[first])
        for first, end, party in sorted(named, key=lambda x: x[:2])
        if party is not None and first not in hidden
    )
    marks = tuple(Mark(MARKS[f.owner], f.first, f.end, clause[f.first]) for f in words if f.first not in hidden)
    return Scene(lowers, clause, depth, actors, marks)


def _clauses(lowers: Sequence[str], pack: Events) -> tuple[list[int], list[int]]:
    """Clause numbers and depths. A subordinate clause runs from its opening word to the next comma; one that
    opens the
    content and is followed by nothing is the main clause."""
    grammar = pack.grammar
    count = 0
    stack = [0]
    clause: list[int] = []
    depth: list[int] = []
    openers = grammar.subordinators | grammar.after_comma
    verb: int | None = None  # the last verb of the innermost subordinate clause
    opens_content = bool(lowers) and lowers[0] in openers and "," in lowers[2:-2]
    turning = _turning(grammar.subordinators, grammar.after_comma, grammar.relatives)
    gerunds = grammar.order == "free"
    if turning.isdisjoint(lowers) and not (gerunds and "," in lowers):
        return [0] * len(lowers), [0] * len(lowers)
    for i, lower in enumerate(lowers):
        before = lowers[i - 1] if i else ""
        if len(stack) == 1 and i and lower not in turning and not (gerunds and before == ","):
            verb = None
            clause.append(stack[0])
            depth.append(0)
            continue
        if i == 0:
            opens = opens_content
        elif lower in grammar.subordinators or (lower in grammar.after_comma and before == ","):
            opens = True
        else:
            opens = (
                lower in grammar.relatives and before not in grammar.prepositions and before not in grammar.coordinators
            )
        if before == "," and gerunds and "gerund" in pack.tenses(lower):
            opens = True  # a verbal adverb opens a clause of its own: "…, залишивши техніку"
        if lower == "(" or opens:
            count += 1
            if len(stack) > 1 and before in {",", "("}:
                stack.pop()
            stack.append(count)
        elif lower in _CLOSERS and len(stack) > 1:
            stack.pop()
        elif lower in {";", ":"}:
            count += 1
            stack = [count]
        elif len(stack) > 1 and grammar.order == "svo" and _resumes(lowers, i, verb, pack):
            stack.pop()
        if len(stack) > 1 and _is_verb(lower, pack):
            verb = i
        elif len(stack) == 1:
            verb = None
        clause.append(stack[-1])
        depth.append(len(stack) - 1)
    return clause, depth


@lru_cache(maxsize=16)
def _turning(*classes: frozenset[str]) -> frozenset[str]:
    """The words at which a clause may begin or end while none is open but the main one."""
    return frozenset({"(", ";", ":"}).union(*classes)


def _is_verb(lower: str, pack: Events) -> bool:
    return bool(pack.tense_of.get(lower, frozenset()) - {"infinitive"})


def _resumes(lowers: Sequence[str], i: int, verb: int | None, pack: Events) -> bool:
    """Whether the main clause goes on at a finite verb, after a relative clause that no comma closes ("the men
    who left
    the town retook it")."""
    if verb is None or i - verb < 2 or "past" not in pack.tense_of.get(lowers[i], ()):
        return False
    before = lowers[i - 1]
    return (
        before not in pack.grammar.determiners
        and before not in pack.grammar.prepositions
        and not _is_verb(before, pack)
    )


def with_verbs(scene: Scene, passage: Passage, content: range, pack: Events, skip: Sequence[range] = ()) -> Scene:
    """The scene with marks for the verbs that the language's verb lexicon knows and that are hardly anything else:
    what tells the tense of a content without an event verb."""
    clause = scene.clause
    hidden = {i - content.start for r in skip for i in r}
    out: list[Mark] = []
    for i, token in enumerate(passage.tokens[content.start : content.stop]):
        if (
            i in hidden
            or token.is_capitalized
            or (i and passage.tokens[content.start + i - 1].lower in pack.grammar.determiners)
        ):
            continue
        name = _verb_mark(pack.language, token.lower)
        if name:
            out.append(Mark(name, i, i + 1, clause[i]))
    return Scene(scene.lowers, scene.clause, scene.depth, scene.actors, (*scene.marks, *out)) if out else scene


@lru_cache(maxsize=1 << 15)
def _verb_mark(code: str, lower: str) -> str:
    """The mark of a word that is hardly anything but a verb; empty for any other."""
    verbs = _lexicon(code)
    forms = verbs.forms(lower) if verbs is not None else ()
    if not forms or any(f.common for f in forms):
        return ""
    kinds = {f.kind for f in forms}
    tenses = {f.tense for f in forms if f.kind == "finite"}
    if "participle" in kinds:
        return "participle" if len(kinds) == 1 else ""
    return "past" if tenses == {"past"} else "finite" if tenses else ""


@cache
def _lexicon(code: str) -> Verbs | None:
    try:
        return load_verbs(code)
    except LanguageError:
        return None


def _relative(words: Sequence[Found], sides: Sides, source_party: str | None) -> list[tuple[int, int, str]]:
    """Words whose party depends on who speaks ("our", "the enemy") or on whose land it is ("the invaders")."""
    speaker = source_party if source_party in sides.parties else None
    party_of = {
        "own": source_party,
        "enemy": sides.opponent(speaker or sides.owner),
        "invader": sides.invader,
        "defender": speaker or sides.owner,
    }
    found = ((f.first, f.end, party_of.get(MARKS[f.owner])) for f in words)
    return [(first, end, party) for first, end, party in found if party is not None]


def _role(lowers: Sequence[str], first: int, grammar: Grammar, pack: Events) -> Role:
    k = first - 1
    low = max(-1, k - _LOOK_BACK)
    governor = ""
    while k > low:
        lower = lowers[k]
        if lower in grammar.agent_prepositions:
            return "agent"
        if lower in grammar.genitives:
            return "genitive"
        if lower in grammar.prepositions:
            return "oblique"
        if not _passes(lower, grammar):
            governor = lower
            break
        k -= 1
    if grammar.order != "free":
        return "bare"
    counted = first > 0 and (lowers[first - 1][0].isdigit() or lowers[first - 1] in grammar.numerals)
    return "bare" if counted else _case(lowers[first], governor, grammar, pack)


def _passes(lower: str, grammar: Grammar) -> bool:
    return (
        lower in grammar.determiners
        or lower in _SPEECH_MARKS
        or (lower.isdigit() and not 1900 <= int(lower[:6]) <= 2100 and grammar.order != "free")
        or (lower.endswith(grammar.modifier_endings) and len(lower) > 4)
    )


def _case(lower: str, governor: str, grammar: Grammar, pack: Events) -> Role:
    """The role that the case of a Slavic noun or adjective allows; genitives and accusatives are told by what
    stands before."""
    if lower in grammar.nominative_words:
        noun_before = governor[:1].isalpha() and governor not in grammar.coordinators and not pack.tenses(governor)
        return "genitive" if noun_before and governor not in grammar.subordinators else "bare"
    if lower.endswith(grammar.instrumental_endings):
        return "agent"
    if lower.endswith(grammar.oblique_endings):
        noun_before = governor[:1].isalpha() and governor not in grammar.coordinators and not pack.tenses(governor)
        return "genitive" if noun_before else "object"
    return "bare"
