"""Wayland: a key of our own by the desktop portal (org.freedesktop.portal.GlobalShortcuts).

The desktop asks its user for the key; ours is only proposed. A request is answered by a signal of an object
whose path follows from our name on the bus (org.freedesktop.portal.Request).
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from tui.desktop.bus import Bus
from tui.desktop.component import DesktopError
from tui.desktop.keys import Key

PORTAL: Final = "org.freedesktop.portal.Desktop"
OBJECT: Final = "/org/freedesktop/portal/desktop"
SHORTCUTS: Final = "org.freedesktop.portal.GlobalShortcuts"
REQUEST: Final = "org.freedesktop.portal.Request"
SESSION: Final = "org.freedesktop.portal.Session"
REGISTRY: Final = "org.freedesktop.host.portal.Registry"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
APPLICATION: Final = "durchwahl-hotkey"  # as our entry for the autostart is named
DIAL: Final = "dial-marked"
_CONSENT: Final = 120.0  # seconds in which the user answers the desktop's question


async def offered(bus: Bus) -> bool:
    """Whether this desktop has the portal for it."""
    try:
        (version,) = await bus.call(PORTAL, OBJECT, PROPERTIES, "Get", "ss", (SHORTCUTS, "version"))
    except (DesktopError, ValueError):
        return False
    return bool(version[1])


@asynccontextmanager
async def shortcut(bus: Bus, key: Key, words: str) -> AsyncIterator[AsyncIterator[None]]:
    """The key is ours while this is open; yields its presses. `words` tell the user what it is for.

    Raises `DesktopError` where the user, or the desktop, says no.
    """
    with suppress(DesktopError):  # a portal without it takes the name from how we were started
        await bus.call(PORTAL, OBJECT, REGISTRY, "Register", "sa{sv}", (APPLICATION, {}))
    async with bus.signals(SHORTCUTS, "Activated", OBJECT) as queue:
        options = {"session_handle_token": ("s", _token())}
        created = await _request(bus, "CreateSession", "a{sv}", (), options)
        session = str(created.get("session_handle", ("s", ""))[1])
        if not session:
            raise DesktopError("desktop_portal_refused")
        try:
            wanted = [(DIAL, {"description": ("s", words), "preferred_trigger": ("s", key.portal)})]
            bound = await _request(bus, "BindShortcuts", "oa(sa{sv})sa{sv}", (session, wanted, ""), {})
            if not any(one[0] == DIAL for one in bound.get("shortcuts", ("", []))[1]):
                raise DesktopError("desktop_portal_refused")
            yield _presses(queue, session)
        finally:
            with suppress(DesktopError):
                await bus.call(PORTAL, session, SESSION, "Close")


async def _presses(queue: asyncio.Queue[Any], session: str) -> AsyncIterator[None]:
    while True:
        body = (await queue.get()).body
        if tuple(body[:2]) == (session, DIAL):
            yield


async def _request(
    bus: Bus, method: str, signature: str, body: tuple[Any, ...], options: Mapping[str, Any]
) -> dict[str, Any]:
    """What the portal answers once its user has. Listens before it asks: the answer may come at once."""
    token = _token()
    sender = bus.name.removeprefix(":").replace(".", "_")
    handle = f"{OBJECT}/request/{sender}/{token}"
    async with bus.signals(REQUEST, "Response", handle) as queue:
        asked = (*body, {**options, "handle_token": ("s", token)})
        await bus.call(PORTAL, OBJECT, SHORTCUTS, method, signature, asked)
        try:
            answer = await asyncio.wait_for(queue.get(), _CONSENT)
        except TimeoutError:
            raise DesktopError("desktop_portal_refused") from None
    status, results = answer.body
    if status != 0:
        raise DesktopError("desktop_portal_refused")
    return dict(results)


def _token() -> str:
    return f"durchwahl_{secrets.token_hex(6)}"
