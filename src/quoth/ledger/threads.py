"""A claim's thread: its rows through readings and judgements, and what a person's judgements make of it.

Rows without a judgement are the reader's line (`read`, `dropped`); rows with one follow from it. The newest row of a
thread decides whether and how the claim is shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from quoth.ledger import schema
from quoth.ledger.shape import HIDDEN, claim_from
from quoth.model import Claim, from_record, identify, to_record

JUDGEMENTS = ("accept", "correct", "reject", "merge", "comment", "withdraw", "takedown")

#: What a person may correct.
SLOTS = ("source", "cue", "content", "sentence", "mode", "act", "said", "event", "certainty", "places", "time",
         "quantities")  # fmt: skip


@dataclass(slots=True)
class Thread:
    """The rows of one anchor in one document, oldest first, without their records, and its judgements."""

    rows: list[Mapping[str, Any]] = field(default_factory=list)
    judgements: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def newest(self) -> Mapping[str, Any]:
        return self.rows[-1]

    @property
    def line(self) -> Mapping[str, Any] | None:
        """The newest row of the reader's line."""
        return next((row for row in reversed(self.rows) if row["judgement"] is None), None)

    @property
    def last_read(self) -> Mapping[str, Any] | None:
        """The newest row that a reader found."""
        return next((row for row in reversed(self.rows) if row["judgement"] is None and row["state"] == "read"), None)

    @property
    def standing(self) -> list[Mapping[str, Any]]:
        """The judgements that were not withdrawn and say something about the claim's state or slots."""
        gone = {j["withdraws"] for j in self.judgements}
        kinds = ("accept", "correct", "reject", "merge")
        return [j for j in self.judgements if j["kind"] in kinds and j["seq"] not in gone]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the judgements make of a claim: its state, and the claim as it is shown."""

    state: str
    claim: Claim


_COLUMNS = [schema.claims.c[n] for n in ("seq", "document", "reading", "judgement", "state", "document_id", "anchor")]
_COLUMNS += [schema.claims.c[n] for n in ("version", "dated", "known")]


def threads_of(connection: Connection, document_id: str, anchor: str | None = None) -> dict[str, Thread]:
    """The threads of one document (all its revisions), or of one anchor in it, by anchor."""
    c, j = schema.claims.c, schema.judgements.c
    rows = select(*_COLUMNS).where(c.document_id == document_id).order_by(c.seq)
    judged = select(schema.judgements).where(j.document_id == document_id, j.anchor.is_not(None)).order_by(j.seq)
    if anchor is not None:
        rows, judged = rows.where(c.anchor == anchor), judged.where(j.anchor == anchor)
    threads: defaultdict[str, Thread] = defaultdict(Thread)
    for row in connection.execute(rows).mappings():
        threads[row["anchor"]].rows.append(dict(row))
    for judgement in connection.execute(judged).mappings():
        if judgement["anchor"] in threads:
            threads[judgement["anchor"]].judgements.append(dict(judgement))
    return dict(threads)


def record_at(connection: Connection, seq: int) -> Claim:
    """The claim of the row `seq`."""
    return claim_from(connection.execute(select(schema.claims.c.record).where(schema.claims.c.seq == seq)).scalar_one())


def judged(claim: Claim, line: Mapping[str, Any], standing: Iterable[Mapping[str, Any]]) -> Outcome:
    """Apply standing judgements, oldest first, to the newest reading of a claim.

    While the reader finds the claim, every judgement acts, also one made on an older reading. Once the reader has
    dropped it, only what was judged afterwards can bring it back.
    """
    found = line["state"] == "read"
    state = "read" if found else "dropped"
    for judgement in standing:
        kind, value = judgement["kind"], json.loads(judgement["value"] or "{}")
        if kind == "correct":
            claim = corrected(claim, value["slots"])
        if not found and judgement["seq"] < line["seq"]:
            continue
        state = {"accept": "judged", "correct": "judged", "reject": "rejected", "merge": "merged"}[kind]
    return Outcome(state, claim)


def corrected(claim: Claim, slots: Mapping[str, Any]) -> Claim:
    """The claim with some slots replaced; it keeps its anchor id and gets a version of its own.

    Raises:
        KeyError, TypeError: a slot is not of the schema's form.
    """
    fixed = identify(from_record({**to_record(claim), **slots}), "")
    return replace(fixed, id=claim.id)


def differs(newest: Mapping[str, Any], outcome: Outcome) -> bool:
    """Whether a row has to be added so that the thread's newest row says what `outcome` says."""
    if outcome.state in HIDDEN or newest["state"] in HIDDEN:
        return bool(newest["state"] != outcome.state)
    return bool(newest["version"] != outcome.claim.version)
