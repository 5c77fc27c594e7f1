"""The decision: of all candidates of a sentence, the set that explains it best without saying one thing twice.

Every content piece gets one owner. A cue nested in another's content takes the pieces it covers (the innermost speaker
is the source, as the annotation guide has it), unless it only names an object in passing; of two cues for one piece the
better supported one stands, and a body or person before the outlet that relays it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quoth.reading.weighing import Candidate

#: Below this a candidate is more often wrong than right (set on the project's own cases, see docs/reading.md).
THRESHOLD = 2.2
#: Shapes that rest on the verb alone ask for more.
_LOOSE_THRESHOLD = 2.35
#: A piece cut short by a nested attribution must keep so many tokens to stand on its own.
_HEAD = 3
#: How far into an object the person stands whom it names.
_PHRASE = 3
_LOOSE = {"noun", "small", "prep", "pronoun", "fronted", "call", "infinitive"}


def decide(candidates: Iterable[Candidate], free_order: bool = False) -> list[Candidate]:
    """The attributions of one sentence in the order of their contents; each keeps only the pieces that it owns. With
    `free_order`, an outlet leaves the statements that it relays to those who made them."""
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.score < (_LOOSE_THRESHOLD if candidate.shape in _LOOSE else THRESHOLD):
            continue
        other = best.get(candidate.cue.main)
        if other is None or candidate.score > other.score:
            best[candidate.cue.main] = candidate
    if not best:
        return []
    _join_chains(best)
    if free_order:
        _yield_to_inner(best)
    ranked = sorted(best.values(), key=lambda c: (-c.score, c.cue.main))
    chosen: list[Candidate] = []
    for candidate in ranked:
        if any(candidate.cue.main in c.cue.tokens and candidate.cue.main != c.cue.main for c in chosen):
            continue  # "zegt te kunnen bevestigen dat": the better cue holds this one
        pieces = tuple(p for p in candidate.pieces if _free(candidate, p, chosen))
        if pieces or candidate.points_back:
            chosen.append(_with_pieces(candidate, pieces))
    chosen = [_with_relay(c, chosen) for c in chosen]
    kept = [_with_pieces(c, tuple(r for p in c.pieces if len(r := _remains(c, p, chosen)))) for c in chosen]
    return sorted(
        (c for c in kept if c.pieces or c.points_back), key=lambda c: c.pieces[0].start if c.pieces else c.cue.first
    )


def _with_pieces(candidate: Candidate, pieces: tuple[range, ...]) -> Candidate:
    return candidate if pieces == candidate.pieces else replace(candidate, pieces=pieces)


def _join_chains(best: dict[int, Candidate]) -> None:
    """ "Reuters meldt op gezag van twee bronnen dat ...": two signals in one clause; the innermost speaker counts."""
    for main, phrase in list(best.items()):
        if phrase.cue.kind != "preposition":
            continue
        for other in list(best.values()):
            if other.cue.kind != "verb" or other.cue.clause != phrase.cue.clause or other.shape in _LOOSE:
                continue
            relays = other.mention is not None and (other.mention.kind == "outlet" or other.mention.id == "media")
            if relays and phrase.mention is not None:
                best[other.cue.main] = replace(other, mention=phrase.mention)
            best.pop(main, None)
            break


def _yield_to_inner(best: dict[int, Candidate]) -> None:
    """ "The ministry announced X, reports Interfax": an outlet leaves a piece to the speaker whom it quotes in it."""
    for main, relay in list(best.items()):
        if relay.mention is None or relay.mention.id != "media" or relay.shape in {"quote", "split quote"}:
            continue
        pieces = tuple(
            p
            for p in relay.pieces
            if not any(
                other.cue.main in p
                and other.mention is not None
                and other.mention.id != "media"
                and other.mention.first in p
                and other.shape in {"prep", "noun", "small", "that"}
                and other.cue.act != "declines"
                for other in best.values()
                if other is not relay
            )
        )
        if pieces != relay.pieces:
            best[main] = replace(relay, pieces=pieces)


def _overlap(a: range, b: range) -> int:
    return max(0, min(a.stop, b.stop) - max(a.start, b.start))


def _nested(inner: Candidate, piece: range) -> bool:
    """Whether a candidate's cue stands inside a piece, and its own contents, too."""
    return inner.cue.main in piece and any(_overlap(p, piece) for p in inner.pieces)


def _relays(outer: Candidate, piece: range, inner: Candidate) -> bool:
    """Whether an outlet relays what somebody else says in the main clause of its content: "X counts 100, CNN said"."""
    outlet = outer.mention is not None and outer.mention.kind == "outlet"
    named = inner.mention is not None and inner.mention.kind in {"body", "person", "role", "state"}
    return outlet and named and inner.opens <= piece.start + 1


def _with_relay(candidate: Candidate, chosen: Sequence[Candidate]) -> Candidate:
    """The candidate, with the words of the outlet that relays it added to its cue."""
    for outer in chosen:
        if outer is not candidate and any(_relays(outer, p, candidate) for p in outer.pieces if _nested(candidate, p)):
            tokens = tuple(sorted({*candidate.cue.tokens, *outer.cue.tokens}))
            return replace(candidate, cue=replace(candidate.cue, tokens=tokens))
    return candidate


def _free(candidate: Candidate, piece: range, chosen: Sequence[Candidate]) -> bool:
    """Whether no better candidate claims this piece already."""
    for other in chosen:
        for theirs in other.pieces:
            if not _overlap(piece, theirs):
                continue
            if candidate.cue.main in theirs and other.cue.main in theirs and candidate.cue.main in piece:
                return False  # two signals inside one clause: the better one speaks for it
            unnamed = candidate.cue.kind == "carried" and candidate.mention is None and other.mention is not None
            firm = candidate.shape not in _LOOSE or _relays(other, theirs, candidate)
            if candidate.cue.main in theirs and not unnamed and firm:
                continue  # nested in a better one: settled in `_remains`
            if other.cue.main in piece and other.shape in _LOOSE:
                continue
            if other.cue.main in piece and (len(piece) > len(theirs) or other.opens - piece.start >= _HEAD):
                continue  # the other is nested in this one
            return False
        if other.cue.main in piece and candidate.shape in _LOOSE and other.opens - piece.start < _HEAD:
            return False
    return True


def _remains(candidate: Candidate, piece: range, chosen: Sequence[Candidate]) -> range:
    """What is left of a piece when the candidates nested in it have taken theirs: all of it, its head, or nothing."""
    for other in chosen:
        if other is candidate or other.cue.main == candidate.cue.main:
            continue
        if candidate.shape in _LOOSE and other.mention is not None and other.mention.head in piece:
            head = range(piece.start, min(piece.start + _PHRASE, piece.stop))
            if other.mention.first in head and other.opens >= piece.start:
                return range(0)  # "citeert een functionaris die zei dat": the person is no content
        if _nested(other, piece):
            if other.shape in _LOOSE and not _relays(candidate, piece, other):
                continue
            if other.opens - piece.start >= _HEAD and any(p.start >= other.opens for p in other.pieces):
                piece = range(piece.start, other.opens - 1)
            elif any(len(p) < len(piece) or p == piece for p in other.pieces):
                return range(0)
        inside = [p for p in other.pieces if candidate.cue.main in p and _overlap(p, piece)]
        if candidate.shape in _LOOSE and inside and not any(_relays(other, p, candidate) for p in inside):
            return range(0)
    return piece
