"""`durchwahl`: the app."""

from __future__ import annotations

import argparse
import os
import sys

from tui.cli.setting import settle
from tui.errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Opens the app on the user's own configuration."""
    require_terminal()
    config, paths = settle(args, headless=False)
    from tui.app.run import run_app
    from tui.control.server import ControlServer
    from tui.switchboard.switchboard import Switchboard

    switchboard = Switchboard(config, paths)
    control = ControlServer(switchboard, paths.socket)
    ascii_only = args.ascii or config.app.ascii or not speaks_unicode()
    error = run_app(switchboard, ascii_only=ascii_only, before=control.start, after=control.stop)
    if error is not None:
        raise error
    return 0


def require_terminal() -> None:
    """Raises `UsageError` where there is no screen to draw on."""
    if os.environ.get("DURCHWAHL_HEADLESS"):  # nothing will be drawn
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("cli_no_terminal")


def speaks_unicode() -> bool:
    """Whether the terminal's encoding can show more than ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32", "cp65001")
