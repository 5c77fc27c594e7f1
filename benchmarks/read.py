"""How fast reading is: a cold start, documents a second on one core, and time against length.

    python benchmarks/read.py [--language nl] [--json] [--check]

Documents are cut to 2,000 characters from the project's own gold texts and cases, or the demo's article where there are
none. Reading is timed in processor seconds; the fixed loop tells how fast the machine was meanwhile.
`--check` exits 1 when a limit of LIMITS is missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from quoth.cli.demo import example
from quoth.model import Document
from quoth.reading import read

TESTS = Path(__file__).resolve().parent.parent / "tests"
LENGTH = 2000
#: Seconds, documents a second, and the growth exponent of time against length (1 is proportional).
LIMITS = {"cold start": 1.5, "documents a second": 80.0, "growth": 1.15}


def paragraphs(language: str) -> list[str]:
    """The paragraphs of the project's own texts in a language."""
    texts = []
    for path in [*sorted((TESTS / "gold").glob("*.jsonl")), TESTS / "cases" / language / "documents.jsonl"]:
        if not path.is_file():
            continue
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if record.get("language") == language:
                texts.append(record["text"])
    if not texts and language == "nl":
        texts.append(example().text)
    found = [p for text in texts for p in text.split("\n") if p.strip()]
    if not found:
        raise SystemExit(f"there is no text in {language!r} to measure on")
    return found


def text_of(length: int, pool: Sequence[str], chance: random.Random) -> str:
    """A text of some length: paragraphs in random order, the last one cut."""
    out: list[str] = []
    size = 0
    while size < length:
        out.append(chance.choice(pool))
        size += len(out[-1]) + 1
    return "\n".join(out)[:length]


def cold_start(rounds: int = 7) -> float:
    """Median seconds of `quoth read` of the demo's article in a new process, its language unknown."""
    with tempfile.TemporaryDirectory() as folder:
        # compiled modules are kept, as an installed package keeps them; the first round makes them
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": folder}
        path = Path(folder) / "article.txt"
        path.write_text(f"date 2022-11 {example().text}", "utf-8")
        command = [sys.executable, "-m", "quoth.cli", "read", str(path), "--format", "jsonl"]
        return statistics.median(_seconds_of(command, kept) for _ in range(rounds))


def _seconds_of(command: Sequence[str], environment: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(environment))
    return time.perf_counter() - begun


def seconds(text: str, language: str) -> float:
    begun = time.process_time()
    read(Document("benchmark", text, language, "2022-09-11"))
    return time.process_time() - begun


def speed(language: str, pool: Sequence[str], count: int = 200) -> float:
    """Documents of 2,000 characters a second, on one core."""
    chance = random.Random(1)
    texts = [text_of(LENGTH, pool, chance) for _ in range(count)]
    return count / sum(seconds(text, language) for text in texts)


def pace(rounds: int = 9) -> float:
    """Seconds of a fixed loop, at best: how fast this machine is now, to compare runs on a busy one."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        seen: dict[str, int] = {}
        for i in range(30_000):
            key = str(i & 1023)
            seen[key] = seen.get(key, 0) + len(key)
        times.append(time.process_time() - begun)
    return min(times)


def growth(language: str, pool: Sequence[str]) -> tuple[dict[int, float], float]:
    """Seconds by length, and the exponent between the shortest and the longest."""
    chance = random.Random(2)
    times = {length: seconds(text_of(length, pool, chance), language) for length in (62_500, 250_000, 1_000_000)}
    (short, quick), (long, slow) = min(times.items()), max(times.items())
    return times, math.log(slow / quick) / math.log(long / short)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="nl")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    gc.set_threshold(100_000, 50, 50)  # as the command does
    pool = paragraphs(asked.language)
    seconds(pool[0], asked.language)  # loads the language's data
    times, exponent = growth(asked.language, pool)
    figures = {"cold start": cold_start(), "documents a second": speed(asked.language, pool), "growth": exponent}
    if asked.json:
        print(json.dumps({**figures, "seconds by length": times, "pace": pace()}, indent=1))
    else:
        print(f"cold start of one article      {figures['cold start']:8.2f} s")
        print(f"documents of {LENGTH:,} characters  {figures['documents a second']:8.1f} /s")
        for length, took in times.items():
            print(f"{length:>9,} characters           {took:8.2f} s")
        print(f"growth exponent                {exponent:8.2f}")
        print(f"a fixed loop, for comparison   {pace() * 1000:8.2f} ms")
    slow = [
        n for n, limit in LIMITS.items() if (figures[n] < limit if n == "documents a second" else figures[n] > limit)
    ]
    for name in slow:
        print(f"misses the limit: {name} {figures[name]:.2f} against {LIMITS[name]}", file=sys.stderr)
    return 1 if asked.check and slow else 0


if __name__ == "__main__":
    sys.exit(main())
