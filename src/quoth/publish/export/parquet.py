"""`parquet`: typed tables for data frames; the fields of a claim stay nested, so that it can be had back whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from quoth.publish.export.exporter import Exporter, ExportError
from quoth.publish.export.records import control_record, relation_record
from quoth.publish.export.view import View

_GROUP = 4000  # rows a row group: memory is bounded by it


def _write(view: View, out: BinaryIO) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ExportError("Parquet needs pyarrow: pip install 'quoth[parquet]'") from None
    schema = _schema(pa, view.part)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        rest = iter(_records(view))
        while rows := list(islice(rest, _GROUP)):
            writer.write_table(pa.Table.from_pylist(rows, schema))


def _records(view: View) -> Iterable[dict[str, Any]]:
    if view.part == "relations":
        for kept in view.relations():
            record = relation_record(kept)
            yield {**record, "features": sorted(record["features"].items())}
    elif view.part == "control":
        yield from (control_record(view, h) for h in view.holdings())
    else:
        yield from map(view.record, view.claims())


def claims_of(path: str) -> Iterator[dict[str, Any]]:
    """The records of an exported table of claims, as they went in."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as table:
        for batch in table.iter_batches():
            for record in batch.to_pylist():
                yield {k: v for k, v in record.items() if k != "sentence" or v is not None}


def _schema(pa: Any, part: str) -> Any:
    text, number, integer = pa.string(), pa.float64(), pa.int64()

    def record(**fields: Any) -> Any:
        return pa.struct(list(fields.items()))

    span = {"text": text, "start": integer, "end": integer}
    spans = pa.list_(record(**span))
    point = {"latitude": number, "longitude": number, "radius_km": number}
    witnesses = pa.list_(record(claim=text, party=text, says=text, weight=text))
    if part == "relations":
        features = pa.map_(text, text)
        return pa.schema({"kind": text, "from": text, "to": text, "reason": text, "features": features, "known": text})
    if part == "control":
        place = record(id=text, name=text, kind=text, latitude=number, longitude=number)
        return pa.schema({
            "place": place, "as_of": text, "state": text, "holder": text, "since": text, "row": text, "reason": text,
            "evidence": witnesses, "dissent": witnesses,
        })  # fmt: skip
    candidate = record(id=text, name=text, kind=text, **point, score=number, reason=text)
    place = record(**span, name=text, kind=text, role=text, id=text, **point, candidates=pa.list_(candidate))
    source = {"id": text, "party": text, "text": text, "start": integer, "end": integer, "name": text, "speaker": text}
    return pa.schema({
        "id": text, "version": text, "document": text, "sentence": record(**span),
        "source": record(**source, via=text, carried=pa.bool_(), **{"from": text}), "cue": spans,
        "content": record(**span), "mode": text, "act": text, "said": text,
        "event": record(type=text, actor=text, status=text, negated=pa.bool_()),
        "certainty": record(level=text, low=number, high=number, cue=record(**span)),
        "places": pa.list_(place), "time": text,
        "quantities": pa.list_(record(**span, value=number, unit=text, qualifier=text, high=number)),
        "reader": text, "published": text, "recorded": text,
    })  # fmt: skip


EXPORTER = Exporter(
    "parquet", "typed, nested tables for data frames (needs pyarrow)", _write, ("claims", "relations", "control")
)
