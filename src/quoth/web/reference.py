"""The interface's description in words, for its documentation page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

#: What a parameter is in the example of an operation that needs it.
_EXAMPLES = {"id": "8f14e45fceea167a5a36dedd4bea2543", "name": "Izjoem", "place": "UA63040090010029555"}


def form_of(schema: Mapping[str, Any]) -> str:
    """The form of a parameter: a date, a number from 1 to 200, one of some words, several of them."""
    kinds = [s for s in schema.get("anyOf", [schema]) if s.get("type") != "null"]
    first = kinds[0] if kinds else schema
    if first.get("type") == "array":
        return f"{form_of(first['items'])}; may be repeated"
    if "enum" in first:
        return ", ".join(map(str, first["enum"]))
    if first.get("format") == "date":
        return "date, such as 2022-11-11"
    if first.get("type") == "integer":
        return f"number from {first.get('minimum', 0)} to {first.get('maximum', '…')}"
    return "text"


def example_of(operation: Mapping[str, Any]) -> str:
    """A query that answers, with the parameters that must be given."""
    needed = [p["name"] for p in operation.get("parameters", ()) if p.get("required")]
    query = urlencode([(name, _EXAMPLES.get(name, "")) for name in needed])
    return f"?{query}" if query else ""
