"""The discourse: sentence after sentence, who speaks for each clause, also where no cue stands in it.

Speech without a cue goes on with the speaker before; "Dat meldt X" reaches back over the sentence border; a sentence
with a reportative "zou" goes on reporting; in a bulletin the publisher speaks; the rest is the document's own voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from quoth.model.record import record
from quoth.reading.certainty import hedge_frames
from quoth.reading.chart import Chart
from quoth.reading.contents import split, split_quotation, unframe
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.entities import Entities, Resolved
from quoth.reading.mentions import Mention
from quoth.reading.shape import Shape
from quoth.reading.subjects import find_subjects
from quoth.reading.weighing import Candidate
from quoth.text import Quotation, Sentence

Voice = Literal["attributed", "carried", "bulletin", "rumour", "narrated"]


@record
class Statement:
    """One piece of content with who speaks for it. `cue_tokens` may be empty; `cue` is None when no frame was met."""

    piece: range
    sentence: Sentence
    voice: Voice
    source: Resolved | None = None
    cue: Cue | None = None
    cue_tokens: tuple[int, ...] = ()
    shape: str = ""
    heading: bool = False


def _is_predicate(context: Context, chart: Chart, i: int) -> bool:
    """Whether a participle is a predicate by its ending: "уничтожены: два танка" is no label."""
    return context.words.free_order and bool(chart.tags[i].finite)


class Discourse:
    """Goes through the sentences of one document in order; `statements` holds the result."""

    def __init__(self, context: Context, entities: Entities, shape: Shape, publisher: Resolved | None) -> None:
        self.context, self.entities, self.shape, self.publisher = context, entities, shape, publisher
        self.statements: list[Statement] = []
        self.speakers: list[Mention] = []
        self.topics: list[Mention] = []  # speakers and subjects: what a pronoun can mean
        self.pending: list[tuple[Sentence, range]] = []  # speech whose speaker is still to come
        self.loose: dict[int, tuple[Sentence, range, Mention]] = {}  # the same, with whom the text spoke of before it

    def add(self, sentence: Sentence, chart: Chart, cues: Sequence[Cue], chosen: Sequence[Candidate]) -> None:
        """Take up one sentence with its decided attributions."""
        before = len(self.statements)
        pending, self.pending = self.pending, []
        if pending and (pending[0][0].paragraph < sentence.paragraph - 1 or not chosen):
            pending = [p for p in pending if p[0].paragraph == sentence.paragraph] if not chosen else pending
        matrix: list[int] = []
        subjects = find_subjects(self.context, chart)
        for candidate in chosen:
            at = candidate.cue.main
            self.topics += [m for m in subjects if m.end <= at and m not in self.topics[-8:]]
            source = self._resolve(candidate)
            if source is None:
                continue
            made = self._state(sentence, candidate, source, pending)
            for other in candidate.also:
                joined = self.entities.resolve(other, self.speakers)
                made += [replace(s, source=joined) for s in made if s.source is source]
            if made:
                self.statements += made
                matrix += candidate.cue.tokens
                if source.naming is not None:
                    self.speakers.append(source.naming)
                    self.topics.append(source.naming)
        if not chosen:
            self.topics += subjects
        self._leftover(sentence, chart, cues, matrix, before, pending)
        frames = hedge_frames(self.context.passage, range(sentence.first, sentence.end), self.context.cues.code)
        made = self.statements[before:]
        if frames:
            made = [replace(s, piece=p) for s in made for p in unframe(self.context, frames, s.piece)]
        self.statements[before:] = sorted(made, key=lambda s: s.piece.start)

    # -- attributed
    def _resolve(self, candidate: Candidate) -> Resolved | None:
        if candidate.mention is None and candidate.cue.impersonal and self.publisher is not None:
            return self.entities.carry(self.speakers) or self.publisher
        if candidate.mention is None:
            return self.entities.carry(self.speakers) or self.entities.carry(self._subjects_near(candidate))
        if candidate.mention.kind == "pronoun":
            return self.entities.resolve(candidate.mention, self.topics)
        return self.entities.resolve(candidate.mention, self.speakers)

    def _subjects_near(self, candidate: Candidate) -> list[Mention]:
        """The subjects of the two sentences before, for a cue whose speaker has said nothing yet."""
        sentences = self.context.passage.sentences
        here = self.context.sentence_of(candidate.cue.main)
        since = sentences[max(0, here.i - 2)].first
        return [m for m in self.topics[-4:] if m.first >= since and m.first < here.first and m.certain >= 0.5]

    def _state(
        self, sentence: Sentence, candidate: Candidate, source: Resolved, pending: list[tuple[Sentence, range]]
    ) -> list[Statement]:
        cue = candidate.cue
        tokens = cue.tokens
        if candidate.points_back:
            return self._reach_back(sentence, candidate, source, pending)
        made = [
            Statement(piece, sentence, "attributed", source, cue, tokens, candidate.shape) for piece in candidate.pieces
        ]
        if pending and candidate.shape in {"quote", "split quote", "noun", "back"}:
            made = [Statement(p, s, "attributed", source, cue, tokens, "quote") for s, p in pending] + made
            self._claim(pending)
        return made

    def _reach_back(
        self, sentence: Sentence, candidate: Candidate, source: Resolved, pending: list[tuple[Sentence, range]]
    ) -> list[Statement]:
        cue = candidate.cue
        if pending:
            made = [Statement(p, s, "attributed", source, cue, cue.tokens, "back") for s, p in pending]
            self._claim(pending)
            return made
        last = self.statements[-1] if self.statements else None
        if last is None or last.sentence.i < sentence.i - 1:
            return []
        previous = [s for s in self.statements[-24:] if s.sentence.i == last.sentence.i]
        own = [s for s in previous if s.voice in {"narrated", "bulletin", "rumour"}]
        if not own or any(s.voice == "attributed" for s in previous):
            return []
        for statement in own:
            self.statements.remove(statement)
        return [
            replace(s, voice="attributed", source=source, cue=cue, cue_tokens=cue.tokens, shape="back", heading=False)
            for s in own
        ]

    # -- what no cue covers
    def _leftover(
        self, sentence: Sentence, chart: Chart, cues: Sequence[Cue], matrix: list[int], before: int,
        pending: list[tuple[Sentence, range]],
    ) -> None:  # fmt: skip
        context = self.context
        number = sentence.paragraph
        if number in self.shape.header:
            return
        covered = {i for s in self.statements[before:] for i in s.piece}
        covered |= {
            i for s in self.statements[max(0, before - 4) : before] if s.sentence.i == sentence.i for i in s.piece
        }
        loose = [q for q in context.speech_in(chart.first, chart.end) if not covered & set(q.inside)]
        for quotation in loose:
            self._loose_speech(sentence, quotation, pending, before)
        covered |= {i for q in loose for i in range(q.first, q.last + 1)}
        busy = {c.i: c for i in matrix if chart.first <= i < chart.end for c in chart.path(i)}
        for piece in split(context, chart, self._behind_label(chart), chart.end, list(busy.values())):
            if covered & set(piece) or set(matrix) & set(piece):
                continue
            self._own_voice(sentence, chart, cues, piece, number in self.shape.headings)

    def _behind_label(self, chart: Chart) -> int:
        """Where a sentence begins behind a label without a verb: "Richting Bachmoet: …", "18.32 uur – …"."""
        context = self.context
        for i in range(chart.first, min(chart.end - 2, chart.first + 9)):
            if (
                i in chart.tags
                and chart.tags[i].sure
                and (chart.tags[i].only_finite or _is_predicate(context, chart, i))
            ):
                break
            label = context.mark(i) == ":" or (context.mark(i) in {"–", "—"} and context.is_dated(chart.first))
            if label and i > chart.first:
                return i + 1
        return chart.first

    def _loose_speech(
        self, sentence: Sentence, quotation: Quotation, pending: list[tuple[Sentence, range]], before: int
    ) -> None:
        pieces = split_quotation(self.context, quotation)
        last = self.statements[-1] if self.statements else None
        carries = quotation.continues is not None
        alone = self.context.passage.paragraphs[sentence.paragraph] == (quotation.first, quotation.last + 1)
        if alone:  # an answer in an interview: the speech before may lie some narration back
            last = next(
                (s for s in reversed(self.statements[-8:]) if s.shape in {"quote", "split quote", "inverted quote"}),
                last,
            )
        reach = 3 if alone and last is not None and last.shape in {"quote", "split quote", "inverted quote"} else 0
        near = (
            last is not None
            and last.source is not None
            and (last.sentence.paragraph >= sentence.paragraph - reach or carries)
        )
        named = self._asked(sentence, by_name=True) if alone else None
        if named is not None:
            self.statements += [Statement(p, sentence, "carried", named, None, (), "quote") for p in pieces]
            return
        if near and last is not None and last.voice in {"attributed", "carried"}:
            source = last.source if "quote" in last.shape else self.entities.carry(self.speakers)
            if source is not None:
                source = replace(source, carried=True)
                self.statements += [
                    Statement(p, sentence, "carried", source, last.cue, last.cue_tokens, "quote") for p in pieces
                ]
                return
        asked = self._asked(sentence) if alone else None
        if asked is not None:
            self.statements += [Statement(p, sentence, "carried", asked, None, (), "quote") for p in pieces]
            return
        if sentence.paragraph in self.shape.headings:
            return
        self.pending += [*pending, *((sentence, p) for p in pieces)]
        spoken_of = self._spoken_of(sentence)
        if spoken_of is not None and quotation.closed:
            self.loose |= {p.start: (sentence, p, spoken_of) for p in pieces}

    def _claim(self, pending: list[tuple[Sentence, range]]) -> None:
        for _, piece in pending:
            self.loose.pop(piece.start, None)
        pending.clear()

    def _spoken_of(self, sentence: Sentence) -> Mention | None:
        """The one person who is the subject of the sentence before: "De president is boos. „…”"."""
        if not sentence.i:
            return None
        before = self.context.passage.sentences[sentence.i - 1]
        people = [m for m in self.topics[-4:] if before.first <= m.first < before.end and m.end <= before.end]
        subject = people[0] if len({m.first for m in people}) == 1 else None
        near = before.paragraph >= sentence.paragraph - 1
        speaks = subject is not None and subject.kind in {"person", "role", "name"} and subject.number != "pl"
        return subject if near and speaks and subject is not None and subject.certain >= 0.5 else None

    def finish(self) -> list[Statement]:
        """All statements: also speech that nobody was said to speak, given to whom the text spoke of just before."""
        for sentence, piece, mention in self.loose.values():
            if any(piece.start in s.piece or s.piece.start in piece for s in self.statements):
                continue
            source = replace(self.entities.resolve(mention, self.speakers), carried=True)
            self.statements.append(Statement(piece, sentence, "carried", source, None, (), "quote"))
        return self.statements

    def _asked(self, sentence: Sentence, by_name: bool = False) -> Resolved | None:
        """Who answers in an interview: the person that the question before names, else the one last spoken of."""
        passage = self.context.passage
        if sentence.i == 0 or passage.tokens[passage.sentences[sentence.i - 1].end - 1].text != "?":
            return None
        question = passage.sentences[sentence.i - 1]
        named = [m for m in self.context.mentions_in(question.first, question.end) if m.kind == "person"]
        if by_name and not named:
            return None
        person = next((m for m in reversed([*self.topics, *named]) if m.kind in {"person", "role", "name"}), None)
        return None if person is None else replace(self.entities.resolve(person, self.speakers), carried=True)

    def _answer(self, sentence: Sentence) -> Resolved | None:
        """Who answers in an interview whose lines begin with dashes: the person last spoken of, behind a question."""
        passage, number = self.context.passage, sentence.paragraph
        lines = [
            passage.tokens[passage.paragraphs[n][0]].text in {"–", "—", "-"} for n in (number - 1, number) if n >= 0
        ]
        if len(lines) < 2 or not all(lines) or passage.tokens[passage.paragraphs[number - 1][1] - 1].text != "?":
            return None
        person = next((m for m in reversed(self.topics) if m.kind in {"person", "role", "name"}), None)
        return None if person is None else replace(self.entities.resolve(person, self.speakers), carried=True)

    def _own_voice(self, sentence: Sentence, chart: Chart, cues: Sequence[Cue], piece: range, heading: bool) -> None:
        context = self.context
        if any(c.kind == "preposition" and c.first == piece.start for c in cues) and not context.words.verb_second:
            return  # ", citing radio intercepts"
        rumour = next((c for c in cues if c.unsourced and c.main in piece), None)
        verb = next((i for i in piece if i in chart.tags and chart.tags[i].finite), None)
        modal = next((i for i in piece if context.low(i) in context.words.report_modals), None)
        last = self.statements[-1] if self.statements else None
        if (
            modal is not None
            and (rumour is None or rumour.kind == "vague")
            and last is not None
            and last.voice in {"attributed", "carried"}
        ):
            near = last.sentence.i >= sentence.i - 1 and last.sentence.paragraph == sentence.paragraph
            source = self.entities.carry(self.speakers) if near else None
            if source is not None:
                self.statements.append(Statement(piece, sentence, "carried", source, last.cue, (modal,), "follow-on"))
                return
        answer = self._answer(sentence)
        if answer is not None:
            if context.mark(sentence.end - 1) != "?":
                self.statements.append(Statement(piece, sentence, "carried", answer, None, (), "quote"))
            return
        spoken_line = context.mark(chart.first) in {"–", "—", "-"} and not heading
        if (
            spoken_line
            and last is not None
            and last.source is not None
            and last.voice in {"attributed", "carried"}
            and last.sentence.paragraph == sentence.paragraph
            and last.sentence.i >= sentence.i - 1
        ):
            who = replace(last.source, carried=True)  # the next line of a dialogue with dashes
            self.statements.append(Statement(piece, sentence, "carried", who, last.cue, last.cue_tokens, "quote"))
            return
        if self.publisher is not None and modal is not None and rumour is None:
            self.statements.append(Statement(piece, sentence, "bulletin", self.publisher, None, (modal,)))
            return
        if rumour is not None or modal is not None:
            tokens = (*(rumour.tokens if rumour else ()), *((modal,) if modal is not None else ()))
            self.statements.append(Statement(piece, sentence, "rumour", None, rumour, tuple(sorted(set(tokens)))))
            return
        if self.publisher is not None:
            if verb is not None and not heading and context.mark(sentence.end - 1) not in {"!", "?"}:
                self.statements.append(Statement(piece, sentence, "bulletin", self.publisher))
            return
        self.statements.append(Statement(piece, sentence, "narrated", heading=heading))
