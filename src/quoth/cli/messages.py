"""What is said beside the results: messages, refusals and progress, all on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from quoth.intake import Refusal
from quoth.text import normalize

T = TypeVar("T")
_PATIENCE = 1.0  # seconds without a progress bar


def printable(text: str) -> str:
    """A text in one line without control characters, safe to show on a terminal."""
    return " ".join(normalize(text).text.split())


def say(message: str) -> None:
    """One line to the person at the terminal."""
    print(f"quoth: {printable(message)}", file=sys.stderr)


class Refusals:
    """Names each refused input as it comes, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, refusal: Refusal) -> None:
        self.count += 1
        say(f"{refusal.input}: {refusal.reason}")


def watched(things: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """The things, with a progress bar when standard error is a terminal and it takes longer than a second."""
    if not sys.stderr.isatty():
        yield from things
        return
    begun, waiting = time.monotonic(), iter(things)
    for count, thing in enumerate(waiting, 1):
        yield thing
        if time.monotonic() - begun > _PATIENCE:
            yield from _with_bar(waiting, label, total, count)


def _with_bar(things: Iterable[T], label: str, total: int | None, done: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for thing in things:
            yield thing
            bar.advance(task)
