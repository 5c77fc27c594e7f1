"""Mappings that an engine keeps its state on: held in memory, or fetched when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

V = TypeVar("V")
Fetch = Callable[[Sequence[Any]], Mapping[Any, V]]


class Shelf(Generic[V]):
    """Values by key. What is not held is fetched once, when there is something to fetch from; `changed` are the keys
    that were put or dropped since."""

    __slots__ = ("_fetch", "_held", "changed")

    def __init__(self, fetch: Fetch[V] | None = None) -> None:
        self._held: dict[Any, V | None] = {}
        self._fetch = fetch
        self.changed: dict[Any, None] = {}

    def fetch_by(self, fetch: Fetch[V]) -> None:
        """Fetch by this what is not held."""
        self._fetch = fetch

    def get(self, key: Any) -> V | None:
        try:
            return self._held[key]
        except KeyError:
            if self._fetch is None:
                return None
            self.load((key,))
            return self._held[key]

    def load(self, keys: Iterable[Any]) -> None:
        """Fetch these at once, where they are not held."""
        if self._fetch is None:
            return
        missing = [key for key in dict.fromkeys(keys) if key not in self._held]
        if missing:
            found = self._fetch(missing)
            self._held.update((key, found.get(key)) for key in missing)

    def put(self, key: Any, value: V) -> V:
        """Set a value; to be called, too, when one was changed in place."""
        self._held[key] = value
        self.changed[key] = None
        return value

    def drop(self, key: Any) -> None:
        if self._fetch is None:
            self._held.pop(key, None)
        else:
            self._held[key] = None
        self.changed[key] = None

    def held(self) -> list[V]:
        """The values that are held now: all of them, where nothing is fetched."""
        return [value for value in self._held.values() if value is not None]
