"""Entities: which mentions of a document mean the same actor, and who stands behind a bare description or a
pronoun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quoth.conflicts import Conflict, Role, party_of
from quoth.model.record import record
from quoth.reading.mentions import Mention, find_mentions, region_of
from quoth.text import Passage

_NEAR = 60  # how many mentions back a description can point
_BESIDE = 25  # how many tokens before a local office its region stands
_SPAN = 150  # how many tokens back the context of a description reaches
_PEOPLE = frozenset({"person", "name", "role"})
_PERSON_ROLES_BY_BODY = frozenset({"person", "role", "name", "group"})


@record
class Resolved:
    """Who a mention means. `naming` is the mention to print: the mention itself, or for pronouns the nearest earlier
    one
    that names its actor (`carried`). `name` is the body's, `speaker` the person's or outlet's."""

    id: str | None
    party: str | None
    name: str | None
    speaker: str | None
    naming: Mention | None
    carried: bool = False


class Entities:
    """The actors of one document. Built once; each mention gets its id by its words, its entity, its context, in
    this order."""

    def __init__(self, passage: Passage, mentions: Sequence[Mention], conflict: Conflict, language: str = "") -> None:
        self.passage, self.mentions, self.conflict, self.language = passage, mentions, conflict, language
        self._firsts = [m.first for m in mentions]
        self._settled: dict[int, Resolved] = {}
        self._by_surname: dict[str, list[Mention]] = {}
        for m in mentions:
            if m.surname:
                self._by_surname.setdefault(m.surname, []).append(m)
        self._sides = self._at_war()
        local = [m.party for m in mentions if m.party and (m.id or "").endswith("-regional")]
        self._local = local[0] if len(local) > 1 and len(set(local)) == 1 else None
        self._lowers: frozenset[str] = frozenset(passage.lowers)
        self._spoken: dict[tuple[str, ...], bool] = {}

    def _at_war(self) -> tuple[str, ...]:
        """The main sides, where the document is about their war: at least a third of its parties' mentions are
        theirs."""
        parties = [m.party for m in self.mentions if m.party and m.kind != "outlet"]
        own = sum(1 for p in parties if p in self.conflict.sides)
        return self.conflict.sides if own * 3 >= len(parties) else ()

    # -- the interface

    def resolve(self, mention: Mention, speakers: Sequence[Mention] = ()) -> Resolved:
        """Who a mention means, given the sources used so far (in order, latest last)."""
        if mention.kind == "pronoun":
            return self._pronoun(mention, speakers)
        return self._settle(mention, speakers)

    def carry(self, speakers: Sequence[Mention]) -> Resolved | None:
        """The latest speaker, for a clause that names nobody."""
        for naming in reversed(speakers):
            if naming.kind != "pronoun":
                who = self._settle(naming, ())
                return Resolved(who.id, who.party, who.name, who.speaker, naming, True)
        return None

    def publisher(self, mention: Mention | None, named: str | None) -> Resolved | None:
        """Who speaks for a whole document: the mention in its header, else the source id or body that its metadata
        names."""
        if mention is not None:
            return self.resolve(mention)
        if named is None:
            return None
        body = next((b for b in self.conflict.bodies if named in {b.id, b.name}), None)
        if body is None and " " in named and self.language:
            text = Passage.of(named)
            spoken = [m for m in find_mentions(text, self.language, self.conflict) if m.id and m.kind == "body"]
            if spoken:
                return Resolved(spoken[0].id, spoken[0].party, spoken[0].name, spoken[0].speaker, None, True)
        if body is not None:
            return Resolved(body.id, body.party, body.name, body.name if body.outlet else None, None, True)
        composed = named if named == named.lower() and " " not in named else None
        return Resolved(
            composed, party_of(composed) if composed else None, None if composed else named, None, None, True
        )

    # -- descriptions and names

    def _settle(self, m: Mention, speakers: Sequence[Mention]) -> Resolved:
        found = self._settled.get(m.first)
        if found is None:
            found = self._found(m, speakers)
            self._settled[m.first] = found
        return found

    def _found(self, m: Mention, speakers: Sequence[Mention]) -> Resolved:
        if m.kind == "people" and m.number == "sg" and m.definite == "definite":
            person = self._countryman(m, speakers)
            if person is not None:
                return person
        if m.kind in {"state", "people"}:
            return self._state(m)
        if m.role == "ministry" and m.office == _ANY_MINISTRY and m.party and self._sides:
            return self._ministry(m, speakers)
        if m.id is not None and not (m.anaphoric and m.id in _SHARED):
            return self._own(m)
        linked = self._linked(m)
        if linked is not None:
            return linked
        role = self._role(m)
        if m.definite == "possessive" and m.kind == "body" and role is not None and role.relays and m.party is None:
            owner = self.carry(speakers)  # "у його пресслужбі": whose it is spoke last
            if owner is not None:
                return Resolved(owner.id, owner.party, owner.name, None, m)
        if m.anaphoric and not (role is not None and role.unique):
            antecedent = self._antecedent(m, speakers)
            if m.kind == "body" and (antecedent is None or antecedent.party is not None):
                antecedent = self._namesake(m, speakers) or antecedent
            if antecedent is not None:
                who = self._settle(antecedent, ())
                speaker = who.speaker if antecedent.kind in _PEOPLE or m.kind not in {"body", "role"} else None
                return Resolved(who.id, who.party, who.name, None if m.kind == "body" else speaker, m)
        if m.id is not None:
            return self._own(m)
        party = m.party or self._party(m, speakers)
        source = self.conflict.source(party, self._office(m, party))
        return Resolved(source, party, self.conflict.name_of(source), m.speaker, m)

    def _ministry(self, m: Mention, speakers: Sequence[Mention]) -> Resolved:
        """ "Het ministerie in Moskou": a side's ministry, without its portfolio: the one named before."""
        for other in self._earlier(m, speakers):
            if (
                other.role in {"ministry", "minister", "deputy-minister"}
                and other.party == m.party
                and other.id != m.id
                and other.id
            ):
                return Resolved(other.id, other.party, other.name, None, m)
        source = self.conflict.source(m.party, self.conflict.ministry)
        return Resolved(source, m.party, self.conflict.name_of(source), None, m)

    def _office(self, m: Mention, party: str | None) -> str:
        """The office to compose with: a side's ministry without portfolio is the conflict's usual one."""
        if m.role == "ministry" and m.office == _ANY_MINISTRY and party and self._sides:
            return self.conflict.ministry
        return m.office

    def _own(self, m: Mention) -> Resolved:
        return Resolved(m.id, m.party, m.name, m.speaker, m)

    def _state(self, m: Mention) -> Resolved:
        """A state or its capital: its government, or the body that the conflict file names for such documents."""
        for metonym in self.conflict.metonyms:
            if metonym.party == m.party and self._speaks_of(metonym.words.get(self.language, ())):
                return Resolved(metonym.id, m.party, self.conflict.name_of(metonym.id), None, m)
        return self._own(m)

    def _countryman(self, m: Mention, speakers: Sequence[Mention]) -> Resolved | None:
        """ "De Oekraïner": the person of that nation named before."""
        for other in self._earlier(m, speakers):
            if other.kind in {"person", "role"} and other.number != "pl" and not other.anaphoric:
                who = self._settle(other, ())
                if who.party == m.party:
                    return Resolved(who.id, who.party, who.name, who.speaker, m)
        return None

    def _namesake(self, m: Mention, speakers: Sequence[Mention]) -> Mention | None:
        """The body named before whose name ends in the same noun: "het agentschap" of "het Atoomagentschap"."""
        noun = self.passage.tokens[m.head].lower
        for other in self._earlier(m, speakers):
            if other.kind not in {"body", "role"} or other.anaphoric or other.id is None:
                continue
            if any(self.passage.tokens[i].lower.endswith(noun) for i in range(other.first, other.end)):
                return other
        return None

    def _speaks_of(self, words: tuple[str, ...]) -> bool:
        known = self._spoken.get(words)
        if known is None:
            known = self._spoken[words] = self._has_any(words)
        return known

    def _has_any(self, words: Sequence[str]) -> bool:
        for word in words:
            if word.endswith("*"):
                if any(low.startswith(word[:-1]) for low in self._lowers):
                    return True
            elif all(part in self._lowers for part in word.split()):
                return True
        return False

    def _linked(self, m: Mention) -> Resolved | None:
        """The identity that another mention of the same person gives."""
        if m.surname is None:
            return None
        best: Mention | None = None
        for other in self._by_surname.get(m.surname, ()):
            if other.first != m.first and other.id is not None and (best is None or other.first < m.first):
                best = other
        if best is None:
            best = self._titled(m)
            if best is None:
                return None
            who = self._settle(best, ())
            return Resolved(who.id, who.party, who.name, best.speaker or m.speaker, m)
        return Resolved(best.id, best.party, best.name, best.speaker, m)

    def _titled(self, m: Mention) -> Mention | None:
        """For a bare name: the mention of the same person with a title."""
        if m.role:
            return None
        for other in self._by_surname.get(m.surname or "", ()):
            if other.first != m.first and other.role:
                return other
        return None

    def _role(self, m: Mention) -> Role | None:
        return self.conflict.roles.get(m.role)

    def _antecedent(self, m: Mention, speakers: Sequence[Mention]) -> Mention | None:
        """The latest mention that a bare description fits: speakers first, then all that stand before it."""
        role = self._role(m)
        if role is None:
            return None
        for wanted in (frozenset({m.role}), role.refers):
            for other in self._earlier(m, speakers):
                vague = other.definite == "indefinite" and other.party is None and other.id is None
                if (other.anaphoric and not self._unique(other)) or vague:
                    continue
                if not self._agrees(m, other):
                    continue
                if other.role in wanted and self._same_sort(m, other, role):
                    return other
        return None

    def _unique(self, m: Mention) -> bool:
        role = self._role(m)
        return role is not None and role.unique

    def _same_sort(self, m: Mention, other: Mention, role: Role) -> bool:
        if m.office and role.office and m.office != role.office:  # "het ministerie van Defensie" is not any ministry
            return other.office == m.office or (other.id or "").endswith(f"-{m.office}")
        return True

    def _agrees(self, m: Mention, other: Mention) -> bool:
        if m.number and other.number and m.number != other.number and m.kind in _PERSON_ROLES_BY_BODY:
            return False
        return not (m.gender and other.gender and m.gender != other.gender)

    def _earlier(self, m: Mention, speakers: Sequence[Mention]) -> Iterator[Mention]:
        seen = set()
        for other in reversed(speakers):
            if other.first < m.first and other.kind != "pronoun":
                seen.add(other.first)
                yield other
        at = bisect_left(self._firsts, m.first)
        for other in reversed(self.mentions[max(0, at - _NEAR) : at]):
            if other.first not in seen and other.kind != "pronoun":
                yield other

    # -- whose

    def _party(self, m: Mention, speakers: Sequence[Mention]) -> str | None:
        """The party of a role named without one: by the conflict's defaults, or by the nearest speaker of a main
        side."""
        role = self._role(m)
        if (
            role is None
            or not m.office
            or (
                m.definite == "indefinite"
                and not role.local
                and not (m.office in {"army", "bloggers"} or self.conflict.is_steady(m.office, self.language))
            )
        ):
            return None
        default = (
            self.conflict.default_party(self._office(m, self.conflict.owner), self.language) if self._sides else None
        )
        same = self._latest(m, [s for s in reversed(speakers) if s.office == m.office and s.role == m.role][:2], ())
        if role.local and same is None and self._sides:
            same = self._region_before(m)  # "in the Krasnodar region …, the regional governor said"
        if role.local and same is None:  # the police of the only region whose authorities are named
            same = self._local
        if role.local or self.conflict.is_steady(m.office, self.language):
            return same or default
        return same or self._latest(m, self._earlier(m, speakers), self._sides) or default

    def _region_before(self, m: Mention) -> str | None:
        """Whose town or region the words before a local office name last."""
        tokens = self.passage.tokens
        for at in range(m.first - 1, max(0, m.first - _BESIDE), -1):
            if tokens[at].is_capitalized and tokens[at].is_word and not tokens[at - 1].is_capitalized:
                party = region_of(tokens[at].text, self.language, self.conflict.name)
                if party is not None:
                    return party
        return None

    def _latest(self, m: Mention, others: Iterable[Mention], sides: Sequence[str]) -> str | None:
        """The party of the nearest of these mentions that speaks for one of the sides (for any party, where none are
        given)."""
        for other in others:
            if not m.first - _SPAN <= other.first < m.first:
                continue
            settled = self._settled.get(other.first)
            party = settled.party if settled is not None else other.party
            if party is not None and (not sides or party in sides):
                return party
        return None

    # -- pronouns

    def _pronoun(self, m: Mention, speakers: Sequence[Mention]) -> Resolved:
        for other in self._earlier(m, speakers):
            if m.gender == "n":  # "it": a body, an outlet or a state
                if other.kind in {"body", "state", "outlet"} and other.number != "pl" and other.certain >= 0.5:
                    who = self._settle(other, ())
                    return Resolved(who.id, who.party, who.name, who.speaker, other, True)
                continue
            if other.certain < 0.5 or other.kind in {"pronoun", "state"}:
                continue
            if m.number == "pl":
                if other.kind not in {"group", "people"} and other.number != "pl":
                    continue
            elif (other.kind not in _PEOPLE and (other.kind, other.number) != ("group", "sg")) or other.number == "pl":
                continue
            if m.gender and other.gender and m.gender != other.gender:
                continue
            who = self._settle(other, ())
            return Resolved(who.id, who.party, who.name, who.speaker, other, True)
        return self.carry(speakers) or Resolved(None, None, None, None, m, True)


_ANY_MINISTRY = "government"
#: Ids that cover many speakers: a bare description may mean somebody named before.
_SHARED = frozenset({"media", "witnesses", "experts"})
