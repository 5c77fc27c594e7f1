"""The demo ledger: labelled as made up, the same every time, both sides alike, kept for next time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quoth.ledger import open_ledger
from quoth.web import demo_ledger as module
from quoth.web.demo_ledger import demo_ledger
from quoth.web.demo_texts import documents, steps_of, story


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A week of it, which is enough to see how it is built."""
    monkeypatch.setattr(module, "documents", lambda: (d for d in documents() if d.published <= "2022-11-05"))


def test_every_text_says_that_it_is_made_up() -> None:
    labels = story()["label"]
    for document in documents():
        assert document.text.startswith(labels[document.language])
        assert document.url is not None and document.url.startswith("https://example.org/")


def test_several_languages_sources_and_a_whole_month() -> None:
    made = list(documents())
    assert {d.language for d in made} == {"nl", "en", "uk", "ru"}
    assert {d.published for d in made} == {f"2022-11-{day:02}" for day in range(1, 31)}
    assert len({d.id for d in made}) == len(made) == len({d.text for d in made})


def test_both_sides_win_lose_and_deny() -> None:
    steps = steps_of(story())
    for side in ("UA", "RU"):
        assert any(s.what == "left" and s.army == side and s.source == side.lower() for s in steps)
        assert any(s.what == "took" and s.army == side and s.denied for s in steps)
    told = Counter(s.source for s in steps if s.source in ("ua", "ru"))
    assert min(told.values()) * 2 > max(told.values()), "both armies are heard"


def test_the_same_every_time_and_kept(short: None, tmp_path: Path) -> None:
    one, other = demo_ledger(folder=tmp_path / "one"), demo_ledger(folder=tmp_path / "other")
    with open_ledger(one, readonly=True) as a, open_ledger(other, readonly=True) as b:
        assert a.head() == b.head()
        kinds = {kept.relation.kind for kept in a.relations()}
        assert {"repeats", "denies"} <= kinds
        sources = {kept.claim.source.id for kept in a.claims() if kept.claim.source}
        assert {"ua-general-staff", "ru-mod", "ua-regional"} <= sources
    (kept,) = (tmp_path / "one").iterdir()
    before = kept.stat().st_mtime_ns
    assert demo_ledger(folder=tmp_path / "one") == one
    assert kept.stat().st_mtime_ns == before


def test_progress_is_told(short: None, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    demo_ledger(folder=tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 20
