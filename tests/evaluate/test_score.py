"""Figures of a small hand-made gold document, by formula, and against the shared scorer where that is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from quoth.evaluate import BrokenSpan, GoldError, Score, as_gold, load_gold, misses, score, value
from quoth.evaluate.agreement import Agreement, times
from quoth.evaluate.gold import GoldClaim
from quoth.model import Claim, Source, Span, from_record

HERE = Path(__file__).parent
SCORER = HERE.parents[2] / "shared" / "tools" / "score.py"


def gold_record() -> dict[str, Any]:
    return json.loads((HERE / "gold.jsonl").read_text("utf-8"))


def read_records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "read.jsonl").read_text("utf-8").splitlines()]


def figures(errors: list[str] | None = None) -> dict[str, Any]:
    claims = {"made-up": [from_record(r) for r in read_records()]}
    return dict(score([as_gold(gold_record())], claims, errors))


#: hits, gold, read: gold has four attributed claims, one of them optional; four were read.
SCORES = {
    "content.3": (3, 3, 4),  # all but the optional one
    "content.8": (2, 3, 4),  # of the deaths only 4 words of 9
    "attribution.3": (2, 3, 4),  # the governor is read as the army
    "attribution.8": (2, 3, 4),
    "strict": (2, 3, 4),  # "zeggen" agrees with "zeggen aan" by half
    "narrated.3": (1, 1, 1),
    "places": (0, 2, 1),  # Lyman as a raion
    "place names": (1, 2, 1),  # Odesa is missed
    "areas and sites": (0, 0, 0),  # "de haven" is a description
    "quantities": (0, 1, 1),  # person for person killed
    "quantity values": (1, 1, 1),
}
#: right, of: the three pairs; the actor of casualties does not count.
SHARES = {
    "wrong mouth": (1, 3), "source id": (2, 3), "party": (2, 3), "mode": (2, 3), "act": (3, 3), "event type": (1, 3),
    "event actor": (1, 2), "event status": (3, 3), "negated": (3, 3), "certainty": (2, 3),
    "certainty, hedged only": (0, 1), "said": (1, 2), "said exact": (1, 2), "time": (1, 2), "time exact": (0, 2),
}  # fmt: skip


def test_figures_by_formula() -> None:
    found = figures()
    assert {n: (f.hit, f.gold, f.got) for n, f in found.items() if isinstance(f, Score)} == SCORES
    assert {n: (f.right, f.of) for n, f in found.items() if not isinstance(f, Score)} == SHARES
    assert found["content.8"].as_record() == {"p": 0.5, "r": 0.6667, "f1": 0.5714, "gold": 3, "got": 4}
    assert found["wrong mouth"].as_record() == {"accuracy": 0.3333, "of": 3}


def test_errors_name_misses_false_alarms_and_wrong_sources() -> None:
    errors: list[str] = []
    figures(errors)
    assert [" ".join(line.split()[:2]) for line in errors] == ["made-up invented", "made-up source"]
    assert "'ua-regional' read as 'ua-army'" in errors[1]


def test_floors() -> None:
    found = figures()
    assert value(found, "content.3") == 0.8571 and value(found, "content.3.p") == 0.75
    assert value(found, "act") == 1.0 and value(found, "nothing") is None and value(found, "act.p") is None
    met = {"content.3": 0.85, "content.3.r": 1.0, "act": 1.0, "wrong mouth": 0.34}
    assert misses(found, met) == []
    assert misses(found, {"content.3": 0.86, "wrong mouth": 0.33, "nothing": 0.0}) == [
        "content.3 0.8571 against 0.86", "wrong mouth 0.3333 against 0.33", "nothing None against 0",
    ]  # fmt: skip


TEXT = "gouverneur Jan Smit van de haven zei dat en wel aan persbureau Reuters"


def _claim(key: str | None, mention: str | None) -> Claim:
    start = TEXT.index(mention) if mention else None
    end = start + len(mention) if mention and start is not None else None
    record = {**gold_record()["claims"][0], "document": "x"}
    return from_record({**record, "source": {"id": key, "party": None, "text": mention, "start": start, "end": end}})


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        (("ua-army", "Jan Smit"), ("ua-army", None), True),  # the same body
        (("ua-army", "Jan Smit"), ("ua-mod", "Jan Smit"), False),
        (("media", "persbureau Reuters"), ("media", "Reuters"), True),  # one id, many speakers: the mention must agree
        (("media", "persbureau Reuters"), ("media", "Jan Smit"), False),
        (("media", "persbureau Reuters"), ("media", None), False),
        ((None, "Jan Smit"), ("ua-army", "gouverneur Jan Smit"), True),  # no id in gold: words agree by half
        ((None, "Jan Smit"), ("ua-army", "Smit van de haven"), False),
        (("ua-army", "Jan Smit"), (None, "Jan Smit"), True),
        (("ua-army", "Jan Smit"), ("tr-mfa", "Jan Smit"), True),  # a composed id
        (("ua-army", "Jan Smit"), ("tr-mfa", "Reuters"), False),
    ],
)
def test_sources_agree(gold: tuple[str | None, str], read: tuple[str | None, str | None], right: bool) -> None:
    assert Agreement(TEXT).sources(GoldClaim(_claim(*gold)), _claim(*read)) is right


def test_other_mentions_of_a_source_agree_too() -> None:
    also = (Span.of(TEXT, TEXT.index("Reuters"), len(TEXT)),)
    read = _claim(None, "Reuters")
    assert not Agreement(TEXT).sources(GoldClaim(_claim(None, "Jan Smit")), read)
    assert Agreement(TEXT).sources(GoldClaim(_claim(None, "Jan Smit"), also=also), read)


def test_a_mention_of_many_words_names_nobody() -> None:
    text = "woord " * 26
    claim = _claim(None, "Jan Smit")
    for length, right in ((25, True), (26, False)):
        long = Source(None, None, text[: 6 * length - 1], 0, 6 * length - 1)
        wanted = GoldClaim(Claim(**{**_fields(claim), "source": long}))
        assert Agreement(text).sources(wanted, Claim(**{**_fields(claim), "source": long})) is right


def _fields(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        ("2022-09-11", "2022-09-11", True),
        ("2022-09-11", "2022-09-10", False),
        ("2022-09-11", None, False),
        ("2022-09-11", "2022-09-05/2022-09-12", True),
        ("2022-09-11", "2022-09-11/2022-09-18", True),
        ("2022-09-11", "2022-09-11/2022-09-19", False),
        ("2022-09", "2022-09-30", True),
        ("2022-09", "2022-08/2022-09", False),
        ("2022-09-01/..", "2022-09-01/..", True),
        ("2022-09-11", "2022-09-01/..", False),
        ("../2022-09-11", "2022-09-11", True),
    ],
)
def test_times_agree(gold: str, read: str | None, right: bool) -> None:
    assert times(gold, read) is right


def test_a_span_that_does_not_hold_its_text_is_an_error() -> None:
    record = read_records()[0]
    record["cue"][0]["start"] += 1
    with pytest.raises(BrokenSpan, match="made-up: 6:10 holds"):
        score([as_gold(gold_record())], {"made-up": [from_record(record)]})


def test_a_bad_gold_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('\n{"id": "x"}\n', "utf-8")
    with pytest.raises(GoldError, match=r"bad.jsonl:2"):
        list(load_gold([path]))


@pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not beside the repository")
@pytest.mark.parametrize("seed", range(30))
def test_the_shared_scorer_finds_the_same(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    chance, gold = random.Random(seed), gold_record()
    read = [_disturbed(chance, gold["text"], r) for r in chance.choices([*gold["claims"], *read_records()], k=6)]
    theirs: list[str] = []
    ours: list[str] = []
    wanted = scorer.score([gold], {"made-up": read}, theirs)
    got = score([as_gold(gold)], {"made-up": [from_record({**r, "document": "made-up"}) for r in read]}, ours)
    assert {name: figure.as_record() for name, figure in got.items()} == wanted
    assert ours == theirs


def _disturbed(chance: random.Random, text: str, record: dict[str, Any]) -> dict[str, Any]:
    record = json.loads(json.dumps(record))
    for span in (record["content"], record["source"] or {}):
        if span and chance.random() < 0.5:
            start = max(0, span["start"] + chance.randint(-9, 9))
            end = min(len(text), max(start + 1, span["end"] + chance.randint(-9, 9)))
            span.update(text=text[start:end], start=start, end=end)
    if record["source"] and chance.random() < 0.5:
        record["source"]["id"] = chance.choice([None, "ua-regional", "xx-army", "witnesses"])
    record["said"] = chance.choice([None, "2022-10-02", "../2022-10", record["said"]])
    return record
