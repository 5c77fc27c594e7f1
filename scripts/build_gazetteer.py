"""Compile the gazetteer that ships in the package: python scripts/build_gazetteer.py [--check]."""

from __future__ import annotations

import sys
from pathlib import Path

from quoth.gazetteer.compile import compile_gazetteer

TARGET = Path(__file__).parents[1] / "src" / "quoth" / "gazetteer" / "data" / "gazetteer.bin"


def main() -> int:
    """Write the file, or with --check compare it with a fresh compilation."""
    data = compile_gazetteer(progress=lambda step, done, of: print(f"{100 * done // of:3} % {step}", file=sys.stderr))
    if "--check" in sys.argv:
        same = TARGET.read_bytes() == data
        print("the same" if same else "differs", file=sys.stderr)
        return 0 if same else 1
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
