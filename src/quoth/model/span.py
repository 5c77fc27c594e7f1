"""Spans: exact pieces of a document's stored text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """`text` is exactly `document.text[start:end]`; offsets are Unicode code points."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut `[start, end)` out of `text`.

        Raises:
            ValueError: the offsets are not inside `text` or hold nothing.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span at {start}:{end} in a text of {len(text)} characters")
        return cls(text[start:end], start, end)
