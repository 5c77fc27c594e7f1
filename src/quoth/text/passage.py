"""A passage: a document's text cut once into tokens, paragraphs, quotations and sentences, for all reading steps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field

from quoth.model.span import Span
from quoth.text.quotes import Quotation, find_quotations
from quoth.text.sentences import Sentence, find_paragraphs, find_sentences
from quoth.text.tokens import Token, tokenize


@dataclass(frozen=True)
class Passage:
    """A cut text; `lowers` are the tokens' lower-case texts."""

    text: str
    tokens: tuple[Token, ...]
    paragraphs: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    lowers: tuple[str, ...] = field(repr=False, compare=False, default=())
    _starts: list[int] = field(repr=False, compare=False, default_factory=list)

    @classmethod
    def of(cls, text: str, abbreviations: Collection[str] = ()) -> Passage:
        """Cut a text; `abbreviations` are in lower case with their full stop."""
        tokens = tokenize(text)
        paragraphs = find_paragraphs(text, tokens)
        quotations = find_quotations(text, tokens, paragraphs)
        sentences = find_sentences(text, tokens, paragraphs, quotations, abbreviations)
        lowers = tuple([t.lower for t in tokens])
        return cls(text, tokens, paragraphs, quotations, sentences, lowers, [t.start for t in tokens])

    def span(self, first: int, end: int) -> Span:
        """The text from token `first` up to token `end` (excluded)."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[end - 1].end)

    def token_range(self, start: int, stop: int) -> range:
        """The tokens that lie wholly inside the characters `[start, stop)`."""
        first = bisect_left(self._starts, start)
        end = bisect_right(self._starts, stop - 1)
        while end > first and self.tokens[end - 1].end > stop:
            end -= 1
        return range(first, end)
