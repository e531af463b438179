"""The session bus (D-Bus): calls with an answer within a time, and signals. Through jeepney."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from tui.desktop.component import DesktopError
from tui.untrusted import clean

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusRouter

_PATIENCE: Final = 5.0  # seconds for an answer
_QUEUE: Final = 50


class Bus:
    """A connection to the session bus."""

    def __init__(self, router: DBusRouter) -> None:
        self._router = router

    @property
    def name(self) -> str:
        """Our own on the bus, `:1.42`."""
        return str(self._router.unique_name)

    async def call(
        self,
        destination: str,
        path: str,
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        """The answer. Raises `DesktopError` for an error, and where none comes in time."""
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.common import RouterClosed

        address = DBusAddress(path, bus_name=destination, interface=interface)
        message = new_method_call(address, method, signature or None, body)
        try:
            answer = await asyncio.wait_for(self._router.send_and_get_reply(message), _PATIENCE)
        except (TimeoutError, OSError, EOFError, RouterClosed) as error:
            raise DesktopError("desktop_bus_silent", program=destination) from error
        if answer.header.message_type is MessageType.error:
            said = clean(str(answer.body[0]) if answer.body else "", 200)
            raise DesktopError("desktop_command_failed", program=destination, said=said)
        return tuple(answer.body)

    @asynccontextmanager
    async def signals(self, interface: str, member: str, path: str = "") -> AsyncIterator[asyncio.Queue[Any]]:
        """The signals of that name as they come; what nobody takes in time is dropped."""
        from jeepney import MatchRule

        rule = MatchRule(type="signal", interface=interface, member=member, path=path or None)
        with self._router.filter(rule, bufsize=_QUEUE) as queue:
            await self._watch("AddMatch", rule.serialise())
            yield queue

    async def _watch(self, method: str, rule: str) -> None:
        bus = "org.freedesktop.DBus"
        await self.call(bus, "/org/freedesktop/DBus", bus, method, "s", (rule,))


@asynccontextmanager
async def session_bus(environ: Mapping[str, str]) -> AsyncIterator[Bus]:
    """Connects to the session bus of that environment. Raises `DesktopError` where there is none."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if not address:
        raise DesktopError("desktop_no_bus")
    try:
        from jeepney.auth import AuthenticationError
        from jeepney.io.asyncio import DBusRouter, open_dbus_connection
    except ImportError:
        raise DesktopError("desktop_no_bus") from None
    try:
        connection = await asyncio.wait_for(open_dbus_connection(address), _PATIENCE)
    except (OSError, EOFError, TimeoutError, RuntimeError, ValueError, AuthenticationError):
        raise DesktopError("desktop_no_bus") from None
    try:
        async with DBusRouter(connection) as router:
            router._rcv_task.add_done_callback(_heard)
            yield Bus(router)
    finally:
        await connection.close()


def _heard(task: asyncio.Task[Any]) -> None:
    """The end of the connection is told to those who wait for an answer; nobody else has to hear of it."""
    if not task.cancelled():
        task.exception()
