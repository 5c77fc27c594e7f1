"""Who relays whom: the way of a report from who spoke to the paper that prints it. It is reach, never evidence."""

from __future__ import annotations

from quoth.reconcile.told import Told

_TO = " > "


def chain(told: Told) -> str:
    """`De Kade > Reuters > ua-army`: the outlet that prints a claim, the one that it cites, who spoke."""
    source = told.claim.source
    steps = [told.outlet or told.document]
    if source is not None and source.via:
        steps.append(source.via)
    steps.append(source.speaker or told.body if source is not None else told.body)
    return _TO.join(dict.fromkeys(_plain(s) for s in steps))


def _plain(name: str) -> str:
    return " ".join(name.removeprefix("name:").replace(_TO.strip(), " ").split())
