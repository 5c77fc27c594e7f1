"""The clause chart of a stretch of text: its finite clauses, what opens each, its verb, and how they nest.

After the theory of topological fields (Drach 1937; for Dutch: ANS, ch. 21): a clause has a left bracket (its finite verb,
or the word that subordinates it) and a right bracket (the other verbs and the separable particle). Read once from left to
right with a stack of open clauses, so the cost is linear.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.reading.verbs import NO_VERB, VerbToken, tag_verbs
from quoth.text import Token

ClauseKind = Literal["main", "that", "question", "sub", "rel"]
_PAUSES = {",", ";", ":", "–", "—", "(", ")", "-"}
_STRONG = {";", ":", "–", "—"}
_SHORT = 5  # a heading, not a sentence with an unknown verb
_CLOSING = {"»", "”", "’", "''"}


@dataclass(slots=True)
class Clause:
    """A finite clause. `marker` is the word that subordinates it, `verb` its finite verb, `others` its non-finite verbs;
    `first` and `end` include the clauses inside it. `link` is the coordinator that joins it to the clause before."""

    i: int
    kind: ClauseKind
    first: int
    marker: int | None = None
    parent: int | None = None
    link: int | None = None
    verb: int | None = None
    others: list[int] = field(default_factory=list)
    end: int = 0
    pause: int | None = None  # the last comma, coordinator, … since its verbs

    @property
    def body(self) -> int:
        """Its first token behind the subordinating word."""
        return self.first if self.marker is None else self.marker + 1


@dataclass(frozen=True, slots=True)
class Chart:
    first: int
    end: int
    clauses: tuple[Clause, ...]
    clause_of: dict[int, int]
    tags: dict[int, VerbToken]
    opaque: tuple[range, ...]

    def clause(self, token: int) -> Clause:
        """The innermost clause that the token belongs to."""
        return self.clauses[self.clause_of.get(token, 0)]

    def path(self, token: int) -> list[Clause]:
        """The clause of a token and those it lies in, outwards, coordinated ones not."""
        out, at = [], self.clause_of.get(token)
        while at is not None:
            out.append(self.clauses[at])
            at = self.clauses[at].parent
        return out

    def inside(self, clause: Clause, outer: Clause) -> bool:
        """Whether `clause` is `outer` or lies in it."""
        at: int | None = clause.i
        while at is not None:
            if at == outer.i:
                return True
            at = self.clauses[at].parent
        return False


class _Scan:
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
    ) -> None:
        self.tokens, self.first, self.end, self.words = tokens, first, end, words
        self.particles = verbs.particles()
        self.opaque = {r.start: r for r in opaque}
        hidden = {i for r in opaque for i in r}
        self.tags = {
            i: t for i, t in tag_verbs(tokens, first, end, verbs, words, guess, named).items() if i not in hidden
        }
        self.hidden = hidden
        self.clauses: list[Clause] = [Clause(0, "main", first)]
        self.stack = [0]
        self.clause_of: dict[int, int] = {}
        self.next_finite = self._next_finite()

    # -- looking ahead
    def _next_finite(self) -> list[int]:
        """For each token the next one that can be finite (or `end`)."""
        out = [self.end] * (self.end - self.first + 1)
        for i in range(self.end - 1, self.first - 1, -1):
            out[i - self.first] = i if self.tag(i).finite else out[i - self.first + 1]
        return out

    def finite_after(self, i: int) -> int:
        return self.next_finite[min(i + 1, self.end) - self.first]

    def tag(self, i: int) -> VerbToken:
        return self.tags.get(i, NO_VERB)

    def low(self, i: int) -> str:
        return self.tokens[i].lower if self.first <= i < self.end else ""

    @property
    def top(self) -> Clause:
        return self.clauses[self.stack[-1]]

    def pause_at(self, i: int) -> bool:
        return i >= self.end or self.tokens[i].text in _PAUSES or self.low(i) in self.words.coordinators

    def closes_after(self, verb: int, phrase_too: bool = False) -> bool:
        """Whether a clause that has its verb at the end can end at this verb: only other verbs follow it, an extraposed
        clause or, with `phrase_too`, an extraposed prepositional phrase."""
        i = verb + 1
        while (
            i < self.end
            and i not in self.hidden
            and (self.tag(i).is_verb or self.low(i) in self.words.infinitive_markers)
        ):
            i += 1
        if (
            self.low(i) in self.words.complementizers
            or self.low(i) in self.words.subordinators
            or self.low(i) in self.words.relatives
        ):
            return True  # an extraposed clause follows
        if phrase_too and self.low(i) in self.words.prepositions:
            return True
        return self.pause_at(i) or i in self.hidden or i >= self.end - 1

    # -- building
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

    def run(self) -> Chart:
        i = self.first
        while i < self.end:
            if i in self.opaque:
                for k in self.opaque[i]:
                    self.give(k)
                i = self.opaque[i].stop
                continue
            self.step(i)
            i += 1
        self.finish()
        return Chart(self.first, self.end, tuple(self.clauses), self.clause_of, self.tags, tuple(self.opaque.values()))

    def step(self, i: int) -> None:
        kind = self.marks(i)
        if kind is not None:
            self.subordinate(i, kind)
        elif self.tokens[i].text in _PAUSES:
            self.give(i)
            self.pause(i)
        elif self.low(i) in self.words.coordinators:
            self.give(i)
            if self.top.verb is not None:
                self.top.pause = i if self.top.pause is None or self.low(i) in self.words.clausal else self.top.pause
        elif self.tag(i).is_verb:
            self.verb(i)
        else:
            self.give(i)

    def marks(self, i: int) -> ClauseKind | None:
        """What kind of subordinate clause the token opens, if any."""
        low, words = self.low(i), self.words
        ahead = self.finite_after(i)
        if ahead >= self.end or not self.tokens[i].is_word:
            return None
        begins = i == self.first or self.tokens[i - 1].text in {*_STRONG, "«", "“", "„", "‘", '"', ",,"}
        after_pause = begins or self.pause_at(i - 1) or self.tokens[i - 1].text in _CLOSING
        if low in words.complementizers:
            if low in words.demonstratives or low in words.anaphors:
                if (
                    begins
                    and self.tag(ahead).sure
                    and (ahead == i + 1 or (ahead <= i + 3 and not self.closes_after(ahead)))
                ):
                    return None  # "Dat meldt Kiev", "Dat beeld klopt niet"
                if (
                    self.low(i - 1) in words.prepositions
                    and self.low(i - 1) not in words.subordinators
                    and self.top.verb is None
                ):
                    return None  # "in dat gebied"; behind a verb it may be a particle: "gaf aan dat"
                if (
                    ahead == i + 1
                    and self.tag(ahead).sure
                    and self.tag(ahead).is_aux
                    and not self.closes_after(ahead)
                    and words.verb_second
                    and not after_pause
                ):
                    return None
                if words.verb_second and not after_pause and self.top.verb is not None and not self.verb_final_ahead(i):
                    return None
            relative = (
                low in words.relatives and self.tokens[i - 1].text == "," and self.top.verb is None and not begins
            )
            return "rel" if relative else "that"
        if low in words.subordinators and low not in words.ambiguous:
            return "sub"
        if low in words.questions and self.low(i - 1) in words.question_nouns and self.verb_final_ahead(i):
            return "question"
        if low in words.questions and (
            after_pause
            or self.particle_before(i)
            or self.tag(i - 1).is_verb
            or self.low(i - 1) in words.negators
            or self.low(i - 1) in words.adverbs
        ):
            if low in words.coordinators and not (
                begins
                or self.tokens[i - 1].text in {",", *_CLOSING}
                or self.low(i - 1) in self.particles
                or self.tag(i - 1).is_verb
                or self.low(i - 1) in words.negators
            ):
                return None
            if (
                low in words.coordinators
                and self.tokens[i - 1].text in {",", *_CLOSING}
                and not self.verb_final_ahead(i)
            ):
                return None
            if begins and words.verb_second and ahead == i + 1:
                return None  # a direct question, or "Wie dat zegt": left to the main clause
            return "question"
        if low in words.relatives and not begins and i > self.first:
            before = self.low(i - 1)
            if before in words.subject_pronouns or before in words.object_pronouns or before in words.determiners:
                return None
            if self.tokens[i - 1].text == "," or (
                self.tokens[i - 1].is_word
                and before not in words.prepositions
                and not self.tag(i - 1).only_finite
                and before not in words.clausal
            ):
                if (
                    low in words.demonstratives
                    and ahead == i + 1
                    and (self.low(i + 2) in words.subject_pronouns or self.low(i + 2) in words.definite)
                ):
                    return None  # "…, die ruimen we op": a main clause
                if (low in words.demonstratives or low in words.questions) and not self.verb_final_ahead(i):
                    return None
                if low in words.verbless and not self.unbroken(i, ahead):
                    return None  # "een reeks dorpen, waaronder A en B, is gevallen"
                return "rel"
            if before in words.prepositions and low not in words.demonstratives and self.verb_final_ahead(i):
                return "rel" if self.unbroken(i, ahead) else None
        if (
            low in words.ambiguous
            and after_pause
            and ahead > i + 1
            and self.unbroken(i, ahead)
            and self.verb_final_ahead(i)
        ):
            return "sub"
        return None

    def particle_before(self, i: int) -> bool:
        """Whether a separable particle stands before, as in "legde uit waarom"; behind a comma it is a preposition."""
        low = self.low(i - 1)
        return low in self.particles and (low not in self.words.prepositions or self.low(i - 2) != ",")

    def unbroken(self, i: int, verb: int) -> bool:
        return not any(self.tokens[k].text == "," for k in range(i, min(verb, i + 60)))

    def verb_final_ahead(self, i: int) -> bool:
        """Whether a clause opened at `i` gets its finite verb where a subordinate clause has it."""
        if not self.words.verb_second:
            return True
        verb = self.finite_after(i)
        while verb < self.end and verb - i <= 60:
            if any(self.marks_quickly(k) for k in range(i + 1, verb)):
                return False
            if self.closes_after(verb, phrase_too=verb - i > 2):
                return True
            if any(self.tokens[k].text in {";", ":"} for k in range(i, verb)):
                return False
            nxt = self.finite_after(verb)
            if nxt >= self.end or nxt - i > 40:
                break
            verb = nxt
        first = self.finite_after(i)
        if first >= self.end or first - i <= 2 or first - i > 60 or self.tag(first).is_aux:
            return False
        return not any(self.tokens[k].text == "," for k in range(i, first))  # an extraposed phrase follows the verb

    def subordinate(self, i: int, kind: ClauseKind) -> None:
        link = None
        if i - 1 >= self.first and self.low(i - 1) in self.words.coordinators:
            link = i - 1
            while len(self.stack) > 1 and self.top.kind != kind and self.clauses[self.stack[-2]].kind != "main":
                self.close()
            if self.top.kind == kind and self.top.verb is not None:
                parent = self.top.parent
                self.close()
                self.open(kind, i, i, parent, link)
                self.give(i)
                return
        elif (
            self.top.kind in {"rel", "sub"}
            and self.top.verb is not None
            and self.top.pause is not None
            and len(self.stack) > 1
        ):
            self.close()
        self.open(kind, i, i, self.stack[-1], link)
        self.give(i)

    def pause(self, i: int) -> None:
        top, text = self.top, self.tokens[i].text
        if text in {";", ":"} or (text in _STRONG and self.tokens[i].start > self.tokens[i - 1].end):
            while len(self.stack) > 1 and self.top.verb is not None:
                self.close()
            top = self.top
        elif len(self.stack) > 1 and top.verb is not None and text != "(":
            parent = self.clauses[self.stack[-2]]
            nxt = i + 1
            if self.low(nxt) in self.words.coordinators:
                pass  # the coordinator decides
            elif parent.verb is None or top.kind == "rel" or not self.words.verb_second:
                self.close()
                top = self.top
        if top.verb is not None:
            top.pause = i

    def verb(self, i: int) -> None:
        tag, top = self.tag(i), self.top
        before = self.low(i - 1) if i > self.first else ""
        if (
            not tag.sure
            and self.low(i) in self.words.possessives
            and (top.verb is not None or self.better_verb_follows(i, top))
        ):
            self.give(i)
            return
        if before in self.words.infinitive_markers:
            self.other(i)
            return
        if not tag.finite:
            if before == "," and not tag.infinitive and self.words.verb_second:
                self.give(i)  # "opstandelingen, aangevoerd door X,": an attribute
            else:
                self.other(i)
            return
        if before == "," and tag.participle and self.low(i + 1) in self.words.agents:
            self.give(i)  # "the adversary, backed by aviation,"
            return
        if not tag.sure and not self.words.verb_second and top.verb is not None:
            self.give(i)  # a noun as likely as a verb, in a clause that has its verb
            return
        if top.verb is None:
            if (tag.participle or tag.infinitive or not tag.sure) and self.better_verb_follows(i, top):
                self.other(i)
                return
            top.verb = i
            self.give(i)
            return
        if top.pause is None:
            if (
                not self.words.verb_second
                and tag.only_finite
                and tag.sure
                and len(self.stack) > 1
                and self.clauses[self.stack[-2]].verb is None
            ):
                self.close()
                self.verb(i)
                return
            if (
                self.words.verb_second
                and top.kind != "main"
                and self.clauses[self.stack[-2]].verb is None
                and tag.sure
                and not self.in_cluster(i)
            ):
                self.close()
                self.verb(i)
                return
            if (
                tag.sure
                and not self.in_cluster(i)
                and not self.completes(tag, top)
                and top.kind == "main"
                and self.words.drops_that
                and i - top.verb >= 2
                and not (tag.participle and self.better_verb_follows(i, top))
            ):
                self.zero_that(i, top)
                return
            self.other(i)
            return
        if not tag.only_finite and self.in_cluster(i) and tag.infinitive:
            self.other(i)
            return
        if before != "," and not self.second(i) and self.completes(tag, top):
            self.other(i)
            return
        if not tag.sure and not tag.only_finite and not self.second(i):
            self.other(i)
            return
        self.coordinate(i, top)

    def zero_that(self, i: int, top: Clause) -> None:
        """English: "Kyiv said troops entered the town": the second verb has a clause of its own, without a word to open it."""
        assert top.verb is not None
        first = top.verb + 1
        self.open("that", first, None, top.i)
        for k in range(first, i + 1):
            if self.clause_of.get(k) == top.i:
                self.clause_of[k] = self.stack[-1]
        self.top.verb = i
        self.give(i)

    def second(self, i: int) -> bool:
        """Whether a form stands where a main clause has its finite verb: one word behind a coordinator, its subject next."""
        joined = self.low(i - 1) in self.words.clausal or self.low(i - 2) in self.words.clausal
        after = self.low(i + 1)
        return joined and (after in self.words.subject_pronouns or after in self.words.definite)

    def completes(self, tag: VerbToken, top: Clause) -> bool:
        """Whether a form that need not be finite is the lexical verb that an auxiliary is still waiting for."""
        if top.verb is None or top.others or not self.tag(top.verb).is_aux:
            return False
        lemmas = {f.lemma for f in self.tag(top.verb).finite}
        if lemmas & (self.words.perfect_auxiliaries | self.words.passive_auxiliaries):
            return bool(tag.participle) and not tag.is_aux
        return bool(tag.infinitive)

    def in_cluster(self, i: int) -> bool:
        return i > self.first and (self.tag(i - 1).is_verb and self.clause_of.get(i - 1) == self.stack[-1])

    def better_verb_follows(self, i: int, top: Clause) -> bool:
        """Whether an ambiguous form can leave the role of finite verb to one that follows in the same clause."""
        k = self.finite_after(i)
        limit = i + 25
        while k < min(self.end, limit):
            if any(self.tokens[m].text in {";", ":"} for m in range(i, k)):
                return False
            tag = self.tag(k)
            possessive = i == self.first and self.low(i) in self.words.possessives
            if (not possessive and self.words.verb_second and self.tokens[k - 1].text == ",") or (
                self.tokens[k - 2].text == "," and self.low(k - 1) in self.words.parenthetical_openers
            ):
                return False  # "…, zei X", "…, zo meldt X"
            if any(self.marks_quickly(m) for m in range(i + 1, k)) or self.low(k - 1) in self.words.clausal:
                return False
            if tag.is_aux or (tag.only_finite and tag.sure):
                if k == i + 1 and self.words.verb_second:
                    return True  # "verlaten hebben", "heroverd heeft"
                if (
                    top.kind == "rel"
                    and self.tag(i).sure
                    and k - i > 2
                    and top.parent is not None
                    and self.clauses[top.parent].verb is None
                ):
                    return False  # "de schepen die koers zetten naar ..., worden beschouwd": the outer clause waits for its verb
                if self.tag(i).sure and self.tag(i).finite and any(self.tokens[m].text == "," for m in range(i, k)):
                    return False
                return not self.tag(i).sure or not self.words.verb_second or top.kind != "main"
            k = self.finite_after(k)
        return False

    def marks_quickly(self, i: int) -> bool:
        low = self.low(i)
        return low in self.words.complementizers or (
            low in self.words.subordinators and low not in self.words.ambiguous
        )

    def coordinate(self, i: int, top: Clause) -> None:
        """A further finite verb behind a pause: a clause of its own, beside or above the one open now."""
        start = self.boundary(top, i)
        link = start if self.low(start) in self.words.coordinators else None
        if link is None and start + 1 < i and self.low(start + 1) in self.words.coordinators:
            link = start + 1
        kind: ClauseKind = top.kind
        parent = top.parent
        left = top.i
        if not self.words.verb_second and link is not None and i == link + 1 and self.low(i + 1) in self.words.complementizers:
            while len(self.stack) > 1 and self.top.kind != "main":
                self.close()  # "denied that … and stated that …": a verb of the outer clause
            kind, parent, top = self.top.kind, self.top.parent, self.top
        if self.words.verb_second and top.kind != "main":
            between = i - (link if link is not None else start) - 1
            if not self.closes_after(i) or between == 0 or link is None:
                while len(self.stack) > 1 and self.top.kind != "main":
                    self.close()
                resumed = self.top
                if resumed.verb is None:
                    self.verb(i)
                    return
                kind, parent, top = "main", resumed.parent, resumed
        elif top.kind in {"rel", "sub"} and link is None:
            while len(self.stack) > 1 and self.top.kind in {"rel", "sub"}:
                self.close()
            if self.top.verb is None:
                self.verb(i)
                return
            kind, parent, top = self.top.kind, self.top.parent, self.top
        if top.i in self.stack:
            while self.stack[-1] != top.i:
                self.close()
            self.close()
        first = start + 1 if link is None else link + 1
        clause = self.open(kind, first, None, parent, link)
        for k in range(first, i + 1):
            if self.clause_of.get(k) in {top.i, left}:
                self.clause_of[k] = clause.i
        clause.verb = i
        self.give(i)

    def boundary(self, top: Clause, i: int) -> int:
        """Where the clause of a further finite verb `i` begins: the best pause since the verbs of the clause before."""
        assert top.verb is not None
        since = max([top.verb, *[o for o in top.others if o < i]])
        pauses = [
            k
            for k in range(since + 1, i)
            if k not in self.hidden and self.pause_at(k) and self.clause_of.get(k) == top.i
        ]
        if not pauses:
            return top.pause if top.pause is not None else i - 1
        for k in reversed(pauses):
            if self.tokens[k].text in {";", ":"}:
                return k
        linked = [k for k in pauses if self.low(k) in self.words.clausal]
        after_comma = [k for k in linked if k - 1 in pauses]
        if after_comma:
            return after_comma[-1]
        commas = [k for k in pauses if self.tokens[k].text in {",", "–", "—"}]
        if commas and i - commas[-1] <= 2:
            return commas[-1]  # "…, zei X": the verb stands right behind the comma
        if linked:
            opens = [k for k in linked if self.opens_constituent(k + 1)]
            return (opens or linked)[-1]
        return commas[-1] if commas else pauses[-1]

    def opens_constituent(self, i: int) -> bool:
        low = self.low(i)
        return (
            low in self.words.determiners
            or low in self.words.subject_pronouns
            or low in self.words.prepositions
            or low in self.words.adverbs
            or bool(self.tag(i).finite)
        )

    def other(self, i: int) -> None:
        self.top.others.append(i)
        self.give(i)

    def finish(self) -> None:
        for clause in self.clauses:
            clause.end = clause.first + 1
        for k, number in self.clause_of.items():
            self.clauses[number].end = max(self.clauses[number].end, k + 1)
        for clause in reversed(self.clauses):
            if clause.parent is not None:
                parent = self.clauses[clause.parent]
                parent.end = max(parent.end, clause.end)


def build_chart(
    tokens: Sequence[Token], first: int, end: int, words: Words, verbs: Verbs, opaque: Collection[range] = (),
    named: Collection[int] = frozenset(),
) -> Chart:  # fmt: skip
    """The clauses of the tokens `[first, end)`; `opaque` are quotations in it that are not looked into, `named` tokens of
    actor mentions, in which no verb is sought."""
    hidden = sorted(opaque, key=lambda r: r.start)
    chart = _Scan(tokens, first, end, hidden, words, verbs, False, named).run()
    if chart.clauses[0].verb is None and end - first > _SHORT:
        guessed = _Scan(tokens, first, end, hidden, words, verbs, True, named).run()
        if guessed.clauses[0].verb is not None:
            return guessed
    return chart
