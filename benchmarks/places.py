"""How fast places are: loading the gazetteer, its memory, resolving against reading, and names a second.

    python benchmarks/places.py [--json] [--check]

`--check` exits 1 when a limit of LIMITS is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

#: Seconds, MB, share of reading time.
LIMITS = {"loading": 0.3, "memory": 150.0, "share of reading": 0.15}
_LOAD = """
import resource, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
import quoth.gazetteer
begun = time.process_time()
quoth.gazetteer.load_gazetteer()
print(time.process_time() - begun, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def loading() -> tuple[float, float]:
    """The best of five loads in fresh processes, in seconds of CPU, and the memory it takes, in MB."""
    runs = [subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True) for _ in range(5)]
    told = [tuple(map(float, r.stdout.split())) for r in runs]
    return min(t[0] for t in told), max(t[1] for t in told)


def resolving(repeats: int = 50) -> tuple[float, float]:
    """Seconds of CPU that finding the places of the demo's article takes, and that reading it takes."""
    from quoth.cli.demo import example
    from quoth.conflicts import load_conflict
    from quoth.gazetteer import load_gazetteer
    from quoth.reading import read
    from quoth.reading.places import find_places
    from quoth.text import Passage

    war, gazetteer = load_conflict("ukraine"), load_gazetteer()
    document = example()
    passage = Passage.of(document.text)
    find_places(passage, "nl", gazetteer, conflict=war)
    read(document)
    begun = time.process_time()
    for _ in range(repeats):
        find_places(passage, "nl", gazetteer, conflict=war, dated="2022-09-12")
    middle = time.process_time()
    for _ in range(repeats):
        read(document)
    end = time.process_time()
    return (middle - begun) / repeats, (end - middle) / repeats


def main() -> int:
    """Print the figures; returns 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    seconds, memory = loading()
    places, whole = resolving()
    figures = {
        "loading": round(seconds, 3),
        "memory": round(memory, 1),
        "resolving": round(places, 5),
        "reading": round(whole, 5),
        "share of reading": round(places / whole, 3),
        "peak memory of reading": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")
    missed = [name for name, limit in LIMITS.items() if figures[name] > limit]
    for name in missed:
        print(f"missed: {name} {figures[name]} > {LIMITS[name]}", file=sys.stderr)
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
