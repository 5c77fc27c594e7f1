"""The ledger as pages read it: read-only, and with what is costly kept until the ledger grows."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from quoth.conflicts import Conflict, load_conflict
from quoth.ledger import Head, Ledger, open_ledger
from quoth.web.settings import Settings

T = TypeVar("T")
_KEPT = 512
_GLANCE = 0.2
_NEVER = (float("-inf"), 0)


class Library:
    """A read-only handle on a ledger, shared by all threads of the server, and the writing one of reviewers, if any."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.conflict: Conflict = load_conflict(settings.conflict)
        self.ledger: Ledger = open_ledger(settings.ledger, create=False, readonly=True, pooled=True)
        self.desk: Ledger | None = open_ledger(settings.ledger, create=False) if settings.review else None
        self._cache: OrderedDict[Hashable, tuple[int, float, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._seen = _NEVER

    def close(self) -> None:
        """Close the connections."""
        self.ledger.close()
        if self.desk is not None:
            self.desk.close()

    def forget(self) -> None:
        """Make everything anew, after a person judged something here."""
        with self._lock:
            self._cache.clear()
            self._seen = _NEVER

    def head(self) -> Head:
        """The end of the ledger's chain."""
        return self.ledger.head()

    def _last(self, now: float) -> int:
        """The last row, looked up at most every fifth of a second."""
        seen = self._seen
        if now - seen[0] > _GLANCE or not self.settings.stale:
            seen = self._seen = (now, self.head().last)
        return seen[1]

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made anew when the ledger has grown since and `Settings.stale` seconds have passed."""
        now = time.monotonic()
        last = self._last(now)
        with self._lock:
            found = self._cache.get(key)
            if found and (found[0] == last or now - found[1] < self.settings.stale):
                self._cache.move_to_end(key)
                return found[2]  # type: ignore[no-any-return]  # what was put in under this key
        made = make()
        with self._lock:
            self._cache[key] = (last, now, made)
            while len(self._cache) > _KEPT:
                self._cache.popitem(last=False)
        return made
