"""Quotation marks: which tokens open and close a quotation.

All pairs in use in Dutch, English, Ukrainian and Russian print; a mark without a partner is tolerated. A quotation
that runs over several paragraphs repeats its opening mark at each and closes only the last.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.model.record import record
from quoth.text.tokens import Token

#: What may close each opening mark; the first is the usual partner.
CLOSERS: dict[str, tuple[str, ...]] = {
    "«": ("»",),
    "»": ("«",),
    "„": ("”", "“", '"'),
    "“": ("”", '"'),
    "”": ("”",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "‹": ("›",),
    ",,": ("''", "”", '"'),
    "``": ("''",),
    "''": ("''",),
    '"': ('"', "”"),
    "'": ("'", "’"),
    "’": ("’",),
}
#: Marks that only ever open; the others open only by their position.
_SURE = {"«", "„", "“", "‘", "‹", ",,", "``", "‚"}
_DASHES = {"-", "–", "—", "―"}


@record
class Quotation:
    """`first` and `last` are the tokens of the opening and the closing mark; `closed` is false when the latter is
    missing, and `last` is then the last token inside. `continues` is the index of the quotation of the paragraph before
    that this one carries on."""

    first: int
    last: int
    closed: bool = True
    continues: int | None = None

    @property
    def inside(self) -> range:
        """The tokens between the marks."""
        return range(self.first + 1, self.last if self.closed else self.last + 1)


def find_quotations(text: str, tokens: Sequence[Token], paragraphs: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The outermost quotations of a text; `paragraphs` are `[first, end)` token ranges. Linear in the tokens."""
    found: list[Quotation] = []
    open_before: int | None = None  # the quotation that the paragraph before left open
    for first, end in paragraphs:
        partner = _partners(text, tokens, first, end)
        i = first
        left_open: int | None = None
        while i < end:
            mark = tokens[i].text
            if mark not in CLOSERS or not _opens(text, tokens, i, first):
                i += 1
                continue
            close = partner(i)
            carries_on = open_before if i == first else None
            if close is not None:
                found.append(Quotation(i, close, True, carries_on))
                i = close + 1
            elif mark in _SURE and (i == first or _after_colon(tokens, i, first)) and _next_opens(tokens, end, mark):
                found.append(Quotation(i, end - 1, False, carries_on))
                left_open = len(found) - 1
                break
            elif carries_on is not None or (mark in _SURE and mark != "‘" and _after_colon(tokens, i, first)):
                found.append(Quotation(i, end - 1, False, carries_on))
                break
            else:
                i += 1
        open_before = left_open
    return tuple(found)


def _opens(text: str, tokens: Sequence[Token], i: int, first: int) -> bool:
    token = tokens[i]
    after = text[token.end : token.end + 1]
    before = text[token.start - 1 : token.start] if token.start else ""
    if not after or (after.isspace() and token.text != "«"):  # « French spacing », common in Belgium
        return False
    if token.text in _SURE:
        return True
    if token.text == "»":  # »…« is Danish and old German style; in «…» it never opens
        return (i == first or before.isspace()) and not after.isspace()
    return i == first or not before or before.isspace() or before in "([{–—-:«„“/"


def _after_colon(tokens: Sequence[Token], i: int, first: int) -> bool:
    return i > first and tokens[i - 1].text in {":", *_DASHES}


def _next_opens(tokens: Sequence[Token], end: int, mark: str) -> bool:
    return end < len(tokens) and tokens[end].text == mark


def _partners(text: str, tokens: Sequence[Token], first: int, end: int):  # type: ignore[no-untyped-def]
    """A finder of the closing mark for an opening one, within one paragraph."""
    where: dict[str, list[int]] = {}
    for k in range(first, end):
        if tokens[k].kind == "mark":
            where.setdefault(tokens[k].text, []).append(k)

    def closes(k: int) -> bool:
        before = text[tokens[k].start - 1 : tokens[k].start]
        after = text[tokens[k].end : tokens[k].end + 1]
        if tokens[k].text in {"»", "”", "›", "''"}:
            return True
        return bool(before) and not before.isspace() and not (after.isalnum())

    def find(i: int) -> int | None:
        mark = tokens[i].text
        best: int | None = None
        for closer in CLOSERS[mark]:
            depth = 0
            for k in _after(where.get(closer, ()), i):
                if not closes(k):
                    continue
                if closer != mark and mark in _SURE:
                    # an inner pair of the same marks closes first: «a «b» c»
                    depth = sum(1 for o in _between(where.get(mark, ()), i, k) if _opens(text, tokens, o, first))
                    seen = sum(1 for c in _between(where.get(closer, ()), i, k) if closes(c))
                    if depth > seen:
                        continue
                best = k if best is None else min(best, k)
                break
        return best

    return find


def _after(places: Sequence[int], i: int) -> Sequence[int]:
    from bisect import bisect_right

    return places[bisect_right(places, i) : bisect_right(places, i) + 64]


def _between(places: Sequence[int], i: int, k: int) -> Sequence[int]:
    from bisect import bisect_left, bisect_right

    return places[bisect_right(places, i) : bisect_left(places, k)][:64]
