"""Cue frames through the whole reader: how many examples give an attributed claim. The floors may only rise."""

from __future__ import annotations

import pytest

from quoth.languages.cues import load_cues
from quoth.model import Document
from quoth.reading import read

#: The share of examples of frames with a strength of at least one half, every fourth of them.
FLOORS = {"nl": 0.85, "en": 0.65, "uk": 0.70, "ru": 0.70}


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_examples_are_read(code: str) -> None:
    examples = {f.example: None for f in load_cues(code).verbs if f.strength >= 0.5 and f.takes != {"nothing"}}
    sample = list(examples)[::4]
    found = [e for e in sample if any(c.cue for c in read(Document("d", e + "\n", code, "2024-03-05")).claims)]
    assert len(found) / len(sample) >= FLOORS[code]
