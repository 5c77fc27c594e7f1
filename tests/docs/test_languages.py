"""The pages of the language packs say what is in the packs."""

from __future__ import annotations

import pytest

from quoth.languages.section import installed_packs
from scripts import languages


@pytest.mark.parametrize("stem", ["index", *installed_packs()])
def test_page_is_up_to_date(stem: str) -> None:
    text = (languages.DOCS / f"{stem}.md").read_text("utf-8")
    assert text == languages.page(stem), "run: python scripts/languages.py"


def test_the_rest_of_a_page_is_kept() -> None:
    text = (languages.DOCS / "nl.md").read_text("utf-8")
    before, begin, rest = languages.page("nl").partition(languages.BEGIN)
    assert begin and "What does not work yet" in before
    assert text.startswith(before)
    assert rest.endswith(languages.END)


def test_cells_hold_no_markup() -> None:
    assert languages.cell("a|b *c* <d>") == r"a\|b \*c\* &lt;d>"
