"""Ledger files: a whole ledger as lines of JSON, from which the same ledger grows on either database, link by link.

The first line names the format; then each entry's rows with their committed columns (and a document's text), closed
by the entry itself; the last line holds the counts, the head link and the SHA-256 of all lines before it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import Connection, select

from quoth.ledger import schema
from quoth.ledger.append import Head, Writer, head_of
from quoth.ledger.clocks import utc_now
from quoth.ledger.digest import COMMITTED, canonical
from quoth.ledger.errors import LedgerError
from quoth.ledger.store import Store

FORMAT = 1
_WINDOW = 2000
_COMMIT_ROWS = 4000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a ledger file holds: its head, its number of rows, and the link at one entry that was asked for."""

    entries: int
    rows: int
    link: str
    link_at: str | None


def is_ledger_file(path: Path) -> bool:
    """Whether a file begins as a ledger file does, plain or gzipped."""
    try:
        with _reading(path) as lines:
            return lines.readline(64).startswith(b'{"quoth-ledger":')
    except (OSError, EOFError):
        return False


def export_file(store: Store, path: Path, progress: Progress | None = None) -> Head:
    """Write the ledger as it is now to `path` (gzipped when it ends in `.gz`); an older file is replaced at the end.

    Raises:
        LedgerError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as raw:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as packed:
                    head = export_to(store, cast("IO[bytes]", packed), progress)
            else:
                head = export_to(store, raw, progress)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise LedgerError(f"{path}: cannot be written: {error.strerror or error}") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return head


def export_to(store: Store, out: IO[bytes], progress: Progress | None = None) -> Head:
    """Write the ledger as it is now to a stream."""
    total = hashlib.sha256()

    def put(line: dict[str, Any]) -> None:
        data = (canonical(line) + "\n").encode()
        total.update(data)
        out.write(data)

    with store.read() as connection:
        head = head_of(connection)
        put({"quoth-ledger": FORMAT, "schema": schema.REVISION})
        entries = _entries(connection)
        entry = next(entries, None)
        for low in range(0, head.last, _WINDOW):
            for seq, line in _rows(connection, low, min(low + _WINDOW, head.last)):
                while entry is not None and seq > entry["last"]:
                    put({"entry": entry})
                    entry = next(entries, None)
                put(line)
            if progress:
                progress(min(low + _WINDOW, head.last), head.last)
        while entry is not None and entry["entry"] <= head.entry:
            put({"entry": entry})
            entry = next(entries, None)
    end = {"entries": head.entry, "rows": head.last, "link": head.link, "sha256": total.hexdigest()}
    out.write((canonical({"end": end}) + "\n").encode())
    return head


def outline_of(path: Path, at: int) -> Outline:
    """Check a ledger file from end to end without storing it; `at` is an entry whose link is wanted.

    Raises:
        LedgerError: the file is truncated, altered, of a newer format, or no ledger file.
    """
    total, link_at, last = hashlib.sha256(), None, None
    with _reading(path) as lines:
        for line in _lines(path, lines):
            if last is not None:
                total.update(last)
                if last.startswith(b'{"entry":'):
                    entry = _json(path, last)["entry"]
                    link_at = entry["link"] if entry["entry"] == at else link_at
            else:
                _check_header(path, line)
            last = line
    end = _json(path, last).get("end") if last is not None and last.startswith(b'{"end":') else None
    if end is None:
        raise LedgerError(f"{path}: the ledger file is truncated: its last line is missing; nothing was added")
    if end["sha256"] != total.hexdigest():
        raise LedgerError(f"{path}: the ledger file was altered or damaged: its checksum differs; nothing was added")
    return Outline(end["entries"], end["rows"], end["link"], link_at)


def grow(store: Store, path: Path, outline: Outline, progress: Progress | None = None) -> int:
    """Append the entries of a ledger file that follow this ledger's head, unchanged; returns their number.

    Every link is computed again and must be that of the file. What was committed when a run is interrupted is a
    beginning of the file's ledger, and a second run goes on from there.

    Raises:
        LedgerError: the file's rows do not lead to its links.
    """
    with store.read() as connection:
        start = head_of(connection)
    count = 0
    with _reading(path) as lines:
        parsed = (_json(path, line) for line in _lines(path, lines) if not line.startswith((b'{"quoth', b'{"end"')))
        rest = _after(parsed, start)
        more = True
        while more:
            with store.write() as connection:
                writer = Writer(connection, utc_now())
                if writer.head.entry != start.entry + count:
                    raise LedgerError(
                        f"{store.name}: another process wrote to the ledger meanwhile; run the command again"
                    )
                more, taken = _take(writer, rest, path)
                writer.flush()
            count += taken
            if progress:
                progress(writer.head.last, outline.rows)
    return count


def _after(parsed: Iterator[dict[str, Any]], start: Head) -> Iterator[dict[str, Any]]:
    for line in parsed:
        number = line["entry"]["entry"] if "entry" in line else None
        if (number or 0) > start.entry or (number is None and line["row"]["seq"] > start.last):
            yield line


def _take(writer: Writer, lines: Iterator[dict[str, Any]], path: Path) -> tuple[bool, int]:
    """Put whole entries until a transaction is full; returns whether there may be more, and the number of entries."""
    begun, count = writer.next_seq, 0
    for line in lines:
        if "entry" not in line:
            seq = writer.put_stored(line["table"], line["row"])
            if seq != line["row"]["seq"]:
                raise LedgerError(f"{path}: row {line['row']['seq']} is out of place; nothing of its entry was added")
            continue
        entry = line["entry"]
        head = writer.close(entry["kind"], entry["recorded"])
        count += 1
        if (head.entry, head.link) != (entry["entry"], entry["link"]):
            raise LedgerError(f"{path}: entry {entry['entry']} does not lead to its link; nothing of it was added")
        if writer.next_seq - begun > _COMMIT_ROWS:
            return True, count
    writer.abandon()
    return False, count


def _rows(connection: Connection, low: int, high: int) -> list[tuple[int, dict[str, Any]]]:
    out = []
    for name, table in schema.CHAINED.items():
        columns = [*COMMITTED[name], *(["text"] if name == "documents" else [])]
        wanted = select(*(table.c[c] for c in columns)).where(table.c.seq > low, table.c.seq <= high)
        for row in connection.execute(wanted):
            out.append((row.seq, {"table": name, "row": dict(zip(columns, row, strict=True))}))
    return sorted(out, key=lambda pair: pair[0])


def _entries(connection: Connection) -> Iterator[dict[str, Any]]:
    e, after = schema.entries.c, 0
    while rows := connection.execute(select(schema.entries).where(e.entry > after).order_by(e.entry).limit(1000)).all():
        for row in rows:
            yield row._asdict()
        after = rows[-1].entry


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if packed:
            with gzip.GzipFile(fileobj=raw) as lines:
                yield cast("IO[bytes]", lines)
        else:
            yield raw


def _lines(path: Path, lines: IO[bytes]) -> Iterator[bytes]:
    try:
        yield from lines
    except (OSError, EOFError) as error:
        raise LedgerError(f"{path}: the ledger file is damaged: {error}; nothing was added") from error


def _json(path: Path, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise LedgerError(f"{path}: the ledger file is damaged: a line is not JSON; nothing was added")
    return value


def _check_header(path: Path, line: bytes) -> None:
    header = _json(path, line) if line.startswith(b'{"quoth-ledger":') else {}
    version = header.get("quoth-ledger")
    if not isinstance(version, int):
        raise LedgerError(f"{path}: not a ledger file")
    if version > FORMAT:
        raise LedgerError(f"{path}: written by a newer quoth (format {version}); update quoth to read it")
