"""`quoth places NAME`: how a name resolves and why; `quoth places build`: a gazetteer from fuller data."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.cli.messages import Gauge, say
from quoth.cli.table import console
from quoth.gazetteer.explain import Resolution, explain


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"


def places(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A place name as a text has it, or `build`.")],
    format: Annotated[Form, typer.Option("--format", "-f", help="How to print the candidates.")] = Form.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="At most so many candidates.")] = 20,
    geonames: Annotated[Path | None, typer.Option(help="build: a GeoNames dump (UA.txt, allCountries.txt).")] = None,
    codifier: Annotated[Path | None, typer.Option(help="build: the KATOTTG codifier (xlsx or CSV).")] = None,
    out: Annotated[Path, typer.Option(help="build: where to write the compiled file.")] = Path("gazetteer.bin"),
) -> int:
    """Show how a place name resolves and why; or, with `build` and files of data, compile a gazetteer."""
    if name == ["build"]:
        return build(geonames, codifier, out)
    if geonames is not None or codifier is not None:
        raise typer.BadParameter("--geonames and --codifier go with `quoth places build`")
    return run(" ".join(name), format.value, limit)


def run(name: str, format: str = "table", limit: int = 20) -> int:
    """Print the candidates for a name, best first; returns 0, or 1 when nothing fits."""
    name = sys.stdin.read().strip() if name == "-" else name
    found = explain(name, limit=limit)
    if format == "json":
        print(json.dumps({"query": name, "candidates": [_record(r) for r in found]}, ensure_ascii=False, indent=1))
    elif found:
        console(sys.stdout).print(_table(found))
    else:
        say(f"no place is known by the name {name!r}")
    return 0 if found else 1


def build(geonames: Path | None, codifier: Path | None, out: Path) -> int:
    """Compile a gazetteer from a user's files and write it to `out`; returns 0.

    Raises:
        GazetteerError: a file is not of its form.
        OSError: a file cannot be read or written.
    """
    from quoth.gazetteer.compile import compile_gazetteer

    with Gauge("compiling") as gauge:
        data = compile_gazetteer(codifier, geonames, lambda _, done, of: gauge(done, of))
    out.write_bytes(data)
    say(f"{out}: {len(data):,} bytes; QUOTH_GAZETTEER={out} makes quoth use it")
    return 0


def _record(found: Resolution) -> dict[str, object]:
    return {**asdict(found), "parents": list(found.parents)}


def _table(found: tuple[Resolution, ...]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("place", "kind", "in", "point", "score", "reason"):
        table.add_column(title, no_wrap=title in {"place", "kind", "point", "score"})
    for r in found:
        point = "" if r.latitude is None else f"{r.latitude:.3f} {r.longitude:.3f}\n±{r.radius_km:.0f} km"
        where = ", ".join(r.parents[:-1][-2:] or r.parents)
        cells = (f"{r.name}\n{r.id}", r.kind, where, point, f"{r.score:.0f}", r.reason)
        table.add_row(*(Text(c) for c in cells))
    return table
