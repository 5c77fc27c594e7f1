"""What is said beside the results: messages, refusals and progress, all on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Self, TypeVar

from quoth.intake import Refusal
from quoth.text import normalize

if TYPE_CHECKING:
    from rich.progress import Progress

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


class Gauge:
    """A progress bar that is called with how much is done and how much there is; use it in a `with`.

    It shows when standard error is a terminal and the work takes longer than a second.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int | None = None) -> None:
        if self._bar is None and sys.stderr.isatty() and time.monotonic() - self._begun > _PATIENCE:
            self._bar = _bar()
            self._bar.add_task(self._label, total=total)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=total)


def watched(things: Iterable[T], label: str) -> Iterator[T]:
    """The things, with a progress bar that counts them as they are done."""
    with Gauge(label) as gauge:
        for done, thing in enumerate(things, 1):
            yield thing
            gauge(done)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
