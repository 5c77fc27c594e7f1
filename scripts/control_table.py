"""Write the table of `docs/reconcile.md` from `control.toml`; --check: exit 1 when the page differs from it."""

from __future__ import annotations

import sys
from pathlib import Path

from quoth.reconcile import load_rows

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reconcile.md"
_BEGIN, _END = "<!-- rows: generated from control.toml -->", "<!-- end of rows -->"
_STATES = {
    "held-by-{side}": "held by the one side",
    "claimed-by-{side}": "claimed by the one side",
    "contested": "contested",
    "unknown": "unknown",
}


def table() -> str:
    """The rows for people, in the order in which they are tried."""
    lines = ["| | what is on record | state | for example |", "|---|---|---|---|"]
    for n, row in enumerate(load_rows(), 1):
        lines.append(f"| {n}. `{row.id}` | {row.plain} | {_STATES[row.state]} | {row.example} |")
    return "\n".join(lines)


def page(text: str) -> str:
    """The page with its table made anew."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table()}\n{_END}{after}"


def main() -> int:
    text = PAGE.read_text("utf-8")
    fresh = page(text)
    if "--check" in sys.argv[1:]:
        return int(text != fresh)
    PAGE.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
