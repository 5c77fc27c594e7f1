"""Scoring reconciling on a scenario: documents with claims by hand, the relations and the control that follow.

Relations are compared between utterances: claims that the expected `repeats` tie together are one. The claims are those
by hand, so that a miss is one of reconciling and not of reading.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoth.cli.reconcile_verbs import run_compare, run_control
from quoth.ledger import load_given, open_ledger
from quoth.model import Document

FOLDER = Path(__file__).parent / "scenarios"
_SYMMETRIC = ("corroborates", "contradicts")
_META = ("language", "published", "outlet")

Edge = tuple[str, str, str]


@dataclass(frozen=True)
class Scored:
    """F1 of all relations and of each kind, the share of control states that are right, and what is wrong."""

    f1: dict[str, float]
    control: float
    wrong: list[str]


def score(name: str, url: str) -> Scored:
    """Add a scenario's documents to a fresh ledger and score what `quoth compare` and `quoth control` print."""
    documents = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    wanted = json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))
    numbers = _add(documents, url)
    printed = io.StringIO()
    run_compare(url, format="jsonl", out=printed)
    found = [json.loads(line) for line in printed.getvalue().splitlines()]
    roots = _roots(wanted["relations"])
    gold = _edges(wanted["relations"], roots, {n: n for n in numbers.values()})
    got = _edges(found, roots, numbers)
    kinds = {"all": None, **{k: k for k in sorted({e[0] for e in gold | got})}}
    f1 = {title: _f1(_of(gold, kind), _of(got, kind)) for title, kind in kinds.items()}
    wrong = [f"missing {e}" for e in sorted(gold - got)] + [f"extra {e}" for e in sorted(got - gold)]
    right = 0
    for case in wanted["control"]:
        state = _state(case, url)
        right += state == case["state"]
        if state != case["state"]:
            wrong.append(f"{case['place']} as of {case['as_of']}: {state}, not {case['state']}")
    return Scored(f1, right / len(wanted["control"]), wrong)


def _add(documents: list[dict[str, Any]], url: str) -> dict[str, str]:
    """Append documents and claims; the number in the scenario of each claim id."""
    rows, numbers = [], {}
    for d in documents:
        rows += [json.dumps({"document": d["id"], **{k: v for k, v in c.items() if k != "n"}}) for c in d["claims"]]
    with open_ledger(url) as ledger:
        texts = [Document(d["id"], d["text"], **{k: d[k] for k in _META}) for d in documents]
        refused = ledger.add_given(texts, load_given(rows, "claims")).refused
        assert not refused, refused
        at = {(d["id"], c["content"]["start"], _who(c)): c["n"] for d in documents for c in d["claims"]}
        for kept in ledger.claims():
            c = kept.claim
            who = c.source.text if c.source else None
            numbers[c.id] = f"{c.document}#{at[(c.document, c.content.start, who)]}"
    return numbers


def _who(claim: dict[str, Any]) -> str | None:
    return claim["source"]["text"] if claim["source"] else None


def _state(case: dict[str, str], url: str) -> str:
    printed = io.StringIO()
    run_control(case["place"], url, as_of=dt.date.fromisoformat(case["as_of"]), format="json", out=printed)
    return str(json.loads(printed.getvalue())["state"])


def _roots(relations: Iterable[dict[str, str]]) -> dict[str, str]:
    """The first claim of the utterance of each claim that expected relations tie to others."""
    above: dict[str, str] = {}
    for r in relations:
        if r["kind"] == "repeats":
            above[_root(above, r["from"])] = _root(above, r["to"])
    return {claim: _root(above, claim) for claim in above}


def _root(above: dict[str, str], claim: str) -> str:
    while above.get(claim, claim) != claim:
        claim = above[claim]
    return claim


def _edges(relations: Iterable[dict[str, str]], roots: dict[str, str], names: dict[str, str]) -> set[Edge]:
    out: set[Edge] = set()
    tied: dict[str, set[str]] = defaultdict(set)
    for r in relations:
        one, other = names[r["from"]], names[r["to"]]
        if r["kind"] == "repeats":
            tied[one].add(other)
            tied[other].add(one)
            continue
        a, b = roots.get(one, one), roots.get(other, other)
        if a != b:
            out.add((r["kind"], *sorted((a, b))) if r["kind"] in _SYMMETRIC else (r["kind"], a, b))  # type: ignore[arg-type]
    return out | {("repeats", a, b) for a in tied for b in _reached(a, tied) if a < b}


def _reached(claim: str, tied: dict[str, set[str]]) -> set[str]:
    seen, todo = {claim}, [claim]
    while todo:
        for other in tied[todo.pop()] - seen:
            seen.add(other)
            todo.append(other)
    return seen


def _of(edges: set[Edge], kind: str | None) -> set[Edge]:
    return {e for e in edges if kind in (None, e[0])}


def _f1(gold: set[Edge], got: set[Edge]) -> float:
    return round(2 * len(gold & got) / (len(gold) + len(got)), 4) if gold or got else 1.0
