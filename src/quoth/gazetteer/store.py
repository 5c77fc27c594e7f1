"""The compiled gazetteer in memory: places by name, by id, and their parents."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from math import isnan
from pathlib import Path
from typing import Any

from quoth.gazetteer import pack
from quoth.gazetteer.fold import fold
from quoth.gazetteer.geometry import distance
from quoth.model.claim import PlaceKind

#: How a name came to a place: posting codes of the compiled file.
NATIVE, RUSSIAN, OTHER, FORMER, ADJECTIVE, ALTERNATE = range(6)
_KINDS: dict[str, PlaceKind] = {"s": "settlement", "r": "raion", "o": "oblast", "c": "country", "a": "area"}
DATA = "gazetteer.bin"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, its point in degrees.

    `category` is the codifier's letter (K city of first level, M city, X settlement, C village, P raion, H hromada, B
    city district, O oblast), D a quarter of a town, N a place outside Ukraine, L a country, A an area, R a river, S a
    site.
    """

    index: int
    id: str
    name: str
    native: str
    kind: PlaceKind
    category: str
    country: str
    latitude: float | None
    longitude: float | None
    radius_km: float
    population: int

    @property
    def point(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that bears a looked-up name: `how` the name came to it; `cue`: the name needs a place word beside it."""

    index: int
    how: int
    cue: bool


class Gazetteer:
    """Places by folded name and by id. Read-only."""

    def __init__(self, packed: pack.Packed) -> None:
        self.about: Mapping[str, Any] = packed.about
        self._text, self._number = packed.texts, packed.numbers
        self._keys: Sequence[str] = self._text["key"]  # in order
        self._numbers: dict[str, dict[str, int]] = {}  # of the keys, by their first letter
        self._spots: dict[int, Spot] = {}
        self._chains: dict[int, tuple[int, ...]] = {}
        self._common: dict[str, frozenset[str]] = {}
        self._near: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._text["id"])

    def __contains__(self, key: str) -> bool:
        return self._number_of(key) is not None

    def _number_of(self, key: str) -> int | None:
        """The place of a key among all; an article needs but few initials, so each is indexed when it is asked for."""
        letter = key[:1]
        known = self._numbers.get(letter)
        if known is None:
            first = bisect_left(self._keys, letter, key=lambda k: k[:1])
            end = bisect_right(self._keys, letter, key=lambda k: k[:1])
            if first == end:
                return None
            known = self._numbers[letter] = dict(zip(self._keys[first:end], range(first, end), strict=True))
        return known.get(key)

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {place: index for index, place in enumerate(self._text["id"])}

    def keys(self) -> Iterator[str]:
        """All folded names."""
        return iter(self._keys)

    def at(self, index: int) -> Spot:
        """The place of that index."""
        spot = self._spots.get(index)
        if spot is None:
            spot = self._spots[index] = self._spot(index)
        return spot

    def _spot(self, index: int) -> Spot:
        t, n = self._text, self._number
        code = t["kind"][index]
        kind: PlaceKind = "site" if code[1] == "S" else _KINDS[code[0]]
        lat, lon = n["latitude"][index], n["longitude"][index]
        known = not isnan(lat)
        return Spot(
            index, t["id"][index], t["name"][index], t["native"][index], kind, code[1], t["country"][index],
            round(lat, 5) if known else None, round(lon, 5) if known else None, round(n["radius"][index], 1),
            n["population"][index],
        )  # fmt: skip

    def hits(self, key: str) -> tuple[Hit, ...]:
        """The places that bear a folded name."""
        number = self._number_of(key)
        if number is None:
            return ()
        offset, entry = self._number["offset"], self._number["entry"]
        return tuple(Hit(e >> 4, e & 7, bool(e & 8)) for e in entry[offset[number] : offset[number + 1]])

    def lookup(self, name: str) -> tuple[Hit, ...]:
        """The places that bear a name, in either script."""
        return self.hits(fold(name))

    def index_of(self, place_id: str) -> int | None:
        """The index of an id, or None."""
        return self._ids.get(place_id)

    def parent(self, index: int) -> int | None:
        """The unit that a place lies in, or None."""
        found = self._number["parent"][index]
        return None if found < 0 else int(found)

    def chain(self, index: int) -> tuple[int, ...]:
        """The units that a place lies in, from the nearest to its country."""
        known = self._chains.get(index)
        if known is None:
            out: list[int] = []
            above = self.parent(index)
            while above is not None and above not in out:
                out.append(above)
                above = self.parent(above)
            known = self._chains[index] = tuple(out)
        return known

    def former(self, index: int) -> tuple[str, str] | None:
        """The name that a place bore until a day (ISO date), when it was renamed during a war."""
        told = self._text["former"][index]
        name, _, until = told.partition("|")
        return (name, until) if until else None

    def site_type(self, index: int) -> tuple[str, str] | None:
        """What kind of site this is and the settlement it is named after, where the data tells."""
        kind, _, of = self._text["type"][index].partition("|")
        return (kind, of) if of else None

    @cached_property
    def seats(self) -> Mapping[int, tuple[int, ...]]:
        """The units whose seat a settlement is."""
        out: dict[int, tuple[int, ...]] = {}
        for unit, seat in enumerate(self._number["seat"]):
            if seat >= 0:
                out[seat] = (*out.get(seat, ()), unit)
        return out

    @cached_property
    def sites(self) -> Mapping[str, tuple[int, ...]]:
        """Sites by the original name of the settlement they are named after."""
        out: dict[str, tuple[int, ...]] = {}
        for index, told in enumerate(self._text["type"]):
            if told:
                of = told.partition("|")[2]
                out[of] = (*out.get(of, ()), index)
        return out

    @cached_property
    def countries(self) -> Mapping[str, tuple[int, ...]]:
        """Countries by their ISO 3166 code."""
        return {
            code: (index,)
            for index, (code, kind) in enumerate(zip(self._text["country"], self._text["kind"], strict=True))
            if kind == "cL"
        }

    @cached_property
    def country_indices(self) -> frozenset[int]:
        """The indices of all countries."""
        return frozenset(i for found in self.countries.values() for i in found)

    def seat(self, index: int) -> int | None:
        """The settlement that is the seat of a unit, or None."""
        found = self._number["seat"][index]
        return None if found < 0 else int(found)

    def opens(self, words: str) -> bool:
        """Whether a name of more words begins with these."""
        begin = f"{words} "
        at = bisect_left(self._keys, begin)
        return at < len(self._keys) and self._keys[at].startswith(begin)

    def common(self, code: str) -> frozenset[str]:
        """Common words of a language, in lower case, that bear a place name, too; empty without a list."""
        if code not in self._common:
            self._common[code] = frozenset(self._text.get(f"common_{code}", ()))
        return self._common[code]

    def near(self, code: str) -> frozenset[str]:
        """Folded common words of a language that are one edit away from the name of a town."""
        if code not in self._near:
            self._near[code] = frozenset(self._text.get(f"near_{code}", ()))
        return self._near[code]

    def location_of(self, place_id: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place, or None when it is unknown or has no point."""
        index = self.index_of(place_id)
        return None if index is None else self.at(index).point

    def parents(self, place_id: str) -> tuple[str, ...]:
        """The ids of the units that a place lies in, from the nearest to its country."""
        index = self.index_of(place_id)
        return () if index is None else tuple(self._text["id"][i] for i in self.chain(index))

    def contains(self, outer: str, inner: str) -> bool:
        """Whether the place `inner` is `outer` or lies in it, by the administrative tree."""
        return outer == inner or outer in self.parents(inner)

    def distance_km(self, one: str, other: str) -> float | None:
        """The distance between two places' points in km, or None when either has none."""
        a, b = self.location_of(one), self.location_of(other)
        return None if a is None or b is None else distance(a, b)


def open_gazetteer(path: Path) -> Gazetteer:
    """A gazetteer from a compiled file.

    Raises:
        quoth.gazetteer.pack.PackError: the file is no compiled gazetteer.
    """
    return Gazetteer(pack.read(path.read_bytes()))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that the package brings, or the compiled file that `$QUOTH_GAZETTEER` names; loaded once.

    Raises:
        quoth.gazetteer.pack.PackError: that file is no compiled gazetteer.
        OSError: it cannot be read.
    """
    own = os.environ.get("QUOTH_GAZETTEER")
    if own:
        return open_gazetteer(Path(own))
    return Gazetteer(pack.read((resources.files("quoth.gazetteer") / "data" / DATA).read_bytes()))
