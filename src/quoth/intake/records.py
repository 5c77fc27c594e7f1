"""Documents as JSON: one object a line (JSONL), one object, or a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from quoth.intake.decode import decode, refuse_binary
from quoth.intake.refusal import LIMIT, Refusal, Unreadable, too_large
from quoth.model import Document

#: A Cyrillic letter of two bytes takes six as `\\u0430`.
_LONGEST_LINE = 3 * LIMIT
_OPTIONAL = ("language", "published", "title", "outlet", "publisher", "url")


def read_lines(stream: IO[bytes], name: str) -> Iterator[Document | Refusal]:
    """The documents of a JSONL stream, a line at a time; a wrong line is refused, and the rest is read."""
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        where = f"{name}:{number}"
        if not line.endswith(b"\n") and len(line) >= _LONGEST_LINE:
            _skip_line(stream)
            yield Refusal(where, str(too_large()))
            continue
        try:
            if line.strip():
                yield as_document(_parsed(line), where)
        except Unreadable as wrong:
            yield Refusal(where, str(wrong))


def read_all(data: bytes, name: str) -> Iterator[Document | Refusal]:
    """The documents of a JSON file: one object, or a list of them."""
    try:
        content = _parsed(data)
    except Unreadable as wrong:
        yield Refusal(name, str(wrong))
        return
    for number, record in enumerate(content if isinstance(content, list) else [content], 1):
        where = f"{name}:{number}" if isinstance(content, list) else name
        try:
            yield as_document(record, where)
        except Unreadable as wrong:
            yield Refusal(where, str(wrong))


def as_document(record: Any, where: str) -> Document:
    """A document from its JSON object; the text stays exactly as given, fields that are not a document's are left out.

    Raises:
        Unreadable: it is no object, has no text, or a field is not a string.
    """
    if not isinstance(record, dict):
        raise Unreadable("it is no JSON object with `id` and `text`")
    text = record.get("text")
    if not isinstance(text, str):
        raise Unreadable("the document has no `text`")
    for name in _OPTIONAL:
        if not isinstance(record.get(name), str | None):
            raise Unreadable(f"its `{name}` is not a string")
    key = record.get("id", where)
    if not isinstance(key, str | int) or isinstance(key, bool) or key == "":
        raise Unreadable("its `id` is not a string")
    return Document(id=str(key), text=text, **{name: record.get(name) or None for name in _OPTIONAL})


def _parsed(data: bytes) -> Any:
    refuse_binary(data)
    try:
        return json.loads(decode(data))
    except json.JSONDecodeError as wrong:
        raise Unreadable(f"it is not JSON: {wrong.msg} at column {wrong.colno}") from None
    except (RecursionError, ValueError) as wrong:
        raise Unreadable(f"it is not JSON that can be read: {wrong}") from None


def _skip_line(stream: IO[bytes]) -> None:
    while rest := stream.readline(LIMIT):
        if rest.endswith(b"\n"):
            return
