"""Mentions: every noun phrase of a text that names somebody who can speak, with what it tells about who that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from quoth.conflicts import Conflict, load_conflict
from quoth.model.record import record
from quoth.reading.draft import Draft, pick
from quoth.reading.identify import Identifier, Identity
from quoth.reading.lexicon import Lexicon, load_lexicon
from quoth.reading.phrase import PhraseReader
from quoth.text import Passage, Token

_BARE_NAME = 0.45
_PREPOSED = 0.2
_BARE = 0.5  # a body's noun without article or complement is more often part of another phrase
_VAGUE = frozenset({"agency", "organisation", "unit", "company", "hospital", "embassy", "regional", "court"})
_COUNTED = 0.2  # "568 burgers" are spoken of rather than speak
#: Complements that point back themselves: "of the agency", "of the region".
_GENERIC = frozenset({"department", "city", "think-tank"})


@record
class Mention:
    """A mention of an actor: tokens `[first, end)` of a passage, `head` the token of its head noun or surname.

    `kind`: person, body, state, people, group, outlet, role (a title without a name), name (nobody known), pronoun.
    `id` and `party` are what the phrase tells by itself; `office` is what to compose an id of when the party comes
    from
    elsewhere. `definite`: definite, indefinite, demonstrative, possessive or nothing. `anaphoric`: a bare
    description or a
    pronoun, whose meaning another mention gives. `surname` is the key that joins the mentions of one person.
    `certain` (0 to 1) is how surely it is an actor that can speak.
    """

    first: int
    end: int
    head: int
    kind: str
    id: str | None
    party: str | None
    name: str | None = None
    speaker: str | None = None
    role: str = ""
    office: str = ""
    gender: str | None = None
    number: str | None = None
    cases: str = ""
    definite: str = ""
    anaphoric: bool = False
    surname: str | None = None
    certain: float = 0.9


@lru_cache(maxsize=16)
def _identifier(language: str, conflict_name: str) -> Identifier:
    return Identifier(load_conflict(conflict_name), load_lexicon(language, conflict_name).names)


def region_of(word: str, language: str, conflict_name: str) -> str | None:
    """The side whose town or region a word names, by the conflict file."""
    return _identifier(language, conflict_name).region(word)


def find_mentions(passage: Passage, language: str, conflict: Conflict) -> tuple[Mention, ...]:
    """The actor mentions of a text, in order, without overlap. Linear in the number of tokens.

    Raises:
        LanguageError: there is no such language pack.
    """
    lexicon = load_lexicon(language, conflict.name)
    identifier = _identifier(language, conflict.name)
    reader = PhraseReader(passage.tokens, lexicon)
    found: list[Mention] = []
    for sentence in passage.sentences:
        reader.start, reader.stop = sentence.first, sentence.end
        i = sentence.first
        while i < sentence.end:
            clock = i == sentence.first and passage.tokens[i].kind == "number" and ":" in passage.tokens[i].text
            if clock or (not reader.at(i)[1] and not _may_be_name(passage.tokens[i])):
                i += 1
                continue
            mention, i = _mention_at(reader, identifier, passage, i)
            if mention is not None:
                found.append(mention)
    return tuple(sorted([*found, *_surnames(passage, found, lexicon)], key=lambda m: m.first))


def _mention_at(reader: PhraseReader, identifier: Identifier, passage: Passage, i: int) -> tuple[Mention | None, int]:
    end, terms = reader.at(i)
    if not terms:
        draft = reader.phrase(i)
        return (None, i + 1) if draft is None else (_mention(draft, reader, identifier, passage), draft.after)
    pronoun = pick(terms, "pronoun")
    draft = reader.phrase(i)
    if draft is None or not draft.sort:
        if pronoun is not None:
            return _pronoun(i, end, pronoun.gender, pronoun.number), end
        return None, i + 1
    return _mention(draft, reader, identifier, passage), draft.after


def _may_be_name(token: Token) -> bool:
    return token.is_word and (token.is_capitalized or "-" in token.text)


def _pronoun(first: int, end: int, gender: str | None, number: str | None) -> Mention:
    return Mention(
        first, end, first, "pronoun", None, None, gender=gender, number=number, cases="N", anaphoric=True, certain=0.9
    )


def _mention(d: Draft, reader: PhraseReader, identifier: Identifier, passage: Passage) -> Mention:
    who = identifier.identify(d, passage)
    term = d.term
    named = d.name is not None
    key = reader.lexicon.names.stem(passage.tokens[d.name[1] - 1].text) if d.name and d.sort == "person" else None
    number = term.number if term is not None and term.kind in {"head", "people"} else "sg"
    return Mention(
        first=d.first,
        end=d.end,
        head=d.head,
        kind=_kind(d),
        id=who.id,
        party=who.party,
        name=who.name,
        speaker=who.speaker,
        role=_referring(d),
        office=who.office,
        gender=d.gender or (d.given[0] if d.given else None),
        number=number,
        cases="" if term is None or _is_counted(d, reader) else term.cases,
        definite=d.definite,
        anaphoric=_anaphoric(d, who, named),
        surname=key,
        certain=_certain(d, passage, reader),
    )


def _is_counted(d: Draft, reader: PhraseReader) -> bool:
    """Whether a number governs the noun: in "троє мешканців" the genitive says nothing about the phrase's case."""
    counts = d.head > d.first and (
        reader.tokens[d.first].kind == "number" or pick(reader.at(d.first)[1], "num") is not None
    )
    return counts or (d.definite == "indefinite" and reader.grammar.genitive)


def _kind(d: Draft) -> str:
    if d.sort == "person":
        if d.name is None:
            return "role"
        return "person" if d.person is not None or d.role else "name"
    return {"people": "group", "state": "state"}.get(d.sort, d.sort) if d.role != "people" else "people"


def _anaphoric(d: Draft, who: Identity, named: bool) -> bool:
    """A description that tells neither name, party nor body: its determiner (or the lack of one) points back."""
    if named or not _bare(d):
        return False
    if d.definite in {"indefinite"} or d.sort in {"state"} or d.role == "people":
        return False
    return not (d.term is not None and d.term.number == "pl" and not d.definite)


def _bare(d: Draft) -> bool:
    inner = [role for role, _ in d.inner if role not in _GENERIC]
    return not (d.body is not None or d.bodies or d.nations or d.people or d.places or inner or d.appointed or d.name)


def _referring(d: Draft) -> str:
    """The role that refers: of `представитель ведомства` the agency."""
    generic = [role for role, _ in d.inner if role in _GENERIC and role != "city"]
    return generic[0] if generic and d.name is None and not (d.body or d.bodies or d.nations or d.places) else d.role


def _certain(d: Draft, passage: Passage, reader: PhraseReader) -> float:
    """Names that nothing else tells about are places behind a preposition of place."""
    if d.sort == "people" and passage.tokens[d.first].kind == "number":
        return min(d.certain, _COUNTED)
    if d.sort in {"body", "outlet"} and not d.definite and d.term is not None and d.term.kind == "head" and _bare(d):
        articles = bool(reader.lexicon.actors.definite)
        if articles or d.role in _VAGUE:
            return d.certain * _BARE
    if d.role or d.first == 0:
        return d.certain
    before = passage.tokens[d.first - 1].lower
    grammar = reader.grammar
    if before in grammar.at and not d.given:
        return _PREPOSED
    return d.certain


def _surnames(passage: Passage, found: list[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Surnames alone of people whom the text names in full elsewhere."""
    people: dict[str, Mention] = {}
    starts = {s.first for s in passage.sentences}
    for m in found:
        if m.surname and (m.kind == "person" or (m.kind == "name" and (m.gender or m.first not in starts))):
            people.setdefault(m.surname, m)
    if not people:
        return
    covered = {i for m in found for i in range(m.first, m.end)}
    not_names = lexicon.actors.no_names
    for token in passage.tokens:
        if token.i in covered or token.kind != "word" or not token.is_capitalized or token.lower in not_names:
            continue
        known = people.get(lexicon.names.stem(token.text))
        if known is not None and not lexicon.at(passage.tokens, token.i)[1]:
            yield replace(
                known,
                first=token.i,
                end=token.i + 1,
                head=token.i,
                number="sg",
                cases="",
                definite="",
                certain=0.8 if known.kind == "person" else _BARE_NAME,
            )
