"""Servers on the session bus that stand in for a desktop's own: notifications, and the portal for shortcuts."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desktop.screen import Screen

PATIENCE = 20.0
NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"

Answer = tuple[str, tuple[Any, ...]] | None


class Server(threading.Thread):
    """Answers the calls to one name on the bus, in a thread; `send` sends a signal from any."""

    def __init__(
        self, desktop: Screen, name: str, answer: Callable[[str, str, tuple[Any, ...]], Answer]
    ) -> None:
        super().__init__()
        self._answer = answer
        self._connection: DBusConnection = open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        from jeepney import new_method_call

        got = self._connection.send_and_get_reply(
            new_method_call(bus, "RequestName", "su", (name, 4)), timeout=5
        )
        assert got.body == (1,)
        self._ends = threading.Event()

    def run(self) -> None:
        while not self._ends.is_set():
            try:
                message = self._connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            except (ConnectionError, OSError):
                return
            if message.header.message_type is MessageType.method_call:
                self._reply(message)

    def _reply(self, message: Any) -> None:
        fields = message.header.fields
        sender, member = fields[HeaderFields.sender], fields[HeaderFields.member]
        answer = self._answer(sender, member, message.body)
        if answer is not None:
            self._connection.send(new_method_return(message, answer[0] or None, answer[1]))

    def send(self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]) -> None:
        """A signal to whoever listens."""
        self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def stop(self) -> None:
        self._ends.set()
        self.join()
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification as it was asked for."""

    id: int
    title: str
    text: str
    actions: list[str]


class Notifications:
    """What is on the screen, and the user's hand."""

    def __init__(self, desktop: Screen) -> None:
        self._shown: queue.Queue[Shown] = queue.Queue()
        self._next = 0
        self.server = Server(desktop, NOTIFICATIONS[0], self._answer)

    def _answer(self, sender: str, member: str, body: tuple[Any, ...]) -> Answer:
        match member:
            case "GetCapabilities":
                return "as", (["body", "actions"],)
            case "Notify":
                self._next += 1
                self._shown.put(Shown(self._next, body[3], body[4], list(body[5])))
                return "u", (self._next,)
        return None

    def wait(self) -> Shown:
        """The next one."""
        return self._shown.get(timeout=PATIENCE)

    def press(self, shown: Shown, action: str) -> None:
        self.server.send(NOTIFICATIONS[1], NOTIFICATIONS[0], "ActionInvoked", "us", (shown.id, action))

    def close(self, shown: Shown) -> None:
        self.server.send(NOTIFICATIONS[1], NOTIFICATIONS[0], "NotificationClosed", "uu", (shown.id, 2))


@contextmanager
def notifications(desktop: Screen) -> Iterator[Notifications]:
    """A server for notifications, until the end of the block."""
    made = Notifications(desktop)
    made.server.start()
    try:
        yield made
    finally:
        made.server.stop()
