"""The command line: one command a verb, each in a module that is imported only when its verb is asked for."""

import gc
import sys


def main() -> None:
    """The entry point of the command `quoth`."""
    gc.set_threshold(
        100_000, 50, 50
    )  # a language's data are many lasting objects; looking for garbage among them is slow
    from quoth.cli.run import run

    sys.exit(run(sys.argv[1:]))
