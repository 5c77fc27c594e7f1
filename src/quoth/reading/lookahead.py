"""What can be told of a token before the clauses are known: the verbs and pauses ahead of it in its stretch of text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.reading.chart import ClauseKind
from quoth.reading.telling import telling_verbs
from quoth.reading.verbs import NO_VERB, VerbToken, tag_verbs
from quoth.text import Token

PAUSES = {",", ";", ":", "–", "—", "(", ")", "-"}
_FAR = 60  # tokens within which a clause that is opened has its verb


class Lookahead:
    """The verbs of a stretch of tokens; `hidden` are those inside quotations that are not looked into."""

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
        dated: Collection[int] = frozenset(),
    ) -> None:
        self.dated = dated
        self.tokens, self.first, self.end, self.words = tokens, first, end, words
        self.particles = verbs.particles()
        self.telling = telling_verbs(verbs.code) if words.drops_that else None
        self.hidden = {i for r in opaque for i in r}
        self.named = named
        tagged = tag_verbs(tokens, first, end, verbs, words, guess, named)
        self.tags = {i: t for i, t in tagged.items() if i not in self.hidden} if self.hidden else tagged
        self._next = self._next_finite()

    def _next_finite(self) -> list[int]:
        """For each token the next one that can be finite (or `end`)."""
        out: list[int] = []
        for i, tag in self.tags.items():  # in order
            if tag.finite:
                out += [i] * (i + 1 - self.first - len(out))
        out += [self.end] * (self.end - self.first + 1 - len(out))
        return out

    def finite_after(self, i: int) -> int:
        return self._next[min(i + 1, self.end) - self.first]

    def tag(self, i: int) -> VerbToken:
        return self.tags.get(i, NO_VERB)

    def low(self, i: int) -> str:
        return self.tokens[i].lower if self.first <= i < self.end else ""

    def pause_at(self, i: int) -> bool:
        return i >= self.end or self.tokens[i].text in PAUSES or self.low(i) in self.words.coordinators

    def marks_quickly(self, i: int) -> bool:
        """Whether the word by itself says that a subordinate clause begins."""
        low, words = self.low(i), self.words
        return low in words.complementizers or (low in words.subordinators and low not in words.ambiguous)

    def unbroken(self, i: int, verb: int) -> bool:
        return not any(self.tokens[k].text == "," for k in range(i, min(verb, i + _FAR)))

    def closes_after(self, verb: int, phrase_too: bool = False) -> bool:
        """Whether a clause that has its verb at the end can end at this verb: only other verbs follow it, an extraposed
        clause or, with `phrase_too`, an extraposed prepositional phrase."""
        i, words = verb + 1, self.words
        while (
            i < self.end and i not in self.hidden and (self.tag(i).is_verb or self.low(i) in words.infinitive_markers)
        ):
            i += 1
        low = self.low(i)
        if low in words.complementizers or low in words.subordinators or low in words.relatives:
            return True  # an extraposed clause follows
        if phrase_too and low in words.prepositions:
            return True
        return self.pause_at(i) or i in self.hidden or i >= self.end - 1

    def verb_final(self, i: int) -> bool:
        """Whether a clause opened at `i` gets its finite verb where a subordinate clause has it."""
        if not self.words.verb_second:
            return True
        verb = self.finite_after(i)
        while verb < self.end and verb - i <= _FAR:
            if any(self.marks_quickly(k) for k in range(i + 1, verb) if not self._points(k, i, verb)):
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
        if first >= self.end or first - i <= 2 or first - i > _FAR or self.tag(first).is_aux:
            return False
        return self.unbroken(i, first)  # an extraposed phrase follows the verb

    def _points(self, k: int, i: int, verb: int) -> bool:
        """Whether the word is an object between a relative and its verb: "die dat meldde"."""
        return k == i + 1 and verb == k + 1 and self.low(k) in self.words.anaphors

    def second(self, i: int) -> bool:
        """Whether a form stands where a main clause has its verb: a word behind a coordinator, its subject next."""
        joined = self.low(i - 1) in self.words.clausal or self.low(i - 2) in self.words.clausal
        after = self.low(i + 1)
        return joined and (after in self.words.subject_pronouns or after in self.words.definite)

    def opens_phrase(self, i: int) -> bool:
        """Whether a noun phrase begins at the token."""
        low, words = self.low(i), self.words
        if i >= self.end or not self.tokens[i].is_word:
            return i < self.end and self.tokens[i].kind == "number"
        return low in words.determiners or low in words.subject_pronouns or self.tokens[i].is_capitalized

    def is_bound(self, i: int) -> bool:
        """Whether a verb of saying that takes no bare object stands here: a clause must follow it."""
        return self.telling is not None and any(
            f.lemma in self.telling.bound for f in self.tag(i).finite or self.tag(i).infinitive
        )

    def behind_adverbs(self, k: int) -> int:
        """The next token that is neither an adverb nor in a date."""
        while k < self.end and (
            (self.low(k) in self.words.adverbs and self.low(k) not in self.words.impersonal)
            or k in self.dated
            or (self.low(k) in self.words.prepositions and k + 1 in self.dated)
        ):
            k += 1
        return k

    def tells(self, i: int) -> bool:
        """Whether a finite verb of saying stands here with a clause behind it that no word opens."""
        if self.telling is None or i <= self.first or self.tag(i - 1).is_aux:
            return False
        words = self.words
        if not any(f.lemma in self.telling.clausal for f in self.tag(i).finite):
            return False
        if self.low(i - 1) in words.parenthetical_openers or self.low(i - 1) in words.infinitive_markers:
            return False
        k = self.behind_adverbs(i + 1)
        low = self.low(k)
        if k >= self.end or k in self.hidden or low in words.infinitive_markers:
            return False
        if low in words.agents:
            return any(self.low(m) in words.complementizers for m in range(k, min(k + 5, self.end)))
        if self.tokens[k].kind == "mark" or self.tag(k).is_aux or low in words.coordinators:
            return False
        if self.is_bound(i):
            return True
        return low not in words.prepositions and (self.opens_phrase(k) or i - 1 in self.named)

    def opens_constituent(self, i: int) -> bool:
        """Whether a constituent of a main clause can begin at the token."""
        low, words = self.low(i), self.words
        closed = low in words.determiners or low in words.subject_pronouns or low in words.prepositions
        return closed or low in words.adverbs or bool(self.tag(i).finite)

    def better_verb_follows(self, i: int, kind: ClauseKind, outer_waits: bool) -> bool:
        """Whether an ambiguous form can leave the role of finite verb to one that follows in the same clause, of this
        kind; `outer_waits`: the clause around it has no verb yet."""
        words, form = self.words, self.tag(i)
        if words.drops_that and form.finite and (self.opens_phrase(i + 1) or self.tells(i)):
            return False  # "the official said troops had left": a participle would have "by" or nothing behind it
        if words.drops_that and form.finite and self.low(i - 1) in words.subject_pronouns and i > self.first:
            return False  # "they observed"
        if words.drops_that and form.finite and kind == "that" and outer_waits:
            return False  # "claims that officials fled are denied"
        joined = self.low(i + 1) in words.clausal and not self.tag(i + 2).is_verb
        if words.drops_that and form.finite and joined and not self.tag(i - 1).is_aux:
            return False  # "one man died and four were hurt"
        possessive = i == self.first and self.low(i) in words.possessives
        k = self.finite_after(i)
        while k < min(self.end, i + 25):
            if any(self.tokens[m].text in {";", ":"} for m in range(i, k)):
                return False
            inverted = not possessive and words.verb_second and self.tokens[k - 1].text == ","
            if inverted or (self.tokens[k - 2].text == "," and self.low(k - 1) in words.parenthetical_openers):
                return False  # "…, zei X", "…, zo meldt X"
            if any(self.marks_quickly(m) for m in range(i + 1, k)) or self.low(k - 1) in words.clausal:
                return False
            if not words.verb_second and any(self.low(m) in words.questions for m in range(i + 1, k)):
                return False  # "declined to say whether it had"
            tag = self.tag(k)
            if tag.is_aux or (tag.only_finite and tag.sure) or (words.drops_that and self.tells(k)):
                if k == i + 1 and words.verb_second:
                    return True  # "verlaten hebben", "heroverd heeft"
                if kind == "rel" and form.sure and k - i > 2 and outer_waits:
                    return (
                        False  # "de schepen die koers zetten naar ..., worden beschouwd": the verb of the outer clause
                    )
                if form.sure and form.finite and any(self.tokens[m].text == "," for m in range(i, k)):
                    return False
                return not form.sure or not words.verb_second or kind != "main"
            k = self.finite_after(k)
        return False
