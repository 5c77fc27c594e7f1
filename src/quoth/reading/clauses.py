"""Clauses: the chart of a stretch of text, from its verbs, its pauses and the words that subordinate.

After the theory of topological fields (Drach 1937; for Dutch: ANS, ch. 21): a clause has a left bracket (its finite
verb, or the word that subordinates it) and a right bracket (the other verbs and the separable particle). Read once from
left to right with a stack of open clauses, so the cost is linear.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.reading.chart import Chart, Clause, ClauseKind
from quoth.reading.elision import Elision
from quoth.reading.lookahead import PAUSES
from quoth.reading.subordination import subordinate_kind
from quoth.reading.verbs import BEING, VerbToken
from quoth.text import Token

_STRONG = {";", ":", "–", "—"}
_SHORT = 5  # a heading, not a sentence with an unknown verb


class _Scan(Elision):
    def run(self) -> Chart:
        i, tokens, tags, words = self.first, self.tokens, self.tags, self.words
        while i < self.end:
            if i in self.opaque:
                for k in self.opaque[i]:
                    self.give(k)
                i = self.opaque[i].stop
                continue
            low = tokens[i].lower
            if i in tags or low in PAUSES or low in words.opening or low in words.coordinators:
                self.step(i)
            else:  # most words neither open nor close a clause
                self.clause_of[i] = self.stack[-1]
            i += 1
        self.finish()
        return Chart(self.first, self.end, tuple(self.clauses), self.clause_of, self.tags, tuple(self.opaque.values()))

    def step(self, i: int) -> None:
        kind = subordinate_kind(self, i, self.top.verb is None)
        if kind is not None:
            self.subordinate(i, kind)
        elif self.tokens[i].text in PAUSES:
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
        elif kind == self.top.kind == "that" and self.words.drops_that and self.low(i - 1) == "," and self.top.verb:
            self.close()  # "said that A, that B and that C"
        self.open(kind, i, i, self.stack[-1], link)
        self.give(i)
        if kind == "question" and self.tag(i).finite and self.low(i + 1) in self.words.question_enclitics:
            self.top.verb = i  # "взят ли город"

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
            elif top.kind == "that" and parent.verb is not None and text == "," and not self.words.verb_second:
                pass  # "said that A, B and C …": the next verb decides what goes on
            elif parent.verb is None or top.kind == "rel" or not self.words.verb_second:
                self.close()
                top = self.top
        if top.verb is not None:
            top.pause = i
        elif text in {"–", "—"} and top.kind == "that" and self.words.free_order and i > top.body:
            top.verb = i  # a dash for "is": "что взрывы — последствия агрессии"
            self.tags[i] = BEING

    def verb(self, i: int) -> None:
        tag, top = self.tag(i), self.top
        before = self.low(i - 1) if i > self.first else ""
        if (
            not tag.sure
            and self.low(i) in self.words.possessives
            and (top.verb is not None or self.leaves_verb(i, top))
        ):
            self.give(i)
            return
        if before in self.words.infinitive_markers:
            self.other(i)
            return
        if not tag.finite:
            if self.resumes_telling(i):
                while len(self.stack) > 1 and self.top.kind != "main":
                    self.close()
                parent = self.top.parent
                self.close()
                self.open("main", i, None, parent)
                self.top.verb = i
                self.give(i)
                return
            if before == "," and not tag.infinitive and self.words.verb_second:
                self.give(i)  # "opstandelingen, aangevoerd door X,": an attribute
            else:
                self.other(i)
            return
        opened = self.aside_subject(i) if before == "," else self.joined_subject(i) if self.says(i) else None
        if opened is not None:
            self.inquit(i, opened)
            return
        if before == "," and tag.participle and self.low(i + 1) in self.words.agents:
            self.give(i)  # "the adversary, backed by aviation,"
            return
        if self.telling is not None and tag.participle and self.low(i + 1) in self.words.agents and not self.says(i):
            self.other(i)  # "figures compiled by aid workers"
            return
        governed = self.low(i + 1) in self.words.prepositions | self.words.infinitive_markers
        attribute = before == "," and tag.participle and governed and top.verb is not None and not tag.is_aux
        if attribute and self.telling is not None and not self.speaks(i) and not self.is_inquit(top):
            self.give(i)  # "…, aimed at cutting the supply"
            return
        opens = before in self.words.clausal or before in self.words.parenthetical_openers
        if self.words.verb_second and not tag.sure and not opens and self.awaits(top):
            self.give(i)  # "had de burgemeester, ’s morgens vroeg, beweerd": an adverb before the participle
            return
        if not tag.sure and not self.words.verb_second and top.verb is not None:
            if tag.infinitive and self.completes(tag, top) and self.words.drops_that:
                self.other(i)  # "would need"
                return
            outer = self.awaiting(top)
            if outer is None or not self.last_chance(i):
                self.give(i)  # a noun as likely as a verb, in a clause that has its verb
                return
            self.zero_that(i, outer)  # "says its forces control the town"
            return
        if tag.sure and self.ends_phrase(i, top) and not self.tells(i) and not self.completes(tag, top):
            self.zero_that(i, top)  # "said the town, a rail hub, had fallen"
            return
        if top.verb is None:
            related = self.telling is not None and top.kind == "rel" and top.marker == i - 1
            if not related and (tag.participle or tag.infinitive or not tag.sure) and self.leaves_verb(i, top):
                self.other(i)
                return
            top.verb = i
            self.give(i)
            return
        if top.pause is None:
            if (
                not self.words.verb_second
                and ((tag.only_finite and tag.sure) or self.tells(i))
                and not self.is_bound(top.verb)
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
                and (top.kind == "main" or self.is_bound(top.verb))
                and (top.others or not self.tag(top.verb).is_aux)
                and self.words.drops_that
                and i - top.verb >= 2
                and not (tag.participle and not tag.is_aux and self.leaves_verb(i, top))
            ):
                said = top.others[0] if top.others and self.tag(top.verb).is_aux else top.verb
                phrase = self.low(self.behind_adverbs(said + 1)) in self.words.prepositions
                doubtful = phrase and (self.is_inquit(top) or (bool(tag.participle) and not tag.is_aux))
                if self.says(said) and not doubtful:
                    self.zero_that(i, top)
                    return
                if self.tag(top.verb).participle and not top.others and (tag.only_finite or tag.is_aux):
                    top.others.append(top.verb)  # "footage geolocated by ISW shows": an attribute of the subject
                    top.verb = i
                    self.give(i)
                    return
            self.other(i)
            return
        if not tag.only_finite and self.in_cluster(i) and tag.infinitive:
            self.other(i)
            return
        shares = before in self.words.coordinators and self.words.verb_second
        gapped = self.words.verb_second and tag.participle and top.others and top.kind == "main" and self.gapped(top, i)
        if gapped or (shares and tag.infinitive and self.tag(i - 2).infinitive):
            self.other(i)  # "zijn tien burgers gedood en zes gewond geraakt", "overgeven of sterven"
            return
        joined = self.words.drops_that and before in self.words.clausal and i - 2 != top.verb and self.speaks(i)
        if (
            before != ","
            and not joined
            and not self.second(i)
            and not self.has_subject(i, top)
            and self.completes(tag, top)
        ):
            self.other(i)
            return
        if not tag.sure and not tag.only_finite and not self.second(i):
            self.other(i)
            return
        self.coordinate(i, top)

    def completes(self, tag: VerbToken, top: Clause) -> bool:
        """Whether a form that need not be finite is the lexical verb that an auxiliary is still waiting for."""
        if top.verb is None or top.others or not self.tag(top.verb).is_aux:
            return False
        lemmas = {f.lemma for f in self.tag(top.verb).finite}
        if lemmas & (self.words.perfect_auxiliaries | self.words.passive_auxiliaries):
            return bool(tag.participle) and not tag.is_aux
        return bool(tag.infinitive)

    def leaves_verb(self, i: int, top: Clause) -> bool:
        outer_waits = top.parent is not None and self.clauses[top.parent].verb is None
        return self.better_verb_follows(i, top.kind, outer_waits)

    def in_cluster(self, i: int) -> bool:
        return i > self.first and (self.tag(i - 1).is_verb and self.clause_of.get(i - 1) == self.stack[-1])

    def coordinate(self, i: int, top: Clause) -> None:
        """A further finite verb behind a pause: a clause of its own, beside or above the one open now."""
        start = self.boundary(top, i)
        link = start if self.low(start) in self.words.coordinators else None
        if link is None and start + 1 < i and self.low(start + 1) in self.words.coordinators:
            link = start + 1
        kind: ClauseKind = top.kind
        parent = top.parent
        left = top.i
        tells = self.low(i + 1) in self.words.complementizers or (self.speaks(i) and not self.tag(i + 1).is_verb)
        tells = tells or (self.words.free_order and self.low(i + 1) == ":")
        if not self.words.verb_second and link is not None and i == link + 1 and tells:
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
        elif top.kind == "that" and self.tokens[start].text == "," and not self.words.verb_second:
            elided = i == (start if link is None else link) + 1
            if elided or (link is None and self.words.drops_that):
                while len(self.stack) > 1 and self.top.kind != "main":
                    self.close()  # "…, сказал X", "…, X said", "…, but denied it"
                if self.top.verb is None:
                    self.verb(i)
                    return
                kind, parent, top = self.top.kind, self.top.parent, self.top
        elif link is None and top.kind in ({"rel", "sub", "question"} if self.words.free_order else {"rel", "sub"}):
            while len(self.stack) > 1 and self.top.kind in {"rel", "sub", "question"}:
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

    def other(self, i: int) -> None:
        self.top.others.append(i)
        self.give(i)

    def finish(self) -> None:
        ends = [clause.first for clause in self.clauses]
        for k, number in self.clause_of.items():
            if k > ends[number]:
                ends[number] = k
        for clause in self.clauses:
            clause.end = ends[clause.i] + 1
        for clause in reversed(self.clauses):
            if clause.parent is not None:
                parent = self.clauses[clause.parent]
                parent.end = max(parent.end, clause.end)


def build_chart(
    tokens: Sequence[Token],
    first: int,
    end: int,
    words: Words,
    verbs: Verbs,
    opaque: Collection[range] = (),
    named: Collection[int] = frozenset(),
    dated: Collection[int] = frozenset(),
) -> Chart:
    """The clauses of the tokens `[first, end)`; `opaque` are quotations in it that are not looked into, `named`
    tokens of actor mentions, in which no verb is sought, `dated` those of times."""
    hidden = sorted(opaque, key=lambda r: r.start)
    chart = _Scan(tokens, first, end, hidden, words, verbs, False, named, dated).run()
    markers = {c.marker for c in chart.clauses if c.verb is not None}
    unopened = [
        i
        for i in range(first + 1, end)
        if tokens[i].lower in words.complementizers
        and tokens[i].lower not in words.demonstratives
        and tokens[i - 1].text == ","
        and i not in markers
    ]
    if unopened:  # "що зону розселять": a complementizer promises a verb, if one that no list has
        guessed = _Scan(tokens, first, end, hidden, words, verbs, True, named, dated).run()
        if len([c for c in guessed.clauses if c.marker is not None and c.verb is not None]) > len(markers - {None}):
            return guessed
    if chart.clauses[0].verb is None and end - first > _SHORT:
        guessed = _Scan(tokens, first, end, hidden, words, verbs, True, named, dated).run()
        if guessed.clauses[0].verb is not None:
            return guessed
    return chart
