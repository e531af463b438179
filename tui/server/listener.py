"""The server itself: a report comes in, is handed to be recorded, and is answered."""

from __future__ import annotations

import asyncio
import errno
import logging
import re
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from aiohttp import web

from tui.calls.events import RawEvent
from tui.errors import DurchwahlError
from tui.phones.decoding import knows
from tui.phones.registry import maker
from tui.server.connection import OK_BODY, Connection, Reply
from tui.server.request import Head
from tui.server.traffic import Limits, Stats, Traffic
from tui.untrusted import clean

_log = logging.getLogger(__name__)
_ORIGIN: Final = re.compile(rb"\A[A-Za-z]+://[^/?]*")  # the form that a proxy is asked in
_STOP_SECONDS: Final = 5.0

# The content of a file that a phone (by name) asks for to configure itself; None where it has none.
Files = Callable[[str, str], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and what became of it, for those who watch (the set-up's test of the address).

    `phone`, `event` and `file` are empty where the path did not lead to them: it leads to an event or, for
    a phone that configures itself, to a file.
    """

    at: float
    peer: str
    agent: str
    phone: str
    event: str
    status: int
    method: str = "GET"
    file: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came and what it was answered, for those who write it down.

    `at` is that of the event that it became, if any. `phone`, `event` and `file` are as in `Asked`.
    """

    at: float
    peer: str
    head: Head
    status: int
    phone: str = ""
    vendor: str = ""
    event: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a path leads: to a report of a phone's, or to a file for it."""

    phone: str = ""
    vendor: str = ""
    event: str = ""
    file: str = ""


class EventServer:
    """Takes `GET /<token>/<event>?…` and answers 200 once `receive` has returned.

    A phone whose maker's phones fetch their configuration may do so below its own token: `files` gives the
    content. It holds the phone's URLs and with them the token, so it is neither logged nor kept.

    `tokens` maps a token to (phone's name, vendor); it is looked into anew for every request. The
    tokens are long and random and a dictionary compares hashes with a secret seed, so the time of the
    answer tells nothing about them. `receive` must return only when the event is safe: an exception
    answers 503, and nothing is claimed. `now` is seconds since the epoch. `on_request` is called after
    every request, `on_received` too.
    """

    def __init__(
        self,
        receive: Callable[[RawEvent], Awaitable[None]],
        tokens: Mapping[str, tuple[str, str]],
        now: Callable[[], float],
        limits: Limits = Limits(),  # noqa: B008 - frozen
        files: Files | None = None,
    ) -> None:
        self._receive = receive
        self._files = files
        self._tokens = tokens
        self._now = now
        self._limits = limits
        self.on_request: Callable[[Asked], None] | None = None
        self.on_received: Callable[[Received], None] | None = None
        self._traffic = Traffic(limits, lambda: 0.0)
        self._web: web.Server | None = None
        self._listening: asyncio.Server | None = None
        self._sweeper: asyncio.TimerHandle | None = None

    @property
    def stats(self) -> Stats:
        return self._traffic.stats

    async def start(self, host: str, port: int) -> int:
        """Listens; returns the port (another one for port 0). Raises `DurchwahlError` when it cannot."""
        if self._listening is not None:
            raise RuntimeError("the server runs already")
        loop = asyncio.get_running_loop()
        self._traffic = traffic = Traffic(self._limits, loop.time)
        manager = self._web = web.Server(self._handle)
        try:
            self._listening = await loop.create_server(
                lambda: Connection(manager, traffic, loop, _log), host or None, port, backlog=128
            )
        except (OSError, OverflowError) as error:
            raise _why_not(error, host, port) from error
        self._sweep()
        return int(self._listening.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Takes no more requests, answers the pending ones and closes all connections."""
        if self._listening is None or self._web is None:
            return
        listening, self._listening = self._listening, None
        listening.close()
        self._traffic.open = False  # for a connection that has been accepted but is not made yet
        connections = [one for one in self._web.connections if isinstance(one, Connection)]
        for connection in connections:
            connection.retire()
        await self._traffic.quiet(_STOP_SECONDS)
        await asyncio.sleep(0)  # the task of a connection made just now: aiohttp only ends one that waits
        self._web.pre_shutdown()
        await self._web.shutdown(_STOP_SECONDS)
        for connection in connections:  # whoever does not even take its last answer
            connection.abort()
        if self._sweeper is not None:
            self._sweeper.cancel()
        await listening.wait_closed()

    def _sweep(self) -> None:
        """Closes the connections whose time is up, then comes back soon."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        for connection in self._web.connections if self._web else ():
            if isinstance(connection, Connection) and connection.deadline <= now:
                connection.expire()
        shortest = min(self._limits.header_seconds, self._limits.idle_seconds, self._limits.answer_seconds)
        self._sweeper = loop.call_later(min(1.0, shortest / 4), self._sweep)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        connection = request.protocol
        assert isinstance(connection, Connection)
        head = connection.take()
        place = _Place()
        at = self._now()
        status, body = 503, b""
        try:
            if head.refusal:
                status = self._refused(head.refusal)
            elif not self._traffic.admit(connection.peer):
                self.stats.limited += 1
                status = 429
            else:
                path, _, query = _ORIGIN.sub(b"", head.target, count=1).partition(b"?")
                if path in (b"/", b""):
                    status, body = 200, OK_BODY
                    self.stats.greeted += 1
                else:
                    place = self._find(path, connection.peer)
                    if place.file:
                        status, body = await self._serve(head, place)
                    else:
                        status = await self._record(at, head, place, query, connection.peer)
            self._tell(at, connection.peer, head, place, status)
        finally:
            stays = connection.done()
        keep_alive = stays and head.refusal == 0 and head.keep_alive and status != 429
        return Reply(status, head, keep_alive=keep_alive, body=body)

    def _refused(self, status: int) -> int:
        if status == 400:
            self.stats.bad += 1
        else:
            self.stats.refused += 1
        return status

    def _find(self, path: bytes, peer: str) -> _Place:
        """Where a path leads; without phone, or without event and file, where there is none such."""
        if b"%" in path:
            path = unquote_to_bytes(path)
        parts = path.decode("latin-1").split("/")
        if len(parts) != 3 or parts[0]:
            self.stats.not_found += 1
            return _Place()
        token, name = parts[1], parts[2]
        phone, vendor = self._tokens.get(token, ("", ""))
        if not phone:
            self.stats.wrong_token += 1
            _log.info("a request with an unknown token from %s", peer)
            return _Place()
        if knows(vendor, name):
            return _Place(phone, vendor, event=name)
        made_by = maker(vendor)
        if made_by is not None and made_by.fetching is not None and made_by.fetching.asks(name) is not None:
            return _Place(phone, vendor, file=name)
        self.stats.unknown_event += 1
        _log.info("phone %s reports %s, which is no event of %s", phone, clean(name, 40), vendor)
        return _Place(phone, vendor)

    async def _serve(self, head: Head, place: _Place) -> tuple[int, bytes]:
        """A file for the phone. One that it asks for in vain is no fault: it asks for several in turn."""
        try:
            body = None if self._files is None else await self._files(place.phone, place.file)
        except Exception as error:  # the outer wall: the phone hears that there is nothing at present
            self.stats.failed += 1
            _log.error("a file for phone %s could not be made: %s", place.phone, type(error).__name__)
            return 503, b""
        if body is None:
            self.stats.no_file += 1
            return 404, b""
        if head.method != "HEAD":
            self.stats.served += 1
        return 200, body

    async def _record(self, at: float, head: Head, place: _Place, query: bytes, peer: str) -> int:
        phone, vendor, event = place.phone, place.vendor, place.event
        if not event:
            return 404
        if head.method == "HEAD":  # asks whether the URL is right; nothing has happened
            return 200
        kept = query[: self._limits.query]
        raw = RawEvent(at=at, phone=phone, source=vendor, name=event, query=kept, peer=peer)
        try:
            await self._receive(raw)
        except Exception as error:  # the outer wall: the phone hears that it was not recorded
            self.stats.failed += 1
            _log.error("event %s of phone %s was not recorded: %s", event, phone, type(error).__name__)
            _log.debug("the reason", exc_info=True)
            return 503
        self.stats.accepted += 1
        return 200

    def _tell(self, at: float, peer: str, head: Head, place: _Place, status: int) -> None:
        phone, vendor, event, file = place.phone, place.vendor, place.event, place.file
        try:
            if self.on_received is not None:
                self.on_received(Received(at, peer, head, status, phone, vendor, event, file))
            if self.on_request is not None:
                self.on_request(Asked(self._now(), peer, head.agent, phone, event, status, head.method, file))
        except Exception:  # the outer wall: who watches must not disturb the phone
            _log.exception("the watcher of requests failed")


def _why_not(error: OSError | OverflowError, host: str, port: int) -> DurchwahlError:
    number = getattr(error, "errno", None)
    if isinstance(error, OverflowError):
        return DurchwahlError("server_port_impossible", port=port)
    if number == errno.EADDRINUSE:
        return DurchwahlError("server_port_in_use", port=port)
    if number in (errno.EACCES, errno.EPERM):
        return DurchwahlError("server_port_forbidden", port=port)
    # asyncio gives no number when none of a name's addresses is ours
    if isinstance(error, socket.gaierror) or number in (None, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return DurchwahlError("server_host_not_ours", host=host)
    return DurchwahlError("server_cannot_listen", host=host, port=port, reason=error.strerror or str(error))
