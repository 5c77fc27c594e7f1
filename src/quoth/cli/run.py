"""Running one command: exit codes, one line for each failure, closed pipes.

Exit codes: 0 done; 1 done, with findings; 2 wrong usage; 3 failed; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

import quoth
from quoth.cli.messages import say
from quoth.cli.verbs import Verbs

app = typer.Typer(cls=Verbs, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def _quoth(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program a failure happened.")] = False,
) -> None:
    """Read reports of an armed conflict into attributed claims: who said what, about which place, when, how sure."""
    if version:
        print(f"quoth {quoth.__version__}")
        raise typer.Exit()


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    arguments, debug = _without_debug(arguments)
    _prepare_streams()
    try:
        code = _invoke(list(arguments) or ["--help"])
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _abandon_stdout()
        return 0
    except KeyboardInterrupt:
        return 130
    except (Exception, typer.Abort) as wrong:
        return _failed(wrong, debug)


def _invoke(arguments: list[str]) -> int:
    """The command's own `main` would hide closed pipes and interrupts."""
    command = get_command(app)
    try:
        with command.make_context("quoth", arguments) as context:
            code = command.invoke(context)
    except typer.Exit as done:
        code = done.exit_code
    return code if isinstance(code, int) else 0


def _failed(wrong: BaseException, debug: bool) -> int:
    message = getattr(wrong, "format_message", None)  # the usage errors of Typer, whose classes moved between versions
    if message is not None:
        say(message().replace("Value error, ", "") or "wrong usage")
        return int(getattr(wrong, "exit_code", 2)) or 2
    if isinstance(wrong, typer.Abort):
        return 130
    if debug:
        import traceback

        traceback.print_exception(wrong)
    say(_one_line(wrong))
    return 3


def _one_line(wrong: BaseException) -> str:
    if isinstance(wrong, OSError) and wrong.strerror:
        where = f": {wrong.filename}" if wrong.filename else ""
        return f"{wrong.strerror.lower()}{where}"
    said = next((line for line in str(wrong).splitlines() if line.strip()), "")
    kind = type(wrong).__name__
    if type(wrong).__module__.startswith("quoth.") and said:  # written for people
        return said
    return f"failed: {kind}: {said}" if said else f"failed: {kind}"


def _without_debug(arguments: Sequence[str]) -> tuple[Sequence[str], bool]:
    """`--debug` may stand anywhere before `--`."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    kept = [a for a in arguments[:end] if a != "--debug"]
    return [*kept, *arguments[end:]], len(kept) < end


def _prepare_streams() -> None:
    """Results are UTF-8 wherever they go; a terminal that lacks a character shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace") if stream.isatty() else reconfigure(encoding="utf-8")


def _abandon_stdout() -> None:
    """Nobody reads on: the rest of the output goes nowhere, and Python's own flush at exit does not fail."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
