"""`durchwahl demo`."""

from __future__ import annotations

import argparse

from tui.cli.app import begin, speaks_unicode


def run(args: argparse.Namespace) -> int:
    """Needs no configuration and touches nothing of the user's."""
    begin()
    from tui.app.run import run_app
    from tui.demo.office import Demo

    demo = Demo()
    ascii_only = args.ascii or not speaks_unicode()
    error = run_app(demo.switchboard, ascii_only=ascii_only, before=demo.before, after=demo.after)
    if error is not None:
        raise error
    return 0
