"""The spellings of names, which are worked out by their first letter."""

from __future__ import annotations

from quoth.conflicts import load_conflict
from quoth.gazetteer import fold
from quoth.gazetteer.romanize import load_schemes
from quoth.reading.place_gate import Spellings


def test_every_spelling_of_every_name_is_found_by_its_first_letter() -> None:
    names = {word for person in load_conflict("ukraine").people for word in person.name.split()}
    names |= {"Єлизавета", "Юрій", "Щука", "Ян", "Їжак", "Лі", "Smith", "Łukasz", "Ø"}
    spelled = Spellings(names)
    for name in names:
        for key in {fold(name), *(fold(s) for scheme in load_schemes() for s in scheme.spell(name))}:
            assert key in spelled, (name, key)
    assert "xyzzy" not in spelled and "" not in spelled and 1 not in spelled
