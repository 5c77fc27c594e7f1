"""Claims: attributed (or narrated) propositions with their words and normalized slots.

Field by field these are the records of the contract's `claim.schema.json`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Literal, get_args

from quoth.model.span import Span

Mode = Literal["direct", "indirect", "mixed", "narrated"]
Act = Literal["states", "confirms", "denies", "clarifies", "accuses", "predicts", "calls", "declines"]
EventType = Literal[
    "offensive", "advance", "breakthrough", "entry", "capture", "recapture", "holding", "withdrawal", "redeployment",
    "repelled", "encirclement", "fighting", "shelling", "strike", "destruction", "casualties", "evacuation",
    "prisoners", "ceasefire", "dispute", "other",
]  # fmt: skip
Status = Literal["planned", "ongoing", "completed"]
Level = Literal[
    "asserted", "almost-certain", "highly-likely", "likely", "realistic-possibility", "unlikely", "highly-unlikely",
    "remote-chance", "unconfirmed",
]  # fmt: skip
PlaceKind = Literal["settlement", "raion", "oblast", "country", "area", "site"]
PlaceRole = Literal["at", "near", "from", "to"]
Qualifier = Literal["exact", "about", "at-least", "at-most", "vague"]
RelationKind = Literal[
    "repeats", "corroborates", "concedes", "contradicts", "denies", "corrects", "updates", "disputes", "unsure"
]  # fmt: skip

MODES: tuple[str, ...] = get_args(Mode)
ACTS: tuple[str, ...] = get_args(Act)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
LEVELS: tuple[str, ...] = get_args(Level)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
PLACE_ROLES: tuple[str, ...] = get_args(PlaceRole)
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)

#: The probability yardstick of the UK Professional Head of Intelligence Assessment (PHIA, 2019), as shares of 1.
YARDSTICK: dict[str, tuple[float, float]] = {
    "remote-chance": (0.0, 0.05),
    "highly-unlikely": (0.10, 0.20),
    "unlikely": (0.25, 0.35),
    "realistic-possibility": (0.40, 0.50),
    "likely": (0.55, 0.75),
    "highly-likely": (0.80, 0.90),
    "almost-certain": (0.95, 1.0),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a claim. `id` is the body, `speaker` the person or outlet in canonical spelling.

    `origin` is `text` (then `text`, `start`, `end` are the naming mention) or `metadata` (the document's publisher).
    `carried` is true when the claim's own clause has no naming mention.
    """

    id: str | None
    party: str | None
    text: str | None
    start: int | None
    end: int | None
    origin: Literal["text", "metadata"] = "text"
    name: str | None = None
    speaker: str | None = None
    via: str | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    type: EventType
    actor: str | None
    status: Status
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the source is, by its words (`cue`); `low` and `high` are the yardstick's shares, where it has them."""

    level: Level = "asserted"
    cue: Span | None = None

    @property
    def low(self) -> float | None:
        return YARDSTICK.get(self.level, (None, None))[0]

    @property
    def high(self) -> float | None:
        return YARDSTICK.get(self.level, (None, None))[1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could also be, with the reason why it was ranked where it is."""

    id: str | None
    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a claim's content. `radius_km` is how far the point may be from the place meant."""

    text: str
    start: int
    end: int
    name: str
    kind: PlaceKind
    role: PlaceRole
    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing; `unit` is one of the guide's units or the noun in English singular; `high` ends a range."""

    text: str
    start: int
    end: int
    value: float
    unit: str
    qualifier: Qualifier = "exact"
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, with who uttered it. `said` and `time` are EDTF (see `quoth.model.edtf`)."""

    document: str
    content: Span
    mode: Mode
    act: Act
    event: Event
    certainty: Certainty
    source: Source | None = None
    cue: tuple[Span, ...] = ()
    sentence: Span | None = None
    said: str | None = None
    time: str | None = None
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    reader: str = ""
    id: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, explained edge between two claims (or from a claim to `source:ID`)."""

    kind: RelationKind
    source: str
    target: str
    reason: str
    features: tuple[tuple[str, str], ...] = ()


_SORTED = json.JSONEncoder(sort_keys=True, ensure_ascii=True)
_PACKED = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


_VERSIONED = json.JSONEncoder(sort_keys=True, ensure_ascii=True)


_SLOTS = attrgetter(*(f.name for f in fields(Claim) if f.name not in {"id", "version"}))


def _digest(parts: list[str | int | None]) -> str:
    return hashlib.sha256(_PACKED.encode(parts).encode("ascii")).hexdigest()[:32]


def identify(claim: Claim, content_hash: str, nth: int = 0) -> Claim:
    """The claim with its ids filled in.

    `id` hashes the document's content hash, the content span and the speaker, so it survives a better reading of
    every other slot; `version` hashes the whole record but for `id`, `version` and `reader`. `nth` tells apart
    claims that share content span and speaker (see `identify_all`).
    """
    who = claim.source
    speaker = None if who is None else (who.speaker or who.id or who.text)
    parts: list[str | int | None] = [content_hash, claim.content.start, claim.content.end, speaker]
    anchor = _digest([*parts, nth] if nth else parts)
    record = {**to_record(claim), "id": "", "version": "", "reader": ""}
    version = hashlib.sha256(_SORTED.encode(record).encode("ascii")).hexdigest()[:32]
    return _identified(claim, anchor, version)


def _identified(claim: Claim, anchor: str, version: str) -> Claim:
    # every claim of an archive passes here; `dataclasses.replace` takes three times as long
    values: list[Any] = [*_SLOTS(claim), anchor, version]
    return Claim(*values)


def identify_all(claims: Iterable[Claim], content_hash: str) -> tuple[Claim, ...]:
    """The claims of one document with their ids, ordered by content start; the same claim twice counts once.

    Claims that share content span and speaker (two unnamed witnesses of one body) are numbered in the order of
    their source mentions, so that none hides another.
    """
    found = {c.version + c.id: c for c in (identify(claim, content_hash) for claim in claims)}
    ordered = sorted(found.values(), key=_reading_order)
    seen: dict[str, int] = {}
    out = []
    for claim in ordered:
        nth = seen.get(claim.id, 0)
        seen[claim.id] = nth + 1
        out.append(identify(claim, content_hash, nth) if nth else claim)
    return tuple(out)


def _reading_order(claim: Claim) -> tuple[int, int, int, str, str]:
    mention = -1 if claim.source is None or claim.source.start is None else claim.source.start
    return (claim.content.start, claim.content.end, mention, claim.id, claim.version)


def to_record(claim: Claim) -> dict[str, Any]:
    """The claim as the JSON object of `claim.schema.json`."""
    source = None
    if claim.source is not None:
        source = _flat(claim.source)
        source["from"] = source.pop("origin")
    certainty: dict[str, Any] = {
        "level": claim.certainty.level,
        "low": claim.certainty.low,
        "high": claim.certainty.high,
        "cue": _flat(claim.certainty.cue) if claim.certainty.cue else None,
    }
    return {
        "id": claim.id,
        "version": claim.version,
        "document": claim.document,
        "sentence": _flat(claim.sentence or claim.content),
        "source": source,
        "cue": [_flat(s) for s in claim.cue],
        "content": _flat(claim.content),
        "mode": claim.mode,
        "act": claim.act,
        "said": claim.said,
        "event": _flat(claim.event),
        "certainty": certainty,
        "places": [{**_flat(p), "candidates": [_flat(c) for c in p.candidates]} for p in claim.places],
        "time": claim.time,
        "quantities": [_flat(q) for q in claim.quantities],
        "reader": claim.reader,
    }


def _flat(record: Span | Source | Event | Place | Candidate | Quantity) -> dict[str, Any]:
    # dataclasses.asdict copies deeply, at ten times the cost; these records hold nothing that can change
    names, values = _FIELDS[type(record)]
    return dict(zip(names, values(record), strict=True))


_FIELDS: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {
    kind: (names, attrgetter(*names))
    for kind in (Span, Source, Event, Place, Candidate, Quantity)
    for names in (tuple(f.name for f in fields(kind)),)
}


def _span(value: dict[str, Any]) -> Span:
    return Span(value["text"], value["start"], value["end"])


def from_record(record: dict[str, Any]) -> Claim:
    """A claim from its JSON object; `certainty` may be a bare level, `id` and `version` may be missing.

    Raises:
        KeyError, TypeError: a required field is missing or is not of the schema's form.
    """
    who = record["source"]
    source = None
    if who is not None:
        source = Source(
            id=who.get("id"), party=who.get("party"), text=who.get("text"), start=who.get("start"), end=who.get("end"),
            origin=who.get("from", "text"), name=who.get("name"), speaker=who.get("speaker"), via=who.get("via"),
            carried=bool(who.get("carried", False)),
        )  # fmt: skip
    sure = record["certainty"]
    if isinstance(sure, str):
        sure = {"level": sure}
    event = record["event"]
    places = tuple(
        Place(
            **{k: p.get(k) for k in ("id", "latitude", "longitude", "radius_km")},
            **{k: p[k] for k in ("text", "start", "end", "name", "kind", "role")},
            candidates=tuple(Candidate(**c) for c in p.get("candidates", ())),
        )
        for p in record["places"]
    )
    quantities = tuple(
        Quantity(q["text"], q["start"], q["end"], q["value"], q["unit"], q["qualifier"], q.get("high"))
        for q in record["quantities"]
    )
    return Claim(
        document=record["document"],
        content=_span(record["content"]),
        mode=record["mode"],
        act=record["act"],
        event=Event(event["type"], event["actor"], event["status"], bool(event["negated"])),
        certainty=Certainty(sure["level"], _span(sure["cue"]) if sure.get("cue") else None),
        source=source,
        cue=tuple(_span(c) for c in record["cue"]),
        sentence=_span(record["sentence"]) if record.get("sentence") else None,
        said=record["said"],
        time=record["time"],
        places=places,
        quantities=quantities,
        reader=record.get("reader", ""),
        id=record.get("id", ""),
        version=record.get("version", ""),
    )
