"""Claims for tests, written in one line each."""

from __future__ import annotations

import itertools
from typing import Any

from quoth.model import Certainty, Claim, Event, Place, Quantity, Source, Span
from quoth.reconcile import Known

_UNITS = {"Raion": "raion", "Oblast": "oblast"}


def place(text: str) -> Place:
    """`Izium`, `near Izium`, `from Izium Raion`."""
    role, _, rest = text.partition(" ")
    if role not in ("near", "from", "to"):
        role, rest = "at", text
    kind = _UNITS.get(rest.rpartition(" ")[2], "settlement")
    return Place(rest, 0, 1, rest, kind, role)  # type: ignore[arg-type]


class Desk:
    """Makes claims of documents; `n` counts them within each document."""

    def __init__(self) -> None:
        self._next = itertools.count(1)

    def claim(
        self,
        who: str | None,
        event: str,
        *places: str,
        by: str | None = None,
        doc: str = "d1",
        known: str = "2031-05-10",
        said: str | None = None,
        act: str = "states",
        status: str = "completed",
        negated: bool = False,
        level: str = "asserted",
        text: str = "",
        speaker: str | None = None,
        amounts: tuple[tuple[float, str, str], ...] = (),
        time: str | None = None,
    ) -> Known:
        n = next(self._next)
        source = None
        if who is not None:
            head = who.partition("-")[0].upper()
            party = None if who in ("un", "witnesses", "experts", "media") else {"ISW": "US"}.get(head, head)
            source = Source(who, party, speaker or who, 0, 1, speaker=speaker)
        content: dict[str, Any] = {"text": text or f"{event} {n}", "start": n * 100, "end": n * 100 + 50}
        claim = Claim(
            document=doc, content=Span(**content), mode="indirect", act=act, event=Event(event, by, status, negated),  # type: ignore[arg-type]
            certainty=Certainty(level), source=source, said=said, time=time, places=tuple(map(place, places)),  # type: ignore[arg-type]
            quantities=tuple(Quantity("x", 0, 1, v, unit, how) for v, unit, how in amounts), id=f"{doc}#{n}",  # type: ignore[arg-type]
        )  # fmt: skip
        return Known(claim, known, known)


def edges(relations: Any) -> set[tuple[str, str, str]]:
    return {(r.kind, r.source, r.target) for r in relations}
