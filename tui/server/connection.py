"""One connection: our own reader in front of aiohttp's protocol."""

from __future__ import annotations

import asyncio
from collections import deque
from functools import cache
from http import HTTPStatus
from logging import Logger
from typing import Final

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

from tui.server.request import Head, Reader
from tui.server.traffic import Traffic

OK_BODY: Final = b"<TAPI>Receive OK</TAPI>"
# What aiohttp gets to see of a request. It keeps the connection's order, tasks and shutdown; the head
# itself waits in `Connection._heads`, where its turn is the same.
_HANDED_ON: Final = b"GET / HTTP/1.1\r\nHost: -\r\n\r\n"
_EXTRA: Final[dict[int, str]] = {405: "Allow: GET, HEAD\r\n", 429: "Retry-After: 1\r\n"}
_NEVER: Final = float("inf")


def _made(status: int, body: bytes, bodiless: bool, connection: str) -> bytes:
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{_EXTRA.get(status, '')}"
    if body:
        head += "Content-Type: text/plain; charset=utf-8\r\n"
    if connection:
        head += f"Connection: {connection}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + (b"" if bodiless else body)


_wire: Final = cache(_made)  # for the few answers that are always the same


class Reply(web.StreamResponse):
    """A reply in as few bytes as HTTP allows: a phone shows what it does not understand on its display."""

    def __init__(self, status: int, head: Head, *, keep_alive: bool, body: bytes = b"") -> None:
        super().__init__(status=status)
        self._open = keep_alive
        connection = "close" if not keep_alive else "keep-alive" if head.old else ""
        make = _wire if body in (b"", OK_BODY) else _made  # a phone's file is not kept
        self._bytes = make(status, body, head.method == "HEAD", connection)

    @property
    def keep_alive(self) -> bool | None:
        return self._open

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        writer = request.writer
        await writer.write(self._bytes)
        await writer.drain()
        return writer

    async def write_eof(self, data: bytes = b"") -> None:
        """All has been written."""


class Connection(web.RequestHandler):
    """Hands request after request on, at most `Limits.pipelined` ahead of their answers.

    `deadline` is when the connection is to be closed (the loop's clock) unless it gets on before:
    a head must be complete in good time, an idle connection ends, and so does one that takes no answer.
    """

    __slots__ = (
        "_heads",
        "_held",
        "_inside",
        "_reader",
        "_running",
        "_server",
        "_shut",
        "_socket",
        "_traffic",
        "deadline",
        "peer",
    )

    def __init__(
        self, manager: web.Server, traffic: Traffic, loop: asyncio.AbstractEventLoop, logger: Logger
    ) -> None:
        super().__init__(manager, loop=loop, access_log=None, logger=logger)  # type: ignore[arg-type]
        self._server = manager
        self._traffic = traffic
        self._reader = Reader(traffic.limits)
        self._heads: deque[Head] = deque()
        self._running = False
        self._held = False  # the transport is told to wait
        self._shut = False  # nothing more is read
        self._inside = False  # counted among the peer's connections
        self._socket: asyncio.Transport | None = None
        self.peer = ""
        self.deadline = _NEVER

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        peer = peer_of(transport)
        self._inside = self._traffic.open and (
            self._traffic.enter(peer) or (self._make_room(peer) and self._traffic.enter(peer))
        )
        if not self._inside:
            self._shut = True
            self._traffic.stats.crowded += 1
            transport.write(_wire(503, b"", False, "close"))
            transport.close()
            return
        self.peer = peer
        self._socket = transport
        self.deadline = self._traffic.clock() + self._traffic.limits.header_seconds
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        if not self.peer:  # never let in
            return
        self._shut = True
        self._leave()
        self._traffic.end(len(self._heads))
        self._heads.clear()
        super().connection_lost(exc)

    def _make_room(self, peer: str) -> bool:
        """Ends the idle connection that has waited longest; a phone may open one per report and keep it."""
        crowd = [other for other in self._server.connections if isinstance(other, Connection) and other.idle]
        if self._traffic.crowds(peer):
            crowd = [other for other in crowd if other.peer == peer]
        if not crowd:
            return False
        min(crowd, key=lambda other: other.deadline).vacate()
        return True

    def _leave(self) -> None:
        if self._inside:
            self._inside = False
            self._traffic.leave(self.peer)

    def vacate(self) -> None:
        """Ends the connection, which is idle, and gives its place free at once."""
        self._shut = True
        self._leave()
        if self.transport is not None:
            self.transport.close()

    def data_received(self, data: bytes) -> None:
        if self._shut:
            return
        if data and not self._reader.partial and not self._busy:
            self.deadline = self._traffic.clock() + self._traffic.limits.header_seconds
        self._reader.feed(data)
        self._advance()

    def eof_received(self) -> bool:  # type: ignore[override]
        """The other side has said all; what it asked before is still answered (True: stay open)."""
        self._shut = True
        return self._busy

    @property
    def idle(self) -> bool:
        """Whether it waits for a further request, of which nothing has come."""
        return self._inside and not self._busy and not self._reader.partial and self._reader.used

    @property
    def _busy(self) -> bool:
        return self._running or bool(self._heads)

    def _advance(self) -> None:
        limits = self._traffic.limits
        while len(self._heads) < limits.pipelined and not self._shut:
            head = self._reader.next()
            if head is None:
                break
            if not self._busy:
                self.deadline = self._traffic.clock() + limits.answer_seconds
            self._shut = head.refusal != 0 or not head.keep_alive
            self._heads.append(head)
            self._traffic.begin()
            super().data_received(_HANDED_ON)
        self._hold(len(self._heads) >= limits.pipelined)

    def _hold(self, hold: bool) -> None:
        if self.transport is None or hold is self._held:
            return
        self._held = hold
        if hold:
            self.transport.pause_reading()
        elif not self.transport.is_closing():
            self.transport.resume_reading()

    def take(self) -> Head:
        """The request whose turn it is. `done` must follow."""
        self._running = True
        head = self._heads.popleft()
        self.deadline = self._traffic.clock() + self._traffic.limits.answer_seconds
        return head

    def done(self) -> bool:
        """The request is dealt with; whether the connection stays open after its answer."""
        self._running = False
        self._traffic.end()
        if not self._shut:
            self._advance()
        if not self._busy:
            limits = self._traffic.limits
            wait = limits.header_seconds if self._reader.partial else limits.idle_seconds
            self.deadline = self._traffic.clock() + wait
        return self._busy or not self._shut

    def retire(self) -> None:
        """Reads nothing more; the last pending answer closes the connection."""
        self._shut = True

    def expire(self) -> None:
        """The deadline has passed."""
        if not self.idle:
            self._traffic.stats.timed_out += 1
        self.abort()

    def abort(self) -> None:
        """Ends the connection even if the other side takes nothing: aiohttp may have let go of it already."""
        self._shut = True
        if self._socket is not None:
            self._socket.abort()


def peer_of(transport: asyncio.BaseTransport) -> str:
    """The other side's address, without port and scope; an IPv4 address in IPv6 clothes as IPv4."""
    name = transport.get_extra_info("peername")
    if not isinstance(name, tuple) or not name:
        return "?"
    return str(name[0]).partition("%")[0].removeprefix("::ffff:")
