"""Which of the ledger's places a row of others' evidence means: by id, else by name and point, else not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quoth.evaluate.evidence.stated import Where
from quoth.gazetteer import fold, load_gazetteer
from quoth.gazetteer.geometry import distance
from quoth.reconcile.spots import Spot

#: A place of the same name within so many km is the same; without a name, the nearest within so many.
SAME_NAME_KM, NAMELESS_KM = 15.0, 3.0


class Unclear(ValueError):
    """A row may mean several places of the ledger."""


class Places:
    """The places that the ledger speaks of, for looking up those of others; `listed` gives points to `geonames:N`."""

    def __init__(self, spots: Iterable[Spot], listed: Mapping[str, Where]) -> None:
        self.spots = {s.key: s for s in spots}
        self._listed = listed
        self._named: dict[str, list[Spot]] = {}
        for spot in self.spots.values():
            self._named.setdefault(fold(spot.name), []).append(spot)
        self._found: dict[Where, str | None] = {}

    def key(self, where: Where) -> str | None:
        """The key of the place meant, or None when the ledger does not speak of it.

        Raises:
            Unclear: several places bear the name, and there is no point to tell them apart.
        """
        if where not in self._found:
            self._found[where] = self._key(where)
        return self._found[where]

    def _key(self, where: Where) -> str | None:
        if where.id in self.spots:
            return where.id
        listed = self._listed.get(where.id or "")
        name = where.name or (listed.name if listed else None)
        point = where.point or (listed.point if listed else None)
        if where.id and not where.id.startswith("geonames:") and not point:
            return None  # the codifier's id of a place that nobody spoke of
        if name:
            return self._by_name(name, point)
        return self._nearest(self.spots.values(), point, NAMELESS_KM) if point else None

    def _by_name(self, name: str, point: tuple[float, float] | None) -> str | None:
        known = load_gazetteer()
        found = {s.key: s for s in self._named.get(fold(name), ())}
        for hit in known.lookup(name):
            key = known.at(hit.index).id
            if key in self.spots:
                found[key] = self.spots[key]
        if point:
            return self._nearest(found.values(), point, SAME_NAME_KM)
        if len(found) > 1:
            raise Unclear(f"{name!r} may be {' or '.join(sorted(found))}; give an id or a point")
        return next(iter(found), None)

    @staticmethod
    def _nearest(spots: Iterable[Spot], point: tuple[float, float], within: float) -> str | None:
        away = sorted((distance(point, s.point), s.key) for s in spots if s.point)
        return away[0][1] if away and away[0][0] <= within else None
