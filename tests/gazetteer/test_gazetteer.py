"""The compiled gazetteer: what is in it, its names, resolution and explanation."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.cli.places import run
from quoth.gazetteer import Gazetteer, PackError, fold, load_gazetteer, pack
from quoth.gazetteer.compile.spell import spellings
from quoth.gazetteer.explain import explain
from quoth.gazetteer.inflect import inflection
from quoth.gazetteer.misprint import misprints
from quoth.gazetteer.romanize import load_schemes
from quoth.gazetteer.russian import russian_names
from quoth.languages.places import load_places

HERE = Path(__file__).parent
SPELLINGS = [
    line.split("\t")
    for line in (HERE / "spellings.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_the_spelling_table_is_wide() -> None:
    assert len(SPELLINGS) >= 300
    assert len({row[2] for row in SPELLINGS}) >= 120
    assert {row[0] for row in SPELLINGS} == {"nl", "en", "de", "fr", "uk", "ru"}


def test_newspaper_spellings_resolve() -> None:
    wrong = [(lang, s, name) for lang, s, code, name in SPELLINGS if not (r := explain(s)) or r[0].id != code]
    assert len(wrong) <= 0.01 * len(SPELLINGS), wrong


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Izjoem", "UA63040090010029555"),
        ("Izioem", "UA63040090010029555"),
        ("Koepjanks", "UA63080090010026457"),
        ("Balaklia", "UA63040010010039074"),
        ("Volchansk", "UA63140010010035757"),
        ("Sjevjerodonetsk", "UA44120110010072887"),
        ("Черкаська Лозова", "UA63120130060080552"),
        ("Robotyne", "UA23100270150025192"),
        ("Krynki", "UA65100110040070147"),
    ],
)
def test_first_with_a_reason(name: str, code: str) -> None:
    best = explain(name)[0]
    assert best.id == code
    assert best.kind == "settlement"
    assert best.reason


def test_city_and_oblast_are_both_candidates() -> None:
    assert [(r.name, r.kind) for r in explain("Donetsk")[:2]] == [
        ("Donetsk", "settlement"),
        ("Donetsk Oblast", "oblast"),
    ]
    assert [r.name for r in explain("regio Donetsk")] == ["Donetsk Oblast"]
    assert explain("Харківська область")[0].name == "Kharkiv Oblast"
    assert explain("Kupiansk district")[0].name == "Kupiansk Raion"


def test_many_namesakes_have_radius_and_reason() -> None:
    found = explain("Mykolajivka", limit=200)
    assert len(found) > 50
    assert all(r.radius_km > 0 and r.reason for r in found)
    assert max(r.radius_km for r in found) > 8


def test_nothing_fits() -> None:
    assert explain("Qwrtzpsdfg") == ()
    assert explain("") == ()


def test_all_of_the_codifier(gazetteer: Gazetteer) -> None:
    counts: dict[str, int] = {}
    for i in range(len(gazetteer)):
        spot = gazetteer.at(i)
        if spot.id.startswith("UA"):
            counts[spot.category] = counts.get(spot.category, 0) + 1
            assert gazetteer.parents(spot.id)[-1] == "geonames:690791"
            assert spot.latitude is not None and 44 < spot.latitude < 53
            assert spot.longitude is not None and 21 < spot.longitude < 41
            assert spot.radius_km > 0
    assert counts["O"] + counts["K"] == 27
    assert counts["P"] == 136
    assert counts["M"] + counts["X"] + counts["C"] + counts["K"] > 29_600


@pytest.mark.parametrize(
    "name", ["Crimea", "Donetsk Oblast", "Luhansk Oblast", "Kherson Oblast", "Zaporizhzhia Oblast"]
)
def test_occupied_oblasts_are_ukraine(gazetteer: Gazetteer, name: str) -> None:
    best = explain(name)[0]
    assert best.parents[-1] == "Ukraine"
    assert gazetteer.contains("geonames:690791", best.id)
    assert not gazetteer.contains("geonames:2017370", best.id)


def test_relations_of_places(gazetteer: Gazetteer) -> None:
    izium, raion, oblast = "UA63040090010029555", "UA63040000000023521", "UA63000000000041885"
    assert gazetteer.contains(raion, izium) and gazetteer.contains(oblast, izium)
    assert not gazetteer.contains(izium, oblast)
    assert gazetteer.parents(izium)[1:3] == (raion, oblast)
    near = gazetteer.distance_km(izium, "UA63080090010026457")
    assert near is not None and 55 < near < 68
    assert gazetteer.location_of("UA00") is None
    assert gazetteer.distance_km(izium, "UA00") is None


def test_shipped_names_are_the_generated_ones(gazetteer: Gazetteer) -> None:
    missing = []
    for i in range(0, len(gazetteer), 1 if "QUOTH_SLOW" in os.environ else 7):
        spot = gazetteer.at(i)
        if not spot.id.startswith("UA") or spot.category not in "KMXC":
            continue
        made = {fold(s) for s in spellings(spot.native, "uk")}
        made |= {fold(s) for r in russian_names(spot.native) for s in spellings(r, "ru")}
        missing += [(spot.native, k) for k in made if len(k) > 1 and i not in {h.index for h in gazetteer.hits(k)}]
    assert not missing


@pytest.mark.parametrize("scheme", load_schemes(), ids=lambda s: s.code)
def test_romanization_examples(scheme) -> None:  # type: ignore[no-untyped-def]
    for name, spelled in scheme.examples:
        assert scheme.spell(name)[0] == spelled


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Авдіївка", "Авдеевка"),
        ("Вовчанськ", "Волчанск"),
        ("Олександрівка", "Александровка"),
        ("Кліщіївка", "Клещеевка"),
        ("Часів Яр", "Часов Яр"),
        ("Новоселівка Перша", "Новоселовка Первая"),
        ("Велика Новосілка", "Великая Новоселка"),
    ],
)
def test_russian_names(ukrainian: str, russian: str) -> None:
    assert russian in russian_names(ukrainian)


@pytest.mark.parametrize("code", ["uk", "ru"])
def test_every_paradigm_and_adjective(code: str) -> None:
    """Each example form leads back to its name."""
    words, rules = load_places(code), inflection(code)
    for paradigm in words.paradigms:
        name, form = paradigm.example
        endings = [fold(case.replace("-", "")) for case in paradigm.cases]
        own = [
            f[: len(f) - len(e)] + fold(paradigm.ending) == n
            for n, f in zip(fold(name).split(), fold(form).split(), strict=True)
            for e in endings
            if f.endswith(e)
        ]
        assert any(own), paradigm
        lemmas = [rules.lemmas(w) for w in fold(form).split()]
        assert all(n in options for n, options in zip(fold(name).split(), lemmas, strict=True)), paradigm
    for rule in words.adjectives:
        name, form = rule.example
        assert fold(name) in rules.bases(fold(form)), rule


@pytest.mark.parametrize("word", ["Koepjanks", "Bachmeot", "Krematorsk", "Marioepool"])
def test_one_edit(gazetteer: Gazetteer, word: str) -> None:
    assert misprints(gazetteer, fold(word))


def test_a_broken_file_is_named() -> None:
    with pytest.raises(PackError):
        pack.read(b"nothing")
    with pytest.raises(PackError):
        pack.read(pack.MAGIC + b"broken")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_may_be_asked(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    explain(name, limit=3)


def test_json_as_in_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Izjoem", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["query"] == "Izjoem"
    assert list(told["candidates"][0]) == [
        "id", "name", "kind", "parents", "latitude", "longitude", "radius_km", "score", "reason",
    ]  # fmt: skip
    assert run("Qwrtzpsdfg", "json") == 1
    assert json.loads(capsys.readouterr().out)["candidates"] == []


@pytest.mark.skipif("QUOTH_SLOW" not in os.environ, reason="compiles for minutes; set QUOTH_SLOW=1")
def test_compiling_again_gives_the_same_bytes() -> None:
    from quoth.gazetteer.compile import compile_gazetteer

    shipped = Path(pack.__file__).parent / "data" / "gazetteer.bin"
    assert compile_gazetteer() == shipped.read_bytes()
