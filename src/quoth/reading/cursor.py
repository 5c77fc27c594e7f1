"""A cursor over the tokens of a sentence, with what the lexicon knows of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quoth.languages.verbs import load_verbs
from quoth.languages.words import load_words
from quoth.reading.lexicon import Lexicon, Term
from quoth.text.tokens import Token

OPENING = frozenset("«„“”\"‘'")
CLOSING = frozenset("»”“\"’'")


@cache
def function_words(code: str) -> frozenset[str]:
    """Words of the closed classes, which are no nouns."""
    words = load_words(code)
    return (
        words.prepositions
        | words.adverbs
        | words.coordinators
        | words.subordinators
        | words.complementizers
        | words.negators
    )


class Cursor:
    """Looks at the tokens of one sentence, which runs from token `start` to `stop`."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.grammar = lexicon.actors.grammar
        self.start, self.stop = 0, len(tokens)
        self._seen: dict[int, tuple[int, tuple[Term, ...]]] = {}

    def at(self, i: int) -> tuple[int, tuple[Term, ...]]:
        """The lexicon's entry at a token."""
        if i >= self.stop:
            return i, ()
        found = self._seen.get(i)
        if found is None:
            found = self._seen[i] = (
                self._quoted_body(i) if self.tokens[i].text in OPENING else self.lexicon.at(self.tokens, i)
            )
        return found

    def _quoted_body(self, i: int) -> tuple[int, tuple[Term, ...]]:
        """`«Медуза»`: the name of a body with its quotation marks."""
        if i + 2 >= self.stop:
            return i, ()
        end, terms = self.lexicon.at(self.tokens, i + 1)
        bodies = tuple(t for t in terms if t.kind == "body")
        if bodies and end < self.stop and self.tokens[end].text in CLOSING:
            return end + 1, bodies
        return i, ()

    def low(self, i: int) -> str:
        return self.tokens[i].lower if i < self.stop else ""

    def noun_follows(self, i: int) -> bool:
        """Whether an unknown noun follows, so that the word before was an adjective ("військових об'єктів")."""
        token = self.tokens[i] if i < self.stop else None
        if token is None or token.kind != "word" or token.is_capitalized or self.at(i)[1]:
            return False
        code = self.lexicon.actors.code
        return not (load_verbs(code).forms(token.lower) or token.lower in function_words(code))

    def is_verb(self, i: int) -> bool:
        """Whether the first word of a sentence is a verb and no given name."""
        token = self.tokens[i]
        return self.lexicon.names.given_name(token.text) is None and bool(
            load_verbs(self.lexicon.actors.code).forms(token.lower)
        )
