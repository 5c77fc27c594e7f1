"""Reading quality against the floors of quality/floors.toml, and what was gained and lost since it was last recorded.

    python scripts/floors.py [--shared DIR] [--set NAME]... [--record] [--scorer]

Exits 1 when a floor is missed, or was lowered without a reason. `--record` writes quality/outcomes.json: the figures,
the floors, and for each gold claim, by document and number, what became of it. `--shared DIR` is the folder that holds
`gold/` (default: ../shared, when it is there); `--scorer` also asks `DIR/tools/score.py` for its verdict on the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoth.evaluate import Figures, GoldDocument, load_gold, misses, score
from quoth.evaluate.agreement import Agreement
from quoth.evaluate.figures import LOWER_IS_BETTER
from quoth.model import Claim
from quoth.reading import read

ROOT = Path(__file__).resolve().parent.parent
QUALITY = ROOT / "quality"
RECORD = QUALITY / "outcomes.json"
#: What becomes of a gold claim, worst first.
OUTCOMES = ("missed", "wrong mouth", "attributed", "strict")


@dataclass(frozen=True, slots=True)
class GoldSet:
    name: str
    paths: tuple[Path, ...]
    floors: dict[str, float]
    shared: bool


def sets_of(floors: dict[str, Any], shared: Path | None) -> Iterator[GoldSet]:
    """The gold sets that are there; a shared one is left out where the shared folder is not."""
    for entry in floors.get("set", ()):
        is_shared = bool(entry.get("shared"))
        if is_shared and shared is None:
            print(f"{entry['name']}: left out, the shared gold is not here")
            continue
        folder = shared / "gold" if is_shared and shared else ROOT
        yield GoldSet(entry["name"], tuple(folder / p for p in entry["gold"]), dict(entry.get("floors", {})), is_shared)


def outcomes(documents: Sequence[GoldDocument], claims: dict[str, tuple[Claim, ...]]) -> dict[str, str]:
    """What became of each attributed gold claim: `document#n`, n from 1."""
    out = {}
    for gold in documents:
        agreement = Agreement(gold.document.text)
        told = [(n, g) for n, g in enumerate(gold.claims, 1) if g.claim.source is not None and not g.optional]
        read_claims = [c for c in claims.get(gold.document.id, ()) if c.source is not None]
        pairs = dict(agreement.pairs([g for _, g in told], read_claims, 0.3))
        for i, (number, wanted) in enumerate(told):
            got = read_claims[pairs[i]] if i in pairs else None
            out[f"{gold.document.id}#{number}"] = OUTCOMES[_rank(agreement, wanted, got)]
    return out


def _rank(agreement: Agreement, wanted: Any, got: Claim | None) -> int:
    if got is None:
        return 0
    if not agreement.sources(wanted, got):
        return 1
    return 3 if agreement.contents(wanted, got) >= 0.8 and agreement.cues(wanted, got) else 2


def changes(before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """A line for each gold claim that fares otherwise than recorded, losses first."""
    moved = [
        (OUTCOMES.index(now[k]) - OUTCOMES.index(before[k]), k) for k in now if k in before and now[k] != before[k]
    ]
    for step, key in sorted(moved):
        yield f"  {'gain' if step > 0 else 'loss'}  {key}: {before[key]} -> {now[key]}"


def lowered(floors: dict[str, Any], recorded: dict[str, Any]) -> list[str]:
    """Floors that are lower than when last recorded, without a reason."""
    excused = {(e["set"], e["figure"]): e.get("to") for e in floors.get("lowered", ()) if e.get("reason", "").strip()}
    present = {entry["name"]: entry.get("floors", {}) for entry in floors.get("set", ())}
    out = []
    for name, was_recorded in recorded.items():
        for figure, was in was_recorded["floors"].items():
            now = present.get(name, {}).get(figure)
            worse = now is None or (now > was if figure == LOWER_IS_BETTER else now < was)
            if worse and ((name, figure) not in excused or excused[name, figure] != now):
                out.append(f"{name}: the floor of {figure} was {was}, is {now}, and no reason is given")
    return out


def measure(gold: GoldSet) -> tuple[Figures, dict[str, str]]:
    documents = list(load_gold(gold.paths))
    claims = {d.document.id: read(d.document).claims for d in documents}
    return score(documents, claims), outcomes(documents, claims)


def report(gold: GoldSet, figures: Figures, moved: Sequence[str]) -> list[str]:
    """Print one set's figures and changes; the floors it misses."""
    print(gold.name)
    for name, figure in figures.items():
        print(f"  {name:24s} {figure}")
    print(*moved, sep="\n", end="\n" if moved else "")
    return [f"{gold.name}: {miss}" for miss in misses(figures, gold.floors)]


def ask_scorer(gold: GoldSet, shared: Path) -> bool:
    """The verdict of the shared scorer on the same files and floors."""
    arguments = [word for name, floor in gold.floors.items() for word in ("--floor", f"{name}={floor}")]
    quoth = Path(sys.executable).with_name("quoth")
    command = [
        sys.executable,
        str(shared / "tools" / "score.py"),
        *map(str, gold.paths),
        "--quoth",
        str(quoth),
        *arguments,
    ]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=beside if (beside / "gold").is_dir() else None)
    parser.add_argument("--set", action="append", dest="names", help="only this set")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--scorer", action="store_true")
    asked = parser.parse_args()
    floors = tomllib.loads((QUALITY / "floors.toml").read_text("utf-8"))
    recorded: dict[str, Any] = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    wrong = lowered(floors, recorded)
    for gold in sets_of(floors, asked.shared):
        if asked.names and gold.name not in asked.names:
            continue
        figures, fates = measure(gold)
        wrong += report(gold, figures, list(changes(recorded.get(gold.name, {}).get("claims", {}), fates)))
        if asked.scorer and gold.shared and asked.shared and not ask_scorer(gold, asked.shared):
            wrong.append(f"{gold.name}: the shared scorer finds a floor missed")
        recorded[gold.name] = {
            "floors": gold.floors,
            "figures": {name: figure.as_record() for name, figure in figures.items()},
            "claims": fates,
        }
    for line in wrong:
        print(f"floors: {line}", file=sys.stderr)
    if asked.record and not wrong:
        RECORD.write_text(json.dumps(recorded, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
