"""Tokens: words, numbers and marks, with their offsets; the same for every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["word", "number", "mark", "address"]

_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‑": "-"})
_TOKEN = re.compile(
    r"""
    (?P<address>(?:https?://|www\.)[^\s<>"»”]*[^\s<>"»”.,;:!?)\]'’]|[@#][\w.-]*\w|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]*\w)
  | (?P<number>\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+(?:-[^\W\d_]+)*)?)        # 2.000  18:30  200ste  23-ма  24/7
  | (?P<word>['’](?:s|t|n)\b(?=\s)                                       # Dutch 's, 't, 'n
      |[^\W\d_]\w*(?:(?:['’ʼ`]|-|‑)\w+)*)                                # zo'n  Куп'янськ  pro-Russische  С-300
  | (?P<mark>,,|''|``|\.{2,}|--|[^\w\s]|_)
    """,
    re.VERBOSE,
)


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One token: `i` is its place in the document, `lower` its text in lower case with plain apostrophes.

    Read-only; not frozen, because a frozen one takes four times as long to make and a document has many.
    """

    i: int
    text: str
    lower: str
    start: int
    end: int
    kind: TokenKind
    is_word: bool
    is_capitalized: bool


def tokenize(text: str) -> tuple[Token, ...]:
    """All tokens of a text, in order; white space and control characters belong to none. Linear in its length."""
    out: list[Token] = []
    seen: dict[str, tuple[str, bool]] = {}  # words come again and again
    for i, m in enumerate(_TOKEN.finditer(text)):
        word = m.group()
        known = seen.get(word)
        if known is None:
            known = seen[word] = (word.lower().translate(_PLAIN), word[:1].isupper())
        start, end = m.span()
        kind: TokenKind = m.lastgroup  # type: ignore[assignment]
        out.append(Token(i, word, known[0], start, end, kind, kind == "word", known[1]))
    return tuple(out)
