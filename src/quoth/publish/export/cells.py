"""Rows of text: cells that no spreadsheet runs, and a CSV writer over a binary stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

#: What a spreadsheet takes for the beginning of a formula, in its wide forms, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(value: object) -> object:
    """A cell that begins like a formula gets an apostrophe in front, which keeps it a text; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


@contextmanager
def as_text(out: BinaryIO) -> Iterator[TextIO]:
    """A text stream (UTF-8, line feeds) into a binary one, which stays open."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=False)
    try:
        yield text
        text.flush()
    finally:
        text.detach()


def write_csv(out: BinaryIO, headers: Iterable[Iterable[str]], rows: Iterable[Iterable[object]]) -> None:
    """Header rows as they are, then rows with every cell defused."""
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows(headers)
        writer.writerows([defused(cell) for cell in row] for row in rows)
