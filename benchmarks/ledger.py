"""How fast a ledger is: adding, finding, looking back, and whether cost grows with size.

    python benchmarks/ledger.py [--claims 500000] [--documents 30000] [--postgresql] [--quick] [--cpu] [--json]

Builds a seeded, made-up ledger and measures at a tenth of its size and at the whole. A query is a first page of 100
claims, for places, sources, days and words drawn as often as they occur. Exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic import DAYS, FIRST_DAY, READER, Archive
from quoth.ledger import AsOf, Filter, Ledger, open_ledger
from quoth.model import Claim, Document

clock = time.perf_counter
DRAWS = 200
ADD_PER_SECOND, PAGE_MS, AS_OF_MS, GROWTH = 2000.0, 50.0, 100.0, 2.0


class Stopwatch:
    """Seconds spent in making the archive's documents and claims, which are not the ledger's."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def documents(self, documents: Iterator[Document]) -> Iterator[Document]:
        while True:
            begun = clock()
            document = next(documents, None)
            self.seconds += clock() - begun
            if document is None:
                return
            yield document

    def reader(self, read: Callable[[Document], list[Claim]]) -> Callable[[Document], list[Claim]]:
        def timed(document: Document) -> list[Claim]:
            begun = clock()
            claims = read(document)
            self.seconds += clock() - begun
            return claims

        return timed


def add(ledger: Ledger, archive: Archive, first: int, last: int) -> float:
    """Claims a second that the ledger takes, without the time of making them."""
    watch = Stopwatch()
    begun = clock()
    added = ledger.add(watch.documents(archive.slice(first, last)), watch.reader(archive.claims_of), READER)
    assert added.added == last - first and not added.refused, added
    return added.claims / (clock() - begun - watch.seconds)


def queries(archive: Archive, last: int) -> dict[str, Callable[[random.Random], tuple[Filter, AsOf]]]:
    """What is asked, each with values drawn from what was added so far."""

    def drawn(rng: random.Random) -> Claim:
        document = next(archive.slice(n := rng.randrange(last), n + 1))
        return rng.choice(archive.claims_of(document))

    def day(rng: random.Random) -> dt.date:
        return FIRST_DAY + dt.timedelta(days=rng.randrange(max(1, DAYS * last // archive.documents)))

    def place(rng: random.Random) -> Filter:
        return Filter(place=(drawn(rng).places[0].name,))

    def source(rng: random.Random) -> Filter:
        who = drawn(rng).source
        assert who
        return Filter(source=(who.id,)) if who.id else Filter(speaker=(str(who.speaker),))

    def one_day(rng: random.Random) -> Filter:
        chosen = day(rng)
        return Filter(since=chosen, until=chosen)

    def word(rng: random.Random) -> Filter:
        return Filter(text=rng.choice(drawn(rng).content.text.split()[1:]))

    def words(rng: random.Random) -> Filter:
        return Filter(text=" ".join(rng.sample(drawn(rng).content.text.split()[1:], 2)))

    now = AsOf()
    return {
        "one place": lambda rng: (place(rng), now),
        "one source": lambda rng: (source(rng), now),
        "one day": lambda rng: (one_day(rng), now),
        "one word": lambda rng: (word(rng), now),
        "two words": lambda rng: (words(rng), now),
        "place as published by a day": lambda rng: (place(rng), AsOf(published=day(rng))),
        "source as published by a day": lambda rng: (source(rng), AsOf(published=day(rng))),
        "day as published by a day": lambda rng: (one_day(rng), AsOf(published=day(rng))),
        "word as published by a day": lambda rng: (word(rng), AsOf(published=day(rng))),
        "place as recorded by today": lambda rng: (place(rng), AsOf(recorded=dt.datetime.now(dt.UTC).date())),
        "everything as published by a day": lambda rng: (Filter(), AsOf(published=day(rng))),
    }


def ask(ledger: Ledger, archive: Archive, last: int) -> dict[str, dict[str, float]]:
    """Median and p95 in milliseconds of each kind of query."""
    out = {}
    for name, draw in queries(archive, last).items():
        rng, times, rows = random.Random(5), [], 0
        for _ in range(DRAWS):
            wanted, as_of = draw(rng)
            begun = clock()
            rows += len(ledger.page(wanted, as_of).claims)
            times.append((clock() - begun) * 1000)
        cuts = statistics.quantiles(times, n=20)
        out[name] = {"median": round(cuts[9], 1), "p95": round(cuts[18], 1), "rows": rows / DRAWS}
    return out


def per_row(ledger: Ledger, limit: int = 20_000) -> float:
    """Microseconds for each claim returned, over all of a frequent source's claims."""
    begun, count = clock(), 0
    for _ in ledger.claims(Filter(source=("ua-mod",))):
        count += 1
        if count == limit:
            break
    return (clock() - begun) / count * 1e6


def measure(ledger: Ledger, archive: Archive, verify: bool) -> dict[str, Any]:
    tenth = archive.documents // 10
    small_rate = add(ledger, archive, 0, tenth)
    small, small_row = ask(ledger, archive, tenth), per_row(ledger)
    middle_rate = add(ledger, archive, tenth, archive.documents - tenth)
    large_rate = add(ledger, archive, archive.documents - tenth, archive.documents)
    large, large_row = ask(ledger, archive, archive.documents), per_row(ledger)
    figures: dict[str, Any] = {
        "claims": ledger.count(),
        "documents": archive.documents,
        "added a second, first tenth": round(small_rate),
        "added a second, middle": round(middle_rate),
        "added a second, last tenth": round(large_rate),
        "growth of cost per claim added": round(small_rate / large_rate, 2),
        "microseconds a row, a tenth": round(small_row, 1),
        "microseconds a row, all": round(large_row, 1),
        "growth of cost per row returned": round(large_row / small_row, 2),
        "queries at a tenth": small,
        "queries at all": large,
    }
    begun = clock()
    assert len(ledger.waiting(20)) == 20
    figures["milliseconds for the first 20 in the queue"] = round((clock() - begun) * 1000)
    if verify:
        begun = clock()
        checked = ledger.verify()
        assert not checked.findings, checked.findings[:5]
        figures["seconds to verify"] = round(clock() - begun, 1)
    return figures


def missed(figures: dict[str, Any]) -> list[str]:
    """The limits that were not kept."""
    out = []
    for name in ("first tenth", "middle", "last tenth"):
        if figures[f"added a second, {name}"] < ADD_PER_SECOND:
            out.append(f"added a second, {name}: below {ADD_PER_SECOND:g}")
    for name, query in figures["queries at all"].items():
        limit = AS_OF_MS if " as " in name else PAGE_MS
        if query["p95"] > limit:
            out.append(f"{name}: p95 {query['p95']} ms, over {limit:g}")
    for name in ("claim added", "row returned"):
        if figures[f"growth of cost per {name}"] > GROWTH:
            out.append(f"growth of cost per {name}: over {GROWTH:g}")
    return out


@contextmanager
def opened(postgresql: bool) -> Iterator[tuple[Ledger, Callable[[], float]]]:
    """A new ledger, and its size in MB."""
    if postgresql:
        from tests.ledger.postgres_server import server

        with server(("shared_buffers=512MB",)) as running:
            running.sql("CREATE DATABASE ledger")
            with open_ledger(running.url("ledger")) as ledger:
                yield ledger, lambda: 0.0
        return
    with tempfile.TemporaryDirectory(prefix="quoth-") as folder, open_ledger(f"sqlite:///{folder}/ledger.db") as ledger:
        yield ledger, lambda: sum(p.stat().st_size for p in Path(folder).iterdir()) / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=500_000)
    parser.add_argument("--documents", type=int, default=30_000)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of one's own")
    parser.add_argument("--quick", action="store_true", help="do not verify the ledger at the end")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--cpu", action="store_true", help="count the process's own time: on a machine shared with others"
    )
    args = parser.parse_args()
    if args.cpu:
        global clock
        clock = time.process_time
    with opened(args.postgresql) as (ledger, size):
        figures = measure(ledger, Archive(args.documents, args.claims), not args.quick)
        figures["megabytes"] = round(size())
    if args.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            if isinstance(value, dict):
                print(name)
                for query, times in value.items():
                    speed = f"median {times['median']:7.1f} ms  p95 {times['p95']:7.1f} ms"
                    print(f"  {query:34s} {speed}  {times['rows']:5.0f} rows")
            else:
                print(f"{name:44s} {value}")
    limits = [] if args.postgresql else missed(figures)
    for line in limits:
        print("missed:", line)
    return 1 if limits else 0


if __name__ == "__main__":
    sys.exit(main())
