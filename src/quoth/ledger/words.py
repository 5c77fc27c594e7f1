"""Words for full-text search: one folding for both databases, so that a query means the same on either.

SQLite keeps the folded words in FTS5 tables, PostgreSQL in `tsvector` columns that are written lexeme by lexeme, so
neither database's own parser of numbers, addresses or hyphens has a say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TOKEN = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'"([^"]*)"?|(\S+)')
_LONGEST = 200  # code points of a word that are kept; longer ones are found by prefix
_POSITIONS = 255  # PostgreSQL keeps at most 255 positions a lexeme, the last of them 16383 (manual, 12.11)
_LAST_POSITION = 16383
_LARGEST = 900_000  # bytes; a tsvector holds less than 1 MB


def fold(text: str) -> list[str]:
    """The words of `text` in order: casefolded, without diacritics; numbers count as words, underscores do not."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(c for c in text if not unicodedata.combining(c))
    return [word[:_LONGEST] for word in _TOKEN.findall(text.casefold())]


def folded(text: str) -> str:
    """`fold`, joined by spaces: what FTS5 stores, and how names of places and speakers are compared."""
    return " ".join(fold(text))


def vector(words: Iterable[str]) -> str:
    """The words as the text form of a `tsvector`; a very long text keeps its words but loses the late positions."""
    places: dict[str, list[int]] = {}
    for position, word in enumerate(words, 1):
        where = places.setdefault(word, [])
        if len(where) < _POSITIONS and position <= _LAST_POSITION:
            where.append(position)
    out, size = [], 0
    for word, where in places.items():
        size += len(word.encode()) + 8 + 2 * len(where)
        if size > _LARGEST:
            break
        out.append(f"'{word}'" + (":" + ",".join(map(str, where)) if where else ""))
    return " ".join(out)


def parse_query(query: str) -> list[tuple[tuple[str, ...], bool]]:
    """Phrases that must all occur, each with whether its last word may go on (`izi*`).

    Words in double quotes form a phrase, and so do the parts of a hyphenated word.

    Raises:
        ValueError: no word is left to search for.
    """
    phrases = []
    for quoted, word in _QUERY.findall(query):
        parts = tuple(fold(quoted or word))
        if parts:
            phrases.append((parts, bool(word) and word.endswith("*")))
    if not phrases:
        raise ValueError(f"nothing to search for in {query!r}: give at least one word")
    return phrases


def fts5_query(query: str) -> str:
    """The query in the language of FTS5."""
    return " AND ".join(f'"{" ".join(parts)}"{"*" if open_end else ""}' for parts, open_end in parse_query(query))


def tsquery(query: str) -> str:
    """The query as the text form of a `tsquery`."""
    out = []
    for parts, open_end in parse_query(query):
        quoted = [f"'{p}'" for p in parts]
        quoted[-1] += ":*" if open_end else ""
        out.append("(" + " <-> ".join(quoted) + ")")
    return " & ".join(out)
