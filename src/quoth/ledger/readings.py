"""One document with the claims that a reader found in it, appended as what it adds to the readings before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from quoth.ledger import schema
from quoth.ledger.append import Writer
from quoth.ledger.checks import fault
from quoth.ledger.clocks import known_from
from quoth.ledger.digest import canonical, sha
from quoth.ledger.errors import RefusedError
from quoth.ledger.shape import HIDDEN, Shaped, document_row, shape
from quoth.ledger.threads import Outcome, Thread, differs, judged, threads_of
from quoth.model import Claim, Document, identify_all
from quoth.model.edtf import parse

_VERSION = re.compile(r"^(.*?)[ /@-]?v?(\d+(?:\.\d+)*)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and its claims, ready to be appended. `given` marks claims that were not read here."""

    row: Mapping[str, Any]
    claims: tuple[Shaped, ...]
    reader: str
    dated: str | None
    given: bool = False

    @property
    def fingerprint(self) -> str:
        """Empty for a reader's own claims; for given ones the digest of the claims, since one giver gives many sets."""
        return sha(canonical([c.claim.version for c in self.claims]))[:32] if self.given else ""


def prepare(
    document: Document, claims: Iterable[Claim], reader: str, dated: str | None, given: bool = False
) -> Reading:
    """Check a reading and make its rows ready; the ledger is not touched.

    Raises:
        RefusedError: a date is none, a span does not hold its text, a claim is of another document, or a field
            cannot be stored.
    """
    row = document_row(document)
    for name, value in (("published", document.published), ("dated", dated)):
        if value is not None:
            try:
                parse(value)
            except ValueError as error:
                raise RefusedError(f"{name}: {error}") from None
    found = identify_all(claims, document.content_hash)
    for claim in found:
        if claim.document != document.id:
            raise RefusedError(f"the reader gave a claim of document {claim.document!r}")
        wrong = fault(claim, document.text)
        if wrong:
            raise RefusedError(f"the reader gave a claim whose {wrong}")
    days = dated or document.published
    return Reading(row, tuple(shape(c, days) for c in found), reader, dated, given)


def is_known(connection: Connection, document: Document, reader: str) -> bool:
    """Whether reading this document with this reader cannot add anything (see `append_reading`)."""
    return _fate(connection, document_row(document), reader, "", False)[0] == "known"


def append_reading(writer: Writer, reading: Reading, run: int) -> str:
    """Append what is new and close the entry; returns `added`, `revised`, `reread` or `known`.

    `revised` is another text or other particulars under a known document id, `reread` a document that a newer
    reader, or people, read again.
    """
    connection, row = writer.connection, reading.row
    outcome, revisions = _fate(connection, row, reading.reader, reading.fingerprint, reading.given)
    if outcome == "known":
        writer.abandon()
        return outcome
    threads = threads_of(connection, row["id"]) if revisions else {}
    document = revisions[-1][0] if outcome == "reread" else writer.put_document(row)
    known = known_from(reading.dated, row["published"])
    if known is None:  # an undated text counts from when it was first taken in
        known = (first_recorded(connection, row["id"], row["content_hash"]) or writer.recorded)[:10]
    seq = writer.put(
        "readings",
        {
            "document": document,
            "run": run,
            "reader": reading.reader,
            "fingerprint": reading.fingerprint,
            "dated": reading.dated,
            "known": known,
            "found": len(reading.claims),
        },
    )
    base = {
        "document": document,
        "reading": seq,
        "judgement": None,
        "document_id": row["id"],
        "dated": reading.dated or row["published"],
        "known": known,
    }
    same_text = bool(revisions) and revisions[-1][2] == row["content_hash"]
    for shaped in reading.claims:
        _append_claim(writer, base, shaped, threads.get(shaped.claim.id), same_text)
    stay = {shaped.claim.id for shaped in reading.claims}
    for anchor, thread in threads.items():
        if anchor not in stay:
            _drop(writer, base, thread, same_text)
    writer.close("add")
    return outcome


def first_recorded(connection: Connection, document_id: str, content_hash: str) -> str | None:
    """When this text was first recorded under this id."""
    d, e = schema.documents, schema.entries
    return connection.execute(
        select(e.c.recorded)
        .join_from(d, e, e.c.entry == d.c.entry)
        .where(d.c.id == document_id, d.c.content_hash == content_hash)
        .order_by(d.c.seq)
        .limit(1)
    ).scalar()


def _fate(
    connection: Connection, row: Mapping[str, Any], reader: str, fingerprint: str, given: bool
) -> tuple[str, list[tuple[int, str, str]]]:
    """What appending a reading would be (see `append_reading`), and the document's revisions so far."""
    d, r = schema.documents.c, schema.readings.c
    found = connection.execute(select(d.seq, d.key, d.content_hash).where(d.id == row["id"]).order_by(d.seq))
    revisions = [(seq, key, content) for seq, key, content in found]
    if not revisions:
        return "added", revisions
    keys = [key for _, key, _ in revisions]
    if row["key"] not in keys:
        return "revised", revisions
    if row["key"] != keys[-1]:
        return "known", revisions  # an older revision: what came after it stays
    past = connection.execute(
        select(r.reader, r.fingerprint).where(r.document == revisions[-1][0]).order_by(r.seq)
    ).all()
    if any((p.reader, p.fingerprint) == (reader, fingerprint) for p in past):
        return "known", revisions
    if past and not given and (past[-1].fingerprint or outranks(past[-1].reader, reader)):
        return "known", revisions  # what people gave, or a newer version of this reader found, is not replaced
    return "reread", revisions


def outranks(one: str, other: str) -> bool:
    """Whether `one` is a newer version of the same reader: `grammar 1.10` outranks `grammar 1.9`."""
    a, b = _VERSION.match(one), _VERSION.match(other)
    if not a or not b or a[1] != b[1]:
        return False
    return [int(n) for n in a[2].split(".")] > [int(n) for n in b[2].split(".")]


def _append_claim(
    writer: Writer, base: Mapping[str, Any], shaped: Shaped, thread: Thread | None, same_text: bool
) -> None:
    claim = shaped.claim
    row = {**base, "state": "read", "anchor": claim.id, "version": claim.version}
    line = thread.line if thread else None
    if thread and line and line["state"] == "read":
        same = ("version", "known", "document", "dated")
        if all(line[name] == row[name] for name in same):
            return
        if same_text and row["known"] > line["known"]:
            _hide(writer, {**row, "known": line["known"]}, "dropped")
    seq = writer.put_claim(row, shaped)
    if thread and thread.standing:
        outcome = judged(claim, {"state": "read", "seq": seq}, thread.standing)
        judgement = thread.standing[-1]["seq"]
        if differs(row, outcome):
            append_outcome(writer, {**row, "judgement": judgement}, outcome)


def _drop(writer: Writer, base: Mapping[str, Any], thread: Thread, same_text: bool) -> None:
    line, newest = thread.line, thread.newest
    # What a person brought back after a reader had dropped it stays, as long as its text does.
    if (line and line["state"] == "read") or (not same_text and newest["state"] not in HIDDEN):
        known = newest["known"] if same_text else base["known"]
        _hide(writer, {**base, "anchor": newest["anchor"], "version": newest["version"], "known": known}, "dropped")


def append_outcome(writer: Writer, row: Mapping[str, Any], outcome: Outcome) -> int:
    """Append the row that makes `outcome` the newest of its thread; `row` has the other columns."""
    if outcome.state in HIDDEN:
        return _hide(writer, row, outcome.state)
    full = {**row, "state": "judged", "version": outcome.claim.version}
    return writer.put_claim(full, shape(outcome.claim, row["dated"]))


def _hide(writer: Writer, row: Mapping[str, Any], state: str) -> int:
    return writer.put_claim({**row, "state": state}, None)
