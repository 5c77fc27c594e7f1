"""The clause chart of a stretch of text: its finite clauses, what opens each, its verb, and how they nest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quoth.model.record import record
from quoth.reading.verbs import VerbToken

ClauseKind = Literal["main", "that", "question", "sub", "rel"]


@dataclass(slots=True)
class Clause:
    """A finite clause. `marker` is the word that subordinates it, `verb` its finite verb, `others` non-finite verbs;
    `first` and `end` include the clauses inside it. `link` is the coordinator that joins it to the clause before."""

    i: int
    kind: ClauseKind
    first: int
    marker: int | None = None
    parent: int | None = None
    link: int | None = None
    verb: int | None = None
    others: list[int] = field(default_factory=list)
    end: int = 0
    pause: int | None = None  # the last comma, coordinator, … since its verbs

    @property
    def body(self) -> int:
        """Its first token behind the subordinating word."""
        return self.first if self.marker is None else self.marker + 1


@record
class Chart:
    first: int
    end: int
    clauses: tuple[Clause, ...]
    clause_of: dict[int, int]
    tags: dict[int, VerbToken]
    opaque: tuple[range, ...]

    def clause(self, token: int) -> Clause:
        """The innermost clause that the token belongs to."""
        return self.clauses[self.clause_of.get(token, 0)]

    def path(self, token: int) -> list[Clause]:
        """The clause of a token and those it lies in, outwards, coordinated ones not."""
        out, at = [], self.clause_of.get(token)
        while at is not None:
            out.append(self.clauses[at])
            at = self.clauses[at].parent
        return out

    def inside(self, clause: Clause, outer: Clause) -> bool:
        """Whether `clause` is `outer` or lies in it."""
        at: int | None = clause.i
        while at is not None:
            if at == outer.i:
                return True
            at = self.clauses[at].parent
        return False
