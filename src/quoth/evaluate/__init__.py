"""Evaluate: scoring a reader on gold, and floors below which its figures must not fall."""

from quoth.evaluate.figures import Figures, Score, Share, misses, value
from quoth.evaluate.gold import GoldClaim, GoldDocument, GoldError, as_gold, load_gold
from quoth.evaluate.score import BrokenSpan, score

__all__ = [
    "BrokenSpan", "Figures", "GoldClaim", "GoldDocument", "GoldError", "Score", "Share", "as_gold", "load_gold",
    "misses", "score", "value",
]  # fmt: skip
