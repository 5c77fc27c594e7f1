"""Adding documents: read outside the lock, append in small batches, each document whole or not at all."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from quoth.intake import Refusal
from quoth.ledger.append import Writer
from quoth.ledger.digest import canonical
from quoth.ledger.errors import LedgerError, RefusedError
from quoth.ledger.readings import Reading, append_reading, is_known, prepare
from quoth.ledger.store import Store
from quoth.model import Claim, Document


class ReadDocument(Protocol):
    """A document as a reader returns it, with its language and `dated` filled in, and its claims."""

    @property
    def document(self) -> Document: ...
    @property
    def claims(self) -> Iterable[Claim]: ...


Reader = Callable[[Document], Iterable[Claim] | ReadDocument]
#: The days to which a document's own text narrows its date, or None.
Dater = Callable[[Document], str | None]

#: A batch is written when it holds this many documents or claims, or is this many seconds old.
BATCH_DOCUMENTS, BATCH_CLAIMS, BATCH_SECONDS = 128, 2000, 1.0
STATISTICS_AFTER = 1000  # claims added in one run, after which the database counts its rows again


@dataclass(slots=True)
class Added:
    """What an `add` did, in documents; `claims` counts the claims of documents that were not known."""

    added: int = 0
    known: int = 0
    revised: int = 0
    reread: int = 0
    claims: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {
            "added": self.added,
            "known": self.known,
            "revised": self.revised,
            "reread": self.reread,
            "refused": len(self.refused),
            "claims": self.claims,
        }


class Adding:
    """One run of `add`; use `run`.

    The run's rows are written with the first document that brings something new, so that a run over known
    documents leaves no trace.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], dt.datetime],
        reader: str,
        software: str,
        given: bool,
        refusing: tuple[type[Exception], ...] = (),
    ) -> None:
        self._store, self._clock = store, clock
        self._reader, self._software, self._given, self._refusing = reader, software, given, refusing
        self._run = 0
        self.result = Added()

    def run(
        self,
        inputs: Iterable[Document | Refusal],
        read: Reader,
        dater: Dater | None,
        progress: Callable[[Added], None] | None,
    ) -> Added:
        """Add every document; see `Ledger.add`."""
        batch: list[Reading] = []
        since = time.monotonic()
        try:
            for reading in self._readings(inputs, read, dater):
                if reading is not None:
                    batch.append(reading)
                claims = sum(len(r.claims) for r in batch)
                old = time.monotonic() - since > BATCH_SECONDS
                if len(batch) >= BATCH_DOCUMENTS or claims >= BATCH_CLAIMS or (batch and old):
                    self._write(batch)
                    batch, since = [], time.monotonic()
                if progress:
                    progress(self.result)
        except KeyboardInterrupt:
            self._write(batch)  # these were read whole; the run stays unfinished on record
            raise
        self._write(batch)
        if self._run:
            self._finish()
        if self.result.claims >= STATISTICS_AFTER:
            self._store.refresh_statistics()
        if progress:
            progress(self.result)
        return self.result

    def _readings(
        self, inputs: Iterable[Document | Refusal], read: Reader, dater: Dater | None
    ) -> Iterator[Reading | None]:
        refusing: tuple[type[Exception], ...] = (RefusedError, *self._refusing)
        for item in inputs:
            if isinstance(item, Refusal):
                self.result.refused.append(item)
                yield None
                continue
            try:
                if not self._given and self._known(item):
                    self.result.known += 1
                    yield None
                    continue
                reading = self._read(item, read, dater)
            except refusing as error:
                self.result.refused.append(Refusal(item.id, str(error)))
                yield None
            except (LedgerError, MemoryError):
                raise
            except Exception as error:
                reason = f"the reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
                self.result.refused.append(Refusal(item.id, reason))
                yield None
            else:
                yield reading

    def _read(self, document: Document, read: Reader, dater: Dater | None) -> Reading:
        found = read(document)
        if isinstance(found, Iterable):
            claims, dated = tuple(found), _dated(document, dater)
        else:
            document, claims = found.document, tuple(found.claims)
            dated = document.dated
        return prepare(document, claims, self._reader, dated, self._given)

    def _known(self, document: Document) -> bool:
        with self._store.read() as connection:
            return is_known(connection, document, self._reader)

    def _write(self, batch: list[Reading]) -> None:
        if not batch:
            return
        outcomes: list[str] = []
        with self._store.write() as connection:
            writer = Writer(connection, self._clock())
            run = self._run
            seen: set[str] = set()
            for reading in batch:
                if reading.row["id"] in seen:
                    writer.flush()
                seen.add(reading.row["id"])
                begun = run or self._begin(writer)
                outcome = append_reading(writer, reading, begun)
                outcomes.append(outcome)
                if outcome != "known":
                    run = begun
            writer.flush()
        self._run = run
        for reading, outcome in zip(batch, outcomes, strict=True):
            setattr(self.result, outcome, getattr(self.result, outcome) + 1)
            self.result.claims += 0 if outcome == "known" else len(reading.claims)

    def _begin(self, writer: Writer) -> int:
        return put_run(writer, "add", "begun", self._reader, self._software)

    def _finish(self) -> None:
        with self._store.write() as connection:
            writer = Writer(connection, self._clock())
            put_run(writer, "add", "finished", self._reader, self._software, self._run, self.result.counts())
            writer.close("run")
            writer.flush()


def _dated(document: Document, dater: Dater | None) -> str | None:
    """The days of a document; where no date can be read out of its text, those it came with."""
    if dater is None:
        return document.dated
    try:
        return dater(document)
    except Exception:
        return document.dated


def put_run(
    writer: Writer,
    verb: str,
    state: str,
    reader: str | None,
    software: str,
    run: int | None = None,
    counts: Mapping[str, int] | None = None,
) -> int:
    """Put a row that says that a run began or finished; returns the run's number, which is its first row's `seq`."""
    number = run or writer.next_seq
    row = {"run": number, "verb": verb, "state": state, "reader": reader, "software": software}
    writer.put("runs", {**row, "counts": canonical(counts) if counts is not None else None})
    return number
