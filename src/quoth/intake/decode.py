"""Bytes to text: UTF-8, UTF-16 and UTF-32 with their marks, and the one-byte encodings of older news archives.

The one-byte encodings are told apart by statistics of the bytes above 127: in Western text (Windows-1252) they stand
alone between ASCII letters; in Cyrillic text they come in runs, mostly of small letters, which Windows-1251 has at
E0-FF and KOI8-U at C0-DF.
"""

from __future__ import annotations

import codecs
import re

from quoth.intake.refusal import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x1f\x8b", "a compressed file inside a compressed one"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_BEYOND_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that some bytes hold; `declared` is an encoding that their sender named.

    Raises:
        Unreadable: they hold no text, or are in no encoding that is known.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        at = wrong.start
    if declared and not re.fullmatch(r"utf-?8", declared, re.IGNORECASE):
        return _strictly(data, declared)
    if len(_BEYOND_UTF8.findall(data)) > len(_HIGH.findall(data)) // 2:
        raise Unreadable(f"it is damaged: not UTF-8 at byte {at}, where the rest is")
    return _one_byte(data)


def declared_in_page(data: bytes) -> str | None:
    """The encoding that a web page names in its head."""
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def refuse_binary(data: bytes) -> None:
    """Refuse what is no text at all.

    Raises:
        Unreadable: a known file format, or bytes that no text has.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"it is {what}, not text")
    if b"\x00" in data:
        raise Unreadable("it is binary data (or UTF-16 without its mark), not text")
    if len(_CONTROL.findall(data)) > len(data) // 200 + 2:
        raise Unreadable("it is binary data, not text")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise Unreadable(f"it says that its encoding is {encoding!r}, which is unknown") from None
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"it is damaged: not {encoding.upper()} at byte {wrong.start}") from None


def _one_byte(data: bytes) -> str:
    runs = _HIGH.findall(data)
    high = sum(map(len, runs))
    in_words = sum(len(r) for r in runs if len(r) > 2)
    if in_words * 2 > high:
        small = sum(1 for r in runs for b in r if b >= 0xE0)
        encoding = "cp1251" if small * 2 > high else "koi8-u"
    else:
        encoding = "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    letters = sum(1 for c in text if c.isalpha() or c.isspace())
    if letters * 2 < len(data):
        raise Unreadable("its encoding is unknown: it is not UTF-8, UTF-16, Windows-1251, Windows-1252 or KOI8-U")
    return text
