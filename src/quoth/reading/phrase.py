"""Noun phrases that name an actor: determiner, adjectives, head, what complements it, a name, an apposition.

The grammar is the same for all languages; what differs is in `[grammar]` of their `actors.toml`: complements behind a
preposition ("woordvoerder van het leger") or in the genitive ("речник Повітряних сил"), nouns in front of the noun
that
they modify ("army spokesman"), possessives ("Poetins woordvoerder"). Every step looks a bounded number of tokens
ahead.
"""

from __future__ import annotations

from quoth.reading.complements import ComplementReader
from quoth.reading.cursor import OPENING
from quoth.reading.draft import TITLED, Draft, pick
from quoth.reading.lexicon import Term

_APPOSITION = 9
_DASHES = frozenset({"-", "–", "—"})


class PhraseReader(ComplementReader):
    """Reads the noun phrases of a sentence that name an actor."""

    def phrase(self, i: int) -> Draft | None:
        """The phrase that begins at token `i`, with its apposition, or None."""
        d = Draft(i, i, i)
        j = self._modifiers(d, self._determiner(d, i))
        end = self._core(d, j)
        if end is None:
            return None
        if (
            d.term is not None
            and d.term.weak
            and not (d.nations or d.bodies or d.inner or d.places or d.people or d.body or d.name)
        ):
            return None
        if d.term is not None and d.term.adjectival and d.name is None and end == d.head + 1 and self.noun_follows(end):
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

    def _core(self, d: Draft, j: int) -> int | None:
        end, terms = self.at(j)
        if not terms:
            return self._bare_name(d, j)
        d.head = j
        t = pick(terms, "body") or pick(terms, "nation", "seat", "people", "office")
        if pick(terms, "head") is not None and not (
            t is not None and t.kind == "body" and not d.nations and not d.office
        ):
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
            persons = {"person", "people"}
            if not first and self.grammar.genitive and head.sort in persons and d.sort not in persons:
                break  # "агентству Reuters хірург …": two phrases
            self._take(d, head, j, first)
            j = self._complements(d, end)
            first = False
        return self._named(d, j)

    def _name_follows(self, j: int) -> bool:
        return pick(self.at(j)[1], "head") is not None or self._part(j) is not None

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
            named = d.role in TITLED and (d.term is None or d.term.number != "pl" or d.sort == "outlet")
            end = self._title_name(j) if named else j
            if end > j:
                d.name = (j, end)
                return self._complements(d, end)
            return j
        end = self._take_name(d, j)
        return self._complements(d, end) if end > j else j

    def _quoted(self, d: Draft, j: int) -> int | None:
        """A name between quotation marks: `издания «Медуза»`."""
        if d.sort == "person" or self.low(j) not in OPENING or d.role not in TITLED:
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

    def _bare_name(self, d: Draft, j: int) -> int | None:
        aged = any(t.role == "witness" for t in self.at(j - 1)[1]) if j > d.first else False
        if d.definite and not aged:
            return None
        end = self._take_name(d, j)
        if end == j or (j == self.start and d.person is None and self.is_verb(j)):
            return None
        opening, closing = self.low(end), self.low(end + 2)
        in_marks = (opening, closing) == ("(", ")") or (opening == "," and closing in {",", "."})
        aged = aged or (in_marks and self.low(end + 1).isdigit() and len(self.low(end + 1)) == 2)
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
        """`Roeslan Moezytsjoek, woordvoerder van de Nationale Garde,`: with an article it is no part of the mention,
        but it
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
