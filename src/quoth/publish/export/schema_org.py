"""`schema.org`: JSON-LD of claims, their authors and where they appeared; a review only for a person's judgement."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.ledger import Judgement, Kept
from quoth.model import Place
from quoth.publish.export.cells import as_text
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.setting import location
from quoth.publish.export.view import View

CONTEXT = "https://schema.org"
#: What a person's judgement says; it is about the reading, never about the truth of what is claimed.
_VERDICTS = {
    "accept": "read rightly: the document says this",
    "correct": "read rightly after correction",
    "reject": "read wrongly: the document does not say this",
    "merge": "says the same as another claim",
}
_ASPECT = "whether the claim is read rightly from the document, not whether it is true"


def _write(view: View, out: BinaryIO) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with as_text(out) as text:
        text.write(f'{{"@context": "{CONTEXT}", "@graph": [')
        for number, thing in enumerate(_things(view)):
            line = encode(thing).replace("</", "<\\/")  # it may be pasted into the script element of a page
            text.write((",\n" if number else "\n") + line)
        text.write("\n]}\n")


def _things(view: View) -> Iterator[dict[str, Any]]:
    judgements = _standing(view)
    for kept in view.claims():
        yield _claim(view, kept)
        for judgement in judgements.get(kept.claim.id, ()):
            if judgement.document in (None, kept.claim.document):
                yield _review(view, kept, judgement)


def _standing(view: View) -> dict[str, list[Judgement]]:
    """The judgements that nobody took back, by claim."""
    recorded = view.as_of.recorded
    made = [j for j in view.ledger.judgements() if recorded is None or j.recorded[:10] <= recorded.isoformat()]
    withdrawn = {j.of for j in made if j.kind == "withdraw"}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in made:
        if judgement.claim and judgement.kind in _VERDICTS and judgement.seq not in withdrawn:
            found[judgement.claim].append(judgement)
    return found


def _claim(view: View, kept: Kept) -> dict[str, Any]:
    claim = kept.claim
    appearance = _filled({
        "@type": "CreativeWork", "@id": view.page_of(kept), "identifier": claim.document, "url": _url(kept),
        "datePublished": kept.published, "publisher": _organization(kept.outlet),
    })  # fmt: skip
    return _filled({
        "@type": "Claim", "@id": view.iri("claim", claim.id), "identifier": claim.id, "text": view.content(kept),
        "author": _author(view, kept), "appearance": appearance, "dateCreated": claim.said,
        "temporalCoverage": claim.time, "spatialCoverage": [_place(p) for p in claim.places],
        "keywords": [claim.event.type, claim.act, claim.event.status, claim.certainty.level],
        "creditText": claim.reader,
    })  # fmt: skip


def _author(view: View, kept: Kept) -> dict[str, Any] | None:
    """Who stands behind the claim: the source, or the outlet where the document speaks in its own voice."""
    who = kept.claim.source
    if who is None:
        return _organization(kept.outlet)
    body = _filled({"@type": "Organization", "name": who.name or who.id, "identifier": who.id})
    named = body.get("name")
    if who.speaker:
        kind = "Person" if named else "Thing"  # without a body it may be a person or an outlet
        return _filled({"@type": kind, "name": who.speaker, "affiliation" if named else "-": body if named else None})
    return body if named else _filled({"@type": "Thing", "name": view.mention(kept)}, least=2)


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _place(place: Place) -> dict[str, Any]:
    point = location(place)
    geo = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None
    return _filled({"@type": "Place", "name": place.name, "identifier": place.id, "geo": geo})


def _review(view: View, kept: Kept, judgement: Judgement) -> dict[str, Any]:
    return _filled({
        "@type": "ClaimReview", "@id": view.iri("judgement", f"{judgement.claim}-{judgement.seq}"),
        "itemReviewed": {"@id": view.iri("claim", kept.claim.id)}, "claimReviewed": view.content(kept),
        "author": {"@type": "Person", "name": judgement.author}, "datePublished": judgement.recorded[:10],
        "reviewAspect": _ASPECT, "reviewBody": judgement.comment,
        "reviewRating": {"@type": "Rating", "alternateName": _VERDICTS[judgement.kind]},
    })  # fmt: skip


def _url(kept: Kept) -> str | None:
    return kept.url if kept.url and kept.url.startswith(("http://", "https://")) else None


def _filled(thing: dict[str, Any], least: int = 0) -> dict[str, Any]:
    """A thing without its empty properties; nothing when fewer than `least` are left."""
    full = {name: value for name, value in thing.items() if value not in (None, "", [], {})}
    return full if len(full) >= least else {}


EXPORTER = Exporter(
    "schema.org", "JSON-LD: Claim with author and appearance; ClaimReview of people's judgements", _write
)
