"""What can go wrong with a ledger, in one line a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError


class LedgerError(Exception):
    """The ledger cannot do what was asked; `str()` is one line that names the cause and what to do."""


class AddressError(LedgerError, ValueError):
    """What was given is no address of a ledger, or no cursor: wrong usage."""


class RefusedError(LedgerError):
    """One input (a document, a claim, a judgement) is not fit for the ledger; nothing of it was written."""


#: Words of SQLite's result codes (sqlite.org/rescode.html) and PostgreSQL's SQLSTATEs (appendix A of its manual).
_SQLITE = (
    ("disk is full", "the disk is full; make room and run the command again, what was committed stays"),
    ("readonly database", "the ledger is read-only; check the permissions of the file and its folder"),
    ("database is locked", "another process is writing to the ledger and did not finish in time; try again later"),
    ("unable to open database file", "the file cannot be opened; check that its folder exists and may be written to"),
    ("not a database", "the file is not a SQLite database, or its header is damaged; restore a back-up"),
    ("malformed", "the file is damaged; run `quoth verify`, then restore a back-up"),
    ("disk i/o error", "the file cannot be read or written whole (truncated file, failing or full disk)"),
    ("no such table", "a table is missing; the file is damaged or is not a ledger"),
    ("no such column", "a column is missing; the file is damaged or is not a ledger"),
)
_POSTGRES = {
    "53100": "the server's disk is full; make room there and run the command again, what was committed stays",
    "53300": "the server has no free connection; try again later",
    "25006": "the ledger is read-only for this user or server",
    "42501": "this user may not write to the ledger; ask the server's owner for the right",
    "55P03": "another process is writing to the ledger and did not finish in time; try again later",
    "28P01": "the server refuses this user or password",
    "28000": "the server refuses this user",
    "3D000": "there is no such database on the server; create it first (createdb)",
}
# While a connection is made, libpq tells the reason only in words.
_REFUSALS = (
    ("database", "does not exist", "3D000"),
    ("role", "does not exist", "28000"),
    ("password", "", "28P01"),
    ("pg_hba", "", "28000"),
    ("too many", "", "53300"),
)
_LOST = "the server cannot be reached or the connection was lost; what was committed stays, run the command again"


def explain(error: Exception) -> str:
    """One line for a database error: what happened and what to do."""
    original = getattr(error, "orig", None) or error
    state = getattr(original, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    said = " ".join(str(original).split())
    if type(original).__module__.startswith("psycopg"):
        if state is None and "fatal:" in said.lower():
            for one, other, meant in _REFUSALS:
                if one in said and other in said:
                    return _POSTGRES[meant]
        lost = state is None or state.startswith(("08", "57P"))
        return f"{_LOST} ({said[:160]})" if lost else said[:200]
    lowered = said.lower()
    for words, meaning in _SQLITE:
        if words in lowered:
            return meaning
    return said[:200]


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn the database's exceptions into `LedgerError`s that begin with `where`, the ledger's name."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise LedgerError(f"{where}: {explain(error)}") from error
    except NoSuchModuleError as error:
        raise LedgerError(f"{where}: ledgers are kept on SQLite (sqlite:///PATH) or PostgreSQL") from error
    except ModuleNotFoundError as error:
        raise LedgerError(f"{where}: needs the package {error.name}; install quoth[postgres]") from error
