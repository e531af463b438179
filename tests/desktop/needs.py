"""What the tests on a desktop need and this machine lacks: `python -m tests.desktop.needs` prints Debian's names."""

from __future__ import annotations

import os
import shutil
import sys

PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xterm": "xterm",
    "xclip": "xclip",
    "xprop": "x11-utils",
    "openbox": "openbox",
    "xdg-open": "xdg-utils",
    "gio": "libglib2.0-bin",
    "dbus-daemon": "dbus-daemon",
    "desktop-file-validate": "desktop-file-utils",
    "systemd-analyze": "systemd",
}
WANTED = bool(os.environ.get("DURCHWAHL_DESKTOP"))  # what is missing is then a failure


def missing() -> list[str]:
    """Debian's names of what is not there."""
    return sorted(package for program, package in PROGRAMS.items() if shutil.which(program) is None)


if __name__ == "__main__":
    print(*missing())
    sys.exit(0)
