"""Inputs to documents: files, directories, standard input and web addresses."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from quoth.intake.decode import declared_in_page, decode
from quoth.intake.fetch import fetch, is_address
from quoth.intake.page import read_page
from quoth.intake.plain import checked_date, clean
from quoth.intake.records import read_all, read_lines
from quoth.intake.refusal import LIMIT, Refusal, Unreadable, too_large
from quoth.languages.section import installed_packs
from quoth.model import Document

_KINDS = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json",
}  # fmt: skip
_MEDIA = {
    "text/html": "page", "application/xhtml+xml": "page", "text/plain": "plain", "text/markdown": "markdown",
    "application/json": "json", "application/x-ndjson": "lines", "application/jsonl": "lines",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who gives the inputs knows of them.

    It wins over a text file's or page's own statements, and fills what a JSON document leaves out.
    """

    published: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    language: str | None = None


def gather(inputs: Iterable[str], given: Given = Given()) -> Iterator[Document | Refusal]:
    """The documents of some inputs, in order, one at a time; what cannot be read comes as a refusal in its place.

    An input is a file (text, Markdown, HTML, JSON, JSONL; each also compressed as `.gz`), a directory (its files of
    these kinds, in the order of their names), `-` for standard input, or a web address.
    """
    for name in inputs:
        try:
            for found in _open(name, given):
                yield found if isinstance(found, Refusal) else checked(found)
        except Unreadable as wrong:
            yield Refusal(name, str(wrong))
        except OSError as wrong:
            yield Refusal(name, (wrong.strerror or str(wrong)).lower())


def checked(document: Document) -> Document | Refusal:
    """The document, or why it is refused: no words, too large, broken characters, a wrong date, an unknown language."""
    try:
        if not any(c.isalpha() for c in document.text):
            raise Unreadable("it is empty" if not document.text.strip() else "there are no words in it")
        if len(document.text.encode("utf-8")) > LIMIT:
            raise too_large()
        if document.published:
            checked_date(document.published)
        if document.language and document.language not in installed_packs():
            raise Unreadable(f"unknown language {document.language!r}; installed: {', '.join(installed_packs())}")
    except UnicodeEncodeError as wrong:
        return Refusal(document.id, f"it holds half of a character (a lone surrogate) at {wrong.start}")
    except Unreadable as wrong:
        return Refusal(document.id, str(wrong))
    return document


def _open(name: str, given: Given) -> Iterator[Document | Refusal]:
    if name == "-":
        yield from _stream(sys.stdin.buffer, "stdin", None, given)
    elif is_address(name):
        answer = fetch(name)
        if answer.kind and answer.kind not in _MEDIA:
            raise Unreadable(f"it is {answer.kind}, not a page or text")
        yield from _data(answer.data, answer.url, _MEDIA.get(answer.kind), given, answer.encoding)
    elif Path(name).is_dir():
        yield from _directory(Path(name), given)
    else:
        yield from _file(Path(name), Path(name).name, given)


def _directory(folder: Path, given: Given) -> Iterator[Document | Refusal]:
    inside = sorted(p for p in folder.rglob("*") if _suffix(p) in _KINDS and p.is_file())
    visible = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    if not visible:
        raise Unreadable(f"the directory holds no file that can be read ({', '.join(sorted(_KINDS))})")
    for path in visible:
        try:
            for found in _file(path, path.relative_to(folder).as_posix(), given):
                yield found if isinstance(found, Refusal) else checked(found)
        except Unreadable as wrong:
            yield Refusal(str(path), str(wrong))
        except OSError as wrong:
            yield Refusal(str(path), (wrong.strerror or str(wrong)).lower())


def _suffix(path: Path) -> str:
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def _file(path: Path, name: str, given: Given) -> Iterator[Document | Refusal]:
    with path.open("rb") as stream:
        yield from _stream(stream, name, _KINDS.get(_suffix(path)), given)


def _stream(stream: IO[bytes], name: str, kind: str | None, given: Given) -> Iterator[Document | Refusal]:
    if not _head(stream).startswith(b"\x1f\x8b"):
        yield from _plain_stream(stream, name, kind, given)
        return
    try:
        with gzip.open(stream) as inside:
            yield from _plain_stream(cast("IO[bytes]", inside), name.removesuffix(".gz"), kind, given)
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        raise Unreadable(f"its compression is damaged: {wrong}") from None


def _plain_stream(stream: IO[bytes], name: str, kind: str | None, given: Given) -> Iterator[Document | Refusal]:
    if (kind or _sniffed(_head(stream))) == "lines":
        yield from _records(read_lines(stream, name), given)
        return
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_large()
    yield from _data(data, name, kind, given)


def _head(stream: IO[bytes]) -> bytes:
    return bytes(stream.peek(4096)[:4096]) if hasattr(stream, "peek") else b""


def _records(found: Iterable[Document | Refusal], given: Given) -> Iterator[Document | Refusal]:
    for one in found:
        yield one if isinstance(one, Refusal) else _filled(one, given)


def _data(
    data: bytes, name: str, kind: str | None, given: Given, encoding: str | None = None
) -> Iterator[Document | Refusal]:
    kind = kind or _sniffed(data[:4096])
    if kind == "lines":
        yield from _records(read_lines(io.BytesIO(data), name), given)
    elif kind == "json":
        yield from _records(read_all(data, name), given)
    elif kind == "page":
        page = read_page(decode(data, encoding or declared_in_page(data)), name if is_address(name) else None)
        document = Document(
            name, page.text, title=page.title, outlet=page.outlet, published=page.published, url=page.url
        )
        yield _told(document, given)
    else:
        text, published = clean(decode(data, encoding), markdown=kind == "markdown")
        yield _told(Document(name, text, published=published, url=name if is_address(name) else None), given)


def _sniffed(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"{\n", b"{\r", b"[{", b"[\n", b"[\r", b"[ ")):
        return "json"
    if start.startswith(b"{"):
        return "lines"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<article")):
        return "page"
    return "plain"


def _told(document: Document, given: Given) -> Document:
    """The document with what its sender says of it, which wins."""
    return replace(
        document,
        published=given.published or document.published,
        outlet=given.outlet or document.outlet,
        publisher=given.publisher or document.publisher,
        language=given.language or document.language,
    )


def _filled(document: Document, given: Given) -> Document:
    """The document with its gaps filled from what its sender says."""
    return replace(
        document,
        published=document.published or given.published,
        outlet=document.outlet or given.outlet,
        publisher=document.publisher or given.publisher,
        language=document.language or given.language,
    )
