"""The update as Markdown, with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoth.publish.update_model import Note, Section, Sentence, Update

_SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")  # not the spaces that hold numbers together
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|~&"})


def render_md(update: Update) -> str:
    """The update as Markdown; every sentence ends in the footnotes of its claims."""
    return "\n".join(_lines(update)).rstrip("\n") + "\n"


def _lines(u: Update) -> Iterator[str]:
    labels = u.labels
    number = {n.claim: n.number for n in u.notes}

    def told(sentence: Sentence) -> str:
        return plain(sentence.text) + "".join(f"[^{n}]" for n in sorted(number[c] for c in sentence.claims))

    yield from (f"# {plain(u.title)}", "")
    if u.empty:
        yield from (plain(labels["nothing"]), "")
    if u.lead:
        yield from (f"## {labels['lead']}", "", *(f"- {told(s)}" for s in u.lead), "")
    if u.changes:
        heads = [labels[c] for c in ("place", "before", "after", "why")]
        yield from (f"## {labels['changes']}", "", f"| {' | '.join(heads)} |", "|---|---|---|---|")
        for c in u.changes:
            name = f"{plain(c.name)} ({plain(c.area)})" if c.area else plain(c.name)
            yield f"| {name} | {plain(c.shown_before)} | {plain(c.shown_after)} | {told(c.reason)} |"
        yield ""
    for section in u.sections:
        yield from _section(section, 2, told)
    if u.figures:
        heads = [labels[c] for c in ("what", "figure", "source", "where", "when")]
        yield from (f"## {labels['figures']}", "")
        yield from (f"{told(s)}\n" for s in u.ranges)
        yield from (f"| {' | '.join(heads)} |", "|---|---|---|---|---|")
        for f in u.figures:
            cites = told(f.row).removeprefix(plain(f.row.text))
            first, last = (f.what, f.figure, f.source), (f.places, f.day)
            yield f"| {' | '.join(map(plain, first))}{cites} | {' | '.join(map(plain, last))} |"
        yield ""
    for name, sentences in (("silent", u.silent), ("unknown", u.unknown)):
        if sentences:
            yield from (f"## {labels[name]}", "", *(f"- {told(s)}" for s in sentences), "")
    if u.timeline:
        yield from (f"## {labels['timeline']}", "")
        for m in u.timeline:
            yield f"- {plain(m.shown)}{f', {m.time} UTC' if m.time else ''}: {told(m.line)}"
        yield ""
    if u.notes:
        yield from (f"## {labels['notes']}", "", plain(u.basis), "", *(_note(n) for n in u.notes))


def _section(section: Section, level: int, told) -> Iterator[str]:  # type: ignore[no-untyped-def]
    yield from (f"{'#' * min(level, 6)} {plain(section.title)}", "")
    if section.sentences:
        yield from (" ".join(told(s) for s in section.sentences), "")
    for inner in section.sections:
        yield from _section(inner, level + 1, told)


def _note(note: Note) -> str:
    about = ", ".join(v for v in (note.outlet or note.title or note.document, note.published) if v)
    words = f"“{plain(note.words)}” " if note.words else ""
    where = f"[{plain(about)}](<{note.url}>)" if note.url else plain(about)
    return f"[^{note.number}]: {plain(note.source)}: {words}{where} `{note.claim}`"


def plain(text: str) -> str:
    """A text in one line that Markdown shows as it is."""
    shown = "".join(c for c in text if c.isprintable() or c.isspace())
    return _SPACES.sub(" ", shown).strip().translate(_SPECIAL)


__all__: Sequence[str] = ("plain", "render_md")
