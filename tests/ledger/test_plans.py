"""Every query is led by an index: the databases' own plans are read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from quoth.ledger import AsOf, Filter, Judgement, Ledger, open_ledger
from quoth.ledger.schema import CHAINED
from quoth.model import Relation
from tests.ledger.fakes import NAME, documents, read, read_better

DAY = dt.date(2031, 1, 5)
AS_OF = AsOf(published=DAY, recorded=dt.date(2031, 6, 2))

#: The index that must lead each filter.
LEADS = {
    "claims_source": Filter(source=("ru-mod",)),
    "claims_party": Filter(party=("UA",)),
    "claims_speaker": Filter(speaker=("Anna Holt",)),
    "claims_event": Filter(event=("capture",)),
    "claims_level": Filter(level=("likely",)),
    "claims_mode": Filter(mode=("direct",)),
    "claims_thread": Filter(document=("report-00001",)),
    "claims_anchor": Filter(id=("f" * 32,)),
    "claim_places_name": Filter(place=("Velvet",)),
    "claim_places_id": Filter(place=("geonames:1",)),
    "claims_happened": Filter(since=DAY, until=DAY),
    "claims_said": Filter(since=DAY, clock="said"),
    "claims_known": Filter(since=DAY, clock="published"),
    "claim_words VIRTUAL TABLE": Filter(text="velvet"),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('plans')}/ledger.db"
    else:
        postgres = request.getfixturevalue("postgres")
        postgres.sql("CREATE DATABASE plans TEMPLATE ledger_template")
        url = postgres.url("plans")
    with open_ledger(url) as opened:
        opened.add(documents(400), read, NAME)
        claims = list(opened.claims())
        pairs = zip(claims[:200], claims[200:400], strict=True)
        opened.relate([Relation("repeats", a.claim.id, b.claim.id, "same") for a, b in pairs])
        for kept in claims[:20]:
            opened.judge(Judgement("accept", kept.claim.id, "Ada"))
        opened.add(documents(40), read_better, "fake 1.1")
        opened.store.refresh_statistics()
        yield opened


def plans(ledger: Ledger, ask: object) -> list[str]:
    """The plan of each statement that `ask` sends."""
    sent: list[tuple[str, object]] = []

    def note(conn: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(ledger.store.engine, "before_cursor_execute", note)
    try:
        ask()  # type: ignore[operator]
    finally:
        event.remove(ledger.store.engine, "before_cursor_execute", note)
    out = []
    with ledger.store.read() as connection:
        if ledger.store.dialect == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for statement, parameters in sent:
            if "pg_catalog" in statement or "sqlite_master" in statement or "alembic" in statement:
                continue
            explain = "EXPLAIN QUERY PLAN " if ledger.store.dialect == "sqlite" else "EXPLAIN "
            rows = connection.exec_driver_sql(explain + statement, parameters).all()  # type: ignore[arg-type]
            out.append("\n".join(str(row[-1]) for row in rows))
    return out


def unindexed(plan: str) -> list[str]:
    """The steps of a plan that walk through a whole table of the ledger."""
    tables = "|".join([*CHAINED, "entries", "claim_places", "claim_words", "document_words"])
    found = []
    for line in plan.splitlines():
        if re.search(r"Seq Scan", line) or (
            re.match(rf"SCAN ({tables})\b", line) and "INDEX" not in line and "VIRTUAL" not in line
        ):
            found.append(line)
    return found


@pytest.mark.parametrize("as_of", [AsOf(), AS_OF], ids=["now", "as of"])
@pytest.mark.parametrize("lead", [*LEADS, "all"])
def test_a_page_of_claims(ledger: Ledger, lead: str, as_of: AsOf) -> None:
    wanted = LEADS.get(lead, Filter())
    seen = plans(ledger, lambda: ledger.page(wanted, as_of))
    assert seen
    for plan in seen:
        assert not unindexed(plan), plan
    if ledger.store.dialect == "sqlite" and lead != "all":
        assert any(lead in plan for plan in seen), seen
    if ledger.store.dialect == "postgresql" and lead not in ("all", "claim_words VIRTUAL TABLE"):
        assert any("Index" in plan for plan in seen), seen


QUERIES = {
    "next page": lambda x: x.page(cursor="900.100"),
    "newest first": lambda x: x.page(newest_first=True),
    "count of a source": lambda x: x.count(Filter(source=("ru-mod",))),
    "one claim": lambda x: x.claim("f" * 32),
    "history": lambda x: x.history(next(iter(x.page(limit=1).claims)).claim.id),
    "document": lambda x: x.document("report-00003", AS_OF),
    "documents": lambda x: next(x.documents()),
    "documents as of": lambda x: next(x.documents(AS_OF)),
    "documents of an outlet": lambda x: list(x.documents(outlet=("nobody",))),
    "documents in a language": lambda x: list(x.documents(language=("nl",))),
    "documents by words": lambda x: list(x.documents(text="velvet amber copper")),
    "relations": lambda x: list(x.relations(AS_OF)),
    "relations of a claim": lambda x: list(x.relations(claims=("f" * 32,))),
    "relations of a kind": lambda x: list(x.relations(kinds=("denies",))),
    "judgements of a claim": lambda x: x.judgements("f" * 32),
    "judgements of an author": lambda x: x.judgements(author="Ada"),
    "head": lambda x: x.head(),
    "adding what is known": lambda x: x.add(documents(2), read, NAME),
    "adding what is new": lambda x: x.add(list(documents(402))[400:], read, NAME),
    "judging": lambda x: x.judge(Judgement("accept", next(iter(x.page(limit=1).claims)).claim.id, "Bo")),
    "relating": lambda x: x.relate([], touching=["f" * 32]),
    "waiting": lambda x: x.waiting(5),
    "changes of a document": lambda x: x.changes(document="report-00003"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_every_other_query(ledger: Ledger, name: str) -> None:
    seen = plans(ledger, lambda: QUERIES[name](ledger))  # type: ignore[no-untyped-call]
    assert seen
    for plan in seen:
        assert not unindexed(plan), plan
