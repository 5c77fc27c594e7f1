"""The swim lanes as SVG, without styles of their own; `lanes_of` says where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from quoth.web.marking import plain

if TYPE_CHECKING:
    from quoth.web.rendering import Words

_BROAD = 90  # a piece of the band that has room for its words
_LONGEST = 16  # letters of a party's name beside its lane
_PATTERNS = """<defs>
<pattern id="p-contested" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="contested-a" width="8" height="8"/><rect class="contested-b" width="4" height="8"/></pattern>
<pattern id="p-side-1" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="fill-1" width="6" height="6"/></pattern>
<pattern id="p-side-2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="fill-2" width="6" height="6"/><rect class="line-2" width="1.6" height="6"/></pattern>
<pattern id="p-claimed-1" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="fill-1" cx="3" cy="3" r="1.9"/></pattern>
<pattern id="p-claimed-2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="fill-2" width="2.4" height="6"/></pattern>
</defs>
"""  # noqa: E501


def picture(lanes: Mapping[str, Any], ui: Words) -> Markup:
    """The picture of the lanes: days, the control band, a lane a party, lines between claims, a mark a claim."""
    parts = [
        f'<svg class="lanes" viewBox="0 0 {lanes["width"]} {lanes["height"]}" role="group" '
        f'aria-label="{escape(ui.t("place-page.lanes"))}">\n{_PATTERNS}',
        *_days(lanes),
        *_band(lanes, ui),
        *(_lane(lane, lanes, ui) for lane in lanes["lanes"]),
        *(_edge(line, ui) for line in lanes["lines"]),
        *(_dot(dot, lane["party"], ui) for lane in lanes["lanes"] for dot in lane["dots"]),
        "</svg>\n",
    ]
    return Markup("".join(parts))


def _days(lanes: Mapping[str, Any]) -> list[str]:
    top, bottom = lanes["band_y"] - 6, lanes["height"] - 6
    return [
        f'<line class="grid" x1="{t["x"]}" x2="{t["x"]}" y1="{top}" y2="{bottom}"/>'
        f'<text class="tick" x="{t["x"]}" y="16" text-anchor="middle">{escape(t["label"])}</text>\n'
        for t in lanes["ticks"]
    ]


def _band(lanes: Mapping[str, Any], ui: Words) -> list[str]:
    y, height, left = lanes["band_y"], lanes["band_height"], lanes["left"]
    out = [
        f'<text class="lane-name" x="8" y="{y + 15}">{escape(ui.t("place-page.band"))}</text>'
        f'<rect class="band-back" x="{left}" y="{y}" width="{lanes["right"] - left}" height="{height}" rx="4"/>\n'
    ]
    for piece in lanes["band"]:
        kind, _, by = piece["state"].partition("-by-")
        state = escape(ui.state(piece["state"]))
        told = escape(f"{ui.day(piece['day'])}: {ui.state(piece['state'])}. {plain(ui.reason(piece))}")
        out.append(
            f'<rect class="band {escape(kind)} {ui.side(by) if by else ""}" x="{piece["x"]}" y="{y}" '
            f'width="{piece["width"]}" height="{height}"><title>{told}</title></rect>'
        )
        if piece["width"] > _BROAD:
            out.append(f'<text class="band-name" x="{piece["x"] + 7}" y="{y + 15}">{state}</text>')
    return out


def _lane(lane: Mapping[str, Any], lanes: Mapping[str, Any], ui: Words) -> str:
    left, y, height = lanes["left"], lane["y"], lane["height"]
    name = ui.party(lane["party"])
    name = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return (
        f'<rect class="lane" x="{left}" y="{y + 2}" width="{lanes["right"] - left}" height="{height - 4}" rx="4"/>'
        f'<text class="lane-name" x="8" y="{y + height / 2 + 4}">{escape(name)}</text>\n'
    )


def _edge(line: Mapping[str, Any], ui: Words) -> str:
    told = escape(f"{ui.t('relation.' + line['kind'])}: {plain(line['reason'])}")
    return (
        f'<path class="edge rel-{line["kind"]}" data-from="{escape(line["one"])}" data-to="{escape(line["other"])}" '
        f'd="{line["path"]}"><title>{told}</title></path>\n'
    )


def _dot(dot: Mapping[str, Any], party: str | None, ui: Words) -> str:
    event, sure = dot["event"], dot["certainty"]
    hedge = "" if sure == "asserted" else f", {ui.t('level.' + sure)}"
    who = plain(ui.speaker(dot["who"]).striptags())
    told = escape(f"{who}, {ui.day(dot['day'])}: {ui.t('act.' + dot['act'])}, {ui.event(dot)}{hedge}")
    x, y, side = dot["x"], dot["y"], ui.side(party)
    if dot["act"] == "denies" or event["negated"]:
        mark = f'<rect class="dot {side} no" x="{x - 4.5}" y="{y - 4.5}" width="9" height="9"/>'
    else:
        mark = f'<circle class="dot {side}{" hedged" if hedge else ""}" cx="{x}" cy="{y}" r="5"/>'
    return (
        f'<a href="{escape(ui.link(dot["link"]))}" data-claim="{escape(dot["claim"])}" '
        f'data-event="{event["type"]}" data-event-name="{escape(ui.t("event." + event["type"]))}">'
        f"<title>{told}</title>{mark}</a>\n"
    )
