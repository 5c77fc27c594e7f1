"""`quoth evaluate`: how well the installed reader, or another one's claims, agree with gold."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quoth.cli.messages import Refusals, say
from quoth.cli.read import readings_of
from quoth.evaluate import Figures, GoldDocument, load_gold, misses, score, value
from quoth.intake import checked
from quoth.model import Claim, from_record


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold files: documents with their claims, JSONL.")],
    floor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Exit 1 when this figure (F1 or accuracy; NAME.p, NAME.r) is lower."),
    ] = None,
    claims: Annotated[
        Path | None, typer.Option(help="Score these claims (JSONL, one a line) instead of reading the documents.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List misses, false alarms and wrong sources.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Score the installed reader on gold."""
    floors = dict(_floor(f) for f in floor or ())
    documents = list(load_gold(gold))
    lines: list[str] = []
    refusals = Refusals()
    found = _claims_in(claims) if claims else _read(documents, refusals)
    figures = score(documents, found, lines if errors else None)
    unknown = sorted(name for name in floors if value(figures, name) is None)
    if unknown:
        say(f"no such figure: {', '.join(unknown)}; there are {', '.join(figures)}")
    _print(figures, " ".join(map(str, gold)), as_json)
    for line in lines:
        print(" ", line, file=sys.stderr if as_json else sys.stdout)
    missed = misses(figures, floors)
    if missed:
        say(f"misses the floor: {'; '.join(missed)}")
    return 1 if missed or refusals.count else 0


def _floor(text: str) -> tuple[str, float]:
    name, equals, number = text.rpartition("=")
    try:
        if not equals:
            raise ValueError
        return name, float(number)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE") from None


def _read(documents: Iterable[GoldDocument], refusals: Refusals) -> Mapping[str, Sequence[Claim]]:
    readings = readings_of((checked(d.document) for d in documents), refusals)
    return {reading.document.id: reading.claims for reading in readings}


def _claims_in(path: Path) -> Mapping[str, Sequence[Claim]]:
    out: defaultdict[str, list[Claim]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            claim = from_record(json.loads(line))
            out[claim.document].append(claim)
    return out


def _print(figures: Figures, title: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps({name: figure.as_record() for name, figure in figures.items()}, indent=1))
        return
    print(title)
    for name, figure in figures.items():
        print(f"  {name:24s} {figure}")
