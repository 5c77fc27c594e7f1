"""Text: normalization with a way back, tokens, quotation marks, paragraphs and sentences."""

from quoth.text.normalize import Normalized, normalize
from quoth.text.passage import Passage
from quoth.text.quotes import Quotation
from quoth.text.sentences import Sentence
from quoth.text.tokens import Token, tokenize

__all__ = ["Normalized", "Passage", "Quotation", "Sentence", "Token", "normalize", "tokenize"]
