"""The relations of one utterance to those before and beside it, each with its reason.

`from` is the later or reacting utterance. A rule names its targets from what lies beside in the same documents, else
from what came before on the same place; it never looks past them, so that the result depends on them alone.
"""

from __future__ import annotations

from quoth.conflicts import Conflict
from quoth.model import Relation
from quoth.reconcile.agreement import contradicts, corroborates
from quoth.reconcile.index import Index, inner_lines, place_lines, sum_lines
from quoth.reconcile.reactions import concedes, corrects, denies, disputes, updates
from quoth.reconcile.scene import Scene
from quoth.reconcile.utterances import Utterance

_RULES = (disputes, denies, corrects, concedes, updates, contradicts, corroborates)


def relations_of(u: Utterance, index: Index, conflict: Conflict) -> list[Relation]:
    """The relations that go out from an utterance."""
    found = [
        Relation("repeats", r.id, u.id, "the same utterance: one source, one time of saying, one content",
                 (("source", r.body), ("said", r.claim.said or "undated")))
        for r in u.reports[1:]
    ]  # fmt: skip
    beside = index.beside(u)
    if u.head.echo or (not u.head.heard and u.head.type != "dispute"):
        return found
    around = beside
    beside = [v for v in beside if v.head.heard and not v.head.echo]
    before = [v for v in index.before(u, place_lines(u)) if v.head.heard and not v.head.echo]
    inner = [v for v in index.before(u, inner_lines(u)) if v.head.body == u.head.body]
    by_amount = index.before(u, sum_lines(u))
    scene = Scene(u, beside, around, before, inner, by_amount, conflict)
    for rule in _RULES:
        rule(scene)
    return found + scene.found
