"""Near-duplicate documents: wire copies and rewrites of one report, found by MinHash.

A text is the set of its runs of three folded words. One permutation of hashes, cut into bins, keeps the least of each
bin (Li, Owen, Zhang: One Permutation Hashing, 2012); an empty bin borrows from the next one. The share of equal bins
estimates the share of runs that two texts have in common (Jaccard). Texts that agree in all bins of a band are
compared.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from quoth.reconcile.shelf import Shelf

#: The least estimated share of common runs of words for a copy, and within how many days it is printed.
ALIKE = 0.5
DAYS = 7
_RUN = 3
_BINS = 128
_BAND = 4  # bins: 32 bands find 87 of 100 pairs that share half of their runs, and 99 that share 0.6
_WIDTH = 2  # bytes kept of a bin
_FEWEST = 24  # words; shorter texts are alike by chance
_FIRST = 8  # documents of one band that a later one is compared with
_WORD = re.compile(r"[^\W_]+")
_MASK = (1 << 64) - 1

Order = tuple[str, str, str]


def sketch(text: str) -> bytes | None:
    """The sketch of a text, the same for texts whose words are the same without case and diacritics; None for a short
    one."""
    text = unicodedata.normalize("NFKD", text.casefold())
    words = [_hash(w) for w in _WORD.findall("".join(c for c in text if not unicodedata.combining(c)))]
    if len(words) < _FEWEST:
        return None
    bins: list[int | None] = [None] * _BINS
    for a, b, c in zip(words, words[1:], words[2:], strict=False):
        mixed = ((a * 0x9E3779B97F4A7C15 + b) * 0xC2B2AE3D27D4EB4F + c) * 0x165667B19E3779F9 & _MASK
        mixed ^= mixed >> 29
        at, value = mixed % _BINS, mixed >> 7
        held = bins[at]
        if held is None or value < held:
            bins[at] = value
    out = bytearray()
    for n in range(_BINS):
        away = next(k for k in range(_BINS) if bins[(n + k) % _BINS] is not None)
        value = bins[(n + away) % _BINS] or 0
        out += ((value * 0x27D4EB2F165667C5 + away >> 17) & 0xFFFF).to_bytes(_WIDTH, "big")
    return bytes(out)


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def alike(one: bytes, other: bytes) -> float:
    """The estimated share of runs of words that two texts have in common."""
    same = sum(one[n : n + _WIDTH] == other[n : n + _WIDTH] for n in range(0, len(one), _WIDTH))
    return same / _BINS


@dataclass(slots=True)
class Paper:
    """A document with its sketch, the earliest document that it is a copy of, with the share of common runs, and its
    copies."""

    order: Order
    day: int
    sketch: bytes
    original: str | None = None
    share: float = 0.0
    copies: set[str] = field(default_factory=set)


class Copies:
    """Which document is a copy of which. Each is tied to the earliest one that it is like, so that the ties do not
    depend on the order in which documents come."""

    def __init__(self) -> None:
        self.papers: Shelf[Paper] = Shelf()
        self.bands: Shelf[list[tuple[Order, int]]] = Shelf()
        self._moved: dict[str, None] = {}

    def add(self, order: Order, day: int, sketched: bytes) -> dict[str, None]:
        """Take up a document; returns those whose original may have changed, for `settle`."""
        self.papers.put(order[2], Paper(order, day, sketched))
        found = {order[2]: None}
        for band in _bands(sketched):
            row = self.bands.get(band) or []
            insort(row, (order, day))
            self.bands.put(band, row)
            found |= _after(row, order, day)
        return found

    def drop(self, document: str) -> dict[str, None]:
        """Forget a document; returns those whose original may have changed."""
        paper = self.papers.get(document)
        if paper is None:
            return {}
        found: dict[str, None] = dict.fromkeys(paper.copies)
        for band in _bands(paper.sketch):
            row = self.bands.get(band) or []
            found |= _after(row, paper.order, paper.day)
            row.remove((paper.order, paper.day))
            self.bands.put(band, row) if row else self.bands.drop(band)
        self._tie(document, paper, None, 0.0)
        for copy in sorted(paper.copies):
            copied = self.papers.get(copy)
            if copied is not None:
                self._tie(copy, copied, None, 0.0)
        self.papers.drop(document)
        found.pop(document, None)
        return found

    def settle(self, document: str) -> bool:
        """Find a document's original anew; whether it changed."""
        paper = self.papers.get(document)
        if paper is None:
            return False
        nearby: dict[str, None] = {}
        for band in _bands(paper.sketch):
            row = self.bands.get(band) or []
            first = bisect_left(row, paper.day - DAYS, key=lambda entry: entry[1])
            for order, _ in row[first : first + _FIRST]:
                if order < paper.order:
                    nearby[order[2]] = None
        self.papers.load(nearby)
        others = [p for d in nearby if (p := self.papers.get(d)) is not None]
        for other in sorted(others, key=lambda p: p.order):
            share = alike(paper.sketch, other.sketch)
            if share >= ALIKE:
                return self._tie(document, paper, other.order[2], share)
        return self._tie(document, paper, None, 0.0)

    def moved(self) -> list[str]:
        """The documents whose ties changed since this was asked."""
        found = sorted(self._moved)
        self._moved.clear()
        return found

    def kin(self, document: str) -> Iterator[str]:
        """The documents tied to this one: its original and its copies."""
        paper = self.papers.get(document)
        if paper is not None:
            if paper.original is not None:
                yield paper.original
            yield from sorted(paper.copies)

    def share(self, one: str, other: str) -> float:
        """The share of common runs of two documents that are tied; 0 when they are not."""
        for a, b in ((one, other), (other, one)):
            paper = self.papers.get(a)
            if paper is not None and paper.original == b:
                return paper.share
        return 0.0

    def _tie(self, document: str, paper: Paper, original: str | None, share: float) -> bool:
        if (paper.original, paper.share) == (original, share):
            return False
        self._moved |= {d: None for d in (document, paper.original, original) if d is not None}
        for name, gone in ((paper.original, True), (original, False)):
            other = self.papers.get(name) if name is not None else None
            if other is not None and name is not None:
                other.copies.discard(document) if gone else other.copies.add(document)
                self.papers.put(name, other)
        paper.original, paper.share = original, share
        self.papers.put(document, paper)
        return True


def _bands(sketched: bytes) -> Iterator[tuple[int, str]]:
    size = _BAND * _WIDTH
    for n in range(0, len(sketched), size):
        yield n // size, sketched[n : n + size].hex()


def _after(row: list[tuple[Order, int]], order: Order, day: int) -> dict[str, None]:
    out: dict[str, None] = {}
    for other, printed in row[bisect_left(row, (order, day)) :]:
        if printed > day + DAYS:
            break
        out[other[2]] = None
    return out
