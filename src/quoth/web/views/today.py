"""The first page: the newest day on record, what was said on it, what is disputed, what was taken back."""

from __future__ import annotations

import datetime as dt

from quoth.ledger import AsOf, Filter
from quoth.publish import publish_update
from quoth.web.library import Library
from quoth.web.views.records import Record, claim_record, claims_by_id, relation_record

_CLAIMS, _RELATIONS = 12, 6
OPEN = ("contradicts", "denies", "disputes")
TAKEN_BACK = ("corrects", "concedes")


def today_view(library: Library, as_of: dt.date | None, language: str) -> Record:
    """What the first page shows; `day` and `update` are None when the ledger holds no claim by then."""
    known = AsOf(as_of)
    day = library.ledger.last_day(known)
    claims = Filter(since=day, until=day, clock="published") if day else None
    page = library.ledger.page(claims, known, limit=_CLAIMS, newest_first=True) if claims else None
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "day": day.isoformat() if day else None,
        "update": update_of(library, day, language) if day else None,
        "claims": [claim_record(k, library.settings.show) for k in page.claims] if page else [],
        "more": bool(page and page.next),
        "open": _pairs(library, known, OPEN),
        "taken_back": _pairs(library, known, TAKEN_BACK),
    }


def update_of(library: Library, day: dt.date, language: str) -> Record:
    """The daily update in a language, as data; kept until the ledger grows, see `Library.kept`."""

    def make() -> Record:
        return publish_update(library.ledger, day, language=language, conflict=library.conflict).record()

    return library.kept(("update", day, language), make)


def _pairs(library: Library, known: AsOf, kinds: tuple[str, ...]) -> list[Record]:
    return pairs(library, known, kinds, _RELATIONS)[0]


def pairs(
    library: Library, known: AsOf, kinds: tuple[str, ...], limit: int, cursor: str | None = None
) -> tuple[list[Record], str | None]:
    """Relations of some kinds, the newest first, each with its two claims, and the cursor of the next."""
    found, more = library.ledger.relations_page(known, kinds=kinds, limit=limit, cursor=cursor)
    relations = [relation_record(r) for r in found]
    ends = claims_by_id(
        library.ledger, [r[end] for r in relations for end in ("from", "to")], known, library.settings.show
    )
    return [{**r, "one": ends.get(r["from"]), "other": ends.get(r["to"])} for r in relations], more
