"""Files of others' evidence, recognized by what is in them: CSV (also in .gz or .zip) and GeoJSON."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TextIO, cast

from quoth.evaluate.evidence.match import Places
from quoth.evaluate.evidence.polygons import NoGeometry, Polygons, polygons_of
from quoth.evaluate.evidence.stated import Stated, Where
from quoth.evaluate.evidence.tables import SHAPES, columns_of, rows_of, stated, where_of
from quoth.intake import Refusal

_UNREADABLE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, UnicodeDecodeError, csv.Error)


class EvidenceError(ValueError):
    """A file cannot be compared with; the message says why and what would do."""


@dataclass
class Evidence:
    """Files that say who holds places (`control`) or what happened there (`events`), and lists of places.

    `refused` grows while the statements are read; `elsewhere` counts the rows about places of which the ledger's claims
    do not speak.
    """

    sides: Sequence[str]
    shape: str = "control"
    tables: list[Path] = field(default_factory=list)
    polygons: list[tuple[str, Polygons]] = field(default_factory=list)
    listed: dict[str, Where] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    rows: int = 0
    elsewhere: int = 0

    def statements(self, places: Places) -> Iterator[tuple[str, Stated]]:
        """Every statement about a place that the ledger speaks of, with the key of the place."""
        for path in self.tables:
            try:
                yield from self._rows(path, places)
            except _UNREADABLE as wrong:
                raise EvidenceError(f"{path}: cannot be read to its end: {_why(wrong)}") from None
        for _, shapes in self.polygons:
            self.rows += len(shapes.said)
            yield from shapes.statements(places.spots)

    def _rows(self, path: Path, places: Places) -> Iterator[tuple[str, Stated]]:
        with _lines(path) as lines:
            header, rows = rows_of(lines)
            columns = columns_of(header)
            for number, row in rows:
                self.rows += 1
                try:
                    said = stated(number, row, columns, self.sides)
                    key = places.key(said.where)
                except ValueError as wrong:
                    self.refused.append(Refusal(f"{path.name}:{number}", str(wrong)))
                    continue
                if key is None:
                    self.elsewhere += 1
                else:
                    yield key, said


def load_evidence(paths: Sequence[Path], sides: Sequence[str]) -> Evidence:
    """Recognize files; `sides` are the codes of the parties that may hold a place.

    Raises:
        EvidenceError: a file is missing, unreadable or of another shape; or there are only lists of places.
    """
    found = Evidence(sides)
    shapes: set[str] = set()
    for path in paths:
        try:
            shapes.add(_take(path, found))
        except _UNREADABLE as wrong:
            raise EvidenceError(f"{path}: cannot be read: {_why(wrong)}") from None
        except NoGeometry as wrong:
            raise EvidenceError(f"{path}: {wrong}") from None
    shapes.discard("places")
    if len(shapes) != 1:
        have = "both control and events; compare with one after the other" if shapes else "only lists of places"
        raise EvidenceError(f"the files hold {have}")
    found.shape = shapes.pop()
    return found


def _why(wrong: BaseException) -> str:
    return getattr(wrong, "strerror", None) or str(wrong)


def _take(path: Path, found: Evidence) -> str:
    with _lines(path) as lines:
        start = lines.read(1).removeprefix("\ufeff") or lines.read(1)
        if start.strip() in ("{", "["):
            return _take_json(path, start + lines.read(), found)
    with _lines(path) as lines:
        header, rows = rows_of(lines)
        columns = columns_of(header)
        if columns.shape is None:
            raise EvidenceError(f"{path}: its columns are {', '.join(header)[:200]!r}; it should be {SHAPES}")
        if columns.shape == "places":
            for number, row in rows:
                try:
                    where = where_of(row, columns)
                    found.listed[str(where.id)] = where
                except ValueError as wrong:
                    found.refused.append(Refusal(f"{path.name}:{number}", str(wrong)))
        else:
            found.tables.append(path)
        return columns.shape


def _take_json(path: Path, text: str, found: Evidence) -> str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise EvidenceError(f"{path}: not JSON: {wrong}") from None
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise EvidenceError(f"{path}: JSON, but no FeatureCollection; it should be {SHAPES}")
    shapes, refused = polygons_of(features, found.sides)
    found.refused += [Refusal(f"{path.name}: feature {number}", why) for number, why in refused]
    if not shapes.said:
        raise EvidenceError(f"{path}: no polygon with date and status; feature {refused[0][0]}: {refused[0][1]}"
                            if refused else f"{path}: it holds no features")  # fmt: skip
    found.polygons.append((path.name, shapes))
    return "control"


@contextmanager
def _lines(path: Path) -> Iterator[TextIO]:
    """The text of a file, unpacked; a zip file must hold one table."""
    with path.open("rb") as raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(raw) as packed:
                yield _text(cast("IO[bytes]", packed))
        elif magic == b"PK\x03\x04":
            with zipfile.ZipFile(raw) as box:
                names = [n for n in box.namelist() if not n.endswith("/") and not n.startswith("__MACOSX")]
                if len(names) != 1:
                    raise EvidenceError(f"{path}: holds {len(names)} files; unpack it and name the one that is meant")
                with box.open(names[0]) as packed:
                    yield _text(packed)
        else:
            yield _text(raw)


def _text(raw: IO[bytes]) -> TextIO:
    return io.TextIOWrapper(raw, "utf-8", newline="")
