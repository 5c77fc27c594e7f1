"""What stands in front of a head noun: determiners, adjectives, possessives, modifying nouns."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.reading.draft import Draft, pick
from quoth.reading.lexicon import Term
from quoth.reading.namephrase import NameReader

_ROUNDS = 8
_ADJECTIVE = 6  # letters of the shortest word that is taken for an unknown adjective by its ending
_AHEAD = 3


class ModifierReader(NameReader):
    """Reads determiners and modifiers into a draft."""

    def _determiner(self, d: Draft, i: int) -> int:
        end, terms = self.at(i)
        det = pick(terms, "det")
        if det is None or (det.definite == "possessive" and self._is_article(end)):
            return i
        if det.definite == "possessive" and i and self.low(i - 1) in self.grammar.expletives:
            return i  # "er zijn twaalf burgers gedood"
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
                skipped = self._name_modifier(d, j) or self._appointed_by(d, j)
                if skipped is None:
                    break
                j = skipped
                continue
            owners = [t for t in terms if t.possessive]
            if owners:
                self._owner(d, owners[0], j)
                d.definite = d.definite or "definite"
            elif (t := pick(terms, "appointed")) is not None and self._leads_on(end, inner):
                d.appointed = True
                if t.weak and j == d.first:
                    d.first = end
            elif (
                pick(terms, "adj-nation")
                and pick(terms, "nation")
                and not (self.noun_follows(end) or self._head_follows(end))
            ):
                break  # "the US denied": the state itself
            elif (t := pick(terms, "adj-nation")) is not None and (pick(terms, "head") is None or self._leads_on(end)):
                d.nations.append((t.party, "adj"))
            elif pick(terms, "adj", "num") is not None and (pick(terms, "head") is None or self._leads_on(end)):
                d.office = d.office or next((t.office for t in terms if t.kind == "adj" and t.office), "")
                d.title = d.title or next((t.role for t in terms if t.kind == "adj" and t.role), "")
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
        while end < min(self.stop, j + 3) and (
            self._part(end) is not None or self.low(end) in self.lexicon.actors.not_people
        ):
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
            if (
                token is None
                or token.kind != "word"
                or token.is_capitalized
                or not token.lower.endswith(self.grammar.adjectives)
            ):
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
