"""Headers, host names, the read-only handle."""

from __future__ import annotations

from typing import Any

import pytest

from quoth.ledger import Judgement, LedgerError
from quoth.web.settings import SettingError, Settings, from_environment


def test_headers(client: Any) -> None:
    for path in ("/today", "/today.json", "/nothing", "/static/site.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in headers


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.example:80"])
def test_foreign_hosts_are_refused(client: Any, host: str) -> None:
    assert client.get("/today", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8400", "127.0.0.1:1", "[::1]:8400"])
def test_local_hosts_are_answered(client: Any, host: str) -> None:
    assert client.get("/today", headers={"host": host}).status_code == 200


def test_pages_cannot_write(client: Any) -> None:
    library = client.app.state.library
    assert library.desk is None
    with pytest.raises(LedgerError, match="reading only"):
        library.ledger.judge(Judgement("comment", "x", "Ada", comment="no"))


def test_settings_of_the_environment() -> None:
    made = from_environment(
        None,
        {"QUOTH_HOSTS": "a.example, b.example", "QUOTH_PUBLIC_URL": "https://a.example/", "QUOTH_RATE": "5",
         "QUOTH_REVIEWERS": "Ada:0123456789abcdef", "QUOTH_API_READ": "off"},
    )  # fmt: skip
    assert made.hosts == ("a.example", "b.example") and made.public_url == "https://a.example"
    assert made.review and not made.reading and made.rate == 5.0
    assert not Settings().review


@pytest.mark.parametrize(
    "given",
    [{"QUOTH_REVIEWERS": "Ada:short"}, {"QUOTH_REVIEWERS": "Ada"}, {"QUOTH_PUBLIC_URL": "desk.example"},
     {"QUOTH_RATE": "0"}, {"QUOTH_RATE": "x"}, {"QUOTH_API_READ": "maybe"}],
)  # fmt: skip
def test_wrong_settings_are_named(given: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(given))):
        from_environment(None, given)
