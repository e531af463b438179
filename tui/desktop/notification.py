"""A notification of the desktop, with buttons where it has them (Desktop Notifications Specification)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from tui.desktop.bus import session_bus
from tui.desktop.component import DesktopError
from tui.desktop.machine import Machine
from tui.untrusted import clean

SERVER: Final = "org.freedesktop.Notifications"
OBJECT: Final = "/org/freedesktop/Notifications"
_SECONDS: Final = 60.0  # that a question stays
_MOST: Final = 4  # buttons


async def show(machine: Machine, title: str, text: str) -> bool:
    """Whether it could be shown."""
    try:
        async with session_bus(machine.environ) as bus:
            await bus.call(SERVER, OBJECT, SERVER, "Notify", "susssasa{sv}i", _body(title, text, (), -1))
    except DesktopError:
        return False
    return True


async def choose(machine: Machine, title: str, text: str, choices: Sequence[str]) -> int | None:
    """Which of `choices` was pressed; None where it was put away or nothing came of it.

    Raises `DesktopError` where the desktop has no notifications with buttons: nobody was asked then.
    """
    async with (
        session_bus(machine.environ) as bus,
        bus.signals(SERVER, "ActionInvoked", OBJECT) as pressed,
        bus.signals(SERVER, "NotificationClosed", OBJECT) as closed,
    ):
        able = await bus.call(SERVER, OBJECT, SERVER, "GetCapabilities")
        if "actions" not in able[0]:
            raise DesktopError("desktop_no_buttons")
        offered = list(choices)[:_MOST]
        body = _body(title, text, offered, int(_SECONDS * 1000))
        (id,) = await bus.call(SERVER, OBJECT, SERVER, "Notify", "susssasa{sv}i", body)
        waits = [asyncio.ensure_future(_mine(queue, id)) for queue in (pressed, closed)]
        try:
            done, _ = await asyncio.wait(waits, timeout=_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        word = str(waits[0].result()) if waits[0] in done else ""
        return int(word) if word.isdecimal() and int(word) < len(offered) else None


async def _mine(queue: asyncio.Queue[object], id: int) -> object:
    """What the first signal says of our notification; those of other programs come as well."""
    while True:
        body: tuple[object, ...] = tuple(getattr(await queue.get(), "body", ()))
        if len(body) == 2 and body[0] == id:
            return body[1]


def _body(title: str, text: str, choices: Sequence[str], milliseconds: int) -> tuple[object, ...]:
    actions = [word for at, choice in enumerate(choices) for word in (str(at), clean(choice, 60))]
    safe = clean(text, 300).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ("Durchwahl", 0, "call-start", clean(title, 100), safe, actions, {}, milliseconds)
