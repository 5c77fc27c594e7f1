"""Updates as feeds: Atom (RFC 4287) and JSON Feed 1.1, one entry a day, the newest first."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from html import escape
from typing import Any

from quoth.publish.update_html import render_html_fragment
from quoth.publish.update_model import Update

#: Entries keep their ids for good: made of the name of the conflict, the language and the day.
_SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "quoth daily update")
_GENERATOR = "quoth"


def render_atom(updates: Sequence[Update], title: str) -> str:
    """An Atom feed with the updates as HTML. `updates` may not be empty."""
    ordered = _newest_first(updates)
    language = escape(ordered[0].language)
    out = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<id>{_feed_id(ordered)}</id>\n<title>{_xml(title)}</title>\n"
        f"<updated>{max(_stamp(u) for u in ordered)}</updated>\n<generator>{_GENERATOR}</generator>\n"
        f"<author><name>{_GENERATOR}</name></author>\n"
    ]
    out += [
        f"<entry>\n<id>{_id(u)}</id>\n<title>{_xml(u.title)}</title>\n<updated>{_stamp(u)}</updated>\n"
        f"<published>{u.date.isoformat()}T23:59:59Z</published>\n"
        f'<summary type="text">{_xml(_summary(u))}</summary>\n'
        f'<content type="html">{_xml(render_html_fragment(u))}</content>\n</entry>\n'
        for u in ordered
    ]
    return "".join(out) + "</feed>\n"


def render_json_feed(updates: Sequence[Update], title: str) -> str:
    """A JSON Feed with the updates as HTML and as records (`_quoth`). `updates` may not be empty."""
    ordered = _newest_first(updates)
    items: list[dict[str, Any]] = [
        {
            "id": _id(u),
            "title": u.title,
            "summary": _summary(u),
            "content_html": render_html_fragment(u),
            "date_published": f"{u.date.isoformat()}T23:59:59Z",
            "date_modified": _stamp(u),
            "language": u.language,
            "_quoth": {"update": u.record()},
        }
        for u in ordered
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": ordered[0].language,
        "authors": [{"name": _GENERATOR}],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _newest_first(updates: Sequence[Update]) -> list[Update]:
    return sorted(updates, key=lambda u: u.date, reverse=True)


def _id(update: Update) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{update.conflict}/{update.language}/{update.date.isoformat()}')}"


def _feed_id(updates: Sequence[Update]) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{updates[0].conflict}/{updates[0].language}')}"


def _stamp(update: Update) -> str:
    """When its newest claim was recorded, or the end of its day."""
    return f"{update.recorded[:19]}Z" if update.recorded else f"{update.date.isoformat()}T23:59:59Z"


def _summary(update: Update) -> str:
    return " ".join(s.text for s in update.lead) or update.labels["nothing"]


def _xml(text: str) -> str:
    """Escaped, without the characters that XML 1.0 does not allow."""
    return escape("".join(c for c in text if c.isprintable() or c in "\n\t \u00a0\u202f"))
