"""`POST /api/read`: a text in, its claims out. Nothing is kept, and nothing leaves the machine."""

from __future__ import annotations

import json
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from quoth.languages.detect import UnknownLanguage
from quoth.model import Document, to_record
from quoth.model.edtf import parse
from quoth.reading import read
from quoth.web import schema
from quoth.web.answer import JSON, library_of
from quoth.web.problems import problem

router = APIRouter(prefix="/api")


_WRONG = schema.when_wrong(400, 413, 422, 429)


@router.post("/read", response_model=schema.ReadOut, responses=_WRONG, summary="Read a text")
def read_text(request: Request, given: schema.Text) -> Response:
    """The claims of a text, as `quoth read --format json` prints them."""
    longest = library_of(request).settings.longest
    if len(given.text) > longest:
        return problem(413, f"the text has {len(given.text)} characters; at most {longest} are read here")
    document = Document("text", given.text, given.language, given.published, given.title, given.outlet, given.publisher)
    try:
        if given.published:
            parse(given.published)
        made = read(document, conflict=library_of(request).settings.conflict)
    except (UnknownLanguage, ValueError) as wrong:
        return _answer({"language": given.language, "dated": None, "claims": [], "refused": str(wrong)})
    records = [to_record(replace(c, document="text")) for c in made.claims]
    found = made.document
    return _answer({"language": found.language, "dated": found.dated, "claims": records, "refused": None})


def _answer(data: dict[str, object]) -> Response:
    return Response(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"), media_type=JSON)
