"""Places of a document: which names are places, which places they are, and how the text relates to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import field, replace
from typing import Protocol

from quoth.gazetteer import Gazetteer, Hit, Spot
from quoth.gazetteer.resolve import Ranked, Setting, rank, seen_from
from quoth.languages.places import PlaceWords, load_places
from quoth.model import Candidate, Place, Span
from quoth.model.claim import PlaceKind, PlaceRole
from quoth.model.edtf import parse
from quoth.model.record import record
from quoth.reading.place_areas import Area, find_areas
from quoth.reading.place_company import companies
from quoth.reading.place_gate import SMALL, Gate, Known, Sides, folded_persons
from quoth.reading.place_names import Name, NameFinder
from quoth.reading.place_phrases import Phrase, phrases
from quoth.text import Passage

_MOST_CANDIDATES = 8
_MOST_POINTS = 40
_PLAIN = 40.0
_REACH = 4
_SHORT = 5
_UNIT = 30.0


class Dated(Protocol):
    """What is needed of a document's date."""

    @property
    def edtf(self) -> str | None: ...


@record
class PlaceMention:
    """A place in tokens `[first, end)`; `span` holds the name alone. `locative`: a place preposition or place noun
    governs it, so that it is no actor. `candidates` are the other places it could be, best first."""

    first: int
    end: int
    span: Span
    name: str
    kind: PlaceKind
    role: PlaceRole
    locative: bool
    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    reason: str = ""
    candidates: tuple[Candidate, ...] = field(default=())


def to_place(mention: PlaceMention) -> Place:
    """The mention as a claim's place."""
    return Place(
        text=mention.span.text, start=mention.span.start, end=mention.span.end, name=mention.name, kind=mention.kind,
        role=mention.role, id=mention.id, latitude=mention.latitude, longitude=mention.longitude,
        radius_km=mention.radius_km, candidates=mention.candidates,
    )  # fmt: skip


def find_places(
    passage: Passage,
    language: str,
    gazetteer: Gazetteer,
    *,
    blocked: Collection[range] = (),
    conflict: Sides | None = None,
    dated: Dated | str | None = None,
) -> tuple[PlaceMention, ...]:
    """The places of a passage, in order and without overlap.

    `blocked` are token ranges that name sources or persons; `conflict` tells the countries at home in the text; `dated`
    (EDTF, or a thing that has it) chooses between a place's names of different times. Linear in the passage's length.

    Raises:
        LanguageError: the language has no place section.
    """
    return _Reader(passage, language, gazetteer, blocked, conflict, dated).read()


class _Reader:
    def __init__(
        self, passage: Passage, code: str, gazetteer: Gazetteer, blocked: Collection[range], conflict: Sides | None,
        dated: Dated | str | None,
    ) -> None:  # fmt: skip
        self.passage, self.gazetteer, self.blocked = passage, gazetteer, blocked
        self.words: PlaceWords = load_places(code)
        self.finder = NameFinder(passage, code, gazetteer)
        owner = conflict.owner if conflict is not None else None
        self.owner = owner
        self.home: tuple[str, ...] = (owner,) if owner else tuple(conflict.sides) if conflict is not None else ()
        self.day = _last_day(dated)
        persons = folded_persons(Known(conflict)) if conflict is not None else (frozenset[str](), frozenset[str]())
        sides = tuple(conflict.sides) if conflict is not None else ()
        self.starts: set[int] = set()
        self.gate = Gate(passage, self.words, gazetteer, self.finder.openings, sides, persons, self.starts)
        self.countries = {*self.home, *(conflict.sides if conflict is not None else ())}
        self.votes: dict[int, int] = {}
        self.company: dict[int, Mapping[int, float]] = {}
        self.counts: Counter[int] = Counter()
        self.settled: dict[int, list[Ranked]] = {}
        self.memo: dict[Hashable, list[Ranked]] = {}
        self.leaving = {t.i for t in passage.tokens if t.lower in self.words.leaving}

    def read(self) -> tuple[PlaceMention, ...]:
        names = self.finder.find(self.blocked)
        names = self._with_misprints(names)
        self.starts.update(i for n in names if not n.misprint for i in range(n.first, n.end))
        framed = phrases(self.passage, self.words, names, self.gazetteer.country_indices)
        spent = {i for p in framed if p.noun is not None and p.after for i in range(p.name.end, p.end)}
        framed = [p for p in framed if p.name.first not in spent]
        setting = self._setting(framed)
        found: list[PlaceMention] = []
        last: PlaceMention | None = None
        for number, phrase in enumerate(framed):
            mention = self._mention(number, phrase, setting, last is not None and phrase.joined)
            if mention is not None:
                if last is None and number and phrase.joined:  # the name before it is a place by its company
                    before = self._mention(number - 1, framed[number - 1], setting, True)
                    found += [before] if before is not None else []
                found.append(mention)
            last = mention
        areas = find_areas(self.passage, self.words, self.gazetteer, framed, self.owner)
        covered = {i for a in areas for i in range(a.first, a.end)}
        kept = [m for m in found if m.first not in covered]
        kept += [_part(a) for a in areas]
        return tuple(sorted(kept, key=lambda m: m.span.start))

    def _with_misprints(self, names: list[Name]) -> list[Name]:
        """Names with misprints: capitalized unknown words inside a sentence that are no part of a longer name."""
        taken = {i for n in names for i in range(n.first, n.end)} | {i for r in self.blocked for i in r}
        extra: list[Name] = []
        tokens = self.passage.tokens
        for token in tokens[1:]:
            if token.i in taken or not token.is_word or not token.is_capitalized:
                continue
            if token.i in self.finder.openings or (token.i + 1 < len(tokens) and tokens[token.i + 1].is_capitalized):
                continue
            if tokens[token.i - 1].is_capitalized and (tokens[token.i - 1].lower,) not in self.words.prepositions:
                continue
            name = self.finder.misprinted(token.i)
            if name is not None:
                extra.append(name)
        return sorted([*names, *extra], key=lambda n: n.first) if extra else names

    def _setting(self, framed: Sequence[Phrase]) -> Setting:
        """What the text names for sure: units, and names of one place or of a far larger one than its namesakes."""
        units: set[int] = set()
        around: set[int] = set()
        points: dict[int, tuple[float, float]] = {}
        first = Setting(home=self.home, day=self.day)
        for number, phrase in enumerate(framed):
            ranked = self._ranked(phrase, first)
            if not ranked or phrase.name.misprint:
                continue
            best = ranked[0]
            if len(ranked) == 1 and best.score > _PLAIN:  # nothing that the text could change
                self.settled[number] = ranked
            clear = len(ranked) == 1 or best.score - ranked[1].score >= 15
            if best.spot.kind in {"oblast", "raion", "country"}:
                units.add(best.spot.index)
                if best.spot.kind == "raion":
                    units.update(self.gazetteer.chain(best.spot.index)[:1])
            elif self._votes_for(phrase, best, clear, len(ranked) == 1):
                self.votes[number] = best.spot.index
                above = self.gazetteer.chain(best.spot.index)
                around.update(i for i in above if i not in self.gazetteer.country_indices)
                if best.spot.point is not None and best.spot.radius_km < 60:
                    points[best.spot.index] = best.spot.point
        self.memo.clear()
        self.counts = Counter(self.votes.values())
        lands = {self.gazetteer.at(i).country for i in (*self.counts, *units)}
        lands |= {self.gazetteer.at(h.index).country for p in framed if p.country for h in p.name.hits[:1]}
        self.company = companies(self.gazetteer, framed)
        return Setting(
            self.home, units, tuple(points.items())[:_MOST_POINTS], frozenset(self.counts), lands, around, day=self.day
        )

    def _votes_for(self, phrase: Phrase, best: Ranked, clear: bool, alone: bool) -> bool:
        """Whether a name tells for sure where the text is: a known town, or a village without namesakes."""
        if not clear or not (_placed(phrase) or self._plain(phrase)):
            return False
        return best.score >= SMALL or (alone and best.spot.country in self.countries and len(phrase.name.key) > _SHORT)

    def _seen_from(self, number: int, phrase: Phrase, setting: Setting) -> tuple[Setting, list[Ranked]]:
        """The setting and the candidates as a phrase sees them: without its own vote, with its company."""
        own = self.votes.get(number, -1)
        own = own if self.counts[own] == 1 else -1
        ranked = self.settled.get(number)
        if ranked is None:
            ranked = seen_from(self._ranked(phrase, setting), own, self.company.get(number, {}))
        return (setting if own < 0 else replace(setting, own=own)), ranked

    def _plain(self, phrase: Phrase) -> bool:
        """Whether the name stands capitalized inside a sentence, alone, and is no common word."""
        name = phrase.name
        opening = name.first in self.finder.openings
        return not (opening or self.passage.tokens[name.first].lower in self.gate.common or self.gate.person(name))

    def _ranked(self, phrase: Phrase, setting: Setting) -> list[Ranked]:
        """The candidates that the phrase allows, best first; worked out once for equal phrases."""
        key = (phrase.name.span.text, phrase.name.hits, phrase.name.bases, phrase.noun, phrase.wide)
        if key not in self.memo:
            self.memo[key] = self._candidates(phrase, setting)
        return self.memo[key]

    def _candidates(self, phrase: Phrase, setting: Setting) -> list[Ranked]:
        name, noun = phrase.name, phrase.noun
        hits = name.hits
        adjectival = tuple(h for h in hits if h.how == 4)
        plain = tuple(h for h in hits if h.how != 4)
        if noun is None:
            told = rank(self.gazetteer, plain, setting, text=name.span.text)
            return self._widened(told, setting) if phrase.wide else told
        if noun.kind in {"oblast", "raion"}:
            pool = adjectival + plain + self._units(plain + name.bases, noun.kind)
            return rank(self.gazetteer, _once(pool), setting, {noun.kind}, True)
        if noun.kind == "front":
            return rank(self.gazetteer, _once(name.bases or plain), setting, {"settlement", "area"}, True)
        if noun.kind == "river":
            return [r for r in rank(self.gazetteer, plain, setting, {"area"}, True) if r.spot.category == "R"]
        if noun.kind == "site":
            return self._sites(phrase, setting)
        if noun.kind in {"settlement", "quarter"}:
            return rank(self.gazetteer, plain, setting, {"settlement"}, text=name.span.text)
        named = rank(self.gazetteer, plain, setting, {"area", "oblast", "site"}, True)
        return named or rank(self.gazetteer, plain, setting, (), True)

    def _widened(self, told: list[Ranked], setting: Setting) -> list[Ranked]:
        """The oblasts of a seat before the seat itself."""
        units = self._units([Hit(r.spot.index, r.how, False) for r in told[:1]], "oblast")
        wider = rank(self.gazetteer, units, setting, (), True)
        return [*(replace(r, score=max(r.score, told[0].score + 1.0)) for r in wider), *told]

    def _units(self, hits: Sequence[Hit], kind: str) -> tuple[Hit, ...]:
        seats = self.gazetteer.seats
        return tuple(
            Hit(unit, 0, False) for h in hits for unit in seats.get(h.index, ()) if self.gazetteer.at(unit).kind == kind
        )

    def _sites(self, phrase: Phrase, setting: Setting) -> list[Ranked]:
        assert phrase.noun is not None
        plain = tuple(h for h in phrase.name.hits if h.how != 4)
        named = rank(self.gazetteer, plain, setting, {"site"}, True)
        if named:
            return named
        towns = rank(self.gazetteer, _once(plain + phrase.name.bases), setting, {"settlement"}, True)
        for town in towns[:3]:
            for site in self.gazetteer.sites.get(town.spot.native, ()):
                told = self.gazetteer.site_type(site)
                if told is not None and _alike(told[0], phrase.noun.site or ""):
                    return rank(self.gazetteer, (Hit(site, 0, False),), setting, (), True)
        return towns

    def _mention(self, number: int, phrase: Phrase, setting: Setting, partner: bool) -> PlaceMention | None:
        name = phrase.name
        setting, ranked = self._seen_from(number, phrase, setting)
        noun = phrase.noun
        derived: PlaceKind | None = None
        if not ranked and noun is not None and noun.kind in {"raion", "oblast"}:
            pool = _once(tuple(h for h in name.hits if h.how != 4) + name.bases)
            ranked = rank(self.gazetteer, pool, setting, {"settlement"}, True)
            derived = "raion" if noun.kind == "raion" else "oblast"
        if not ranked:
            return None
        best = ranked[0]
        if not self.gate.passes(phrase, best, setting, partner):
            return None
        locative = _placed(phrase)
        crossed = phrase.article or " ".join(phrase.preposition) in self.words.river_prepositions
        if noun is None and crossed and best.spot.category != "R":
            rivers = [r for r in ranked if r.spot.category == "R"]
            best = rivers[0] if rivers else best
        others = [r for r in ranked if r.spot.index != best.spot.index]
        return self._told(phrase, best, others, derived, locative)

    def _told(
        self, phrase: Phrase, best: Ranked, others: Sequence[Ranked], derived: PlaceKind | None, locative: bool
    ) -> PlaceMention:
        name, spot, noun = phrase.name, best.spot, phrase.noun
        title, kind, radius = self._title(spot), spot.kind, spot.radius_km
        place_id: str | None = spot.id
        reason = best.reason
        if name.misprint:
            reason = f"one edit from {self._title(spot)}; {reason}"
        if derived is not None:
            title, kind, place_id = f"{title} {derived.capitalize()}", derived, None
            radius, reason = max(radius, 25.0), f"{derived} named after {spot.name}; {reason}"
        elif noun is not None and noun.kind == "quarter":
            title, kind, place_id, radius = f"{title} District", "area", None, max(radius, 10.0)
        elif noun is not None and noun.kind == "site" and spot.kind == "settlement":
            title, kind, place_id = f"{title} {noun.site}", "site", None
            radius = max(radius, 10.0)
        candidates = [_candidate(r) for r in others[:_MOST_CANDIDATES]]
        if noun is None and derived is None and kind == "settlement":
            candidates = [*self._unit_candidates(spot), *candidates]
        role = phrase.role or ("near" if noun is not None and noun.kind == "front" else None)
        if noun is not None and noun.kind == "front":
            role = "near"
        return PlaceMention(
            name.first, name.end, name.span, title, kind, role or self._bare_role(phrase), locative, place_id,
            spot.latitude, spot.longitude, radius, reason, tuple(candidates),
        )  # fmt: skip

    def _unit_candidates(self, spot: Spot) -> list[Candidate]:
        """A bare name of a seat may stand for its unit: Donetsk, city or oblast."""
        out: list[Candidate] = []
        for unit in self.gazetteer.seats.get(spot.index, ()):
            above = self.gazetteer.at(unit)
            if above.kind == "oblast":
                reason = f"its seat is {spot.name}, and the text gives no kind"
                out.append(
                    Candidate(
                        above.id,
                        above.name,
                        above.kind,
                        above.latitude,
                        above.longitude,
                        above.radius_km,
                        _UNIT,
                        reason,
                    )
                )
        return out

    def _bare_role(self, phrase: Phrase) -> PlaceRole:
        """Role by the verb: the object of a verb of leaving is where one comes from."""
        name = phrase.name
        reach = range(max(phrase.sentence.start, name.first - _REACH), name.first)
        if self.words.leaving_last:
            reach = range(reach.start, min(phrase.sentence.stop, name.end + _REACH))
        return "from" if any(i in self.leaving for i in reach) else "at"

    def _title(self, spot: Spot) -> str:
        former = self.gazetteer.former(spot.index)
        if former is not None and self.day is not None and self.day < former[1]:
            return former[0]
        return spot.name


def _part(area: Area) -> PlaceMention:
    lat, lon = area.point or (None, None)
    reason = "part of a country or river"
    return PlaceMention(
        area.first, area.end, area.span, area.name, "area", area.role, True, area.id, lat, lon, area.radius, reason
    )


def _placed(phrase: Phrase) -> bool:
    """Whether a preposition, a place noun or a bracket tells that the name is a place."""
    return phrase.role is not None or phrase.noun is not None or phrase.bracket


def _candidate(ranked: Ranked) -> Candidate:
    spot = ranked.spot
    return Candidate(
        spot.id, spot.name, spot.kind, spot.latitude, spot.longitude, spot.radius_km, ranked.score, ranked.reason
    )


def _once(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    seen: dict[int, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.index, hit)
    return tuple(seen.values())


def _alike(one: str, other: str) -> bool:
    fields = ({"airport", "air base"}, {"dam", "hydroelectric plant"})
    return one == other or any({one, other} <= f for f in fields)


def _last_day(dated: Dated | str | None) -> str | None:
    edtf = dated if isinstance(dated, str) or dated is None else dated.edtf
    if not edtf:
        return None
    last = parse(edtf).last
    return last.isoformat() if last else None
