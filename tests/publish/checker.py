"""Checks that every sentence of an update rests on claims of that day's view that hold what the sentence names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from quoth.ledger import AsOf, Filter, Kept, Ledger
from quoth.model import Claim
from quoth.model.edtf import parse
from quoth.publish import Part, Sentence, Update
from quoth.publish.update_figures import reference
from quoth.publish.update_wording import load_wording
from quoth.reconcile import Known, control
from quoth.reconcile.speakers import body_of
from quoth.reconcile.spots import Spot, spot_of

_DIGITS = re.compile(r"\d")


def check(update: Update, ledger: Ledger) -> None:
    """Fail with the sentence that is not borne out."""
    live: dict[str, list[Kept]] = {}
    for kept in ledger.claims(None, AsOf(update.date)):  # documents with the very same text share ids
        live.setdefault(kept.claim.id, []).append(kept)
    for sentence in update.sentences():
        assert sentence.claims, f"no claims: {sentence.text}"
        assert sentence.text.strip() and "  " not in sentence.text and "{" not in sentence.text, sentence.text
        missing = [c for c in sentence.claims if c not in live]
        assert not missing, f"claims that do not stand on {update.date}: {missing} in {sentence.text}"
        claims = [k.claim for c in sentence.claims for k in live[c]]
        for part in sentence.parts:
            wrong = "; ".join(_wrong(part, claims, update))
            assert not wrong, f"{wrong}: {part} in {sentence.text!r}"
        for part in sentence.parts:
            if not part.slot:
                assert not _DIGITS.search(part.text), f"a number that nothing holds: {part.text!r} in {sentence.text!r}"
    news = {c for s in _today(update) for c in s.claims}
    fresh = {c for c, copies in live.items() if min(k.known for k in copies) > update.since.isoformat()}
    for sentence in _today(update):
        assert fresh & set(sentence.claims), f"no claim of the day: {sentence.text}"
    assert bool(news) <= bool(fresh)
    cited = {c for s in update.sentences() for c in s.claims}
    assert {n.claim for n in update.notes} == cited
    _check_states(update, ledger)
    assert [n.number for n in update.notes] == list(range(1, len(cited) + 1))


def _check_states(update: Update, ledger: Ledger) -> None:
    """The states told of a place are those that its claims give, before and on the day."""
    spots: dict[str, Spot] = {}
    known: dict[str, list[Known]] = {}
    for kept in ledger.claims(None, AsOf(update.date)):
        for key, spot in {s.key: s for s in map(spot_of, kept.claim.places)}.items():
            spots[key] = spot
            known.setdefault(key, []).append(Known(kept.claim, kept.known, kept.published))

    def states(key: str) -> tuple[str, str]:
        return control(known[key], spots[key], update.since).state, control(known[key], spots[key], update.date).state

    for change in update.changes:
        assert (change.before, change.after) == states(change.place), change
    for pin in update.pins:
        assert pin.state == states(pin.place)[1], pin
    for sentence in update.sentences():
        told = [p.ref for p in sentence.parts if p.slot == "state"]
        for part in sentence.parts if told else ():
            if part.slot == "place":
                assert told == [*states(part.ref)][-len(told) :], sentence.text


def _today(update: Update) -> Iterator[Sentence]:
    """Sentences that tell what is new: each must rest on a claim of the day. Context may be older."""
    yield from update.lead
    for section in update.sections:
        yield from (s for s in section.all() if s.kind not in ("updates", "state"))
    yield from (f.row for f in update.figures)
    yield from (m.line for m in update.timeline)


def _wrong(part: Part, claims: list[Claim], update: Update) -> Iterator[str]:
    ref = part.ref
    match part.slot:
        case "place":
            if not any(spot_of(p).key == ref for c in claims for p in c.places):
                yield "no cited claim names the place"
        case "party":
            parties = {c.event.actor for c in claims} | {c.source.party for c in claims if c.source}
            if ref not in parties:
                yield "no cited claim has the party"
        case "source":
            if not any(c.source is not None and body_of(c.source) == ref for c in claims):
                yield "no cited claim has the source"
        case "figure":
            if not any(reference(q) == ref for c in claims for q in c.quantities):
                yield "no cited claim has the figure"
            value = float(ref.partition("|")[0])
            shown = re.sub(r"[^\d]", "", part.text)
            exact = f"{value:.0f}" if value.is_integer() else None
            words = not shown or any(part.text.find(q.text) >= 0 for c in claims for q in c.quantities)
            if exact is not None and not words and exact not in shown:
                yield f"shows {shown} for {value}"
        case "day":
            times = {c.said for c in claims} | {c.time for c in claims}
            if ref not in times and not any(_covers(t, ref) for t in times if t):
                yield "no cited claim has the day"
        case "level":
            if ref not in {c.certainty.level for c in claims}:
                yield "no cited claim is that certain"
        case "count":
            voices = {(c.source.party or body_of(c.source)) for c in claims if c.source}
            words = load_wording(update.language).text("voices", ref)
            if int(ref) != len(voices) or (part.text != words and re.sub(r"\D", "", part.text) != ref):
                yield f"counts {ref} of {sorted(map(str, voices))}"
        case "quote":
            content = next((c.content.text for c in claims if c.id == ref), None)
            begin = part.text.rstrip("…")
            if content is None or not " ".join(content.split()).startswith(begin.strip()):
                yield "not the words of a cited claim"


def _covers(time: str, ref: str) -> bool:
    try:
        return "/" in time and dt.date.fromisoformat(ref) in parse(time)
    except ValueError:
        return False


def live_ids(ledger: Ledger, day: dt.date) -> set[str]:
    """The ids of the claims that stand as of a day."""
    return {k.claim.id for k in ledger.claims(Filter(), AsOf(day))}
