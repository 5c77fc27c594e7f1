"""What could not be read, and why: a refusal names one input; the rest is still read."""

from __future__ import annotations

from dataclasses import dataclass

#: The largest text that is taken as one document, in bytes.
LIMIT = 10_000_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input (file, address, or `file:line`) that is not read, with the reason in words for its sender."""

    input: str
    reason: str


class Unreadable(ValueError):
    """An input cannot be read; the message is the reason of its refusal."""


def too_large() -> Unreadable:
    return Unreadable(f"it is larger than {LIMIT // 1_000_000} MB")
