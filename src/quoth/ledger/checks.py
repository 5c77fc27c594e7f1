"""Whether a claim is what the schema says, and whether its words stand in the text."""

from __future__ import annotations

from typing import Any

from quoth.ledger.clocks import is_date
from quoth.model import Claim, Span
from quoth.model.claim import ACTS, EVENT_TYPES, LEVELS, MODES, PLACE_KINDS, PLACE_ROLES, QUALIFIERS, STATUSES


def fault(claim: Claim, text: str | None) -> str | None:
    """The first thing that is wrong with a claim, in words that begin with the slot, or None.

    Args:
        text: the document's text; None (taken down) leaves the spans unchecked.
    """
    spans = spans_of(claim)
    return _malformed(claim, spans) or (_wrong_span(spans, text) if text is not None else None)


def spans_of(claim: Claim) -> list[tuple[str, Span]]:
    """Every span of a claim with the name of its slot."""
    spans = [("content", claim.content), *(("cue", cue) for cue in claim.cue)]
    if claim.sentence:
        spans.append(("sentence", claim.sentence))
    who = claim.source
    if who and who.text is not None and who.start is not None and who.end is not None:
        spans.append(("source", Span(who.text, who.start, who.end)))
    if claim.certainty.cue:
        spans.append(("certainty", claim.certainty.cue))
    spans += [("places", Span(p.text, p.start, p.end)) for p in claim.places]
    return spans + [("quantities", Span(q.text, q.start, q.end)) for q in claim.quantities]


def _wrong_span(spans: list[tuple[str, Span]], text: str) -> str | None:
    for slot, span in spans:
        if not 0 <= span.start < span.end <= len(text):
            return f"{slot} {span.start}:{span.end} is not inside a text of {len(text)} characters"
        held = text[span.start : span.end]
        if held != span.text:
            return f"{slot} {span.start}:{span.end} holds {_short(held)}, not {_short(span.text)}"
    return None


def _malformed(claim: Claim, spans: list[tuple[str, Span]]) -> str | None:
    for slot, span in spans:
        if not (type(span.start) is type(span.end) is int and isinstance(span.text, str)):
            return f"{slot} is not a span of text, start and end"
    who = claim.source
    if who is not None:
        if who.origin not in ("text", "metadata"):
            return f"source is from {_short(who.origin)}, not from text or metadata"
        if who.origin == "text" and (who.text is None or who.start is None or who.end is None):
            return "source has no span, and is not said to come from the metadata"
        for name in ("id", "party", "name", "speaker", "via"):
            if not _is_text(getattr(who, name)):
                return f"source {name} is not text"
    for slot, value, known in _choices(claim):
        if value not in known:
            return f"{slot} is {_short(value)}, not one of {', '.join(known)}"
    for slot, when in (("said", claim.said), ("time", claim.time)):
        if when is not None and not is_date(when):
            return f"{slot} is {_short(when)}, not a date such as 2022-09-11 or 2022-09-05/2022-09-11"
    return _malformed_parts(claim)


def _malformed_parts(claim: Claim) -> str | None:
    if not _is_text(claim.event.actor):
        return "event actor is not text"
    for place in claim.places:
        if not (isinstance(place.name, str) and place.name and _is_text(place.id)):
            return "places has a place without a name, or with an id that is not text"
        if not all(n is None or _is_number(n) for n in (place.latitude, place.longitude, place.radius_km)):
            return f"places has {_short(place.name)} at coordinates that are not numbers"
    for quantity in claim.quantities:
        if not (_is_number(quantity.value) and (quantity.high is None or _is_number(quantity.high))):
            return f"quantities has a value that is not a number at {quantity.start}"
        if not (isinstance(quantity.unit, str) and quantity.unit):
            return f"quantities has no unit at {quantity.start}"
    return None


def _choices(claim: Claim) -> list[tuple[str, Any, tuple[str, ...]]]:
    choices: list[tuple[str, Any, tuple[str, ...]]] = [
        ("mode", claim.mode, MODES),
        ("act", claim.act, ACTS),
        ("event type", claim.event.type, EVENT_TYPES),
        ("event status", claim.event.status, STATUSES),
        ("certainty", claim.certainty.level, LEVELS),
    ]
    for place in claim.places:
        choices += [("place kind", place.kind, PLACE_KINDS), ("place role", place.role, PLACE_ROLES)]
    return choices + [("quantity qualifier", q.qualifier, QUALIFIERS) for q in claim.quantities]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _short(value: object) -> str:
    shown = value if isinstance(value, str) else str(value)
    return repr(shown if len(shown) <= 60 else shown[:57] + "...")
