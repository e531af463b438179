"""The web server of a phone: takes requests, misbehaves as told, and leaves the meaning to the vendor."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from aiohttp import web

from tui.simulator.unit import Unit

_MAX_BODY = 64 * 1024


@dataclass(frozen=True, slots=True)
class Incoming:
    """One request. `target` and `query` stand as they were written, not decoded."""

    method: str
    target: str
    path: str
    query: str
    remote: str = "127.0.0.1"
    authorization: str | None = None
    keep_alive: bool = True
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """`outcome`: accepted, ignored (no effect in this state), refused, or "" for a mere page.

    `cut`: the connection is closed without any answer.
    """

    status: int = 200
    body: str | bytes = ""
    content_type: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A request as the tests look at it. `status` 0: no complete answer was given."""

    method: str
    target: str
    path: str
    query: str
    auth: str  # "", "basic" or "digest"
    status: int
    outcome: str


Answerer = Callable[[Incoming], Awaitable[Reply]]


def pairs(query: str) -> list[tuple[str, str]]:
    """The parameters in order, decoded as a form is: `+` is a blank, so a plus must come as %2B."""
    fields = (part.partition("=") for part in query.split("&"))
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in fields]


@dataclass(slots=True)
class Front:
    """Listens on the phone's port. `breaks`: overlapping requests get broken answers (Snom)."""

    unit: Unit
    answer: Answerer
    server_name: str
    breaks: bool
    requests: list[Received] = field(default_factory=list)
    _runner: web.ServerRunner | None = None
    _busy: int = 0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        """Listen; OSError when the port is taken."""
        self._closing = asyncio.Event()
        server = web.Server(self._handle, access_log=None)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=0.2)
        await self._runner.setup()
        profile = self.unit.profile
        site = web.TCPSite(self._runner, profile.host, self.unit.port or profile.port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        self.unit.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening and let go of hanging requests."""
        self._closing.set()
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    @property
    def listening(self) -> bool:
        return self._runner is not None

    async def _handle(self, raw: web.BaseRequest) -> web.StreamResponse:
        incoming = await self._read(raw)
        faults = self.unit.faults
        if faults.hang:
            self._log(incoming, 0, "hanging")
            await self._closing.wait()
            return self._cut(raw)
        if faults.drop or faults.drop_next > 0 or not self.unit.device.up:
            faults.drop_next = max(0, faults.drop_next - 1)
            self._log(incoming, 0, "dropped")
            return self._cut(raw)
        if faults.fail_next > 0:
            faults.fail_next -= 1
            self._log(incoming, 500, "failed")
            return web.Response(status=500)
        if self.unit.profile.keep_alive_only and not incoming.keep_alive:
            self._log(incoming, 0, "dropped")
            return self._cut(raw)
        if self.breaks and self._busy:
            return self._break(raw, incoming)
        self._busy += 1
        try:
            reply = await self._think(incoming)
        finally:
            self._busy -= 1
        self._log(incoming, 0 if reply.cut else reply.status, reply.outcome)
        return self._cut(raw) if reply.cut else self._respond(reply)

    async def _think(self, incoming: Incoming) -> Reply:
        """One request at a time; each takes the phone a while."""
        async with self._lock:
            await asyncio.sleep(self.unit.profile.think_seconds + self.unit.faults.slow)
            return await self.answer(incoming)

    async def _read(self, raw: web.BaseRequest) -> Incoming:
        body = await raw.content.read(_MAX_BODY) if raw.can_read_body else b""
        path, _, query = raw.raw_path.partition("?")
        return Incoming(
            method=raw.method,
            target=raw.raw_path,
            path=path,
            query=query,
            remote=raw.remote or "",
            authorization=raw.headers.get("Authorization"),
            keep_alive="keep-alive" in raw.headers.get("Connection", "").lower(),
            body=body.decode("utf-8", "replace"),
        )

    def _respond(self, reply: Reply) -> web.Response:
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        charset = "utf-8" if reply.content_type.startswith("text/") else None
        response = web.Response(
            status=reply.status, body=body, content_type=reply.content_type, charset=charset
        )
        response.headers["Server"] = self.server_name
        for name, value in reply.headers:
            response.headers[name] = value
        return response

    def _break(self, raw: web.BaseRequest, incoming: Incoming) -> web.Response:
        """What an overlapping request gets: nothing, or an answer cut off in its header."""
        self._log(incoming, 0, "overlapped")
        if self.unit.rng.random() < 0.5 and raw.transport is not None:
            raw.transport.write(b"HTTP/1.1 200 OK\r\nServer: snom embe")
        return self._cut(raw)

    def _cut(self, raw: web.BaseRequest) -> web.Response:
        if raw.transport is not None:
            raw.transport.close()
        return web.Response(status=500)

    def _log(self, incoming: Incoming, status: int, outcome: str) -> None:
        scheme = (incoming.authorization or "").partition(" ")[0].lower()
        target = _masked(incoming.target)
        self.requests.append(
            Received(incoming.method, target, incoming.path, _masked(incoming.query), scheme, status, outcome)
        )
        del self.requests[:-5_000]
        kind = "refused" if outcome == "refused" else "request"
        self.unit.note(
            kind, method=incoming.method, target=target, auth=scheme, status=status, outcome=outcome
        )


def _masked(text: str) -> str:
    """Without the value of any password parameter."""
    secret = ("pwd=", "pass=", "password=")
    return "&".join(
        part.partition("=")[0] + "=***" if any(word in part.lower() for word in secret) else part
        for part in text.split("&")
    )
