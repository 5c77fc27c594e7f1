"""What the reading steps share about one document: its passage, its language pack's parts, and what was found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from quoth.languages.cues import Cues
from quoth.languages.verbs import Verbs
from quoth.languages.words import Words
from quoth.reading.chart import Chart
from quoth.reading.expressions import TimeMention
from quoth.reading.mentions import Mention
from quoth.text import Passage, Quotation, Sentence


@dataclass(frozen=True)
class Context:
    """One document under the reader. `utterances` are the quotations that are speech, not titles or scare quotes;
    `charts` hold one clause chart a sentence."""

    passage: Passage
    words: Words
    verbs: Verbs
    cues: Cues
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    utterances: tuple[Quotation, ...]
    charts: tuple[Chart, ...]
    _by_first: dict[int, Mention] = field(init=False, repr=False)
    _lowers: tuple[str, ...] = field(init=False, repr=False)
    _size: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_first", {m.first: m for m in self.mentions})
        object.__setattr__(self, "_lowers", self.passage.lowers)  # asked for at every step
        object.__setattr__(self, "_size", len(self.passage.lowers))

    @cached_property
    def _firsts(self) -> list[int]:
        return [m.first for m in self.mentions]

    @cached_property
    def _dated(self) -> frozenset[int]:
        return frozenset(i for t in self.times for i in range(t.first, t.end))

    @cached_property
    def _times_at(self) -> dict[int, TimeMention]:
        return {t.first: t for t in self.times}

    @cached_property
    def _times_in_order(self) -> list[TimeMention]:
        return [self._times_at[i] for i in sorted(self._times_at)]

    @cached_property
    def _time_firsts(self) -> list[int]:
        return sorted(self._times_at)

    @cached_property
    def _named(self) -> frozenset[int]:
        return frozenset(i for m in self.mentions for i in range(m.first, m.end))

    @cached_property
    def _marked(self) -> frozenset[int]:
        return frozenset(i for q in self.passage.quotations for i in range(q.first, q.last + 1))

    @cached_property
    def _scare(self) -> frozenset[int]:
        """The marked tokens but those of names ("РСЗО «Град»"), where the language prints names in quotation marks."""
        if not self.words.free_order:
            return self._marked
        named = (q for q in self.passage.quotations if self._is_name(q))
        return self._marked - {i for q in named for i in range(q.first, q.last + 1)}

    def _is_name(self, quotation: Quotation) -> bool:
        inside = [self.passage.tokens[i] for i in quotation.inside if self.passage.tokens[i].is_word]
        return 0 < len(inside) <= 4 and inside[0].is_capitalized and not self._quoted.intersection(quotation.inside)

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [s.end for s in self.passage.sentences]

    @cached_property
    def _speech_firsts(self) -> list[int]:
        return [q.first for q in self.utterances]

    @cached_property
    def _quoted(self) -> frozenset[int]:
        return frozenset(i for q in self.utterances for i in range(q.first, q.last + 1))

    def low(self, i: int) -> str:
        """The token's lower-case text, or nothing outside the text."""
        return self._lowers[i] if 0 <= i < self._size else ""

    def mark(self, i: int) -> str:
        return self.passage.tokens[i].text if 0 <= i < self._size else ""

    def mentions_in(self, first: int, end: int) -> Sequence[Mention]:
        """The actor mentions that lie wholly in the tokens `[first, end)`."""
        firsts = self._firsts
        return [m for m in self.mentions[bisect_left(firsts, first) : bisect_left(firsts, end)] if m.end <= end]

    def mention_at(self, first: int) -> Mention | None:
        """The mention that begins at this token."""
        return self._by_first.get(first)

    def in_quotes(self, i: int) -> bool:
        """Whether the token lies in (or is a mark of) a quotation that is speech."""
        return i in self._quoted

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of a token."""
        at = bisect_left(self._sentence_ends, i + 1)
        return self.passage.sentences[min(at, len(self.passage.sentences) - 1)]

    def is_dated(self, i: int) -> bool:
        """Whether the token belongs to a calendar expression."""
        return i in self._dated

    def time_at(self, first: int) -> TimeMention | None:
        """The calendar expression that begins at this token."""
        return self._times_at.get(first)

    def times_in(self, first: int, end: int) -> Sequence[TimeMention]:
        """The calendar expressions that begin in the tokens `[first, end)`."""
        begun = self._time_firsts
        return self._times_in_order[bisect_left(begun, first) : bisect_left(begun, end)]

    def is_named(self, i: int) -> bool:
        """Whether the token belongs to an actor mention."""
        return i in self._named

    def in_marks(self, piece: range) -> bool:
        """Whether a quotation of any kind, scare quotes too, touches the tokens."""
        return not self._marked.isdisjoint(piece)

    def is_scare_quoted(self, piece: range) -> bool:
        """Whether a quotation that is no name touches the tokens."""
        return not self._scare.isdisjoint(piece)

    def quoted_in(self, piece: range) -> int:
        """How many of the tokens lie in a quotation that is speech."""
        return len(self._quoted.intersection(piece)) if self._quoted else 0

    def speech_in(self, first: int, end: int) -> Sequence[Quotation]:
        """The quotations that are speech and begin in the tokens `[first, end)`."""
        if not self.utterances:
            return ()
        return self.utterances[bisect_left(self._speech_firsts, first) : bisect_left(self._speech_firsts, end)]
