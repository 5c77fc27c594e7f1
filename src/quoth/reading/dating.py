"""When a document was published, as its metadata and its own text tell, and which day each of its words counts from."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quoth.model.document import Document
from quoth.model.edtf import Interval, parse
from quoth.model.span import Span
from quoth.reading.expressions import TimeMention
from quoth.reading.resolving import resolve
from quoth.text import Passage

_DASHES = {"-", "–", "—", "―"}
_HEADER_PARAGRAPHS = 4
_HEADER_TOKENS = 40
_DATELINE_TOKENS = 14
_NEAR = 2  # paragraphs over which "that day" looks back


@dataclass(frozen=True)
class DocumentDate:
    """The days on which a document may have been published, and the evidence for it.

    `interval` is the metadata's date narrowed by the text; `exact` is true when it is one day. `headed` is true when
    the text itself bears its date (a dateline, a heading, a bulletin's "as of"); `heads` are the numbers of those
    mentions. `sections` are the days of a live blog's entries, by the token each begins with. `focus` holds, for every
    mention of the text, the day spoken of before it."""

    interval: Interval | None
    headed: bool = False
    evidence: tuple[Span, ...] = ()
    heads: frozenset[int] = frozenset()
    sections: tuple[tuple[int, dt.date], ...] = ()
    focus: tuple[Interval | None, ...] = field(default=(), repr=False)

    @property
    def edtf(self) -> str | None:
        """The interval as EDTF, or None when nothing is known."""
        return None if self.interval is None else str(self.interval)

    def at(self, token: int) -> Interval | None:
        """The days on which the words at a token were published: the entry's in a live blog, else the document's."""
        k = bisect_right(self.sections, token, key=lambda s: s[0])
        return Interval.day(self.sections[k - 1][1]) if k else self.interval


def date_document(document: Document, mentions: Sequence[TimeMention], passage: Passage | None = None) -> DocumentDate:
    """The document's date from its metadata (`published`, EDTF) and the calendar expressions of its text.

    `passage` is the document's text, cut; it is cut again when it is not given.

    A count of the days of the war, a dated heading and a dateline narrow the metadata's date; they never contradict it.

    Raises:
        ValueError: `published` is not EDTF.
    """
    passage = passage or Passage.of(document.text)
    known = parse(document.published) if document.published else None
    evidence: list[Span] = []
    interval = known
    heads: set[int] = set()
    for mention, found in _signs(passage, mentions, known):
        narrowed = found if interval is None else interval.intersect(found)
        if narrowed is None:
            if not (known and known.is_day and known.first and found.last and 0 < (known.first - found.last).days <= 1):
                continue
            narrowed = interval  # dated the day before it was put out
        else:
            interval = narrowed
        if mention.form.kind != "warday":
            heads.add(mention.i)
        evidence.append(mention.span)
    interval = _not_before(mentions, interval)
    sections = _sections(passage, mentions, interval)
    plain = DocumentDate(interval, bool(heads), tuple(evidence), frozenset(heads), sections)
    return replace(plain, focus=_focus(passage, mentions, plain))


def _signs(
    passage: Passage, mentions: Sequence[TimeMention], known: Interval | None
) -> list[tuple[TimeMention, Interval]]:
    """Expressions that tell the document's own day: counts of war days, then dates in headings and datelines."""
    far = Interval(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
    anchor = known or far
    out: list[tuple[TimeMention, Interval]] = []
    for m in mentions:
        if m.form.kind == "warday" and m.operator == "at":
            found = resolve(m.form, Interval.day(m.form.start), None, "past") if m.form.start else None
            if found:
                out.append((m, found))
        elif m.form.kind == "date" and m.form.month and (m.form.year or known) and _heads(passage, m):
            last = anchor.last or far.last
            assert last is not None
            found = resolve(m.form, Interval.day(last), None, "past")
            if found and found.is_day:
                out.append((m, found))
    return out


def _heads(passage: Passage, mention: TimeMention) -> bool:
    """Whether a date stands in a heading or a dateline among the first paragraphs."""
    for first, end in passage.paragraphs[:_HEADER_PARAGRAPHS]:
        if not first <= mention.first < end:
            continue
        if mention.core - first <= _DATELINE_TOKENS and _is_dateline(passage, first, mention.core, mention.end, end):
            return True
        last = passage.tokens[end - 1].text
        return end - first <= _HEADER_TOKENS and last not in {".", "!", "?"} and mention.operator in {"at", "around"}
    return False


def _is_dateline(passage: Passage, first: int, core: int, stop: int, end: int) -> bool:
    """ "KYIV, Jan 11 -", "МОСКВА, 5 декабря.", "Kyiv (10 May)": the date closes an opening in capitals."""
    tokens = passage.tokens
    if stop >= end or tokens[stop].text not in {".", ",", "/", ")", ":", *_DASHES}:
        return False
    opening = tokens[first:core]
    capitals = all(t.is_capitalized or not t.is_word or len(t.text) <= 3 for t in opening)
    return bool(opening) and capitals and any(t.is_word and t.text.isupper() and len(t.text) > 2 for t in opening)


def _not_before(mentions: Sequence[TimeMention], interval: Interval | None) -> Interval | None:
    """A document that says "since 1 September" is not older than that day."""
    if interval is None or interval.first is None or interval.last is None or interval.is_day:
        return interval
    first = interval.first
    for m in mentions:
        if m.operator == "since" and m.form.kind == "date":
            since = resolve(m.form, Interval.day(interval.last), None, "past")
            if since and since.first and first < since.first <= interval.last:
                first = since.first
    return Interval(first, interval.last)


def _sections(
    passage: Passage, mentions: Sequence[TimeMention], interval: Interval | None
) -> tuple[tuple[int, dt.date], ...]:
    """The dated entries of a live blog: paragraphs that open with a day, as in "zaterdag 20 mei, 12.41 uur – …"."""
    if interval is None or interval.last is None:
        return ()
    by_first = {
        m.first: m for m in mentions if m.form.kind in {"date", "weekday"} and m.operator == "at" and not m.until
    }
    out: list[tuple[int, dt.date]] = []
    clocked = 0
    for first, end in passage.paragraphs:
        mention = by_first.get(first)
        k = mention.end if mention else first
        while (
            k < end
            and k < first + 12
            and (_is_clock(passage, k) or passage.tokens[k].text in {",", "(", ")", "|", ".", "·"})
        ):
            k += 1
        if (
            k < end
            and k > first
            and (_is_clock(passage, k - 1) or mention)
            and passage.tokens[k].lower in {"uur", "h", "u"}
        ):
            k += 1
        clocked += k > (mention.end if mention else first)
        if mention is None or not (k >= end or passage.tokens[k].text in {":", *_DASHES}):
            continue
        found = resolve(mention.form, Interval.day(interval.last), None, "past")
        if found and found.first and (interval.last - found.first).days <= 60:
            out.append((first, found.first))
    return tuple(out) if len(out) > 1 or clocked > 1 else ()


def _is_clock(passage: Passage, k: int) -> bool:
    token = passage.tokens[k]
    if token.kind != "number":
        return False
    hours, mark, minutes = token.text.partition(":" if ":" in token.text else ".")
    return bool(mark) and hours.isdigit() and int(hours[:4]) < 25 and len(minutes) == 2 and minutes.isdigit()


def _focus(passage: Passage, mentions: Sequence[TimeMention], dated: DocumentDate) -> tuple[Interval | None, ...]:
    """For every mention, the day that the text spoke of last, no more than a few paragraphs before."""
    out: list[Interval | None] = []
    focus: Interval | None = None
    seen = -9
    section: Interval | None = None
    paragraph = 0
    for m in mentions:
        while paragraph + 1 < len(passage.paragraphs) and passage.paragraphs[paragraph][1] <= m.first:
            paragraph += 1
        anchor = dated.at(m.first)
        if anchor != section or paragraph - seen > _NEAR:
            focus, section = None, anchor
        out.append(focus)
        if anchor is None or m.operator in {"since", "until", "by", "before", "after"} or m.until:
            continue
        found = resolve(m.form, anchor, focus, "past")
        if m.form.kind in _POINTS and found and found.days is not None and found.days <= 2:
            focus, seen = found, paragraph
    return tuple(out)


_POINTS = {"date", "weekday", "relative", "night", "warday", "feast"}
