"""quoth reads reports of an armed conflict and keeps a ledger of attributed claims.

The verbs and the nouns are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoth.ledger import open_ledger
    from quoth.model import Certainty, Claim, Document, Event, Place, Quantity, Relation, Source, Span
    from quoth.publish import publish_update
    from quoth.reading import Reading, read

__version__ = "0.1.0"

_ROOMS = {
    "read": "quoth.reading",
    "Reading": "quoth.reading",
    "open_ledger": "quoth.ledger",
    "publish_update": "quoth.publish",
    **dict.fromkeys(
        ("Certainty", "Claim", "Document", "Event", "Place", "Quantity", "Relation", "Source", "Span"), "quoth.model"
    ),
}

__all__ = [
    "Certainty", "Claim", "Document", "Event", "Place", "Quantity", "Reading", "Relation", "Source", "Span",
    "open_ledger", "publish_update", "read",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'quoth' has no attribute {name!r}")
    return getattr(import_module(room), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
