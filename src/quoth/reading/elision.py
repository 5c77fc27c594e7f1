"""Clauses that no word opens, as a language builds them that drops its complementizer.

"Officials say the bridge was hit": the second verb has a clause of its own. "…, Jan Pot, the mayor, said": an aside
parts the subject of an inquit from its verb. ", adding that …" goes on with the subject of the verb of saying before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.reading.chart import Clause, ClauseKind
from quoth.reading.lookahead import PAUSES, Lookahead
from quoth.text import Token

#: The longest name with titles that an inquit has as its subject, in tokens.
SUBJECT = 12
#: How far before a verb of saying the subject of an inquit with an aside is looked for, in tokens.
_ASIDE = 40
#: How many commas such an aside may have.
_COMMAS = 3


class Elision(Lookahead):
    """The clauses found so far in a stretch of tokens, and the stack of those that are open."""

    def __init__(
        self,
        tokens: Sequence[Token],
        first: int,
        end: int,
        opaque: Sequence[range],
        words: Words,
        verbs: Verbs,
        guess: bool,
        named: Collection[int],
        dated: Collection[int],
    ) -> None:
        super().__init__(tokens, first, end, opaque, words, verbs, guess, named, dated)
        self.opaque = {r.start: r for r in opaque}
        self.clauses: list[Clause] = [Clause(0, "main", first)]
        self.stack = [0]
        self.clause_of: dict[int, int] = {}

    @property
    def top(self) -> Clause:
        return self.clauses[self.stack[-1]]

    def open(
        self, kind: ClauseKind, first: int, marker: int | None, parent: int | None, link: int | None = None
    ) -> Clause:
        clause = Clause(len(self.clauses), kind, first, marker, parent, link)
        self.clauses.append(clause)
        self.stack.append(clause.i)
        return clause

    def close(self) -> None:
        self.stack.pop()

    def give(self, i: int) -> None:
        self.clause_of[i] = self.stack[-1]

    def zero_that(self, i: int, top: Clause) -> None:
        """English: "Kyiv said troops entered the town": the second verb has a clause of its own that no word opens."""
        assert top.verb is not None
        while self.stack[-1] != top.i:
            self.close()
        said = top.others[0] if top.others and self.tag(top.verb).is_aux else top.verb
        first = said + 1
        top.others = [o for o in top.others if o <= said]
        if top.pause is not None and top.pause > said:
            top.pause = None
        self.open("that", first, None, top.i)
        for k in range(first, i + 1):
            if self.clause_of.get(k) == top.i:
                self.clause_of[k] = self.stack[-1]
        for inner in self.clauses[:-1]:
            if inner.parent == top.i and inner.first >= first:
                inner.parent = self.stack[-1]
        self.top.verb = i
        self.give(i)

    def resumes_telling(self, i: int) -> bool:
        """Whether "adding that", "saying: …" behind a comma goes on with the subject of the verb of saying before."""
        if self.telling is None or self.low(i - 1) != "," or self.clauses[0].verb is None:
            return False
        if not any(f.kind == "gerund" and f.lemma in self.telling.clausal for f in self.tag(i).infinitive):
            return False
        k = self.behind_adverbs(i + 1)
        nxt = self.low(k)
        follows = nxt in self.words.complementizers or k in self.hidden or nxt in {":", ","}
        outer = next((c for c in reversed(self.clauses) if c.kind == "main" and c.verb is not None), None)
        told = outer is not None and any(map(self.speaks, [outer.verb or 0, *outer.others]))
        return follows or (told and self.opens_phrase(k))

    def aside_subject(self, i: int) -> int | None:
        """Where an inquit begins whose subject an aside parts from its verb: "…, Jan Pot, the mayor, said"."""
        if not self.says(i):
            return None
        found, right, gaps = None, i - 1, 0
        for k in range(i - 2, max(self.first, i - _ASIDE), -1):
            if k in self.hidden or self.tokens[k].text in {";", ":"}:
                break
            if self.tokens[k].text != ",":
                continue
            if self.is_name(k + 1, right):
                found = k
            elif found is not None:
                break
            gaps, right = gaps + 1, k
            if gaps > _COMMAS:
                break
        if found is None or not any(c.verb is not None and c.verb < found for c in self.clauses):
            return None
        main = next((c for c in self.clauses if c.kind == "main" and c.verb is not None and c.verb < found), None)
        return found + 1 if main is not None else None

    def joined_subject(self, i: int) -> int | None:
        """Where an inquit begins whose subjects are joined: "…, residents and UN sources said"."""
        k, joins = i - 1, 0
        while k > self.first and i - k <= SUBJECT:
            low = self.low(k)
            if low in self.words.source_coordinators:
                joins += 1
            elif (
                k not in self.named
                and low not in self.words.determiners
                and self.low(k + 1) not in self.words.source_coordinators
            ):
                break
            k -= 1
        main = any(c.kind == "main" and c.verb is not None and c.verb < k for c in self.clauses)
        return k + 1 if joins and main and self.low(k) == "," and k + 1 < i else None

    def is_name(self, first: int, end: int) -> bool:
        """Whether the tokens are one actor's mention, perhaps behind a determiner, with no verb among them."""
        return (
            0 < end - first <= SUBJECT
            and all(k in self.named for k in range(first, end - 1))
            and (end - first > 1 or first in self.named or self.tokens[first].is_capitalized)
        )

    def inquit(self, i: int, first: int) -> None:
        """Open the clause of an inquit that begins before its aside."""
        while len(self.stack) > 1:
            self.close()
        left = {c.i for c in self.clauses if c.first < first}
        self.close()
        clause = self.open("main", first, None, None)
        for k in range(first, i + 1):
            if self.clause_of.get(k, 0) in left:
                self.clause_of[k] = clause.i
        for inner in self.clauses[:-1]:
            if inner.first >= first and inner.parent in left:
                inner.parent = clause.i
            inner.others = [o for o in inner.others if o < first or inner.first >= first]
        clause.verb = i
        self.give(i)

    def says(self, i: int) -> bool:
        """Whether a verb of saying that takes a clause stands here."""
        tag = self.tag(i)
        forms = tag.finite or (*tag.participle, *tag.infinitive)
        return self.telling is not None and any(f.lemma in self.telling.clausal for f in forms)

    def speaks(self, i: int) -> bool:
        """Whether any verb that attributes stands here."""
        tag = self.tag(i)
        forms = (*tag.finite, *tag.participle, *tag.infinitive)
        return self.telling is not None and any(f.lemma in self.telling.speech for f in forms)

    def ends_phrase(self, i: int, top: Clause) -> bool:
        """Whether the verb follows a noun phrase with an aside or a list, which a verb of saying has behind it."""
        if top.pause is None or top.verb is None or self.awaiting(top) is not top or self.has_subject(i, top):
            return False
        return self.low(i - 1) == "," or (self.low(top.pause) in self.words.coordinators and i - 1 != top.pause)

    def has_subject(self, i: int, top: Clause) -> bool:
        """Whether the form has a subject of its own behind the last comma: "…, he told", "…, the official said"."""
        if self.words.verb_second or top.pause is None or not self.tag(i).finite or self.low(top.pause) != ",":
            return False
        gap = range(top.pause + 1, i)
        return self.low(i - 1) in self.words.subject_pronouns or (
            0 < len(gap) <= SUBJECT
            and all(k in self.named for k in gap[:-1])
            and (len(gap) > 1 or gap[0] in self.named)
        )

    def is_inquit(self, top: Clause) -> bool:
        """Whether the clause with its verb of saying stands behind or inside what is said: "…", X said in a post."""
        if top.verb is None or not self.tag(top.verb).finite:
            return False
        if any(k in self.hidden for k in range(top.first, top.verb)):
            return True
        if top.i and top.link is None and self.low(top.first - 1) == ",":
            return any(c.verb is not None and c.i != top.i and self.tag(c.verb).finite for c in self.clauses[: top.i])
        closed = self.words.prepositions | self.words.adverbs | self.words.subordinators
        opens = self.low(top.first) not in closed and top.first not in self.dated and not self.tag(top.first).is_verb
        return opens and self.low(top.verb - 1) in self.words.subject_pronouns and self.low(top.verb - 2) == ","

    def awaiting(self, top: Clause) -> Clause | None:
        """The clause, this one or that around a relative one, whose verb of saying has only a noun phrase behind it."""
        while top.kind == "rel" and top.parent is not None:
            top = self.clauses[top.parent]
        if self.is_inquit(top):
            return None
        if top.verb is None or not any(self.is_bound(k) for k in (top.verb, *top.others[:1])):
            return None
        if any(c.parent == top.i and c.first > top.verb and c.kind in {"that", "question"} for c in self.clauses):
            return None
        if self.tag(top.verb).finite and all(
            self.low(k) in self.words.adverbs or k in self.dated for k in range(top.body, top.verb)
        ):
            return None  # "…, said the mayor, and the road is closed"
        k = self.behind_adverbs((top.others[0] if top.others else top.verb) + 1)
        closed = self.words.prepositions | self.words.coordinators | self.words.infinitive_markers
        return top if k < self.end and self.tokens[k].kind != "mark" and self.low(k) not in closed else None

    def last_chance(self, i: int) -> bool:
        """Whether no surer finite verb follows before the next pause, and the form has words on both sides."""
        k = i + 1
        if (
            k >= self.end
            or self.tokens[k].kind == "mark"
            or self.low(k) in self.words.prepositions | self.words.coordinators
        ):
            return False
        while k < self.end and not self.pause_at(k):
            if self.tag(k).finite and (self.tag(k).sure or self.tag(k).is_aux):
                return False
            k += 1
        return i - 1 >= self.first and self.low(i - 1) not in self.words.determiners

    def gapped(self, top: Clause, i: int) -> bool:
        """Whether a participle shares the auxiliary of the clause before: no word between opens a clause of its own."""
        if top.verb is None or not self.tag(top.verb).is_aux or not self.tag(top.others[-1]).participle:
            return False
        link = top.others[-1] + 1
        return self.low(link) in self.words.clausal and not any(self.tokens[k].text in PAUSES for k in range(link, i))

    def awaits(self, top: Clause) -> bool:
        """Whether a main clause's auxiliary still waits for a participle that is still to come."""
        if top.kind != "main" or top.verb is None or top.others or not self.tag(top.verb).is_aux:
            return False
        lemmas = {f.lemma for f in self.tag(top.verb).finite}
        return bool(lemmas & self.words.perfect_auxiliaries)
