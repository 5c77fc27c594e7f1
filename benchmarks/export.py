"""How fast a ledger is exported, and in how much memory.

    python benchmarks/export.py [--claims 100000] [--documents 6000] [--ledger PATH] [--kind KIND]... [--cpu] [--json]

Builds a seeded, made-up ledger (or takes one), and exports it to each tabular and geographic form, each in a process of
its own. Exit code 1 when one takes more than 60 s by the clock (`--cpu`: of its own CPU time) or 500 MB of memory.
`private` is memory without the pages of the database file, which the system keeps or drops as it likes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SECONDS, MEGABYTES = 60.0, 500.0
KINDS = (
    "jsonl", "csv", "parquet", "geojson", "acled", "hxl", "viina", "csv:control", "geojson:control", "csv:relations",
)  # fmt: skip


def build(path: Path, documents: int, claims: int) -> None:
    """The made-up ledger, with a chain of repeats and corroborations like that of news."""
    from benchmarks.synthetic import READER, Archive
    from quoth.ledger import open_ledger
    from quoth.model import Relation

    archive = Archive(documents, claims)
    with open_ledger(f"sqlite:///{path}") as ledger:
        ledger.add(archive, archive.claims_of, READER)
        ids = [kept.claim.id for kept in ledger.claims()]
        pairs = zip(ids[7::10], ids[::10], strict=False)
        ledger.relate(
            Relation("repeats" if n % 2 else "corroborates", later, first, "made up", (("n", str(n)),))
            for n, (later, first) in enumerate(pairs)
        )


def measured(path: Path, kind: str, out: Path) -> dict[str, float | int | str]:
    """One export in a process of its own: seconds, peak memory in MB, bytes."""
    code = "from benchmarks.export import one; one()"
    command = [sys.executable, "-c", code, str(path), kind, str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    if done.returncode:
        raise SystemExit(f"{kind}: {done.stderr}")
    found: dict[str, float | int | str] = json.loads(done.stdout)
    return found


def one() -> None:
    """Export `argv[1]` to `argv[2]` in `argv[3]`, and print what it took."""
    import resource

    begun = time.perf_counter()
    from quoth.ledger import open_ledger
    from quoth.publish.export import View, export, exporters

    path, kind, out = sys.argv[1:]
    name, _, part = kind.partition(":")
    calls, private = 0, 0.0

    def progress(done: int, total: int | None) -> None:
        nonlocal calls, private
        calls += 1
        if calls % 20 == 1:
            private = max(private, _private())

    with open_ledger(f"sqlite:///{path}", readonly=True) as ledger:
        view = View(ledger, part or exporters()[name].parts[0], progress=progress)  # type: ignore[arg-type]
        export(view, name, Path(out))
    figures = {
        "seconds": round(time.perf_counter() - begun, 1), "cpu": round(time.process_time(), 1),
        "MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "private MB": round(private),
        "bytes": Path(out).stat().st_size, "progress": calls,
    }  # fmt: skip
    print(json.dumps(figures))


def _private() -> float:
    """Memory of the process itself in MB, where the system says so."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return next(int(x.split()[1]) / 1024 for x in status.read_text().splitlines() if x.startswith("RssAnon"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=6_000)
    parser.add_argument("--ledger", type=Path, help="a ledger to measure on instead")
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--cpu", action="store_true", help="judge by CPU time, on a machine that does other work, too")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        path = given.ledger or Path(directory) / "ledger.db"
        if given.ledger is None:
            build(path, given.documents, given.claims)
        found = {kind: measured(path, kind, Path(directory) / "out") for kind in given.kind or KINDS}
    took = "cpu" if given.cpu else "seconds"
    missed = [k for k, f in found.items() if float(f[took]) > SECONDS or float(f["MB"]) > MEGABYTES]
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        for kind, figures in found.items():
            print(f"{kind:16s}", "  ".join(f"{name} {value}" for name, value in figures.items()))
        print("missed:", ", ".join(missed) or "nothing")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
