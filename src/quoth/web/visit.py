"""One visit to a page: its language, the day as of which it is asked, links that keep both. The URL is all of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from quoth.ledger import AsOf
from quoth.model.edtf import parse
from quoth.web.wording import LANGUAGES, Wording, load_wording, negotiate

FORMATS = ("html", "json", "csv", "geojson", "atom")
_PLAIN = re.compile(r"(?!\.)[\w:@~-](?:[\w.:@~-]*[\w:@~-])?", re.ASCII)


class BadQuery(ValueError):
    """A parameter of the address is not of its form; the message says what to write."""


@dataclass(frozen=True)
class Visit:
    """What an address asks for: `path`, its parameters, and the language that the browser prefers."""

    path: str
    params: Mapping[str, str]
    accepted: str | None = None

    @cached_property
    def lang(self) -> str:
        asked = self.params.get("lang")
        return asked if asked in LANGUAGES else negotiate(self.accepted)

    @property
    def words(self) -> Wording:
        return load_wording(self.lang)

    @cached_property
    def as_of(self) -> dt.date | None:
        """The day at whose end the page stands, or None for all that is known."""
        return self.day("as_of")

    @property
    def known(self) -> AsOf:
        return AsOf(self.as_of)

    def day(self, name: str, *, first: bool = False) -> dt.date | None:
        """A parameter that is a day, or a month or year of which the last day (or the first) counts.

        Raises:
            BadQuery: it is no date.
        """
        value = (self.params.get(name) or "").strip()
        if not value:
            return None
        try:
            interval = parse(value)
        except ValueError:
            raise BadQuery(f"{name} is {value[:40]!r}; write a date such as 2022-09-11") from None
        day = interval.first if first else interval.last
        if day is None:
            raise BadQuery(f"{name} is {value[:40]!r}, which is open; write a date such as 2022-09-11")
        return day

    def text(self, name: str) -> str:
        return (self.params.get(name) or "").strip()

    def number(self, name: str, default: int, most: int) -> int:
        """A parameter that is a number from 1 to `most`.

        Raises:
            BadQuery: it is not.
        """
        value = self.text(name)
        if not value:
            return default
        if not (value.isascii() and value.isdigit()) or len(value) > 9 or not 1 <= int(value) <= most:
            raise BadQuery(f"{name} is {value[:40]!r}; write a number from 1 to {most}")
        return int(value)

    def link(self, path: str, **params: object) -> str:
        """An address on this desk in the same language and as of the same day; a parameter of None leaves it out."""
        if not params and "?" not in path:
            return path + self._kept
        kept = {name: self.params[name] for name in ("as_of", "lang") if self.params.get(name)}
        given = {**kept, **params}
        query = urlencode([(k, str(v)) for k, v in given.items() if v not in (None, "")])
        return f"{path}{'&' if '?' in path else '?'}{query}" if query else path

    @cached_property
    def _kept(self) -> str:
        query = urlencode([(name, self.params[name]) for name in ("as_of", "lang") if self.params.get(name)])
        return f"?{query}" if query else ""

    def same(self, **params: object) -> str:
        """This very page with some parameters changed."""
        given = {**self.params, **params}
        query = urlencode([(k, str(v)) for k, v in given.items() if v not in (None, "")])
        return f"{quote(self.path, safe=_SAFE)}{'?' + query if query else ''}"

    def twin(self, format: str) -> str:
        """This page in another format."""
        head, dot, tail = self.path.rpartition(".")
        stem = head if dot and tail in FORMATS else self.path
        return self.over(f"{'/today' if stem == '/' else stem}.{format}")

    def over(self, path: str) -> str:
        """Another path with this page's parameters."""
        query = urlencode([(k, v) for k, v in self.params.items() if v and k != "format"])
        return f"{quote(path, safe=_SAFE)}{'?' + query if query else ''}"


_SAFE = "/:@~"


def address(kind: str, key: str) -> str:
    """The path of a page about one thing; an id that a path cannot hold unchanged goes into the query."""
    if _PLAIN.fullmatch(key) and key.rpartition(".")[2] not in FORMATS:
        return f"/{kind}/{quote(key, safe=':@~')}"
    return f"/{kind}?id={quote(key, safe='')}"
