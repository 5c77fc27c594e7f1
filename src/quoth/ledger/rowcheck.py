"""What must hold for each single row beyond its digest: ids, spans, dates, and everything derived from it."""

from __future__ import annotations

import json
import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Text, cast, select

from quoth.ledger import schema
from quoth.ledger.checks import fault
from quoth.ledger.clocks import known_from
from quoth.ledger.readings import first_recorded
from quoth.ledger.shape import BLANK, SHOWN, claim_from, document_key, document_words_of, shape
from quoth.ledger.threads import Thread, judged, record_at, threads_of
from quoth.ledger.words import vector
from quoth.model import Claim, Document, identify

_LEXEME = re.compile(r"'([^']*)'(?::([\d,]+))?")
_DOCUMENTS_KEPT = 64
_TWINS = 64  # claims of one document that may share words and speaker

Found = tuple[str, int | None, str]


class Inspector:
    """Looks at rows in the order of `seq`; `open_window` fetches what is derived from the rows of a range.

    Rows in `tainted` were altered themselves; what follows from them in other rows is not held against those.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.taken_down = 0
        self.tainted: set[int] = set()
        self._sqlite = connection.dialect.name == "sqlite"
        self._places: dict[int, list[tuple[Any, ...]]] = {}
        self._words: dict[str, dict[int, str]] = {}
        self._documents: OrderedDict[int, Mapping[str, Any]] = OrderedDict()
        self._readings: OrderedDict[int, Mapping[str, Any]] = OrderedDict()
        self._removed = self._take_downs()

    def faults(self, table: str, row: Mapping[str, Any]) -> Iterator[str]:
        """What is wrong with a row, in words."""
        try:
            if table == "documents":
                yield from self._document(row)
            elif table == "readings":
                yield from self._reading(row)
            elif table == "claims":
                yield from self._claim(row)
        except (TypeError, ValueError, AttributeError) as error:
            yield f"holds a value of another type than it should ({type(error).__name__})"

    def open_window(self, low: int, high: int) -> None:
        places: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        p = schema.claim_places.c
        statement = select(schema.claim_places).where(p.claim > low, p.claim <= high).order_by(p.claim, p.n)
        for row in self.connection.execute(statement):
            places[row.claim].append(tuple(row)[1:])
        self._places = places
        for words in schema.WORDS:
            value = words.c.words if self._sqlite else cast(words.c.words, Text).label("words")
            inside = select(words.c.rowid, value).where(words.c.rowid > low, words.c.rowid <= high)
            self._words[words.name] = {row.rowid: row.words for row in self.connection.execute(inside)}

    def strays(self, top: int) -> Iterator[Found]:
        """Derived rows of no row at all."""
        found = [(schema.claim_places, schema.claim_places.c.claim), *((w, w.c.rowid) for w in schema.WORDS)]
        for table, key in found:
            for (row,) in self.connection.execute(select(key).where(key > top).limit(100)):
                yield table.name, row, "belongs to no row"

    def leftovers(self) -> Iterator[Found]:
        """Derived rows of the window that no row asked for."""
        for row in sorted(self._places):
            yield "claim_places", row, "belongs to no claim that is shown"
        for name, rows in self._words.items():
            for row in sorted(rows):
                yield name, row, "belongs to no row that is shown"

    def _document(self, row: Mapping[str, Any]) -> Iterator[str]:
        seq, held = row["seq"], row["text"]
        self._remember(self._documents, seq, row)
        words = self._take("document_words", seq)
        if document_key(row) != row["key"]:
            yield "its key is not that of its particulars"
        if held is None:
            self.taken_down += 1
            if seq not in self._removed:
                yield "its text is gone without a take-down on record"
            if words is not None:
                yield "its text was taken down, its words are still indexed"
            return
        if seq in self._removed:
            yield "its text is there although a take-down is on record"
        if Document("", held).content_hash != row["content_hash"] or len(held) != row["length"]:
            self.tainted.add(seq)
            yield "its text was altered: its content hash is another"
        if not self._same_words(words, document_words_of(row)):
            yield "its indexed words are not those of its text"

    def _reading(self, row: Mapping[str, Any]) -> Iterator[str]:
        self._remember(self._readings, row["seq"], row)
        document = self._find(self._documents, schema.documents, row["document"])
        if document is None:
            yield f"its document {row['document']} is missing"
        elif row["document"] in self.tainted:
            return
        elif row["known"] != (known_from(row["dated"], document["published"]) or self._taken_in(document)):
            yield "it counts from another day than its document's dates say"

    def _taken_in(self, document: Mapping[str, Any]) -> str:
        return (first_recorded(self.connection, document["id"], document["content_hash"]) or "")[:10]

    def _claim(self, row: Mapping[str, Any]) -> Iterator[str]:
        seq = row["seq"]
        document = self._find(self._documents, schema.documents, row["document"])
        reading = self._find(self._readings, schema.readings, row["reading"])
        places, words = self._places.pop(seq, []), self._take("claim_words", seq)
        if document is None or reading is None:
            yield "its document or reading is missing"
            return
        sound = self.tainted.isdisjoint((row["document"], row["reading"]))
        if sound and (document["id"] != row["document_id"] or reading["document"] != row["document"]):
            yield "its document is not that of its reading"
        if row["record"] is None:
            if row["state"] in SHOWN or places or words is not None or any(row[n] is not None for n in BLANK):
                yield "it hides a claim, and yet holds one"
        else:
            yield from self._record(row, document if sound else None, places, words)
        if row["judgement"] is not None:
            yield from self._judged(row)

    def _record(
        self,
        row: Mapping[str, Any],
        document: Mapping[str, Any] | None,
        places: list[tuple[Any, ...]],
        words: str | None,
    ) -> Iterator[str]:
        content_hash = document["content_hash"] if document else ""
        try:
            claim = claim_from(row["record"])
            shaped = shape(claim, row["dated"])
            wrong = fault(claim, document["text"] if document else None)
            named = identify(claim, content_hash)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield f"its record cannot be read: {type(error).__name__}: {error}"
            return
        if row["state"] not in SHOWN:
            yield "it should hide its claim"
        if wrong:
            yield wrong
        if shaped.record != row["record"]:
            yield "its record is not in the form in which records are written"
        if claim.document != row["document_id"] or claim.id != row["anchor"] or claim.version != row["version"]:
            yield "its document, id or version is not that of its record"
        if named.version != claim.version:
            yield "its version is not the hash of its slots"
        if row["state"] == "read" and document and not _anchored(claim, named, content_hash):
            yield "its id is not the hash of its document, words and speaker"
        other = [name for name, value in shaped.derived.items() if row[name] != value]
        if other:
            yield f"its {', '.join(other)} differ from its record"
        if places != [(n, *place) for n, place in enumerate(shaped.places)]:
            yield "its indexed places differ from its record"
        if not self._same_words(words, list(shaped.words)):
            yield "its indexed words differ from its record"

    def _judged(self, row: Mapping[str, Any]) -> Iterator[str]:
        """A row by a judgement must be what the judgements before it make of the newest reading before it."""
        whole = threads_of(self.connection, row["document_id"], row["anchor"]).get(row["anchor"], Thread())
        before = Thread(
            [r for r in whole.rows if r["seq"] < row["seq"]], [j for j in whole.judgements if j["seq"] < row["seq"]]
        )
        built_on = {row["judgement"], *(r["seq"] for r in (*before.rows, *before.judgements))}
        if not self.tainted.isdisjoint(built_on):
            return
        line, read = before.line, before.last_read
        if line is None or read is None:
            yield "it judges a claim that was never read"
            return
        try:
            outcome = judged(record_at(self.connection, read["seq"]), line, before.standing)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield f"its judgements cannot be applied: {type(error).__name__}"
            return
        state = {"read": "judged"}.get(outcome.state, outcome.state)
        if state != row["state"] or (state == "judged" and outcome.claim.version != row["version"]):
            yield "it is not what the judgements make of the claim"

    def _take(self, table: str, seq: int) -> str | None:
        return self._words[table].pop(seq, None)

    def _same_words(self, held: str | None, words: list[str]) -> bool:
        if held is None:
            return False
        if self._sqlite:
            return held == " ".join(words)
        return dict(_LEXEME.findall(held)) == dict(_LEXEME.findall(vector(words)))

    def _find(self, kept: OrderedDict[int, Mapping[str, Any]], table: Any, seq: int) -> Mapping[str, Any] | None:
        if seq not in kept:
            row = self.connection.execute(select(table).where(table.c.seq == seq)).mappings().one_or_none()
            if row is None:
                return None
            self._remember(kept, seq, dict(row))
        return kept[seq]

    @staticmethod
    def _remember(kept: OrderedDict[int, Mapping[str, Any]], seq: int, row: Mapping[str, Any]) -> None:
        kept[seq] = row
        if len(kept) > _DOCUMENTS_KEPT:
            kept.popitem(last=False)

    def _take_downs(self) -> set[int]:
        j = schema.judgements.c
        values = self.connection.execute(select(j.value).where(j.kind == "takedown")).scalars()
        removed: set[int] = set()
        for value in values:
            try:
                removed.update(json.loads(value)["documents"])
            except (ValueError, KeyError, TypeError):
                continue  # the row's digest names it
        return removed


def _anchored(claim: Claim, first: Claim, content_hash: str) -> bool:
    if first.id == claim.id:
        return True
    return any(identify(claim, content_hash, nth).id == claim.id for nth in range(1, _TWINS))
