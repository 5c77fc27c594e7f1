"""Paragraphs and sentences over tokens. A quotation is one opaque piece of the sentence it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

from quoth.model.record import record
from quoth.text.quotes import Quotation
from quoth.text.tokens import Token

_BREAK = re.compile(r"\n\s*")
_STOPS = {".", "!", "?", "…", "...", "..", "?!", "!?"}
_CLOSING = {")", "]", "»", "”", "''"}
_DASHES = {"-", "–", "—", "―"}
#: A sentence is cut here at the latest: no writer needs more tokens, and the clause chart's cost stays bounded.
_LONGEST = 400


@record
class Sentence:
    """Tokens `[first, end)`; `paragraph` numbers the paragraph it is in; `start`, `stop` are character offsets."""

    i: int
    first: int
    end: int
    paragraph: int
    start: int
    stop: int


def find_paragraphs(text: str, tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Token ranges `[first, end)` of the lines that hold tokens."""
    if not tokens:
        return ()
    cuts = {bisect_left(tokens, m.start(), key=lambda t: t.start) for m in _BREAK.finditer(text)}
    edges = [0, *sorted(cuts - {0, len(tokens)}), len(tokens)]
    return tuple(pairwise(edges))


def find_sentences(
    text: str,
    tokens: Sequence[Token],
    paragraphs: Sequence[tuple[int, int]],
    quotations: Sequence[Quotation],
    abbreviations: Collection[str],
) -> tuple[Sentence, ...]:
    """The sentences of a text, in order.

    A full stop after an abbreviation, an initial or an ordinal day ("12. September") ends none; one inside a quotation
    ends the sentence around it only when the quotation closes there and a new sentence begins.
    """
    quote_at = {q.first: q for q in quotations}
    out: list[Sentence] = []
    for number, (first, end) in enumerate(paragraphs):
        begin = i = first
        while i < end:
            if i - begin > _LONGEST:
                out.append(_sentence(len(out), tokens, begin, i, number))
                begin = i
            if i in quote_at and quote_at[i].last - begin <= 4 * _LONGEST:
                q = quote_at[i]
                i = q.last + 1
                inside = [tokens[k] for k in q.inside]
                if not (inside and inside[-1].text in _STOPS and begins_sentence(text, tokens, i, end)):
                    continue
                cut = i
            elif tokens[i].text in _STOPS and ends_sentence(text, tokens, i, begin, end, abbreviations):
                cut = i + 1
                while cut < end and tokens[cut].text in _CLOSING and tokens[cut].start == tokens[cut - 1].end:
                    cut += 1
                i = cut
            else:
                i += 1
                continue
            out.append(_sentence(len(out), tokens, begin, cut, number))
            begin = cut
        if begin < end:
            out.append(_sentence(len(out), tokens, begin, end, number))
    return tuple(out)


def split_inside(text: str, tokens: Sequence[Token], span: range, abbreviations: Collection[str]) -> list[range]:
    """The sentences inside a quotation, as token ranges with their final stop."""
    out: list[range] = []
    begin = span.start
    for i in span:
        if tokens[i].text in _STOPS and ends_sentence(text, tokens, i, begin, span.stop, abbreviations):
            out.append(range(begin, i + 1))
            begin = i + 1
    if begin < span.stop:
        out.append(range(begin, span.stop))
    return [r for r in out if any(tokens[k].kind != "mark" for k in r)]


def _sentence(i: int, tokens: Sequence[Token], first: int, end: int, paragraph: int) -> Sentence:
    return Sentence(i, first, end, paragraph, tokens[first].start, tokens[end - 1].end)


def begins_sentence(text: str, tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a new sentence can begin at token `i`: a capital, a digit, an opening mark, or the end."""
    if i >= end:
        return True
    token = tokens[i]
    if token.kind == "mark":
        if token.text in _DASHES:  # "…" — сказал он: the dash goes on with the sentence; – Capital: a line of dialogue
            follows = tokens[i + 1] if i + 1 < end else None
            spaced = follows is not None and follows.start > token.end and i > 0 and tokens[i - 1].text == "."
            return spaced and follows is not None and follows.is_word and follows.is_capitalized
        if token.text in {",", ";", ":", ")", "]", ".", "?", "!"}:
            return False
        return not text[token.start - 1 : token.start].isalnum()
    return token.is_capitalized or token.kind == "number" or token.lower in {"'s", "'t", "'n"}


def ends_sentence(
    text: str, tokens: Sequence[Token], i: int, begin: int, end: int, abbreviations: Collection[str]
) -> bool:
    """Whether the stop at token `i` ends a sentence that began at `begin`."""
    if i + 1 >= end:
        return True
    following = text[tokens[i].end : tokens[i].end + 1]
    if following and not following.isspace() and following not in "\"'”’»)]“„«‘":
        return False
    nxt = tokens[i + 1]
    if nxt.text in {")", "]", "»", "”", "''", "’"} and nxt.start == tokens[i].end and i + 2 < end:
        nxt = tokens[i + 2]
    if tokens[i].text == "." and i > begin:
        before = tokens[i - 1]
        touching = before.end == tokens[i].start
        shouted = before.text.isupper() and len(before.text) > 1  # "VS." is no "vs."
        if touching and not shouted and before.lower + "." in abbreviations:
            return False
        if touching and before.is_word and len(before.text) == 1 and before.is_capitalized and nxt.is_capitalized:
            return False  # an initial: J. Biden
        if touching and before.kind == "number" and len(before.text) <= 2 and nxt.is_word and not nxt.is_capitalized:
            return False
    if tokens[i].text in {"…", "...", ".."} and not begins_sentence(text, tokens, i + 1, end):
        return False
    return begins_sentence(text, tokens, i + 1, end) or (tokens[i].text == "." and nxt.is_word and nxt.is_capitalized)
