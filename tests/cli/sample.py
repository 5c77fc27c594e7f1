"""A document with two claims, made by hand, for tests of what the command line prints."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model import Certainty, Claim, Document, Event, Place, Quantity, Source, Span, identify

TEXT = "<b>Kiev</b> & Londen\nZeker 20 tanks staan bij Izjoem, zo meldt Kiev.\nEr wordt gevochten. \u202e=1+1\x1b[31m"


@dataclass(frozen=True)
class Sample:
    document: Document
    claims: tuple[Claim, ...]
    steps: tuple[tuple[str, tuple[str, ...]], ...] = (("cues", ("zo meldt",)),)


def _at(part: str, after: int = 0) -> tuple[str, int, int]:
    start = TEXT.index(part, after)
    return part, start, start + len(part)


def sample(key: str = "sample") -> Sample:
    """The sample document under some id."""
    document = Document(
        key, TEXT, "nl", "2022-09", "Tanks <script>", "De \x1b[31mBode", None, "https://a.nl/?a=1&b=2", "2022-09-11"
    )
    speaker = _at("Kiev", TEXT.index("meldt"))
    told = Claim(
        document=key,
        content=Span(*_at("Zeker 20 tanks staan bij Izjoem")),
        mode="indirect",
        act="confirms",
        event=Event("holding", "RU", "ongoing", True),
        certainty=Certainty("likely"),
        source=Source("ua-government", "UA", *speaker, name="government of Ukraine", via="Reuters"),
        cue=(Span(*_at("zo meldt")),),
        said="2022-09-11",
        time="2022-09-10/2022-09-11",
        places=(Place(*_at("Izjoem"), name="Izium", kind="settlement", role="near"),),
        quantities=(Quantity(*_at("Zeker 20 tanks"), value=20, unit="tank", qualifier="at-least"),),
    )
    narrated = Claim(
        document=key,
        content=Span(*_at("=1+1\x1b[31m")),
        mode="narrated",
        act="states",
        event=Event("fighting", None, "ongoing"),
        certainty=Certainty(),
    )
    return Sample(document, tuple(identify(c, document.content_hash) for c in (told, narrated)))
