"""All words and names that can be part of an actor's mention, compiled for one language and one conflict.

A trie over lower-case tokens holds them; each entry carries terms, which tell what a word can be. Words that are not
in it
may still be compounds or possessives of words that are (`defensiefunctionaris`, `NAVO-baas`, `Poetins`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from quoth.conflicts import Body, Conflict, load_conflict
from quoth.languages.actors import Actors, load_actors
from quoth.languages.wordforms import Form, expand
from quoth.reading.names import Names, load_names
from quoth.text.tokens import Token, tokenize

#: What a term can be: a determiner, an adjective, a nation's adjective, a head noun, a named body, a nation's name,
#: seat
#: or people, an office (portfolio), a kind of place, appointed (or who appoints), a pronoun.
_QUOTES = frozenset("«»„“”\"‘’'‚‹›")


@dataclass(frozen=True, slots=True)
class Term:
    """One reading of a word or phrase."""

    kind: str
    role: str = ""
    sort: str = ""  # a head's kind: person, body, people, group, outlet
    party: str | None = None
    office: str = ""
    body: Body | None = None
    gender: str | None = None
    number: str | None = None
    cases: str = ""
    certain: float = 0.9
    definite: str = ""
    rank: bool = False
    weak: bool = False
    possessive: bool = False
    compound: bool = False
    capital: str = ""
    adjectival: bool = False
    within: tuple[Term, ...] = ()


Node = dict[str, Any]
_END = ""
_MIN_HEAD = 3
_MIN_FIRST = 4
_SHORT = 4  # letters of heads that end too many other words (raad, bron)


@dataclass(frozen=True)
class Lexicon:
    """`root` is the trie; `heads` the words that can end compounds, `prefixes` what can begin them."""

    actors: Actors
    conflict: Conflict
    names: Names
    root: Node
    heads: dict[str, tuple[Term, ...]]
    prefixes: dict[str, Term]
    _cache: dict[str, tuple[Term, ...]] = field(default_factory=dict, repr=False, compare=False)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, tuple[Term, ...]]:
        """The longest entry that begins at token `i`: where it ends, and its terms; `(i, ())` when there is none.

        Quotation marks inside a phrase are skipped (`полк «Азов»`)."""
        token = tokens[i]
        node = self.root.get(token.lower)
        if node is None:
            return self._alone(i, token)
        terms: tuple[Term, ...] = ()
        best, k, size = i, i + 1, len(tokens)
        found = node.get(_END)
        if found is not None:
            best, terms = k, found
        while len(node) > (found is not None) and k < size:
            step = tokens[k].lower
            following = node.get(step)
            if following is None:
                if step in _QUOTES and k + 1 < size and (further := node.get(tokens[k + 1].lower)) is not None:
                    k, following = k + 1, further
                elif step in _QUOTES and best == k and _closes(tokens, i, k):
                    break
                else:
                    break
            node = following
            k += 1
            found = node.get(_END)
            if found is not None:
                best, terms = k, found
                if k < size and tokens[k].text in _QUOTES and _closes(tokens, i, k):
                    best = k + 1
        if best == i + 1:
            terms = _cased(terms, token)
        return (best, terms) if terms else self._alone(i, token)

    def _alone(self, i: int, token: Token) -> tuple[int, tuple[Term, ...]]:
        if token.kind != "word":
            if token.kind != "number":
                return i, ()
            return i + 1, _AGE if token.lower.endswith(self.actors.ages) else _NUMBER
        terms = self._cache.get(token.text)
        if terms is None:
            if len(self._cache) > 1 << 15:
                self._cache.clear()
            terms = self._cache[token.text] = self._derived(token)
        return (i + 1 if terms else i), terms

    def _derived(self, token: Token) -> tuple[Term, ...]:
        """What a word is as a possessive or a compound of listed ones."""
        return self._possessive(token) or self._compound(token) or self._joined(token)

    def _joined(self, token: Token) -> tuple[Term, ...]:
        """Adjectives joined to a name or a prefix: `Kurdish-led`, `Kremlin-affiliated`, `pro-Iranian`."""
        first, hyphen, last = token.lower.rpartition("-")
        if not hyphen or not first:
            return ()
        grammar = self.actors.grammar
        if f"{first}-" in grammar.pro and last in self.root:
            return (Term("adj"),)
        return (
            (Term("adj"),)
            if token.is_capitalized and last.endswith(grammar.adjectives) and grammar.noun_modifiers
            else ()
        )

    def _possessive(self, token: Token) -> tuple[Term, ...]:
        if not token.is_capitalized and "'" not in token.lower:
            return ()
        for ending in self.actors.grammar.possessives:
            stem = token.lower.removesuffix(ending)
            if stem == token.lower or len(stem) < 2:
                continue
            node = self.root.get(stem)
            terms = _cased(node.get(_END, ()), token) if node else ()
            owners = tuple(t for t in terms if t.kind in {"nation", "seat", "body", "head", "people", "place"})
            if owners:
                return tuple(replace(t, possessive=True) for t in owners)
            if token.is_capitalized and any(k.person.alone for k in self.names.known(token.text[: len(stem)])):
                return (Term("person", possessive=True),)
        return ()

    def _compound(self, token: Token) -> tuple[Term, ...]:
        lower = token.lower
        for cut in range(1, len(lower) - _MIN_HEAD + 1):
            heads = self.heads.get(lower[cut:])
            if heads is None:
                continue
            first = lower[:cut]
            joined = first.endswith("-")
            first = first.rstrip("-")
            terms = self._first_part(first, token, joined, len(lower) - cut)
            if terms is None:
                continue
            return tuple(
                replace(
                    h, compound=True, office=_office(terms, h), party=_party(terms), body=_body(terms), within=terms
                )
                for h in heads
            )
        return ()

    def _first_part(self, first: str, token: Token, joined: bool, size: int) -> tuple[Term, ...] | None:
        """The terms of a compound's first part; None when it cannot be one."""
        if first in self.prefixes:
            return (self.prefixes[first],)
        owner, hyphen, _ = first.partition("-")
        if hyphen and not joined and (node := self.root.get(owner)) is not None:
            bodies = tuple(t for t in node.get(_END, ()) if t.kind == "body")
            if bodies:
                return bodies  # "VN-mensenrechtengezant"
        node = self.root.get(first) or (self.root.get(first[:-1]) if first.endswith("s") and not joined else None)
        terms = tuple(node.get(_END, ())) if node else ()
        useful = tuple(t for t in terms if t.kind in {"body", "nation", "seat", "office", "adj-nation"})
        if useful and (joined or token.is_capitalized or any(t.kind == "office" for t in useful)):
            return useful
        if joined or (len(first) >= _MIN_FIRST and size > _SHORT and first not in self.actors.grammar.of):
            return ()
        return None


_NUMBER = (Term("num"),)
_AGE = (Term("num", role="witness"),)


def _office(terms: tuple[Term, ...], head: Term) -> str:
    if any(t.body is not None for t in terms):
        return ""  # the envoy of the United Nations is no state's
    return next((t.office for t in terms if t.office), head.office)


def _party(terms: tuple[Term, ...]) -> str | None:
    return next((t.party for t in terms if t.party and t.kind != "body"), None)


def _body(terms: tuple[Term, ...]) -> Body | None:
    return next((t.body for t in terms if t.body), None)


def _closes(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Whether the mark at `k` closes one that stands inside `[first, k)`."""
    return sum(1 for t in tokens[first : k + 1] if t.text in _QUOTES) % 2 == 0


def _cased(terms: tuple[Term, ...], token: Token) -> tuple[Term, ...]:
    """The terms whose way of writing fits: proper names have a capital, abbreviations are in capitals."""
    if token.text.isupper() and len(token.text) > 1:
        return terms
    for term in terms:
        if term.capital == "all" or (term.capital and not token.is_capitalized):
            break
    else:
        return terms  # most are written as they like
    if token.is_capitalized:
        return tuple([t for t in terms if t.capital != "all"])
    return tuple([t for t in terms if not t.capital])


@cache
def load_lexicon(language: str, conflict_name: str) -> Lexicon:
    """The compiled lexicon.

    Raises:
        LanguageError, ConflictError: there is no such language or conflict.
    """
    actors, conflict = load_actors(language), load_conflict(conflict_name)
    builder = _Builder()
    _enter_words(builder, actors)
    _enter_bodies(builder, conflict, actors)
    heads: dict[str, list[Term]] = {}
    for group in actors.heads:
        if group.compound:
            for form in group.forms:
                if len(form.words) == 1 and len(form.words[0]) >= _MIN_HEAD:
                    heads.setdefault(form.words[0], []).append(_head_term(group, form))
    prefixes = {p: Term("office", office=o.office) for o in actors.offices for p in o.prefixes}
    prefixes |= {p: Term("appointed") for p in actors.appointed_prefixes}
    names = load_names(language, conflict_name)
    return Lexicon(actors, conflict, names, builder.root, {k: tuple(v) for k, v in heads.items()}, prefixes)


class _Builder:
    def __init__(self) -> None:
        self.root: Node = {}

    def add(self, words: Iterable[str], term: Term) -> None:
        node = self.root
        for word in words:
            for piece in _pieces(word) if "." in word or "/" in word else (word,):
                node = node.setdefault(piece, {})
        terms = node.get(_END, ())
        if term not in terms:
            node[_END] = (*terms, term)

    def forms(self, forms: Iterable[Form], term: Term) -> None:
        for form in forms:
            self.add(form.words, _formed(term, form))


def _formed(term: Term, form: Form) -> Term:
    return replace(term, number=form.number or term.number, cases=form.cases, capital=form.capital)


def _head_term(group: Any, form: Form) -> Term:
    return Term(
        "head", role=group.role, sort=group.kind, gender=group.gender, certain=group.certain, rank=group.rank,
        weak=group.weak, number=form.number, cases=form.cases, capital=form.capital, adjectival=form.adjectival,
    )  # fmt: skip


def _enter_words(builder: _Builder, actors: Actors) -> None:
    for definite, words in (
        ("definite", actors.definite),
        ("indefinite", actors.indefinite),
        ("demonstrative", actors.demonstrative),
        ("possessive", actors.possessive),
    ):
        for word in words:
            builder.add([word], Term("det", definite=definite))
    for word in actors.grammar.numerals:
        builder.add([word], _NUMBER[0])
    builder.forms(actors.adjectives, Term("adj"))
    builder.forms(actors.appointed, Term("appointed"))
    builder.forms(actors.hedges, Term("appointed", weak=True))
    builder.forms(actors.appointers, Term("appointer"))
    builder.forms(actors.place_nouns, Term("place", role="city", office="regional"))
    builder.forms(actors.site_nouns, Term("place"))
    builder.forms(actors.fields, Term("field"))
    builder.forms(actors.retired, Term("adj", role="expert"))
    builder.forms(actors.after_rank, Term("field", role="expert"))
    for office in actors.offices:
        builder.forms(office.nouns, Term("office", office=office.office, weak=not office.alone))
        builder.forms(office.adjectives, Term("adj", office=office.office))
    for group in actors.heads:
        for form in group.forms:
            builder.add(form.words, _head_term(group, form))
    for nation in actors.nations:
        party = nation.party if len(nation.party) == 2 else None
        builder.forms(nation.names, Term("nation", party=party))
        builder.forms(nation.adjectives, Term("adj-nation", party=party))
        builder.forms(nation.people, Term("people", party=party, certain=0.5))
        builder.forms(nation.seats, Term("seat", party=party))
    for pronoun in actors.pronouns:
        for word in pronoun.words:
            builder.add([word], Term("pronoun", gender=pronoun.gender, number=pronoun.number))


def _enter_bodies(builder: _Builder, conflict: Conflict, actors: Actors) -> None:
    for body in conflict.bodies:
        term = Term("body", role=body.role, body=body, party=body.party, sort="outlet" if body.outlet else "body")
        for alias in body.aliases.get(actors.code, ()):
            bare = "".join(" " if c in _QUOTES - {"'", "’"} else c for c in alias)
            for form in expand(
                bare.replace("’", "'"), actors.paradigms, f"conflicts/{conflict.name}.toml: {body.name}"
            ):
                builder.add(form.words, _formed(term, form))


def _pieces(word: str) -> list[str]:
    """A word of an alias as the tokenizer cuts it: full stops inside are marks of their own."""
    return [t.lower for t in tokenize(word)] or [word]
