"""The ledger as the rest of quoth sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from quoth.intake import Refusal
from quoth.ledger.adding import Added, Adding, Dater, Reader, put_run
from quoth.ledger.append import Head, Writer, head_of
from quoth.ledger.clocks import AsOf, utc_now
from quoth.ledger.find import Filter, Kept, Page, count_statement, cut_of, kept, last_day_of, page_rows, read_cursor
from quoth.ledger.given import Given
from quoth.ledger.gold import gold_documents
from quoth.ledger.judging import Judgement, append_judgement, take_down
from quoth.ledger.memory import Note, claims_of, recall, remember, touched
from quoth.ledger.merge import import_file
from quoth.ledger.relating import KeptRelation, append_relations, kept_relation, relations_statement
from quoth.ledger.store import PATIENCE, Store
from quoth.ledger.transfer import Progress, export_file, export_to
from quoth.ledger.verify import Verified, verify
from quoth.ledger.views import (
    DOCUMENTS_A_PAGE,
    Change,
    KeptDocument,
    changes_of,
    documents_statement,
    history_of,
    judgements_of,
    kept_document,
    place_names_of,
)
from quoth.ledger.waiting import Waiting, waiting_claims
from quoth.model import Document, Relation
from quoth.model.claim import PlaceKind

_PAGE = 500
_SOFTWARE = "quoth"


def open_ledger(
    url: str | None = None,
    *,
    create: bool = True,
    readonly: bool = False,
    pooled: bool = False,
    patience: float = PATIENCE,
    clock: Callable[[], dt.datetime] = utc_now,
) -> Ledger:
    """Open a ledger; see `Store` for the arguments. `clock` gives the moment of recording.

    Raises:
        LedgerError: there is none and none may be made, or it cannot be opened.
    """
    return Ledger(Store(url, create=create, readonly=readonly, pooled=pooled, patience=patience), clock)


class Ledger:
    """An append-only store of documents, claims, relations and judgements; use `open_ledger`.

    Every query answers from the rows that existed when it began, in the order of recording. Threads may share a
    ledger on SQLite files and PostgreSQL. Every method raises `LedgerError` when the database fails.
    """

    def __init__(self, store: Store, clock: Callable[[], dt.datetime] = utc_now) -> None:
        self.store = store
        self._clock = clock

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.store.close()

    # Adding

    def add(
        self,
        inputs: Iterable[Document | Refusal],
        reader: Reader,
        reader_name: str,
        *,
        dater: Dater | None = None,
        refusing: tuple[type[Exception], ...] = (),
        software: str = _SOFTWARE,
        progress: Callable[[Added], None] | None = None,
    ) -> Added:
        """Read documents and append them with their claims; what is known is passed over without reading it.

        Args:
            inputs: documents, and refusals for inputs that could not be opened, which are passed on.
            reader: gives the claims of a document, or the document as read with its claims; ids are computed here.
            reader_name: name and version of the reader, `NAME VERSION`; a newer version reads known documents again.
            dater: gives the days to which a document's text narrows its date, for a reader that returns claims only;
                the document's own `dated` counts when None.
            refusing: exceptions of the reader whose message says why a document cannot be read.
            progress: called after each input with the counts so far (a document counts once it is committed).
        """
        adding = Adding(self.store, self._clock, reader_name, software, given=False, refusing=refusing)
        return adding.run(inputs, reader, dater, progress)

    def add_given(
        self,
        inputs: Iterable[Document | Refusal],
        given: Given,
        *,
        dater: Dater | None = None,
        software: str = _SOFTWARE,
        progress: Callable[[Added], None] | None = None,
    ) -> Added:
        """Append documents with claims made elsewhere; claims that do not fit the texts are refused one by one."""
        adding = Adding(self.store, self._clock, given.reader, software, given=True)
        result = adding.run(inputs, given, dater, progress)
        result.refused += [*given.refused, *given.unclaimed()]
        return result

    def reread(
        self,
        reader: Reader,
        reader_name: str,
        *,
        dater: Dater | None = None,
        refusing: tuple[type[Exception], ...] = (),
        software: str = _SOFTWARE,
        progress: Callable[[Added], None] | None = None,
    ) -> Added:
        """Read all documents of the ledger again with a newer reader; texts that were taken down are passed over."""
        kept = (d.document for d in self.documents() if not d.taken_down)
        return self.add(kept, reader, reader_name, dater=dater, refusing=refusing, software=software, progress=progress)

    def add_file(self, path: Path, *, software: str = _SOFTWARE, progress: Progress | None = None) -> Added:
        """Take over a ledger file, exactly where this ledger is empty or its beginning, else by appending anew."""
        return import_file(self.store, path, self._clock, software, progress)

    def judge(self, judgement: Judgement) -> Judgement:
        """Append a person's judgement; the current claims follow it at once.

        Raises:
            RefusedError: no such claim, it changed since, or the correction does not fit the text.
        """
        with self.store.write() as connection:
            writer = Writer(connection, self._clock())
            judged = append_judgement(writer, judgement)
            writer.flush()
        return judged

    def take_down(self, document: str, author: str, reason: str) -> int:
        """Remove a document's text in all revisions, keeping its digest; returns the number of texts removed."""
        with self.store.write() as connection:
            writer = Writer(connection, self._clock())
            count = take_down(writer, document, author, reason)
            writer.flush()
        if count:
            self.store.erase()
        return count

    def relate(
        self,
        relations: Iterable[Relation],
        touching: Iterable[str] | None = None,
        software: str = _SOFTWARE,
        *,
        outgoing: bool = False,
    ) -> int:
        """Make these the current relations (of the claims `touching`, or of all); returns the rows added.

        `outgoing`: only those that go out from `touching` are replaced, not those that come in.

        Raises:
            RefusedError: a relation names a claim that is not in the ledger.
        """
        ends = None if touching is None else frozenset(touching)
        with self.store.write() as connection:
            writer = Writer(connection, self._clock())
            run = put_run(writer, "compare", "begun", None, software)
            count = append_relations(writer, relations, ends, run, outgoing)
            if count:
                writer.flush()
        return count

    # Looking

    def head(self) -> Head:
        """The end of the chain; noted elsewhere, its link proves that nothing before it was altered."""
        with self.store.read() as connection:
            return head_of(connection)

    def claims(self, wanted: Filter | None = None, as_of: AsOf | None = None) -> Iterator[Kept]:
        """The current claims that a filter wants, with judgements applied, as one state of the ledger."""
        cursor: str | None = None
        while True:
            page = self.page(wanted, as_of, limit=_PAGE, cursor=cursor)
            yield from page.claims
            if page.next is None:
                return
            cursor = page.next

    def page(
        self,
        wanted: Filter | None = None,
        as_of: AsOf | None = None,
        *,
        limit: int = 100,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page:
        """A page of claims; pass `next` of one page as `cursor` of the following, with everything else the same.

        Raises:
            LedgerError: the cursor is none.
            ValueError: the text to search for holds no word.
        """
        as_of = as_of or AsOf()
        with self.store.read() as connection:
            cut, after = read_cursor(cursor) if cursor else (cut_of(connection, as_of.recorded), None)
            rows = page_rows(
                connection, wanted or Filter(), as_of, cut, after=after, limit=limit + 1, newest_first=newest_first
            )
        more = f"{cut}.{rows[limit - 1].seq}" if len(rows) > limit else None
        return Page(tuple(kept(row) for row in rows[:limit]), more)

    def count(self, wanted: Filter | None = None, as_of: AsOf | None = None) -> int:
        """The number of current claims that a filter wants."""
        as_of = as_of or AsOf()
        with self.store.read() as connection:
            cut = cut_of(connection, as_of.recorded)
            return int(
                connection.execute(count_statement(wanted or Filter(), as_of, cut, self.store.dialect)).scalar_one()
            )

    def claim(self, anchor: str, document: str | None = None, as_of: AsOf | None = None) -> Kept | None:
        """The current claim of an anchor, or None; the first when several documents hold the same text."""
        wanted = Filter(id=(anchor,), document=(document,) if document else ())
        return next(iter(self.page(wanted, as_of, limit=1).claims), None)

    def history(self, anchor: str) -> list[Kept]:
        """Every version of an anchor, oldest first, with the state that its row gave it."""
        with self.store.read() as connection:
            return history_of(connection, anchor)

    def changes(
        self, since: dt.date | None = None, until: dt.date | None = None, document: str | None = None
    ) -> list[Change]:
        """What newer readings and judgements changed, from the start of `since` to the end of `until` (recorded)."""
        with self.store.read() as connection:
            first = cut_of(connection, since - dt.timedelta(days=1)) if since else 0
            return list(changes_of(connection, first, cut_of(connection, until), document))

    def documents(
        self,
        as_of: AsOf | None = None,
        *,
        ids: tuple[str, ...] = (),
        outlet: tuple[str, ...] = (),
        language: tuple[str, ...] = (),
        text: str | None = None,
    ) -> Iterator[KeptDocument]:
        """Documents, each in its newest revision; `text` holds words of title or text, as in `Filter`.

        Raises:
            ValueError: the text to search for holds no word.
        """
        as_of, after, cut = as_of or AsOf(), 0, None
        while True:
            with self.store.read() as connection:
                cut = cut_of(connection, as_of.recorded) if cut is None else cut
                statement = documents_statement(
                    as_of, cut, self.store.dialect, ids=ids, outlet=outlet, language=language, text=text, after=after
                )
                rows = connection.execute(statement).all()
            yield from (kept_document(row) for row in rows)
            if len(rows) < DOCUMENTS_A_PAGE:
                return
            after = rows[-1].seq

    def document(self, document: str, as_of: AsOf | None = None) -> KeptDocument | None:
        """The newest revision of a document, or None."""
        return next(self.documents(as_of, ids=(document,)), None)

    def relations(
        self, as_of: AsOf | None = None, *, kinds: tuple[str, ...] = (), claims: tuple[str, ...] = ()
    ) -> Iterator[KeptRelation]:
        """The current relations, of some kinds or at some claims."""
        as_of, after, cut = as_of or AsOf(), None, None
        while True:
            with self.store.read() as connection:
                cut = cut_of(connection, as_of.recorded) if cut is None else cut
                statement = relations_statement(as_of, cut, kinds=kinds, claims=claims, after=after, limit=_PAGE)
                rows = connection.execute(statement).all()
            yield from (kept_relation(row) for row in rows)
            if len(rows) < _PAGE:
                return
            after = rows[-1].seq

    def relations_page(
        self,
        as_of: AsOf | None = None,
        *,
        kinds: tuple[str, ...] = (),
        claims: tuple[str, ...] = (),
        limit: int = 100,
        cursor: str | None = None,
    ) -> tuple[tuple[KeptRelation, ...], str | None]:
        """A page of the current relations, the newest first, and the cursor of the next page.

        Raises:
            LedgerError: the cursor is none.
        """
        as_of = as_of or AsOf()
        with self.store.read() as connection:
            cut, after = read_cursor(cursor) if cursor else (cut_of(connection, as_of.recorded), None)
            statement = relations_statement(
                as_of, cut, kinds=kinds, claims=claims, after=after, limit=limit + 1, newest_first=True
            )
            rows = connection.execute(statement).all()
        more = f"{cut}.{rows[limit - 1].seq}" if len(rows) > limit else None
        return tuple(kept_relation(row) for row in rows[:limit]), more

    def last_day(self, as_of: AsOf | None = None) -> dt.date | None:
        """The last day from whose end a claim counts as known, or None without any claim."""
        as_of = as_of or AsOf()
        with self.store.read() as connection:
            return last_day_of(connection, as_of, cut_of(connection, as_of.recorded))

    def place_names(self) -> list[tuple[str | None, str, PlaceKind]]:
        """Every place that a claim ever spoke of: its id, its name without case and signs, its kind; in that order."""
        with self.store.read() as connection:
            return place_names_of(connection)

    def judgements(self, claim: str | None = None, author: str | None = None) -> list[Judgement]:
        """Judgements in the order in which they were made: of one claim, by one author, or all."""
        with self.store.read() as connection:
            return judgements_of(connection, claim, author)

    def waiting(self, limit: int = 100) -> list[Waiting]:
        """The first claims that wait for a person, the most pressing first; see `waiting.REASONS`."""
        with self.store.read() as connection:
            return list(islice(waiting_claims(connection, cut_of(connection)), limit))

    # Remembering

    def recall(self, kind: str, keys: Sequence[str]) -> dict[str, str]:
        """What reconciling remembered under these keys; see `memory`."""
        with self.store.read() as connection:
            return recall(connection, kind, keys)

    def remember(self, notes: Iterable[Note], afresh: bool = False) -> None:
        """Set what reconciling remembers (`afresh`: instead of all that it did), outside the chain."""
        with self.store.write() as connection:
            remember(connection, notes, afresh)

    def touched(self, after: int, cut: int) -> list[str]:
        """The documents of which anything was recorded after row `after`, up to row `cut`."""
        with self.store.read() as connection:
            return touched(connection, after, cut)

    def claims_of(self, documents: Sequence[str], cut: int) -> list[Kept]:
        """The claims of documents as they were current at row `cut`."""
        with self.store.read() as connection:
            return list(claims_of(connection, documents, cut))

    # Keeping

    def verify(self, head: str | None = None, progress: Progress | None = None) -> Verified:
        """Check every row, id, span and link, and that the chain still leads through a `head` link noted earlier."""
        return verify(self.store, head, progress)

    def export(self, to: Path | IO[bytes], progress: Progress | None = None) -> Head:
        """Write the whole ledger to a file, or a stream, from which `add_file` grows the same ledger."""
        if isinstance(to, Path):
            return export_file(self.store, to, progress)
        return export_to(self.store, to, progress)

    def gold(self, partial: bool = False) -> Iterator[dict[str, Any]]:
        """Judged documents as gold; see `gold_documents`."""
        with self.store.read() as connection:
            yield from gold_documents(connection, cut_of(connection), partial)
