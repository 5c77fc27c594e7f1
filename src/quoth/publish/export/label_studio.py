"""`label-studio`: tasks for Label Studio, each document with its claims as pre-annotations; and back again.

A task holds the whole text and, beside what coders see, the claims as they went out, so that what they leave alone
comes back as it was.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from quoth.ledger import Kept, KeptDocument
from quoth.model import Claim, Span, to_record
from quoth.model.claim import ACTS, EVENT_TYPES, LEVELS, MODES, STATUSES
from quoth.publish.export.cells import as_text
from quoth.publish.export.exporter import Exporter, ExportError
from quoth.publish.export.view import View

LABELS = ("claim", "source", "cue", "hedge", "place", "quantity")
#: What a coder chooses for each claim.
CHOICES: dict[str, tuple[str, ...]] = {
    "event": EVENT_TYPES, "act": ACTS, "mode": MODES, "status": STATUSES, "certainty": LEVELS,
}  # fmt: skip


def label_config() -> str:
    """The labelling interface that the tasks are made for."""
    labels = "".join(f"    <Label value={quoteattr(v)}/>\n" for v in LABELS)
    choices = "".join(
        f'  <Choices name="{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="claim" '
        f'choice="single-radio">\n'
        + "".join(f"    <Choice value={quoteattr(v)}/>\n" for v in values)
        + "  </Choices>\n"
        for name, values in CHOICES.items()
    )
    return (
        f'<View>\n  <Header value="$title"/>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        f'  <Text name="text" value="$text"/>\n{choices}</View>\n'
    )


def _write(view: View, out: BinaryIO) -> None:
    if view.show in ("content", "none"):
        raise ExportError(
            f"tasks for Label Studio hold whole texts, which QUOTH_SHOW={view.show} keeps back; unset it for a copy "
            "that stays on your desk"
        )
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with as_text(out) as text:
        text.write("[")
        for number, task in enumerate(_tasks(view)):
            text.write((",\n" if number else "\n") + encode(task))
        text.write("\n]\n")


def _tasks(view: View) -> Iterator[dict[str, Any]]:
    everything = view.wanted == type(view.wanted)()
    for done, kept in enumerate(view.ledger.documents(view.as_of, ids=view.wanted.document), 1):
        claims = list(view.ledger.claims(replace(view.wanted, document=(kept.document.id,)), view.as_of))
        if kept.taken_down:
            view.left_out["of a text that was taken down"] += len(claims)
        elif claims or everything:
            yield _task(view, kept, claims)
        if view.progress:
            view.progress(done, None)


def _task(view: View, kept: KeptDocument, claims: list[Kept]) -> dict[str, Any]:
    about = kept.document
    data = {
        "text": about.text, "title": about.title or about.id, "document": about.id, "outlet": about.outlet,
        "published": about.published, "language": about.language, "url": about.url,
        "claims": [to_record(k.claim) for k in claims],
    }  # fmt: skip
    regions: dict[str, dict[str, Any]] = {}
    links: list[dict[str, Any]] = []
    for each in claims:
        _mark(each.claim, regions, links)
    own = {k.claim.id for k in claims}
    for r in view.ledger.relations(view.as_of, claims=tuple(own)) if own else ():
        if r.relation.source in own and r.relation.target in own:
            links.append(_link(_region_id(r.relation.source), _region_id(r.relation.target), r.relation.kind))
    return {"data": data, "predictions": [{"model_version": kept.reader, "result": [*regions.values(), *links]}]}


def _mark(claim: Claim, regions: dict[str, dict[str, Any]], links: list[dict[str, Any]]) -> None:
    """The regions of a claim: its content with its choices, and its parts, each tied to it."""
    key = _region_id(claim.id)
    where = {"start": claim.content.start, "end": claim.content.end, "text": claim.content.text}
    regions[key] = _region(key, "claim", claim.content)
    chosen = {
        "event": claim.event.type, "act": claim.act, "mode": claim.mode, "status": claim.event.status,
        "certainty": claim.certainty.level,
    }  # fmt: skip
    for name, value in chosen.items():
        regions[f"{key}/{name}"] = {
            "id": key, "from_name": name, "to_name": "text", "type": "choices", "value": {**where, "choices": [value]},
        }  # fmt: skip
    for label, span in _parts(claim):
        part = f"{label}-{span.start}-{span.end}"
        regions.setdefault(part, _region(part, label, span))
        links.append(_link(part, key))


def _parts(claim: Claim) -> Iterator[tuple[str, Span]]:
    who = claim.source
    if who is not None and who.text is not None and who.start is not None and who.end is not None:
        yield "source", Span(who.text, who.start, who.end)
    yield from (("cue", span) for span in claim.cue)
    if claim.certainty.cue:
        yield "hedge", claim.certainty.cue
    yield from (("place", Span(p.text, p.start, p.end)) for p in claim.places)
    yield from (("quantity", Span(q.text, q.start, q.end)) for q in claim.quantities)


def _region_id(claim: str) -> str:
    return f"claim-{claim}"


def _region(key: str, label: str, span: Span) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.text, "labels": [label]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _link(one: str, other: str, label: str | None = None) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": one,
        "to_id": other,
        "direction": "right",
        "labels": [label] if label else [],
    }


def records_of(tasks: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Claims (as `quoth add --claims` takes them) from tasks: of the first annotation, else of the first prediction.

    A claim that went out keeps the slots that coders cannot see; a part whose span is new has its words, and no id.

    Raises:
        ExportError: a task is not of this form.
    """
    for number, task in enumerate(tasks, 1):
        try:
            yield from _back(task)
        except (KeyError, TypeError, IndexError, AttributeError) as wrong:
            raise ExportError(f"task {number} is none that quoth wrote: {type(wrong).__name__}: {wrong}") from None


def _back(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    data = task["data"]
    chosen: dict[str, dict[str, str]] = defaultdict(dict)
    tied: dict[str, set[str]] = defaultdict(set)
    known = {_region_id(record["id"]): record for record in data.get("claims", ())}
    made = [m for m in task.get("annotations") or () if not m.get("was_cancelled")] or task.get("predictions") or ()
    result = made[0]["result"] if made else []
    regions = {r["id"]: r["value"] for r in result if r["type"] == "labels"}
    for r in result:
        if r["type"] == "choices":
            chosen[r["id"]][r["from_name"]] = r["value"]["choices"][0]
        elif r["type"] == "relation":
            for one, other in ((r["from_id"], r["to_id"]), (r["to_id"], r["from_id"])):
                tied[other].add(one)
    for key, value in regions.items():
        if value["labels"] == ["claim"]:
            parts = [regions[k] for k in tied[key] if k in regions]
            yield _record(data, known.get(key), value, chosen[key], sorted(parts, key=lambda p: (p["start"], p["end"])))


def _record(
    data: dict[str, Any], old: dict[str, Any] | None, value: dict[str, Any], chosen: dict[str, str], parts: list[Any]
) -> dict[str, Any]:
    def spans(label: str) -> list[dict[str, Any]]:
        return [_span(data["text"], p) for p in parts if p["labels"] == [label]]

    def kept(name: str, label: str) -> list[dict[str, Any]]:
        """The parts of the old record whose spans are still there, and what is new, with the words alone."""
        before = {(p["start"], p["end"]): p for p in (old or {}).get(name, ())}
        return [before.get((s["start"], s["end"])) or {**_BARE[label], **s, **_named(label, s)} for s in spans(label)]

    base = old or {"document": data["document"], "said": None, "time": None, "event": {}, "reader": ""}
    event = {"actor": None, "negated": False, **base["event"]}
    event |= {
        "type": chosen.get("event", event.get("type", "other")),
        "status": chosen.get("status", event.get("status", "completed")),
    }
    sure = chosen.get("certainty", "asserted")
    return {
        **{k: v for k, v in base.items() if k not in ("id", "version", "sentence")},
        "content": _span(data["text"], value), "cue": spans("cue"),
        "source": _source(base.get("source"), spans("source")),
        "mode": chosen.get("mode", "indirect"), "act": chosen.get("act", "states"), "event": event,
        "certainty": {"level": sure, "cue": next(iter(spans("hedge")), None)},
        "places": kept("places", "place"), "quantities": kept("quantities", "quantity"),
    }  # fmt: skip


_BARE: dict[str, dict[str, Any]] = {
    "place": {"kind": "settlement", "role": "at"},
    "quantity": {"value": 0, "unit": "unknown", "qualifier": "vague"},
}


def _named(label: str, span: dict[str, Any]) -> dict[str, Any]:
    return {"name": span["text"]} if label == "place" else {}


def _source(old: dict[str, Any] | None, marked: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not marked:
        return old if old and old["start"] is None else None  # the publisher has no words to mark
    span = marked[0]
    if old and (old["start"], old["end"]) == (span["start"], span["end"]):
        return old
    return {"id": None, "party": None, **span}


def _span(text: str, value: dict[str, Any]) -> dict[str, Any]:
    start, end = int(value["start"]), int(value["end"])
    return {"text": text[start:end], "start": start, "end": end}


EXPORTER = Exporter("label-studio", "tasks with pre-annotations for Label Studio", _write, texts=True)
