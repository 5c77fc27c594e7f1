"""The ledger of `quoth serve --demo`: a bundled article and a made-up month, read, compared, kept for next time."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from quoth.ledger import open_ledger
from quoth.model import Document
from quoth.reading import READER, read
from quoth.reconcile import Known, reconcile
from quoth.web.demo_texts import documents

#: The moment at which the demo's rows are recorded: the same everywhere, so that the ledger is, too.
RECORDED = dt.datetime(2022, 12, 1, tzinfo=dt.UTC)
Progress = Callable[[int, int], None]


def demo_ledger(bundled: Iterable[Document] = (), folder: Path | None = None, progress: Progress | None = None) -> str:
    """The address of the demo ledger, built when it is not there yet or when the reader or the texts have changed.

    `bundled` are further documents to read; `folder` is where it is kept, else the user's folder for caches.
    `progress` is called with the documents read and all documents.
    """
    texts = [*bundled, *documents()]
    target = (folder or cache_folder()) / f"demo-{_version(texts)}.db"
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".demo-") as made:
            path = Path(made) / "demo.db"
            _build(f"sqlite:///{path}", texts, progress)
            path.replace(target)
    return f"sqlite:///{target}"


def _build(address: str, texts: list[Document], progress: Progress | None) -> None:
    with open_ledger(address, clock=lambda: RECORDED) as ledger:
        total = len(texts)
        watch = None if progress is None else lambda added: progress(added.added, total)
        ledger.add(texts, read, READER, progress=watch)
        known = [Known(kept.claim, kept.known, kept.published) for kept in ledger.claims()]
        ledger.relate(reconcile(known).relations())


def _version(texts: list[Document]) -> str:
    """What the ledger depends on, in short: its documents and the reader."""
    digest = hashlib.sha256(READER.encode())
    for text in texts:
        digest.update(f"\0{text.id}\0{text.published}\0{text.content_hash}".encode())
    return digest.hexdigest()[:12]


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "quoth"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "quoth"
