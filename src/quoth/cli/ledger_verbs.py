"""What the verbs over a ledger do: add, claims, verify, review, export. Each returns its exit code.

Arguments come parsed, results go to `out`, everything else is said on standard error; failures pass as `LedgerError`
(one line) and wrong usage as `ValueError`.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import quoth
from quoth.cli.messages import Refusals, printable, say
from quoth.intake import Refusal
from quoth.ledger import Added, AsOf, Dater, Filter, Given, Head, Reader, load_given, open_ledger
from quoth.model import Document
from quoth.model.edtf import parse

SOFTWARE = f"quoth {quoth.__version__}"

Input = Document | Refusal


class GivenError(ValueError):
    """A file of claims is not of a form that can be taken; the message says why."""


def add(
    inputs: Iterable[Input],
    ledger_url: str | None = None,
    *,
    reader: Reader | None = None,
    reader_name: str = "",
    claims_path: Path | str | None = None,
    ledger_files: Sequence[Path] = (),
    reread: bool = False,
    dater: Dater | None = None,
    refusing: tuple[type[Exception], ...] = (),
    progress: Callable[[Added], None] | None = None,
    out: TextIO | None = None,
) -> int:
    """Append documents with the claims that `reader` finds, or with those of `claims_path` (`-`: standard input).

    `ledger_files` are taken over first (see `is_ledger_file`); `reread` reads every document of the ledger again.
    Prints the counts; names each refused input. Returns 1 when something was refused.
    """
    total = Added()
    given = _given(claims_path) if claims_path is not None else None
    if given is None and reader is None and (reread or not ledger_files):
        raise ValueError("documents need a reader, or claims made elsewhere")
    with open_ledger(ledger_url) as ledger:
        try:
            for path in ledger_files:
                _include(total, ledger.add_file(path, software=SOFTWARE))
            common: dict[str, Any] = {"dater": dater, "software": SOFTWARE, "progress": progress}
            if given is not None:
                _include(total, ledger.add_given(inputs, given, **common))
            elif reader is not None:
                _include(total, ledger.add(inputs, reader, reader_name, refusing=refusing, **common))
                if reread:
                    _include(total, ledger.reread(reader, reader_name, refusing=refusing, **common))
        except KeyboardInterrupt:
            say("interrupted; the documents that were committed stay, and the same command goes on from there")
            raise
    refusals = Refusals()
    for refusal in total.refused:
        refusals.add(refusal)
    print(_summary(total), file=out or sys.stdout)
    return 1 if refusals.count else 0


def _given(path: Path | str) -> Given:
    """Claims made elsewhere: lines of JSON, or the tasks of Label Studio (a JSON list)."""
    if str(path) == "-":
        return load_given(sys.stdin, "standard input")
    with Path(path).open(encoding="utf-8") as lines:
        tasks = lines.read(1) == "["
        lines.seek(0)
        return _tasks(_json_of(lines, path), path) if tasks else load_given(lines, str(path))


def _json_of(lines: TextIO, path: Path | str) -> Any:
    """The one JSON value of a file.

    Raises:
        GivenError: it is none.
    """
    try:
        return json.load(lines)
    except (ValueError, RecursionError) as wrong:
        raise GivenError(f"{path}: begins as a JSON list and is none: {wrong}") from None


def _tasks(tasks: Any, path: Path | str) -> Given:
    from quoth.publish.export import ExportError  # most runs do without
    from quoth.publish.export.label_studio import records_of

    try:
        return load_given((json.dumps(record) for record in records_of(tasks)), f"{path}, claim")
    except ExportError as wrong:
        raise GivenError(f"{path}: {wrong}") from None


def _include(total: Added, part: Added) -> None:
    for name in ("added", "known", "revised", "reread", "claims"):
        setattr(total, name, getattr(total, name) + getattr(part, name))
    total.refused += part.refused


def _summary(total: Added) -> str:
    parts = [f"added {total.added}", f"known {total.known}", f"refused {len(total.refused)}"]
    parts[2:2] = [f"{name} {getattr(total, name)}" for name in ("revised", "reread") if getattr(total, name)]
    return f"{', '.join(parts)}; {total.claims} claims"


def parse_filter(
    *,
    since: str | None = None,
    until: str | None = None,
    said_by: str | None = None,
    text: str | None = None,
    clock: str = "happened",
    **lists: Iterable[str] | None,
) -> Filter:
    """A filter from the words of the command line.

    `since` and `until` are dates or parts of one (`2022-09`); `said_by` is a date (said by its end) or a name (the
    person or outlet who said it). `lists` are the other fields of `Filter`.

    Raises:
        ValueError: a value is no date, or no such event.
    """
    fields: dict[str, Any] = {name: tuple(values or ()) for name, values in lists.items()}
    if said_by is not None:
        if said_by[:4].isdigit():
            fields["said_by"] = parse(said_by).last
        else:
            fields["speaker"] = (*fields.get("speaker", ()), said_by)
    first = parse(since).first if since else None
    last = parse(until).last if until else None
    return Filter(since=first, until=last, text=text, clock=clock, **fields)  # type: ignore[arg-type]


def parse_as_of(published: str | None = None, recorded: str | None = None) -> AsOf:
    """What was known: from documents published, and rows recorded, by the end of these days (UTC)."""
    return AsOf(parse(published).last if published else None, parse(recorded).last if recorded else None)


def verify(
    ledger_url: str | None = None,
    *,
    head: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    out: TextIO | None = None,
) -> int:
    """Check every row, id, span and link; prints each finding and the head link. Returns 1 when there are findings."""
    out = out or sys.stdout
    with open_ledger(ledger_url, create=False) as ledger:
        checked = ledger.verify(head, progress)
    for finding in checked.findings:
        print(printable(str(finding)), file=out)
    down = f", {checked.taken_down} texts taken down" if checked.taken_down else ""
    verdict = f"{len(checked.findings)} findings" if checked.findings else "sound"
    print(f"{verdict}: {checked.rows} rows in {checked.entries} entries{down}; head {checked.head}", file=out)
    return 1 if checked.findings else 0


def export_ledger(
    ledger_url: str | None, path: Path, *, progress: Callable[[int, int], None] | None = None, out: TextIO | None = None
) -> int:
    """Write the whole ledger to a file (`-`: standard output); `add` of it grows the same ledger anywhere."""
    to_stdout = str(path) == "-"
    with open_ledger(ledger_url, readonly=True) as ledger:
        head: Head = ledger.export(sys.stdout.buffer if to_stdout else path, progress)
    summary = f"exported {head.last} rows in {head.entry} entries; head {head.link}"
    print(summary, file=sys.stderr if to_stdout else out or sys.stdout)
    return 0


def export_gold(ledger_url: str | None, out: TextIO | None = None, *, partial: bool = False) -> int:
    """Write judged documents as gold, one a line."""
    with open_ledger(ledger_url, readonly=True) as ledger:
        for line in ledger.gold(partial):
            (out or sys.stdout).write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def take_down(ledger_url: str | None, document: str, reason: str, author: str, out: TextIO | None = None) -> int:
    """Remove a document's text; its digest, its claims and the record of the removal stay."""
    with open_ledger(ledger_url, create=False) as ledger:
        count = ledger.take_down(document, author, reason)
    print(f"took down {count} texts of {printable(document)}", file=out or sys.stdout)
    return 0


def default_author() -> str:
    """`$QUOTH_AUTHOR`, else the name under which one is logged in."""
    return os.environ.get("QUOTH_AUTHOR") or getpass.getuser()


def today() -> dt.date:
    """Today in UTC, the ledger's day."""
    return dt.datetime.now(dt.UTC).date()
