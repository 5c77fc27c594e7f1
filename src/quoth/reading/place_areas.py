"""Parts of countries and banks of rivers: the east of the country, eastern Ukraine, the left bank of the Dnipro."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.gazetteer import Gazetteer, Spot
from quoth.languages.places import PlaceWords
from quoth.model import Span
from quoth.model.claim import PlaceRole
from quoth.reading.place_phrases import Phrase
from quoth.text import Passage


@dataclass(frozen=True, slots=True)
class Area:
    """Tokens `[first, end)` that name a part of a country or river; `point` and `radius` are those of the whole."""

    first: int
    end: int
    span: Span
    name: str
    role: PlaceRole
    id: str | None
    point: tuple[float, float] | None
    radius: float


def find_areas(
    passage: Passage, words: PlaceWords, gazetteer: Gazetteer, framed: Sequence[Phrase], owner: str | None
) -> list[Area]:
    """The areas of a passage, in order. `owner` is the country that `the country` means."""
    return _Areas(passage, words, gazetteer, framed, owner).find()


class _Areas:
    def __init__(
        self, passage: Passage, words: PlaceWords, gazetteer: Gazetteer, framed: Sequence[Phrase], owner: str | None
    ) -> None:
        self.passage, self.words, self.gazetteer = passage, words, gazetteer
        self.countries: dict[int, tuple[Spot, int]] = {}
        self.rivers: dict[int, tuple[Spot, int]] = {}
        for phrase in framed:
            for hit in phrase.name.hits:
                spot = gazetteer.at(hit.index)
                if spot.kind == "country":
                    self.countries.setdefault(phrase.name.first, (spot, phrase.name.end))
                elif spot.category == "R":
                    self.rivers.setdefault(phrase.name.first, (spot, phrase.name.end))
        phrases = [*words.compass, *words.compass_adjectives, *(" ".join(b) for b in words.banks)]
        self.openers = {p.split()[0] for p in phrases}
        self.home = next((gazetteer.at(i) for i in gazetteer.countries.get(owner or "", ())), None)

    def find(self) -> list[Area]:
        out: list[Area] = []
        openers = self.openers
        end = 0
        for i in [t.i for t in self.passage.tokens if t.lower in openers or (t.is_capitalized and "-" in t.text)]:
            if i < end:
                continue
            found = self._compass(i) or self._adjective(i) or self._prefix(i) or self._bank(i)
            if found is not None:
                out.append(found)
                end = found.end
        return out

    def _compass(self, i: int) -> Area | None:
        """the east (and south) of the country or of Ukraine"""
        points: list[str] = []
        k = i
        while True:
            found = self._point(k)
            if found is None:
                break
            points.append(found[0])
            k = found[1]
            if (
                k < len(self.passage.tokens)
                and self._low(k) in self.words.coordinators
                and self._point(self._past(k + 1))
            ):
                k = self._past(k + 1)
                continue
            break
        if not points:
            return None
        target = self._target(self._linked(k))
        if target is None:
            return None
        first = i
        if i and self._low(i - 1) in self.words.articles:
            first -= 1
        return self._area(first, target[1], f"{_joined(points)} {target[0].name}", target[0])

    def _point(self, k: int) -> tuple[str, int] | None:
        for size in (2, 1):
            word = " ".join(self._low(j) for j in range(k, k + size))
            if word in self.words.compass:
                return self.words.compass[word], k + size
        return None

    def _adjective(self, i: int) -> Area | None:
        """eastern Ukraine"""
        points: list[str] = []
        k = i
        while self._low(k) in self.words.compass_adjectives:
            points.append(self.words.compass_adjectives[self._low(k)])
            k += 1
            if self._low(k) in self.words.coordinators and self._low(k + 1) in self.words.compass_adjectives:
                k += 1
                continue
            break
        if not points or k not in self.countries:
            return None
        spot, end = self.countries[k]
        return self._area(i, end, f"{_joined(points)} {spot.name}", spot)

    def _prefix(self, i: int) -> Area | None:
        """Oost-Oekraïne"""
        text = self.passage.tokens[i].text
        head, dash, tail = text.partition("-")
        point = self.words.compass_prefixes.get(head.lower())
        if not dash or point is None or not tail[:1].isupper():
            return None
        spot = next(
            (s for h in self.gazetteer.lookup(tail) if (s := self.gazetteer.at(h.index)).kind == "country"), None
        )
        return None if spot is None else self._area(i, i + 1, f"{point} {spot.name}", spot)

    def _bank(self, i: int) -> Area | None:
        """the left bank of the Dnipro"""
        for size in (2, 1):
            bank = self.words.banks.get(tuple(self._low(j) for j in range(i, i + size)))
            if bank is None:
                continue
            k = self._linked(i + size)
            if self.words.nouns.get((self._low(k),)) and self.words.nouns[(self._low(k),)].kind == "river":
                k = self._past(k + 1)
            if k in self.rivers:
                spot, end = self.rivers[k]
                first = i - 1 if i and self._low(i - 1) in self.words.articles else i
                return self._area(first, end, f"{bank} of the {spot.name}", spot)
        return None

    def _target(self, k: int) -> tuple[Spot, int] | None:
        if k in self.countries:
            return self.countries[k]
        if self._low(k) in self.words.country and self.home is not None:
            return self.home, k + 1
        return None

    def _linked(self, k: int) -> int:
        """The token after a linker and an article, if they stand here."""
        if self._low(k) in self.words.linkers:
            k += 1
        return self._past(k)

    def _past(self, k: int) -> int:
        while self._low(k) in self.words.articles:
            k += 1
        return k

    def _low(self, k: int) -> str:
        return self.passage.tokens[k].lower if k < len(self.passage.tokens) else ""

    def _area(self, first: int, end: int, name: str, whole: Spot) -> Area:
        return Area(
            first, end, self.passage.span(first, end), name, self._role(first), None, whole.point, whole.radius_km
        )

    def _role(self, first: int) -> PlaceRole:
        for size in (3, 2, 1):
            if first >= size:
                role = self.words.prepositions.get(tuple(self._low(j) for j in range(first - size, first)))
                if role is not None:
                    return role  # type: ignore[return-value]
        return "at"


def _joined(points: Sequence[str]) -> str:
    return " and ".join(points)
