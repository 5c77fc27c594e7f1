"""The ledger as an exporter sees it: what was asked for, page by page, with only the words that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import quote

from quoth.conflicts import Conflict, load_conflict
from quoth.ledger import AsOf, Filter, Kept, KeptRelation, Ledger, excerpt
from quoth.ledger.excerpt import Show
from quoth.model import to_record
from quoth.publish.export.exporter import ExportError, Part
from quoth.publish.export.holding import Holding, holdings

_PAGE = 500
_IRI = "%:/?#[]@!$&'()*+,;=~"

Progress = Callable[[int, int | None], None]


@dataclass
class View:
    """What an exporter writes: claims that `wanted` names, as known by `as_of`.

    `show` says which words of a document may go out: its sentence, the claim's content, or none (see
    `quoth.ledger.excerpt`). `base` is the address of a desk that serves the claims, for links back. `progress` is
    called with what is done and how much there is. An exporter counts in `left_out` what its format has no place for,
    by reason.
    """

    ledger: Ledger
    part: Part = "claims"
    wanted: Filter = field(default_factory=Filter)
    as_of: AsOf = field(default_factory=AsOf)
    show: Show = "sentence"
    base: str | None = None
    progress: Progress | None = None
    conflict: Conflict = field(default_factory=load_conflict)
    left_out: Counter[str] = field(default_factory=Counter)

    def claims(self) -> Iterator[Kept]:
        """The claims in the order of recording."""
        total = self.ledger.count(self.wanted, self.as_of)
        for done, kept in enumerate(self.ledger.claims(self.wanted, self.as_of), 1):
            yield kept
            if self.progress and (done % 100 == 0 or done == total):
                self.progress(done, total)

    def pages(self) -> Iterator[list[Kept]]:
        """The claims, some hundreds at a time."""
        rest = self.claims()
        while page := list(islice(rest, _PAGE)):
            yield page

    def relations(self) -> Iterator[KeptRelation]:
        """The relations that go out from the claims, each once."""
        seen: set[int] = set()
        for page in self.pages():
            ids = {kept.claim.id for kept in page}
            for found in self.ledger.relations(self.as_of, claims=tuple(sorted(ids))):
                if found.relation.source in ids and found.seq not in seen:
                    seen.add(found.seq)
                    yield found

    def holdings(self, kinds: tuple[str, ...] = ("settlement", "site")) -> Iterator[Holding]:
        """The places of these kinds that the ledger's claims speak of, each with all that was said of it.

        Raises:
            ExportError: the filter would leave out claims about a place.
        """
        for name in ("source", "party", "speaker", "event", "level", "mode", "document", "id", "text", "said_by"):
            if getattr(self.wanted, name):
                raise ExportError(
                    f"who holds a place rests on all that was said of it, so {name!r} cannot narrow it; "
                    "use place, since, until and as-of"
                )
        return self.holdings_of(self.wanted.place, kinds)

    def holdings_of(self, places: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[Holding]:
        """As `holdings`, of the places with these names or ids; of all when there are none."""
        return holdings(self.ledger, self.as_of, places, kinds, self.conflict, self.progress)

    def record(self, kept: Kept) -> dict[str, Any]:
        """A claim as `quoth claims` prints it, without the words that may not be shown.

        Without sentences the field is left out; without any words every `text` of the document is empty, and the
        offsets and normalized slots stay.
        """
        record = {**to_record(kept.claim), "published": kept.published, "recorded": kept.recorded}
        if self.show in ("content", "none"):
            del record["sentence"]
        return _wordless(record) if self.show == "none" else record

    def words(self, kept: Kept) -> str | None:
        """The words of a claim that may be published beside its link, or None."""
        return excerpt(kept.claim, self.show)

    def content(self, kept: Kept) -> str | None:
        """The claimed words themselves, or None when none may be shown."""
        return None if self.show == "none" else kept.claim.content.text

    def mention(self, kept: Kept) -> str | None:
        """How the document names the source, or None."""
        source = kept.claim.source
        return None if self.show == "none" or source is None else source.text

    def iri(self, kind: str, name: str) -> str:
        """An address of a claim or document on the desk, or a name when there is no desk."""
        name = quote(name, safe="")
        return f"{self.base.rstrip('/')}/{kind}/{name}" if self.base else f"urn:quoth:{kind}:{name}"

    def page_of(self, kept: Kept) -> str:
        """The address at which a claim's document was published, else `iri` of the document."""
        if kept.url and kept.url.startswith(("http://", "https://")):
            return quote(kept.url, safe=_IRI)
        return self.iri("document", kept.claim.document)


def _wordless(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: "" if k == "text" and isinstance(v, str) else _wordless(v) for k, v in value.items()}
    return [_wordless(v) for v in value] if isinstance(value, list) else value
