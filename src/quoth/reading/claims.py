"""Claims: a statement's slots filled in, each by its own step, into the record that quoth prints."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.gazetteer import load_gazetteer
from quoth.model import Certainty, Claim, Event, Source, Span
from quoth.model.claim import Act, Mode
from quoth.model.edtf import parse
from quoth.reading.certainty import read_certainty
from quoth.reading.context import Context
from quoth.reading.counting import QuantityMention
from quoth.reading.cues import Tense
from quoth.reading.dating import DocumentDate
from quoth.reading.discourse import Statement
from quoth.reading.entities import Resolved
from quoth.reading.events import read_event
from quoth.reading.places import PlaceMention, to_place
from quoth.reading.quantities import quantities_in
from quoth.reading.scene import Sides
from quoth.reading.status import Ahead
from quoth.reading.times import EventTense, TimeMention, event_time, said_time, when

_UPCOMING = {"at", "by", "before", "until", "from"}
_SPAN = 6  # a period that stands between a cue and its content is no longer than so many tokens
_LEAD = 6  # a quantity's qualifier may stand so many tokens before its number
_DISMISSAL = 12  # so many tokens has a bare dismissal: "the allegation is baseless"
_TENSES: dict[str, EventTense] = {"planned": "future", "ongoing": "present", "completed": "past"}


@dataclass(frozen=True, slots=True)
class Found:
    """What the whole-document steps found besides the context: places, quantities, the document's date, the sides."""

    language: str
    places: tuple[PlaceMention, ...]
    quantities: tuple[QuantityMention, ...]
    dated: DocumentDate
    sides: Sides


class ClaimBuilder:
    """Turns the statements of one document into claims, in order; keeps what a later claim can point back to."""

    def __init__(self, document: str, context: Context, found: Found, reader: str) -> None:
        self.document, self.context, self.found, self.reader = document, context, found, reader
        self.sides = _sides(context, found.sides)
        self.last_event: Event | None = None
        self.last_said: str | None = None
        self.said_before: dict[tuple[int, str | None, str | None], str] = {}  # by paragraph and source
        self.last_source: Source | None = None
        self._place_firsts = [p.first for p in found.places]
        self._quantity_firsts = [q.first for q in found.quantities]

    def _places_from(self, piece: range) -> Sequence[PlaceMention]:
        """The places that begin in a content."""
        firsts = self._place_firsts
        return self.found.places[bisect_left(firsts, piece.start) : bisect_left(firsts, piece.stop)]

    def build(self, statement: Statement, siblings: Sequence[Statement]) -> Claim | None:
        """The claim of a statement; None for narration in which nothing happens. `siblings` share its sentence."""
        context, found = self.context, self.found
        piece = statement.piece
        source = to_source(context, statement)
        act = self._act(statement)
        mentions = context.mentions_in(piece.start, piece.stop)
        times = context.times_in(min(piece.start, statement.sentence.first), max(piece.stop, statement.sentence.end))
        skip = tuple(_embedded(context, statement))
        event = read_event(
            context.passage, piece, language=found.language, act=act, source_party=source.party if source else None,
            sides=Sides(self.sides.parties, self.sides.owner, self._land(piece)),
            actors=mentions, antecedent=self.last_event, skip=skip, ahead=self._ahead(piece, times),
        )  # fmt: skip
        if source is None and event.type == "other" and statement.voice != "rumour":
            return None
        certainty = self._certainty(statement, act)
        act = self._settled(act, event, statement)
        sentence = context.passage.span(statement.sentence.first, statement.sentence.end)
        said = self._said(statement, siblings) if source is not None else None
        blocked = _source_tokens(context, statement)
        places = tuple(
            [to_place(p) for p in self._places_from(piece) if p.end <= piece.stop and p.first not in blocked]
        )
        begin = bisect_left(self._quantity_firsts, piece.start - _LEAD)
        counted = found.quantities[begin : bisect_left(self._quantity_firsts, piece.stop)]
        claim = Claim(
            document=self.document,
            content=context.passage.span(piece.start, piece.stop),
            mode=self._mode(statement),
            act=act,
            event=event,
            certainty=certainty,
            source=source,
            cue=cue_spans(context, statement.cue_tokens),
            sentence=sentence,
            said=said,
            time=event_time(
                context.passage,
                piece,
                context.times,
                found.dated,
                tense=_TENSES[event.status],
                said=said,
                shared=self._front(statement),
            ),
            places=places,
            quantities=quantities_in(context.passage, piece, counted, event_type=event.type),
            reader=self.reader,
        )
        if event.type not in {"other", "dispute"}:
            self.last_event = event
        self.last_said, self.last_source = said, source
        return claim

    def _ahead(self, piece: range, times: Sequence[TimeMention]) -> Ahead:
        """Whether a content names a day to come."""
        found: Ahead = None
        for m in times:
            if m.core not in piece or m.form.kind in {"now", "vague", "earlier"}:
                continue
            anchor = self.found.dated.at(m.core)
            value = when(self.context.passage, m, self.found.dated)
            first = parse(value).first if value is not None and anchor is not None else None
            if first is not None and anchor is not None and anchor.last is not None and first > anchor.last:
                return "sure"
            if m.form.kind in {"weekday", "date", "month", "feast"} and m.operator in _UPCOMING:
                found = "maybe"
        return found

    def _land(self, piece: range) -> str | None:
        """The side in whose country all places of a content lie."""
        named = [p for p in self._places_from(piece) if p.role != "from" and p.kind != "country"]
        lands = {_country(p.id) for p in named if p.id is not None}
        land = lands.pop() if len(lands) == 1 else None
        return land if land in self.sides.parties else None

    def _front(self, statement: Statement) -> range | None:
        """What stands before a content in its sentence, cue and source left out: a fronted date governs it, too."""
        first, piece = statement.sentence.first, statement.piece
        for m in self.context.times_in(max(first, piece.start - _SPAN), piece.start):
            if piece.start - m.end in {0, 1} and (
                m.until is not None or m.operator == "since" or m.form.kind == "span"
            ):
                return range(m.first, piece.start)  # "claims since Friday nine villages"
        taken = [i for i in statement.cue_tokens if i < piece.start]
        naming = statement.source.naming if statement.source is not None else None
        if naming is not None and naming.first < piece.start:
            taken.append(naming.first)
        stop = min([piece.start, *(i for i in taken if i >= first)])
        return range(first, stop) if stop > first else None

    def _act(self, statement: Statement) -> Act:
        if statement.cue is None or statement.voice in {"narrated", "bulletin", "rumour"}:
            return "states"
        act: Act = statement.cue.act
        if (
            statement.cue.negated
            and act in {"confirms", "states"}
            and statement.shape in {"that", "question", "noun", "pronoun"}
        ):
            return "declines"
        if statement.voice == "carried" and act in {"confirms", "denies", "declines", "clarifies", "calls"}:
            return "states"
        return act

    def _settled(self, act: Act, event: Event, statement: Statement) -> Act:
        if act == "states" and event.status == "planned" and not event.negated and statement.voice != "narrated":
            return "predicts"
        if act == "states" and event.type == "dispute" and self.context.words.drops_that:
            return "denies" if len(statement.piece) <= _DISMISSAL and statement.voice == "attributed" else act
        return act

    def _certainty(self, statement: Statement, act: str) -> Certainty:
        if statement.voice == "rumour":
            cue = statement.cue_tokens
            return Certainty("unconfirmed", self.context.passage.span(cue[0], cue[0] + 1) if cue else None)
        cues = [range(i, i + 1) for i in statement.cue_tokens]
        matrix = range(statement.sentence.first, statement.sentence.end)
        sure = read_certainty(
            self.context.passage, statement.piece, language=self.found.language, cue=cues, matrix=matrix,
            has_source=statement.source is not None, act=act,
        )  # fmt: skip
        implied = statement.cue.certainty if statement.cue is not None else None
        if sure.level == "asserted" and implied is not None and statement.voice == "attributed":
            return replace(sure, level=implied)
        return sure

    def _mode(self, statement: Statement) -> Mode:
        if statement.source is None:
            return "narrated"
        context, piece = self.context, statement.piece
        quoted = context.quoted_in(piece)
        if quoted and quoted == len(piece):
            return "direct"
        return "mixed" if quoted or context.is_scare_quoted(piece) else "indirect"

    def _said(self, statement: Statement, siblings: Sequence[Statement]) -> str | None:
        context, cue = self.context, statement.cue
        sentence = (
            context.sentence_of(cue.main) if cue is not None and statement.voice == "attributed" else statement.sentence
        )
        zone = range(sentence.first, sentence.end)
        paragraph = context.passage.paragraphs[sentence.paragraph][0]
        times = context.times_in(paragraph, zone.stop)
        outside = tuple([t for t in times if not any(t.first in s.piece for s in siblings)])
        tense: Tense | None = None
        if statement.voice != "bulletin" and cue is not None and cue.kind == "verb" and cue.finite is not None:
            tense = "present" if cue.negated and cue.tense == "perfect" else cue.tense
        who = statement.source
        key = (sentence.paragraph, who.id, who.speaker) if who is not None else None
        carried = statement.voice == "carried" or (who is not None and who.carried)
        previous = self.last_said if carried else self.said_before.get(key) if key is not None else None
        said = said_time(
            context.passage, zone, outside, self.found.dated, tense=tense, previous=previous,
            prefer=cue.main if cue is not None and cue.main in zone else None, language=self.found.language,
        )  # fmt: skip
        if key is not None and said is not None:
            self.said_before[key] = said
        return said


def _sides(context: Context, sides: Sides) -> Sides:
    """The parties that the document is about: those of the conflict, unless it names others much more often."""
    named = Counter(m.party for m in context.mentions if m.party is not None and m.kind != "outlet")
    if not named or sum(named[p] for p in sides.parties) * 3 >= sum(named.values()):
        return sides
    leading = tuple(party for party, count in named.most_common(2) if count * 4 >= sum(named.values()))
    return Sides(leading, None)


def _country(place_id: str) -> str | None:
    """The country (ISO 3166) of a gazetteer place."""
    gazetteer = load_gazetteer()
    index = gazetteer.index_of(place_id)
    return gazetteer.at(index).country if index is not None else None


def to_source(context: Context, statement: Statement) -> Source | None:
    """The source record of a statement, or None for the document's own voice."""
    who = statement.source
    if who is None:
        return None
    if who.naming is None:
        return Source(who.id, who.party, None, None, None, "metadata", who.name, who.speaker, None, False)
    span = context.passage.span(who.naming.first, who.naming.end)
    return Source(
        who.id,
        who.party,
        span.text,
        span.start,
        span.end,
        "text",
        who.name,
        who.speaker,
        None,
        _carried(statement, who),
    )


def _carried(statement: Statement, who: Resolved) -> bool:
    return who.carried or statement.voice == "carried"


def cue_spans(context: Context, tokens: Sequence[int]) -> tuple[Span, ...]:
    """The cue's words as spans, neighbours joined."""
    spans: list[Span] = []
    first: int | None = None
    for k, token in enumerate(tokens):
        if first is None:
            first = token
        if k + 1 == len(tokens) or tokens[k + 1] != token + 1:
            spans.append(context.passage.span(first, token + 1))
            first = None
    return tuple(spans)


def _embedded(context: Context, statement: Statement) -> list[range]:
    """The tokens of an attribution that stands inside its own content."""
    inside = [i for i in statement.cue_tokens if i in statement.piece]
    out = [range(i, i + 1) for i in inside]
    naming = statement.source.naming if statement.source is not None else None
    if inside and naming is not None and naming.first in statement.piece:
        out.append(range(naming.first, naming.end))
    return out


def _source_tokens(context: Context, statement: Statement) -> set[int]:
    return {i for r in _embedded(context, statement) for i in r}
