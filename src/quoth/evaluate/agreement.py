"""When a claim that was read agrees with one of gold: contents, sources, cues and times."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

from quoth.evaluate.gold import GoldClaim
from quoth.model import Claim, Source, Span, edtf

#: Words from which a source's mention names nobody any more.
LONGEST_MENTION = 25
#: Days by which a time that was read may be wider than gold's.
SLACK = 7
_WORD = re.compile(r"\w+")
_FIRST, _LAST = 0, 10**7  # the days of open ends


class Agreement:
    """Compares claims on one text. Overlap is the Jaccard index of the words, each by its place in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: dict[tuple[int, int], frozenset[tuple[int, int]]] = {}

    def words(self, start: int, end: int) -> frozenset[tuple[int, int]]:
        found = self._words.get((start, end))
        if found is None:
            found = frozenset((m.start() + start, m.end() + start) for m in _WORD.finditer(self.text[start:end]))
            self._words[start, end] = found
        return found

    def contents(self, gold: GoldClaim, read: Claim) -> float:
        a, b = gold.claim.content, read.content
        return _jaccard(self.words(a.start, a.end), self.words(b.start, b.end))

    def sources(self, gold: GoldClaim, read: Claim) -> bool:
        """The same body by its id; for ids of many speakers the mention must agree, too.

        Where an id is missing on either side, or the one read is composed, mentions whose words agree by half.
        """
        theirs, ours = gold.claim.source, read.source
        if theirs is None or ours is None:
            return False
        overlaps = self._mentions(theirs, gold.also, ours)
        near = max(overlaps, default=0.0) >= 0.5
        if theirs.id and ours.id in listed_sources():
            touches = bool(overlaps) and overlaps[0] > 0
            return theirs.id == ours.id and (theirs.id not in shared_sources() or near or touches)
        return near

    def _mentions(self, theirs: Source, also: Sequence[Span], ours: Source) -> list[float]:
        """The overlap of the mention read with gold's own, then with each other mention of gold's source."""
        mine = self._mention(ours)
        if not mine or len(mine) > LONGEST_MENTION or theirs.start is None or theirs.end is None:
            return []
        if theirs.end <= theirs.start:
            return []
        spans = [(theirs.start, theirs.end), *((s.start, s.end) for s in also)]
        return [_jaccard(self.words(*span), mine) for span in spans]

    def _mention(self, source: Source) -> frozenset[tuple[int, int]]:
        if source.start is None or source.end is None:
            return frozenset()
        return self.words(source.start, source.end)

    def cues(self, gold: GoldClaim, read: Claim) -> bool:
        """Gold has none, or the words of both agree by 0.3."""
        if not gold.claim.cue:
            return True
        a, b = (frozenset().union(*(self.words(s.start, s.end) for s in c.cue)) for c in (gold.claim, read))
        return bool(a & b) and _jaccard(a, b) >= 0.3

    def pairs(
        self,
        gold: Sequence[GoldClaim],
        read: Sequence[Claim],
        threshold: float,
        good: Callable[[GoldClaim, Claim], bool] = lambda gold, read: True,
    ) -> list[tuple[int, int]]:
        """The best one-to-one pairs (places in `gold`, in `read`) whose contents overlap by `threshold`.

        An agreeing source counts as half an overlap more.
        """
        ranked = sorted(
            (
                (overlap + 0.5 * self.sources(g, p), i, k)
                for i, g in enumerate(gold)
                for k, p in enumerate(read)
                if (overlap := self.contents(g, p)) >= threshold and good(g, p)
            ),
            reverse=True,
        )
        out: list[tuple[int, int]] = []
        taken_gold: set[int] = set()
        taken_read: set[int] = set()
        for _, i, k in ranked:
            if i not in taken_gold and k not in taken_read:
                taken_gold.add(i)
                taken_read.add(k)
                out.append((i, k))
        return out


def times(gold: str, read: str | None) -> bool:
    """The intervals meet, and the one read is wider than gold's by no more than a week."""
    if not read:
        return False
    (a, b), (c, d) = _days(gold), _days(read)
    return a <= d and c <= b and (d - c) <= (b - a) + SLACK


@cache
def listed_sources() -> frozenset[str]:
    """The ids that gold uses."""
    return frozenset(_source_ids()["listed"])


@cache
def shared_sources() -> frozenset[str]:
    """Those of them that cover many speakers."""
    return frozenset(_source_ids()["many"])


def _source_ids() -> dict[str, list[str]]:
    return tomllib.loads((resources.files("quoth.evaluate") / "sources.toml").read_text("utf-8"))


def _days(when: str) -> tuple[int, int]:
    interval = edtf.parse(when)
    first = interval.first.toordinal() if interval.first else _FIRST
    return first, interval.last.toordinal() if interval.last else _LAST


def _jaccard(a: frozenset[tuple[int, int]], b: frozenset[tuple[int, int]]) -> float:
    either = len(a | b)
    return len(a & b) / either if either else 0.0
