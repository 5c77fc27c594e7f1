"""Writing an export to a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from quoth.publish.export.exporter import ExportError, exporters
from quoth.publish.export.view import View


def export(view: View, kind: str, to: Path | BinaryIO) -> None:
    """Write a kind of export to a file, which is replaced at the end, or to a binary stream.

    Raises:
        ExportError: there is no such kind, it does not hold the part that was asked for, or the file cannot be written.
    """
    known = exporters()
    if kind not in known:
        raise ExportError(f"no such kind: {kind!r}; choose from {', '.join(known)}")
    exporter = known[kind]
    if view.part not in exporter.parts:
        raise ExportError(f"{kind} does not hold {view.part}; it holds {', '.join(exporter.parts)}")
    if not isinstance(to, Path):
        exporter.write(view, to)
        return
    if to.is_dir() or not to.parent.is_dir():
        why = "it is a directory" if to.is_dir() else f"there is no directory {to.parent}"
        raise ExportError(f"{to}: cannot be written: {why}")
    part = to.with_name(to.name + ".part")
    try:
        with part.open("wb") as out:
            exporter.write(view, out)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
