"""Reconciling a ledger: the first run looks at everything, each later one only at what new documents touch.

Between runs the ledger remembers, outside its chain, in which lines and utterances each claim stands
(`Ledger.remember`). An engine on shelves that fetch these as they are asked for gives the relations that a full run
would give. Nothing of a text is remembered but its sketch.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from quoth.conflicts import Conflict, load_conflict
from quoth.ledger import Kept, Ledger
from quoth.model import Relation
from quoth.reconcile.copies import Paper, sketch
from quoth.reconcile.engine import Reconciler
from quoth.reconcile.shelf import Shelf
from quoth.reconcile.told import Known, Told, tell
from quoth.reconcile.utterances import Mark, Utterance, utterance_of

#: To be raised when the rules change in code, so that what older rules gave is not built upon.
RULES = 1
_KINDS = ("mark", "key", "line", "utterance", "paper", "band")
_STATE = "state"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: whether it looked at everything, the documents that were new, the claims that it looked at again,
    and the rows added to the ledger."""

    whole: bool
    documents: int
    touched: frozenset[str]
    rows: int


def known_of(kept: Kept) -> Known:
    """A claim of the ledger as reconciling takes it."""
    return Known(kept.claim, kept.known, kept.published, kept.outlet)


def sketches_of(ledger: Ledger, documents: Iterable[str] | None = None) -> dict[str, bytes]:
    """The sketches of the texts of documents (of all when None), where they are long enough and still there."""
    texts: Iterator[Any] = iter(())
    if documents is None:
        texts = ledger.documents()
    else:
        wanted = sorted(documents)
        texts = (d for n in range(0, len(wanted), 400) for d in ledger.documents(ids=tuple(wanted[n : n + 400])))
    found = ((d.document.id, sketch(d.document.text)) for d in texts if not d.taken_down)
    return {document: sketched for document, sketched in found if sketched is not None}


def compare_ledger(
    ledger: Ledger, conflict: Conflict | None = None, software: str = "quoth", everything: bool = False
) -> Outcome:
    """Bring the ledger's relations up to date, and keep them in it.

    Args:
        everything: look at every document again, whatever is remembered.
    """
    conflict = conflict or load_conflict()
    cut, rules = ledger.head().last, _rules(conflict)
    noted = ledger.recall(_STATE, (_STATE,)).get(_STATE)
    state = json.loads(noted) if noted else {}
    whole = everything or state.get("rules") != rules or state.get("cut", cut + 1) > cut
    engine = Reconciler(conflict)
    if whole:
        claims = [known_of(k) for k in ledger.claims()]
        names = {k.claim.document for k in claims}
        touched = engine.add(claims, sketches_of(ledger))
        rows = ledger.relate(engine.relations(), software=software)
    else:
        old = int(state["cut"])
        names = set(ledger.touched(old, cut))
        _fetching(engine, ledger, old)
        touched = _change(engine, ledger, sorted(names), cut)
        rows = ledger.relate(engine.relations_of(touched), touched, software, outgoing=True) if touched else 0
    state = json.dumps({"rules": rules, "cut": cut}, sort_keys=True)
    ledger.remember((*_notes(engine), (_STATE, _STATE, state)), afresh=whole)
    return Outcome(whole, len(names), touched, rows)


def in_order(relations: Iterable[Relation], claims: Mapping[str, Kept]) -> list[Relation]:
    """Relations in the order in which the claims that they go out from became known."""

    def order(relation: Relation) -> tuple[Any, ...]:
        kept = claims.get(relation.source)
        about = (kept.known, kept.published or "", kept.claim.document, kept.claim.content.start) if kept else ("",)
        return (*about, relation.source, relation.kind, relation.target)

    return sorted(relations, key=order)


def _change(engine: Reconciler, ledger: Ledger, documents: Sequence[str], cut: int) -> frozenset[str]:
    """Give the engine these documents as they are now; those without claims go."""
    now = [known_of(k) for k in ledger.claims_of(documents, cut)]
    spoken = {k.claim.document for k in now}
    gone = [d for d in documents if d not in spoken]
    return engine.replace(now, gone, sketches_of(ledger, spoken)) if documents else frozenset()


def _rules(conflict: Conflict) -> str:
    data = [resources.files("quoth.reconcile") / name for name in ("events.toml", "wording.toml")]
    words = b"".join(path.read_bytes() for path in data)
    return f"{RULES} {conflict.name} {hashlib.sha256(words).hexdigest()[:16]}"


def _fetching(engine: Reconciler, ledger: Ledger, cut: int) -> None:
    """Let the engine's shelves fetch what the ledger held and remembered at a row."""
    engine.resume()

    def noted(kind: str, decode: Any) -> Any:
        def fetch(keys: Sequence[Any]) -> dict[Any, Any]:
            found = ledger.recall(kind, [_key(k) for k in keys])
            return {k: decode(json.loads(found[name])) for k in keys if (name := _key(k)) in found}

        return fetch

    def documents(names: Sequence[str]) -> dict[str, list[Told]]:
        groups: dict[str, list[Known]] = defaultdict(list)
        for kept in ledger.claims_of(names, cut):
            groups[kept.claim.document].append(known_of(kept))
        return {name: tell(group, engine.conflict) for name, group in groups.items()}

    def told(claims: Sequence[str]) -> dict[str, Told]:
        marks = engine.reports.marks
        marks.load(claims)
        engine.documents.load(m.holders[0][2] for c in claims if (m := marks.get(c)) is not None and m.holders)
        return {c: t for c in claims if (t := engine.active(c)) is not None}

    def utterances(keys: Sequence[str]) -> dict[str, Utterance]:
        found = ledger.recall("utterance", keys)
        members = {key: json.loads(found[key]) if key in found else [key] for key in keys}
        engine.told.load(c for claims in members.values() for c in claims)
        reports = {key: [t for c in claims if (t := engine.told.get(c))] for key, claims in members.items()}
        return {key: utterance_of(those) for key, those in reports.items() if len(those) == len(members[key])}

    def entries(row: list[Any]) -> list[Any]:
        return [(tuple(order), key) for order, key in row]

    engine.documents.fetch_by(documents)
    engine.told.fetch_by(told)
    engine.index.all.fetch_by(utterances)
    engine.index.lines.fetch_by(noted("line", entries))
    engine.reports.marks.fetch_by(noted("mark", _mark))
    engine.reports.keys.fetch_by(noted("key", dict.fromkeys))
    engine.copies.papers.fetch_by(noted("paper", _paper))
    engine.copies.bands.fetch_by(noted("band", entries))


def _notes(engine: Reconciler) -> Iterator[tuple[str, str, str | None]]:
    """What changed on the engine's shelves, as it is remembered."""
    told: dict[str, tuple[Shelf[Any], Any]] = {
        "mark": (
            engine.reports.marks, lambda m: [m.holders, m.utterance, sorted(m.back), sorted(m.forth)],
        ),
        "key": (engine.reports.keys, list),
        "line": (engine.index.lines, list),
        "utterance": (engine.index.all, lambda u: [r.id for r in u.reports] if len(u.reports) > 1 else None),
        "paper": (
            engine.copies.papers,
            lambda p: [p.order, p.day, p.sketch.hex(), p.original, p.share, sorted(p.copies)],
        ),
        "band": (engine.copies.bands, list),
    }  # fmt: skip
    for kind in _KINDS:
        shelf, encode = told[kind]
        for key in shelf.changed:
            value = shelf.get(key)
            coded = None if value is None else encode(value)
            yield kind, _key(key), None if coded is None else json.dumps(coded, separators=(",", ":"))


def _key(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key, separators=(",", ":"))


def _mark(value: list[Any]) -> Mark:
    holders, utterance, back, forth = value
    return Mark([(a, b, c) for a, b, c in holders], utterance, frozenset(back), set(forth))


def _paper(value: list[Any]) -> Paper:
    (known, published, document), day, sketched, original, share, copies = value
    return Paper((known, published, document), day, bytes.fromhex(sketched), original, share, set(copies))
