"""Connections to a ledger: SQLite by default, PostgreSQL by URL, and `memory:` for a ledger that is thrown away."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from quoth.ledger import schema
from quoth.ledger.errors import AddressError, LedgerError, explain, translated

#: Seconds for which a writer waits for another one.
PATIENCE = 30.0

# Any two of quoth's writers on one PostgreSQL database meet at this advisory lock; the number only has to be rare.
_LOCK = 0x71756F7468


def default_url() -> str:
    """`$QUOTH_LEDGER`, else `quoth.db` in the working directory."""
    return os.environ.get("QUOTH_LEDGER") or "sqlite:///quoth.db"


class Store:
    """An open database with a current schema. Threads may share it; processes open their own.

    Args:
        url: `sqlite:///PATH`, `postgresql://USER@HOST/NAME` or `memory:`; `default_url()` when None.
        create: make the ledger when there is none.
        readonly: refuse every write, on the database's side too.
        pooled: keep the connections of a reader, for a server; else each reading opens its own.
        patience: seconds to wait for another writer.

    Raises:
        LedgerError: no such ledger, no ledger, made by a newer quoth, or the database cannot be reached.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        create: bool = True,
        readonly: bool = False,
        pooled: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        self.url = _parse(url or default_url())
        self.name = "memory" if self._in_memory else self.url.render_as_string(hide_password=True)
        self.readonly = readonly
        self.pooled = pooled
        self.patience = patience
        if self.url.get_backend_name() == "sqlite" and not self._in_memory:
            _check_file(Path(self.url.database or ""), self.name, create and not readonly)
        with translated(self.name):
            self.engine = self._engine()
            try:
                self._settle(create and not readonly)
            except BaseException:
                self.engine.dispose()
                raise

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @property
    def _in_memory(self) -> bool:
        return self.url.get_backend_name() == "sqlite" and self.url.database in (None, "", ":memory:")

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection in a transaction that sees one state of the ledger."""
        with translated(self.name), self.engine.connect() as connection:
            if self.dialect == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that is the ledger's only writer; all of it is committed, or nothing."""
        if self.readonly:
            raise LedgerError(f"{self.name}: the ledger was opened for reading only")
        with translated(self.name), self.engine.connect() as plain:
            connection = plain.execution_options(quoth_writes=True)
            with connection.begin():
                if self.dialect == "postgresql":
                    wait = int(self.patience * 1000)
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection

    def checkpoint(self) -> None:
        """On SQLite, move what was committed from the write-ahead log into the file; elsewhere nothing."""
        if self.dialect == "sqlite" and not self._in_memory:
            with translated(self.name):
                self._pragma("wal_checkpoint(TRUNCATE)")

    def erase(self) -> None:
        """After a text was removed, let go of what the database itself still keeps of it."""
        if self.dialect == "sqlite":
            with self.write() as connection:  # the full-text index drops words of removed texts when it is rewritten
                connection.exec_driver_sql("INSERT INTO document_words (document_words) VALUES ('optimize')")
            self.checkpoint()
            return
        with translated(self.name), self.engine.connect() as connection:
            plain = connection.execution_options(isolation_level="AUTOCOMMIT")
            plain.exec_driver_sql("VACUUM documents, document_words")

    def refresh_statistics(self) -> None:
        """Let the database count its rows again, so that it picks the right index; where one may not, it does not."""
        with suppress(LedgerError), self.write() as connection:
            if self.dialect == "sqlite":
                connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            else:  # what GIN has put aside for later is walked through by every search
                for words in schema.WORDS:
                    connection.exec_driver_sql(f"SELECT gin_clean_pending_list('{words.name}_gin')")
            connection.exec_driver_sql("ANALYZE")

    def _engine(self) -> Engine:
        if self.dialect_of_url == "postgresql":
            # A plan made for all words and places alike walks the whole table; compiling plans costs more than they do.
            options = "-c jit=off -c plan_cache_mode=force_custom_plan"
            options += " -c default_transaction_read_only=on" if self.readonly else ""
            return create_engine(
                self.url.set(drivername="postgresql+psycopg"),
                poolclass=QueuePool,
                pool_pre_ping=True,
                connect_args={"connect_timeout": 10, "options": options},
            )
        if self._in_memory:
            engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        else:
            path = str(Path(self.url.database or "").absolute())
            engine = create_engine(
                "sqlite://",
                creator=lambda: _open_sqlite(path, self.readonly),
                poolclass=NullPool if self.readonly and not self.pooled else QueuePool,
            )
        event.listen(engine, "connect", self._prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    @property
    def dialect_of_url(self) -> str:
        return self.url.get_backend_name()

    def _prepare_sqlite(self, raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # SQLAlchemy begins and commits; sqlite3 would begin too late
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout={int(self.patience * 1000)}",
            "foreign_keys=ON",
            "synchronous=FULL",
            "wal_autocheckpoint=8000",  # pages: one write to the file for several batches
            "cache_size=-65536",
            "temp_store=MEMORY",
            "secure_delete=ON",  # a text that was taken down is gone from the file, too
            "mmap_size=268435456",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        if self.readonly:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    def _settle(self, create: bool) -> None:
        """Make, upgrade or refuse the schema."""
        with self.engine.connect() as connection, connection.begin():
            found = revision_of(connection)
            empty = found is None and not inspect(connection).get_table_names()
        if found == schema.REVISION:
            return
        if found is None and not empty:
            raise LedgerError(f"{self.name}: the database is not a ledger; name another file or database")
        if empty and not create:
            raise LedgerError(f"{self.name}: there is no ledger yet; `quoth add` makes one")
        from quoth.ledger import migrate  # Alembic takes long to import and is seldom needed

        if found is not None and not migrate.is_known(found):
            raise LedgerError(f"{self.name}: made by a newer quoth (schema {found[:40]!r}); update quoth to open it")
        if self.readonly:
            raise LedgerError(f"{self.name}: made by an older quoth (schema {found}); any `quoth add` upgrades it")
        if self.dialect == "sqlite" and not self._in_memory:
            self._use_wal()
        with self.write() as connection:
            migrate.upgrade(connection)

    def _use_wal(self) -> None:
        """Switch to the write-ahead log; SQLite does not wait here by itself when another process does the same."""
        until = time.monotonic() + self.patience
        while True:
            try:
                return self._pragma("journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise LedgerError(f"{self.name}: {explain(error)}") from error
                time.sleep(0.05)

    def _pragma(self, pragma: str) -> None:
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute(f"PRAGMA {pragma}")
        finally:
            raw.close()


def revision_of(connection: Connection) -> str | None:
    """The schema revision of the database, or None when it is no ledger."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "none")


def _parse(url: str) -> URL:
    if url in ("memory:", "memory://"):
        return make_url("sqlite://")
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError:
        backend = ""
    if backend == "postgres":
        parsed, backend = parsed.set(drivername="postgresql"), "postgresql"
    if backend not in ("sqlite", "postgresql"):
        raise AddressError(f"not the address of a ledger: {url!r}; write sqlite:///PATH or postgresql://USER@HOST/NAME")
    return parsed


def _check_file(path: Path, name: str, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{name}: is a folder; name a file in it")
    if not path.exists():
        if not create:
            raise LedgerError(f"{name}: there is no ledger yet; `quoth add` makes one")
        if not path.absolute().parent.is_dir():
            raise LedgerError(f"{name}: the folder {path.absolute().parent} does not exist")


def _open_sqlite(path: str, readonly: bool) -> sqlite3.Connection:
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if not readonly:
        return _connect_sqlite(f"file:{quoted}?mode=rwc")
    # After a crash SQLite has to mend the write-ahead log, so a reader who may write opens the file for that.
    if os.access(path, os.W_OK) and os.access(Path(path).parent, os.W_OK):
        return _connect_sqlite(f"file:{quoted}?mode=rw")
    raw = _connect_sqlite(f"file:{quoted}?mode=ro")
    try:
        raw.execute("SELECT 1 FROM sqlite_master").close()
    except sqlite3.OperationalError:
        raw.close()
        if Path(path + "-wal").exists():
            raise
        # In a folder that may not be written to, SQLite opens a WAL file only when told that nobody changes it.
        raw = _connect_sqlite(f"file:{quoted}?mode=ro&immutable=1")
    return raw


def _connect_sqlite(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("quoth_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
