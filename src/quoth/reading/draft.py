"""A noun phrase as it is being read, and which roles behave how in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.conflicts import Body, Person
from quoth.reading.lexicon import Term

#: Roles that carry a proper name of their own, so that capitalized words behind them are that name.
TITLED = frozenset(
    [
        "outlet",
        "news-agency",
        "channel",
        "company",
        "think-tank",
        "organisation",
        "aid-worker",
        "university",
        "unit",
        "militia",
        "party",
        "hospital",
        "agency",
        "command",
        "service",
        "un",
    ]
)
#: Roles that are told apart by where they are, behind a preposition of place.
LOCATED = frozenset(
    [
        "ministry",
        "expert",
        "general-staff",
        "official",
        "diplomat",
        "resident",
        "witness",
        "hospital",
        "embassy",
        "regional",
        "city",
        "government",
        "medic",
        "source",
        "court",
        "agency",
        "service",
        "intelligence",
        "occupation",
        "separatist",
        "police",
        "emergency",
        "prosecution",
        "university",
        "organisation",
        "aid-worker",
        "department",
        "people",
        "presidency",
        "prosecutor",
    ]
)
#: Those who are sent to, or answer for, a place.
ENVOYS = frozenset(
    ["diplomat", "adviser", "director", "secretary-general", "deputy", "spokesperson", "chief", "expert", "un"]
)
#: Bodies that people are "at" or "in".
HOSTS = frozenset(["service", "intelligence", "university", "think-tank", "hospital", "government", "army", "ministry"])
#: Roles whose complement in the genitive can be a bare place name.
PLACED = frozenset(
    [
        "governor",
        "mayor",
        "chief",
        "leader",
        "resident",
        "councillor",
        "regional",
        "city",
        "police",
        "emergency",
        "deputy",
        "prosecution",
        "prosecutor",
        "police-officer",
        "separatist",
        "official",
        "rescuer",
        "medic",
        "legislator",
        "president",
        "hospital",
        "government",
        "diplomat",
        "spokesperson",
        "organisation",
        "fighter",
        "soldier",
        "court",
    ]
)


@dataclass(slots=True)
class Draft:
    """A noun phrase as it is being read. `nations` are parties with how they are said: `adj`, `poss`, `of`, `at`,
    `self`."""

    first: int
    end: int
    head: int
    after: int = 0  # where reading goes on: behind an apposition that is no part of the mention
    sort: str = ""
    role: str = ""
    term: Term | None = None
    definite: str = ""
    office: str = ""
    title: str = ""
    body: Body | None = None
    person: Person | None = None
    name: tuple[int, int] | None = None
    given: tuple[str, str | None] | None = None
    appointed: bool = False
    appointer: str | None = None
    gender: str | None = None
    certain: float = 0.9
    nations: list[tuple[str | None, str]] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    inner: list[tuple[str, str]] = field(default_factory=list)  # role and office of complements
    places: list[tuple[int, int]] = field(default_factory=list)

    def absorb(self, other: Draft, how: str) -> None:
        """Take over what a complement tells."""
        self.nations += [(party, how if kind in {"self", "adj", "poss"} else kind) for party, kind in other.nations]
        self.bodies += ([other.body] if other.body else []) + other.bodies
        self.people += ([other.person] if other.person else []) + other.people
        if other.role and other.sort:
            self.inner.append((other.role, other.office))
        self.inner += other.inner
        self.office = self.office or other.office
        self.places += other.places
        self.appointed = self.appointed or other.appointed
        self.appointer = self.appointer or other.appointer


def pick(terms: Sequence[Term], *kinds: str) -> Term | None:
    """The first term of one of these kinds."""
    for term in terms:
        if term.kind in kinds:
            return term
    return None
