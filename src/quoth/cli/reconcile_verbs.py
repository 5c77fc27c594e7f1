"""`quoth compare` and `quoth control`: what became of each claim, and who held what as of when."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoth.cli.evidence import Others, compare_with
from quoth.cli.ledger import Address
from quoth.cli.ledger_verbs import SOFTWARE
from quoth.cli.messages import printable, say, watched
from quoth.cli.table import console
from quoth.gazetteer import fold
from quoth.gazetteer.explain import explain as explain_name
from quoth.ledger import AsOf, Filter, Kept, KeptRelation, Ledger, open_ledger
from quoth.model import Claim, Place, Relation
from quoth.reconcile import Control, Known, Shares, reconcile, roll_up
from quoth.reconcile import control as control_of
from quoth.reconcile.session import Outcome, compare_ledger, in_order, known_of, sketches_of
from quoth.reconcile.spots import Spot, spot_of

_AT_ONCE = 400  # ids of one query


class Lines(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"


def compare(
    ledger: Address = None,
    format: Annotated[Lines, typer.Option("--format", "-f", help="How to print the relations.")] = Lines.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Also print what each relation rests on.")] = False,
    keep: Annotated[bool, typer.Option("--keep/--no-keep", help="Keep the relations in the ledger.")] = True,
    new: Annotated[
        bool, typer.Option("--new", help="Print only relations at claims that new documents touch.")
    ] = False,
    afresh: Annotated[bool, typer.Option("--all", help="Look at every claim again, not only at what is new.")] = False,
    others: Others = None,
) -> int:
    """Reconcile the claims of the ledger and print how they relate.

    Only what documents added since the last run touch is looked at again; the result is that of a full run.
    """
    if others:
        return compare_with(others, ledger, format.value)
    if new and not keep:
        raise typer.BadParameter("--new needs what the ledger keeps; leave out --no-keep")
    return run_compare(ledger, format=format.value, features=explain, keep=keep, new=new, everything=afresh)


def control(
    place: Annotated[list[str], typer.Argument(metavar="PLACE", help="A place's name or id.")],
    ledger: Address = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As known by the end of this day; else today.")
    ] = None,
    format: Annotated[Form, typer.Option("--format", "-f", help="How to print the state.")] = Form.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Also name the row of the table that decided.")] = False,
) -> int:
    """Show what the claims known as of a day say about who holds a place."""
    try:
        day = dt.date.fromisoformat(as_of) if as_of else dt.datetime.now(dt.UTC).date()
    except ValueError:
        raise typer.BadParameter(f"not a day: {as_of!r}; write 2022-09-11") from None
    return run_control(" ".join(place), ledger, as_of=day, format=format.value, row=explain)


def run_compare(
    ledger_url: str | None = None,
    *,
    format: str = "table",
    features: bool = False,
    keep: bool = True,
    new: bool = False,
    everything: bool = False,
    out: TextIO | None = None,
) -> int:
    """Bring the relations up to date and print them (`new`: those of the claims that were looked at)."""
    out = out or sys.stdout
    with open_ledger(ledger_url, create=False) as ledger:
        if keep:
            done = compare_ledger(ledger, software=SOFTWARE, everything=everything)
            say(_done(done))
            wanted = tuple(sorted(done.touched)) if new else None
            relations = [k.relation for k in _kept(ledger, wanted)]
        else:
            known = [known_of(kept) for kept in watched(ledger.claims(), "comparing")]
            relations = list(reconcile(known, sketches=sketches_of(ledger)).relations())
        claims = _claims(ledger, (end for r in relations for end in (r.source, r.target)))
    relations = in_order(relations, claims)
    if format == "jsonl":
        for relation in relations:
            out.write(json.dumps(_record(relation), ensure_ascii=False) + "\n")
        return 0
    screen = console(out)
    screen.print(relations_table(relations, {i: k.claim for i, k in claims.items()}, features))
    if features:
        _print_relays(screen, relations)
    return 0


def _done(done: Outcome) -> str:
    looked = "all claims" if done.whole else f"{len(done.touched)} claims that {done.documents} new documents touch"
    return f"compared {looked}; {done.rows} rows added"


def _kept(ledger: Ledger, claims: tuple[str, ...] | None) -> Iterator[KeptRelation]:
    if claims is None:
        return ledger.relations()
    parts = (claims[n : n + _AT_ONCE] for n in range(0, len(claims), _AT_ONCE))
    found = {k.seq: k for part in parts for k in ledger.relations(claims=part)}
    return iter([found[seq] for seq in sorted(found)])


def _claims(ledger: Ledger, ids: Iterable[str]) -> dict[str, Kept]:
    """The claims of ids, each in the document that became known first."""
    out: dict[str, Kept] = {}
    wanted = sorted(set(ids))
    for n in range(0, len(wanted), _AT_ONCE):
        for kept in ledger.claims(Filter(id=tuple(wanted[n : n + _AT_ONCE]))):
            held = out.get(kept.claim.id)
            if held is None or _first(kept) < _first(held):
                out[kept.claim.id] = kept
    return out


def _first(kept: Kept) -> tuple[str, str, str]:
    return kept.known, kept.published or "", kept.claim.document


def _print_relays(screen: Console, relations: list[Relation]) -> None:
    """Who relays whom, of the utterances that were reported more than once."""
    ways = Counter(dict(r.features)["relay"] for r in relations if r.kind == "repeats" and "relay" in dict(r.features))
    if ways:
        screen.print(Text("who relays whom (reach, not evidence)", style="bold"))
    for way, count in sorted(ways.items(), key=lambda item: (-item[1], item[0])):
        screen.print(Text(f"  {count:4d}  {printable(way)}"))


def _record(relation: Relation) -> dict[str, Any]:
    return {
        "kind": relation.kind, "from": relation.source, "to": relation.target, "reason": relation.reason,
        "features": dict(relation.features),
    }  # fmt: skip


def relations_table(relations: list[Relation], claims: dict[str, Claim], features: bool) -> Table:
    """Relations in a table for people: the words of both claims, and why they go together."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    for name, ratio in (("from", 32), ("", 12), ("to", 32), ("why", 24)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for relation in relations:
        why = relation.reason + ("".join(f"\n{k}: {v}" for k, v in relation.features) if features else "")
        cells = (
            _words(claims.get(relation.source)),
            relation.kind,
            _words(claims.get(relation.target)),
            printable(why),
        )
        table.add_row(*(Text(c) for c in cells))
    return table


def _words(claim: Claim | None) -> str:
    if claim is None:
        return "?"
    who = claim.source.speaker or claim.source.text or claim.source.id if claim.source else None
    return f"{printable(who or '?')}: {printable(claim.content.text)}"


def run_control(
    name: str,
    ledger_url: str | None = None,
    *,
    as_of: dt.date,
    format: str = "table",
    row: bool = False,
    out: TextIO | None = None,
) -> int:
    """Print the state of a place as of a day; returns 1 when no place is known by that name."""
    out = out or sys.stdout
    with open_ledger(ledger_url, create=False) as ledger:
        spot, known = _found(ledger, name, as_of)
    if spot is None:
        say(f"no place is known by the name {name!r}, and no claim names it")
        if format == "json":
            out.write(json.dumps(_nowhere(name, as_of), ensure_ascii=False, indent=1) + "\n")
        return 1
    if spot.kind in ("raion", "oblast"):
        _print_shares(roll_up(known, spot, as_of), format, out)
        return 0
    found = control_of(known, spot, as_of)
    if format == "json":
        out.write(json.dumps(_state(found), ensure_ascii=False, indent=1) + "\n")
    else:
        _print_state(found, row, out)
    return 0


def _found(ledger: Ledger, name: str, as_of: dt.date) -> tuple[Spot | None, list[Known]]:
    """The place meant: the best candidate that the ledger speaks of, else the best one; and the claims of it."""
    candidates = [Place(r.name, 0, 1, r.name, r.kind, "at", r.id) for r in explain_name(name)]  # type: ignore[arg-type]
    if not candidates:
        candidates = [Place(name, 0, 1, name, "settlement", "at")]
    spots = {s.key: s for s in (spot_of(c) for c in candidates)}
    wanted = Filter(place=tuple(dict.fromkeys((name, *(x for s in spots.values() for x in (s.key, s.name))))))
    known = [Known(k.claim, k.known, k.published) for k in ledger.claims(wanted, AsOf(as_of))]
    about: dict[str, list[Known]] = {}
    for k in known:
        for key in {spot_of(p).key for p in k.claim.places}:
            about.setdefault(key, []).append(k)
    for key, spot in spots.items():
        if key in about and spot.kind not in ("raion", "oblast"):
            return spot, about[key]
    for known_as in (spot_of(p) for ks in about.values() for k in ks for p in k.claim.places):
        if fold(known_as.name) == fold(name) and known_as.kind not in ("raion", "oblast", "country"):
            return known_as, about[known_as.key]  # an island or a site that the gazetteer does not know
    first = next(iter(spots.values()))
    if first.kind in ("raion", "oblast"):
        return first, [Known(k.claim, k.known, k.published) for k in ledger.claims(None, AsOf(as_of))]
    return (first, []) if explain_name(name) else (None, [])


def _state(found: Control) -> dict[str, Any]:
    return {
        "place": {"id": found.place, "name": found.name}, "as_of": found.as_of.isoformat(), "state": found.state,
        "since": found.since.isoformat() if found.since else None, "reason": found.reason, "row": found.row,
        "evidence": [{"claim": w.claim, "party": w.party, "says": w.says, "weight": w.weight} for w in found.evidence],
        "dissent": [{"claim": w.claim, "party": w.party, "says": w.says, "weight": w.weight} for w in found.dissent],
    }  # fmt: skip


def _nowhere(name: str, as_of: dt.date) -> dict[str, Any]:
    """The record of a place that nobody knows: a script that asks about many places reads on."""
    return {
        "place": {"id": None, "name": name}, "as_of": as_of.isoformat(), "state": "unknown", "since": None,
        "reason": "no place is known by that name", "row": "nothing", "evidence": [], "dissent": [],
    }  # fmt: skip


def _print_shares(found: Shares, format: str, out: TextIO) -> None:
    reason = f"shares of the {len(found.settlements)} settlements that somebody spoke of; nothing is said of the others"
    if format == "json":
        record = {
            "place": {"id": found.place, "name": found.name}, "as_of": found.as_of.isoformat(), "state": "unknown",
            "since": None, "reason": reason, "shares": found.shares, "evidence": [], "dissent": [],
            "settlements": [_state(c) for c in found.settlements],
        }  # fmt: skip
        out.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return
    screen = console(out)
    screen.print(Text(f"{printable(found.name)}  as of {found.as_of}: {reason}", style="bold"))
    for state, count in found.counts:
        names = ", ".join(printable(c.name) for c in found.settlements if c.state == state)
        screen.print(Text(f"  {state:15s} {count:4d}  {found.shares[state]:.0%}  {names}"))


def _print_state(found: Control, row: bool, out: TextIO) -> None:
    screen = console(out)
    head = Text(f"{printable(found.name)}  ", style="bold")
    head.append(found.state)
    head.append(f"  as of {found.as_of}{f', since {found.since}' if found.since else ''}", style="not bold dim")
    screen.print(head)
    screen.print(Text(f"  {found.reason}" + (f"  [row {found.row}]" if row else "")))
    for title, witnesses in (("evidence", found.evidence), ("dissent", found.dissent)):
        for w in witnesses:
            screen.print(Text(f"  {title:8s} [{w.party or '-'}] {printable(w.says)}  {w.weight}  {w.claim}", style=""))
