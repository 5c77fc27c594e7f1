"""The file format of a compiled gazetteer: one zlib stream that holds a JSON head and columns.

    magic, zlib(head length as 4 bytes, head, columns)

The head tells each column's name, type and length in bytes, and the file's provenance. Columns of text are joined with
line feeds; columns of numbers are little-endian arrays. The same columns give the same bytes.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from dataclasses import dataclass
from typing import Any

MAGIC = b"QUOTH-GAZ1\n"


class PackError(ValueError):
    """The bytes are no compiled gazetteer."""


@dataclass(frozen=True, slots=True)
class Packed:
    """`about` is the provenance; `texts` and `numbers` are the columns by name."""

    about: dict[str, Any]
    texts: dict[str, list[str]]
    numbers: dict[str, array[Any]]


def write(packed: Packed) -> bytes:
    """The bytes of a compiled gazetteer."""
    head: dict[str, Any] = {"about": packed.about, "columns": []}
    body: list[bytes] = []
    for name in sorted(packed.texts):
        data = "\n".join(packed.texts[name]).encode("utf-8")
        head["columns"].append([name, "text", len(data)])
        body.append(data)
    for name in sorted(packed.numbers):
        column = array(packed.numbers[name].typecode, packed.numbers[name])
        if sys.byteorder == "big":
            column.byteswap()
        data = column.tobytes()
        head["columns"].append([name, column.typecode, len(data)])
        body.append(data)
    text = json.dumps(head, sort_keys=True, ensure_ascii=True).encode("ascii")
    return MAGIC + zlib.compress(len(text).to_bytes(4, "little") + text + b"".join(body), 9)


def read(data: bytes) -> Packed:
    """The columns of a compiled gazetteer.

    Raises:
        PackError: the bytes are of another form or damaged.
    """
    if not data.startswith(MAGIC):
        raise PackError("not a compiled gazetteer")
    try:
        raw = memoryview(zlib.decompress(memoryview(data)[len(MAGIC) :]))
        size = int.from_bytes(raw[:4], "little")
        head = json.loads(bytes(raw[4 : 4 + size]))
    except (zlib.error, ValueError) as wrong:
        raise PackError(f"a damaged gazetteer: {wrong}") from None
    at = 4 + size
    texts: dict[str, list[str]] = {}
    numbers: dict[str, array[Any]] = {}
    for name, kind, length in head["columns"]:
        piece = raw[at : at + length]
        at += length
        if kind == "text":
            texts[name] = str(piece, "utf-8").split("\n")
        else:
            column = array(kind)
            column.frombytes(piece)
            if sys.byteorder == "big":
                column.byteswap()
            numbers[name] = column
    return Packed(head["about"], texts, numbers)
