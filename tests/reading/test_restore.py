"""What is read from normalized text stands in the text as it was given."""

from __future__ import annotations

import json

import pytest

from quoth.model import Claim, Document, to_record
from quoth.reading import read

PLAIN = (
    "«De stad Izjoem is vrij», zei president Zelenski zaterdag. Volgens Londen zijn er waarschijnlijk zeker 2 000 "
    "militairen gedood bij Koepjansk. Kiev meldt dat het leger Balaklia heeft heroverd."
)
DISTURBED = [
    ("soft hyphens", PLAIN.replace("Izjoem", "Iz\u00adjoem").replace("Koepjansk", "Koep\u00adjansk")),
    ("zero width", PLAIN.replace(" ", " \u200b")),
    ("no-break spaces", PLAIN.replace(" ", "\u00a0")),
    ("references", PLAIN.replace("«", "&laquo;").replace("»", "&raquo;")),
    ("tags", PLAIN.replace("Zelenski", "<b>Zelenski</b>").replace("Londen", '<a href="x">Londen</a>')),
    ("bidirectional controls", f"\u202d{PLAIN}\u202c".replace("Kiev", "\u2066Kiev\u2069")),
    ("byte order mark and line ends", "\ufeff" + PLAIN.replace(". ", ".\r\n")),
]  # fmt: skip


def bare(claim: Claim) -> str:
    """A claim's record without what depends on the place and the characters of its words."""

    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {k: strip(v) for k, v in value.items() if k not in {"text", "start", "end", "id", "version"}}
        return [strip(v) for v in value] if isinstance(value, list) else value

    return json.dumps(strip(to_record(claim)), sort_keys=True)


@pytest.mark.parametrize(("what", "text"), DISTURBED, ids=[d[0] for d in DISTURBED])
def test_layout_changes_no_claim_and_every_span_holds_its_text(what: str, text: str) -> None:
    plain = read(Document("x", PLAIN, "nl", "2022-09-11")).claims
    claims = read(Document("x", text, "nl", "2022-09-11")).claims
    assert len(plain) >= 3
    assert [bare(c) for c in claims] == [bare(c) for c in plain]
    for claim in claims:
        spans = [claim.content, *claim.cue, *claim.places, *claim.quantities]
        spans += [s for s in (claim.sentence, claim.certainty.cue) if s]  # type: ignore[misc]
        for span in spans:
            assert text[span.start : span.end] == span.text
        if claim.source and claim.source.start is not None:
            assert text[claim.source.start : claim.source.end] == claim.source.text
