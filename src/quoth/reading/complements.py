"""What complements a head noun: "van het leger", "Повітряних сил", "in Moskou", a person or a place."""

from __future__ import annotations

from quoth.reading.draft import ENVOYS, HOSTS, LOCATED, PLACED, TITLED, Draft, pick
from quoth.reading.modifiers import ModifierReader
from quoth.reading.people import recognize


class ComplementReader(ModifierReader):
    """Reads complements, and takes what they tell into the draft of their head."""

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
        if low in self.grammar.at and d.name is None and (d.role in LOCATED or any(r in LOCATED for r, _ in d.inner)):
            return self._inner(d, j + 1, "at")
        if (
            low in self.grammar.joins
            and d.places
            and d.places[-1][1] == j
            and d.term is not None
            and d.term.number == "pl"
        ):
            after = self._place(d, j + 1)
            return after if after > j + 1 else None
        if low == "(":
            return self._abbreviation(d, j)
        field = pick(self.at(j)[1], "field")
        if field is not None and d.sort in {"person", "people"} and (d.role == "expert" or field.role):
            d.title = d.title or field.role
            return self.at(j)[0]
        if self.grammar.genitive and d.name is None:
            return self._inner(d, j, "gen")
        return None

    def _inner(self, d: Draft, j: int, how: str) -> int | None:
        """A complement at `j`: where it ends; what it tells goes into `d`."""
        c = Draft(j, j, j)
        k = j if how == "gen" else self._determiner(c, j)
        k = self._modifiers(c, k, True)
        end = self._inner_core(c, k, how, d)
        if end is None:
            return self._thing(c, k) if how == "of" and c.definite and d.sort in {"person", "people"} else None
        if how == "origin" and not (d.sort in {"person", "people"} or c.bodies or c.body):
            return None
        if how == "beside" and d.role not in ENVOYS and not (c.bodies or c.body or c.role or c.office):
            return None
        if how == "at" and not (c.places or c.nations or c.bodies or c.body or c.role in HOSTS):
            return None
        d.absorb(c, "at" if how == "at" else "of")
        return end

    def _thing(self, c: Draft, k: int) -> int | None:
        """`bewoners van het flatgebouw`: a noun that names no actor, behind its article and perhaps an adjective."""
        for end in (k, k + 1):
            if not self.noun_follows(end):
                return None
            if not self.low(end).endswith(self.grammar.adjectives) or not self.noun_follows(end + 1):
                return end + 1
        return None

    def _inner_core(self, c: Draft, k: int, how: str, d: Draft) -> int | None:
        end, terms = self.at(k)
        t = pick(terms, "head", "body", "nation", "seat", "office", "place", "people")
        if (
            t is not None
            and how == "gen"
            and (t.cases == "N" or (t.kind == "head" and t.sort == "person" and "G" not in t.cases))
        ):
            return None
        if how == "gen" and t is not None and t.sort == "people" and t.cases and "G" not in t.cases:
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
            return self._quoted_name(end) or (self._title_name(end) if t.role in TITLED else end)
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

    def _genitive_name(self, c: Draft, k: int, d: Draft) -> int | None:
        """`радник Зеленського`, `мер Харкова Ігор Терехов`: a name behind a head is its complement when its case
        says so;
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
        if d.role not in PLACED or (alone and token.lower.endswith(self.grammar.surnames)):
            return None
        end = self._place(c, k)
        return end if end > k else None

    def _place(self, c: Draft, k: int) -> int:
        """Capitalized words up to where a person's name begins."""
        end = k
        while end < min(self.stop, k + 3) and (
            self._part(end) is not None or self.low(end) in self.lexicon.actors.not_people
        ):
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
