"""The page that explains the control table is the table."""

from __future__ import annotations

from quoth.reconcile import load_rows
from scripts import control_table


def test_the_page_is_what_the_table_says() -> None:
    text = control_table.PAGE.read_text("utf-8")
    assert control_table.page(text) == text
    assert all(row.plain in text and row.example in text for row in load_rows())
