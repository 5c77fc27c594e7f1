"""How far two reviewers agree: on the claims that both judged, the share of equal decisions, and kappa."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from quoth.ledger import Judgement
from quoth.web.views.records import Record
from quoth.web.views.review import standing


def agreement(judgements: list[Judgement]) -> list[Record]:
    """One record a pair of reviewers, those with most claims in common first.

    `same` counts equal decisions (accept, correct, reject, merge), `same_slots` those corrections that also agree in
    every slot. `kappa` is Cohen's (1960): the share of agreement beyond what two people who decide at random, each with
    their own habits, would have; None when it is not defined.
    """
    last: defaultdict[str, dict[tuple[str | None, str | None], Judgement]] = defaultdict(dict)
    for judgement in standing(judgements):
        last[judgement.author][judgement.document, judgement.claim] = judgement
    pairs = [_pair(one, other, last[one], last[other]) for one, other in combinations(sorted(last), 2)]
    return sorted((p for p in pairs if p["claims"]), key=lambda p: (-p["claims"], p["reviewers"]))


def _pair(
    one: str,
    other: str,
    ones: dict[tuple[str | None, str | None], Judgement],
    others: dict[tuple[str | None, str | None], Judgement],
) -> Record:
    both = sorted(ones.keys() & others.keys(), key=str)
    decisions = [(ones[c].kind, others[c].kind) for c in both]
    same = sum(a == b for a, b in decisions)
    corrected = [c for c in both if ones[c].kind == others[c].kind == "correct"]
    return {
        "reviewers": [one, other],
        "claims": len(both),
        "same": same,
        "share": round(same / len(both), 4) if both else None,
        "kappa": _kappa(decisions),
        "corrected": len(corrected),
        "same_slots": sum(_slots(ones[c]) == _slots(others[c]) for c in corrected),
        "differ": [
            {"claim": c[1], "document": c[0], "decisions": [ones[c].kind, others[c].kind]}
            for c in both
            if ones[c].kind != others[c].kind
        ],
    }


def _slots(judgement: Judgement) -> str:
    return json.dumps(judgement.slots, sort_keys=True)


def _kappa(decisions: Sequence[tuple[str, str]]) -> float | None:
    n = len(decisions)
    if not n:
        return None
    observed = sum(a == b for a, b in decisions) / n
    firsts, seconds = Counter(a for a, _ in decisions), Counter(b for _, b in decisions)
    expected = sum(firsts[k] * seconds[k] for k in firsts) / n**2
    return None if expected == 1 else round((observed - expected) / (1 - expected), 4)
