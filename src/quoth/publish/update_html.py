"""The update as HTML: a fragment for a page of others, or a page of its own. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources

from quoth.conflicts import load_conflict
from quoth.publish.map_svg import legend, map_svg
from quoth.publish.update_model import Moment, Note, Part, Section, Sentence, Update

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_html(update: Update) -> str:
    """A whole page."""
    style = (resources.files("quoth.publish") / "update.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{_safe(update.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{_safe(update.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{render_html_fragment(update)}</body>\n</html>\n"
    )


def render_html_fragment(update: Update, level: int = 1) -> str:
    """One `<article class="update">`; `level` is that of its heading. Its styles are in `update.css`."""
    return _Page(update, level).article()


class _Page:
    def __init__(self, update: Update, level: int) -> None:
        self.u, self.level, self.labels = update, level, update.labels
        self.numbers = {n.claim: n.number for n in update.notes}

    def article(self) -> str:
        u = self.u
        parts = [
            f'<article class="update" lang="{_safe(u.language)}">\n<header>{self._head(u.title, 0)}'
            f'<p class="basis">{_safe(u.basis)}</p></header>\n'
        ]
        if u.empty:
            parts.append(f"<p>{_safe(self.labels['nothing'])}</p>\n")
        if u.lead:
            parts.append(f'<section class="lead">{self._head(self.labels["lead"], 1)}{self._list(u.lead)}</section>\n')
        parts += [self._map(), self._changes()]
        parts += [self._section(s, 1) for s in u.sections]
        parts += [self._figures(), self._plain("silent", u.silent), self._plain("unknown", u.unknown)]
        parts += [self._timeline(u.timeline), self._notes(u.notes), "</article>\n"]
        return "".join(parts)

    def _head(self, title: str, below: int) -> str:
        tag = f"h{min(self.level + below, 6)}"
        return f"<{tag}>{_safe(title)}</{tag}>\n"

    def _section(self, section: Section, below: int) -> str:
        told = f"<p>{' '.join(self._sentence(s) for s in section.sentences)}</p>\n" if section.sentences else ""
        inner = "".join(self._section(s, below + 1) for s in section.sections)
        return f'<section id="{_safe(section.id)}">{self._head(section.title, below)}{told}{inner}</section>\n'

    def _plain(self, name: str, sentences: Sequence[Sentence]) -> str:
        if not sentences:
            return ""
        return f'<section class="{name}">{self._head(self.labels[name], 1)}{self._list(sentences)}</section>\n'

    def _list(self, sentences: Iterable[Sentence]) -> str:
        items = "".join(f"<li>{self._sentence(s)}</li>" for s in sentences)
        return f"<ul>{items}</ul>\n"

    def _sentence(self, sentence: Sentence) -> str:
        claims = " ".join(sentence.claims)
        words = "".join(_part(p) for p in sentence.parts)
        return f'<span class="s {sentence.kind}" data-claims="{_safe(claims)}">{words}{self._cited(sentence)}</span>'

    def _cited(self, sentence: Sentence) -> str:
        numbers = sorted(self.numbers[c] for c in sentence.claims)
        links = " ".join(f'<a href="#n{n}">{n}</a>' for n in numbers)
        return f"<sup>{links}</sup>"

    def _map(self) -> str:
        u = self.u
        if not u.pins:
            return ""
        known = load_conflict(u.conflict).sides
        others = {code for p in u.pins if (code := p.state.partition("-by-")[2])} - set(known)
        sides = (*known, *sorted(others))
        svg = map_svg(u.pins, u.towns, sides, self.labels["map"], self.labels["legend"])
        return f"<figure>{svg}{legend(u.pins, sides)}<figcaption>{_safe(self.labels['legend'])}</figcaption></figure>\n"

    def _changes(self) -> str:
        if not self.u.changes:
            return ""
        rows = "".join(
            f'<tr><th scope="row">{_safe(c.name)}<small>{_safe(c.area)}</small></th><td>{_safe(c.shown_before)}</td>'
            f"<td>{_safe(c.shown_after)}</td><td>{self._sentence(c.reason)}</td></tr>"
            for c in self.u.changes
        )
        return self._table("changes", ("place", "before", "after", "why"), rows)

    def _table(self, name: str, columns: Sequence[str], rows: str) -> str:
        head = "".join(f'<th scope="col">{_safe(self.labels[c])}</th>' for c in columns)
        return (
            f'<section class="{name}">{self._head(self.labels[name], 1)}<div class="wide"><table><thead><tr>{head}</tr>'
            f"</thead><tbody>{rows}</tbody></table></div></section>\n"
        )

    def _figures(self) -> str:
        if not self.u.figures:
            return ""
        rows = "".join(
            f"<tr><td>{_safe(f.what)}</td><td>{_safe(f.figure)}</td><td>{_safe(f.source)}{self._cited(f.row)}</td>"
            f"<td>{_safe(f.places)}</td><td>{_safe(f.day)}</td></tr>"
            for f in self.u.figures
        )
        table = self._table("figures", ("what", "figure", "source", "where", "when"), rows)
        ranges = f"<p>{' '.join(self._sentence(s) for s in self.u.ranges)}</p>" if self.u.ranges else ""
        return table.replace('<div class="wide">', f'{ranges}<div class="wide">', 1)

    def _timeline(self, moments: Sequence[Moment]) -> str:
        if not moments:
            return ""
        items = []
        last = ""
        for m in moments:
            if m.shown != last:
                items.append(f'<li class="day">{_safe(m.shown)}</li>')
                last = m.shown
            time = f"<time>{_safe(m.time)} UTC</time> " if m.time else ""
            items.append(f"<li>{time}{self._sentence(m.line)}</li>")
        return (
            f'<section class="timeline">{self._head(self.labels["timeline"], 1)}<ol>{"".join(items)}</ol></section>\n'
        )

    def _notes(self, notes: Sequence[Note]) -> str:
        if not notes:
            return ""
        items = "".join(self._note(n) for n in notes)
        return f'<section class="notes">{self._head(self.labels["notes"], 1)}<ol>{items}</ol></section>\n'

    def _note(self, note: Note) -> str:
        about = ", ".join(_safe(v) for v in (note.outlet or note.title or note.document, note.published) if v)
        language = f' lang="{_safe(note.language)}"' if note.language else ""
        words = f"<q{language}>{_safe(' '.join(note.words.split()))}</q>" if note.words else ""
        where = f'<a rel="nofollow noopener" href="{_safe(note.url)}">{about}</a>' if note.url else about
        return (
            f'<li id="n{note.number}" value="{note.number}"><b>{_safe(note.source)}</b>: {words} {where} '
            f"<code>{_safe(note.claim)}</code></li>"
        )


def _part(part: Part) -> str:
    words = _safe(part.text)
    if part.slot == "quote":
        language = f' lang="{_safe(part.language)}"' if part.language else ""
        return f"<i{language}>{words}</i>"
    if part.slot in ("place", "figure", "level"):
        return f'<span class="{part.slot}">{words}</span>'
    return words


def _safe(text: str) -> str:
    """Escaped, and without the controls that could reorder or hide what is shown."""
    return escape("".join(c for c in text if c.isprintable() or c.isspace()), quote=True)
