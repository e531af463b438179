"""`durchwahl`: the app."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from tui.cli.setting import read
from tui.errors import UsageError

if TYPE_CHECKING:
    from tui.control.server import ControlServer


def run(args: argparse.Namespace) -> int:
    """Opens the app on the user's own configuration."""
    begin()
    config, paths = read(args)
    from tui.app.run import run_app
    from tui.switchboard.switchboard import Switchboard

    switchboard = Switchboard(config, paths)
    socket: list[ControlServer] = []

    async def before() -> None:  # after the first frame: log and control socket
        from tui import log
        from tui.control.server import ControlServer

        log.setup(paths, args.verbose)
        control = ControlServer(switchboard, paths.socket)
        await control.start()
        socket.append(control)

    async def after() -> None:
        for control in socket:
            await control.stop()

    ascii_only = args.ascii or config.app.ascii or not speaks_unicode()
    error = run_app(switchboard, ascii_only=ascii_only, before=before, after=after)
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
