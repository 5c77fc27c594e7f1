"""The first schema: documents, readings, claims, judgements, relations and runs under one hash chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEPT = ("entries", "runs", "documents", "readings", "judgements", "claims", "relations")


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    for name in ("claim_words", "document_words"):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(words, columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        )
    for name in KEPT:
        op.execute(
            f"CREATE TRIGGER {name}_stay BEFORE DELETE ON {name} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
        # A document's text may be taken down; no other value may change.
        columns = [c["name"] for c in sa.inspect(op.get_bind()).get_columns(name)]
        of = [c for c in columns if (name, c) != ("documents", "text")]
        op.execute(
            f"CREATE TRIGGER {name}_same BEFORE UPDATE OF {', '.join(of)} ON {name} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER documents_text BEFORE UPDATE OF text ON documents WHEN NEW.text IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    )


def _postgresql() -> None:
    for name in ("claim_words", "document_words"):
        op.execute(f"CREATE TABLE {name} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute(f"CREATE INDEX {name}_gin ON {name} USING gin (words)")
    op.execute(
        "CREATE FUNCTION quoth_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    op.execute(
        "CREATE FUNCTION quoth_take_down_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.text IS NULL AND to_jsonb(NEW) - 'text' = to_jsonb(OLD) - 'text' THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    for name in KEPT:
        same = "quoth_take_down_only" if name == "documents" else "quoth_append_only"
        op.execute(f"CREATE TRIGGER {name}_same BEFORE UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION {same}()")
        op.execute(
            f"CREATE TRIGGER {name}_stay BEFORE DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION quoth_append_only()"
        )


def _tables() -> None:
    op.create_table(
        "documents",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("key", PLAIN, nullable=False),
        sa.Column("content_hash", PLAIN, nullable=False),
        sa.Column("length", NUMBER, nullable=False),
        sa.Column("language", PLAIN),
        sa.Column("published", PLAIN),
        sa.Column("title", PLAIN),
        sa.Column("outlet", PLAIN),
        sa.Column("publisher", PLAIN),
        sa.Column("url", PLAIN),
        sa.Column("text", PLAIN),
        sa.Column("digest", PLAIN, nullable=False),
        sa.UniqueConstraint("key", name="documents_key"),
    )
    op.create_index("documents_content", "documents", ["content_hash"])
    op.create_index("documents_id", "documents", ["id", "seq"])
    op.create_index("documents_language", "documents", ["language", "seq"])
    op.create_index("documents_outlet", "documents", ["outlet", "seq"])
    op.create_table(
        "entries",
        sa.Column("entry", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("recorded", PLAIN, nullable=False),
        sa.Column("last", NUMBER, nullable=False),
        sa.Column("root", PLAIN, nullable=False),
        sa.Column("link", PLAIN, nullable=False),
    )
    op.create_index("entries_last", "entries", ["last"])
    op.create_index("entries_recorded", "entries", ["recorded"])
    op.create_table(
        "judgements",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("document_id", PLAIN, nullable=False),
        sa.Column("anchor", PLAIN),
        sa.Column("version", PLAIN),
        sa.Column("author", PLAIN, nullable=False),
        sa.Column("withdraws", NUMBER),
        sa.Column("value", PLAIN),
        sa.Column("digest", PLAIN, nullable=False),
    )
    op.create_index("judgements_anchor", "judgements", ["anchor", "seq"])
    op.create_index("judgements_author", "judgements", ["author", "seq"])
    op.create_index("judgements_kind", "judgements", ["kind", "seq"])
    op.create_index("judgements_withdraws", "judgements", ["withdraws"])
    op.create_index("judgements_thread", "judgements", ["document_id", "anchor", "seq"])
    op.create_table(
        "relations",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("state", PLAIN, nullable=False),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("source", PLAIN, nullable=False),
        sa.Column("target", PLAIN, nullable=False),
        sa.Column("known", PLAIN, nullable=False),
        sa.Column("reason", PLAIN, nullable=False),
        sa.Column("features", PLAIN, nullable=False),
        sa.Column("digest", PLAIN, nullable=False),
    )
    op.create_index("relations_edge", "relations", ["source", "target", "kind", "seq"])
    op.create_index("relations_kind", "relations", ["kind", "seq"])
    op.create_index("relations_target", "relations", ["target", "seq"])
    op.create_table(
        "runs",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("verb", PLAIN, nullable=False),
        sa.Column("state", PLAIN, nullable=False),
        sa.Column("reader", PLAIN),
        sa.Column("software", PLAIN),
        sa.Column("counts", PLAIN),
        sa.Column("digest", PLAIN, nullable=False),
    )
    op.create_index("runs_run", "runs", ["run", "seq"])
    op.create_table(
        "readings",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("document", NUMBER, sa.ForeignKey("documents.seq"), nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("reader", PLAIN, nullable=False),
        sa.Column("fingerprint", PLAIN, nullable=False),
        sa.Column("dated", PLAIN),
        sa.Column("known", PLAIN, nullable=False),
        sa.Column("found", NUMBER, nullable=False),
        sa.Column("digest", PLAIN, nullable=False),
        sa.UniqueConstraint("document", "reader", "fingerprint", name="readings_once"),
    )
    op.create_index("readings_known", "readings", ["known", "document"])
    op.create_table(
        "claims",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("document", NUMBER, sa.ForeignKey("documents.seq"), nullable=False),
        sa.Column("reading", NUMBER, sa.ForeignKey("readings.seq"), nullable=False),
        sa.Column("judgement", NUMBER, sa.ForeignKey("judgements.seq")),
        sa.Column("state", PLAIN, nullable=False),
        sa.Column("document_id", PLAIN, nullable=False),
        sa.Column("anchor", PLAIN, nullable=False),
        sa.Column("version", PLAIN, nullable=False),
        sa.Column("dated", PLAIN),
        sa.Column("known", PLAIN, nullable=False),
        sa.Column("start", NUMBER),
        sa.Column("source_id", PLAIN),
        sa.Column("party", PLAIN),
        sa.Column("speaker", PLAIN),
        sa.Column("event", PLAIN),
        sa.Column("level", PLAIN),
        sa.Column("mode", PLAIN),
        sa.Column("happened_long", sa.Integer()),
        sa.Column("happened_first", PLAIN),
        sa.Column("happened_last", PLAIN),
        sa.Column("said_long", sa.Integer()),
        sa.Column("said_first", PLAIN),
        sa.Column("said_last", PLAIN),
        sa.Column("digest", PLAIN, nullable=False),
        sa.Column("record", PLAIN),
    )
    op.create_index("claims_anchor", "claims", ["anchor", "seq"])
    op.create_index("claims_event", "claims", ["event", "seq"])
    op.create_index("claims_happened", "claims", ["happened_long", "happened_first", "happened_last"])
    op.create_index("claims_known", "claims", ["known"])
    op.create_index("claims_level", "claims", ["level", "seq"])
    op.create_index("claims_mode", "claims", ["mode", "seq"])
    op.create_index("claims_party", "claims", ["party", "seq"])
    op.create_index("claims_said", "claims", ["said_long", "said_first", "said_last"])
    op.create_index("claims_source", "claims", ["source_id", "seq"])
    op.create_index("claims_speaker", "claims", ["speaker", "seq"])
    op.create_index("claims_thread", "claims", ["document_id", "anchor", "seq"])
    op.create_table(
        "claim_places",
        sa.Column("claim", NUMBER, sa.ForeignKey("claims.seq"), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", PLAIN, nullable=False),
        sa.Column("id", PLAIN),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("role", PLAIN, nullable=False),
    )
    op.create_index("claim_places_id", "claim_places", ["id", "claim"])
    op.create_index("claim_places_name", "claim_places", ["name", "claim"])
