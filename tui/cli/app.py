"""`durchwahl`: the app."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from tui.cli.setting import read
from tui.errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Opens the app on the user's own configuration."""
    begin()
    config, paths = read(args)
    from tui.app.run import run_app
    from tui.control.server import ControlServer
    from tui.switchboard.switchboard import Switchboard

    switchboard = Switchboard(config, paths)
    control = ControlServer(switchboard, paths.socket)

    async def before() -> None:
        from tui import log

        log.setup(paths, args.verbose)
        await control.start()

    ascii_only = args.ascii or config.app.ascii or not speaks_unicode()
    error = run_app(switchboard, ascii_only=ascii_only, before=before, after=control.stop)
    if error is not None:
        raise error
    return 0


def begin() -> None:
    """Raises `UsageError` where there is no screen to draw on.

    Puts the garbage collector off until the first frame: what a start makes is there to stay, and looking
    through it again and again is a tenth of the start.
    """
    gc.disable()
    if os.environ.get("DURCHWAHL_HEADLESS"):  # nothing will be drawn
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("cli_no_terminal")


def speaks_unicode() -> bool:
    """Whether the terminal's encoding can show more than ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32", "cp65001")
