"""How fast the desk answers at full size while documents are being added.

    python benchmarks/web.py [--claims 500000] [--documents 30000] [--rate 50] [--seconds 60] [--ledger FILE] [--json]

Builds a seeded, made-up ledger (or takes up one that it built before), serves it on loopback, and asks for pages of
places, sources, claims and documents at a steady rate, drawn as often as they occur, while `quoth add` reads further
documents into the same ledger. A time runs from the moment at which a page was due. Exit code 1 when the 95th
percentile of any kind is above 150 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic import READER, Archive
from quoth.ledger import open_ledger
from quoth.model import Claim, Document, Relation
from quoth.model.claim import identify_all
from quoth.web.visit import address

P95_MS = 150.0
KINDS = ("place", "source", "claim", "document")
_RELATED = 0.1  # of the claims
_WARM = 100
_COPIES = 10  # of the documents that are added meanwhile, so that there are enough


def build(path: Path, archive: Archive, last: int) -> None:
    """The ledger with the documents before number `last`, and made-up relations between claims about one place."""
    with open_ledger(f"sqlite:///{path}") as ledger:
        ledger.add(archive.slice(0, last), archive.claims_of, READER)
        ledger.relate(list(relations(archive, last)))
        ledger.store.refresh_statistics()


def relations(archive: Archive, last: int) -> Iterator[Relation]:
    rng = random.Random(3)
    before: dict[str, str] = {}
    for document in archive.slice(0, last):
        for claim in identify_all(archive.claims_of(document), document.content_hash):
            place, earlier = claim.places[0].name, before.get(claim.places[0].name)
            if earlier and rng.random() < _RELATED:
                kind = rng.choice(("repeats", "corroborates", "contradicts", "denies", "corrects", "updates"))
                yield Relation(kind, claim.id, earlier, f"both speak of {place}")  # type: ignore[arg-type]
            before[place] = claim.id


def pages(archive: Archive, last: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Kinds and paths without end, each thing as often as it is spoken of."""
    rng = random.Random(seed)
    while True:
        for kind in KINDS:
            document = next(archive.slice(n := rng.randrange(last), n + 1))
            claim = rng.choice(identify_all(archive.claims_of(document), document.content_hash))
            yield kind, path_of(kind, document, claim, rng)


def path_of(kind: str, document: Document, claim: Claim, rng: random.Random) -> str:
    if kind == "place":
        return address("place", str(claim.places[0].id))
    if kind == "source":
        who = (
            claim.source.id if claim.source and claim.source.id else rng.choice(("ua-mod", "ru-army", "gb-government"))
        )
        return address("source", who)
    return address("claim", claim.id) if kind == "claim" else address("document", document.id)


async def ask(port: int, path: str) -> tuple[int, int]:
    """Status and length of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    body = await reader.read(-1)
    writer.close()
    return int(body[9:12]), len(body)


async def load(port: int, archive: Archive, last: int, rate: float, seconds: float) -> dict[str, Any]:
    """Pages asked for at a steady rate, whether or not earlier ones were answered."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    sizes: list[int] = []
    wrong: list[str] = []

    async def one(kind: str, path: str, due: float) -> None:
        status, size = await ask(port, path)
        times[kind].append((loop.time() - due) * 1000)
        sizes.append(size)
        if status != 200:
            wrong.append(f"{path}: {status}")

    loop, wanted = asyncio.get_running_loop(), pages(archive, last)
    for _ in range(_WARM):
        await ask(port, next(wanted)[1])
    asked = [next(wanted) for _ in range(int(rate * seconds))]
    begun, tasks = loop.time(), []
    for n, (kind, path) in enumerate(asked):
        due = begun + n / rate
        await asyncio.sleep(max(0.0, due - loop.time()))
        tasks.append(asyncio.create_task(one(kind, path, due)))
    await asyncio.gather(*tasks)
    return {
        "seconds": round(loop.time() - begun, 1), "answers": len(asked), "wrong": wrong[:5],
        "largest": max(sizes), "ms": {kind: _cuts(times[kind]) for kind in KINDS},
    }  # fmt: skip


def _cuts(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    return {"median": round(cuts[49], 1), "p95": round(cuts[94], 1), "p99": round(cuts[98], 1)}


def cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def quoth(*arguments: str) -> subprocess.Popen[bytes]:
    code = "import sys; from quoth.cli import main; sys.argv[0] = 'quoth'; main()"
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)


async def until_up(port: int) -> None:
    for _ in range(600):
        try:
            await ask(port, "/method")
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise SystemExit("the desk did not start")


def measure(path: Path, archive: Archive, last: int, rate: float, seconds: float, folder: Path) -> dict[str, Any]:
    """Serve, add, ask; everything that was started is ended."""
    more, stamp = folder / "more.jsonl", time.time_ns()
    with more.open("w", encoding="utf-8") as out:
        copies = (d for _ in range(_COPIES) for d in archive.slice(last, archive.documents))
        for n, d in enumerate(copies):
            record = {
                "id": f"{stamp}-{n}",
                "text": d.text,
                "language": "nl",
                "published": d.published,
                "outlet": d.outlet,
            }
            out.write(json.dumps(record) + "\n")
    port, running = free_port(), []
    try:
        desk = quoth("serve", "--ledger", f"sqlite:///{path}", "--port", str(port))
        running.append(desk)
        asyncio.run(until_up(port))
        adding = quoth("add", str(more), "--ledger", f"sqlite:///{path}")
        running.append(adding)
        used = cpu(desk.pid)
        out_ = asyncio.run(load(port, archive, last, rate, seconds))
        out_["adding went on"] = adding.poll() is None
        out_["desk's CPU ms an answer"] = round((cpu(desk.pid) - used) / (out_["answers"] + _WARM) * 1000, 1)
        out_["load"] = os.getloadavg()[0]
    finally:
        for process in running:
            process.terminate()
            process.wait(timeout=30)
    return out_


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=500_000)
    parser.add_argument("--documents", type=int, default=30_000)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--ledger", type=Path, help="Where the ledger is kept for the next time.")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    archive = Archive(given.documents, given.claims)
    last = given.documents - max(100, given.documents // 50)
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "bench.db"
        if not path.exists():
            begun = time.monotonic()
            build(path, archive, last)
            print(f"built in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        out = measure(path, archive, last, given.rate, given.seconds, Path(folder))
    if given.json:
        print(json.dumps(out, indent=1))
    else:
        for kind, cuts in out["ms"].items():
            print(f"{kind:9s} median {cuts['median']:7.1f} ms   p95 {cuts['p95']:7.1f} ms   p99 {cuts['p99']:7.1f} ms")
        rest = {k: v for k, v in out.items() if k != "ms"}
        print(", ".join(f"{k}: {v}" for k, v in rest.items()))
    late = any(cuts["p95"] > P95_MS for cuts in out["ms"].values())
    return 1 if late or out["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
