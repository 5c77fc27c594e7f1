"""The command line: one command a verb, each in a module that is imported only when its verb is asked for."""

import sys


def main() -> None:
    """The entry point of the command `quoth`."""
    from quoth.cli.run import run

    sys.exit(run(sys.argv[1:]))
