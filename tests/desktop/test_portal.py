"""The key by the desktop portal, from a portal of ours on a session bus of our own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.desktop.screen import Screen, screen
from tests.desktop.server import PORTAL, SHORTCUTS, Answer, Server
from tests.unit.desktop.desk import machine_in
from tui.desktop.bus import session_bus
from tui.desktop.component import Component, DesktopError
from tui.desktop.components import possible
from tui.desktop.hotkeys import Way, way_of
from tui.desktop.keys import read_key
from tui.desktop.portal import offered, shortcut

pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("tools")]

SESSION = "/org/freedesktop/portal/desktop/session/durchwahl/1"


class Portal:
    """Takes every shortcut, or none. What it was asked is in `bound`."""

    def __init__(self, desktop: Screen, *, willing: bool = True) -> None:
        self._willing = willing
        self.bound: list[Any] = []
        self.closed = threading.Event()
        self.server = Server(desktop, PORTAL[0], self._answer)

    def _answer(self, sender: str, member: str, body: tuple[Any, ...]) -> Answer:
        match member:
            case "Get":
                return "v", (("u", 2),)
            case "Register":
                return "", ()
            case "CreateSession":
                return self._respond(sender, body[0], {"session_handle": ("s", SESSION)})
            case "BindShortcuts":
                self.bound += body[1]
                taken = [(id, {"description": what["description"]}) for id, what in body[1]]
                return self._respond(sender, body[3], {"shortcuts": ("a(sa{sv})", taken)})
            case "Close":
                self.closed.set()
                return "", ()
        return None

    def _respond(self, sender: str, options: dict[str, Any], results: dict[str, Any]) -> Answer:
        """As the real one may: the answer comes before the method has returned."""
        handle = f"{PORTAL[1]}/request/{sender[1:].replace('.', '_')}/{options['handle_token'][1]}"
        status = 0 if self._willing else 1
        body = (status, results if self._willing else {})
        self.server.send(handle, "org.freedesktop.portal.Request", "Response", "ua{sv}", body)
        return "o", (handle,)

    def press(self, session: str, id: str) -> None:
        self.server.send(PORTAL[1], SHORTCUTS, "Activated", "osta{sv}", (session, id, 1, {}))


@contextmanager
def portal(desktop: Screen, *, willing: bool = True) -> Iterator[Portal]:
    made = Portal(desktop, willing=willing)
    made.server.start()
    try:
        yield made
    finally:
        made.server.stop()


@pytest.fixture
def bus() -> Iterator[Screen]:
    with (
        TemporaryDirectory(prefix="dw-") as short,
        screen(Path(short), {"PATH": "/usr/bin:/bin"}, x11=False) as one,
    ):
        yield one


async def test_its_presses_are_ours_and_nobody_elses(bus: Screen) -> None:
    with portal(bus) as desktop:
        async with session_bus(bus.env) as connection:
            assert await offered(connection)
            async with shortcut(connection, read_key("Ctrl+Alt+D"), "Dial the marked text") as presses:
                ((id, what),) = desktop.bound
                assert what["preferred_trigger"] == ("s", "CTRL+ALT+d")
                assert what["description"] == ("s", "Dial the marked text")
                desktop.press("/another/session", id)
                desktop.press(SESSION, "something-else")
                desktop.press(SESSION, id)
                await anext(presses)
            assert desktop.closed.wait(10)


async def test_a_user_who_says_no(bus: Screen) -> None:
    with portal(bus, willing=False):
        async with session_bus(bus.env) as connection:
            with pytest.raises(DesktopError) as caught:
                async with shortcut(connection, read_key("Pause"), "Dial"):
                    pytest.fail("it was refused")
            assert caught.value.key == "desktop_portal_refused"


async def test_a_wayland_session_uses_the_portal_where_it_is_there(bus: Screen, tmp_path: Path) -> None:
    machine = machine_in(
        tmp_path, WAYLAND_DISPLAY="wayland-7", DBUS_SESSION_BUS_ADDRESS=bus.env["DBUS_SESSION_BUS_ADDRESS"]
    )
    assert await way_of(machine) is Way.HAND
    with portal(bus):
        assert await way_of(machine) is Way.PORTAL
        assert await possible(Component.HOTKEY, machine) is None
