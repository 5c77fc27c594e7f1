"""Exports: whole, honest, and as their formats ask."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import geojson_pydantic
import hxl
import jsonschema
import pyarrow.parquet as pq
import pytest
from pyld import jsonld

from quoth.ledger import AsOf, Filter, Judgement, Ledger, load_given, open_ledger
from quoth.model import Document, to_record
from quoth.publish.export import Exporter, ExportError, View, export, exporters
from quoth.publish.export import exporter as registry
from quoth.publish.export.acled import COLUMNS, kinds
from quoth.publish.export.label_studio import CHOICES, LABELS, label_config, records_of
from quoth.publish.export.parquet import claims_of
from scripts.exports import SAMPLES, exported, page, sample_ledger

GEOJSON = geojson_pydantic.FeatureCollection[geojson_pydantic.Feature[geojson_pydantic.Point, dict[str, Any]]]
SCHEMA = json.loads((Path(__file__).parents[1] / "cli" / "claim.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with sample_ledger() as opened:
        yield opened


def write(ledger: Ledger, kind: str, **options: Any) -> tuple[bytes, View]:
    view = View(ledger, **{"part": exporters()[kind].parts[0], **options})
    out = io.BytesIO()
    export(view, kind, out)
    return out.getvalue(), view


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def texts(ledger: Ledger) -> dict[str, str]:
    return {d.document.id: d.document.text for d in ledger.documents()}


# Every kind


@pytest.mark.parametrize("kind", [(e.name, part) for e in exporters().values() for part in e.parts], ids=str)
def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, kind: Any) -> None:
    first = exported(ledger, *kind)
    assert first and first == exported(ledger, *kind)


@pytest.mark.parametrize("kind", [e.name for e in exporters().values() if not e.texts])
def test_words_that_may_not_be_shown_stay_home(ledger: Ledger, kind: str) -> None:
    for show, secret in (("none", "Our units have left"), ("content", "the Russian ministry of defence confirmed")):
        for part in exporters()[kind].parts:
            data, _ = write(ledger, kind, part=part, show=show)
            if kind == "parquet":
                data = json.dumps(pq.read_table(io.BytesIO(data)).to_pylist(), default=str).encode()
            assert secret.encode() not in data, (kind, part, show)


def test_whole_texts_are_refused_where_words_may_not_be_shown(ledger: Ledger) -> None:
    with pytest.raises(ExportError, match="QUOTH_SHOW=none"):
        write(ledger, "label-studio", show="none")


def test_filters_and_days_are_honoured(ledger: Ledger) -> None:
    wanted = Filter(party=("RU",))
    for kind in ("jsonl", "csv"):
        data, _ = write(ledger, kind, wanted=wanted)
        assert len(data.decode().splitlines()) == 3 + (kind == "csv")
    data, _ = write(ledger, "jsonl", as_of=AsOf(dt.date(2022, 9, 10)))
    assert {json.loads(line)["document"] for line in data.decode().splitlines()} == {"lantern-1"}
    data, _ = write(ledger, "csv", part="control", as_of=AsOf(dt.date(2022, 9, 10)))
    assert {r["name"]: r["state"] for r in table(data)} == {
        "Balakliia": "contested", "Izium": "contested", "Kupiansk": "claimed-by-UA",
    }  # fmt: skip
    data, _ = write(ledger, "csv", part="control", wanted=Filter(place=("Izium",)))
    assert [(r["name"], r["state"], r["holder"]) for r in table(data)] == [("Izium", "held-by-UA", "UA")]


def test_control_is_never_drawn_from_half_of_the_claims(ledger: Ledger) -> None:
    for kind in ("csv", "viina", "geojson", "hxl"):
        with pytest.raises(ExportError, match="'party' cannot narrow it"):
            write(ledger, kind, part="control", wanted=Filter(party=("RU",)))


def test_relations_go_with_the_claims_that_they_come_from(ledger: Ledger) -> None:
    data, _ = write(ledger, "csv", part="relations")
    assert sorted(r["kind"] for r in table(data)) == ["concedes", "repeats"]
    data, _ = write(ledger, "csv", part="relations", wanted=Filter(party=("RU",)))
    (row,) = table(data)
    assert (row["kind"], json.loads(row["features"])) == ("concedes", json.loads(row["features"]))


def test_what_cannot_be(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such kind: 'shapefile'; choose from jsonl, csv"):
        export(View(ledger), "shapefile", tmp_path / "x")
    with pytest.raises(ExportError, match="acled does not hold control; it holds claims"):
        export(View(ledger, "control"), "acled", tmp_path / "x")
    with pytest.raises(ExportError, match="there is no directory"):
        export(View(ledger), "csv", tmp_path / "no" / "x")
    with pytest.raises(ExportError, match="it is a directory"):
        export(View(ledger), "csv", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_is_whole_or_not_there(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("older")

    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(View(ledger, progress=stop), "csv", path)
    assert path.read_text() == "older"
    assert [p.name for p in tmp_path.iterdir()] == ["claims.csv"]


def test_progress_reaches_the_end(ledger: Ledger) -> None:
    seen: list[tuple[int, int | None]] = []
    write(ledger, "csv", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (10, 10)


def test_other_packages_add_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Exporter("mine", "a form of my own", lambda view, out: None)
    points: list[Any] = [EntryPoint("mine", "here:MINE", registry.GROUP)]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    monkeypatch.setattr(EntryPoint, "load", lambda self: mine)
    try:
        registry.exporters.cache_clear()
        assert registry.exporters()["mine"] is mine
        for broken, why in ((Exporter("csv", "", mine.write), "taken name 'csv'"), ("text", "is no quoth")):
            registry.exporters.cache_clear()
            monkeypatch.setattr(EntryPoint, "load", lambda self, broken=broken: broken)
            with pytest.raises(ExportError, match=why):
                registry.exporters()
    finally:
        registry.exporters.cache_clear()


def test_samples_on_the_page_are_up_to_date() -> None:
    assert (SAMPLES.parent / "exports.md").read_text("utf-8") == page(), "run: python scripts/exports.py"


# jsonl, csv, parquet


def test_jsonl_is_the_schema_and_goes_back_in(ledger: Ledger) -> None:
    lines = exported(ledger, "jsonl", "claims").decode().splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), SCHEMA)
    with open_ledger("memory:") as other:
        documents = [d.document for d in ledger.documents()]
        added = other.add_given(documents, load_given(lines, "claims.jsonl"))
        assert not added.refused
        assert [to_record(k.claim) for k in other.claims()] == [to_record(k.claim) for k in ledger.claims()]


@pytest.mark.parametrize(
    "kind",
    [(e.name, p) for e in exporters().values() for p in e.parts if e.name in ("csv", "hxl", "acled", "viina")],
    ids=str,
)
def test_no_cell_runs_as_a_formula(kind: Any) -> None:
    with open_ledger("memory:") as hostile, sample_ledger() as model:
        text = "=1+1 @x in Izium. +2 -3"
        about = Document("=cmd()", text, published="2022-09-11", outlet="@outlet", url="javascript:alert(1)")
        claim = next(k.claim for k in model.claims() if k.claim.event.type == "capture")
        record = {
            **to_record(claim), "document": "=cmd()", "source": None, "cue": [], "quantities": [], "sentence": None,
            "content": {"text": text, "start": 0, "end": len(text)}, "mode": "narrated",
            "places": [{"text": "Izium", "start": 11, "end": 16, "name": "=Izium", "kind": "settlement", "role": "at"}],
        }  # fmt: skip
        added = hostile.add_given([about], load_given([json.dumps(record)], "x"))
        assert not added.refused
        for row in csv.reader(io.StringIO(exported(hostile, *kind).decode())):
            assert not [c for c in row if c.startswith(("=", "@", "+", "-"))], row


def test_csv_numbers_stay_numbers() -> None:
    with sample_ledger() as each:
        rows = table(exported(each, "csv", "claims"))
    assert rows[0]["latitude"] == "49.71003"
    assert rows[0]["negated"] == "false"


def test_parquet_gives_the_records_back(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    export(View(ledger), "parquet", path)
    lines = exported(ledger, "jsonl", "claims").decode().splitlines()
    assert list(claims_of(str(path))) == [json.loads(line) for line in lines]
    relations = pq.read_table(io.BytesIO(exported(ledger, "parquet", "relations"))).to_pylist()
    assert {r["kind"] for r in relations} == {"concedes", "repeats"}
    control = pq.read_table(io.BytesIO(exported(ledger, "parquet", "control"))).to_pylist()
    assert {c["place"]["name"]: c["state"] for c in control}["Izium"] == "held-by-UA"


# Maps


def test_geojson_is_geojson(ledger: Ledger) -> None:
    for part in ("claims", "control"):
        found = GEOJSON.model_validate_json(exported(ledger, "geojson", part))
        ids = [f.id for f in found.features]
        assert len(set(ids)) == len(ids)
        for feature in found.features:
            if feature.geometry is not None:
                longitude, latitude = feature.geometry.coordinates
                assert 36 < longitude < 39 and 47 < latitude < 50, "longitude comes first"
    claims = json.loads(exported(ledger, "geojson", "claims"))["features"]
    assert len(claims) == sum(max(1, len(k.claim.places)) for k in ledger.claims())
    unplaced = [f for f in claims if f["geometry"] is None]
    assert len(unplaced) == 2 and unplaced[0]["properties"]["place"] is None


# Event tables


def test_acled_has_its_columns_and_words(ledger: Ledger) -> None:
    data, view = write(ledger, "acled")
    rows = table(data)
    assert tuple(rows[0]) == COLUMNS and len(COLUMNS) == 31
    assert [(r["location"], r["sub_event_type"], r["source"]) for r in rows] == [
        ("Kupiansk", "Armed clash", "The Lantern"),
        ("Balakliia", "Non-violent transfer of territory", "The Lantern"),
        ("Izium", "Non-violent transfer of territory", "The Lantern"),
        ("Izium", "Government regains territory", "Harbour Times; Evening Wire"),
        ("Izium", "Non-violent transfer of territory", "Harbour Times"),
        ("Lyman", "Armed clash", "Harbour Times"),
    ]
    izium = rows[3]
    assert (izium["iso"], izium["country"], izium["admin1"], izium["admin2"]) == (
        "804", "Ukraine", "Kharkiv Oblast", "Izium Raion",
    )  # fmt: skip
    assert (izium["event_date"], izium["time_precision"], izium["geo_precision"]) == ("2022-09-11", "2", "1")
    assert (izium["actor1"], izium["inter1"]) == ("Ukraine", "State forces")
    assert (rows[1]["actor1"], rows[1]["inter1"]) == ("Russia", "External/Other forces")
    assert rows[5]["geo_precision"] == "2" and rows[5]["actor1"] == ""
    assert izium["notes"].startswith("General Staff of Ukraine states: the capture")
    assert view.left_out == {
        "casualties: no event in these tables": 1, "denies: not said to have happened": 1,
        "predicts: not said to have happened": 1, "other: no event in these tables": 1,
        "reported elsewhere, too: an utterance counts once": 1,
    }  # fmt: skip


def test_an_utterance_counts_once_whatever_was_chosen(ledger: Ledger) -> None:
    data, _ = write(ledger, "acled", wanted=Filter(document=("wire-3",)))
    (row,) = table(data)
    assert row["source"] == "Evening Wire; Harbour Times"


def test_every_acled_word_is_one_of_theirs() -> None:
    schema = {
        "type": "object",
        "required": ["type", "sub"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["Battles", "Explosions/Remote violence", "Strategic developments"]},
            "sub": {"enum": SUB_EVENTS},
            "owner": {"enum": SUB_EVENTS},
        },
    }
    for kind in kinds().values():
        jsonschema.validate(kind, schema)


SUB_EVENTS = [
    "Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Air/drone strike",
    "Shelling/artillery/missile attack", "Agreement", "Change to group/activity", "Looting/property destruction",
    "Non-violent transfer of territory", "Other",
]  # fmt: skip


def test_viina_says_who_held_each_settlement_on_each_day(ledger: Ledger) -> None:
    rows = table(exported(ledger, "viina", "control"))
    days = {(r["asciiname"], r["date"]): (r["status"], r["state"]) for r in rows}
    assert days["Izium", "20220910"] == ("CONTESTED", "contested")
    assert days["Izium", "20220911"] == ("UA", "held-by-UA")
    assert days["Kupiansk", "20220911"] == ("UA", "claimed-by-UA")
    assert ("Lyman", "20220910") not in days
    data, _ = write(ledger, "viina", wanted=Filter(since=dt.date(2022, 9, 11), until=dt.date(2022, 9, 13)))
    assert sorted({r["date"] for r in table(data)}) == ["20220911", "20220912", "20220913"]
    with pytest.raises(ExportError, match="would end"):
        write(ledger, "viina", wanted=Filter(since=dt.date(2022, 9, 11), until=dt.date(2022, 9, 10)))


def test_viina_agrees_with_the_control_of_each_day(ledger: Ledger) -> None:
    for row in table(exported(ledger, "viina", "control")):
        day = dt.date.fromisoformat(row["date"])
        (holding,) = View(ledger, wanted=Filter(place=(row["katottg"],))).holdings()
        assert holding.control(day).state == row["state"]


# Linked data


def _expanded(data: bytes, context: dict[str, Any]) -> list[Any]:
    """The statements, read with a context of our own, so that nothing is fetched."""

    def loader(url: str, options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": context}

    return list(
        jsonld.to_rdf(json.loads(data), {"documentLoader": loader, "format": "application/n-quads"}).splitlines()
    )


def test_schema_org_is_linked_data_in_its_words(ledger: Ledger) -> None:
    data = exported(ledger, "schema.org", "claims")
    context = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}
    words = set()
    for line in _expanded(data, context):
        _, predicate, thing = line.split(" ", 2)
        words |= {
            w.split(">")[0].removeprefix("<https://schema.org/") for w in (predicate, thing) if "schema.org/" in w
        }
    assert {"Claim", "ClaimReview", "appearance", "author", "claimReviewed"} <= words
    from rdflib.namespace import SDO  # pytest must not look into it

    assert [word for word in words if word not in SDO] == []
    graph = json.loads(data)["@graph"]
    claims = [x for x in graph if x["@type"] == "Claim"]
    reviews = [x for x in graph if x["@type"] == "ClaimReview"]
    assert len(claims) == 10 and all(c["appearance"]["publisher"]["name"] for c in claims)
    assert [r["author"]["name"] for r in reviews] == ["Ada Holt"], "the rejected claim is not there, nor its review"
    assert reviews[0]["itemReviewed"]["@id"] == claims[0]["@id"]
    assert "not whether it is true" in reviews[0]["reviewAspect"]
    syniehubov = next(c for c in claims if c["author"]["name"] == "Oleh Syniehubov")
    assert syniehubov["author"]["@type"] == "Person"
    assert syniehubov["author"]["affiliation"]["identifier"] == "ua-regional"


def test_linked_data_cannot_leave_its_script_element() -> None:
    text = "Izium </script><script>alert(1)</script> was taken."
    record = {
        "document": "x", "source": None, "cue": [], "content": {"text": text, "start": 0, "end": len(text)},
        "mode": "narrated", "act": "states", "said": None, "time": None, "certainty": "asserted", "places": [],
        "event": {"type": "other", "actor": None, "status": "completed", "negated": False}, "quantities": [],
    }  # fmt: skip
    with open_ledger("memory:") as hostile:
        hostile.add_given([Document("x", text, published="2022-09-11")], load_given([json.dumps(record)], "x"))
        data = exported(hostile, "schema.org", "claims")
    assert b"</script" not in data
    assert json.loads(data)["@graph"][0]["text"] == text


def test_a_judgement_that_was_taken_back_is_no_review() -> None:
    with sample_ledger() as own:
        (made,) = [j for j in own.judgements() if j.kind == "accept"]
        own.judge(Judgement("withdraw", made.claim, "Ada Holt", of=made.seq))
        assert b"ClaimReview" not in exported(own, "schema.org", "claims")


def test_annotations_anchor_in_their_texts(ledger: Ledger) -> None:
    found = json.loads(exported(ledger, "web-annotation", "claims"))
    jsonschema.validate(found, ANNOTATIONS)
    stored = texts(ledger)
    for item, kept in zip(found["items"], ledger.claims(), strict=True):
        text = stored[kept.claim.document]
        quotation, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quotation["exact"]
        around = quotation.get("prefix", "") + quotation["exact"] + quotation.get("suffix", "")
        at = text.index(around) + len(quotation.get("prefix", ""))
        assert text.count(around) == 1 and at == position["start"], "the quotation finds the words on its own"
    base, _ = write(ledger, "web-annotation", base="https://desk.example/")
    assert json.loads(base)["items"][0]["id"].startswith("https://desk.example/claim/")


@pytest.mark.parametrize("part", ["claims", "relations"])
def test_annotations_are_linked_data_in_their_words(ledger: Ledger, part: Any) -> None:
    oa, sdo = "http://www.w3.org/ns/oa#", "https://schema.org/"
    names = {"body": "hasBody", "target": "hasTarget", "selector": "hasSelector", "source": "hasSource"}  # fmt: skip
    own = {"generator", "created", "name", "value", "format", "language", "items", "startIndex", "Software"}
    context = {"@context": {
        "id": "@id", "type": "@type", "@vocab": oa, **{k: {"@id": oa + v, "@type": "@id"} for k, v in names.items()},
        "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": oa + "hasPurpose", "@type": "@vocab"},
        **{k: sdo + k for k in (*own, "AnnotationPage")},
    }}  # fmt: skip
    lines = _expanded(exported(ledger, "web-annotation", part), context)
    used = {w.removeprefix(f"<{oa}").rstrip("> .") for x in lines for w in x.split(" ") if w.startswith(f"<{oa}")}
    assert {"Annotation", "hasBody", "hasTarget", "TextualBody"} <= used
    assert used <= OA


#: Words of the Web Annotation vocabulary (W3C Recommendation, 2017).
OA = {
    "Annotation", "SpecificResource", "TextualBody", "TextPositionSelector", "TextQuoteSelector", "hasBody",
    "hasTarget", "hasSelector", "hasSource", "hasPurpose", "motivatedBy", "describing", "tagging", "linking",
    "exact", "prefix", "suffix", "start", "end",
}  # fmt: skip


ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": {
            "type": "object",
            "required": ["id", "type", "target", "body"],
            "properties": {
                "id": {"type": "string", "pattern": r"^[a-z]+:\S+$"},
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["describing", "linking"]},
                "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
                "body": {"type": "array", "items": {"type": "object", "required": ["type"]}},
                "target": {
                    "type": "object",
                    "required": ["source", "selector"],
                    "properties": {
                        "source": {"type": "string", "pattern": r"^(https?|urn):\S+$"},
                        "selector": {"type": "array", "items": {"oneOf": [
                            {"required": ["exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
                            {"required": ["start", "end"], "properties": {
                                "type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
                            }},
                        ]}},
                    },
                },
            },
        }},
    },
}  # fmt: skip


# HXL


@pytest.mark.parametrize("part", ["claims", "control"])
def test_hxl_is_valid(ledger: Ledger, part: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(exported(ledger, "hxl", part))
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        wrong: list[Any] = []
        assert source.validate(callback=wrong.append), [str(w) for w in wrong]
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        places = {row.get("#loc+name") for row in source}
    assert {"Izium", "Kupiansk"} <= places


# Label Studio


def test_label_studio_tasks_fit_their_interface(ledger: Ledger) -> None:
    tasks = json.loads(exported(ledger, "label-studio", "claims"))
    jsonschema.validate(tasks, TASKS)
    for name in (*LABELS, *(v for values in CHOICES.values() for v in values)):
        assert f'value="{name}"' in label_config()
    for task in tasks:
        (made,) = task["predictions"]
        regions = {r["id"] for r in made["result"] if r["type"] == "labels"}
        for r in made["result"]:
            if r["type"] == "relation":
                assert {r["from_id"], r["to_id"]} <= regions
            else:
                value = r["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    assert any(r.get("labels") == ["concedes"] for t in tasks for r in t["predictions"][0]["result"])


def test_label_studio_gives_the_claims_back(ledger: Ledger) -> None:
    tasks = json.loads(exported(ledger, "label-studio", "claims"))
    records = list(records_of(tasks))
    with open_ledger("memory:") as other:
        lines = [json.dumps(r) for r in records]
        added = other.add_given([d.document for d in ledger.documents()], load_given(lines, "tasks"))
        assert not added.refused

        def slots(each: Ledger) -> dict[str, Any]:
            return {k.claim.id: {**to_record(k.claim), "version": "", "sentence": ""} for k in each.claims()}

        assert slots(other) == slots(ledger)


def test_what_a_coder_changed_comes_back_changed(ledger: Ledger) -> None:
    (task,) = [t for t in json.loads(exported(ledger, "label-studio", "claims")) if t["data"]["document"] == "wire-3"]
    result = task["predictions"][0]["result"]
    first = next(r for r in result if r["type"] == "labels" and r["value"]["labels"] == ["claim"])
    for r in result:
        if r["id" if "id" in r else "to_id"] == first["id"] and r.get("from_name") == "event":
            r["value"]["choices"] = ["entry"]
    text = task["data"]["text"]
    at = text.index("burnt")
    result.append({"id": "new", "type": "labels", "from_name": "label", "to_name": "text",
                   "value": {"start": at, "end": at + 5, "text": "burnt", "labels": ["claim"]}})  # fmt: skip
    task["annotations"] = [{"result": result}]
    records = {r["content"]["text"]: r for r in records_of([task])}
    assert records["the capture of Izium"]["event"]["type"] == "entry"
    assert records["the capture of Izium"]["source"]["id"] == "ua-general-staff"
    assert records["burnt"]["source"] is None and records["burnt"]["event"]["type"] == "other"
    with pytest.raises(ExportError, match="task 1 is none that quoth wrote"):
        list(records_of([{"annotations": []}]))


TASKS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "properties": {
            "data": {"type": "object", "required": ["text", "title"]},
            "predictions": {"type": "array", "items": {
                "type": "object",
                "required": ["result", "model_version"],
                "properties": {"result": {"type": "array", "items": {"oneOf": [
                    {"required": ["id", "from_name", "to_name", "value"], "properties": {"type": {"const": "labels"}}},
                    {"required": ["id", "from_name", "to_name", "value"], "properties": {"type": {"const": "choices"}}},
                    {"required": ["from_id", "to_id", "direction"], "properties": {"type": {"const": "relation"}}},
                ]}}},
            }},
        },
    },
}  # fmt: skip
