"""The nouns of quoth: frozen, flat records without input or output."""

from quoth.model.claim import (
    Candidate,
    Certainty,
    Claim,
    Event,
    Place,
    Quantity,
    Relation,
    Source,
    from_record,
    identify,
    identify_all,
    to_record,
)
from quoth.model.document import Document
from quoth.model.span import Span

__all__ = [
    "Candidate",
    "Certainty",
    "Claim",
    "Document",
    "Event",
    "Place",
    "Quantity",
    "Relation",
    "Source",
    "Span",
    "from_record",
    "identify",
    "identify_all",
    "to_record",
]
