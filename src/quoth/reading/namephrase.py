"""Names in noun phrases: people, titled bodies, names between quotation marks."""

from __future__ import annotations

from quoth.reading.cursor import CLOSING, OPENING, Cursor
from quoth.reading.draft import Draft, pick
from quoth.reading.people import recognize
from quoth.text.tokens import Token

_PARTS = 5


def _named(token: Token) -> bool:
    """Whether a word is written as part of a name: with a capital, also behind a joined article (al-Sharaa)."""
    if token.is_capitalized:
        return True
    article, hyphen, rest = token.text.partition("-")
    return bool(hyphen) and len(article) <= 3 and rest[:1].isupper()


class NameReader(Cursor):
    """Reads names; nothing in front of them and nothing behind."""

    def _part(self, i: int) -> int | None:
        """Where a part of a name that begins at token `i` ends, or None."""
        if i >= self.stop:
            return None
        token = self.tokens[i]
        if token.kind != "word" or not _named(token) or token.lower in self.lexicon.actors.no_names:
            return None
        terms = self.at(i)[1]
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
                if k > j and self.low(k) in self.grammar.particles:
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
        return (
            end
            if terms and plain and not titled and end == i + 1 and token.is_capitalized and not token.text.isupper()
            else None
        )

    def _person_like(self, k: int, ahead: int) -> bool:
        """Whether a particle joins parts of a name: not when the word is a preposition of complements and a title's
        name is
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

    def _quoted_name(self, j: int) -> int | None:
        """Where a short capitalized name between quotation marks ends, its marks included."""
        if self.low(j) not in OPENING or j + 2 >= self.stop or not self.tokens[j + 1].is_capitalized:
            return None
        for end in range(j + 2, min(self.stop, j + 6)):
            if self.tokens[end].text in CLOSING:
                return end + 1
        return None

    def _begins_name(self, k: int) -> bool:
        names, text = self.lexicon.names, self.tokens[k].text
        return names.given_name(text) is not None or bool(names.known(text)) or self._part(k + 1) is not None
