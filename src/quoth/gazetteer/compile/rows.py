"""The rows that a compilation works on, before they are packed."""

from __future__ import annotations

from dataclasses import dataclass, field

#: How a name came to a place; part of each posting (see `quoth.gazetteer.store`).
NATIVE, RUSSIAN, OTHER, FORMER, ADJECTIVE, ALTERNATE = range(6)

#: The ways from the most to the least telling.
ORDER = (NATIVE, RUSSIAN, OTHER, ALTERNATE, FORMER, ADJECTIVE)


@dataclass(slots=True)
class Row:
    """One place while it is compiled. `category` is the codifier's letter, else `N`; `cue` names need a place word."""

    id: str
    name: str
    native: str
    kind: str
    category: str = "N"
    country: str = ""
    parent: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius: float = 0.0
    population: int = 0
    geonames: int = 0
    seat: str = ""
    names: dict[str, int] = field(default_factory=dict)
    cue: bool = False
    type: str = ""
    renamed: str = ""
    until: str = ""

    def add(self, name: str, how: int) -> None:
        """Give the place a name; the most regular way in which it came stays."""
        name = name.strip()
        if name and ORDER.index(self.names.get(name, ADJECTIVE)) >= ORDER.index(how):
            self.names[name] = how


@dataclass(frozen=True, slots=True)
class GeoName:
    """One populated place of GeoNames."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int
    names: tuple[str, ...]
