"""The history of a place's state agrees with its state on every day."""

from __future__ import annotations

import datetime as dt

from quoth.ledger.clocks import known_from
from quoth.reading import read
from quoth.reconcile import Known, control, course, history
from quoth.reconcile.spots import spot_of
from tests.web.desk import TEXTS, documents


def test_every_day_agrees_with_control() -> None:
    known = [Known(c, known_from(None, d.published) or "", d.published) for d in documents() for c in read(d).claims]
    spots = {spot_of(p).key: spot_of(p) for k in known for p in k.claim.places if p.kind == "settlement"}
    changes = 0
    for key, spot in spots.items():
        about = [k for k in known if any(spot_of(p).key == key for p in k.claim.places)]
        for day in (dt.date(2022, 9, 8) + dt.timedelta(days=n) for n in range(5)):
            found, turns = course(about, spot, day)
            assert history(about, spot, day) == turns
            assert found == control(about, spot, day)
            assert (turns[-1].state if turns else "unknown") == found.state
        changes = max(changes, len(turns))
    assert changes == 3 and len(TEXTS) == 3
