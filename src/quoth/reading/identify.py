"""Source ids: from the parts of a noun phrase to party, office and id (`contract/sources.md`).

A named person or body is listed with its id; everything else is composed as party + office, so that any state's
bodies
resolve. What a phrase leaves open (whose army?) stays open here and is settled by the document
(`quoth.reading.entities`).
"""

from __future__ import annotations

from quoth.conflicts import Body, Conflict, Role, party_of
from quoth.model.record import record
from quoth.reading.draft import Draft
from quoth.reading.names import Names
from quoth.text import Passage

#: Roles of those who can be put in place by another power.
_PUPPETS = frozenset(
    [
        "governor",
        "mayor",
        "chief",
        "leader",
        "official",
        "government",
        "regional",
        "city",
        "separatist",
        "spokesperson",
        "police",
        "police-officer",
        "councillor",
        "legislator",
        "occupation",
        "militia",
        "fighter",
        "president",
        "pm",
        "deputy",
        "emergency",
        "army",
        "unit",
        "politician",
        "commander",
        "court",
        "service",
        "agency",
        "minister",
        "ministry",
        "adviser",
        "medic",
        "hospital",
        "director",
        "parliament",
        "chairman",
        "deputy-minister",
        "ombudsman",
        "prosecutor",
        "department",
        "officer",
    ]
)
_STAFF = "general-staff"
_OCCUPIED = "occupied"  # what a conflict file calls towns where only the occupier's authorities sit
_PLACE_KEY = 4
_ADJECTIVE = 6  # sounds that an adjective's ending adds to a place's name


@record
class Identity:
    """What a phrase tells by itself. `office` is the one to compose with once the party is known."""

    id: str | None
    party: str | None
    office: str
    name: str | None = None
    speaker: str | None = None


class Identifier:
    """Composes ids for one conflict and language."""

    def __init__(self, conflict: Conflict, names: Names) -> None:
        self.conflict, self.names = conflict, names
        self.regions = {
            key: party
            for party, towns in conflict.regions.items()
            for town in towns
            for key in names.keys(town.split()[0].split("-")[0])
        }
        self.stems = {
            key.rstrip("aeiou"): party for key, party in self.regions.items() if len(key.rstrip("aeiou")) >= _PLACE_KEY
        }

    def identify(self, d: Draft, passage: Passage) -> Identity:
        """The identity of a phrase."""
        retired = d.title if d.role in {"officer", "commander", "soldier"} else ""
        role = self.conflict.roles.get(retired or d.role) or _NOBODY
        speaker = self._speaker(d, passage)
        if d.person is not None and role.relays and any(r == _STAFF for r, _ in d.inner):
            general = self._compose(party_of(d.person.body), _STAFF)  # an army's spokesman who speaks for its staff
            if general is not None and self.conflict.name_of(general) and d.person.body.endswith("-army"):
                return Identity(general, party_of(general), _STAFF, self.conflict.name_of(general), d.person.name)
        if d.person is not None:
            body = d.person.body
            if d.appointed and self.conflict.installed and body.endswith("-regional"):
                body = self.conflict.installed
            return Identity(
                body, party_of(body) or d.person.party, role.office, self.conflict.name_of(body), d.person.name
            )
        party = self._party(d, passage, role)
        if self._installed(d, role, passage):
            installed = self.conflict.installed
            return Identity(installed, self.conflict.occupier, "installed", self.conflict.name_of(installed), speaker)
        if d.body is not None and not (role.relays and d.term is not None and d.term.kind == "head" and d.bodies):
            return self._of_body(d.body, party, speaker)
        own = role.relays or not d.bodies or d.bodies[0].id == self.conflict.installed  # its staff is part of it
        part = None if own else self._compose(party or d.bodies[0].party, role.office)
        if part is not None and part != d.bodies[0].id and self.conflict.name_of(part) is not None:
            return Identity(
                part, party_of(part), role.office, self.conflict.name_of(part), speaker
            )  # a staff of an army
        bodies = [b for b in d.bodies if not (b.outlet and role.name == "source")]
        if bodies and (role.relays or not role.id or role.name == "expert"):
            return self._of_body(bodies[0], party, speaker)
        if d.people and role.relays:
            person = d.people[0]
            return Identity(
                person.body, party_of(person.body), role.office, self.conflict.name_of(person.body), speaker
            )
        inner = self._inner(d, role)
        if inner is not None:
            role = inner
        if role.id is not None and not d.office:
            told = role.name in {"outlet", "journalist", "news-agency"} and any(p for p, _ in d.nations)
            return Identity(role.id, party if told else None, role.office, None, speaker)
        if role.id is not None and role.name not in {"expert", "witness", "resident"}:
            return Identity(role.id, party, role.office, None, speaker)
        if role.id is not None:
            return Identity(role.id, None, role.office, None, speaker)
        office = self._office(d, role, party)
        if party is None and (
            d.nations or (d.places and d.places[0][0] < d.head and role.office == "army")
        ):  # "een Europese functionaris": told, but no state
            office = ""
        if not role.office and not role.relays and not d.office:
            party = None
        source = self._compose(party, office)
        return Identity(source, party, office, self.conflict.name_of(source), speaker)

    def _compose(self, party: str | None, office: str) -> str | None:
        return self.conflict.source(party, office)

    def _of_body(self, body: Body, party: str | None, speaker: str | None) -> Identity:
        own = body.party or party_of(body.id) or (party if body.id == "media" else None)
        return Identity(body.id, own, "", body.name, body.name if body.outlet else speaker)

    def _speaker(self, d: Draft, passage: Passage) -> str | None:
        if d.name is None:
            return None
        return " ".join(passage.span(*d.name).text.split())

    def _installed(self, d: Draft, role: Role, passage: Passage) -> bool:
        """Whether the phrase names an authority that the occupier put in place."""
        if self.conflict.installed is None:
            return False
        if role.office == "installed" or any(self._role(r).office == "installed" for r, _ in d.inner):
            return True
        if self._place_party(d, passage) == _OCCUPIED:
            return role.name in _PUPPETS and not any(p == self.conflict.owner for p, _ in d.nations)
        if d.appointer is not None:
            return d.appointer == self.conflict.occupier and role.name in _PUPPETS
        if d.appointed and d.body is None:
            if any(p == self.conflict.owner and how in {"adj", "poss"} for p, how in d.nations):
                return False
            return role.name in _PUPPETS and role.name != "blogger"
        return self._foreign_rule(d, role)

    def _foreign_rule(self, d: Draft, role: Role) -> bool:
        """`глава российской администрации Харьковской области`: an authority of the occupier over the owner's
        land."""
        if not (role.local or role.relays) or not any(self._role(r).local for r, _ in d.inner) or not d.places:
            return False
        told = [p for p, how in d.nations if how in {"adj", "of"} and p]
        return self.conflict.occupier in told and self.conflict.owner not in told

    def _role(self, name: str) -> Role:
        return self.conflict.roles.get(name) or _NOBODY

    def _inner(self, d: Draft, role: Role) -> Role | None:
        """The role that a relaying role speaks for: the first complement that is a body or an office holder."""
        if not role.relays and role.name not in {"deputy", "commander"}:
            return None
        roles = [self._role(name) for name, _ in d.inner]
        told = [r for r in roles if r.office or r.id]
        if role.name == "source" and any(r.id != "media" for r in told):
            told = [r for r in told if r.id != "media"]  # the outlet relays, its source speaks
        return told[0] if told else None

    def _office(self, d: Draft, role: Role, party: str | None) -> str:
        local = next((o for r, o in d.inner if o), "")
        if role.name in {"minister", "ministry", "deputy-minister"} or (role.relays and d.office):
            return d.office or local or role.office
        if (
            role.office == "prosecution"
            and (d.places or d.office == "regional")
            and party in {None, self.conflict.owner}
        ):
            return "regional"
        if role.local or role.office in {
            "army",
            "president",
            "intelligence",
            "pm",
            "general-staff",
            "bloggers",
            "parliament",
        }:
            return role.office
        return d.office or role.office

    # -- whose

    def _party(self, d: Draft, passage: Passage, role: Role) -> str | None:
        for wanted in (("adj", "poss"), ("of",), ("self",), ("at",)):
            for party, how in d.nations:
                if how in wanted and party:
                    return party
        for body in d.bodies:
            if body.party and not body.outlet:
                return body.party
        for person in d.people:
            if party_of(person.body):
                return party_of(person.body)
        place = self._place_party(d, passage)
        if place is not None and place != _OCCUPIED:
            return place
        if d.appointer or d.appointed:
            return d.appointer or self.conflict.occupier
        if d.given is not None and d.given[1] is not None and (role.local or role.office):
            return d.given[1]
        return None

    def _place_party(self, d: Draft, passage: Passage) -> str | None:
        for first, end in d.places:
            for token in passage.tokens[first:end]:
                for word in token.text.split("-") if "-" in token.text else [token.text]:
                    party = self.region(word)
                    if party is not None:
                        return party
        return None

    def region(self, word: str) -> str | None:
        """Whose town or region a word names, also as an adjective (`Белгородской`)."""
        for key in self.names.keys(word):
            if key in self.regions:
                return self.regions[key]
            for size in range(len(key), _PLACE_KEY - 1, -1):
                if key[:size] in self.stems and len(key) - size <= _ADJECTIVE:
                    return self.stems[key[:size]]
        return None


_NOBODY = Role("", "", None, False, frozenset(), False, False)
