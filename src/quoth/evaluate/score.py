"""Scoring a reader on gold.

Figures are P/R/F1 over all documents together (micro), of attributed claims unless named narrated:

- `content.3`, `content.8`: contents whose words overlap by at least .3 / .8 (Jaccard), matched one to one;
- `attribution.3`, `attribution.8`: the same, and the source is right; `strict`: attribution.8 and the cues agree;
- `narrated.3`: content.3 of the claims that the document makes in its own voice;
- `wrong mouth`: share of the pairs matched at content.3 whose source is wrong (lower is better);
- over those pairs, the accuracy of each slot, and P/R/F1 of places and quantities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from quoth.evaluate.agreement import Agreement, listed_sources, times
from quoth.evaluate.figures import Figures, Score, Share
from quoth.evaluate.gold import GoldClaim, GoldDocument
from quoth.model import Claim, Place, Quantity, Span

_NAMED = {"settlement", "raion", "oblast", "country"}
_OTHER = {"area", "site"}
_PLACES: dict[str, tuple[set[str], Callable[[Place], Hashable]]] = {
    "places": (_NAMED, lambda p: (p.name, p.kind)),
    "place names": (_NAMED, lambda p: p.name),
    "areas and sites": (_OTHER, lambda p: p.name),
}
_QUANTITIES: dict[str, Callable[[Quantity], Hashable]] = {
    "quantities": lambda q: (float(q.value), q.unit),
    "quantity values": lambda q: float(q.value),
}


class BrokenSpan(ValueError):
    """A span does not hold its own text: a broken reader, not a low score."""


def score(
    gold: Iterable[GoldDocument], claims: Mapping[str, Sequence[Claim]], errors: list[str] | None = None
) -> Figures:
    """Score the claims read, by document id; `errors` takes a line for each miss, false alarm and wrong source.

    Raises:
        BrokenSpan: a claim's span does not hold its text.
    """
    scores: defaultdict[str, Score] = defaultdict(Score)
    shares: defaultdict[str, Share] = defaultdict(Share)
    for document in gold:
        read = claims.get(document.document.id, ())
        _check_spans(document, read)
        agreement = Agreement(document.document.text)
        told = [g for g in document.claims if g.claim.source is not None]
        got = [c for c in read if c.source is not None]
        _contents(scores, agreement, told, got)
        narrated = [g for g in document.claims if g.claim.source is None]
        _count(scores["narrated.3"], agreement, narrated, [c for c in read if c.source is None], 0.3)
        pairs = agreement.pairs(told, got, 0.3)
        for i, k in pairs:
            if not told[i].optional:
                _slots(shares, agreement, told[i], got[k])
                _things(scores, told[i].claim, got[k])
        if errors is not None:
            errors += _errors(document.document.id, agreement, told, got, pairs)
    return {**scores, **shares}


def _contents(scores: dict[str, Score], agreement: Agreement, gold: Sequence[GoldClaim], read: Sequence[Claim]) -> None:
    for name, threshold in ((".3", 0.3), (".8", 0.8)):
        _count(scores[f"content{name}"], agreement, gold, read, threshold)
        _count(scores[f"attribution{name}"], agreement, gold, read, threshold, agreement.sources)
    _count(
        scores["strict"], agreement, gold, read, 0.8, lambda g, p: agreement.sources(g, p) and agreement.cues(g, p)
    )  # fmt: skip


def _count(
    into: Score,
    agreement: Agreement,
    gold: Sequence[GoldClaim],
    read: Sequence[Claim],
    threshold: float,
    good: Callable[[GoldClaim, Claim], bool] = lambda gold, read: True,
) -> None:
    """Optional gold claims neither help nor hurt, and what was read for them does not, either."""
    pairs = agreement.pairs(gold, read, threshold, good)
    free = sum(gold[i].optional for i, _ in pairs)
    into.add(len(pairs) - free, sum(not g.optional for g in gold), len(read) - free)


def _slots(shares: dict[str, Share], agreement: Agreement, wanted: GoldClaim, got: Claim) -> None:
    gold = wanted.claim
    assert gold.source is not None and got.source is not None
    hedged, sure = gold.certainty.level != "asserted", gold.certainty.level == got.certainty.level
    actor = None if gold.event.type == "casualties" else gold.event.actor == got.event.actor
    right = {
        "wrong mouth": not agreement.sources(wanted, got),
        "source id": gold.source.id == got.source.id if gold.source.id else got.source.id not in listed_sources(),
        "party": gold.source.party == got.source.party,
        "mode": gold.mode == got.mode,
        "act": gold.act == got.act,
        "event type": gold.event.type == got.event.type,
        "event actor": actor,  # whose act or whose loss casualties are is not settled by the guide
        "event status": gold.event.status == got.event.status,
        "negated": gold.event.negated == got.event.negated,
        "certainty": sure,
    }
    for name, fine in right.items():
        share = shares[name]
        if fine is not None:
            share.add(fine)
    if hedged:
        shares["certainty, hedged only"].add(sure)
    for name, theirs, ours in (("said", gold.said, got.said), ("time", gold.time, got.time)):
        if theirs:
            shares[name].add(times(theirs, ours))
            shares[f"{name} exact"].add(theirs == ours)


def _things(scores: dict[str, Score], gold: Claim, got: Claim) -> None:
    for name, (kinds, place_key) in _PLACES.items():
        theirs, ours = (Counter(place_key(p) for p in _listed(c.places) if p.kind in kinds) for c in (gold, got))
        scores[name].add((theirs & ours).total(), theirs.total(), ours.total())
    for name, quantity_key in _QUANTITIES.items():
        theirs, ours = (Counter(quantity_key(q) for q in c.quantities) for c in (gold, got))
        scores[name].add((theirs & ours).total(), theirs.total(), ours.total())


def _listed(places: Iterable[Place]) -> list[Place]:
    """Without descriptions that stand for a named place ("the town"): listing them is optional."""
    return [p for p in places if p.kind in {"area", "country"} or p.text != p.text.lower()]


def _check_spans(document: GoldDocument, claims: Iterable[Claim]) -> None:
    text = document.document.text
    for claim in claims:
        spans: list[Span | Place | Quantity] = [claim.content, *claim.cue, *claim.places, *claim.quantities]
        pieces = [(s.text, s.start, s.end) for s in spans]
        who = claim.source
        if who is not None and who.start is not None:
            pieces.append((who.text or "", who.start, who.end or 0))
        for said, start, end in pieces:
            if text[start:end] != said:
                raise BrokenSpan(f"{document.document.id}: {start}:{end} holds {text[start:end]!r}, not {said!r}")


def _errors(
    name: str, agreement: Agreement, gold: Sequence[GoldClaim], read: Sequence[Claim], pairs: Sequence[tuple[int, int]]
) -> list[str]:
    found, used = {i for i, _ in pairs}, {k for _, k in pairs}
    out = [
        f"{name} missed   {_mention(g.claim)!r}: {g.claim.content.text[:110]!r}"
        for i, g in enumerate(gold)
        if i not in found and not g.optional
    ]
    out += [f"{name} invented {_mention(c)!r}: {c.content.text[:110]!r}" for k, c in enumerate(read) if k not in used]
    for i, k in pairs:
        if not agreement.sources(gold[i], read[k]):
            wanted, got = _identity(gold[i].claim), _identity(read[k])
            out.append(f"{name} source   {wanted!r} read as {got!r}: {gold[i].claim.content.text[:70]!r}")
    return out


def _mention(claim: Claim) -> str | None:
    return claim.source.text if claim.source else None


def _identity(claim: Claim) -> str | None:
    return (claim.source.id or claim.source.text) if claim.source else None
