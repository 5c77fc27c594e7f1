"""Records of the reading steps: read-only to the type checker, plain objects to the interpreter.

A frozen dataclass takes up to four times as long to make, and a document has thousands of these. The nouns that quoth
hands out (claims, spans, documents) are frozen in earnest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """A dataclass with slots that compares and hashes by value; nobody may assign to its fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
