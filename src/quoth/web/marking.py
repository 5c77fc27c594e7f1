"""Texts of strangers as HTML: escaped, invisible controls made visible, spans marked. No text leaves here unescaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

# Joiners belong to scripts and to emoji, the soft hyphen to print; none of them moves or hides other letters.
_HARMLESS = frozenset("\n\t\u200c\u200d\u00ad")
_HIDING = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: `kind` becomes a class, `link` makes its pieces links, `anchor` gives its start an id."""

    start: int
    end: int
    kind: str
    link: str = ""
    anchor: str = ""


@lru_cache(maxsize=4096)
def _hides(character: str) -> bool:
    return character not in _HARMLESS and unicodedata.category(character) in _HIDING


def plain(text: object) -> str:
    """A text in one line with controls named, for titles and attributes, which cannot hold elements."""
    out = [f"[U+{ord(c):04X}]" if _hides(c) and not c.isspace() else c for c in str(text)]
    return " ".join("".join(out).split())


def shown(text: object) -> Markup:
    """A text escaped, with each control that could hide or reorder letters replaced by its visible name."""
    value = str(text)
    if value.isprintable() or not any(_hides(c) for c in value if not c.isprintable()):
        return escape(value)
    out = []
    for c in value:
        if c == "\r":  # shown as nothing; `data-length` keeps the count of what is selected
            out.append('<span data-length="1"></span>')
        elif _hides(c):
            out.append(f'<span class="control" data-length="1">U+{ord(c):04X}</span>')
        else:
            out.append(str(escape(c)))
    return Markup("".join(out))


def isolated(text: object) -> Markup:
    """`shown`, set apart so that its direction does not reach what stands around it."""
    return Markup("<bdi>") + shown(text) + Markup("</bdi>")


def marked(text: str, marks: Iterable[Mark], offset: int = 0) -> Markup:
    """A text cut at every mark's edge; each piece carries the classes of all marks that cover it.

    Spans are code points into the document; `offset` is where `text` begins in it. What reaches outside is cut off.
    """
    found = [m for m in (_cut(m, offset, len(text)) for m in marks) if m.start < m.end]
    edges = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    begins: dict[int, list[Mark]] = {}
    for mark in found:
        begins.setdefault(mark.start, []).append(mark)
    live: list[Mark] = []
    out: list[str] = []
    for at, end in pairwise(edges):
        live = [m for m in live if m.end > at] + begins.get(at, [])
        out.extend(f'<span class="anchor" id="{escape(m.anchor)}"></span>' for m in begins.get(at, []) if m.anchor)
        out.append(_piece(text[at:end], live))
    return Markup("".join(out))


def _cut(mark: Mark, offset: int, length: int) -> Mark:
    start, end = max(0, mark.start - offset), min(length, mark.end - offset)
    inside = start == mark.start - offset
    return Mark(start, end, mark.kind, mark.link, mark.anchor if inside else "")


def _piece(text: str, live: Sequence[Mark]) -> str:
    words = str(shown(text))
    if not live:
        return words
    kinds = " ".join(dict.fromkeys(m.kind for m in live))
    link = min((m for m in live if m.link), key=lambda m: m.end - m.start, default=None)
    if link is not None:
        return f'<a class="{escape(kinds)}" href="{escape(link.link)}">{words}</a>'
    return f'<span class="{escape(kinds)}">{words}</span>'


def marks_of(record: Mapping[str, Any], link: str = "", anchor: str = "") -> list[Mark]:
    """The marks of a claim's record: content, source, cues, places, quantities."""
    content = record["content"]
    kind = "content narrated" if record["mode"] == "narrated" else "content"
    out = [Mark(content["start"], content["end"], kind, link, anchor)] if content else []
    source = record["source"]
    if source and source.get("start") is not None and source.get("end") is not None:
        out.append(Mark(source["start"], source["end"], "source"))
    out += [Mark(c["start"], c["end"], "cue") for c in record["cue"]]
    out += [Mark(p["start"], p["end"], "place") for p in record["places"]]
    out += [Mark(q["start"], q["end"], "quantity") for q in record["quantities"]]
    return out
