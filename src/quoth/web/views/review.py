"""The review desk: what waits for a person, and one claim with all that is needed to judge it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quoth.ledger import Judgement, Kept, Ledger
from quoth.model import to_record
from quoth.model.claim import ACTS, EVENT_TYPES, LEVELS, MODES, STATUSES
from quoth.web.library import Library
from quoth.web.views.claim import judgement_record
from quoth.web.views.records import Record, claim_record
from quoth.web.visit import BadQuery

QUEUE = 25
#: Characters of the text around a claim that are shown, on either side.
AROUND = 1500
CHOICES = {"act": ACTS, "event_type": EVENT_TYPES, "event_status": STATUSES, "certainty": LEVELS, "mode": MODES}
DECISIONS = ("accept", "correct", "reject", "merge")


def queue_view(library: Library, author: str, limit: int = QUEUE) -> Record:
    """The claims that wait, the most pressing first, and those that one other person judged."""
    return {
        "waiting": [
            {"why": w.why, "nearest": w.nearest, "claim": claim_record(w.kept, "text")}
            for w in library.ledger.waiting(limit)
        ],
        "second": _second(library.ledger, author, limit),
    }


def _second(ledger: Ledger, author: str, limit: int) -> list[Record]:
    """Claims that another person judged and this one did not; the other's judgement is not shown."""
    authors: dict[tuple[str | None, str | None], set[str]] = {}
    for judgement in standing(ledger.judgements()):
        authors.setdefault((judgement.claim, judgement.document), set()).add(judgement.author)
    out = []
    for (claim, document), who in authors.items():
        if author in who or len(who) > 1 or claim is None:
            continue
        kept = _newest(ledger, claim, document)
        if kept is not None:
            out.append({"why": "second", "nearest": None, "claim": claim_record(kept, "text")})
        if len(out) == limit:
            break
    return out


def standing(judgements: list[Judgement]) -> list[Judgement]:
    """The decisions that were not withdrawn."""
    gone = {j.of for j in judgements if j.kind == "withdraw"}
    return [j for j in judgements if j.kind in DECISIONS and j.seq not in gone]


def claim_to_judge(library: Library, anchor: str, document: str | None, author: str) -> Record | None:
    """A claim with the text around it and the person's own judgements of it, or None when there is none."""
    ledger = library.ledger
    kept = _newest(ledger, anchor, document)
    if kept is None:
        return None
    found = ledger.document(kept.claim.document)
    text = found.document.text if found and found.seq == kept.document and not found.taken_down else None
    start = max(0, kept.claim.content.start - AROUND)
    mine = [j for j in ledger.judgements(anchor) if j.author == author and j.document == kept.claim.document]
    return {
        "claim": claim_record(kept, "text"),
        "text": None if text is None else text[start : kept.claim.content.end + AROUND],
        "start": start,
        "title": found.document.title if found else None,
        "mine": [judgement_record(j) for j in mine],
        "undo": [judgement_record(j) for j in standing(mine)],
    }


def _newest(ledger: Ledger, anchor: str, document: str | None) -> Kept | None:
    rows = [k for k in ledger.history(anchor) if document in (None, "", k.claim.document)]
    return rows[-1] if rows else None


def judgement_of(library: Library, form: Mapping[str, str], author: str) -> Judgement:
    """The judgement that a form asks for.

    Raises:
        BadQuery: a field is not of its form.
    """
    kind, claim, document = form.get("kind", ""), form.get("claim", ""), form.get("document") or None
    if kind not in (*DECISIONS, "comment", "withdraw"):
        raise BadQuery(f"no such judgement: {kind[:40]!r}")
    kept = _newest(library.ledger, claim, document)
    if kept is None:
        raise BadQuery(f"there is no claim {claim[:40]!r}")
    of = form.get("of", "")
    return Judgement(
        kind,  # type: ignore[arg-type]  # checked above
        claim,
        author,
        document=document,
        version=form.get("version") or None if kind in DECISIONS else None,
        slots=slots_of(library, kept, form) if kind == "correct" else None,
        into=form.get("into", "").strip() or None if kind == "merge" else None,
        of=int(of) if kind == "withdraw" and of.isascii() and of.isdigit() else None,
        comment=form.get("comment", "").strip() or None,
    )


def slots_of(library: Library, kept: Kept, form: Mapping[str, str]) -> dict[str, Any]:
    """The slots that a form changes; what it leaves as it was is not among them.

    Raises:
        BadQuery: a field is not of its form, or nothing was changed.
    """
    record = to_record(kept.claim)
    slots: dict[str, Any] = {}
    for name in ("act", "mode", "said", "time"):
        if name in form and (form[name].strip() or None) != record[name]:
            slots[name] = form[name].strip() or None
    event = dict(record["event"])
    for part in ("type", "actor", "status"):
        event[part] = form.get(f"event_{part}", event[part] or "").strip() or None
    if "event_type" in form:
        event["negated"] = form.get("event_negated") == "yes"
    slots |= {"event": event} if event != record["event"] else {}
    level = form.get("certainty")
    if level and level != record["certainty"]["level"]:
        slots["certainty"] = {"level": level, "cue": record["certainty"]["cue"]}
    who = record["source"]
    if who and any((form.get(f"source_{p}", who[p] or "").strip() or None) != who[p] for p in ("id", "party")):
        given = {p: form.get(f"source_{p}", "").strip() or None for p in ("id", "party")}
        slots["source"] = {**who, **given, "name": None if given["id"] != who["id"] else who["name"]}
    span = _span(library, kept, form)
    slots |= {"content": span} if span and span != record["content"] else {}
    slots |= _raw(form.get("slots", ""))
    if not slots:
        raise BadQuery("nothing was changed")
    return slots


def _span(library: Library, kept: Kept, form: Mapping[str, str]) -> dict[str, Any] | None:
    start, end = form.get("start", ""), form.get("end", "")
    if not start and not end:
        return None
    if not all(v.isascii() and v.isdigit() and len(v) < 10 for v in (start, end)):
        raise BadQuery("start and end are numbers of characters in the text")
    found = library.ledger.document(kept.claim.document)
    text = found.document.text if found else ""
    if not int(start) < int(end) <= len(text):
        raise BadQuery(f"there are no characters {start} to {end} in a text of {len(text)}")
    return {"text": text[int(start) : int(end)], "start": int(start), "end": int(end)}


def _raw(value: str) -> dict[str, Any]:
    if not value.strip():
        return {}
    try:
        given = json.loads(value)
    except (ValueError, RecursionError):
        raise BadQuery("the slots are not JSON") from None
    if not isinstance(given, dict):
        raise BadQuery('the slots are no JSON object; write {"said": "2022-11-11"}')
    return given
