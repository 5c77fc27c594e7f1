"""A reader for tests: deterministic, on sentences of our own, with places, quantities and dates."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace

from quoth.model import Certainty, Claim, Document, Event, Place, Quantity, Source, Span

NAME = "fake 1.0"

_SENTENCE = re.compile(
    r"(?P<who>The [A-Z]\w+ (?:staff|ministry)|[A-Z]\w+ [A-Z]\w+) (?P<cue>says|reports|denies|predicts) that "
    r"(?P<what>[^.]+)\."
)
_PLACE = re.compile(r"\b(near|in|from) ([A-Z]\w+)")
_COUNT = re.compile(r"\b(\d+) (tanks|drones|houses)")
_EVENTS = {"took": "capture", "left": "withdrawal", "shelled": "shelling", "lost": "casualties", "holds": "holding"}
_SOURCES = {
    "The Northern staff": ("ua-general-staff", "UA"),
    "The Southern ministry": ("ru-mod", "RU"),
    "The Island ministry": ("gb-mod", "GB"),
}
_ACTS = {"says": "states", "reports": "states", "denies": "denies", "predicts": "predicts"}


def read(document: Document) -> list[Claim]:
    """Claims of sentences such as `The Northern staff says that it took 3 houses near Velvet.`"""
    return [_claim(document, m) for m in _SENTENCE.finditer(document.text)]


def read_better(document: Document) -> list[Claim]:
    """As `read`, but withdrawals are redeployments, and claims of people (not bodies) are not found."""
    out = []
    for claim in read(document):
        if claim.source and claim.source.id is None:
            continue
        kind = "redeployment" if claim.event.type == "withdrawal" else claim.event.type
        out.append(_with(claim, event=Event(kind, claim.event.actor, claim.event.status, claim.event.negated)))
    return out


def _with(claim: Claim, **slots: object) -> Claim:
    return replace(claim, reader="fake 1.1", **slots)


def _claim(document: Document, m: re.Match[str]) -> Claim:
    who, what = m["who"], m["what"]
    body, party = _SOURCES.get(who, (None, None))
    kind = next((event for word, event in _EVENTS.items() if word in what), "other")
    start = m.start("what")
    places = tuple(
        Place(
            p[2], start + p.start(2), start + p.end(2), p[2], "settlement",
            {"near": "near", "in": "at", "from": "from"}[p[1]], id=f"geonames:{sum(map(ord, p[2]))}",
            latitude=49.0, longitude=36.5, radius_km=5.0,
        )
        for p in _PLACE.finditer(what)
    )  # fmt: skip
    counts = tuple(
        Quantity(q[0], start + q.start(), start + q.end(), int(q[1]), q[2].removesuffix("s"))
        for q in _COUNT.finditer(what)
    )
    day = (document.published or "")[:10] or None
    return Claim(
        document=document.id,
        content=Span(what, start, m.end("what")),
        mode="indirect",
        act=_ACTS[m["cue"]],
        event=Event(kind, party, "planned" if m["cue"] == "predicts" else "completed"),
        certainty=Certainty("likely" if "perhaps" in what else "asserted"),
        source=Source(body, party, who, m.start("who"), m.end("who"), speaker=None if body else who),
        cue=(Span(m["cue"], m.start("cue"), m.end("cue")),),
        sentence=Span(m[0], m.start(), m.end()),
        said=day,
        time=day if "today" in what else None,
        places=places,
        quantities=counts,
        reader=NAME,
    )


_WHO = ("The Northern staff", "The Southern ministry", "The Island ministry", "Anna Holt", "Bram Okker", "Chloe Dune")
_TOWNS = ("Velvet", "Amber", "Copper", "Meadow", "Harbour", "Ridge", "Lantern", "Willow", "Granite", "Orchard")
_DONE = (
    "took {n} houses",
    "left the mill",
    "shelled the bridge",
    "lost {n} tanks",
    "holds the station",
    "saw {n} drones",
)


def documents(count: int, seed: int = 7, sentences: int = 4) -> Iterable[Document]:
    """Made-up reports, always the same for a seed; no two claims of a document share words and speaker."""
    rng = random.Random(seed)
    for n in range(count):
        lines = [
            f"{rng.choice(_WHO)} {rng.choice(('says', 'reports', 'denies', 'predicts'))} that the column "
            f"{rng.choice(_DONE).format(n=rng.randint(2, 90))} near {rng.choice(_TOWNS)} "
            f"{rng.choice(('today', 'again', 'perhaps', 'at dawn'))} in note {n}-{k}."
            for k in range(sentences)
        ]
        yield Document(
            f"report-{n:05d}",
            f"Report {n}.\n\n" + " ".join(lines),
            language="en",
            published=f"2031-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}",
            title=f"Report {n}",
            outlet=("Morning Wire", "Evening Post", "Harbour Times")[n % 3],
            url=f"https://wire.example/{n}",
        )
