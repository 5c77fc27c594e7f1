"""Noun phrases that name an actor: determiner, adjectives, head, what complements it, a name, an apposition.

The grammar is the same for all languages; what differs is in `[grammar]` of their `actors.toml`: complements behind a
preposition ("woordvoerder van het leger") or in the genitive ("речник Повітряних сил"), nouns in front of the noun that
they modify ("army spokesman"), possessives ("Poetins woordvoerder"). Every step looks a bounded number of tokens ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from quoth.conflicts import Body, Person
from quoth.languages.verbs import load_verbs
from quoth.languages.words import load_words
from quoth.reading.lexicon import Lexicon, Term
from quoth.reading.people import recognize
from quoth.text.tokens import Token

_ROUNDS = 8
_ADJECTIVE = 6  # letters of the shortest word that is taken for an unknown adjective by its ending
_AHEAD = 3
_PARTS = 5
_APPOSITION = 9
_OPENING = frozenset("«„“”\"‘'")
_CLOSING = frozenset("»”“\"’'")
_DASHES = frozenset({"-", "–", "—"})
#: Roles that carry a proper name of their own, so that capitalized words behind them are that name.
_TITLED = frozenset(
    {"outlet", "news-agency", "channel", "company", "think-tank", "organisation", "aid-worker", "university", "unit",
     "militia", "party", "hospital", "agency", "command", "service", "un"}
)  # fmt: skip
#: Roles that are told apart by where they are, behind a preposition of place.
_LOCATED = frozenset(
    {"ministry", "expert", "general-staff", "official", "diplomat", "resident", "witness", "hospital", "embassy", "regional", "city",
     "government", "medic", "source", "court", "agency", "service", "intelligence", "occupation", "separatist", "police",
     "emergency", "prosecution", "university", "organisation", "aid-worker", "department", "people", "presidency", "prosecutor"}
)  # fmt: skip

#: Those who are sent to, or answer for, a place.
_ENVOYS = frozenset({"diplomat", "adviser", "director", "secretary-general", "deputy", "spokesperson", "chief", "expert", "un"})
#: Bodies that people are "at" or "in".
_HOSTS = frozenset({"service", "intelligence", "university", "think-tank", "hospital", "government", "army", "ministry"})


@dataclass(slots=True)
class Draft:
    """A noun phrase as it is being read. `nations` are parties with how they are said: `adj`, `poss`, `of`, `at`, `self`."""

    first: int
    end: int
    head: int
    after: int = 0  # where reading goes on: behind an apposition that is no part of the mention
    sort: str = ""
    role: str = ""
    term: Term | None = None
    definite: str = ""
    office: str = ""
    title: str = ""
    body: Body | None = None
    person: Person | None = None
    name: tuple[int, int] | None = None
    given: tuple[str, str | None] | None = None
    appointed: bool = False
    appointer: str | None = None
    gender: str | None = None
    certain: float = 0.9
    nations: list[tuple[str | None, str]] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    inner: list[tuple[str, str]] = field(default_factory=list)  # role and office of complements
    places: list[tuple[int, int]] = field(default_factory=list)

    def absorb(self, other: Draft, how: str) -> None:
        """Take over what a complement tells."""
        self.nations += [(party, how if kind in {"self", "adj", "poss"} else kind) for party, kind in other.nations]
        self.bodies += ([other.body] if other.body else []) + other.bodies
        self.people += ([other.person] if other.person else []) + other.people
        if other.role and other.sort:
            self.inner.append((other.role, other.office))
        self.inner += other.inner
        self.office = self.office or other.office
        self.places += other.places
        self.appointed = self.appointed or other.appointed
        self.appointer = self.appointer or other.appointer


def pick(terms: Sequence[Term], *kinds: str) -> Term | None:
    """The first term of one of these kinds."""
    for term in terms:
        if term.kind in kinds:
            return term
    return None


@cache
def function_words(code: str) -> frozenset[str]:
    """Words of the closed classes, which are no nouns."""
    words = load_words(code)
    return words.prepositions | words.adverbs | words.coordinators | words.subordinators | words.complementizers | words.negators


def _named(token: Token) -> bool:
    """Whether a word is written as part of a name: with a capital, also behind a joined article (al-Sharaa)."""
    if token.is_capitalized:
        return True
    article, hyphen, rest = token.text.partition("-")
    return bool(hyphen) and len(article) <= 3 and rest[:1].isupper()


class PhraseReader:
    """Reads noun phrases of one sentence, which runs from token `start` to `stop`."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.grammar = lexicon.actors.grammar
        self.start, self.stop = 0, len(tokens)
        self._seen: dict[int, tuple[int, tuple[Term, ...]]] = {}

    def at(self, i: int) -> tuple[int, tuple[Term, ...]]:
        """The lexicon's entry at a token."""
        if i >= self.stop:
            return i, ()
        found = self._seen.get(i)
        if found is None:
            found = self._seen[i] = self._quoted_body(i) if self.tokens[i].text in _OPENING else self.lexicon.at(self.tokens, i)
        return found

    def _quoted_body(self, i: int) -> tuple[int, tuple[Term, ...]]:
        """`«Медуза»`: the name of a body with its quotation marks."""
        if i + 2 >= self.stop:
            return i, ()
        end, terms = self.lexicon.at(self.tokens, i + 1)
        bodies = tuple(t for t in terms if t.kind == "body")
        if bodies and end < self.stop and self.tokens[end].text in _CLOSING:
            return end + 1, bodies
        return i, ()

    def low(self, i: int) -> str:
        return self.tokens[i].lower if i < self.stop else ""

    def phrase(self, i: int) -> Draft | None:
        """The phrase that begins at token `i`, with its apposition, or None."""
        d = Draft(i, i, i)
        j = self._modifiers(d, self._determiner(d, i))
        end = self._core(d, j)
        if end is None:
            return None
        if d.term is not None and d.term.weak and not (d.nations or d.bodies or d.inner or d.places or d.people or d.body or d.name):
            return None
        if d.term is not None and d.term.adjectival and d.name is None and end == d.head + 1 and self._noun_follows(end):
            return None
        if self.low(end) in self.lexicon.actors.things and d.name is None and d.sort != "state":
            return None
        d.after = end
        if self.low(end - 1) == ")" and self.low(end - 3) == "(" and end - 3 > d.head:
            end -= 3
        d.end = end
        if d.end == d.after:
            self._apposition(d)
        d.after = max(d.after, d.end)
        return d

    def _noun_follows(self, i: int) -> bool:
        """Whether an unknown noun follows, so that the word before was an adjective ("військових об'єктів")."""
        token = self.tokens[i] if i < self.stop else None
        if token is None or token.kind != "word" or token.is_capitalized or self.at(i)[1]:
            return False
        code = self.lexicon.actors.code
        return not (load_verbs(code).forms(token.lower) or token.lower in function_words(code))

    # -- in front of the head

    def _determiner(self, d: Draft, i: int) -> int:
        end, terms = self.at(i)
        det = pick(terms, "det")
        if det is None or (det.definite == "possessive" and self._is_article(end)):
            return i
        d.definite = det.definite
        return end

    def _is_article(self, i: int) -> bool:
        """After a possessive no article can follow: then the word was a verb ("zijn de ...")."""
        t = pick(self.at(i)[1], "det")
        return t is not None and t.definite in {"definite", "possessive", "demonstrative"}

    def _modifiers(self, d: Draft, j: int, inner: bool = False) -> int:
        for _ in range(_ROUNDS):
            end, terms = self.at(j)
            if not terms:
                if self._unknown_adjective(d, j, inner):
                    j += 1
                    continue
                end = self._name_modifier(d, j) or self._appointed_by(d, j)
                if end is None:
                    break
                j = end
                continue
            if any(t.possessive for t in terms):
                self._owner(d, next(t for t in terms if t.possessive), j)
                d.definite = d.definite or "definite"
            elif (t := pick(terms, "appointed")) is not None and self._leads_on(end, inner):
                d.appointed = True
                if t.weak and j == d.first:
                    d.first = end
            elif (t := pick(terms, "adj-nation")) is not None and (pick(terms, "head") is None or self._leads_on(end)):
                d.nations.append((t.party, "adj"))
            elif pick(terms, "adj", "num") is not None and (pick(terms, "head") is None or self._leads_on(end)):
                d.office = d.office or next((t.office for t in terms if t.kind == "adj" and t.office), "")
            elif (t := pick(terms, "det")) is not None and j > d.first and t.definite == "indefinite":
                pass
            elif self.grammar.noun_modifiers and self._noun_modifier(d, terms, j, end):
                end = self._abbreviation(d, end) or end if self.low(end) == "(" else end
            else:
                further = self._appointed_by(d, j)
                if further is None:
                    break
                end = further
            j = end
        return j

    def _owner(self, d: Draft, t: Term, j: int) -> None:
        if t.kind == "person":
            stem = self.tokens[j].text
            for ending in self.grammar.possessives:
                if stem.lower().replace("’", "'").endswith(ending):
                    known = self.lexicon.names.known(stem[: len(stem) - len(ending)])
                    if known:
                        d.people.append(known[0].person)
                        return
        elif t.body is not None:
            d.bodies.append(t.body)
        elif t.kind == "head":
            d.inner.append((t.role, t.office))
        elif t.kind != "place":
            d.nations.append((t.party, "poss"))

    def _noun_modifier(self, d: Draft, terms: Sequence[Term], j: int, end: int) -> bool:
        t = pick(terms, "body", "office", "head", "nation", "seat")
        if t is None or not self._head_follows(end):
            return False
        if t.body is not None:
            d.bodies.append(t.body)
        elif t.kind in {"nation", "seat"}:
            d.nations.append((t.party, "adj"))
        elif t.kind == "office":
            d.office = t.office if t.office else d.office
        else:
            d.inner.append((t.role, t.office))
            d.office = d.office or t.office
        return True

    def _name_modifier(self, d: Draft, j: int) -> int | None:
        """`Kharkiv mayor`, `a Zelensky aide`: a name in front of the noun that it modifies."""
        if not self.grammar.noun_modifiers:
            return None
        end = j
        while end < min(self.stop, j + 3) and (self._part(end) is not None or self.low(end) in self.lexicon.actors.not_people):
            end += 1
        if end == j or not self._head_follows(end):
            return None
        named = Draft(j, j, j)
        if self._take_name(named, j) == end and named.person is not None:
            if end - j > 1:
                return None
            d.people.append(named.person)
        else:
            d.places.append((j, end))
        return end

    def _head_follows(self, j: int) -> bool:
        """Whether a head noun follows, with only other modifiers before it."""
        for _ in range(4):
            end, terms = self.at(j)
            if pick(terms, "head"):
                return True
            if not pick(terms, "office", "adj", "body", "nation", "adj-nation", "seat", "appointed"):
                if self.low(j) != "(" or self.low(j + 2) != ")":
                    return False
                end = j + 3
            j = end
        return False

    def _unknown_adjective(self, d: Draft, j: int, inner: bool) -> bool:
        token = self.tokens[j] if j < self.stop else None
        if token is None or token.kind != "word":
            return False
        if self.grammar.genitive:
            fits = (
                len(token.text) >= _ADJECTIVE
                and token.lower.endswith(self.grammar.adjectives)
                and token.lower not in self.lexicon.actors.not_names
                and self._leads_on(j + 1, inner)
            )
            if fits and token.is_capitalized:
                d.places.append((j, j + 1))
            return fits
        if token.is_capitalized or not (d.definite or d.nations or d.appointed or (inner and j > d.first)):
            return False
        likely = token.lower.endswith(self.grammar.adjectives) or "-" in token.text
        return likely and self._leads_on(j + 1, inner)

    def _leads_on(self, j: int, inner: bool = False) -> bool:
        for _ in range(_AHEAD):
            end, terms = self.at(j)
            if pick(terms, "head", "adj-nation", "body", "people", "place" if inner else "head"):
                return True
            if inner and not self.grammar.genitive and self._part(j) is not None:
                return True
            if pick(terms, "adj", "appointed", "num", "office"):
                j = end
                continue
            token = self.tokens[j] if j < self.stop else None
            if token is None or token.kind != "word" or token.is_capitalized or not token.lower.endswith(self.grammar.adjectives):
                return False
            j += 1
        return False

    def _appointed_by(self, d: Draft, j: int) -> int | None:
        """`door Rusland aangestelde`: by whom, and the participle."""
        if self.low(j) not in self.grammar.by:
            return None
        k = self._determiner(Draft(j, j, j), j + 1)
        end, terms = self.at(k)
        t = pick(terms, "nation", "seat", "body", "people")
        if t is None:
            return None
        after, following = self.at(end)
        if pick(following, "appointer") is None:
            return None
        d.appointer = t.party
        return after

    # -- the head and what follows it

    def _core(self, d: Draft, j: int) -> int | None:
        end, terms = self.at(j)
        if not terms:
            return self._bare_name(d, j)
        d.head = j
        t = pick(terms, "body", "nation", "seat", "people", "office")
        if pick(terms, "head") is not None and not (t is not None and t.kind == "body" and not d.nations and not d.office):
            return self._heads(d, j)
        if t is None or (t.possessive and j == d.first):
            return None
        d.term = t
        if t.kind == "body" and t.body is not None:
            d.body, d.role, d.sort = t.body, t.body.role, t.sort
            return self._complements(d, end)
        if t.kind == "nation" and len(self._like_a_state(j)) > 1:
            return self._bare_name(d, j)
        if t.kind in {"nation", "seat"}:
            d.role, d.sort, d.certain = "state", "state", 0.8
            d.nations.insert(0, (t.party, "self"))
            return end
        if t.kind == "people":
            d.role, d.sort, d.certain = "people", "people", t.certain
            d.nations.insert(0, (t.party, "self"))
            return end
        if t.weak or not self.tokens[j].is_capitalized:
            return None
        d.role, d.sort, d.office = "ministry", "body", t.office
        return end

    def _heads(self, d: Draft, j: int) -> int | None:
        first = True
        for _ in range(4):
            end, terms = self.at(j)
            head = pick(terms, "head")
            if head is None or (head.possessive and not first):
                break
            if not first and not (head.rank or self._name_follows(end)):
                break
            self._take(d, head, j, first)
            j = self._complements(d, end)
            first = False
        return self._named(d, j)

    def _take(self, d: Draft, head: Term, j: int, first: bool) -> None:
        if first or (d.term is not None and d.term.rank and not head.rank):
            d.term, d.role, d.sort, d.head = head, head.role, head.sort, j
            d.gender, d.certain = head.gender, head.certain
        d.office = d.office or head.office
        for t in head.within:
            if t.kind == "appointed":
                d.appointed = True
        if head.body is not None:
            d.bodies.append(head.body)
        elif head.party is not None:
            d.nations.append((head.party, "adj"))

    def _name_follows(self, j: int) -> bool:
        end, terms = self.at(j)
        if pick(terms, "head"):
            return True
        return self._part(j) is not None

    def _named(self, d: Draft, j: int) -> int:
        """The name behind a head, and what complements it behind the name."""
        end, terms = self.at(j)
        t = pick(terms, "body")
        quoted = self._quoted(d, j)
        if quoted is not None:
            return self._complements(d, quoted)
        if t is not None and t.body is not None and d.sort not in {"person", "people"}:
            d.body = d.body or t.body
            return self._complements(d, end)
        if d.sort == "people" and d.role not in {"medic", "rescuer", "fighter", "soldier", "witness", "resident"}:
            return j
        if d.sort not in {"person", "people"}:
            named = d.role in _TITLED and (d.term is None or d.term.number != "pl" or d.sort == "outlet")
            end = self._title_name(j) if named else j
            if end > j:
                d.name = (j, end)
                return self._complements(d, end)
            return j
        end = self._take_name(d, j)
        return self._complements(d, end) if end > j else j

    def _quoted(self, d: Draft, j: int) -> int | None:
        """A name between quotation marks: `издания «Медуза»`."""
        if d.sort == "person" or self.low(j) not in _OPENING or d.role not in _TITLED:
            return None
        end, terms = self.at(j)
        t = pick(terms, "body")
        if t is not None and t.body is not None:
            d.body = t.body
            return end
        after = self._quoted_name(j)
        if after is not None:
            d.name = (j + 1, after - 1)
        return after

    def _quoted_name(self, j: int) -> int | None:
        """Where a short capitalized name between quotation marks ends, its marks included."""
        if self.low(j) not in _OPENING or j + 2 >= self.stop or not self.tokens[j + 1].is_capitalized:
            return None
        for end in range(j + 2, min(self.stop, j + 6)):
            if self.tokens[end].text in _CLOSING:
                return end + 1
        return None

    def _title_name(self, j: int) -> int:
        end = j
        while end < min(self.stop, j + _PARTS):
            token = self.tokens[end]
            if token.kind == "number" and end > j:
                end += 1
                continue
            if token.kind != "word" or not token.is_capitalized or token.lower in self.lexicon.actors.no_names:
                break
            if pick(self.at(end)[1], "head", "det", "nation", "seat", "people", "adj-nation") and end == j:
                break
            end += 1
        return end

    # -- complements

    def _complements(self, d: Draft, j: int) -> int:
        for _ in range(5):
            end = self._complement(d, j)
            if end is None:
                break
            j = end
        return j

    def _complement(self, d: Draft, j: int) -> int | None:
        if j >= self.stop:
            return None
        low = self.tokens[j].lower
        if low in self.grammar.of:
            return self._inner(d, j + 1, "of")
        if low in self.grammar.beside or low in self.grammar.origin:
            return self._inner(d, j + 1, "origin" if low in self.grammar.origin else "beside")
        if low in self.grammar.at and d.name is None and (d.role in _LOCATED or any(r in _LOCATED for r, _ in d.inner)):
            return self._inner(d, j + 1, "at")
        if low in self.grammar.joins and d.places and d.places[-1][1] == j and d.term is not None and d.term.number == "pl":
            after = self._place(d, j + 1)
            return after if after > j + 1 else None
        if low == "(":
            return self._abbreviation(d, j)
        if d.role == "expert" and pick(self.at(j)[1], "field"):
            return self.at(j)[0]
        if self.grammar.genitive and d.name is None:
            return self._inner(d, j, "gen")
        return None

    def _abbreviation(self, d: Draft, j: int) -> int | None:
        """`(MoD)`: an abbreviation of what stands before it."""
        if j + 2 >= self.stop or self.low(j + 2) != ")":
            return None
        token = self.tokens[j + 1]
        t = pick(self.at(j + 1)[1], "body")
        capitals = any(c.isupper() for c in token.text[1:])
        if token.kind != "word" or d.sort in {"state", "people"} or not (capitals or t is not None):
            return None
        if t is not None and t.body is not None and d.body is None:
            d.body = t.body
        return j + 3

    def _inner(self, d: Draft, j: int, how: str) -> int | None:
        """A complement at `j`: where it ends; what it tells goes into `d`."""
        c = Draft(j, j, j)
        k = j if how == "gen" else self._determiner(c, j)
        k = self._modifiers(c, k, True)
        end = self._inner_core(c, k, how, d)
        if end is None:
            return None
        if how == "origin" and not (d.sort in {"person", "people"} or c.bodies or c.body):
            return None
        if how == "beside" and d.role not in _ENVOYS and not (c.bodies or c.body or c.role or c.office):
            return None
        if how == "at" and not (c.places or c.nations or c.bodies or c.body or c.role in _HOSTS):
            return None
        d.absorb(c, "at" if how == "at" else "of")
        return end

    def _inner_core(self, c: Draft, k: int, how: str, d: Draft) -> int | None:
        end, terms = self.at(k)
        t = pick(terms, "head", "body", "nation", "seat", "office", "place", "people")
        if t is not None and how == "gen" and (t.cases == "N" or (t.kind == "head" and t.sort == "person" and "G" not in t.cases)):
            return None
        if t is None or (t.kind == "head" and t.weak):
            return self._inner_name(c, k, how, d)
        if t.kind == "place":
            if t.role:
                c.inner.append((t.role, t.office))
            if self.grammar.genitive and (self._part(end) is None or self._begins_name(end)):
                return end
            return self._place(c, end)
        if t.kind == "head":
            if how == "at" and t.sort == "person":
                return None
            self._take(c, t, k, True)
            after, following = self.at(end)
            b = pick(following, "body")
            if b is not None and t.sort != "person":
                c.body = b.body
                return after
            if t.sort == "person":
                return self._take_name(c, end)
            return self._quoted_name(end) or (self._title_name(end) if t.role in _TITLED else end)
        if t.kind == "body":
            c.body = t.body
        elif t.kind == "office":
            c.office = t.office
        else:
            c.nations.append((t.party, "self"))
            c.places.append((k, end))
            after, following = self.at(end)
            place = pick(following, "place") if self.grammar.noun_modifiers else None
            if place is not None:
                c.inner += [(place.role, place.office)] if place.role else []
                end = after
        return end

    def _inner_name(self, c: Draft, k: int, how: str, d: Draft) -> int | None:
        """A person or a place in a complement."""
        if how == "gen":
            return self._genitive_name(c, k, d)
        end = self._take_name(c, k)
        if end > k and c.person is not None:
            return end
        c.name = c.given = None
        end = self._place(c, k)
        return end if end > k else None

    def _begins_name(self, k: int) -> bool:
        names, text = self.lexicon.names, self.tokens[k].text
        return names.given_name(text) is not None or bool(names.known(text)) or self._part(k + 1) is not None

    def _genitive_name(self, c: Draft, k: int, d: Draft) -> int | None:
        """`радник Зеленського`, `мер Харкова Ігор Терехов`: a name behind a head is its complement when its case says so;
        given names and surnames in the nominative belong to the one who holds the title."""
        if self._part(k) is None and self.low(k) not in self.lexicon.actors.not_people:
            return None
        names, token = self.lexicon.names, self.tokens[k]
        if names.given_name(token.text) is not None:
            return None
        known = names.known(token.text)
        role = self.lexicon.conflict.roles.get(d.role)
        if known:
            if role is None or not role.relays or names.in_nominative(token.text, known[0].person):
                return None
            c.person, c.name = known[0].person, (k, k + 1)
            return k + 1
        marks = self._parts(k)
        if len(marks) > 2 and recognize(self.tokens, marks, names, d.role)[0] is not None:
            return None
        alone = self._part(k + 1) is None or names.given_name(self.tokens[k + 1].text) is None
        if d.role not in _PLACED or (alone and token.lower.endswith(self.grammar.surnames)):
            return None
        end = self._place(c, k)
        return end if end > k else None

    def _place(self, c: Draft, k: int) -> int:
        """Capitalized words up to where a person's name begins."""
        end = k
        while end < min(self.stop, k + 3) and (self._part(end) is not None or self.low(end) in self.lexicon.actors.not_people):
            if end > k and self.lexicon.names.given_name(self.tokens[end].text) and self._part(end + 1):
                break
            if end > k and self.lexicon.names.known(self.tokens[end].text):
                break
            end += 1
        if end == k:
            step, terms = self.at(k)
            t = pick(terms, "nation", "seat")
            if t is not None:
                c.nations.append((t.party, "self"))
                end = step
        if end > k:
            c.places.append((k, end))
            after, following = self.at(end)
            t = pick(following, "place")
            if self.grammar.noun_modifiers and t is not None:
                if t.role:
                    c.inner.append((t.role, t.office))
                end = after
        return end

    # -- names

    def _part(self, i: int) -> int | None:
        """Where a part of a name that begins at token `i` ends, or None."""
        if i >= self.stop:
            return None
        token = self.tokens[i]
        if token.kind != "word" or not _named(token) or token.lower in self.lexicon.actors.no_names:
            return None
        end, terms = self.at(i)
        if terms and not all(t.kind in {"place", "person"} or t.compound for t in terms):
            return None
        if len(token.text) == 1 and self.low(i + 1) == "." and self.tokens[i + 1].start == token.end:
            return i + 2
        return i + 1

    def _parts(self, j: int) -> list[int]:
        """The tokens of a name that begin a part, `[first, ..., end]`."""
        marks = [j]
        k = j
        while len(marks) <= _PARTS:
            end = self._part(k)
            if end is None:
                if k > j and self.low(k) in self.grammar.particles and not self.tokens[k].is_capitalized:
                    ahead = k + 1
                    while self.low(ahead) in self.grammar.particles and ahead < k + 3:
                        ahead += 1
                    if self._later_part(ahead) is not None and self._person_like(k, ahead):
                        k = ahead
                        continue
                end = self._later_part(k) if k > j else None
                if end is None:
                    break
            marks.append(end)
            k = end
        return marks

    def _later_part(self, i: int) -> int | None:
        """A surname that is a noun of the lexicon, too (Jan Visser, Jan de Boer)."""
        end = self._part(i)
        if end is not None or i >= self.stop:
            return end
        token = self.tokens[i]
        end, terms = self.at(i)
        plain = all(t.kind in {"head", "place", "adj"} and not t.capital for t in terms)
        titled = any(t.rank for t in terms) or self._part(end) is not None
        return end if terms and plain and not titled and end == i + 1 and token.is_capitalized and not token.text.isupper() else None

    def _person_like(self, k: int, ahead: int) -> bool:
        """Whether a particle joins parts of a name: not when the word is a preposition of complements and a title's name is
        complete ("burgemeester Babtsjenko van Hirske")."""
        return self.low(k) not in self.grammar.of or bool(self.lexicon.names.known(self.tokens[ahead].text))

    def _take_name(self, d: Draft, j: int) -> int:
        """Read a name at `j` into `d`; its end, or `j` when there is none."""
        marks = self._parts(j)
        if len(marks) < 2:
            marks = self._like_a_state(j)
            if len(marks) < 2:
                return j
        person, end = recognize(self.tokens, marks, self.lexicon.names, d.role)
        d.person, d.name = person, (j, end)
        d.given = self.lexicon.names.given_name(self.tokens[j].text) if len(marks) > 2 else None
        return end

    def _like_a_state(self, j: int) -> list[int]:
        """The marks of a listed person's name that begins like a state's (Israel Katz)."""
        end, terms = self.at(j)
        if pick(terms, "nation") is None or end != j + 1 or self._part(end) is None:
            return [j]
        given = self.lexicon.names.keys(self.tokens[j].text)
        known = self.lexicon.names.known(self.tokens[end].text)
        return [j, end, end + 1] if any(key in k.given for k in known for key in given) else [j]

    def _bare_name(self, d: Draft, j: int) -> int | None:
        aged = any(t.role == "witness" for t in self.at(j - 1)[1]) if j > d.first else False
        if d.definite and not aged:
            return None
        end = self._take_name(d, j)
        if end == j or (j == self.start and d.person is None and self._is_verb(j)):
            return None
        aged = aged or (self.low(end) == "(" and self.low(end + 1).isdigit() and self.low(end + 2) == ")")
        if d.person is None and aged:
            return self._aged(d, end)
        if d.person is None and (end - j < 2 or any(pick(self.at(k)[1], "place") for k in range(j, end))):
            return None
        d.head, d.sort = end - 1, "person"
        if d.person is not None:
            d.role, d.certain = d.person.role, 0.9
        else:
            d.certain = 0.75 if d.given else 0.45
        return self._bare_complement(d, end)

    def _is_verb(self, i: int) -> bool:
        """Whether the first word of a sentence is a verb and no given name."""
        token = self.tokens[i]
        return self.lexicon.names.given_name(token.text) is None and bool(load_verbs(self.lexicon.actors.code).forms(token.lower))

    def _aged(self, d: Draft, end: int) -> int:
        """`De 54-jarige Oksana uit Bachmoet`, `Oksana (54)`: somebody without office, so a witness."""
        d.head, d.sort, d.role, d.certain = end - 1, "person", "witness", 0.8
        d.term = Term("head", role="witness", sort="person", number="sg")
        if self.low(end) == "(":
            end += 3
        after = self._inner(d, end + 1, "origin") if self.low(end) in self.grammar.of | self.grammar.origin else None
        return after or end

    def _bare_complement(self, d: Draft, end: int) -> int:
        """`Natalija Popova van het regiobestuur`: a body behind a name tells who it is; a place alone does not."""
        if self.low(end) not in self.grammar.of | self.grammar.beside | self.grammar.origin:
            return end
        c = Draft(end, end, end)
        after = self._inner(c, end + 1, "of")
        if after is None or not (c.inner or c.bodies):
            return end
        c.end = after
        d.absorb(c, "of")
        return self._complements(d, after)

    # -- appositions

    def _apposition(self, d: Draft) -> None:
        if d.sort not in {"person", "people"} or self.low(d.end) != ",":
            return
        if d.name is None and d.role and d.term is not None and d.term.number != "pl":
            self._name_behind(d)
        elif d.name is not None:
            self._title_behind(d)

    def _name_behind(self, d: Draft) -> None:
        """`het hoofd van het stadsbestuur, Oleksandr Strjoek,`; also with a title of its own (`generaal ...`)."""
        start = d.end + 1
        named = Draft(start, start, start, role=d.role)
        head = pick(self.at(start)[1], "head")
        if head is not None and head.sort == "person":
            end = self._heads(named, start)
            if end is None or named.name is None or named.sort != "person":
                return
        else:
            end = self._take_name(named, start)
        full = named.name is not None and named.name[1] - named.name[0] > 1
        if end == start or not (full or named.person is not None) or not self._closed(end):
            return
        if d.definite in {"indefinite", "demonstrative"} and named.person is None and named.given is None:
            return
        d.person, d.name, d.given, d.end = named.person, named.name, named.given, end

    def _title_behind(self, d: Draft) -> None:
        """`Roeslan Moezytsjoek, woordvoerder van de Nationale Garde,`: with an article it is no part of the mention, but it
        tells who is meant."""
        title = Draft(d.end + 1, d.end + 1, d.end + 1)
        j = self._modifiers(title, self._determiner(title, d.end + 1))
        if pick(self.at(j)[1], "head") is None:
            return
        end = self._core(title, j)
        if end is None or title.sort != "person" or title.name is not None or end - d.end > _APPOSITION:
            return
        if not self._closed(end):
            return
        if d.term is None:
            d.absorb(title, "of")
            d.inner = [(r, o) for r, o in d.inner if (r, o) != (title.role, title.office)]
            d.nations = [(p, "adj") for p, _ in d.nations]
            d.role, d.term, d.certain = title.role, title.term, max(d.certain, title.certain)
        if title.definite:
            d.after = end
        else:
            d.end = end

    def _closed(self, end: int) -> bool:
        """Whether a clause part ends before token `end`."""
        return end >= self.stop or self.low(end) in {",", ".", ")", ";", ":", "!", "?", "…"} or self.low(end) in _DASHES


#: Roles whose complement in the genitive can be a bare place name.
_PLACED = frozenset(
    {"governor", "mayor", "chief", "leader", "resident", "councillor", "regional", "city", "police", "emergency", "deputy",
     "prosecution", "prosecutor", "police-officer", "separatist", "official", "rescuer", "medic", "legislator", "president",
     "hospital", "government", "diplomat", "spokesperson", "organisation", "fighter", "soldier", "court"}
)  # fmt: skip
