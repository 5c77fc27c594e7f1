"""Plain text and Markdown files: the leading date, lines that were wrapped, and marks of layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quoth.intake.refusal import Unreadable
from quoth.model import edtf
from quoth.text import normalize

_DATE = re.compile(r"\s*date:?[ \t]+(\d{4}\S*)(?:\s+|\Z)", re.IGNORECASE)
_WIDTH = 100  # columns to which mail and text files are wrapped; paragraphs of news are longer
_MARKDOWN = (
    (re.compile(r"\A---\n(?:[^\n]*\n){0,40}?---\n"), ""),  # front matter
    (re.compile(r"^ {0,3}(?:[-*_] ?){3,40}$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:#{1,6}|>+|[*+-]|\d{1,3}[.)])[ \t]+", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,400}\]\([^)\s]{0,800}(?: \"[^\"\n]{0,400}\")?\)"), ""),
    (re.compile(r"\[([^\]\n]{1,400})\]\([^)\s]{0,800}(?: \"[^\"\n]{0,400}\")?\)"), r"\1"),
    (re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]{1,400})(?<=\S)\1(?!\w)"), r"\2"),
)


def clean(text: str, markdown: bool = False) -> tuple[str, str | None]:
    """The text to store of a plain text file, and the date that stood in front of it ("date 2022-09").

    Raises:
        Unreadable: the date in front does not exist.
    """
    text = normalize(text).text.strip()
    text, published = _take_date(text)
    if markdown:
        for pattern, value in _MARKDOWN:
            text = pattern.sub(value, text)
    return unwrap(text).strip(), published


def _take_date(text: str) -> tuple[str, str | None]:
    found = _DATE.match(text)
    if not found:
        return text, None
    checked_date(found.group(1))
    return text[found.end() :], found.group(1)


def checked_date(value: str) -> str:
    """The value, when it is an EDTF date.

    Raises:
        Unreadable: it is not.
    """
    try:
        edtf.parse(value)
    except ValueError as wrong:
        raise Unreadable(f"wrong date {value!r}: {wrong}") from None
    return value


def unwrap(text: str) -> str:
    """Join lines that were broken only because the next word did not fit the width; other texts stay as they are.

    A text is taken as wrapped when none of its lines is wider than 100 columns and at least half of those that another
    line of the same paragraph follows could not have held that line's first word.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if width > _WIDTH or len(lines) < 3:
        return text
    inner = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    forced = sum(_was_forced(a, b, width) for a, b in inner)
    if forced < 2 or forced * 2 < len(inner):
        return text
    return _joined(lines, width)


def _was_forced(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _joined(lines: Sequence[str], width: int) -> str:
    out = [lines[0]]
    for before, line in pairwise(lines):
        joins = before.strip() and line.strip() and _was_forced(before, line, width)
        out.append((" " if joins else "\n") + (line.strip() if joins else line))
    return "".join(out)
