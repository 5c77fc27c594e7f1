"""Tokens: words, numbers and marks, with their offsets; the same for every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

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


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `i` is its place in the document, `lower` its text in lower case with plain apostrophes."""

    i: int
    text: str
    lower: str
    start: int
    end: int
    kind: TokenKind

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def is_capitalized(self) -> bool:
        return self.text[:1].isupper()


def tokenize(text: str) -> tuple[Token, ...]:
    """All tokens of a text, in order; white space and control characters belong to none. Linear in its length."""
    return tuple(
        Token(i, m.group(), m.group().lower().translate(_PLAIN), m.start(), m.end(), cast(TokenKind, m.lastgroup))
        for i, m in enumerate(_TOKEN.finditer(text))
    )
