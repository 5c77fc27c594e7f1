"""Who says what in every word order of Ukrainian and Russian. A row is `text | source > content ; ...`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quoth.model import Document
from quoth.reading import read

ROWS = Path(__file__).parent / "rows"


def rows() -> list[tuple[str, str]]:
    return [
        (code, line)
        for code in ("uk", "ru")
        for line in (ROWS / f"said-{code}.txt").read_text("utf-8").splitlines()
        if line
    ]


def likeness(a: str, b: str) -> float:
    ours, theirs = (set(re.findall(r"\w+", x.lower())) for x in (a, b))
    return len(ours & theirs) / len(ours | theirs)


@pytest.mark.parametrize(("code", "row"), rows())
def test_row(code: str, row: str) -> None:
    text, _, told = row.partition(" | ")
    wanted = [tuple(claim.split(" > ")) for claim in told.split(" ; ")]
    claims = read(Document("d", text, code, published="2024-05-20")).claims
    got = [(c.source.text or "", c.content.text) for c in claims if c.source is not None]
    assert len(got) == len(wanted), got
    for source, content in wanted:
        assert any(likeness(content, c) >= 0.75 and likeness(source, s) >= 0.5 for s, c in got), got
