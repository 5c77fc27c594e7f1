"""Turn hand-written annotations (strings only) into gold documents with offsets, and check them against the guide.

    python scripts/compile_gold.py IN.json... > OUT.jsonl

IN.json is a list of documents `{id, language, published, title?, outlet?, publisher?, text, claims, relations?}`. A
claim is written as the guide says, but every span is only its text: `"content": "..."`, `"cue": ["zei"]`,
`"source": {"id", "party", "text"}`, `"places": [{"text", "name", "kind", "role"}]`, `"quantities": [{"text", "value",
"unit", "qualifier"}]`. The content is looked for behind the content of the claim before it, then from the start; the
source and the cue are taken where they stand nearest to the content; `"at": N` beside any text asks for its N-th
occurrence (from 1). Missing fields take the usual value: mode indirect (narrated without a source), act states, said
null, certainty asserted.
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

from quoth.model.claim import ACTS, EVENT_TYPES, LEVELS


def occurrences(text: str, part: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def locate(text: str, part: str | dict[str, Any], near: int, where: str) -> dict[str, Any]:
    word = part if isinstance(part, str) else part["text"]
    places = occurrences(text, word)
    if not places:
        raise SystemExit(f"{where}: {word!r} is not in the text")
    if isinstance(part, dict) and part.get("at"):
        start = places[part["at"] - 1]
    else:
        start = min(places, key=lambda p: abs(p - near))
    return {"text": word, "start": start, "end": start + len(word)}


def compile_claim(doc: dict[str, Any], raw: dict[str, Any], number: int, after: int) -> dict[str, Any]:
    text, where = doc["text"], f"{doc['id']}#{number}"
    later = [
        p
        for p in occurrences(text, raw["content"] if isinstance(raw["content"], str) else raw["content"]["text"])
        if p >= after
    ]
    content = locate(text, raw["content"], later[0] if later else 0, where)
    inside = text[content["start"] : content["end"]]
    source = None
    if raw.get("source"):
        source = {"id": raw["source"].get("id"), "party": raw["source"].get("party")}
        source |= locate(text, raw["source"], content["start"], where)
    event = {"status": "completed", "negated": False, "actor": None} | raw["event"]
    claim = {
        "n": number,
        "source": source,
        "cue": [
            locate(text, c, content["start"] if not source else (content["start"] + source["start"]) // 2, where)
            for c in raw.get("cue", [])
        ],
        "content": content,
        "mode": raw.get("mode", "indirect" if source else "narrated"),
        "act": raw.get("act", "states"),
        "said": raw.get("said"),
        "event": {k: event[k] for k in ("type", "actor", "status", "negated")},
        "certainty": raw.get("certainty", "asserted"),
        "places": [
            locate(inside, p, 0, where) | {k: p[k] for k in ("name", "kind", "role")} for p in raw.get("places", [])
        ],
        "time": raw.get("time"),
        "quantities": [
            locate(inside, q, 0, where) | {k: q[k] for k in ("value", "unit", "qualifier")}
            for q in raw.get("quantities", [])
        ],
    }
    for item in claim["places"] + claim["quantities"]:
        item["start"] += content["start"]
        item["end"] += content["start"]
    if raw.get("optional"):
        claim["optional"] = True
    for value, allowed in ((event["type"], EVENT_TYPES), (claim["certainty"], LEVELS), (claim["act"], ACTS)):
        if value not in allowed:
            raise SystemExit(f"{where}: {value!r} is not one of {allowed}")
    return claim


def main() -> None:
    for path in sys.argv[1:]:
        for doc in json.loads(pathlib.Path(path).read_text("utf-8")):
            claims: list[dict[str, Any]] = []
            for number, raw in enumerate(doc["claims"], 1):
                claims.append(compile_claim(doc, raw, number, claims[-1]["content"]["end"] if claims else 0))
            print(json.dumps(doc | {"claims": claims, "relations": doc.get("relations", [])}, ensure_ascii=False))


if __name__ == "__main__":
    main()
