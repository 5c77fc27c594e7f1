"""When a claim's event happened and when the claim was uttered, as EDTF values by the guide's conventions.

`find_times` finds the expressions once for a whole text; `event_time` and `said_time` read them for one claim.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from quoth.languages.calendar import Operator, load_calendar
from quoth.model.edtf import Interval, parse, unparse
from quoth.reading.dating import DocumentDate
from quoth.reading.expressions import TimeMention, find_times
from quoth.reading.resolving import Direction, resolve
from quoth.text import Passage

EventTense = Literal["past", "present", "future"]
Tense = Literal["present", "past", "perfect", "pluperfect"]
__all__ = ["TimeMention", "event_time", "find_times", "said_time", "when"]

_DEICTIC = {"relative", "night", "span", "ahead", "coming", "now", "phased", "season"}
_SAID_KINDS = {
    "date",
    "weekday",
    "relative",
    "night",
    "warday",
    "part",
    "days",
    "month",
    "feast",
    "phased",
    "season",
    "year",
}
_NO_DAY = {"vague", "earlier"}


def event_time(
    passage: Passage,
    content: range,
    mentions: Sequence[TimeMention],
    dated: DocumentDate,
    *,
    tense: EventTense | None = None,
    said: str | None = None,
    shared: range | None = None,
) -> str | None:
    """When the event of a content (token range) happened; None when its words do not tell.

    `tense` is the event's: past for what is completed, present for what goes on, future for what is planned. `said` is
    when it was uttered: inside a quotation the words count from that day. `shared` are tokens of the same sentence
    whose expressions also govern the content, such as the front of a sentence that the content continues; they are
    asked when the content has none."""
    for zone in (content, shared):
        if zone is None:
            continue
        best: tuple[int, str] | None = None
        for m in _inside(mentions, zone):
            if m.form.kind in _NO_DAY:
                continue
            value = when(passage, m, dated, tense=tense, said=said)
            rank = 2 if m.form.kind == "now" else 1 if m.form.kind in {"part", "clock", "coming"} else 0
            if value is not None and (best is None or rank < best[0]):
                best = rank, value
        if best is not None and not (best[0] == 2 and (tense in {"past", "future"} or zone is shared)):
            return best[1]
    if tense == "present" and said is not None and content and _quoted(passage, content.start):
        return said if (parse(said).days or 99) <= 2 else None  # what goes on while it is said
    return _framed(passage, content, mentions, dated) if tense == "past" else None


def _inside(mentions: Sequence[TimeMention], zone: range) -> Sequence[TimeMention]:
    """The mentions that lie in a range of tokens (their operators may stand before it)."""
    if not mentions:
        return ()
    first = bisect_left(mentions, zone.start, key=lambda m: m.core)
    end = bisect_right(mentions, zone.stop, key=lambda m: m.end)
    return mentions[first:end]


_PERIODS = {"span", "night"}
_OPENING = 4  # tokens
_LOOK_BACK = 64  # mentions


def _framed(passage: Passage, content: range, mentions: Sequence[TimeMention], dated: DocumentDate) -> str | None:
    """The period that the text has set for what it tells next (Klein's topic time, 1994; here only nights and spans).

    In a bulletin, an opening such as "Over the past day, …" governs the sentences after it; elsewhere a night does, up
    to the next paragraph, while no other day is named."""
    end = bisect_right(mentions, content.start, key=lambda m: m.end)
    before = [m for m in mentions[max(0, end - _LOOK_BACK) : end] if m.form.kind in _FRAMING]
    if not before:
        return None
    latest = before[-1]
    paragraphs = _paragraph(passage, content.start) - _paragraph(passage, latest.first)
    if latest.form.kind == "night" and latest.operator == "at" and paragraphs <= 1:
        return when(passage, latest, dated, tense="past")
    if dated.headed:
        for m in reversed(before):
            whole_day = m.form.kind in {"relative", "phased"} and m.form.unit == "day" and m.form.offset == 0
            if (m.form.kind in _PERIODS or whole_day) and _opens_sentence(passage, m.first):
                return when(passage, m, dated, tense="past")
    return None


def _paragraph(passage: Passage, token: int) -> int:
    return bisect_right(passage.paragraphs, token, key=lambda p: p[0])


def _opens_sentence(passage: Passage, token: int) -> bool:
    """Whether a token stands in the opening of its sentence: "There were, during the day, …"."""
    k = bisect_right(passage.sentences, token, key=lambda s: s.first) - 1
    return k >= 0 and token - passage.sentences[k].first <= _OPENING


_FRAMING = {"phased", "date", "weekday", "night", "span", "relative", "warday", "days"}


def when(
    passage: Passage,
    mention: TimeMention,
    dated: DocumentDate,
    *,
    tense: EventTense | None = None,
    said: str | None = None,
) -> str | None:
    """The EDTF value of one expression, with its operator."""
    anchor = _anchor(passage, mention, dated, said)
    if anchor is None or anchor.last is None:
        return None
    operator = _operator(mention, tense)
    direction: Direction = "future" if _forward(mention, operator, tense) else "past"
    focus = dated.focus[mention.i] if mention.i < len(dated.focus) else None
    found = resolve(mention.form, anchor, focus, direction)
    if found is None:
        return None
    if mention.until is not None:
        return _range(mention, found, anchor, focus, direction)
    return _apply(operator, found, anchor, mention, tense)


def _anchor(passage: Passage, mention: TimeMention, dated: DocumentDate, said: str | None) -> Interval | None:
    """The day that the expression counts from: that of publication, or of speaking where it was spoken then."""
    published = dated.at(mention.core)
    if said is None:
        return published
    spoken = parse(said)
    if spoken.first is None or spoken.last is None or (spoken.days or 99) > 2:
        return published
    if mention.form.kind in _DEICTIC and not mention.form.anaphoric and not _quoted(passage, mention.core):
        return published if mention.form.kind not in {"now", "span"} else spoken
    return spoken


def _quoted(passage: Passage, token: int) -> bool:
    k = bisect_left(passage.quotations, token, key=lambda q: q.first)
    return k > 0 and passage.quotations[k - 1].first < token < passage.quotations[k - 1].last


def _operator(mention: TimeMention, tense: EventTense | None) -> Operator:
    """ "From 25 May" of something that has begun is "since 25 May"; "since" of a plan is "from"."""
    if mention.operator == "from" and tense in {"past", "present"}:
        return "since"
    if mention.operator == "since" and tense == "future":
        return "from"
    return mention.operator


def _forward(mention: TimeMention, operator: Operator, tense: EventTense | None) -> bool:
    if mention.form.direction:
        return mention.form.direction > 0
    if operator == "since":
        return False
    return tense == "future" or (operator in {"until", "by"} and tense != "past") or operator == "from"


def _apply(
    operator: Operator, found: Interval, anchor: Interval, mention: TimeMention, tense: EventTense | None
) -> str | None:
    assert anchor.last is not None
    first, last = found.first, found.last
    match operator:
        case "since":
            if first is None:
                return None
            end = ".." if first > anchor.last else anchor.last.isoformat()
            return _interval(_edge(found, mention), end)
        case "from":
            return None if first is None else f"{_edge(found, mention)}/.."
        case "until" | "by" | "before":
            if last is None:
                return None
            begin = anchor.last if tense != "past" and last >= anchor.last else None
            return _interval(begin.isoformat() if begin else "..", last.isoformat())
        case "after":
            if last is None:
                return None
            return _interval(
                last.isoformat(), anchor.last.isoformat() if tense == "past" and last <= anchor.last else ".."
            )
        case _:
            return unparse(found)


def _edge(found: Interval, mention: TimeMention) -> str:
    """The beginning of an open interval, at the precision of the words: a month or a year stays one."""
    assert found.first is not None
    if mention.form.kind == "month" and mention.form.day is None:
        return f"{found.first:%Y-%m}"
    return f"{found.first:%Y}" if mention.form.kind == "year" else found.first.isoformat()


def _interval(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _range(
    mention: TimeMention, found: Interval, anchor: Interval, focus: Interval | None, direction: Direction
) -> str | None:
    assert mention.until is not None
    if direction == "past":
        last = resolve(mention.until, anchor, focus, direction)
        if last is None or last.last is None:
            return unparse(found)
        first = resolve(mention.form, Interval.day(last.last), focus, direction)
    else:
        first = found
        start = Interval.day(found.first) if found.first else anchor
        last = resolve(mention.until, start, focus, direction)
    if first is None or last is None or first.first is None or last.last is None or first.first > last.last:
        return unparse(found)
    return unparse(Interval(first.first, last.last))


def said_time(
    passage: Passage,
    cue_zone: range,
    mentions: Sequence[TimeMention],
    dated: DocumentDate,
    *,
    tense: Tense | None = None,
    previous: str | None = None,
    prefer: int | None = None,
    language: str | None = None,
) -> str | None:
    """When something was said.

    A date word in the attributing clause (`cue_zone`, tokens outside the content) gives its date; `prefer` is the cue's
    token, near which it is looked for first. `previous` is when the same passage of speech was dated before. Without
    either: the present tense, and no verb at all (`tense` None: "aldus", "volgens", bulletins), mean the document's
    day; a past with a word for earlier ("eerder", "previously") lies before it, and so does a perfect, but in languages
    (`language`) whose perfect is a plain past; an undated past goes on from the day that its paragraph spoke of last,
    outside quotations; else it is the document's day when the text bears its date at its head, or unknown.
    """
    anchor = dated.at(cue_zone.start if prefer is None else prefer)
    inside = [m for m in _inside(mentions, cue_zone) if m.form.kind != "now"]
    if prefer is not None:
        inside.sort(key=lambda m: min(abs(m.first - prefer), abs(m.end - prefer)))
    inside = [m for m in inside if m.i not in dated.heads]
    inside.sort(key=lambda m: m.form.kind in {"part", "clock"})  # "in his daily update on Sunday"
    if tense == "perfect" and language is not None and load_calendar(language).perfect_is_past:
        tense = "past"
    kinds = {m.form.kind for m in inside}
    for m in inside:
        if m.form.kind in _SAID_KINDS and m.operator in {"at", "around", "from"} and m.until is None:
            value = when(passage, m, dated, tense="past")
            if value is not None:
                return value
    if previous is not None:
        return previous
    if anchor is None or anchor.last is None:
        return None
    before = f"../{anchor.last.isoformat()}"
    if tense == "perfect" or ("earlier" in kinds and tense in {"past", "pluperfect"}):
        return before
    if "vague" in kinds:
        return None
    if tense in {None, "present"}:
        return unparse(anchor)
    topic = _topic(passage, cue_zone, mentions, dated) if tense == "past" else None
    return topic or (unparse(anchor) if tense == "past" and dated.headed else None)


def _topic(passage: Passage, zone: range, mentions: Sequence[TimeMention], dated: DocumentDate) -> str | None:
    """The day that the paragraph spoke of last before `zone`, outside quotations."""
    paragraph = passage.paragraphs[max(0, _paragraph(passage, zone.start) - 1)] if passage.paragraphs else (0, 0)
    for m in reversed(_inside(mentions, range(paragraph[0], zone.start))[-_LOOK_BACK:]):
        if m.i in dated.heads:
            continue
        if m.form.kind in _TOPICS and m.operator == "at" and m.until is None and not _quoted(passage, m.core):
            value = when(passage, m, dated, tense="past")
            days = parse(value).days if value else None
            if days is not None and days <= 2:
                return value
    return None


_TOPICS = {"date", "weekday", "relative", "night", "warday"}
