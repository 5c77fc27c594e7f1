"""Documents: texts with their provenance."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Document:
    """A text as it was published, with what is known about its publication.

    `published` is EDTF at the precision known (`2022-09`, `2022-09-11`, `2022-09-11T18:30Z`) and stays as given;
    `dated` is the interval of days to which the document's own text narrows it. `publisher` is a source id or the
    name of a body that speaks for the whole text, as in a bulletin.
    """

    id: str
    text: str
    language: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    url: str | None = None
    dated: str | None = field(default=None, compare=False)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
