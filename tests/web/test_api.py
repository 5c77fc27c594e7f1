"""The HTTP interface: its description holds, its errors are problems, its pages are whole."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from quoth.ledger import Ledger
from quoth.web.app import create_app
from quoth.web.settings import Settings
from tests.web import desk

ANY = list(HealthCheck)
IZIUM = "UA63040090010029555"


@pytest.fixture(scope="session")
def description(address: str) -> Any:
    app = create_app(Settings(ledger=address, rate=1e6, burst=10**6))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "localhost"})


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_description_holds(description: Any, mode: GenerationMode) -> None:
    operations = [result.ok() for result in description.get_all_operations()]
    assert len(operations) == 8
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and operation.path == "/api/head":
            continue  # nothing can be wrong about it

        @settings(max_examples=20, deadline=None, database=None, derandomize=True, suppress_health_check=ANY)
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Any) -> None:
            case.call_and_validate(headers={"Host": "localhost"})

        check()


def test_pages_of_claims(client: Any, ledger: Ledger) -> None:
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 3, "order": "oldest"}
    while True:
        page = client.get("/api/claims", params=query).json()
        seen += [c["id"] for c in page["claims"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == [k.claim.id for k in ledger.claims()]


@pytest.mark.parametrize(
    ("query", "documents"),
    [("place=Izjoem&party=UA", {"a-1", "a-3"}), ("source=ru-mod&source=gb-mod&as_of=2022-09-09", {"a-1"}),
     ("event=fighting&event=recapture", {"a-1", "a-3", "demo"}), ("place=%00", set()), ("text=%E2%80%94", set())],
)  # fmt: skip
def test_filters(client: Any, query: str, documents: set[str]) -> None:
    found = client.get(f"/api/claims?{query}").json()["claims"]
    assert {c["document"] for c in found} == documents


def test_control(client: Any) -> None:
    made = client.get("/api/control", params={"place": IZIUM, "as_of": "2022-09-10"}).json()
    assert made["control"]["state"] == "contested"
    assert [t["state"] for t in made["history"]] == ["claimed-by-UA", "contested"]
    assert client.get("/api/control", params={"place": "nowhere"}).status_code == 404


def test_names(client: Any) -> None:
    found = client.get("/api/places", params={"name": "Izjoem"}).json()["candidates"]
    assert found[0]["id"] == IZIUM and "Dutch" in found[0]["reason"]


def test_reading_a_text(client: Any) -> None:
    text = desk.TEXTS[0][2]
    made = client.post("/api/read", json={"text": text, "published": "2022-09-09"}).json()
    assert made["language"] == "nl" and made["refused"] is None
    for claim in made["claims"]:
        span = claim["content"]
        assert text[span["start"] : span["end"]] == span["text"]
    assert {c["source"]["party"] for c in made["claims"]} == {"UA", "GB"}


@pytest.mark.parametrize(
    ("given", "status"),
    [({"text": "x" * 200_000, "language": "nl"}, 413), ({"text": ""}, 422), ({}, 422), ([], 422),
     ({"text": "a", "language": "xx"}, 422), ({"text": "a", "more": 1}, 422), ({"text": None}, 422)],
)  # fmt: skip
def test_what_is_not_read(client: Any, given: Any, status: int) -> None:
    response = client.post("/api/read", json=given)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]


def test_a_refused_text_says_why(client: Any) -> None:
    assert client.post("/api/read", json={"text": "1 2 3"}).json()["refused"]
    made = client.post("/api/read", json={"text": "a", "language": "nl", "published": "2022-13"}).json()
    assert (made["claims"] == [] and "2022-13" in made["refused"]) or "month" in made["refused"]


def test_a_body_beyond_all_bounds_is_not_taken_in(client: Any) -> None:
    assert client.post("/api/read", content=b"x" * 3_000_000).status_code == 413


def test_reading_can_be_switched_off(address: str) -> None:
    app = create_app(Settings(ledger=address, reading=False))
    assert "/api/read" not in app.openapi()["paths"]


def test_too_many_calls(address: str, make_client: Any) -> None:
    client = make_client(Settings(ledger=address, rate=0.5, burst=3))
    answers = [client.get("/api/head") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[3].headers["retry-after"]) >= 1
    assert client.get("/today").status_code == 200


def test_an_answer_is_sent_once(client: Any) -> None:
    first = client.get("/api/claims")
    again = client.get("/api/claims", headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
    assert again.status_code == 304


def test_the_reference_names_every_operation(client: Any) -> None:
    page = client.get("/api").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert f"{path}</code>" in page
    assert "http://" not in page.replace("http://localhost", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_reading_routes_take_no_writes(client: Any, method: str) -> None:
    for path in ("/today", "/api/claims", f"/place/{IZIUM}"):
        assert client.request(method, path).status_code in (404, 405)


@pytest.mark.parametrize("show", ["sentence", "content", "none", "text"])
def test_words_only_as_far_as_allowed(address: str, make_client: Any, show: Any) -> None:
    client = make_client(Settings(ledger=address, show=show))
    data = client.get("/api/document?id=a-1").json()
    claim = data["claims"][0]
    assert (data["text"] is not None) == (show == "text")
    assert (claim["sentence"] is not None) == (show in ("sentence", "text"))
    assert (claim["content"]["text"] is not None) == (show != "none")
    if show == "none":
        paths = [
            "/", "/document/a-1", f"/place/{IZIUM}", "/search", "/search.csv", "/search.atom", "/search.geojson",
            "/contradictions", f"/claim/{claim['id']}", f"/claim/{claim['id']}.json", "/source/ua-president",
        ]  # fmt: skip
        for path in paths:
            assert "ingenomen" not in client.get(path).text, path
