"""How much of a text is shown to others: the full text stays in the ledger."""

from __future__ import annotations

import os
from typing import Literal, cast, get_args

from quoth.model import Claim

Show = Literal["text", "sentence", "content", "none"]


def show_setting() -> Show:
    """`$QUOTH_SHOW`: `sentence` (the default), `content`, `none`, or `text` for whole documents.

    Raises:
        ValueError: it is set to anything else.
    """
    setting = os.environ.get("QUOTH_SHOW") or "sentence"
    if setting not in get_args(Show):
        raise ValueError(f"QUOTH_SHOW is {setting!r}; choose from {', '.join(get_args(Show))}")
    return cast(Show, setting)


def excerpt(claim: Claim, show: Show | None = None) -> str | None:
    """The words of a claim that may be published beside its link: its sentence, its content, or nothing."""
    show = show or show_setting()
    if show == "none":
        return None
    span = claim.sentence if show in ("text", "sentence") and claim.sentence else claim.content
    return span.text
