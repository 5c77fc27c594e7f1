"""`viina`: who held each settlement on each day, in the shape of VIINA's control tables (CSV)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from quoth.publish.export.cells import as_text, defused
from quoth.publish.export.exporter import Exporter, ExportError
from quoth.publish.export.holding import Holding, holder_of
from quoth.publish.export.view import View

COLUMNS = ("geonameid", "katottg", "asciiname", "longitude", "latitude", "date", "status", "state")
_GEONAMES = "geonames:"


def _write(view: View, out: BinaryIO) -> None:
    last = view.wanted.until or view.as_of.published or view.ledger.last_day(view.as_of)
    if view.wanted.since and last and view.wanted.since > last:
        raise ExportError(f"the table would end ({last}) before it begins ({view.wanted.since})")
    with as_text(out) as text:
        text.write(",".join(COLUMNS) + "\n")
        for holding in view.holdings(("settlement",)):
            if not holding.turns:
                view.left_out["settlements of which nobody says who holds them"] += 1
            elif last is not None:
                text.writelines(_lines(holding, view.wanted.since, last))


def _lines(holding: Holding, since: dt.date | None, last: dt.date) -> Iterator[str]:
    """One line a day from the first that has a state; written by hand, since there are millions."""
    where, ends = _cells(_place(holding)), [*(t.day for t in holding.turns), last + dt.timedelta(days=1)]
    for turn, (begin, end) in zip(holding.turns, pairwise(ends), strict=True):
        what = _cells([status_of(turn.state), turn.state])
        first = max(begin, since) if since else begin
        for day in range(first.toordinal(), min(end.toordinal(), last.toordinal() + 1)):
            yield f"{where},{dt.date.fromordinal(day):%Y%m%d},{what}\n"


def _place(holding: Holding) -> list[object]:
    spot = holding.spot
    latitude, longitude = spot.point or (None, None)
    geonames = spot.key.removeprefix(_GEONAMES) if spot.key.startswith(_GEONAMES) else None
    katottg = spot.key if geonames is None and ":" not in spot.key else None
    return [geonames, katottg, spot.name, longitude, latitude]


def status_of(state: str) -> str:
    """VIINA's word for a state: the holder's code, CONTESTED, or nothing; what is only claimed counts as held."""
    return holder_of(state) or ("CONTESTED" if state == "contested" else "")


def _cells(values: list[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([defused(v) for v in values])
    return line.getvalue()


EXPORTER = Exporter("viina", "who held each settlement on each day, in VIINA's shape (CSV)", _write, ("control",))
