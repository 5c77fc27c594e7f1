"""Normalization with a way back: the text that the reading steps see, and where each piece of it stood before.

What changes: line endings (LF), letters with combining marks (NFC, Unicode Standard Annex 15), typographic ligatures,
no-break and other spaces, characters without a glyph (byte order marks, soft hyphens, zero-width and bidirectional
controls, C0 controls), C1 controls that stand for Windows-1252 punctuation (as the HTML standard maps them), character
references (`&quot;`) and the tags that careless copying leaves behind. Everything else stays as it is.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_GONE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARKS = "\u0300-\u036f\u0483-\u0487"
_BREAKING = {"br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "figure", "figcaption"}  # fmt: skip # noqa: E501
_INLINE = {"a", "b", "i", "u", "em", "strong", "span", "small", "sup", "sub", "td", "th", "img", "mark", "q"}
_TAGS = "|".join(sorted(_BREAKING | _INLINE, key=len, reverse=True))

_CHANGE = re.compile(
    rf"""
    (?P<line>\r\n?|[\x0b\x0c\x85\u2028\u2029])
  | (?P<hyphen>\u00ad\r?\n(?=\w))                          # a word that was cut at the end of a line
  | (?P<gone>[{_GONE}]+)
  | (?P<space>[{_SPACES}])
  | (?P<marks>[^\W\d_][{_MARKS}]{{1,8}})
  | (?P<ligature>[\ufb00-\ufb06\u0132\u0133])
  | (?P<entity>&(?:amp;){{0,4}}(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | (?P<tag></?(?:{_TAGS})\b[^<>\n]{{0,400}}>)
  | (?P<control>[{_CONTROLS}])
    """,
    re.VERBOSE,
)
#: What begins a change, or follows the first letter of one: a text without it has none.
_SUSPECT = re.compile(rf"[\r&<\x0b\x0c\x85\u2028\u2029{_GONE}{_SPACES}{_MARKS}\ufb00-\ufb06\u0132\u0133{_CONTROLS}]")
_REFERENCE = re.compile(r"&(?:amp;)*(?=[#A-Za-z])")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalized text and its way back; build it with `normalize`.

    Each change replaced the original's `[_old[k][0], _old[k][1])` by the normalized `[_new[k][0], _new[k][1])`; between
    changes the two texts are equal.
    """

    text: str
    original: str
    _old: tuple[tuple[int, int], ...] = field(repr=False, default=())
    _new: tuple[tuple[int, int], ...] = field(repr=False, default=())
    _new_starts: tuple[int, ...] = field(repr=False, default=())
    _old_starts: tuple[int, ...] = field(repr=False, default=())

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Where the normalized `[start, end)` stood in the original: the smallest piece that holds all of it.

        Raises:
            ValueError: the offsets are not inside the normalized text.
        """
        _check(start, end, len(self.text))
        first = _begin(start, self._new_starts, self._new, self._old)
        return first, first if start == end else _finish(end, self._new_starts, self._new, self._old)

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """Where the original's `[start, end)` stands in the normalized text; empty when nothing of it is left.

        Raises:
            ValueError: the offsets are not inside the original text.
        """
        _check(start, end, len(self.original))
        first = _begin(start, self._old_starts, self._old, self._new)
        return first, first if start == end else max(first, _finish(end, self._old_starts, self._old, self._new))


def normalize(text: str) -> Normalized:
    """Normalize a text; linear in its length. A text that needs no change is returned as it is."""
    pieces: list[str] = []
    old: list[tuple[int, int]] = []
    new: list[tuple[int, int]] = []
    copied = length = 0
    for start, end, value in _changes(text) if _SUSPECT.search(text) else ():
        pieces.append(text[copied:start])
        length += start - copied
        pieces.append(value)
        old.append((start, end))
        new.append((length, length + len(value)))
        length += len(value)
        copied = end
    if not old:
        return Normalized(text, text)
    pieces.append(text[copied:])
    return Normalized(
        "".join(pieces), text, tuple(old), tuple(new), tuple(n[0] for n in new), tuple(o[0] for o in old)
    )  # fmt: skip


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    for m in _CHANGE.finditer(text):
        value = _replacement(m.lastgroup or "", m.group())
        if value != m.group():
            yield m.start(), m.end(), value


def _replacement(kind: str, found: str) -> str:
    match kind:
        case "line":
            return "\n"
        case "space":
            return " "
        case "marks":
            return _composed(found)
        case "ligature":
            return unicodedata.normalize("NFKC", found)
        case "entity":
            return _unescaped(found)
        case "tag":
            return "\n" if found.strip("</>").split()[0].lower().rstrip("/") in _BREAKING else ""
        case "control":
            return _windows(found)
        case _:
            return ""


def _composed(found: str) -> str:
    composed = unicodedata.normalize("NFC", found)
    if "\u0400" <= composed[0] <= "\u052f":  # stress marks of dictionaries and primers would cut the word in two
        return composed.replace("\u0301", "").replace("\u0300", "")
    return composed


def _unescaped(found: str) -> str:
    reference = _REFERENCE.sub("&", found, count=1)
    value = html.unescape(reference)
    if value == reference or len(value) > 2 or "\ud800" <= value <= "\udfff":
        return found
    if value == "\n":
        return value
    return "".join(
        " " if c.isspace() else c for c in value if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace()
    )


def _windows(found: str) -> str:
    if found < "\x80":
        return ""
    value = html.unescape(f"&#{ord(found)};")
    return value if value.isprintable() else ""


def _check(start: int, end: int, length: int) -> None:
    if not 0 <= start <= end <= length:
        raise ValueError(f"no span {start}:{end} in a text of {length} characters")


_Ranges = tuple[tuple[int, int], ...]


def _begin(at: int, starts: tuple[int, ...], here: _Ranges, there: _Ranges) -> int:
    """Where the character at `at` begins on the other side."""
    k = bisect_right(starts, at) - 1
    if k < 0:
        return at
    return there[k][0] if at < here[k][1] else at - here[k][1] + there[k][1]


def _finish(at: int, starts: tuple[int, ...], here: _Ranges, there: _Ranges) -> int:
    """Where the character before `at` ends on the other side."""
    k = bisect_left(starts, at) - 1
    if k < 0:
        return at
    return there[k][1] if at <= here[k][1] else at - here[k][1] + there[k][1]
