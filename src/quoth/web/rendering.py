"""Templates: what every page has at hand, and how plain data become words in the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quoth.conflicts import Conflict
from quoth.reconcile.tables import load_rows
from quoth.web.cards import claim_card
from quoth.web.marking import isolated, marked, marks_of, plain, shown
from quoth.web.names import day_name, place_name, source_name, source_of, speaker_name
from quoth.web.reference import example_of, form_of
from quoth.web.settings import Settings
from quoth.web.visit import Visit, address
from quoth.web.wording import LANGUAGES, load_wording


@cache
def environment() -> Environment:
    """The templates of the package; every value is escaped unless this package made it markup."""
    made = Environment(
        loader=PackageLoader("quoth.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(shown=shown, bdi=isolated, plain=plain, form=form_of, example=example_of)
    made.globals.update(address=address, languages=[load_wording(code) for code in LANGUAGES])
    return made


@cache
def built(name: str) -> bool:
    """Whether a script of the map or the timeline was built and is in the package."""
    return (resources.files("quoth.web") / "static" / "built" / name).is_file()


@lru_cache(maxsize=20_000)
def _number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=load_wording(language).locale))


@lru_cache(maxsize=1000)
def _percent(share: float, language: str) -> str:
    return str(format_percent(share, locale=load_wording(language).locale))


class Words:
    """A visitor's language over plain data, for templates."""

    def __init__(self, visit: Visit, conflict: Conflict) -> None:
        self.visit, self.t, self.conflict = visit, visit.words, conflict

    def context(self) -> dict[str, Any]:
        """The names that templates use."""
        return {
            "visit": self.visit, "t": self.t, "link": self.visit.link, "speaker": self.speaker, "body": self.body,
            "place": self.place, "day": self.day, "number": self.number, "percent": self.percent,
            "party": self.party, "state": self.state, "words_of": self.words_of, "side": self.side, "built": built,
            "event": self.event, "reason": self.reason, "quantity": self.quantity, "ui": self,
        }  # fmt: skip

    def link(self, path: str, **params: object) -> str:
        return self.visit.link(path, **params)

    def speaker(self, source: Mapping[str, Any] | None) -> Markup:
        return isolated(speaker_name(source_of(source), self.conflict, self.t))

    def body(self, source_id: str) -> Markup:
        return isolated(source_name(source_id, self.conflict, self.t))

    def choice(self, prefix: str, value: str) -> str:
        """A value of a list to choose from, in words, without markup."""
        if prefix == "party":
            return self.t.country(value)
        return source_name(value, self.conflict, self.t) if prefix == "source" else self.t(f"{prefix}.{value}")

    def place(self, place: Mapping[str, Any]) -> Markup:
        return isolated(place_name(place["id"], place["name"], self.visit.lang))

    def day(self, when: str | None, length: str = "long") -> str:
        return day_name(when, self.t, length)

    def number(self, value: float) -> str:
        return _number(value, self.t.code)

    def percent(self, share: float) -> str:
        return _percent(share, self.t.code)

    def party(self, code: str | None) -> str:
        return self.t.country(code) if code else self.t("party.none")

    def card(self, claim: Mapping[str, Any], anchor: str = "", text_link: str = "") -> Markup:
        return claim_card(claim, self, anchor, text_link)

    def shows_party(self, source: Mapping[str, Any]) -> bool:
        """Whether a source's name leaves open for whom it speaks."""
        return not source["id"] or self.t.country(source["party"]) not in source_name(
            source["id"], self.conflict, self.t
        )

    def side(self, code: str | None) -> str:
        """The class that gives a party its colour and pattern: by its place among the sides, not by its name."""
        sides = self.conflict.sides
        return f"side-{sides.index(code) + 1}" if code in sides else "side-0"

    def state(self, state: str) -> str:
        """A state of control in words."""
        kind, by, code = state.partition("-by-")
        return self.t(f"state.{kind}-by", party=self.t.country(code)) if by else self.t(f"state.{state}")

    def reason(self, control: Mapping[str, Any]) -> str:
        """Why a place is in a state, by the row that decided; the sides in the order in which the row has them."""
        key, sides = f"control.{control['row']}", self.conflict.sides
        pattern = next((row.reason for row in load_rows() if row.id == control["row"]), None)
        if pattern is None or not self.t.has(key):
            return str(control["reason"])
        for side, other in ((a, b) for a in sides for b in sides if a != b):
            if pattern.format(side=side, other=other) == control["reason"]:
                return self.t(key, side=self.t.country(side), other=self.t.country(other))
        return self.t(key, side="", other="") if "{" not in pattern else str(control["reason"])

    def event(self, record: Mapping[str, Any]) -> str:
        """What a claim says happened, in a few words."""
        found = record["event"]
        words = self.t(f"event.{found['type']}")
        if found["negated"]:
            words = self.t("event.no", event=words)
        if found["actor"]:
            words = self.t("event.by", event=words, party=self.t.country(found["actor"]))
        return words

    def quantity(self, found: Mapping[str, Any]) -> str:
        value = self.number(found["value"])
        if found["high"] is not None:
            value = f"{value}–{self.number(found['high'])}"
        unit = self.t.words.get(f"unit-of.{found['unit']}", found["unit"])
        return self.t(f"qualifier.{found['qualifier']}", value=f"{value} {unit}".strip())

    def words_of(self, record: Mapping[str, Any], link: str = "") -> Markup:
        """The words of a claim that may be shown: its sentence with parts marked, its content, or none."""
        sentence, content = record["sentence"], record["content"]
        if sentence and sentence["text"]:
            return marked(sentence["text"], marks_of(record, link), sentence["start"])
        if content["text"]:
            return marked(content["text"], marks_of(record, link), content["start"])
        return Markup("")


def render(template: str, visit: Visit, settings: Settings, conflict: Conflict, **data: Any) -> str:
    """A page of the package's templates."""
    given = {**Words(visit, conflict).context(), "settings": settings, **data}
    return environment().get_template(template).render(given)
