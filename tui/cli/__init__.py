"""The command line: what is heavy is imported by the command that needs it."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0, 1 failed, 2 usage, 3 phone, 4 not found."""
    from tui.cli.run import run

    return run(sys.argv[1:] if argv is None else argv)
