"""How a name resolves, and why: what `quoth places NAME` shows."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.gazetteer.fold import fold, is_cyrillic
from quoth.gazetteer.inflect import inflection
from quoth.gazetteer.misprint import misprints
from quoth.gazetteer.resolve import Ranked, Setting, rank
from quoth.gazetteer.romanize import load_schemes
from quoth.gazetteer.russian import russian_names
from quoth.gazetteer.store import ADJECTIVE, Gazetteer, Hit, Spot, load_gazetteer
from quoth.languages.places import load_places

LANGUAGES = ("nl", "en", "uk", "ru")
_UNIT_DROP = 12.0
_MISPRINT_DROP = 20.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """One place that a name may mean: `parents` are names from the nearest unit up; `reason` is for people."""

    id: str
    name: str
    kind: str
    parents: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    radius_km: float
    score: float
    reason: str


def explain(
    name: str, *, gazetteer: Gazetteer | None = None, home: tuple[str, ...] = ("UA",), limit: int = 20
) -> tuple[Resolution, ...]:
    """The places that a name may mean, best first; empty when nothing fits.

    A place noun beside the name (regio Donetsk, Kupiansk district, Харківська область) asks for its kind; a bare name
    of a seat gives its unit, too; an unknown name is tried as an inflected form, then as a misprint. `home` are the
    countries preferred between namesakes.
    """
    known = gazetteer or load_gazetteer()
    core, kinds = _parsed(name)
    hits, how = _hits(known, core)
    drop = 0.0
    if not hits:
        hits, how = _misprinted(known, core)
        drop = _MISPRINT_DROP
    setting = Setting(home=home)
    units = tuple(Hit(u, 0, False) for h in hits if h.how != ADJECTIVE for u in known.seats.get(h.index, ()))
    if kinds & {"oblast", "raion"}:
        hits = (*hits, *(u for u in units if u.index not in {h.index for h in hits}))
        found = rank(known, hits, setting, kinds, True)
    else:
        plain = tuple(h for h in hits if h.how != ADJECTIVE) or hits
        found = rank(known, plain, setting, kinds, text=core) or rank(known, plain, setting, text=core)
        told = {r.spot.index for r in found}
        seats = [u for u in units if u.index not in told and known.at(u.index).kind == "oblast"]
        found += [] if kinds else [_below(r, found) for r in rank(known, seats, setting)]
    found.sort(key=lambda r: (-r.score, r.spot.id))
    return tuple(_resolution(known, r, core, how, drop) for r in found[:limit])


def _parsed(name: str) -> tuple[str, set[str]]:
    """The name without the place noun beside it, and the kinds that the noun allows."""
    words = name.split()
    for code in LANGUAGES:
        told = load_places(code)
        for size in (3, 2, 1):
            if len(words) <= size:
                continue
            first = told.nouns.get(tuple(w.lower() for w in words[:size]))
            last = told.nouns.get(tuple(w.lower() for w in words[-size:]))
            noun = first or last
            if noun is None or noun.kind not in {"settlement", "raion", "oblast"}:
                continue
            rest = words[size:] if first else words[:-size]
            while len(rest) > 1 and rest[0].lower() in told.linkers | told.articles:
                rest = rest[1:]
            return " ".join(rest), {noun.kind}
    return name, set()


def _hits(known: Gazetteer, name: str) -> tuple[tuple[Hit, ...], dict[int, str]]:
    """Places that bear the name or whose name it is a form of, and how for each of the latter."""
    key = fold(name)
    found = {h.index: h for h in known.hits(key)}
    how: dict[int, str] = {}
    if is_cyrillic(name):
        for code, title in (("uk", "Ukrainian"), ("ru", "Russian")):
            for hit in (h for p in _nominatives(known, key, code) for h in known.hits(p)):
                old = found.get(hit.index)
                if old is None or (old.how == ADJECTIVE and hit.how != ADJECTIVE):
                    found[hit.index] = hit
                    how[hit.index] = f"inflected {title} form"
        if not found:
            found = {
                h.index: h
                for c in ("uk", "ru")
                for b in inflection(c).bases(key)
                for h in known.hits(b)
                if h.how != ADJECTIVE
            }
            how = dict.fromkeys(found, "adjective of its name")
    return tuple(found.values()), how


def _nominatives(known: Gazetteer, key: str, code: str) -> list[str]:
    prefixes = {""}
    for word in key.split(" "):
        joined = {f"{p} {w}".strip() for p in prefixes for w in inflection(code).lemmas(word)}
        prefixes = {j for j in joined if j in known or known.opens(j)}
    return sorted(p for p in prefixes if p != key)


def _misprinted(known: Gazetteer, name: str) -> tuple[tuple[Hit, ...], dict[int, str]]:
    hits = {h.index: h for key in misprints(known, fold(name)) for h in known.hits(key)}
    return tuple(hits.values()), dict.fromkeys(hits, "one edit (a misprint) from its name")


def _below(unit: Ranked, found: list[Ranked]) -> Ranked:
    score = min([unit.score, *(r.score - _UNIT_DROP for r in found[:1])])
    return Ranked(
        unit.spot, unit.how, round(score, 1), (*unit.reasons, "its seat bears the name, and no word tells the kind")
    )


def _resolution(known: Gazetteer, ranked: Ranked, name: str, how: dict[int, str], drop: float) -> Resolution:
    spot = ranked.spot
    reasons = list(ranked.reasons)
    if spot.index in how:
        reasons.insert(0, how[spot.index])
    elif origin := spelled_as(spot, name):
        reasons.insert(0, origin)
    if spot.radius_km > 3 and spot.category in "CX":
        reasons.append(f"point to {spot.radius_km:.0f} km")
    if former := known.former(spot.index):
        reasons.append(f"{former[0]} until {former[1]}")
    above = tuple(known.at(i).name for i in known.chain(spot.index))
    score = round(ranked.score - drop, 1)
    return Resolution(
        spot.id, spot.name, spot.kind, above, spot.latitude, spot.longitude, spot.radius_km, score, "; ".join(reasons)
    )


def spelled_as(spot: Spot, name: str) -> str | None:
    """Which romanization table makes this spelling of a place's name, for people; None when none does."""
    key = fold(name)
    if key == fold(spot.native):
        return "its own name"
    if not is_cyrillic(spot.native):
        return None
    sources = (
        {"uk": (spot.native,), "ru": russian_names(spot.native)} if spot.country == "UA" else {"ru": (spot.native,)}
    )
    if is_cyrillic(name):
        return "Russian form" if any(fold(r) == key for r in sources["ru"]) else None
    made = [
        (spelled.lower() != name.lower(), f"{scheme.title} {source}")
        for scheme in load_schemes()
        for source in sources.get(scheme.source, ())
        for spelled in scheme.spell(source)
        if fold(spelled) == key
    ]
    return min(made, key=lambda m: m[0])[1] if made else None
