"""Claims made elsewhere (by people, another reader, or gold), one JSON object a line, checked against the texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quoth.intake import Refusal
from quoth.ledger.checks import fault
from quoth.model import Claim, Document, from_record


@dataclass(slots=True)
class Given:
    """The claims of a file by document; works as the reader of its documents.

    `refused` grows while the documents are read: a claim whose words do not stand in its text is left out, with
    the line it came from.
    """

    name: str
    claims: dict[str, list[tuple[int, Claim]]] = field(default_factory=lambda: defaultdict(list))
    refused: list[Refusal] = field(default_factory=list)
    reader: str = "given"
    used: set[str] = field(default_factory=set)

    def __call__(self, document: Document) -> list[Claim]:
        """The claims given for a document."""
        out = []
        self.used.add(document.id)
        for line, claim in self.claims.get(document.id, ()):
            wrong = fault(claim, document.text)
            if wrong:
                self.refused.append(Refusal(f"{self.name}:{line}", wrong))
            else:
                out.append(claim)
        return out

    def unclaimed(self) -> list[Refusal]:
        """A refusal for every claim whose document did not come along."""
        return [
            Refusal(f"{self.name}:{line}", f"there is no document {document!r} among the inputs")
            for document, claims in self.claims.items()
            if document not in self.used
            for line, _ in claims
        ]


def load_given(lines: Iterable[str], name: str) -> Given:
    """Claims in the form of the claim schema; `id` and `version` are computed, not believed."""
    given = Given(name)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            claim = from_record(record)
            if not isinstance(claim.document, str):
                raise TypeError("document is not text")
        except RecursionError:
            given.refused.append(Refusal(f"{name}:{number}", "nested too deeply"))
        except KeyError as error:
            given.refused.append(Refusal(f"{name}:{number}", f"the field {error} is missing"))
        except (ValueError, TypeError, AttributeError) as error:
            given.refused.append(Refusal(f"{name}:{number}", f"not a claim: {error}"))
        else:
            given.claims[claim.document].append((number, replace(claim, reader=claim.reader or "given")))
    return given
