"""The relations of one utterance to those before and beside it, each with its reason.

`from` is the later or reacting utterance. A rule names its targets from what lies beside in the same documents, else
from what came before on the same place; it never looks past them, so that the result depends on them alone.
"""

from __future__ import annotations

from quoth.conflicts import Conflict
from quoth.model import Relation
from quoth.reconcile.agreement import contradicts, corroborates
from quoth.reconcile.copies import Copies
from quoth.reconcile.index import Index, inner_lines, place_lines, sum_lines
from quoth.reconcile.reactions import concedes, corrects, denies, disputes, updates
from quoth.reconcile.relays import chain
from quoth.reconcile.scene import Scene
from quoth.reconcile.told import Told
from quoth.reconcile.utterances import Utterance, same_words

_RULES = (disputes, denies, corrects, concedes, updates, contradicts, corroborates)


def relations_of(u: Utterance, index: Index, conflict: Conflict, copies: Copies) -> list[Relation]:
    """The relations that go out from an utterance."""
    found = [_repeats(u, r, copies) for r in u.reports[1:]]

    def own(pool: list[Utterance]) -> list[Utterance]:  # the same words in a copy are no other voice
        return [v for v in pool if not _copied(u, v, copies)]

    beside = index.beside(u)
    if u.head.echo or (not u.head.heard and u.head.type != "dispute"):
        return found
    around = beside
    beside = [v for v in beside if v.head.heard and not v.head.echo]
    before = [v for v in own(index.before(u, place_lines(u))) if v.head.heard and not v.head.echo]
    inner = [v for v in index.before(u, inner_lines(u)) if v.head.body == u.head.body]
    by_amount = own(index.before(u, sum_lines(u)))
    scene = Scene(u, beside, around, before, inner, by_amount, conflict)
    for rule in _RULES:
        rule(scene)
    return found + scene.found


def _repeats(u: Utterance, report: Told, copies: Copies) -> Relation:
    """That a report tells an utterance again: on which way it came, and whether its text is a copy."""
    reason = "the same utterance: one source, one time of saying, one content"
    features = [("source", report.body), ("said", report.claim.said or "undated")]
    features += [("relay", chain(report)), ("first", chain(u.head))]
    tied = [d for d in copies.kin(report.document) if d in u.documents]
    if tied:
        share = f"{copies.share(report.document, tied[0]):.0%}"
        reason += f"; one report printed again: {share} of the wording of {report.document} is that of {tied[0]}"
        features.append(("copy", f"{tied[0]} {share}"))
    return Relation("repeats", report.id, u.id, reason, tuple(features))


def _copied(u: Utterance, v: Utterance, copies: Copies) -> bool:
    kin = {d for r in u.reports for d in copies.kin(r.document)}
    return bool(kin) and any(r.document in kin and same_words(u.head, r) for r in v.reports)
