"""`web-annotation`: the W3C Web Annotation model: a claim as a note on its words in the document.

Positions count Unicode code points in the text that the ledger keeps, as the model asks; the quotation finds the words
in any other copy of the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.ledger import Kept, KeptRelation
from quoth.publish.export.cells import as_text
from quoth.publish.export.exporter import Exporter
from quoth.publish.export.view import View

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after the words, as far as the sentence goes


def _write(view: View, out: BinaryIO) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    head = {"@context": CONTEXT, "id": view.iri("annotations", view.ledger.head().link), "type": "AnnotationPage"}
    items = _relations(view) if view.part == "relations" else (_claim(view, kept) for kept in view.claims())
    with as_text(out) as text:
        text.write(encode(head)[:-1] + ', "startIndex": 0, "items": [')
        for number, item in enumerate(items):
            text.write((",\n" if number else "\n") + encode(item))
        text.write("\n]}\n")


def _claim(view: View, kept: Kept) -> dict[str, Any]:
    claim = kept.claim
    tags = [claim.event.type, claim.certainty.level, *dict.fromkeys(p.name for p in claim.places)]
    return {
        "id": view.iri("claim", claim.id), "type": "Annotation", "motivation": "describing",
        "created": kept.recorded, "generator": {"type": "Software", "name": claim.reader or "unknown"},
        "body": [
            _note("describing", summary(view, kept)),
            *(_note("tagging", tag) for tag in tags),
        ],
        "target": {"type": "SpecificResource", "source": view.page_of(kept), "selector": _selectors(view, kept)},
    }  # fmt: skip


def summary(view: View, kept: Kept) -> str:
    """Who claims what, in normalized words and without the document's."""
    claim = kept.claim
    who = claim.source
    name = (who.speaker or who.name or who.id or view.mention(kept) or "unknown source") if who else "the document"
    actor = f" by {claim.event.actor}" if claim.event.actor else ""
    event = f"{'no ' if claim.event.negated else ''}{claim.event.type}{actor}"
    where = ", ".join(f"{p.role} {p.name}" for p in claim.places)
    parts = [
        f"{name} {claim.act} {event} ({claim.event.status}, {claim.certainty.level}){f' {where}' if where else ''}",
        *([f"happened {claim.time}"] if claim.time else []),
        *([f"said {claim.said}"] if claim.said else []),
    ]
    return "; ".join(parts)


def _selectors(view: View, kept: Kept) -> list[dict[str, Any]]:
    content, sentence = kept.claim.content, kept.claim.sentence or kept.claim.content
    found: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": content.start, "end": content.end}]
    if view.show == "none":
        return found
    quotation = {"type": "TextQuoteSelector", "exact": content.text}
    if view.show in ("text", "sentence"):
        before, after = content.start - sentence.start, content.end - sentence.start
        if 0 <= before <= after <= len(sentence.text):
            quotation["prefix"] = sentence.text[max(0, before - _AROUND) : before]
            quotation["suffix"] = sentence.text[after : after + _AROUND]
    return [quotation, *found]


def _relations(view: View) -> Iterator[dict[str, Any]]:
    for kept in view.relations():
        yield _relation(view, kept)


def _relation(view: View, kept: KeptRelation) -> dict[str, Any]:
    r = kept.relation
    return {
        "id": view.iri("relation", f"{r.source}-{r.kind}-{r.target}"), "type": "Annotation", "motivation": "linking",
        "body": [
            {"type": "SpecificResource", "purpose": "linking", "source": view.iri("claim", r.target)},
            _note("tagging", r.kind),
            _note("describing", r.reason),
        ],
        "target": view.iri("claim", r.source),
    }  # fmt: skip


def _note(purpose: str, words: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "language": "en", "value": words}


EXPORTER = Exporter(
    "web-annotation", "W3C annotations that anchor each claim in its page", _write, ("claims", "relations")
)
