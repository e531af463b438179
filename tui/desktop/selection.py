"""The text that the user has marked with the mouse, in whichever program.

X11 and Wayland keep it by themselves. macOS and Windows do not: there it would take a made-up Ctrl+C in a
program of somebody else's, which writes over the clipboard and means something else in a terminal. So
there it is what the user has copied.
"""

from __future__ import annotations

import asyncio
from typing import Final

from tui.desktop.component import DesktopError
from tui.desktop.machine import Machine, Ran, System

_LONGEST: Final = 20_000  # characters; more than that nobody marks for a number
_PATIENCE: Final = 3.0
_NOTHING: Final = ("nothing is copied", "no selection", "no suitable type")


async def marked(machine: Machine) -> str:
    """That text, "" where none is marked. Raises `DesktopError` where it cannot be asked for."""
    return (await _marked(machine))[:_LONGEST]


async def _marked(machine: Machine) -> str:
    if machine.system is System.MACOS:
        return _text(await machine.run(("pbpaste", "-Prefer", "txt"), seconds=_PATIENCE), "pbpaste")
    if machine.system is System.WINDOWS:
        from tui.desktop.windows_clipboard import copied

        return await asyncio.to_thread(copied)
    if machine.environ.get("WAYLAND_DISPLAY"):
        ran = await machine.run(
            ("wl-paste", "--primary", "--no-newline", "--type", "text"), seconds=_PATIENCE
        )
        return _text(ran, "wl-paste")
    display = machine.environ.get("DISPLAY", "")
    if not display:
        raise DesktopError("desktop_no_session")
    from tui.desktop.x11 import primary

    return await asyncio.to_thread(primary, display)


def _text(ran: Ran, program: str) -> str:
    if ran.status == 127:
        raise DesktopError("desktop_needs", program=program)
    if not ran.ok and any(words in ran.err.lower() for words in _NOTHING):
        return ""
    if not ran.ok:
        raise DesktopError("desktop_command_failed", program=program, said=ran.said[:200])
    return ran.out
