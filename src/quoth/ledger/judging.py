"""Judgements of people: added as rows with their author and time, never written over a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, select, update

from quoth.ledger import schema
from quoth.ledger.append import Writer, forget_words
from quoth.ledger.checks import fault
from quoth.ledger.digest import canonical
from quoth.ledger.errors import RefusedError
from quoth.ledger.readings import append_outcome
from quoth.ledger.shape import storable
from quoth.ledger.threads import SLOTS, Thread, corrected, differs, judged, record_at, threads_of

Kind = Literal["accept", "correct", "reject", "merge", "comment", "withdraw", "takedown"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a claim.

    `slots` (for `correct`) holds whole slots in the form of the claim schema; `into` (for `merge`) the anchor that
    says the same; `of` (for `withdraw`) the `seq` of the judgement taken back. `version` is the version that was
    looked at: with it, a judgement of a claim that has changed since is refused. `made` is the time of a judgement
    that came from another ledger. `seq` and `recorded` are set by the ledger.
    """

    kind: Kind
    claim: str | None
    author: str
    document: str | None = None
    version: str | None = None
    slots: Mapping[str, Any] | None = None
    into: str | None = None
    of: int | None = None
    comment: str | None = None
    made: str | None = None
    seq: int = 0
    recorded: str = ""

    def value(self) -> str:
        """What is kept beside kind and author, as JSON."""
        parts = {"slots": self.slots, "into": self.into, "comment": self.comment, "made": self.made}
        return canonical({name: part for name, part in parts.items() if part is not None})


def append_judgement(writer: Writer, judgement: Judgement) -> Judgement:
    """Append a judgement and what the claim becomes by it, and close the entry.

    Raises:
        RefusedError: no such claim, a claim that changed since, or a correction that does not fit the text.
    """
    if not judgement.author.strip():
        raise RefusedError("a judgement needs its author's name")
    for value in (judgement.author, judgement.value()):
        storable(value, "judgement")
    connection = writer.connection
    document_id, thread = _thread(connection, judgement)
    shown = thread.newest
    if judgement.version is not None and judgement.version != shown["version"]:
        raise RefusedError(f"claim {judgement.claim} has changed since you looked at it; look again")
    _check(connection, judgement, thread)
    seq = writer.put(
        "judgements",
        {
            "kind": judgement.kind,
            "document_id": document_id,
            "anchor": judgement.claim,
            "version": shown["version"],
            "author": judgement.author,
            "withdraws": judgement.of,
            "value": judgement.value(),
        },
    )
    kept = {"kind": judgement.kind, "withdraws": judgement.of, "value": judgement.value()}
    thread.judgements.append({**kept, "seq": seq})
    line, read = thread.line, thread.last_read
    if judgement.kind != "comment" and line is not None and read is not None:
        outcome = judged(record_at(connection, read["seq"]), line, thread.standing)
        if differs(shown, outcome):
            base = {k: read[k] for k in ("document", "reading", "document_id", "anchor", "version", "dated", "known")}
            append_outcome(writer, {**base, "judgement": seq}, outcome)
    writer.close("judge")
    return replace(judgement, document=document_id, version=shown["version"], seq=seq, recorded=writer.recorded)


def _thread(connection: Connection, judgement: Judgement) -> tuple[str, Thread]:
    c = schema.claims.c
    found = select(c.document_id).where(c.anchor == judgement.claim).distinct().order_by(c.document_id)
    documents = [d for d in connection.execute(found).scalars() if judgement.document in (None, d)]
    if not documents:
        raise RefusedError(f"there is no claim {judgement.claim}")
    if len(documents) > 1:
        names = ", ".join(documents[:5])
        raise RefusedError(f"claim {judgement.claim} stands in {len(documents)} documents ({names}); name one")
    return documents[0], threads_of(connection, documents[0], judgement.claim)[str(judgement.claim)]


def _check(connection: Connection, judgement: Judgement, thread: Thread) -> None:
    kind = judgement.kind
    if kind == "correct":
        _check_slots(connection, judgement, thread)
    elif kind == "merge":
        c = schema.claims.c
        known = connection.execute(select(c.seq).where(c.anchor == judgement.into).limit(1)).first()
        if judgement.into == judgement.claim or not known:
            raise RefusedError(f"cannot merge into {judgement.into}: it is no other claim of this ledger")
    elif kind == "comment" and not (judgement.comment or "").strip():
        raise RefusedError("the comment is empty")
    elif kind == "withdraw":
        standing = [j["seq"] for j in thread.standing]
        if judgement.of not in standing:
            raise RefusedError(f"no judgement {judgement.of} of this claim stands; standing: {standing or 'none'}")


def _check_slots(connection: Connection, judgement: Judgement, thread: Thread) -> None:
    slots = judgement.slots or {}
    unknown = [name for name in slots if name not in SLOTS]
    if unknown or not slots:
        named = f"no slot {unknown[0]!r}" if unknown else "no slot is given"
        raise RefusedError(f"{named}; slots are {', '.join(SLOTS)}")
    read = thread.last_read
    if read is None:
        raise RefusedError("the claim was never read")
    claim = record_at(connection, read["seq"])
    for earlier in thread.standing:
        claim = judged(claim, {"state": "read", "seq": 0}, [earlier]).claim
    try:
        claim = corrected(claim, slots)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedError(f"not of the schema's form: {type(error).__name__}: {error}") from None
    d = schema.documents.c
    text = connection.execute(select(d.text).where(d.seq == read["document"])).scalar()
    wrong = fault(claim, text)
    if wrong:
        raise RefusedError(wrong)


def take_down(writer: Writer, document_id: str, author: str, reason: str) -> int:
    """Remove the text of a document, in all its revisions; digests, claims and the record of this stay.

    Returns the number of texts removed.

    Raises:
        RefusedError: no such document.
    """
    connection, d = writer.connection, schema.documents.c
    found = connection.execute(select(d.seq, d.text.is_(None)).where(d.id == document_id)).all()
    if not found:
        raise RefusedError(f"there is no document {document_id!r}")
    texts = [seq for seq, gone in found if not gone]
    if texts:
        writer.put(
            "judgements",
            {
                "kind": "takedown",
                "document_id": document_id,
                "anchor": None,
                "version": None,
                "author": author,
                "withdraws": None,
                "value": canonical({"comment": reason, "documents": texts}),
            },
        )
        writer.close("takedown")
        connection.execute(update(schema.documents).where(d.seq.in_(texts)).values(text=None))
        for seq in texts:
            forget_words(connection, seq)
    return len(texts)
