"""Web addresses that a person gave: one polite request each."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.intake.refusal import LIMIT, Unreadable, too_large

_AGENT = "quoth/0.1 (reads news reports; one request per address given)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: `kind` is its media type, `encoding` the one it names."""

    url: str
    data: bytes
    kind: str
    encoding: str | None


def is_address(text: str) -> bool:
    """Whether an input is a web address."""
    return text.lower().startswith(("http://", "https://"))


def fetch(url: str, timeout: float = 20.0) -> Answer:
    """Get one address, following at most five redirections; `timeout` is in seconds.

    Raises:
        Unreadable: the address is wrong, the server does not answer with a page, or the page is too large.
    """
    import httpx  # only when an address is given

    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=5, timeout=timeout, headers={"User-Agent": _AGENT}
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code >= 400:
                raise Unreadable(f"the server answers {answer.status_code} {answer.reason_phrase}".rstrip())
            data = b""
            for piece in answer.iter_bytes(65536):
                data += piece
                if len(data) > LIMIT:
                    raise too_large()
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(str(answer.url), data, kind, answer.charset_encoding)
    except (httpx.HTTPError, httpx.InvalidURL) as wrong:
        raise Unreadable(f"it cannot be fetched: {wrong}") from None
