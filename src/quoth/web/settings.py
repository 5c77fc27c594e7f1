"""How a desk is served: which ledger, to whom, and what visitors and reviewers may do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from quoth.ledger.excerpt import Show, show_setting

_LOCAL = ("localhost", "127.0.0.1", "::1")
_ON, _OFF = ("1", "yes", "on", "true"), ("", "0", "no", "off", "false")


class SettingError(ValueError):
    """A setting is not of its form; the message names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one desk.

    `hosts` are the names under which it answers, besides local ones; `public_url` stands in front of links that leave
    the page (feeds, cards). `reviewers` are the tokens of people who may judge, by their names; `login_header` is the
    header in which a proxy at one of `proxies` (addresses) names who is logged in. Without either the desk only reads.
    `rate` and `burst` bound the calls a second of one address to the interface; `stale` is for how many seconds a
    place's state may lag behind a growing ledger.
    """

    ledger: str | None = None
    hosts: tuple[str, ...] = ()
    public_url: str | None = None
    title: str = "quoth"
    show: Show = "sentence"
    conflict: str = "ukraine"
    reviewers: Mapping[str, str] = field(default_factory=dict)
    login_header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    reading: bool = True
    longest: int = 100_000
    rate: float = 20.0
    burst: int = 200
    stale: float = 30.0

    @property
    def review(self) -> bool:
        """Whether people may judge claims here."""
        return bool(self.reviewers or self.login_header)

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The names that a request's Host header may hold; `*` allows any."""
        return frozenset(h.lower() for h in (*_LOCAL, *self.hosts))


def from_environment(ledger: str | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of the `QUOTH_...` variables; see the page about the desk for each of them.

    Raises:
        SettingError: a variable is not of its form.
    """
    env = os.environ if environ is None else environ
    try:
        show = show_setting()
    except ValueError as wrong:
        raise SettingError(str(wrong)) from None
    url = env.get("QUOTH_PUBLIC_URL", "").rstrip("/") or None
    if url and not url.startswith(("http://", "https://")):
        raise SettingError(f"QUOTH_PUBLIC_URL is {url!r}; write https://quoth.example")
    return Settings(
        ledger=ledger or env.get("QUOTH_LEDGER") or None,
        hosts=_list(env.get("QUOTH_HOSTS", "")),
        public_url=url,
        title=env.get("QUOTH_TITLE") or "quoth",
        show=show,
        conflict=env.get("QUOTH_CONFLICT") or "ukraine",
        reviewers=_reviewers(env.get("QUOTH_REVIEWERS", "")),
        login_header=env.get("QUOTH_LOGIN_HEADER") or None,
        proxies=_list(env.get("QUOTH_PROXIES", "")) or ("127.0.0.1", "::1"),
        reading=_flag(env, "QUOTH_API_READ", True),
        rate=_number(env, "QUOTH_RATE", 20.0),
    )


def _list(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.replace(",", " ").split() if part)


def _reviewers(value: str) -> dict[str, str]:
    """`Ada:secret, Ben:secret`, with tokens of at least 16 characters."""
    out: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in value.split(","))):
        name, colon, token = part.partition(":")
        if not (colon and name.strip()) or len(token.strip()) < 16:
            raise SettingError("QUOTH_REVIEWERS: write NAME:TOKEN, NAME:TOKEN with tokens of at least 16 characters")
        out[token.strip()] = name.strip()
    return out


def _flag(env: Mapping[str, str], name: str, default: bool) -> bool:
    value = env.get(name)
    if value is None:
        return default
    if value.lower() not in (*_ON, *_OFF):
        raise SettingError(f"{name} is {value!r}; write on or off")
    return value.lower() in _ON


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    value = env.get(name)
    try:
        number = float(value) if value else default
    except ValueError:
        number = 0.0
    if number <= 0:
        raise SettingError(f"{name} is {value!r}; write a number above 0")
    return number
