"""Pages as Atom feeds (RFC 4287): claims and disputed pairs, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from quoth.web.library import Library
from quoth.web.rendering import Words, render
from quoth.web.visit import Visit

_NEVER = "1970-01-01T00:00:00Z"


def claims_feed(library: Library, visit: Visit, base: str, data: Mapping[str, Any]) -> str:
    """The claims of a page."""
    return _feed(library, visit, base, visit.words("nav.search"), (_claim(library, visit, c) for c in data["claims"]))


def pairs_feed(library: Library, visit: Visit, base: str, data: Mapping[str, Any]) -> str:
    """Relations with their claims."""
    entries = []
    for pair in data["relations"]:
        claim = pair["one"] or pair["other"]
        if claim is not None:
            entry = _claim(library, visit, claim)
            kind = visit.words(f"relation.{pair['kind']}")
            entry |= {"title": f"{kind}: {pair['reason']}", "id": f"{entry['id']}#{pair['kind']}-{pair['to']}"}
            entries.append(entry)
    return _feed(library, visit, base, visit.words("contradictions.title"), entries)


def _feed(library: Library, visit: Visit, base: str, title: str, entries: Iterable[dict[str, str]]) -> str:
    listed = list(entries)
    updated = max((e["updated"] for e in listed), default=_NEVER)
    return render(
        "atom.xml", visit, library.settings, library.conflict, title=title, base=base, entries=listed, updated=updated
    )


def _claim(library: Library, visit: Visit, claim: Mapping[str, Any]) -> dict[str, str]:
    words = Words(visit, library.conflict)
    who = Markup(words.speaker(claim["source"])).striptags()
    return {
        "title": f"{who}: {words.event(claim)}",
        "id": claim["link"],
        "link": visit.link(claim["link"]),
        "updated": claim["recorded"],
        "author": who,
        "words": (claim["sentence"] or claim["content"])["text"] or "",
    }
