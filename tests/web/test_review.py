"""The review desk: who may enter, what a form does, undo, agreement, gold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.ledger import Filter, open_ledger
from quoth.web.settings import Settings
from tests.web import desk
from tests.web.test_pages import Page

ADA, BEN = "ada-0123456789abcdef", "ben-0123456789abcdef"
TOKENS = {ADA: "Ada", BEN: "Ben"}
Make = Callable[[Any], Any]


@pytest.fixture
def own(tmp_path: Path) -> str:
    return desk.make(tmp_path / "own.db")


@pytest.fixture
def enter(own: str, make_client: Make) -> Callable[[str], Any]:
    def made(token: str) -> Any:
        client = make_client(Settings(ledger=own, reviewers=TOKENS))
        assert client.post("/review/login", data={"token": token}, follow_redirects=False).status_code == 303
        return client

    return made


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the first form of a claim's page."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def at(client: Any, claim: str) -> dict[str, str]:
    page = client.get("/review/claim", params={"id": claim})
    assert page.status_code == 200
    return fields(page.text)


def anchor(own: str, document: str, nth: int = 0) -> str:
    with open_ledger(own, readonly=True) as ledger:
        return [k.claim.id for k in ledger.claims(Filter(document=(document,)))][nth]


def test_the_desk_is_off_by_default(client: Any) -> None:
    assert client.get("/review").status_code == 404
    assert client.post("/review/judge").status_code == 404
    assert "/review" not in client.get("/today").text


def test_nobody_enters_without_a_token(own: str, make_client: Make) -> None:
    client = make_client(Settings(ledger=own, reviewers=TOKENS))
    assert client.get("/review").status_code == 200 and "password" in client.get("/review").text
    for token in ("", "ada", ADA.upper(), "é"):
        assert client.post("/review/login", data={"token": token}).status_code == 403
    for path in ("/review/claim?id=x", "/review/agreement", "/review/gold.jsonl"):
        assert client.get(path).status_code == 401
    assert client.post("/review/judge", data={"kind": "accept"}).status_code == 401
    for cookie in ("x.y", "", ".", "MS5BZGE.00", "%00"):
        client.cookies.set("quoth-review", cookie, path="/review")
        assert client.get("/review/agreement").status_code == 401


def test_the_cookie_is_shut_in(own: str, make_client: Make) -> None:
    client = make_client(Settings(ledger=own, reviewers=TOKENS, public_url="https://desk.example"))
    made = client.post("/review/login", data={"token": ADA}, follow_redirects=False).headers["set-cookie"]
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/review"):
        assert part in made
    assert ADA not in made


def test_a_proxy_says_who_is_there(own: str, make_client: Make) -> None:
    settings = Settings(ledger=own, login_header="X-Login", proxies=("testclient",))
    assert "Ada" in make_client(settings).get("/review", headers={"X-Login": "Ada"}).text
    foreign = make_client(Settings(ledger=own, login_header="X-Login"))
    assert foreign.get("/review", headers={"X-Login": "Ada"}).status_code == 401


def test_accepting_and_undoing(own: str, enter: Callable[[str], Any]) -> None:
    client, claim = enter(ADA), anchor(own, "a-1")
    assert claim in client.get("/review").text
    form = at(client, claim)
    assert client.post("/review/judge", data={**form, "kind": "accept"}).status_code == 200
    assert f"id={claim}" not in client.get("/review").text
    judged = client.get(f"/claim/{claim}.json").json()["judgements"]
    assert [(j["kind"], j["author"]) for j in judged] == [("accept", "Ada")]
    assert client.post("/review/judge", data={**form, "kind": "withdraw", "of": judged[0]["seq"]}).status_code == 200
    assert f"id={claim}" in client.get("/review").text
    assert len(client.get(f"/claim/{claim}.json").json()["judgements"]) == 2


def test_rejecting_takes_a_claim_off_every_page(own: str, enter: Callable[[str], Any]) -> None:
    client, claim = enter(ADA), anchor(own, "a-1")
    assert claim in client.get("/place/UA63040090010029555.json").text
    client.post("/review/judge", data={**at(client, claim), "kind": "reject", "comment": "nobody said so"})
    for path in ("/place/UA63040090010029555.json", "/document/a-1.json", "/search.json?limit=100"):
        assert f'"id": "{claim}"' not in client.get(path).text, path
    page = client.get(f"/claim/{claim}").text
    assert "nobody said so" in page and "This claim is not current" in page


def test_fixing_slots_and_span(own: str, enter: Callable[[str], Any]) -> None:
    client, claim = enter(ADA), anchor(own, "a-1")
    text = desk.TEXTS[0][2]
    end = text.index(" ingenomen") + len(" ingenomen")
    fix = {"kind": "correct", "act": "confirms", "event_type": "capture", "event_actor": "UA",
           "event_status": "completed", "certainty": "likely",
           "mode": "indirect", "said": "2022-09-08", "start": "0", "end": str(end),
           "slots": '{"time": "2022-09-07"}', "comment": "read again"}  # fmt: skip
    made = client.post("/review/judge", data={**at(client, claim), **fix})
    assert made.status_code == 200 and 'role="status"' in made.text
    now = client.get(f"/claim/{claim}.json").json()
    assert now["claim"]["act"] == "confirms" and now["claim"]["certainty"]["level"] == "likely"
    assert (now["claim"]["said"], now["claim"]["time"]) == ("2022-09-08", "2022-09-07")
    assert now["claim"]["content"] == {"text": text[:end], "start": 0, "end": end}
    assert now["claim"]["state"] == "judged" and len(now["history"]) == 2


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"kind": "correct"}, 422), ({"kind": "correct", "start": "5", "end": "2"}, 422),
     ({"kind": "correct", "start": "0", "end": "99999"}, 422), ({"kind": "correct", "slots": "{"}, 422),
     ({"kind": "correct", "slots": '{"id": "x"}'}, 422), ({"kind": "correct", "said": "soon"}, 422),
     ({"kind": "correct", "slots": "[" * 50000}, 422), ({"kind": "merge", "into": "nothing"}, 422),
     ({"kind": "comment", "comment": " "}, 422), ({"kind": "withdraw", "of": "1"}, 422), ({"kind": "burn"}, 422),
     ({"kind": "accept", "csrf": "0"}, 403), ({"kind": "accept", "version": "older"}, 422),
     ({"kind": "accept", "claim": "none"}, 404)],
)  # fmt: skip
def test_what_is_refused_adds_nothing(own: str, enter: Make, fields: dict[str, str], status: int) -> None:
    client, claim = enter(ADA), anchor(own, "a-1")
    before = client.get("/api/head").json()
    made = client.post("/review/judge", data={**at(client, claim), **fields})
    assert made.status_code == status
    if status == 422:
        assert 'role="alert"' in made.text
    assert client.get("/api/head").json() == before


def test_other_sites_cannot_judge(own: str, enter: Callable[[str], Any]) -> None:
    client = enter(ADA)
    form = {**at(client, anchor(own, "a-1")), "kind": "accept"}
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert client.post("/review/judge", data=form, headers=headers).status_code == 403
    assert client.post("/review/judge", json=form).status_code == 415
    assert client.post("/review/judge", data=form, headers={"origin": "http://localhost"}).status_code == 200


def test_two_reviewers_and_their_agreement(own: str, enter: Callable[[str], Any]) -> None:
    ada, ben = enter(ADA), enter(BEN)
    claims = [anchor(own, "a-1", 0), anchor(own, "a-1", 1), anchor(own, "a-2", 0)]
    for claim in claims:
        ada.post("/review/judge", data={**at(ada, claim), "kind": "accept"})
    second = ben.get("/review").text
    assert all(f"id={claim}" in second for claim in claims)
    for claim, kind in zip(claims, ("accept", "reject", "accept"), strict=True):
        ben.post("/review/judge", data={**at(ben, claim), "kind": kind})
    (pair,) = ada.get("/review/agreement.json").json()["pairs"]
    assert (pair["reviewers"], pair["claims"], pair["same"]) == (["Ada", "Ben"], 3, 2)
    assert pair["kappa"] == 0.0
    assert [d["claim"] for d in pair["differ"]] == [claims[1]]
    assert "66" in ada.get("/review/agreement").text or "67" in ada.get("/review/agreement").text


def test_gold_of_what_was_judged(own: str, enter: Callable[[str], Any]) -> None:
    client = enter(ADA)
    for nth in (0, 1):
        claim = anchor(own, "a-1", nth)
        client.post("/review/judge", data={**at(client, claim), "kind": "accept"})
    lines = [json.loads(line) for line in client.get("/review/gold.jsonl").text.splitlines()]
    assert [(line["id"], len(line["claims"])) for line in lines] == [("a-1", 2)]


def test_pages_of_the_desk(own: str, enter: Callable[[str], Any]) -> None:
    client, claim = enter(ADA), anchor(own, "a-1")
    for language in ("nl", "en", "uk"):
        for path in ("/review", f"/review/claim?id={claim}", "/review/agreement"):
            response = client.get(path, params={"lang": language} | ({"id": claim} if "claim" in path else {}))
            page = Page(response.text)
            assert response.status_code == 200 and page.lang == language
            assert page.inline == [] and len(page.ids) == len(set(page.ids))
            assert response.headers["cache-control"] == "no-store"
    assert client.post("/review/logout", follow_redirects=False).status_code in (303, 415)


def test_leaving(enter: Callable[[str], Any]) -> None:
    client = enter(ADA)
    assert client.get("/review/agreement").status_code == 200
    client.post("/review/logout", data={"x": "1"})
    assert client.get("/review/agreement").status_code == 401
