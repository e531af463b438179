"""Opening a page in the user's own browser, and never in one that would draw over this terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping


def opener(platform: str, environ: Mapping[str, str]) -> tuple[str, ...] | None:
    """The command that opens a URL in a window; None where there is no screen for one, "" parts never."""
    if platform == "darwin":
        return ("open",)
    if platform == "win32":
        return ("rundll32", "url.dll,FileProtocolHandler")
    if environ.get("WSL_DISTRO_NAME") and shutil.which("wslview"):
        return ("wslview",)
    return ("xdg-open",) if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") else None


def browse(url: str) -> bool:
    """Opens `url` and returns at once; False where nothing could be started. Blocks shortly."""
    command = opener(sys.platform, os.environ)
    program = shutil.which(command[0]) if command else None
    if command is None or program is None:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 - the URL is one argument, and ours
            [program, *command[1:], url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    process.returncode = 0  # it is nobody's child any more: no warning that it still runs
    return True
