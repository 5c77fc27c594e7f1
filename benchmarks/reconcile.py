"""How fast reconciling is: claims of a made-up archive, how it grows, and adding one document to many claims.

    python benchmarks/reconcile.py [--json] [--check] [--sizes 10000,100000,300000]

`--check` exits 1 when a limit of LIMITS is missed. Times are seconds of CPU of its one process, without a database;
`--ledger N` measures a ledger of N claims in a SQLite file instead: the first compare, and one after each new document.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import tempfile
import time
from collections.abc import Iterator

from quoth.ledger import open_ledger
from quoth.model import identify_all
from quoth.reconcile import Known, Reconciler
from quoth.reconcile.session import compare_ledger

from synthetic import READER, Archive  # isort: skip  # beside this file

CLAIMS_A_DOCUMENT = 10
#: Seconds for 100,000 claims, the exponent of growth from the first to the last size, seconds for one more document.
LIMITS = {"100000 claims": 120.0, "exponent": 1.2, "one document": 1.0}


def claims(archive: Archive, first: int, last: int) -> Iterator[Known]:
    """The claims of some of an archive's documents, as a ledger gives them."""
    for document in archive.slice(first, last):
        for claim in identify_all(archive.claims_of(document), document.content_hash):
            yield Known(claim, document.published or "", document.published)


def measure(size: int) -> dict[str, float]:
    """Seconds for a full run and for one more document in the middle of the time, the relations found, MB in use."""
    documents = size // CLAIMS_A_DOCUMENT
    archive = Archive(documents + 20, size + 20 * CLAIMS_A_DOCUMENT)
    known = list(claims(archive, 0, documents))
    begun = time.process_time()
    engine = Reconciler()
    engine.add(known)
    full = time.process_time() - begun
    slowest = 0.0
    for n in range(documents // 2, documents // 2 + 10):  # a late document: it touches what came after it, too
        again = list(claims(archive, n, n + 1))
        engine.remove(again[0].claim.document)
        begun = time.process_time()
        engine.add(again)
        slowest = max(slowest, time.process_time() - begun)
    found = sum(1 for _ in engine.relations())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"claims": len(known), "seconds": full, "one document": slowest, "relations": found, "MB": memory}


def measure_ledger(size: int) -> dict[str, float]:
    """Seconds for the first compare of a ledger, and the slowest of those after each of five new documents."""
    documents = size // CLAIMS_A_DOCUMENT
    archive = Archive(documents + 5, size + 5 * CLAIMS_A_DOCUMENT)
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"sqlite:///{folder}/ledger.db") as ledger:
        ledger.add(archive.slice(0, documents), archive.claims_of, READER)
        begun = time.process_time()
        compare_ledger(ledger)
        first, slowest = time.process_time() - begun, 0.0
        for n in range(documents, documents + 5):
            ledger.add(archive.slice(n, n + 1), archive.claims_of, READER)
            begun = time.process_time()
            compare_ledger(ledger)
            slowest = max(slowest, time.process_time() - begun)
    return {"claims": size, "first compare": first, "compare after one document": slowest}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sizes", default="10000,100000,300000")
    parser.add_argument("--ledger", type=int, metavar="N")
    args = parser.parse_args()
    if args.ledger:
        print("  ".join(f"{k} {v:,.2f}" for k, v in measure_ledger(args.ledger).items()))
        return 0
    rows = [measure(int(size)) for size in args.sizes.split(",")]
    figures = {f"{int(r['claims'])} claims": r["seconds"] for r in rows}
    first, last = rows[0], rows[-1]
    if len(rows) > 1:
        figures["exponent"] = math.log(last["seconds"] / first["seconds"]) / math.log(last["claims"] / first["claims"])
    figures["one document"] = last["one document"]
    if args.json:
        print(json.dumps({"figures": figures, "rows": rows}, indent=1))
    else:
        for r in rows:
            print("  ".join(f"{k} {v:,.2f}" for k, v in r.items()))
        for k, v in figures.items():
            print(f"{k:20s} {v:8.3f}" + (f"  limit {LIMITS[k]:g}" if k in LIMITS else ""))
    missed = [k for k, v in LIMITS.items() if figures.get(k, 0.0) > v]
    if missed:
        print("misses the limit: " + ", ".join(missed), file=sys.stderr)
    return 1 if args.check and missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
