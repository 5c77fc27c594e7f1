"""Put what `quoth demo` prints into README.md: some of its claims, in the first ```text block.

python scripts/readme.py
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from quoth.cli.demo import example
from quoth.cli.formats import Format, write
from quoth.reading import read

README = Path(__file__).resolve().parent.parent / "README.md"
FENCE = "```text\n"
#: How the claims to show begin.
SHOWN = ("De terugkeer", "zijn leger", "het om 260", "Rusland heeft", "Rond Cherson")


def excerpt() -> str:
    """The table of these claims, as `quoth demo` prints it."""
    reading = read(example())
    kept = tuple(c for c in reading.claims if c.content.text.startswith(SHOWN))
    out = io.StringIO()
    write(Format.TABLE, [replace(reading, claims=kept)], out)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines()) + "\n"


def main() -> None:
    text = README.read_text("utf-8")
    start = text.index(FENCE) + len(FENCE)
    README.write_text(text[:start] + excerpt() + text[text.index("```\n", start) :], "utf-8")


if __name__ == "__main__":
    main()
