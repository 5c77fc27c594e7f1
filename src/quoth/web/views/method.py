"""About the method: the rules by which a state is told, and the figures below which reading may not fall."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import quoth
from quoth.reading import READER
from quoth.reconcile.tables import load_rows
from quoth.web.library import Library
from quoth.web.views.records import Record


def method_view(library: Library) -> Record:
    """What the page about the method shows."""
    head = library.head()
    return {
        "version": quoth.__version__,
        "reader": READER,
        "conflict": {"name": library.conflict.name, "title": library.conflict.title, "sides": library.conflict.sides},
        "head": {"entry": head.entry, "rows": head.last, "link": head.link},
        "rules": [{"row": r.id, "state": r.state, "reason": r.reason, "plain": r.plain} for r in load_rows()],
        "floors": floors(),
    }


@cache
def floors() -> list[dict[str, Any]]:
    """The sets of texts on which readers are scored, with the figures below which none may fall.

    In the package beside this room; in a working copy in `quality/`.
    """
    packed = resources.files("quoth.web") / "floors.toml"
    kept = Path(__file__).resolve().parents[4] / "quality" / "floors.toml"
    text = packed.read_text("utf-8") if packed.is_file() else kept.read_text("utf-8") if kept.is_file() else ""
    sets = tomllib.loads(text).get("set", [])
    return [{"name": s["name"], "floors": dict(s["floors"])} for s in sets]
