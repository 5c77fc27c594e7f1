"""The interface's answers as its documentation (OpenAPI) describes them; the answers themselves are plain dicts."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from quoth.model.claim import Act, EventType, Level, Mode, PlaceKind, PlaceRole, Qualifier, RelationKind, Status

_ID = "8f14e45fceea167a5a36dedd4bea2543"


class _Open(BaseModel):
    """Later versions may add fields."""

    model_config = ConfigDict(extra="allow")


class SpanOut(_Open):
    """An exact piece of the document's text, in Unicode code points; `text` is null where it may not be shown."""

    text: str | None = Field(examples=["Rond Cherson wordt er nog gevochten"])
    start: int = Field(examples=[1208])
    end: int = Field(examples=[1243])


class SourceOut(_Open):
    """Who stands behind a claim: a body by its id, and the person or outlet."""

    id: str | None = Field(examples=["gb-mod"])
    party: str | None = Field(examples=["GB"])
    text: str | None
    start: int | None
    end: int | None
    speaker: str | None
    carried: bool


class EventOut(_Open):
    type: EventType
    actor: str | None = Field(examples=["UA"])
    status: Status
    negated: bool


class CertaintyOut(_Open):
    """How sure the source is, with the shares of the PHIA yardstick where it has them."""

    level: Level
    low: float | None
    high: float | None
    cue: SpanOut | None


class CandidateOut(_Open):
    id: str | None
    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    score: float
    reason: str


class PlaceOut(_Open):
    text: str | None
    start: int
    end: int
    name: str = Field(examples=["Kherson"])
    kind: PlaceKind
    role: PlaceRole
    id: str | None = Field(examples=["UA65100150010064384"])
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    candidates: list[CandidateOut]


class QuantityOut(_Open):
    text: str | None
    start: int
    end: int
    value: float
    unit: str
    qualifier: Qualifier
    high: float | None


class ReadClaim(_Open):
    """A claim as `quoth read` gives it."""

    id: str = Field(examples=[_ID])
    version: str
    document: str
    sentence: SpanOut | None
    source: SourceOut | None
    cue: list[SpanOut]
    content: SpanOut
    mode: Mode
    act: Act
    said: str | None = Field(examples=["2022-11-11"])
    event: EventOut
    certainty: CertaintyOut
    places: list[PlaceOut]
    time: str | None
    quantities: list[QuantityOut]
    reader: str


class KeptClaim(ReadClaim):
    """A claim of the ledger: with its state, and the days from which it counts."""

    state: str = Field(examples=["read"])
    published: str | None
    dated: str | None
    known: str = Field(examples=["2022-11-11"])
    recorded: str = Field(examples=["2022-12-01T00:00:00.000000Z"])
    outlet: str | None
    url: str | None
    link: str = Field(examples=[f"/claim/{_ID}"])


class ClaimPage(_Open):
    """A page of claims. Pass `next` as `cursor`, with everything else the same; null on the last page."""

    claims: list[KeptClaim]
    next: str | None = Field(examples=["2356.1204"])


class JudgementOut(_Open):
    seq: int
    kind: str
    author: str
    slots: dict[str, Any] | None
    into: str | None
    withdraws: int | None
    comment: str | None
    recorded: str


class VersionOut(_Open):
    state: str
    version: str
    reader: str
    recorded: str
    known: str
    document: str


class RelationOut(_Open):
    """A typed edge between two claims, or from a claim to `source:ID`, with its reason."""

    kind: RelationKind
    from_: str = Field(alias="from", examples=[_ID])
    to: str
    reason: str
    features: dict[str, str]
    known: str


class RelationPage(_Open):
    relations: list[RelationOut]
    next: str | None


class DocumentOut(_Open):
    id: str
    title: str | None
    outlet: str | None
    publisher: str | None
    language: str | None
    published: str | None
    dated: str | None
    known: str
    recorded: str
    url: str | None
    reader: str
    taken_down: bool
    link: str


class ClaimAndAll(_Open):
    """A claim with its relations, versions and judgements."""

    claim: KeptClaim
    current: bool
    document: DocumentOut | None
    relations: list[dict[str, Any]]
    history: list[VersionOut]
    judgements: list[JudgementOut]


class DocumentAndClaims(_Open):
    """A document, as much of its text as may be shown, and its claims."""

    document: DocumentOut
    text: str | None
    claims: list[KeptClaim]
    all: bool


class WitnessOut(_Open):
    claim: str
    party: str | None
    says: str
    weight: str


class ControlOut(_Open):
    """What the claims known as of a day say about who holds a place."""

    state: str = Field(examples=["held-by-UA"])
    since: str | None
    as_of: str
    reason: str
    row: str
    evidence: list[WitnessOut]
    dissent: list[WitnessOut]


class TurnOut(_Open):
    day: str
    state: str
    row: str
    reason: str


class PlaceState(_Open):
    """A place with its state and how that came about; `control` is null for raions, oblasts and countries."""

    place: dict[str, Any]
    control: ControlOut | None
    history: list[TurnOut]


class ResolutionOut(_Open):
    id: str
    name: str
    kind: str
    parents: list[str]
    latitude: float | None
    longitude: float | None
    radius_km: float
    score: float
    reason: str


class PlaceNames(_Open):
    """The places that a name may mean, best first, each with its reason."""

    query: str
    candidates: list[ResolutionOut]


class HeadOut(_Open):
    """The end of the chain; noted elsewhere, its link proves that nothing before it was altered."""

    entry: int
    rows: int
    link: str
    recorded: str


class Text(BaseModel):
    """A text to be read. Nothing of it is kept."""

    text: str = Field(min_length=1, examples=["Oekraïense soldaten zijn Cherson binnengetrokken, meldt Kiev."])
    language: str | None = Field(None, pattern="^(nl|en|uk|ru)$", examples=["nl"])
    published: str | None = Field(None, max_length=40, examples=["2022-11-11"])
    title: str | None = Field(None, max_length=1000)
    outlet: str | None = Field(None, max_length=200)
    publisher: str | None = Field(None, max_length=200)

    model_config = ConfigDict(extra="forbid")


class ReadOut(_Open):
    """The claims found; `refused` says why a text cannot be read, and is null otherwise."""

    language: str | None
    dated: str | None
    claims: list[ReadClaim]
    refused: str | None


class Problem(BaseModel):
    """What was wrong (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["there is no claim of that id"])


_WRONG = {
    400: "Not of its form", 404: "There is no such thing, as of that day", 413: "The text is too long",
    422: "Not of its form", 429: "Too many calls", 503: "The ledger cannot be read",
}  # fmt: skip


def when_wrong(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers of an operation when something is wrong."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": _WRONG[status], "content": content} for status in statuses}
