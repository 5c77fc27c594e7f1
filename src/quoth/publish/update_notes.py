"""Footnotes, timeline and map points of an update."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import quote, urlsplit

from quoth.gazetteer import load_gazetteer
from quoth.gazetteer.store import Spot as Place
from quoth.ledger import Kept, excerpt
from quoth.model import Claim
from quoth.publish.update_facts import Change, Facts, View
from quoth.publish.update_gaps import Ledgerwise
from quoth.publish.update_model import Moment, Note, Part, Pin, Sentence, Town
from quoth.publish.update_names import shown
from quoth.publish.update_sentences import Writer, merged, whole
from quoth.publish.update_wording import joined
from quoth.reconcile.spots import Spot

_SHORT = 80  # a longer sentence is addressed by its first and last words
_WORDS = 5
_AROUND = 0.35  # degrees of latitude around the pins that the map shows
_LARGE = 60_000
_TOWNS = 6


def text_link(url: str | None, claim: Claim) -> str | None:
    """A document's address, opened at the claim's sentence (a text fragment); None when it has no web address."""
    if not url or urlsplit(url).scheme not in ("http", "https"):
        return None
    if any(ord(c) <= 32 or c in '"<>\\^`{|}' for c in url):
        return None
    words = (excerpt(claim) or "").split()  # an address may tell no more than the page
    text = " ".join(words)
    if not words:
        return url
    if len(text) > _SHORT and len(words) > 2 * _WORDS:
        fragment = f"{_encoded(' '.join(words[:_WORDS]))},{_encoded(' '.join(words[-_WORDS:]))}"
    else:
        fragment = _encoded(text)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def notes(
    sentences: Iterable[Sentence], found: dict[str, Kept], writer: Writer, languages: dict[str, str | None],
    titles: dict[str, str | None],
) -> Iterator[Note]:  # fmt: skip
    """One note a claim, numbered in the order of citing."""
    numbers = dict.fromkeys(c for s in sentences for c in s.claims)
    for number, claim_id in enumerate(numbers, 1):
        kept = found[claim_id]
        claim = kept.claim
        name = writer.c.names.source(claim.source) if claim.source else writer.c.names.report(kept.outlet)
        yield Note(
            number, claim_id, claim.document, name.parts[0].text if name.parts else "", kept.outlet,
            titles.get(claim.document), kept.published, languages.get(claim.document), excerpt(claim),
            text_link(kept.url, claim),
        )  # fmt: skip


def timeline(facts: Facts, writer: Writer) -> Iterator[Moment]:
    """What was said, by the day on which it was said, then by the time of publication; a line for each source."""
    lines: dict[tuple[str, str, str, str], list[list[View]]] = defaultdict(list)
    for group in merged(facts.views, writer):
        view = group[0]
        kept = facts.kept[view.head.id]
        published = kept.published or ""
        day = view.said.isoformat() if view.said else kept.known
        time = published[11:16] if published[:10] == day and published[10:11] == "T" and published.endswith("Z") else ""
        speaker = view.source.speaker if view.source else None
        lines[(day, time, view.body, speaker or "")].append(group)
    for (day, time, _, _), groups in sorted(lines.items(), key=lambda line: (line[0][:2], line[1][0][0].order)):
        parts: list[Part] = [*writer.c.source(groups[0][0]).parts, Part(" — ")]
        telling = [g for g in groups if g[0].head.event.type != "other" or g[0].places or g[0].quantities] or groups[:1]
        for n, group in enumerate(telling):
            parts += [Part("; ")] if n else []
            parts += writer.c.label(whole(group))
        claims = dict.fromkeys(c for group in telling for v in group for c in v.claims)
        yield Moment(day, "", time or None, Sentence("states", joined(parts), tuple(claims)))


def pins(changes: Iterable[Change], look: Ledgerwise) -> Iterator[Pin]:
    """The settlements that the day's claims speak of, where the gazetteer has a point for them."""
    known = load_gazetteer()
    for change in changes:
        index = known.index_of(change.spot.key)
        claims = look.evidence(change.after)
        if index is None or known.at(index).point is None or not claims:
            continue
        place = known.at(index)
        assert place.latitude is not None and place.longitude is not None
        state = look.state(change.after.state)
        yield Pin(
            change.spot.key, shown(look.c.names.place(change.spot).parts[0].text), place.latitude, place.longitude,
            change.radius_km if change.radius_km is not None else place.radius_km, change.after.state,
            "".join(p.text for p in state), change.before.state != change.after.state, claims,
        )  # fmt: skip


def towns(found: Sequence[Pin], writer: Writer) -> Iterator[Town]:
    """The largest towns around the pins."""
    if not found:
        return
    taken = {p.place for p in found}
    south, north = min(p.latitude for p in found) - _AROUND, max(p.latitude for p in found) + _AROUND
    west, east = min(p.longitude for p in found) - 1.5 * _AROUND, max(p.longitude for p in found) + 1.5 * _AROUND
    near = [
        s for s in _large()
        if s.latitude is not None and s.longitude is not None and s.id not in taken
        and south <= s.latitude <= north and west <= s.longitude <= east
    ]  # fmt: skip
    for spot in near[:_TOWNS]:
        assert spot.latitude is not None and spot.longitude is not None
        name = writer.c.names.place(Spot(spot.id, spot.name, "settlement")).parts[0].text
        yield Town(name, spot.latitude, spot.longitude)


@cache
def _large() -> tuple[Place, ...]:
    """Towns by population, the largest first."""
    known = load_gazetteer()
    all_spots = (known.at(i) for i in range(len(known)))
    large = [s for s in all_spots if s.kind == "settlement" and s.population >= _LARGE and s.point is not None]
    return tuple(sorted(large, key=lambda s: (-s.population, s.id)))
