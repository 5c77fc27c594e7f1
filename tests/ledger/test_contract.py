"""What every ledger does, in memory, on SQLite and on PostgreSQL: adding, finding, looking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from quoth.intake import Refusal
from quoth.ledger import Added, AsOf, Filter, Judgement, Ledger, LedgerError, RefusedError
from quoth.model import Claim, Document, Relation, Span, identify_all, to_record
from tests.ledger import fakes
from tests.ledger.conftest import Clock
from tests.ledger.fakes import NAME, documents, read, read_better

DAY = dt.date


def fill(ledger: Ledger, count: int = 12) -> list[Document]:
    made = list(documents(count))
    ledger.add(made, read, NAME)
    return made


def expected(made: list[Document]) -> list[Claim]:
    return [c for d in made for c in identify_all(read(d), d.content_hash)]


def test_what_was_read_comes_back_exactly_and_in_order(ledger: Ledger) -> None:
    made = fill(ledger)
    kept = list(ledger.claims())
    assert [k.claim for k in kept] == expected(made)
    assert {k.published for k in kept} == {d.published for d in made}
    assert [k.seq for k in kept] == sorted(k.seq for k in kept)
    assert kept[0].recorded.startswith("2031-06-01T12:00:") and kept[0].recorded.endswith("Z")
    assert ledger.verify().findings == []


def test_documents_come_back_exactly(ledger: Ledger) -> None:
    made = fill(ledger)
    assert [k.document for k in ledger.documents()] == made
    assert [k.document.id for k in ledger.documents(outlet=("Evening Post",))] == [d.id for d in made[1::3]]
    assert list(ledger.documents(language=("nl",))) == []


def test_reading_twice_adds_nothing(ledger: Ledger) -> None:
    made = fill(ledger)
    before, calls = ledger.head(), []

    def counting(document: Document) -> list[Claim]:
        calls.append(document.id)
        return read(document)

    again = ledger.add(made, counting, NAME)
    assert again.counts() == {"added": 0, "known": 12, "revised": 0, "reread": 0, "refused": 0, "claims": 0}
    assert ledger.head() == before
    assert calls == [], "a known document is not read again"


def test_the_same_document_twice_in_one_run_is_added_once(ledger: Ledger) -> None:
    made = list(documents(3))
    result = ledger.add([*made, *made], read, NAME)
    assert (result.added, result.known) == (3, 3)
    assert len(list(ledger.claims())) == len(expected(made))


def test_a_known_run_leaves_no_trace_and_a_run_is_on_record(ledger: Ledger) -> None:
    fill(ledger, 2)
    with ledger.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT verb, state, reader FROM runs ORDER BY seq").all()
    assert [tuple(r) for r in rows] == [("add", "begun", NAME), ("add", "finished", NAME)]


def test_refused_inputs_are_named_and_the_rest_is_added(ledger: Ledger) -> None:
    good, other = documents(2)

    def fails(document: Document) -> list[Claim]:
        if document.id == "fails":
            raise ZeroDivisionError("no weather today")
        if document.id == "unread":
            raise LookupError("language unknown")
        if document.id == "shifted":
            return [replace(read(good)[0], document="shifted")]
        if document.id == "foreign":
            return read(good)
        return read(document)

    inputs = [
        good,
        Refusal("page.pdf", "not a text"),
        Document("nul", "a\0b"),
        Document("half", "a\ud800b"),
        Document("", "no id"),
        Document("dated", "text", published="last week"),
        Document("fails", "text"),
        Document("unread", "text"),
        Document("shifted", "some other text, but long enough to hold the words of that claim" * 9),
        Document("foreign", "text"),
        other,
    ]
    result = ledger.add(inputs, fails, NAME, refusing=(LookupError,))
    assert result.added == 2
    reasons = {r.input: r.reason for r in result.refused}
    assert reasons["page.pdf"] == "not a text"
    assert "NUL character at 1" in reasons["nul"]
    assert "half a surrogate pair at 1" in reasons["half"]
    assert "no id" in reasons[""]
    assert "published: not an EDTF date: 'last week'" in reasons["dated"]
    assert "the reader failed: ZeroDivisionError: no weather today" in reasons["fails"]
    assert reasons["unread"] == "language unknown"
    assert "holds" in reasons["shifted"]
    assert "a claim of document 'report-00000'" in reasons["foreign"]
    assert ledger.verify().findings == []


@pytest.mark.parametrize("text", ["", "\\u0000 spelled out", "𝕏 \U0001f6e1 ﷽", "a'b\"c\\d\n\te", "%s :name ? {x} --"])
def test_hostile_texts_are_kept_exactly(ledger: Ledger, text: str) -> None:
    hostile = f"{text} The Northern staff says that {text} took 3 houses in Velvet."
    ledger.add([Document("h", hostile, title=text or None)], read, NAME)
    assert ledger.document("h").document.text == hostile  # type: ignore[union-attr]
    assert [k.claim for k in ledger.claims()] == list(
        identify_all(read(Document("h", hostile)), Document("h", hostile).content_hash)
    )
    assert ledger.verify().findings == []


FILTERS: list[tuple[str, Filter, Callable[[Claim], bool]]] = [
    ("place", Filter(place=("Velvet",)), lambda c: any(p.name == "Velvet" for p in c.places)),
    ("place in any case", Filter(place=("VÉLVET",)), lambda c: any(p.name == "Velvet" for p in c.places)),
    (
        "two places",
        Filter(place=("Velvet", "Amber")),
        lambda c: any(p.name in ("Velvet", "Amber") for p in c.places),
    ),
    ("place id", Filter(place=("geonames:630",)), lambda c: any(p.id == "geonames:630" for p in c.places)),
    ("source", Filter(source=("ru-mod",)), lambda c: c.source is not None and c.source.id == "ru-mod"),
    ("speaker", Filter(speaker=("anna holt",)), lambda c: c.source is not None and c.source.speaker == "Anna Holt"),
    ("party", Filter(party=("UA", "GB")), lambda c: c.source is not None and c.source.party in ("UA", "GB")),
    ("event", Filter(event=("withdrawal",)), lambda c: c.event.type == "withdrawal"),
    ("level", Filter(level=("likely",)), lambda c: c.certainty.level == "likely"),
    ("mode", Filter(mode=("direct",)), lambda c: c.mode == "direct"),
    ("document", Filter(document=("report-00003",)), lambda c: c.document == "report-00003"),
    ("word", Filter(text="mill"), lambda c: "mill" in c.content.text),
    ("words", Filter(text="MILL left"), lambda c: "mill" in c.content.text and "left" in c.content.text),
    ("phrase", Filter(text='"near velvet"'), lambda c: "near Velvet" in c.content.text),
    ("beginning", Filter(text="vel*"), lambda c: " Vel" in c.content.text),
    (
        "day",
        Filter(since=DAY(2031, 1, 3), until=DAY(2031, 1, 3)),
        lambda c: (c.time or c.said) == "2031-01-03",
    ),
    ("until", Filter(until=DAY(2031, 1, 4)), lambda c: str(c.time or c.said) <= "2031-01-04"),
    (
        "said since",
        Filter(since=DAY(2031, 1, 9), clock="said"),
        lambda c: str(c.said) >= "2031-01-09",
    ),
    (
        "published",
        Filter(since=DAY(2031, 1, 2), until=DAY(2031, 1, 5), clock="published"),
        lambda c: "report-00001" <= c.document <= "report-00004",
    ),
    ("said by", Filter(said_by=DAY(2031, 1, 2)), lambda c: str(c.said) <= "2031-01-02"),
    (
        "several",
        Filter(place=("Amber",), party=("UA",), event=("capture", "withdrawal", "holding"), text="column"),
        lambda c: (
            any(p.name == "Amber" for p in c.places)
            and c.source is not None
            and c.source.party == "UA"
            and c.event.type in ("capture", "withdrawal", "holding")
        ),
    ),
    ("nothing", Filter(place=("Nowhere",)), lambda c: False),
]


@pytest.fixture(scope="module", params=["memory", "sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of 60 documents that tests only look at."""
    from quoth.ledger import open_ledger

    address = "memory:"
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('full')}/ledger.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        server.sql("CREATE DATABASE full_ledger TEMPLATE ledger_template")
        address = server.url("full_ledger")
    with open_ledger(address) as ledger:
        fill(ledger, 60)
        yield ledger


@pytest.mark.parametrize(("wanted", "holds"), [f[1:] for f in FILTERS], ids=[f[0] for f in FILTERS])
def test_a_filter_gives_what_it_says(full: Ledger, wanted: Filter, holds: Callable[[Claim], bool]) -> None:
    everything = expected(list(documents(60)))
    found = [k.claim for k in full.claims(wanted)]
    assert found == [c for c in everything if holds(c)]
    assert full.count(wanted) == len(found)
    if wanted.place != ("Nowhere",) and wanted.mode != ("direct",):
        assert 0 < len(found) < len(everything)


def test_pages_follow_each_other_in_both_directions(full: Ledger) -> None:
    everything = [k.seq for k in full.claims()]
    for newest_first in (False, True):
        seen: list[int] = []
        cursor = None
        while True:
            page = full.page(limit=7, cursor=cursor, newest_first=newest_first)
            assert len(page.claims) <= 7
            seen += [k.seq for k in page.claims]
            cursor = page.next
            if cursor is None:
                break
        assert seen == (everything[::-1] if newest_first else everything)


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.", ".1", "1.2.3", "-1.2", "1.²", "9" * 50 + ".1"])
def test_a_wrong_cursor_is_refused(full: Ledger, cursor: str) -> None:
    if cursor:
        with pytest.raises(LedgerError, match="not a cursor"):
            full.page(cursor=cursor)


@pytest.mark.parametrize("query", ["", "  ", "--", '""', "*", "' OR 1=1"])
def test_a_search_without_words_is_refused_and_signs_are_no_operators(full: Ledger, query: str) -> None:
    if query.strip("'\" -*"):
        assert full.count(Filter(text=query)) == 0
        return
    with pytest.raises(ValueError, match="at least one word"):
        full.count(Filter(text=query))


def test_documents_are_searched_by_their_words_and_titles(full: Ledger) -> None:
    made = list(documents(60))
    both = [d.id for d in made if "Velvet" in d.text and "Amber" in d.text]
    assert [k.document.id for k in full.documents(text="velvet amber")] == both
    assert [k.document.id for k in full.documents(text='"report 7"')] == ["report-00007"]


@pytest.mark.parametrize(
    ("content", "query"),
    [
        ("Войска отошли от Изюма", "изюма"),
        ("Зеленський об'їхав Київ", "об'їхав"),
        ("Ёлка у Чугуева", "елка"),
        ("dorpen rond Oekraïne", "oekraine"),
        ("een offensief van 2.000 man", '"2 000"'),
        ("Sjewtsjenkove-Zuid viel", "sjewtsjenkove-zuid"),
        ("STRASSE und Straße", '"strasse und strasse"'),
        ("a_b c", "b"),
    ],
)
def test_words_are_found_in_every_script(ledger: Ledger, content: str, query: str) -> None:
    text = f"The Northern staff says that {content}."
    ledger.add([Document("d", text), Document("e", "Nothing of the kind.")], read, NAME)
    assert [k.document.id for k in ledger.documents(text=query)] == ["d"]
    assert ledger.count(Filter(text=query)) == (1 if "." not in content else 0)


def test_a_very_long_word_and_text_are_kept_and_searched(ledger: Ledger) -> None:
    text = "x" * 50_000 + " " + " ".join(f"w{n}" for n in range(40_000)) + " again " * 500
    ledger.add([Document("long", text)], read, NAME)
    assert [k.document.id for k in ledger.documents(text="w39999 again w7")] == ["long"]
    assert ledger.verify().findings == []


def shown(ledger: Ledger, **as_of: DAY) -> list[str]:
    return [k.claim.content.text for k in ledger.claims(as_of=AsOf(**as_of))]


def test_as_published_counts_a_document_from_its_last_possible_day(ledger: Ledger) -> None:
    text = "The Northern staff says that it holds {}."
    ledger.add(
        [
            Document("day", text.format("the day"), published="2031-03-05"),
            Document("evening", text.format("the evening"), published="2031-03-05T23:30-05:00"),
            Document("month", text.format("the month"), published="2031-03"),
            Document("narrowed", text.format("the narrowed"), published="2031-03", dated="2031-03-06"),
            Document("undated", text.format("the undated")),
        ],
        read,
        NAME,
    )
    for day, new in [
        ("2031-03-04", []),
        ("2031-03-05", ["the day"]),
        ("2031-03-06", ["the evening", "the narrowed"]),
        ("2031-03-30", []),
        ("2031-03-31", ["the month"]),
        ("2031-05-31", []),
        ("2031-06-01", ["the undated"]),
    ]:
        before = DAY.fromisoformat(day) - dt.timedelta(1)
        seen = set(shown(ledger, published=DAY.fromisoformat(day))) - set(shown(ledger, published=before))
        assert seen == {f"it holds {n}" for n in new}, day


def test_as_recorded_replays_the_ledger(ledger: Ledger, clock: Clock) -> None:
    first, second, third = documents(3)
    ledger.add([first], read, NAME)
    one = clock.next_day()
    ledger.add([second], read, NAME)
    two = clock.next_day()
    ledger.add([first, second, third], read_better, "fake 1.1")
    three = clock.next_day()
    original = expected([first])
    assert [k.claim for k in ledger.claims(as_of=AsOf(recorded=one))] == original
    assert [k.claim for k in ledger.claims(as_of=AsOf(recorded=two))] == expected([first, second])
    now = {k.claim for k in ledger.claims(as_of=AsOf(recorded=three))}
    assert now == {k.claim for k in ledger.claims()}
    assert len(list(ledger.documents(AsOf(recorded=one)))) == 1
    assert list(ledger.claims(as_of=AsOf(recorded=one - dt.timedelta(1)))) == []


def test_a_cursor_stays_with_the_ledger_as_it_was(ledger: Ledger) -> None:
    fill(ledger, 6)
    everything = [k.seq for k in ledger.claims()]
    page = ledger.page(limit=5)
    ledger.add(documents(9), read_better, "fake 1.1")
    seen = [k.seq for k in page.claims]
    while page.next:
        page = ledger.page(limit=5, cursor=page.next)
        seen += [k.seq for k in page.claims]
    assert seen == everything


def test_a_better_reader_adds_versions_and_loses_nothing(ledger: Ledger) -> None:
    made = fill(ledger)
    old = expected(made)
    result = ledger.add(made, read_better, "fake 1.1")
    assert (result.reread, result.known, result.added) == (12, 0, 0)
    new = [c for d in made for c in identify_all(read_better(d), d.content_hash)]
    assert {(k.claim.id, k.claim.version) for k in ledger.claims()} == {(c.id, c.version) for c in new}
    for claim in old:
        versions = ledger.history(claim.id)
        assert versions[0].claim == claim
        assert {v.state for v in versions} <= {"read", "dropped"}
    kinds = {c.kind for c in ledger.changes()}
    assert kinds == {"changed", "dropped"}
    for change in ledger.changes():
        if change.kind == "changed":
            assert change.slots == ("event",)
            assert change.before and change.after
            assert (change.before.event.type, change.after.event.type) == ("withdrawal", "redeployment")
    assert ledger.verify().findings == []
    assert ledger.add(made, read, NAME).known == 12, "the older reader does not undo the newer one"
    assert ledger.add(made, read_better, "fake 1.0.9").known == 12
    assert {k.claim.version for k in ledger.claims()} == {c.version for c in new}


def test_reread_reads_what_the_ledger_holds(ledger: Ledger) -> None:
    made = fill(ledger, 5)
    ledger.take_down(made[0].id, "desk", "asked by its publisher")
    result = ledger.reread(read_better, "fake 1.1")
    assert (result.reread, result.added, result.refused) == (4, 0, [])


def test_a_revised_document_replaces_its_claims_from_its_day_on(ledger: Ledger) -> None:
    text = "The Northern staff says that it {} Velvet."
    first = Document("live", text.format("holds"), published="2031-03-01")
    second = Document("live", text.format("left"), published="2031-03-04")
    ledger.add([first], read, NAME)
    result = ledger.add([second], read, NAME)
    assert result.revised == 1
    assert shown(ledger) == ["it left Velvet"]
    assert shown(ledger, published=DAY(2031, 3, 3)) == ["it holds Velvet"]
    assert shown(ledger, published=DAY(2031, 3, 4)) == ["it left Velvet"]
    assert ledger.document("live").document == second  # type: ignore[union-attr]
    assert ledger.document("live", AsOf(published=DAY(2031, 3, 3))).document == first  # type: ignore[union-attr]
    assert ledger.add([first], read, NAME).known == 1, "an older revision does not come back"
    assert shown(ledger) == ["it left Velvet"]
    assert ledger.verify().findings == []


@pytest.mark.parametrize(("before", "after"), [("2031-03-01", "2031-03-04"), ("2031-03-04", "2031-03-01")])
def test_a_corrected_date_moves_the_claims(ledger: Ledger, before: str, after: str) -> None:
    first = Document("d", "The Northern staff says that it holds Velvet.", published=before)
    ledger.add([first], read, NAME)
    ledger.add([replace(first, published=after)], read, NAME)
    day = DAY.fromisoformat(after)
    assert shown(ledger, published=day) == ["it holds Velvet"]
    assert shown(ledger, published=day - dt.timedelta(1)) == []
    assert [k.published for k in ledger.claims()] == [after]
    assert ledger.verify().findings == []


def test_an_undated_document_counts_from_its_first_recording(ledger: Ledger, clock: Clock) -> None:
    document = Document("d", "The Northern staff says that it left Velvet.")
    ledger.add([document], read, NAME)
    first = clock.next_day()
    ledger.add([document], read_better, "fake 1.1")
    ledger.add([replace(document, title="Late title")], read_better, "fake 1.1")
    assert shown(ledger, published=first - dt.timedelta(1)) == []
    assert [k.claim.event.type for k in ledger.claims(as_of=AsOf(published=first))] == ["redeployment"]
    assert ledger.verify().findings == []


def test_identical_texts_of_two_outlets_stay_two_documents(ledger: Ledger) -> None:
    text = "The Northern staff says that it holds Velvet."
    ledger.add([Document("a", text, outlet="A"), Document("b", text, outlet="B")], read, NAME)
    kept = list(ledger.claims())
    assert [k.claim.document for k in kept] == ["a", "b"]
    assert kept[0].claim.id == kept[1].claim.id
    assert ledger.claim(kept[0].claim.id, "b").claim.document == "b"  # type: ignore[union-attr]


def test_two_claims_with_the_same_words_and_speaker_are_both_kept(ledger: Ledger) -> None:
    document = Document("d", "Witnesses and witnesses report fighting.")
    one, *_ = read(Document("d", "The Northern staff says that x. "))
    assert one.source

    def twins(document: Document) -> list[Claim]:
        content = Span("fighting", 31, 39)
        base = replace(one, content=content, sentence=None, cue=(), places=(), quantities=())
        sources = [replace(one.source, id="witnesses", speaker=None, text=t, start=s, end=s + 9)  # type: ignore[type-var]
                   for t, s in (("Witnesses", 0), ("witnesses", 14))]  # fmt: skip
        return [replace(base, source=s) for s in sources]

    ledger.add([document], twins, NAME)
    kept = list(ledger.claims())
    assert len({k.claim.id for k in kept}) == 2
    assert ledger.verify().findings == []


def test_a_reader_may_return_the_document_as_it_read_it(ledger: Ledger) -> None:
    class Found:
        def __init__(self, document: Document) -> None:
            self.document = replace(document, language="en", dated="2031-03-07")
            self.claims = read(document)

    document = Document("d", "The Northern staff says that it holds Velvet.", published="2031-03")
    assert ledger.add([document], Found, "found 1").added == 1
    kept = ledger.document("d")
    assert kept and (kept.document.language, kept.document.dated, kept.known) == ("en", "2031-03-07", "2031-03-07")
    assert ledger.add([document], Found, "found 1").known == 1


def test_relations_are_replaced_dropped_and_replayed(ledger: Ledger, clock: Clock) -> None:
    made = fill(ledger)
    a, b, c = (k.claim.id for k in list(ledger.claims())[:3])
    first = [
        Relation("corroborates", b, a, "both name the mill", (("place", "same"),)),
        Relation("disputes", c, "source:gb-mod", "rejects the source"),
    ]
    assert ledger.relate(first) == 2
    assert ledger.relate(first) == 0, "the same relations again add nothing"
    assert {k.relation for k in ledger.relations()} == set(first)
    day = clock.next_day()
    ledger.relate([Relation("contradicts", b, a, "other numbers")], touching=[a])
    assert [k.relation.kind for k in ledger.relations()] == ["disputes", "contradicts"]
    assert [k.relation.kind for k in ledger.relations(claims=(a,))] == ["contradicts"]
    assert [k.relation.kind for k in ledger.relations(kinds=("disputes",))] == ["disputes"]
    assert {k.relation for k in ledger.relations(AsOf(recorded=day))} == set(first)
    assert list(ledger.relations(AsOf(published=DAY(2030, 1, 1)))) == []
    with pytest.raises(RefusedError, match="which the ledger does not have"):
        ledger.relate([Relation("repeats", a, "f" * 32, "")])
    assert ledger.verify().findings == []
    assert made


ALTERATIONS = (
    "UPDATE claims SET party = 'XX'",
    "DELETE FROM claims",
    "UPDATE documents SET title = 'X'",
    "UPDATE documents SET text = 'X'",
    "DELETE FROM entries",
    "UPDATE entries SET link = ''",
    "UPDATE judgements SET author = 'X'",
    "DELETE FROM relations",
    "UPDATE runs SET verb = ''",
    "UPDATE readings SET reader = ''",
)


def test_the_database_itself_refuses_to_alter_rows(ledger: Ledger) -> None:
    fill(ledger, 2)
    a, b = (k.claim.id for k in list(ledger.claims())[:2])
    ledger.relate([Relation("repeats", a, b, "")])
    ledger.judge(Judgement("accept", a, "Ada"))
    for statement in ALTERATIONS:
        with pytest.raises((LedgerError, DBAPIError), match="append-only"), ledger.store.write() as connection:
            connection.exec_driver_sql(statement)
    assert ledger.verify().findings == []


def test_a_text_can_be_taken_down_and_its_digest_stays(ledger: Ledger) -> None:
    made = fill(ledger, 3)
    before = [to_record(k.claim) for k in ledger.claims()]
    assert ledger.take_down(made[1].id, "Ada", "asked by its publisher") == 1
    assert ledger.take_down(made[1].id, "Ada", "again") == 0
    kept = ledger.document(made[1].id)
    assert kept and kept.taken_down and kept.document.text == ""
    assert [k.document.id for k in ledger.documents(text='"note 1"')] == []
    assert [to_record(k.claim) for k in ledger.claims()] == before
    checked = ledger.verify()
    assert (checked.findings, checked.taken_down) == ([], 1)
    assert ledger.add(made, read, NAME).known == 3, "it does not come back by adding it again"
    with pytest.raises(RefusedError, match="no document"):
        ledger.take_down("nothing", "Ada", "")


def test_a_text_that_was_taken_down_is_gone_from_the_file(sqlite_url: str, make_ledger: Callable[..., Ledger]) -> None:
    ledger = make_ledger(sqlite_url)
    ledger.add(
        [*documents(40), Document("d", "Zanzibarium. The Northern staff says that it holds Velvet.")], read, NAME
    )
    ledger.take_down("d", "Ada", "asked")
    ledger.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    files = b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*"))
    assert b"zanzibarium" not in files.lower() and b"Northern staff" in files


def test_progress_sees_every_input(ledger: Ledger) -> None:
    seen: list[int] = []

    def progress(added: Added) -> None:
        seen.append(added.added + added.known)

    ledger.add(documents(5), read, NAME, progress=progress)
    assert len(seen) == 6 and seen[-1] == 5


def test_the_head_changes_with_every_append_and_the_clock_never_goes_back(ledger: Ledger, clock: Clock) -> None:
    heads = [ledger.head()]
    for document in documents(3):
        ledger.add([document], read, NAME)
        clock.now -= dt.timedelta(days=3)
        heads.append(ledger.head())
    assert len({h.link for h in heads}) == 4
    assert [h.recorded for h in heads] == sorted(h.recorded for h in heads)
    assert ledger.verify().findings == []
    assert ledger.verify(head=heads[1].link).findings == []
    assert [f.table for f in ledger.verify(head="0f" * 32).findings] == ["entries"]


def test_places_are_named_once(ledger: Ledger) -> None:
    made = fill(ledger)
    places = {(p.id, p.name.lower(), p.kind) for c in expected(made) for p in c.places}
    assert ledger.place_names() == sorted(places)


def test_fakes_are_as_the_tests_need_them() -> None:
    claims = expected(list(documents(60)))
    assert {c.event.type for c in claims} >= {"withdrawal", "capture", "holding"}
    assert any(c.time is None for c in claims) and any(c.time for c in claims)
    assert sum(map(ord, "Velvet")) == 630
    assert fakes.NAME == NAME
