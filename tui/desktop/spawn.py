"""Starts a program that outlives the one that starts it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence

from tui.desktop.component import DesktopError
from tui.desktop.machine import Machine


async def spawn(machine: Machine, argv: Sequence[str]) -> None:
    """Starts `argv` in a session of its own, heard by nobody. Raises `DesktopError`."""
    await asyncio.to_thread(_spawn, machine, list(argv))


def _spawn(machine: Machine, argv: list[str]) -> None:
    flags = 0
    if sys.platform == "win32":  # pragma: no cover
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        process = subprocess.Popen(  # noqa: S603 - our own command
            argv,
            env=dict(machine.environ),
            cwd=machine.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=flags,
        )
    except OSError as error:
        raise DesktopError("desktop_not_started", reason=error.strerror or "?") from None
    process.returncode = 0  # it is nobody's child any more: no warning that it still runs
