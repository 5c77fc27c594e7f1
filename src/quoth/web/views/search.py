"""Search: the claims that an address asks for, by words, place, source, time and event."""

from __future__ import annotations

from typing import Any

from quoth.gazetteer.explain import explain
from quoth.ledger import Filter
from quoth.model.claim import EVENT_TYPES, LEVELS
from quoth.web.library import Library
from quoth.web.views.records import Record, claim_record
from quoth.web.visit import BadQuery, Visit

PAGE, MOST = 25, 100
_PLACES = 8
CLOCKS = ("happened", "said", "published")
FIELDS = ("text", "place", "source", "party", "speaker", "event", "certainty", "since", "until", "clock", "document")


def filter_of(visit: Visit) -> Filter:
    """The filter that an address asks for; a place may be an id or a name in any language and spelling.

    Raises:
        BadQuery: a field is not of its form.
    """
    fields: dict[str, Any] = {
        name: (value,) for name in ("source", "party", "speaker", "event", "document") if (value := visit.text(name))
    }
    if level := visit.text("certainty"):
        fields["level"] = (level,)
    if place := visit.text("place"):
        fields["place"] = places_of(place)
    try:
        return Filter(
            text=visit.text("text") or None, since=visit.day("since", first=True), until=visit.day("until"),
            clock=visit.text("clock") or "happened", **fields,  # type: ignore[arg-type]
        )  # fmt: skip
    except ValueError as wrong:
        raise BadQuery(str(wrong)) from None


def places_of(name: str) -> tuple[str, ...]:
    """A name or an id with the ids of the places that it may mean."""
    if len(name) > 200:
        return (name,)
    found = explain(name, limit=_PLACES)
    best = found[0].score if found else 0.0
    return tuple(dict.fromkeys((name, *(r.id for r in found if r.score > best - 15))))


def search_view(library: Library, visit: Visit) -> Record:
    """What the search page shows: a page of claims, the newest in the ledger first."""
    wanted = filter_of(visit)
    limit = visit.number("limit", PAGE, MOST)
    try:
        page = library.ledger.page(
            wanted, visit.known, limit=limit, cursor=visit.text("cursor") or None, newest_first=True
        )
    except ValueError as wrong:  # a text without any word
        raise BadQuery(str(wrong)) from None
    return {
        "query": {name: visit.text(name) for name in FIELDS if visit.text(name)},
        "as_of": visit.as_of.isoformat() if visit.as_of else None,
        "claims": [claim_record(k, library.settings.show) for k in page.claims],
        "next": page.next,
    }


def choices() -> dict[str, tuple[str, ...]]:
    """What the form offers to choose from."""
    return {"event": EVENT_TYPES, "certainty": LEVELS, "clock": CLOCKS}
