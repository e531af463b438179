"""`durchwahl`: the app."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from tui.cli.setting import read
from tui.config.model import Config
from tui.config.problems import ConfigError
from tui.errors import UsageError
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.control.server import ControlServer


def run(args: argparse.Namespace) -> int:
    """Opens the app on the user's own configuration; without a phone in it, on the set-up.

    With `args.setup` on the set-up in any case: a configuration that cannot be used is no hindrance then, the
    set-up says why.
    """
    begin()
    setup = bool(getattr(args, "setup", False))
    try:
        config, paths = read(args)
    except ConfigError:
        if not setup:
            raise
        config, paths = Config(), Paths.find(args.config, args.data_dir)
    return _open(args, config, paths, setup=setup or not config.phones)


def _open(args: argparse.Namespace, config: Config, paths: Paths, *, setup: bool) -> int:
    from tui.app.run import run_app
    from tui.switchboard.switchboard import Switchboard

    switchboard = Switchboard(config, paths)
    socket: list[ControlServer] = []

    async def before() -> None:  # after the first frame: log and control socket
        from tui import log
        from tui.control.giving_way import take_over
        from tui.control.server import ControlServer

        log.setup(paths, args.verbose)
        control = ControlServer(switchboard, paths.socket)
        await take_over(control, paths.socket)
        socket.append(control)

    async def after() -> None:
        for control in socket:
            await control.stop()

    def adopted(other: Switchboard) -> None:
        for control in socket:
            control.serve(other)

    ascii_only = args.ascii or config.app.ascii or not speaks_unicode()
    error = run_app(
        switchboard, ascii_only=ascii_only, before=before, after=after, adopted=adopted, setup=setup
    )
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
