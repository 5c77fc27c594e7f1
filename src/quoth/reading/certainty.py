"""How sure the source of a claim is, by its own words: hedges in the content, in the attribution and in an
impersonal matrix.

Levels follow the PHIA probability yardstick. A hedge counts where it bears on the claim's own clause: not in a
relative clause, not
as a quoted term, not in a sentence that explains the yardstick.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast

from quoth.languages.hedges import Hedges, load_hedges
from quoth.languages.wordings import Found
from quoth.model import Certainty
from quoth.model.claim import Level
from quoth.model.record import record
from quoth.text import Passage

_FRAME = 14
_ATTRIBUTION = 30
_TERM = 3
_PREDICATE = 4
_AROUND = 60
_QUOTES = set("«»„“”‘’‹›\"'") | {"''"}
_BREAKS = {";", ":", ".", "!", "?", "—", "–"}


@record
class HedgeFrame:
    """An impersonal matrix: tokens `[first, end)`, the complementizer included; the claim's content begins at `end`.

    `tail` are the tokens of a predicate that follows the content ("the chance that … is negligible"), or None.
    """

    first: int
    end: int
    level: Level
    tail: range | None = None


@record
class _Hit:
    first: int
    end: int
    level: Level
    scope: str
    tail: range | None = None  # the last part of a wording in pieces: "the chance … [is slim]"

    @property
    def size(self) -> int:
        return self.end - self.first


def read_certainty(
    passage: Passage,
    content: range,
    *,
    language: str,
    cue: Sequence[range] = (),
    matrix: range | None = None,
    has_source: bool,
    act: str,
) -> Certainty:
    """The certainty of a claim, with the words that tell it.

    `content` are the claim's tokens, `cue` those of its attribution, `matrix` the sentence (or other frame)
    around it; `has_source`
    tells whether somebody is named as its source.

    Raises:
        LanguageError: the language has no hedges section.
    """
    if act == "declines":
        return Certainty("unconfirmed", None)
    pack = load_hedges(language)
    outer = matrix if matrix is not None else content
    low = max(min(outer.start, content.start), content.start - _ATTRIBUTION)
    high = min(max(outer.stop, content.stop), content.stop + _ATTRIBUTION)
    zone = range(low, max(high, content.stop))
    hits = _hits(passage, zone, pack)
    if not hits or not pack.scale.isdisjoint(passage.lowers[zone.start : zone.stop]):
        return Certainty()
    cues = {i for r in cue for i in r}
    best = (
        _in_frame(passage, content, zone, hits, pack)
        or _predicate(passage, content, hits, pack)
        or _choose(passage, hits, content, cues, pack, has_source)
    )
    if best is None:
        return Certainty()
    return Certainty(best.level, passage.span(best.first, best.end)) if best.level != "asserted" else Certainty()


def hedge_frames(passage: Passage, sentence: range, language: str) -> list[HedgeFrame]:
    """The impersonal hedge matrices of a sentence ("It is unlikely that …"), in order.

    Raises:
        LanguageError: the language has no hedges section.
    """
    pack = load_hedges(language)
    return _frames(passage, sentence, _hits(passage, sentence, pack), pack)


def _frames(passage: Passage, sentence: range, hits: Sequence[_Hit], pack: Hedges) -> list[HedgeFrame]:
    if not hits:
        return []
    starts = [h.first for h in hits]
    out: list[HedgeFrame] = []
    for i in sentence:
        if passage.tokens[i].lower not in pack.complementizers:
            continue
        first = _opening(passage, i, out[-1].end if out else sentence.start, pack)
        if first is None:
            continue
        near = hits[bisect_left(starts, first - _AROUND) : bisect_right(starts, i + _AROUND)]
        inside = [h for h in near if first <= h.first and h.end <= i + 1 and h.scope in {"any", "frame"}]
        tail = None
        before = i - 2 if passage.tokens[i - 1].text == "," else i - 1
        if not inside and before >= first and passage.tokens[before].lower in pack.likelihoods:
            inside, tail = _tail(passage, i, sentence, near, pack)
        if inside:
            level = max(inside, key=lambda h: h.size).level
            if level not in {"asserted", "unconfirmed"}:
                out.append(HedgeFrame(first, i + 1, level, tail))
    return out


def _hits(passage: Passage, zone: range, pack: Hedges) -> list[_Hit]:
    """The hedges in a stretch of text; one inside a longer one is left out."""
    found = pack.wordings.find(passage.lowers[zone.start : zone.stop])
    if not found:
        return []
    out: list[_Hit] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda f: (-f.size, f.first)):
        hedge = pack.hedges[one.owner]
        if taken & set(one.tokens):
            continue
        token = passage.tokens[zone.start + one.first]
        if hedge.lower_only and token.is_capitalized and one.first:
            continue
        taken.update(one.tokens)
        out.append(_hit(one, zone.start, hedge.level, hedge.scope))
    return sorted(out, key=lambda h: h.first)


def _hit(found: Found, start: int, level: str, scope: str) -> _Hit:
    first = min(a for a, _ in found.spans)
    end = max(b for _, b in found.spans) if len(found.spans) > 1 else found.end
    last = max(found.spans) if len(found.spans) > 1 else None
    tail = None if last is None else range(start + last[0], start + last[1])
    return _Hit(start + first, start + end, cast(Level, level), scope, tail)


def _predicate(passage: Passage, content: range, hits: Sequence[_Hit], pack: Hedges) -> _Hit | None:
    """A hedge that is the predicate of a content cut before it: "[an early retreat] is unlikely"."""
    i = content.stop
    while i < len(passage.tokens) and passage.tokens[i].text in {",", *_QUOTES} and i < content.stop + 2:
        i += 1
    if i >= len(passage.tokens) or passage.tokens[i].lower not in pack.copulas:
        return None
    return next((h for h in hits if h.scope in {"any", "frame"} and i < h.first <= i + _PREDICATE), None)


def _choose(
    passage: Passage, hits: Sequence[_Hit], content: range, cues: set[int], pack: Hedges, has_source: bool
) -> _Hit | None:
    usable = [h for h in hits if (h.scope != "unsourced" or not has_source) and not _is_quoted_term(passage, h)]
    inside = [
        h
        for h in usable
        if h.scope in {"any", "unsourced"} and content.start <= h.first < content.stop and h.first not in cues
    ]
    main = [h for h in inside if not _is_subordinate(passage, h.first, content, pack)]
    if main:
        return main[0]
    beside = range(min([*cues, content.start]), max([*cues, content.stop - 1]) + 1)
    for hit in usable:
        covered = set(range(hit.first, hit.end)) & cues
        if hit.scope != "frame" and (covered or _joins(passage, hit, content, beside, cues, pack)):
            return hit
    return None


def _joins(passage: Passage, hit: _Hit, content: range, beside: range, cues: set[int], pack: Hedges) -> bool:
    """Whether a hedge outside the content stands in its attribution: between the cue and the content, no clause
    between."""
    if not cues or hit.first in content or hit.scope == "unsourced":
        return False
    if hit.first not in beside or hit.end - 1 not in beside:
        return False
    low, high = (hit.end, content.start) if hit.first < content.start else (content.stop, hit.first)
    if any(passage.tokens[k].text in _BREAKS for k in range(low, high)):
        return False
    return hit.first > content.start or not any(
        passage.tokens[k].lower in pack.complementizers for k in range(min(cues), hit.first)
    )


def _is_quoted_term(passage: Passage, hit: _Hit) -> bool:
    """Whether a hedge stands alone in quotation marks: a term that is mentioned, not used."""
    k = bisect_left(passage.quotations, hit.first, key=lambda q: q.first) - 1
    if k >= 0 and hit.first < passage.quotations[k].last:
        inside = passage.quotations[k].inside
        return len(inside) <= min(hit.size + 1, _TERM) and hit.scope != "frame"
    return False


def _is_subordinate(passage: Passage, i: int, content: range, pack: Hedges) -> bool:
    """Whether token `i` is in a relative or adverbial clause of the content."""
    for k in range(i - 1, content.start, -1):
        token = passage.tokens[k]
        if token.text in {",", ";", ")"} and k < i - 1:
            return False
        if token.lower in pack.subordinators:
            return True
    return False


def _in_frame(passage: Passage, content: range, zone: range, hits: Sequence[_Hit], pack: Hedges) -> _Hit | None:
    """The hedge of an impersonal matrix that the content completes."""
    for frame in _frames(passage, zone, hits, pack):
        before = 0 <= content.start - frame.end <= 1
        if before or frame.first in content[:3]:
            end = frame.end if frame.tail is None else frame.tail.stop
            return _Hit(frame.first, end if before else frame.end, frame.level, "frame")
    return None


def _opening(passage: Passage, i: int, low: int, pack: Hedges) -> int | None:
    """Where the matrix that ends with the complementizer at `i` begins: at an opener after a clause boundary."""
    best: int | None = None
    for k in range(i - 1, max(low - 1, i - _FRAME), -1):
        token = passage.tokens[k]
        if token.text in _BREAKS or (token.text == "," and k != i - 1):
            break
        if token.lower in pack.openers:
            best = k
    return best


def _tail(
    passage: Passage, i: int, sentence: range, hits: Sequence[_Hit], pack: Hedges
) -> tuple[list[_Hit], range | None]:
    """The predicate of "the chance that X is small", which stands after X."""
    for hit in hits:
        if hit.tail is not None and hit.first < i < hit.tail.start:
            return [hit], hit.tail
        if hit.first > i and hit.scope in {"any", "frame"}:
            for k in range(hit.first - 1, max(i, hit.first - 4), -1):
                if passage.tokens[k].lower in pack.copulas:
                    return [hit], range(k, hit.end)
    return [], None
