"""The made-up month: documents from `demo.toml`, the same every time."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from quoth.model import Document

_LANGUAGES = ("nl", "en", "uk", "ru")  # the order of a place's names
_CASES = ("acc", "gen", "loc")


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of the story; `army` and `number` are None where the statement has none."""

    day: int
    place: str
    source: str
    denied: bool
    what: str
    army: str | None
    number: int | None


def story() -> Mapping[str, Any]:
    """The data of the made-up month."""
    return tomllib.loads((resources.files("quoth.web") / "demo.toml").read_text("utf-8"))


def steps_of(told: Mapping[str, Any]) -> list[Step]:
    """The statements of the story, in order."""
    out = []
    for line in told["story"]["steps"]:
        day, place, source, what, army, *rest = line.split()
        denied = source.startswith("not-")
        number = int(rest[0]) if rest else None
        out.append(
            Step(int(day), place, source.removeprefix("not-"), denied, what, None if army == "-" else army, number)
        )
    return out


def documents() -> Iterator[Document]:
    """A document a day from every outlet that prints a statement of that day; labelled as made up."""
    told = story()
    first = dt.date.fromisoformat(told["first_day"])
    lots = random.Random(told["seed"])
    steps = steps_of(told)
    for day in sorted({step.day for step in steps}):
        date = first + dt.timedelta(days=day - 1)
        for outlet in told["outlet"]:
            printed = [step for step in steps if step.day == day and lots.random() < outlet["share"]]
            if printed:
                yield _document(told, outlet, date, printed, lots)


def _document(
    told: Mapping[str, Any], outlet: Mapping[str, Any], date: dt.date, steps: list[Step], lots: random.Random
) -> Document:
    language = outlet["language"]
    number = told["outlet"].index(outlet) + 1
    sentences = [_sentence(told, step, language, date, lots) for step in steps]
    title = told["title"][language].format(place=_name(told, steps[0].place, language))
    return Document(
        id=f"demo-{date:%Y%m%d}-{number}",
        text="\n\n".join([told["label"][language], *sentences]),
        language=language,
        published=date.isoformat(),
        title=title,
        outlet=outlet["name"],
        url=f"https://example.org/{number}/{date:%Y/%m/%d}",
    )


def _name(told: Mapping[str, Any], place: str, language: str) -> str:
    return str(told["place"][place][1 + _LANGUAGES.index(language)])


def _sentence(told: Mapping[str, Any], step: Step, language: str, date: dt.date, lots: random.Random) -> str:
    kind = told["place"][step.place][0]
    nouns = told["noun"][kind].get(language, ("", "", ""))
    values = {f"k_{case}": noun for case, noun in zip(_CASES, nouns, strict=True)}
    values["p"] = _name(told, step.place, language)
    values["a"] = told["army"][step.army][language] if step.army else ""
    values["n"] = str(step.number)
    clauses = [clause.format(**values) for clause in told["content"][step.what][language]]
    name, *forms = told["source"][step.source][language]
    frame = lots.choice(told["deny" if step.denied else "frame"][language])
    return str(
        frame.format(
            S=_capital(name),
            s=name,
            v=forms[0] if forms else "",
            g=forms[1] if forms else name,
            M=_capital(clauses[0]),
            m=clauses[0],
            d=clauses[-1],
            w=told["weekday"][language][date.weekday()],
        )
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
