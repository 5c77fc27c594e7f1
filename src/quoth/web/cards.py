"""A claim as a card, the part of which pages hold most: written in Python, since templates take ten times as long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from quoth.web.marking import isolated
from quoth.web.visit import address

if TYPE_CHECKING:
    from quoth.web.rendering import Words

Record = Mapping[str, Any]


def claim_card(claim: Record, ui: Words, anchor: str = "", text_link: str = "") -> Markup:
    """A claim: who, in which words, what, where, when; with links to each of them.

    `anchor` is the id that the card gets, `text_link` where its words stand on the same page.
    """
    source, named = claim["source"], f' id="{escape(anchor)}"' if anchor else ""
    words = ui.words_of(claim)
    told = (
        f'<blockquote class="words" dir="auto">{words}</blockquote>'
        if words
        else f'<p class="quiet">{escape(ui.t("claim.hidden"))}</p>'
    )
    return Markup(
        f'<article class="claim {ui.side(source["party"] if source else None)}"{named}>\n'
        f'<p class="who"><span class="swatch" aria-hidden="true"></span>{_who(source, ui)}\n'
        f'<span class="act">{escape(ui.t("act." + claim["act"]))}</span></p>\n'
        f'{told}\n<ul class="slots">{_slots(claim, ui)}</ul>\n'
        f'<p class="trail">{_trail(claim, ui, text_link)}</p>\n</article>\n'
    )


def _link(target: str, words: object) -> str:
    return f'<a href="{escape(target)}">{words}</a>'


def _who(source: Record | None, ui: Words) -> str:
    name = str(ui.speaker(source))
    if source and source["id"]:
        name = _link(ui.link(address("source", source["id"])), name)
    elif source and source["speaker"]:
        name = _link(ui.link("/search", speaker=source["speaker"]), name)
    if source and source["party"] and ui.shows_party(source):
        name += f'\n<span class="party">{escape(ui.party(source["party"]))}</span>'
    return name


def _slots(claim: Record, ui: Words) -> str:
    t, event, sure = ui.t, claim["event"], claim["certainty"]
    out = [f'<li class="event">{escape(ui.event(claim))}</li>']
    if event["status"] != "completed":
        out.append(f"<li>{escape(t('status.' + event['status']))}</li>")
    if sure["level"] != "asserted":
        low, high = sure["low"], sure["high"]
        shares = f" ({ui.percent(low)}–{ui.percent(high)})" if low is not None else ""
        out.append(f'<li class="hedged">{escape(t("level." + sure["level"]) + shares)}</li>')
    for place in claim["places"]:
        role = "" if place["role"] == "at" else f"{escape(t('role.' + place['role']))} "
        name = ui.place(place)
        out.append(f"<li>{role}{_link(ui.link(address('place', place['id'])), name) if place['id'] else name}</li>")
    out += [f"<li>{isolated(ui.quantity(q))}</li>" for q in claim["quantities"]]
    return "".join(out)


def _trail(claim: Record, ui: Words, text_link: str) -> str:
    t, said, printed = ui.t, claim["said"], claim["dated"] or claim["published"]
    out = [f'<a class="perma" href="{escape(ui.link(claim["link"]))}">{escape(t("claim.title"))}</a>']
    if said:
        out.append(f"<span>{escape(t('claim.said', day=ui.day(said, 'medium')))}</span>")
    out.append(_link(ui.link(address("document", claim["document"])), isolated(claim["outlet"] or claim["document"])))
    if printed and printed != said:
        out.append(f"<span>{escape(ui.day(printed, 'medium'))}</span>")
    if text_link:
        out.append(_link(text_link, escape(t("document.in_text"))))
    return "\n".join(out)
