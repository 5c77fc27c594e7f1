"""Claims read from normalized text, brought back to the text as it was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from quoth.model import Claim, Place, Quantity, Source, Span
from quoth.text import Normalized

_Piece = TypeVar("_Piece", Span, Place, Quantity)


def restore(claim: Claim, normalized: Normalized) -> Claim:
    """The claim with every span where it stands in the original, holding the original's own characters."""
    if normalized.text == normalized.original:
        return claim
    sure = claim.certainty
    return replace(
        claim,
        content=_back(claim.content, normalized),
        sentence=_back(claim.sentence, normalized) if claim.sentence else None,
        source=_source(claim.source, normalized) if claim.source else None,
        cue=tuple(_back(c, normalized) for c in claim.cue),
        places=tuple(_back(p, normalized) for p in claim.places),
        quantities=tuple(_back(q, normalized) for q in claim.quantities),
        certainty=replace(sure, cue=_back(sure.cue, normalized)) if sure.cue else sure,
    )


def _back(piece: _Piece, normalized: Normalized) -> _Piece:
    start, end = normalized.to_original(piece.start, piece.end)
    return replace(piece, text=normalized.original[start:end], start=start, end=end)


def _source(source: Source, normalized: Normalized) -> Source:
    if source.start is None or source.end is None:
        return source
    start, end = normalized.to_original(source.start, source.end)
    return replace(source, text=normalized.original[start:end], start=start, end=end)
