"""Compiling from a user's files: reading dumps and codifiers, joining them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.gazetteer import Gazetteer, GazetteerError, pack
from quoth.gazetteer.compile import pack_rows
from quoth.gazetteer.compile.join import join
from quoth.gazetteer.compile.rows import NATIVE, GeoName, Row
from quoth.gazetteer.compile.sources import read_codifier, read_geonames

OBLAST, RAION, HROMADA = "UA63000000000041885", "UA63040000000023521", "UA63040090000021240"


def line(number: int, name: str, names: str, lat: float, lon: float, country: str, admin1: str, people: int) -> str:
    cells = [
        str(number),
        name,
        name,
        names,
        str(lat),
        str(lon),
        "P",
        "PPL",
        country,
        "",
        admin1,
        "",
        "",
        "",
        str(people),
    ]
    return "\t".join([*cells, "", "", "Europe/Kyiv", "2024-01-01"]) + "\n"


def test_a_dump_keeps_ukraine_whole_and_towns_elsewhere(tmp_path: Path) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text(
        line(1, "Izyum", "Ізюм,Изюм", 49.2, 37.3, "UA", "07", 45_000)
        + line(2, "Mala", "Мала", 49.3, 37.3, "UA", "07", 0)
        + line(3, "Hamlet", "", 50.0, 36.0, "RU", "09", 20)
        + line(4, "Town", "", 50.0, 36.0, "RU", "09", 900),
        "utf-8",
    )
    told: list[tuple[int, int]] = []
    found = list(read_geonames(dump, lambda done, size: told.append((done, size))))
    assert [p.id for p in found] == [1, 2, 4]
    assert found[0].names == ("Ізюм", "Изюм")


def test_a_short_line_is_named(tmp_path: Path) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text("1\tIzyum\n", "utf-8")
    with pytest.raises(GazetteerError, match="line 1"):
        list(read_geonames(dump))


def test_a_codifier_as_csv(tmp_path: Path) -> None:
    table = tmp_path / "codifier.csv"
    table.write_text(
        f"Перший,Другий,Третій,Четвертий,Додатковий,Категорія,Назва\n{OBLAST},,,,,O,Харківська\n"
        f"{OBLAST},{RAION},,,,P,Ізюмський\n{OBLAST},{RAION},{HROMADA},,,H,Ізюмська\n"
        f"{OBLAST},{RAION},{HROMADA},UA63040090010029555,,M,Ізюм\n",
        "utf-8",
    )
    rows = read_codifier(table)
    assert [(r.name, r.kind, r.parent) for r in rows] == [
        ("Kharkivska", "oblast", "UA"),
        ("Iziumskyi", "raion", OBLAST),
        ("Iziumska Hromada", "area", RAION),
        ("Izium", "settlement", HROMADA),
    ]
    empty = tmp_path / "empty.csv"
    empty.write_text("nothing,here\n", "utf-8")
    with pytest.raises(GazetteerError, match="no unit"):
        read_codifier(empty)


def settlement(code: str, name: str, hromada: str) -> Row:
    return Row(code, name, name, "settlement", "C", "UA", hromada)


def test_namesakes_join_the_nearest_and_far_ones_do_not_join() -> None:
    """Two villages of one name in two hromadas: each gets the place near its own hromada's town."""
    units = [
        Row("UA63000000000000000", "o", "o", "oblast", "O", "UA", "UA"),
        Row("UA63010000000000000", "r", "r", "raion", "P", "UA", "UA63000000000000000"),
        *(Row(f"UA6301{h}0000000000", h, h, "area", "H", "UA", "UA63010000000000000") for h in ("01", "02")),
    ]
    rows = [
        *units,
        settlement("UA63010110000000001", "Перше", "UA63010100000000000"[:-1] + "0"),
        settlement("UA63010110000000002", "Тихе", "UA63010100000000000"),
        settlement("UA63010210000000001", "Друге", "UA63010200000000000"),
        settlement("UA63010210000000002", "Тихе", "UA63010200000000000"),
    ]
    for row, hromada in zip(rows[4:], ("01", "01", "02", "02"), strict=True):
        row.parent = f"UA6301{hromada}0000000000"

    def place(number: int, name: str, lat: float, lon: float) -> GeoName:
        return GeoName(number, name, lat, lon, "UA", "07", 1000, (name,))

    places = [
        place(1, "Перше", 49.0, 36.0),
        place(2, "Друге", 49.0, 37.5),
        place(3, "Тихе", 49.1, 37.5),
        place(4, "Тихе", 49.1, 36.0),
        place(5, "Тихе", 44.0, 30.0),
    ]
    joined = join(rows, places, {"UA63": "07"})
    assert {code[-13:]: p.id for code, p in joined.items()} == {
        "0110000000001": 1,
        "0110000000002": 4,
        "0210000000001": 2,
        "0210000000002": 3,
    }


def test_packing_is_stable_and_reads_back() -> None:
    row = Row("x:1", "Izium", "Ізюм", "settlement", "M", "UA", "", 49.2, 37.3, 4.0, 45_000)
    row.add("Izjoem", NATIVE)
    row.add("Ізюм", NATIVE)
    data = pack.write(pack_rows([row], {"licence": "CC BY 4.0"}))
    assert data == pack.write(pack_rows([row], {"licence": "CC BY 4.0"}))
    gazetteer = Gazetteer(pack.read(data))
    (hit,) = gazetteer.lookup("IZIOEM")
    spot = gazetteer.at(hit.index)
    assert (spot.id, spot.name, spot.latitude, spot.longitude) == ("x:1", "Izium", 49.2, 37.3)
    assert gazetteer.about["licence"] == "CC BY 4.0"
