"""Ledgers for the tests of publishing: made-up days of claims, and the scenarios that people annotated."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quoth.ledger import Ledger, load_given, open_ledger
from quoth.model import Certainty, Claim, Document, Event, Place, Quantity, Source, Span

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "gold"
NOON = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)
PARTIES = {"ua": "UA", "ru": "RU", "gb": "GB", "isw": "US", "tr": "TR"}


@dataclass
class Told:
    """One claim to be put into a document, in words that its spans are cut from."""

    who: str | None
    event: str
    places: tuple[tuple[str, str, str], ...] = ()  # name, kind, role
    by: str | None = None
    status: str = "completed"
    negated: bool = False
    act: str = "states"
    level: str = "asserted"
    figures: tuple[tuple[float, str, str], ...] = ()
    said: str | None = None
    time: str | None = None
    speaker: str | None = None
    words: str = "so it was"


@dataclass
class Page:
    """A document of claims."""

    id: str
    published: str | None
    told: list[Told]
    outlet: str | None = "Test Courier"
    url: str | None = "https://example.org/a?b=1"
    language: str = "en"
    title: str | None = None
    claims: list[Claim] = field(default_factory=list)

    def document(self) -> Document:
        text = ""
        self.claims = []
        for told in self.told:
            text = self._add(text, told)
        return Document(
            self.id, text or "Nothing.", self.language, self.published, self.title, self.outlet, None, self.url
        )

    def _add(self, text: str, t: Told) -> str:
        first = len(text)
        who = None if t.who is None else f"{t.speaker or t.who}"
        text += f"{who} said: " if who else ""
        source = None
        if t.who is not None and who is not None:
            party = PARTIES.get(t.who.partition("-")[0])
            source = Source(t.who, party, who, first, first + len(who), speaker=t.speaker)
        start = len(text)
        text += f"{t.event} {t.words}"
        places, quantities = [], []
        for name, kind, role in t.places:
            text += f" {role} "
            places.append(Place(name, len(text), len(text) + len(name), name, kind, role))  # type: ignore[arg-type]
            text += name
        for value, unit, how in t.figures:
            word = f"{value:g} {unit}"
            text += " "
            quantities.append(Quantity(word, len(text), len(text) + len(word), value, unit, how))  # type: ignore[arg-type]
            text += word
        end = len(text)
        self.claims.append(
            Claim(
                document=self.id, content=Span(text[start:end], start, end), sentence=Span(text[first:end], first, end),
                mode="indirect" if source else "narrated", act=t.act, event=Event(t.event, t.by, t.status, t.negated),  # type: ignore[arg-type]
                certainty=Certainty(t.level), source=source, said=t.said, time=t.time, places=tuple(places),  # type: ignore[arg-type]
                quantities=tuple(quantities), reader="desk 1.0",
            )
        )  # fmt: skip
        return text + ".\n"


def fill(pages: Iterable[Page], url: str = "memory:") -> Ledger:
    """A ledger with these documents and their claims."""
    ledger = open_ledger(url, clock=lambda: NOON)
    by_id: dict[str, list[Claim]] = {}
    documents = []
    for page in pages:
        documents.append(page.document())
        by_id[page.id] = page.claims
    added = ledger.add(documents, lambda d: by_id[d.id], "desk 1.0")
    assert not added.refused, [r.reason for r in added.refused]
    return ledger


def scenario(files: Iterable[Path], gold: bool) -> Ledger:
    """The annotated documents in a ledger, with their gold claims or as the reader reads them."""
    from quoth.intake.records import as_document
    from quoth.reading import READER, read

    records = [json.loads(line) for f in files for line in f.read_text("utf-8").splitlines() if line.strip()]
    documents = [
        as_document({k: v for k, v in r.items() if k not in ("claims", "relations")}, r["id"]) for r in records
    ]
    ledger = open_ledger("memory:", clock=lambda: NOON)
    if not gold:
        ledger.add(documents, read, READER)
        return ledger
    lines: list[dict[str, Any]] = [
        {"document": r["id"], **{k: v for k, v in c.items() if k != "optional"}} for r in records for c in r["claims"]
    ]
    given = load_given([json.dumps(line) for line in lines], "gold")
    added = ledger.add_given(documents, given, dater=lambda d: read(d).document.dated)
    assert not added.refused, [r.reason for r in added.refused]
    return ledger
