"""`quoth review`: the claims that wait for a person, one after another, in the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TextIO

from quoth.cli.messages import printable
from quoth.ledger import REASONS, Judgement, Kept, Ledger, RefusedError, Waiting, open_ledger
from quoth.model import to_record

HELP = """\
  a  accept    r  reject    s  skip    q  stop    t  show the text around    u  undo your last judgement here
  m  merge: m CLAIM-ID    c  comment: c WORDS
  f  fix: f SLOT=JSON, such as  f act="denies"  or  f said="2022-09-11"
"""
_AROUND = 300  # characters of text shown on either side


def review(
    ledger_url: str | None = None,
    *,
    author: str,
    limit: int = 100,
    ask: Callable[[str], str] = input,
    out: TextIO | None = None,
) -> int:
    """Show the queue and take judgements until it is empty, `limit` claims were shown, or the person stops.

    `ask` prints a prompt and returns a line; the end of input stops the review. Judgements are committed one by one.
    """
    out = out or sys.stdout
    with open_ledger(ledger_url, create=False) as ledger:
        waiting = ledger.waiting(limit)
        if not waiting:
            print("nothing waits for review", file=out)
        desk = _Desk(ledger, author, ask, out)
        for number, item in enumerate(waiting, 1):
            print(f"\n[{number}/{len(waiting)}] {REASONS[item.why]}", file=out)
            if not desk.take(item):
                break
        print(f"{desk.count} judgements added", file=out)
    return 0


class _Desk:
    def __init__(self, ledger: Ledger, author: str, ask: Callable[[str], str], out: TextIO) -> None:
        self.ledger, self.author, self.ask, self.out = ledger, author, ask, out
        self.count = 0

    def take(self, item: Waiting) -> bool:
        """Ask about one claim until it is decided or skipped; False when the person stops."""
        kept, made = item.kept, list[Judgement]()
        self._show(kept)
        if item.nearest:
            print(f"  nearest now: {item.nearest}", file=self.out)
        while True:
            try:
                key, _, rest = self.ask("a/r/f/m/c/u/t/s/q/? ").strip().partition(" ")
            except EOFError:
                return False
            if key in ("q", "s", ""):
                return key != "q"
            try:
                done = self._act(key, rest.strip(), kept, made)
            except (RefusedError, ValueError) as wrong:
                print(f"  {printable(str(wrong))}", file=self.out)
                continue
            if done:
                return True

    def _act(self, key: str, rest: str, kept: Kept, made: list[Judgement]) -> bool:
        """Carry out one key; True when the claim is decided."""
        if key == "t":
            print(self._around(kept), file=self.out)
        elif key == "u":
            self._undo(kept, made)
        elif key in ("a", "r", "f", "m", "c"):
            made.append(self.ledger.judge(self._judgement(key, rest, kept)))
            self.count += 1
            now = self.ledger.claim(kept.claim.id, kept.claim.document)
            if key == "f" and now is not None:
                self._show(now)
            return key in ("a", "r", "m")
        else:
            print(HELP, end="", file=self.out)
        return False

    def _judgement(self, key: str, rest: str, kept: Kept) -> Judgement:
        kinds: dict[str, Any] = {"a": "accept", "r": "reject", "f": "correct", "m": "merge", "c": "comment"}
        slots = None
        if key == "f":
            slot, equals, value = rest.partition("=")
            if not equals:
                raise ValueError('write SLOT=JSON, such as act="denies"')
            slots = {slot.strip(): json.loads(value)}
        return Judgement(
            kinds[key],
            kept.claim.id,
            self.author,
            document=kept.claim.document,
            slots=slots,
            into=rest if key == "m" else None,
            comment=rest if key in ("a", "r", "c") and rest else None,
        )

    def _undo(self, kept: Kept, made: list[Judgement]) -> None:
        decided = [j for j in made if j.kind not in ("comment", "withdraw")]
        if not decided:
            raise ValueError("you have judged nothing of this claim yet")
        last = decided[-1]
        made.remove(last)
        undone = Judgement("withdraw", kept.claim.id, self.author, document=kept.claim.document, of=last.seq)
        self.ledger.judge(undone)
        self.count += 1
        print(f"  withdrew judgement {last.seq}", file=self.out)

    def _show(self, kept: Kept) -> None:
        claim, record = kept.claim, to_record(kept.claim)
        sentence = printable((claim.sentence or claim.content).text)
        print(f"  {printable(claim.document)}  {kept.published or ''}  {printable(kept.outlet or '')}", file=self.out)
        print(f"  {claim.id}", file=self.out)
        print(f"  {sentence}", file=self.out)
        print(f"  content: {printable(claim.content.text)}", file=self.out)
        for slot in ("source", "cue", "mode", "act", "said", "event", "certainty", "places", "time", "quantities"):
            print(f"  {slot}: {printable(json.dumps(record[slot], ensure_ascii=False))}", file=self.out)

    def _around(self, kept: Kept) -> str:
        document = self.ledger.document(kept.claim.document)
        if document is None or document.taken_down or document.seq != kept.document:
            return "  the text is not there (an older revision, or taken down)"
        span, text = kept.claim.content, document.document.text
        before = printable(text[max(0, span.start - _AROUND) : span.start])
        after = printable(text[span.end : span.end + _AROUND])
        return f"  … {before} [[{printable(span.text)}]] {after} …"
