"""Claims as a web page: each document's text with its spans marked, and its claims below; no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, TextIO

from quoth.model import Claim, Document

if TYPE_CHECKING:
    from quoth.cli.formats import Read

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Claims, read by quoth</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 Georgia, serif; }
body { color: #1a1a1a; background: #fff; }
header p, table, .legend { font: .85rem/1.4 system-ui, sans-serif; color: #444; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.content { background: #fff3c4; }
.narrated { background: #eee; }
.source { font-weight: bold; border-bottom: 2px solid #0b6; }
.cue { font-style: italic; border-bottom: 2px dotted #06c; }
.place, .quantity { border-bottom: 1px solid #a50; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-top: 1px solid #ddd; }
td { overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #161616; } header p, table, .legend { color: #bbb; }
  .content { background: #4a4010; } .narrated { background: #333; } th, td { border-color: #444; }
}
</style>
</head>
<body>
<p class="legend"><span class="source">source</span> <span class="cue">cue</span> <span class="content">claim</span>
<span class="content narrated">told by the report itself</span> <span class="place">place, quantity</span></p>
"""
_FOOT = "</body>\n</html>\n"


def write_page(readings: Iterable[Read], out: TextIO) -> None:
    """One page with all documents."""
    out.write(_HEAD)
    for reading in readings:
        out.write(_article(reading.document, reading.claims))
    out.write(_FOOT)


def _article(document: Document, claims: tuple[Claim, ...]) -> str:
    details = (document.outlet, document.dated or document.published, document.url)
    about = " · ".join(_safe(d) for d in details if d)
    rows = "\n".join(_row(number, claim) for number, claim in enumerate(claims, 1))
    return (
        f'<article lang="{_safe(document.language or "")}" dir="auto">\n'
        f"<header><h1>{_safe(document.title or document.id)}</h1><p>{about}</p></header>\n"
        f'<div class="text">{"".join(_marked(document.text, claims))}</div>\n'
        "<table><thead><tr><th></th><th>who</th><th>claims</th><th>event</th><th>where</th><th>when</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table>\n</article>\n"
    )


def _row(number: int, claim: Claim) -> str:
    who = claim.source
    name = "(the report)" if who is None else (who.speaker or who.name or who.text or who.id or "?")
    sure = "" if claim.certainty.level == "asserted" else f", {claim.certainty.level}"
    cells = (
        f"{name} [{who.party}]" if who and who.party else name,
        claim.content.text,
        f"{claim.act}: {'no ' if claim.event.negated else ''}{claim.event.type}{sure}",
        ", ".join(dict.fromkeys(p.name for p in claim.places)),
        claim.time or "",
    )
    link = f'<a href="#c{_safe(claim.id)}">{number}</a>'
    return f"<tr><td>{link}</td>{''.join(f'<td>{_safe(c)}</td>' for c in cells)}</tr>"


def _marked(text: str, claims: tuple[Claim, ...]) -> Iterator[str]:
    """The text cut at every span's edge; each piece carries the classes of all spans that cover it."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    anchors: dict[int, list[str]] = {}
    for claim in claims:
        anchors.setdefault(claim.content.start, []).append(f'<a id="c{_safe(claim.id)}"></a>')
        for start, end, kinds in _spans(claim):
            opens.setdefault(start, []).extend(kinds)
            closes.setdefault(end, []).extend(kinds)
    depth: dict[str, int] = {}
    edges = sorted({0, len(text), *opens, *closes})
    for at, following in zip(edges, [*edges[1:], len(text)], strict=True):
        for kind in closes.get(at, ()):
            depth[kind] -= 1
        for kind in opens.get(at, ()):
            depth[kind] = depth.get(kind, 0) + 1
        yield from anchors.get(at, ())
        inside = " ".join(sorted(kind for kind, count in depth.items() if count))
        piece = _safe(text[at:following])
        if piece:
            yield f'<span class="{inside}">{piece}</span>' if inside else piece


def _spans(claim: Claim) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    yield claim.content.start, claim.content.end, ("content", "narrated") if claim.mode == "narrated" else ("content",)
    if claim.source is not None and claim.source.start is not None and claim.source.end is not None:
        yield claim.source.start, claim.source.end, ("source",)
    for cue in claim.cue:
        yield cue.start, cue.end, ("cue",)
    for place in claim.places:
        yield place.start, place.end, ("place",)
    for quantity in claim.quantities:
        yield quantity.start, quantity.end, ("quantity",)


def _safe(text: str) -> str:
    """Escaped, and without the controls that could reorder or hide what is shown."""
    return escape("".join(c for c in text if c.isprintable() or c.isspace()), quote=True)
