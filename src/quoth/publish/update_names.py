"""How the reader's language calls states, bodies and places as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache

from quoth.conflicts import Conflict
from quoth.gazetteer import load_gazetteer
from quoth.gazetteer.romanize import scheme
from quoth.gazetteer.store import Spot as Place
from quoth.languages.actors import load_actors
from quoth.model import Source
from quoth.publish.update_model import Part
from quoth.publish.update_wording import Parts, Phrase, Wording, joined, literal, load_wording
from quoth.reconcile.speakers import body_of
from quoth.reconcile.spots import At, Spot
from quoth.reconcile.tables import load_events
from quoth.text import normalize

_ROLES = ("at", "near", "from", "to")
_KINDS = ("settlement", "raion", "oblast", "area", "site", "country")
#: The places of the cases among the forms of a common noun in `[common]`.
_CASES = {"": 0, "gen": 1, "loc": 2, "acc": 3}
_LONGEST_NAME = 80


def shown(text: str) -> str:
    """A name from a document in one line, without control characters, at most 80 long."""
    plain = " ".join("".join(c for c in normalize(text).text if c.isprintable() or c.isspace()).split())
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1] + "…"


class Names:
    """Names in one language, as of a day (places that were renamed later bear the name of the day)."""

    def __init__(self, wording: Wording, day: dt.date, conflict: Conflict) -> None:
        self.wording = wording
        self._day = day.isoformat()
        self._conflict = conflict
        self._places: dict[str, Phrase] = {}

    # Parties and sources

    def party(self, code: str) -> Phrase:
        """A state or other party by name."""
        name = self.wording.locale.territories.get(code) if len(code) == 2 else None
        return Phrase((Part(name or self._conflict.name_of(code.lower()) or code, "party", code),))

    def forces(self, code: str | None) -> Phrase:
        """The troops of a party, or troops."""
        w = self.wording
        if code is None:
            return Phrase((Part(w.text("generic_actor")),), agree=w.plural)
        adjectives = _adjectives(w.code, code)
        if not adjectives:
            name = self.party(code).parts[0].text
            return Phrase((Part(f"{w.text('generic_actor')} ({name})", "party", code),), agree=w.plural)
        text = _flat(w.fill(w.text("actor", "forces"), {"adj": _adjective(adjectives)}))
        return Phrase((Part(text, "party", code),), agree=w.plural)

    def again(self, source: Source) -> Phrase:
        """A source that the sentence before had, too: by a shorter name where there is one."""
        w, key = self.wording, source.id or ""
        short = w.text("short", key) or w.text("short", key.partition("-")[2])
        if not short:
            return self.source(source)
        name, agree = _marked(w, short)
        return Phrase((Part(name, "source", key),), agree=agree)

    def source(self, source: Source) -> Phrase:
        """Who speaks: the body, with the person or outlet where one body has many."""
        w, key = self.wording, body_of(source) or ""
        name, agree = self._body(source)
        speaker = shown(source.speaker or "")
        if source.id in load_events().many and speaker and speaker.casefold() not in name.casefold():
            name = w.text("unnamed", "speaker").replace("{body}", name).replace("{name}", speaker)
        return Phrase((Part(name, "source", key),), agree=agree)

    def _body(self, source: Source) -> tuple[str, int]:
        w, told = self.wording, source.id
        if told and (own := w.text("bodies", told)):
            return _marked(w, own)
        if told:
            head, dash, office = told.partition("-")
            adjectives = _adjectives(w.code, head.upper()) if dash else ()
            template = w.text("offices", office)
            if adjectives and template:
                mark, agree = _marked(w, template)
                return _flat(w.fill(mark, {"adj": _adjective(adjectives)})), agree
            listed = self._conflict.name_of(told) or shown(source.name or "") or told
            return _marked(w, w.text("unnamed", "named").replace("{name}", listed))
        kind = "named" if source.speaker or source.name else "quoted"
        name = shown(source.speaker or source.name or source.text or "")
        return _marked(w, w.text("unnamed", kind).replace("{name}", name))

    def report(self, outlet: str | None) -> Phrase:
        """The outlet that tells something in its own voice."""
        name, agree = _marked(self.wording, self.wording.text("bodies", "report"))
        return Phrase(
            (Part(shown(outlet) if outlet else name),),
            agree=self.wording.agreement("s") if outlet and self.plain else agree,
        )

    @property
    def plain(self) -> bool:
        """Whether verbs agree in number only."""
        return self.wording.plural == 1

    # Places

    def place(self, spot: Spot) -> Phrase:
        """A place by name, with its cases where the language's names of units have them."""
        known = self._places.get(spot.key)
        if known is None:
            forms = self._forms(spot)
            parts = {case: (Part(text, "place", spot.key),) for case, text in forms.items()}
            known = self._places[spot.key] = Phrase(parts[""], parts)
        return known

    def _forms(self, spot: Spot) -> dict[str, str]:
        w, place = self.wording, _place(spot.key)
        canonical = spot.name if place is None else place.name
        former = load_gazetteer().former(place.index) if place is not None else None
        if former and self._day < former[1]:
            canonical = former[0]
            was = load_wording("uk").text("names", canonical)
            return {"": w.text("names", canonical) or (_spell(w.code, was) if was else canonical)}
        own = w.strings("placed", canonical)
        if own or (name := w.text("names", canonical)):
            return {"": own[0] if own else name}
        if place is None or w.code == "en":
            return {"": shown(canonical)}
        if place.kind in ("raion", "oblast"):
            return self._unit(place, canonical)
        return {"": _spell(w.code, place.native, place.country) or canonical}

    def _unit(self, unit: Place, canonical: str) -> dict[str, str]:
        w, template = self.wording, self.wording.text("kinds", unit.kind)
        if w.code == "uk":
            return _declined(unit, template) if _cyrillic(unit.native) else {"": canonical}
        seat = load_gazetteer().seat(unit.index)
        if seat is not None:
            town = load_gazetteer().at(seat)
            name = w.text("names", town.name) or _spell(w.code, town.native, town.country) or town.name
        else:
            name = canonical.rpartition(" ")[0] or canonical
        return {"": template.replace("{P}", name), "bare": w.text("bare", unit.kind).replace("{P}", name)}

    def names(self, spots: Iterable[Spot], case: str = "") -> Parts:
        """Places in a row by their names alone."""
        return self.wording.listed([self.place(s).form(case) for s in spots])

    def where(self, places: Sequence[At], at: str = "at", only: str = "") -> Parts:
        """Where something happened: "in A and B", "from A to B"; `at` is the role that stands in for "at"."""
        w = self.wording
        out: list[Parts] = []
        for role in _ROLES:
            for kind in _KINDS:
                spots = [p.spot for p in places if (at if p.role == "at" else p.role) == role and p.spot.kind == kind]
                if only and kind == only:
                    continue
                placed = [s for s in spots if w.strings("placed", s.name)]
                for s in placed:
                    form = w.strings("placed", s.name)[_ROLES.index(role) + 1]
                    out.append((Part(form, "place", s.key),))
                plain = [s for s in spots if s not in placed]
                if plain:
                    out.append(self._group(w.text("where", role, kind), plain))
        return w.listed(out)

    def objects(self, spots: Sequence[Spot], form: str = "settlement") -> Parts:
        """Settlements as what was taken or held."""
        return self._group(self.wording.text("object", form) or "{P}", spots)

    def _group(self, template: str, spots: Sequence[Spot]) -> Parts:
        case = next((c for c in ("gen", "loc") if f"{{P|{c}}}" in template), "")
        slots = {"P": Phrase(self.names(spots, case)), "K": self._common(spots)}
        return self.wording.fill(template.replace("{P|gen}", "{P}").replace("{P|loc}", "{P}"), slots)

    def _common(self, spots: Sequence[Spot]) -> Phrase:
        """The common noun before names: town, village, in its cases."""
        w = self.wording
        if "common" not in w.raw:
            return literal("")
        categories = {p.category if (p := _place(s.key)) else "other" for s in spots}
        category = next(iter(categories)) if len(categories) == 1 else "other"
        forms = w.strings("common", category) or w.strings("common", "other")
        shift = 4 if len(spots) > 1 else 0
        cased = {case: (Part(forms[n + shift]),) for case, n in _CASES.items()}
        return Phrase(cased[""], cased)


def _flat(parts: Parts) -> str:
    return "".join(p.text for p in joined(parts))


def _marked(wording: Wording, entry: str) -> tuple[str, int]:
    """A name with its mark of number or gender in front."""
    mark, _, name = entry.partition(" ")
    return name, wording.agreement(mark)


def _adjective(forms: tuple[str, ...]) -> Phrase:
    named = dict(zip(("m", "f", "n", "pl"), forms, strict=False)) if len(forms) > 1 else {}
    return Phrase((Part(forms[0]),), {k: (Part(v),) for k, v in named.items()})


@cache
def _adjectives(code: str, party: str) -> tuple[str, ...]:
    """The adjective of a state as it stands before a noun; by gender and number where the language has them."""
    nation = next((n for n in load_actors(code).nations if n.party == party), None)
    if nation is None or not nation.adjectives:
        return ()
    forms = [" ".join(f.words) for f in nation.adjectives]
    if code == "uk":
        plural = next((f for f, a in zip(forms, nation.adjectives, strict=True) if a.number == "pl"), forms[0])
        return (*forms[:3], plural) if len(forms) > 3 else ()
    if code == "nl":
        inflected = [f for f in forms[1:2] if f == forms[0] + "e" or f[:3] == forms[0][:3]]
        return (" ".join(w.capitalize() for w in (inflected or forms)[0].split()),)
    return (" ".join(w.capitalize() for w in forms[0].split()),)


def _place(key: str) -> Place | None:
    index = load_gazetteer().index_of(key)
    return None if index is None else load_gazetteer().at(index)


def _cyrillic(text: str) -> bool:
    return any("Ѐ" <= c <= "ӿ" for c in text)


def _spell(code: str, native: str, country: str = "") -> str:
    """A Cyrillic name as the language writes it."""
    if not _cyrillic(native):
        return native
    if code == "uk":
        return native
    if code == "nl":
        return scheme("nl-ru" if country in ("RU", "BY") else "nl-uk").spell(native)[0]
    return scheme("en-national").spell(native)[0]


def _declined(unit: Place, template: str) -> dict[str, str]:
    """The Ukrainian name of a raion or oblast, an adjective with its noun, in the cases that sentences need."""
    name = unit.native
    if unit.kind == "raion" and name.endswith("ий"):
        stem, noun = name[:-2], {"": "ий район", "gen": "ого району", "loc": "ому районі"}
    elif unit.kind == "oblast" and name.endswith("а"):
        stem, noun = name[:-1], {"": "а область", "gen": "ої області", "loc": "ій області"}
    else:
        return {"": template.replace("{P}", name)}
    return {case: stem + ending for case, ending in noun.items()}
