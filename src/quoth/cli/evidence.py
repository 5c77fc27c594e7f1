"""`quoth compare --with`: others' evidence beside the ledger's claims, as tables of agreement."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.cli.messages import Gauge, Refusals, printable, say
from quoth.cli.table import console
from quoth.conflicts import load_conflict
from quoth.evaluate.evidence import Beside, EventDay, Evidence, EvidenceError, Run, beside, beside_events, load_evidence
from quoth.evaluate.evidence.beside import VERDICTS
from quoth.ledger import open_ledger

Others = Annotated[
    list[Path] | None,
    typer.Option(
        "--with", metavar="FILE", help="Compare with others' control or events instead, and print how they agree."
    ),
]
_DAYS_SHOWN = 62  # more are counted by month
_REFUSALS_SHOWN = 20


def compare_with(paths: Sequence[Path], ledger_url: str | None, format: str) -> int:
    """`run_beside`, whose complaints about the files are wrong usage."""
    try:
        return run_beside(paths, ledger_url, format=format)
    except EvidenceError as wrong:
        raise typer.BadParameter(str(wrong)) from None


def run_beside(
    paths: Sequence[Path], ledger_url: str | None = None, *, format: str = "table", out: TextIO | None = None
) -> int:
    """Compare files with the ledger and print how they agree; returns 1 when rows were refused.

    Raises:
        EvidenceError: a file is of no known shape.
    """
    out = out or sys.stdout
    evidence = load_evidence(paths, load_conflict().sides)
    with open_ledger(ledger_url, create=False, readonly=True) as ledger, Gauge("comparing") as gauge:
        if evidence.shape == "events":
            _print_events(beside_events(ledger, evidence, progress=gauge), format, out)
        else:
            found, runs = beside(ledger, evidence, progress=gauge)
            _print_control(found, runs, format, out)
    return _say_rest(evidence)


def _say_rest(evidence: Evidence) -> int:
    if evidence.elsewhere:
        say(f"passed over {evidence.elsewhere} of {evidence.rows} rows: no claim speaks of their places")
    refusals = Refusals()
    for refusal in evidence.refused[:_REFUSALS_SHOWN]:
        refusals.add(refusal)
    if len(evidence.refused) > _REFUSALS_SHOWN:
        say(f"and {len(evidence.refused) - _REFUSALS_SHOWN} rows more were refused")
    return 1 if evidence.refused else 0


def _print_control(found: Beside, runs: Iterable[Run], format: str, out: TextIO) -> None:
    if format == "jsonl":
        for run in runs:
            out.write(json.dumps(_run(run), ensure_ascii=False) + "\n")
    else:
        kept = [run for run in runs if run.verdict == "differs"]
        screen = console(out)
        screen.print(Text(_summary(found), style="bold"))
        screen.print(_matrix(found.cells))
        screen.print(_counts("place", ((found.names[k], c) for k, c in found.by_place.items()), VERDICTS))
        screen.print(_counts("day", _by_day(found), VERDICTS))
        for run in kept:
            when = str(run.first) if run.first == run.last else f"{run.first} to {run.last}"
            line = f"{printable(run.name)}, {when}: theirs {run.theirs}, ours {run.ours}: {run.reason}"
            screen.print(Text(line), soft_wrap=True)
    if found.double:
        say(f"on {found.double} days the files say two things of one place; the later row counts")


def _run(run: Run) -> dict[str, Any]:
    return {
        "place": {"id": run.place, "name": run.name}, "from": run.first.isoformat(), "to": run.last.isoformat(),
        "days": run.days, "theirs": run.theirs, "ours": run.ours, "agreement": run.verdict, "reason": run.reason,
    }  # fmt: skip


def _summary(found: Beside) -> str:
    counts = found.verdicts
    both = sum(counts[v] for v in ("agrees", "claimed", "differs"))
    if not counts:
        return "no row is about a place and day of the ledger"
    if found.agreement is None:
        return f"{len(found.by_place)} places, {counts.total()} days: on no day do both say who holds a place"
    return (
        f"{len(found.by_place)} places, {counts.total()} days; both say something on {both}: "
        f"{found.agreement:.0%} agree ({counts['claimed']} of {both} on a claim of the holder alone)"
    )


def _matrix(cells: Counter[tuple[str, str]]) -> Table:
    columns = sorted({ours for _, ours in cells})
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title="days: theirs in rows, ours in columns", title_justify="left")
    for name in ("theirs", *columns):
        table.add_column(name, justify="left" if name == "theirs" else "right")
    for theirs in sorted({t for t, _ in cells}):
        table.add_row(theirs, *(str(cells[theirs, ours] or "") for ours in columns))
    return table


def _by_day(found: Beside) -> Iterator[tuple[str, Counter[str]]]:
    """By day, or by month when there are many."""
    days = sorted(found.by_day)
    if len(days) <= _DAYS_SHOWN:
        yield from ((d.isoformat(), found.by_day[d]) for d in days)
        return
    months: dict[str, Counter[str]] = {}
    for d in days:
        months.setdefault(f"{d:%Y-%m}", Counter()).update(found.by_day[d])
    yield from months.items()


def _counts(title: str, rows: Iterable[tuple[str, Mapping[str, int]]], names: Sequence[str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(title)
    for name in names:
        table.add_column(name, justify="right")
    for name, counts in rows:
        table.add_row(Text(printable(name)), *(str(counts.get(n, 0) or "") for n in names))
    return table


def _print_events(days: Iterable[EventDay], format: str, out: TextIO) -> None:
    if format == "jsonl":
        for each in days:
            record = {**asdict(each), "day": each.day.isoformat(), "agreement": each.verdict}
            record["place"] = {"id": record["place"], "name": record.pop("name")}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
        return
    names = ("both", "theirs", "ours")
    by_kind: dict[str, Counter[str]] = {}
    by_place: dict[str, Counter[str]] = {}
    for each in days:
        by_kind.setdefault(each.kind, Counter())[each.verdict] += 1
        by_place.setdefault(each.name, Counter())[each.verdict] += 1
    screen = console(out)
    total = sum(by_kind.values(), Counter())
    screen.print(Text(f"{total.total()} days and kinds: both report {total['both']}, only they {total['theirs']}, "
                      f"only our claims {total['ours']}", style="bold"))  # fmt: skip
    screen.print(_counts("kind", sorted(by_kind.items()), names))
    screen.print(_counts("place", by_place.items(), names))
