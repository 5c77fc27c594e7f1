"""What an exporter is, and which there are: those of quoth, and those that other packages register.

A package adds a kind with an entry point in the group `quoth.exporters` that names an `Exporter`:

    [project.entry-points."quoth.exporters"]
    rdf = "my_package.rdf:EXPORTER"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, BinaryIO, Literal

if TYPE_CHECKING:
    from quoth.publish.export.view import View

Part = Literal["claims", "relations", "control"]

GROUP = "quoth.exporters"
_OWN = (
    "jsonl", "csv", "parquet", "geojson", "acled", "viina", "schema_org", "web_annotation", "hxl", "label_studio",
)  # fmt: skip


class ExportError(ValueError):
    """The export that was asked for cannot be; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of export.

    `write` takes the ledger as it is to be shown and a binary stream, and puts the whole file into it, keeping no more
    than a page of claims in memory. `parts` are what it can write, the default first. `texts`: the file holds whole
    documents, so it is a working copy and not for publication.
    """

    name: str
    summary: str
    write: Callable[[View, BinaryIO], None]
    parts: tuple[Part, ...] = ("claims",)
    texts: bool = False


@cache
def exporters() -> Mapping[str, Exporter]:
    """Every kind by its name, quoth's own first.

    Raises:
        ExportError: a registered kind is no `Exporter`, or takes a name that is taken.
    """
    modules = (import_module(f"quoth.publish.export.{name}") for name in _OWN)
    found: dict[str, Exporter] = {e.name: e for e in (m.EXPORTER for m in modules)}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            added = point.load()
        except Exception as wrong:  # whatever another package raises
            raise ExportError(f"the exporter {point.name!r} ({point.value}) cannot be loaded: {wrong}") from wrong
        if not isinstance(added, Exporter):
            raise ExportError(f"the exporter {point.name!r} ({point.value}) is no quoth.publish.export.Exporter")
        if added.name in found:
            raise ExportError(f"the exporter {point.name!r} ({point.value}) takes the taken name {added.name!r}")
        found[added.name] = added
    return found
