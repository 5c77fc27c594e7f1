"""Others' evidence: recognized, matched, compared, and never let into the ledger."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quoth.cli.evidence import run_beside
from quoth.cli.run import run as cli
from quoth.evaluate.evidence import Evidence, EvidenceError, beside, beside_events, load_evidence
from quoth.evaluate.evidence.beside import verdict
from quoth.evaluate.evidence.stated import day, status
from quoth.evaluate.evidence.tables import kinds
from quoth.ledger import Ledger, open_ledger
from quoth.model.claim import EVENT_TYPES
from scripts.exports import exported, sample_ledger

SIDES = ("UA", "RU")


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with sample_ledger() as opened:
        yield opened


def compared(ledger: Ledger, *paths: Path) -> tuple[dict[tuple[str, str], tuple[str | None, str, str]], Evidence]:
    """Theirs, ours and the verdict by place and day."""
    evidence = load_evidence(paths, SIDES)
    _, runs = beside(ledger, evidence)
    found = {}
    for run in runs:
        for n in range(run.days):
            key = (run.name, (run.first + dt.timedelta(days=n)).isoformat())
            found[key] = (run.theirs, run.ours, run.verdict)
    return found, evidence


def file(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


TOWNS = """name,date,status
Izium,2022-09-09,RU
Izium,2022-09-10,contested
Izium,20220911,Ukraine
Lyman,2022-09-11,RU
Kupiansk,2022-09-11,UA
Balakliia,2022-09-11,
Atlantis,2022-09-11,UA
Izium,2022-09-31,UA
Izium,2022-09-12,Freedonia
"""


def test_a_control_table_by_town_and_day(ledger: Ledger, tmp_path: Path) -> None:
    found, evidence = compared(ledger, file(tmp_path / "towns.csv", TOWNS))
    assert found == {
        ("Izium", "2022-09-09"): ("RU", "unknown", "silent"),
        ("Izium", "2022-09-10"): ("contested", "contested", "agrees"),
        ("Izium", "2022-09-11"): ("UA", "held-by-UA", "agrees"),
        ("Lyman", "2022-09-11"): ("RU", "contested", "differs"),
        ("Kupiansk", "2022-09-11"): ("UA", "claimed-by-UA", "claimed"),
        ("Balakliia", "2022-09-11"): (None, "contested", "theirs-silent"),
    }
    assert (evidence.rows, evidence.elsewhere) == (9, 1)
    assert [(r.input, r.reason.split(";")[0]) for r in evidence.refused] == [
        ("towns.csv:9", "not a day: '2022-09-31'"),
        ("towns.csv:10", "not a state of control: 'Freedonia'"),
    ]


def test_packed_tables_and_other_delimiters(ledger: Ledger, tmp_path: Path) -> None:
    text = "\ufeffTown;Day;Holder\r\nIzium;2022-09-11;UA\r\n"
    packed = tmp_path / "towns.csv.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    box = tmp_path / "towns.zip"
    with zipfile.ZipFile(box, "w") as out:
        out.writestr("towns.csv", text)
    for path in (file(tmp_path / "towns.csv", text), packed, box):
        assert compared(ledger, path)[0] == {("Izium", "2022-09-11"): ("UA", "held-by-UA", "agrees")}
    with zipfile.ZipFile(box, "a") as out:
        out.writestr("more.csv", text)
    with pytest.raises(EvidenceError, match="holds 2 files"):
        load_evidence([box], SIDES)


def test_periods_run_to_the_last_day_of_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    text = "place,from,to,control\nUA63040090010029555,2022-09-08,2022-09-10,RU\nUA63040090010029555,2022-09-10,,UA\n"
    found, _ = compared(ledger, file(tmp_path / "x.csv", text))
    assert {d: v for (_, d), v in found.items()} == {
        "2022-09-08": ("RU", "unknown", "silent"),
        "2022-09-09": ("RU", "unknown", "silent"),
        "2022-09-10": ("UA", "contested", "differs"),  # both rows speak of it: the later counts
        "2022-09-11": ("UA", "held-by-UA", "agrees"),
    }


def test_a_table_in_the_shape_of_viina_with_its_list_of_places(ledger: Ledger, tmp_path: Path) -> None:
    control = file(
        tmp_path / "control.csv", "geonameid,date,status_wiki,status\n707292,20220911,RU,UA\n1,20220911,,RU\n"
    )
    found, evidence = compared(ledger, control)
    assert (found, evidence.elsewhere) == ({}, 2), "nothing says where 707292 is"
    places = file(
        tmp_path / "places.csv", "geonameid,asciiname,longitude,latitude\n707292,Izyum,37.26,49.21\n1,Nowhere,0,0\n"
    )
    found, evidence = compared(ledger, control, places)
    assert (found, evidence.elsewhere) == ({("Izium", "2022-09-11"): ("UA", "held-by-UA", "agrees")}, 1)


def test_what_we_export_agrees_with_us(ledger: Ledger, tmp_path: Path) -> None:
    for kind in ("viina", "csv", "hxl"):
        path = tmp_path / f"{kind}.csv"
        path.write_bytes(exported(ledger, kind, "control"))
        found, evidence = compared(ledger, path)
        assert not evidence.refused and not evidence.elsewhere
        assert len(found) >= 4 and {v for _, _, v in found.values()} <= {"agrees", "claimed"}


def _square(west: float, south: float, east: float, north: float, **about: Any) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": about, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_polygons_with_their_days(ledger: Ledger, tmp_path: Path) -> None:
    features = [
        _square(37, 49, 38, 50, date="2022-09-10", status="RU"),  # Izium and Kupiansk
        _square(37, 49, 37.5, 49.5, date="2022-09-11T06:00:00Z", holder="UA", name="around Izium"),
        _square(0, 0, 1, 1, date="2022-09-11", status="UA"),
        _square(37, 49, 38, 50, status="RU"),
        {"type": "Feature", "properties": {"date": "2022-09-11", "status": "RU"}, "geometry": None},
    ]
    path = file(tmp_path / "x.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    found, evidence = compared(ledger, path)
    assert found == {
        ("Izium", "2022-09-10"): ("RU", "contested", "differs"),
        ("Kupiansk", "2022-09-10"): ("RU", "claimed-by-UA", "differs"),
        ("Izium", "2022-09-11"): ("UA", "held-by-UA", "agrees"),
    }
    assert [r.input for r in evidence.refused] == ["x.geojson: feature 4", "x.geojson: feature 5"]
    assert "no date" in evidence.refused[0].reason and "missing" in evidence.refused[1].reason


def test_a_polygon_that_crosses_itself_is_mended(ledger: Ledger, tmp_path: Path) -> None:
    bow = _square(37, 49, 38, 50, date="2022-09-11", status="UA")
    bow["geometry"]["coordinates"] = [[[37, 49], [38, 50], [38, 49], [37, 50], [37, 49]]]
    path = file(tmp_path / "x.geojson", json.dumps({"type": "FeatureCollection", "features": [bow]}))
    assert not compared(ledger, path)[1].refused


def test_events_by_place_day_and_kind(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "event_id,date,asciiname,latitude,longitude,t_control_b,t_artillery_b,t_airstrike_pred\n"
        "1,20220911,Izyum,49.21,37.26,1,0,0.9\n2,20220911,Izyum,49.21,37.26,1,1,\n3,20220911,Kyiv,50.45,30.52,1,0,0\n"
    )
    evidence = load_evidence([file(tmp_path / "events.csv", text)], SIDES)
    assert evidence.shape == "events"
    found = {
        (e.name, e.day.isoformat(), e.kind): (e.theirs, e.ours, e.verdict) for e in beside_events(ledger, evidence)
    }
    assert found == {
        ("Izium", "2022-09-11", "artillery"): (1, 0, "theirs"),
        ("Izium", "2022-09-11", "control"): (2, 3, "both"),
    }


def test_kinds_of_event_are_ours() -> None:
    events = [e for about in kinds().values() for e in about["events"]]
    assert set(events) <= set(EVENT_TYPES) and len(set(events)) == len(events)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("notes.csv", "a,b\n1,2\n", "its columns are 'a, b'; it should be a control table"),
        ("empty.csv", "", "its columns are ''"),
        ("x.json", "{", "not JSON"),
        ("x.json", '{"type": "Point"}', "no FeatureCollection"),
        ("x.json", '{"features": []}', "holds no features"),
        ("x.json", '{"features": [{"geometry": null}]}', "feature 1: its geometry is missing"),
        ("x.json", '{"features": [3]}', "no FeatureCollection"),
        ("places.csv", "geonameid,latitude,longitude\n1,2,3\n", "only lists of places"),
        ("bytes.csv", "\udcff", "cannot be read"),
    ],
)
def test_what_is_no_evidence(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(EvidenceError, match=why):
        load_evidence([path], SIDES)


def test_a_missing_file_and_mixed_shapes(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"no\.csv: cannot be read: No such file"):
        load_evidence([tmp_path / "no.csv"], SIDES)
    events = file(tmp_path / "events.csv", "name,date,t_control\nIzium,20220911,1\n")
    with pytest.raises(EvidenceError, match="both control and events"):
        load_evidence([events, file(tmp_path / "towns.csv", TOWNS)], SIDES)


@pytest.mark.parametrize(
    ("value", "means"),
    [("UA", "UA"), ("held-by-RU", "RU"), ("claimed-by-UA", "UA"), ("Russia", "RU"), ("CONTESTED", "contested"),
     ("", None), ("NA", None), ("unknown", None)],
)  # fmt: skip
def test_words_for_states(value: str, means: str | None) -> None:
    assert status(value, SIDES) == means


def test_days() -> None:
    assert day("20220911") == day(" 2022-09-11 ") == day("2022-09-11T23:00Z") == dt.date(2022, 9, 11)
    for wrong in ("", "11.9.2022", "2022-09", "20221345"):
        with pytest.raises(ValueError, match="not a day"):
            day(wrong)


def test_a_table_that_breaks_off(ledger: Ledger, tmp_path: Path) -> None:
    head = b"name,date,status\nIzium,2022-09-11,UA\n"
    packed = gzip.compress(head * 3000)
    cases = (head + b"\xff\xfe,,\n", head + b"x" * 200_000 + b",,\n", packed[: len(packed) // 2])
    for number, data in enumerate(cases):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(data)
        with pytest.raises(EvidenceError, match="cannot be read"):
            compared(ledger, path)


def test_periods_without_end_and_out_of_time(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "name,from,to,status\nIzium,2022-09-11,9999-12-31,UA\nIzium,9999-12-31,9999-12-31,UA\n"
        "Izium,0001-01-01,2022-09-11,UA\nIzium,1850-01-01,2022-09-11,UA\nIzium,2022-09-11,2022-09-10,UA\n"
    )
    found, evidence = compared(ledger, file(tmp_path / "x.csv", text))
    assert found == {("Izium", "2022-09-11"): ("UA", "held-by-UA", "agrees")}
    reasons = [r.reason for r in evidence.refused]
    assert ["a war" in r or "before it begins" in r for r in reasons] == [True] * 4, reasons


def test_degrees_off_the_globe(ledger: Ledger, tmp_path: Path) -> None:
    text = "name,latitude,longitude,date,status\n" + "".join(
        f"Izium,{lat},37.3,2022-09-11,UA\n" for lat in ("nan", "inf", "91", "north", "49.2")
    )
    found, evidence = compared(ledger, file(tmp_path / "x.csv", text))
    assert len(found) == 1 and len(evidence.refused) == 4


def test_verdicts() -> None:
    assert verdict("UA", "held-by-UA") == "agrees"
    assert verdict("UA", "claimed-by-UA") == "claimed"
    assert verdict("UA", "held-by-RU") == verdict("contested", "held-by-UA") == verdict("UA", "contested") == "differs"
    assert verdict("UA", "unknown") == "silent"
    assert verdict(None, "unknown") == "theirs-silent"


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/desk.db"
    with sample_ledger(url):
        return url


def test_the_ledger_stays_as_it_was(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    towns = file(tmp_path / "towns.csv", TOWNS)
    with open_ledger(url, readonly=True) as before:
        head = before.head()
    out = io.StringIO()
    assert run_beside([towns], url, format="jsonl", out=out) == 1
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {line["agreement"] for line in lines} == {"agrees", "claimed", "differs", "silent", "theirs-silent"}
    assert "passed over 1 of 9 rows" in capsys.readouterr().err
    with open_ledger(url, readonly=True) as after:
        assert after.head() == head


def test_the_tables(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    towns = file(tmp_path / "towns.csv", TOWNS)
    assert cli(["compare", "--with", str(towns), "--ledger", url]) == 1
    out = capsys.readouterr().out
    assert "4 places, 6 days; both say something on 4: 75% agree (1 of 4 on a claim of the holder alone)" in out
    assert "Lyman, 2022-09-11: theirs RU, ours contested: RU denies that the other side took it" in out
    events = file(tmp_path / "events.csv", "name,date,t_control\nIzium,20220911,1\n")
    assert cli(["compare", "--with", str(events), "--ledger", url]) == 0
    assert "both report 1, only they 0, only our claims 0" in capsys.readouterr().out


def test_wrong_usage(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli(["compare", "--with", str(tmp_path / "no.csv"), "--ledger", url]) == 2
    assert "no.csv: cannot be read" in capsys.readouterr().err
