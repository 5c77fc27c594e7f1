"""The daily update as data: sections of sentences of parts, each sentence with the claims that it rests on.

Every form (Markdown, HTML, JSON, feeds, the web pages) is made from these records; none of them words anything anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

Slot = Literal["", "place", "party", "absent", "source", "figure", "day", "level", "state", "count", "quote"]
Kind = Literal[
    "states", "calls", "denies", "concedes", "corroborates", "contradicts", "corrects", "updates", "disputes", "state",
    "changed", "range", "narrated", "silent", "unknown", "check",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence. A named `slot` says what it names, `ref` which one.

    `ref` is the key of a place, the code of a party, the key of a source (`quoth.reconcile.speakers.body_of`), an EDTF
    date, a level of certainty, a state, a number, the id of the claim quoted, or a figure `value|high|unit|qualifier`.
    `absent` is a party of which nothing is on record; `language` is that of a quotation.
    """

    text: str
    slot: Slot = ""
    ref: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the ids of the claims that it rests on, never none."""

    kind: Kind
    parts: tuple[Part, ...]
    claims: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.parts)


@dataclass(frozen=True, slots=True)
class Section:
    """A headed run of sentences; `place` is the key of its oblast or raion, `id` its anchor."""

    id: str
    title: str
    place: str | None
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...] = ()

    def all(self) -> Iterator[Sentence]:
        yield from self.sentences
        for inner in self.sections:
            yield from inner.all()


@dataclass(frozen=True, slots=True)
class StateChange:
    """A place whose control state is another than at the end of the day before; `before` and `after` as in `quoth
    control`, `shown_*` in the reader's language."""

    place: str
    name: str
    area: str
    before: str
    after: str
    shown_before: str
    shown_after: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as its source gave it: `what` it counts (a title), with place, source and day as shown."""

    what: str
    row: Sentence
    value: float
    high: float | None
    unit: str
    qualifier: str
    source: str
    places: str
    day: str
    figure: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline: the day on which it was said (EDTF) and as shown, the time of publication when known."""

    day: str
    shown: str
    time: str | None
    line: Sentence


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: one claim, its document and its words. `url` opens the sentence where the document has an address."""

    number: int
    claim: str
    document: str
    source: str
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    words: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Pin:
    """A settlement on the map: its point, how far that may be off, and its state as of the day."""

    place: str
    name: str
    latitude: float
    longitude: float
    radius_km: float
    state: str
    shown: str
    changed: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A larger town on the map, for finding one's way; nothing is claimed of it."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Update:
    """What the claims published after the end of `since` and by the end of `date` (UTC) add to the record.

    `labels` are the headings and captions of the language; they state nothing. `recorded` is when the newest of its
    claims was recorded.
    """

    date: dt.date
    since: dt.date
    language: str
    conflict: str
    title: str
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    changes: tuple[StateChange, ...]
    figures: tuple[Figure, ...]
    ranges: tuple[Sentence, ...]
    timeline: tuple[Moment, ...]
    silent: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]
    pins: tuple[Pin, ...]
    towns: tuple[Town, ...]
    notes: tuple[Note, ...]
    basis: str
    labels: dict[str, str]
    recorded: str | None

    @property
    def empty(self) -> bool:
        """Whether no claim was published in its days."""
        return not self.notes

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in the order of reading."""
        yield from self.lead
        yield from (c.reason for c in self.changes)
        for section in self.sections:
            yield from section.all()
        yield from self.ranges
        yield from (f.row for f in self.figures)
        yield from self.silent
        yield from self.unknown
        yield from (m.line for m in self.timeline)

    def record(self) -> dict[str, Any]:
        """The update as JSON has it."""
        out: dict[str, Any] = _plain(self)
        return out


def _plain(value: Any) -> Any:
    if isinstance(value, Sentence):
        return {
            "kind": value.kind,
            "text": value.text,
            "parts": [_plain(p) for p in value.parts],
            "claims": [*value.claims],
        }
    if isinstance(value, Part):
        named = {"slot": value.slot, "ref": value.ref} if value.slot else {}
        return {"text": value.text, **named, **({"language": value.language} if value.language else {})}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, dt.date) else value
