"""The samples in docs/exports.md: python scripts/exports.py writes them anew from docs/samples/."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quoth.intake import Refusal
from quoth.intake.records import as_document
from quoth.ledger import Judgement, Ledger, load_given, open_ledger
from quoth.publish.export import Part, View, export
from quoth.publish.export.label_studio import label_config
from quoth.reconcile import Known, reconcile

DOCS = Path(__file__).resolve().parents[1] / "docs"
SAMPLES = DOCS / "samples"
PAGE = DOCS / "exports.md"
_BLOCK = re.compile(r"(<!-- sample: (\S+) (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_FEW = 2


@contextmanager
def sample_ledger(url: str = "memory:") -> Iterator[Ledger]:
    """The ledger of the samples: three reports, their claims and relations, and two judgements."""
    clock = iter(dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=n) for n in range(1000))
    with open_ledger(url, clock=lambda: next(clock)) as ledger:
        lines = (SAMPLES / "articles.jsonl").read_text("utf-8").splitlines()
        documents = [as_document(json.loads(line), "sample") for line in lines]
        with (SAMPLES / "claims.jsonl").open(encoding="utf-8") as claims:
            added = ledger.add_given(documents, load_given(claims, "claims.jsonl"))
        refused: list[Refusal] = added.refused
        assert not refused, refused
        kept = list(ledger.claims())
        ledger.relate(reconcile(Known(k.claim, k.known, k.published) for k in kept).relations())
        ledger.judge(Judgement("accept", kept[0].claim.id, "Ada Holt", comment="checked against the recording"))
        ledger.judge(Judgement("reject", kept[-1].claim.id, "Ada Holt"))
        yield ledger


def exported(ledger: Ledger, kind: str, part: Part) -> bytes:
    """An export of the sample ledger."""
    out = io.BytesIO()
    export(View(ledger, part), kind, out)
    return out.getvalue()


def sample(ledger: Ledger, kind: str, part: Part) -> str:
    """The beginning of an export, as a fenced block."""
    if kind == "label-studio" and part == "control":  # the page asks for the labelling interface by this name
        return _fenced("xml", label_config())
    data = exported(ledger, kind, part)
    if kind == "parquet":
        import pyarrow.parquet as pq

        return _fenced("", str(pq.read_schema(io.BytesIO(data))))
    text = data.decode("utf-8")
    if kind == "jsonl":
        return _fenced("json", _pretty(json.loads(text.splitlines()[0])))
    if text.startswith(("{", "[")):
        return _fenced("json", _pretty(_shorter(json.loads(text))))
    return _fenced("", "".join(line + "\n" for line in text.splitlines()[: _FEW + (2 if kind == "hxl" else 1)]))


def _shorter(value: object) -> object:
    """The wrapping with its first things only."""
    if isinstance(value, list):
        return value[:1]
    assert isinstance(value, dict)
    reviews = [x for x in value.get("@graph", ()) if x["@type"] == "ClaimReview"]
    return {k: [*v[:1], *reviews[:1]] if isinstance(v, list) else v for k, v in value.items()}


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```\n"


def page() -> str:
    """The page with its samples made anew."""
    with sample_ledger() as ledger:
        return _BLOCK.sub(lambda m: m[1] + sample(ledger, m[2], m[3]) + m[4], PAGE.read_text("utf-8"))  # type: ignore[arg-type]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
