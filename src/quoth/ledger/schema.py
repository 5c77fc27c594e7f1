"""The ledger's tables. Every row has a `seq`, counted without gaps over all tables in the order of commits.

`entries` is the hash chain: an entry closes the rows after the entry before it up to `last`. `claim_places`,
`claim_words` and `document_words` are derived from the other rows, for searching only; `notes` are what reconciling
remembers between runs, and may be thrown away.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import column as bare_column
from sqlalchemy import table as bare_table
from sqlalchemy.dialects.postgresql import TSVECTOR

#: The newest revision in `migrations/versions`; `alembic_version` of every ledger in use holds it.
REVISION = "0002"

metadata = MetaData()

Number = BigInteger().with_variant(Integer, "sqlite")
# Dates and ids compare byte by byte, so that no server's locale reorders them.
Plain = Text().with_variant(Text(collation="C"), "postgresql")


def _key() -> Column[int]:
    return Column("seq", Number, primary_key=True, autoincrement=False)


def _entry() -> Column[int]:
    return Column("entry", Number, nullable=False)


entries = Table(
    "entries",
    metadata,
    Column("entry", Number, primary_key=True, autoincrement=False),
    Column("kind", Plain, nullable=False),
    Column("recorded", Plain, nullable=False),
    Column("last", Number, nullable=False),
    Column("root", Plain, nullable=False),
    Column("link", Plain, nullable=False),
    Index("entries_recorded", "recorded"),
    Index("entries_last", "last"),
)

runs = Table(
    "runs",
    metadata,
    _key(),
    _entry(),
    Column("run", Number, nullable=False),
    Column("verb", Plain, nullable=False),
    Column("state", Plain, nullable=False),
    Column("reader", Plain),
    Column("software", Plain),
    Column("counts", Plain),
    Column("digest", Plain, nullable=False),
    Index("runs_run", "run", "seq"),
)

documents = Table(
    "documents",
    metadata,
    _key(),
    _entry(),
    Column("id", Plain, nullable=False),
    Column("key", Plain, nullable=False),
    Column("content_hash", Plain, nullable=False),
    Column("length", Number, nullable=False),
    Column("language", Plain),
    Column("published", Plain),
    Column("title", Plain),
    Column("outlet", Plain),
    Column("publisher", Plain),
    Column("url", Plain),
    Column("text", Plain),
    Column("digest", Plain, nullable=False),
    UniqueConstraint("key", name="documents_key"),
    Index("documents_id", "id", "seq"),
    Index("documents_outlet", "outlet", "seq"),
    Index("documents_language", "language", "seq"),
    Index("documents_content", "content_hash"),
)

readings = Table(
    "readings",
    metadata,
    _key(),
    _entry(),
    Column("document", Number, ForeignKey("documents.seq"), nullable=False),
    Column("run", Number, nullable=False),
    Column("reader", Plain, nullable=False),
    Column("fingerprint", Plain, nullable=False),
    Column("dated", Plain),
    Column("known", Plain, nullable=False),
    Column("found", Number, nullable=False),
    Column("digest", Plain, nullable=False),
    UniqueConstraint("document", "reader", "fingerprint", name="readings_once"),
    Index("readings_known", "known", "document"),
)

judgements = Table(
    "judgements",
    metadata,
    _key(),
    _entry(),
    Column("kind", Plain, nullable=False),
    Column("document_id", Plain, nullable=False),
    Column("anchor", Plain),
    Column("version", Plain),
    Column("author", Plain, nullable=False),
    Column("withdraws", Number),
    Column("value", Plain),
    Column("digest", Plain, nullable=False),
    Index("judgements_thread", "document_id", "anchor", "seq"),
    Index("judgements_anchor", "anchor", "seq"),
    Index("judgements_author", "author", "seq"),
    Index("judgements_kind", "kind", "seq"),
    Index("judgements_withdraws", "withdraws"),
)

claims = Table(
    "claims",
    metadata,
    _key(),
    _entry(),
    Column("document", Number, ForeignKey("documents.seq"), nullable=False),
    Column("reading", Number, ForeignKey("readings.seq"), nullable=False),
    Column("judgement", Number, ForeignKey("judgements.seq")),
    Column("state", Plain, nullable=False),
    Column("document_id", Plain, nullable=False),
    Column("anchor", Plain, nullable=False),
    Column("version", Plain, nullable=False),
    Column("dated", Plain),
    Column("known", Plain, nullable=False),
    Column("start", Number),
    Column("source_id", Plain),
    Column("party", Plain),
    Column("speaker", Plain),
    Column("event", Plain),
    Column("level", Plain),
    Column("mode", Plain),
    Column("happened_long", Integer),
    Column("happened_first", Plain),
    Column("happened_last", Plain),
    Column("said_long", Integer),
    Column("said_first", Plain),
    Column("said_last", Plain),
    Column("digest", Plain, nullable=False),
    Column("record", Plain),
    Index("claims_thread", "document_id", "anchor", "seq"),
    Index("claims_anchor", "anchor", "seq"),
    Index("claims_source", "source_id", "seq"),
    Index("claims_party", "party", "seq"),
    Index("claims_speaker", "speaker", "seq"),
    Index("claims_event", "event", "seq"),
    Index("claims_level", "level", "seq"),
    Index("claims_mode", "mode", "seq"),
    Index("claims_happened", "happened_long", "happened_first", "happened_last"),
    Index("claims_said", "said_long", "said_first", "said_last"),
    Index("claims_known", "known"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", Number, ForeignKey("claims.seq"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("name", Plain, nullable=False),
    Column("id", Plain),
    Column("kind", Plain, nullable=False),
    Column("role", Plain, nullable=False),
    Index("claim_places_name", "name", "claim"),
    Index("claim_places_id", "id", "claim"),
)

relations = Table(
    "relations",
    metadata,
    _key(),
    _entry(),
    Column("run", Number, nullable=False),
    Column("state", Plain, nullable=False),
    Column("kind", Plain, nullable=False),
    Column("source", Plain, nullable=False),
    Column("target", Plain, nullable=False),
    Column("known", Plain, nullable=False),
    Column("reason", Plain, nullable=False),
    Column("features", Plain, nullable=False),
    Column("digest", Plain, nullable=False),
    Index("relations_edge", "source", "target", "kind", "seq"),
    Index("relations_target", "target", "seq"),
    Index("relations_kind", "kind", "seq"),
)

notes = Table(
    "notes",
    metadata,
    Column("kind", Plain, primary_key=True),
    Column("key", Plain, primary_key=True),
    Column("value", Plain, nullable=False),
)

# Full text: FTS5 virtual tables on SQLite, ordinary tables with a GIN index on PostgreSQL, under the same names.
claim_words = bare_table("claim_words", bare_column("rowid", Number), bare_column("words"))
document_words = bare_table("document_words", bare_column("rowid", Number), bare_column("words"))
WORDS = (claim_words, document_words)
WORDS_TYPE = TSVECTOR

#: The tables whose rows the chain covers, in the order in which rows of one entry may refer to each other.
CHAINED: dict[str, Table] = {t.name: t for t in (runs, documents, readings, judgements, claims, relations)}
