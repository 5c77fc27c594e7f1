"""Which listed person a name means, if any."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.conflicts import Person
from quoth.reading.names import Known, Names
from quoth.text.tokens import Token

#: Titles that can stand before many kinds of people: ranks and vague functions.
_VAGUE = frozenset({"officer", "official", "chief", "leader", "adviser", "spokesperson", "deputy", "commander"})


def recognize(tokens: Sequence[Token], marks: Sequence[int], names: Names, role: str) -> tuple[Person | None, int]:
    """The listed person that the name of parts `marks` means, and where the name ends.

    `marks` are the tokens at which the parts begin, and the end of the last. A surname with a given name that is not
    the
    person's is somebody else; a surname alone (or behind a title) means the person only where the conflict file says
    that
    it tells, or where the title is the person's.
    """
    for n in range(len(marks) - 2, -1, -1):
        last = tokens[marks[n + 1] - 1]
        person = _best(names.known(last.text), tokens, marks, n, names, role) if last.is_word else None
        if person is not None:
            return person, marks[n + 1]
    return None, marks[-1]


def _best(
    known: Sequence[Known], tokens: Sequence[Token], marks: Sequence[int], n: int, names: Names, role: str
) -> Person | None:
    alone: Person | None = None
    full: Person | None = None
    for k in known:
        if n == 0:
            fits = role == k.person.role or _fits(role, k.person.role)
            if (k.person.alone or fits) and (alone is None or (role == k.person.role and role != alone.role)):
                alone = k.person
            continue
        for g in range(n):
            token = tokens[marks[g]]
            initial = marks[g + 1] - marks[g] == 2
            for key in names.keys(token.text):
                if key in k.given or (initial and any(name.startswith(key) for name in k.given)):
                    better = full is None or (role == k.person.role != full.role) or (k.person.alone and not full.alone)
                    full = k.person if better and not (full is not None and role == full.role) else full
    return full or alone


def _fits(title: str, role: str) -> bool:
    if title in _VAGUE:
        return role != "president"
    return bool(title) and role in _VAGUE and title in {"minister", "soldier"}
