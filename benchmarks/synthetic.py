"""A made-up archive of any size, the same for a seed: documents of invented words with claims in them.

Sources, places and words follow Zipf's law (the r-th most frequent has a share of about 1/r), as names and words in
news do; a document has about 2,000 characters and, on average, as many claims as asked for.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate

from quoth.model import Certainty, Claim, Document, Event, Place, Quantity, Source, Span
from quoth.model.claim import EVENT_TYPES

READER = "synthetic 1.0"
FIRST_DAY = dt.date(2031, 1, 1)
DAYS = 1000

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")]
_BODIES = [
    (f"{side.lower()}-{role}", side) for side in ("UA", "RU", "GB", "US") for role in ("mod", "government", "army")
]


class Archive:
    """Documents and their claims; `claims_of` is the reader."""

    def __init__(self, documents: int, claims: int, seed: int = 1) -> None:
        self.documents, self.claims, self.seed = documents, claims, seed
        rng = random.Random(seed)
        self.words = self._names(rng, 8000, 2, 3)
        self.places = [name.title() for name in self._names(rng, 3000, 3, 4)]
        self.people = [
            f"{a.title()} {b.title()}"
            for a, b in zip(self._names(rng, 400, 2, 2), self._names(rng, 400, 3, 3), strict=True)
        ]
        self._weights = {n: list(accumulate(1 / r for r in range(2, n + 2))) for n in (8000, 3000, 400)}

    def __iter__(self) -> Iterator[Document]:
        return self.slice(0, self.documents)

    def slice(self, first: int, last: int) -> Iterator[Document]:
        """The documents from number `first` to before `last`."""
        for n in range(first, last):
            yield self._document(n)

    def claims_of(self, document: Document) -> list[Claim]:
        """The claims of one of the archive's documents."""
        n = int(document.id.rpartition("-")[2])
        rng = random.Random(self.seed * 1_000_003 + n)
        return [self._claim(rng, document, start, end) for start, end in self._sentences(document.text)]

    def _count(self, n: int) -> int:
        return (n + 1) * self.claims // self.documents - n * self.claims // self.documents

    def _document(self, n: int) -> Document:
        rng = random.Random(self.seed * 7_368_787 + n)
        sentences = []
        for _ in range(self._count(n)):
            who = rng.choice(_BODIES)[0] if rng.random() < 0.6 else self._pick(rng, self.people)
            words = " ".join(self._many(rng, self.words, rng.randint(8, 14)))
            sentences.append(f"{who} meldt dat {rng.randint(2, 900)} {words} bij {self._pick(rng, self.places)}.")
        day = FIRST_DAY + dt.timedelta(days=n * DAYS // self.documents)
        return Document(
            f"synthetic-{n}", " ".join(sentences), "nl", day.isoformat(), " ".join(self._many(rng, self.words, 6)),
            f"Outlet {n % 40}", url=f"https://outlet-{n % 40}.example/{n}",
        )  # fmt: skip

    @staticmethod
    def _sentences(text: str) -> Iterator[tuple[int, int]]:
        start = 0
        while (end := text.find(".", start)) >= 0:
            yield start, end
            start = end + 2

    def _claim(self, rng: random.Random, document: Document, start: int, end: int) -> Claim:
        text = document.text
        cue = text.index(" meldt dat ", start)
        near = text.rindex(" bij ", start, end)
        content = cue + len(" meldt dat ")
        number_end = text.index(" ", content)
        who, where = text[start:cue], text[near + 5 : end]
        party = next((side for body, side in _BODIES if body == who), None)
        place = 1 + sum(map(ord, where)) * 7919 % 100_000
        day = dt.date.fromisoformat(document.published or "")
        ago = (day - dt.timedelta(days=rng.randint(0, 5))).isoformat()
        draw = rng.random()
        time = ago if draw < 0.6 else f"{ago}/{day}" if draw < 0.7 else f"{ago}/.." if draw < 0.72 else None
        return Claim(
            document=document.id,
            content=Span(text[content:end], content, end),
            mode="indirect",
            act="states",
            event=Event(rng.choice(EVENT_TYPES), party, "completed"),  # type: ignore[arg-type]
            certainty=Certainty("likely" if draw > 0.9 else "asserted"),
            source=Source(who if party else None, party, who, start, cue, speaker=None if party else who),
            cue=(Span("meldt", cue + 1, cue + 6),),
            sentence=Span(text[start : end + 1], start, end + 1),
            said=document.published if draw < 0.8 else None,
            time=time,
            places=(Place(where, near + 5, end, where, "settlement", "near", f"geonames:{place}", 49.5, 36.25, 5.0),),
            quantities=(
                Quantity(text[content:number_end], content, number_end, int(text[content:number_end]), "person"),
            ),
            reader=READER,
        )

    def _pick(self, rng: random.Random, names: list[str]) -> str:
        return rng.choices(names, cum_weights=self._weights[len(names)])[0]

    def _many(self, rng: random.Random, names: list[str], count: int) -> list[str]:
        return rng.choices(names, cum_weights=self._weights[len(names)], k=count)

    @staticmethod
    def _names(rng: random.Random, count: int, shortest: int, longest: int) -> list[str]:
        names: dict[str, None] = {}
        while len(names) < count:
            names["".join(rng.choices(_SYLLABLES, k=rng.randint(shortest, longest)))] = None
        return list(names)
