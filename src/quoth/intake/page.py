"""Web pages: the article's text, its title, outlet and date, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.intake.refusal import Unreadable
from quoth.text import normalize


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; `published` is a day (ISO 8601)."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read_page(markup: str, url: str | None = None) -> Page:
    """The article on a page. Its date is taken from the page's own statements only, never from the words of its text.

    Raises:
        Unreadable: there is no article on it.
    """
    import trafilatura  # half a second to load: only for pages

    try:
        found = trafilatura.bare_extraction(
            markup, url=url, with_metadata=True, include_comments=False, include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )  # fmt: skip
        assert not isinstance(found, dict)  # only with the argument as_dict
        text = found.text if found is not None and found.text else trafilatura.html2txt(markup)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(f"the page cannot be taken apart: {wrong}") from None
    text = normalize(text or "").text.strip()
    if not text:
        raise Unreadable("there is no article on the page")
    if found is None:
        return Page(text, url=url)
    outlet = found.sitename or found.hostname
    return Page(text, found.title or None, outlet or None, found.date or None, url or found.url or None)
