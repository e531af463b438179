"""The web server of a phone: takes requests, misbehaves as told, and leaves the meaning to the vendor."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from aiohttp import web

from tui.errors import UsageError
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
    tls: bool = False
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


class RefusedError(Exception):
    """A request that is not in the documented grammar."""


def done(effect: bool) -> Reply:
    """Accepted: nothing in the answer says whether it had an effect."""
    return Reply(200, "", outcome="accepted" if effect else "ignored")


Answerer = Callable[[Incoming], Awaitable[Reply]]


def pairs(query: str) -> list[tuple[str, str]]:
    """The parameters in order, decoded as a form is: `+` is a blank, so a plus must come as %2B."""
    fields = (part.partition("=") for part in query.split("&"))
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in fields]


@dataclass(slots=True)
class Front:
    """Listens on the phone's ports. `breaks`: overlapping requests get broken answers (Snom).

    `closes_http`: with https only the http port is closed instead of answering (Yealink).
    `certificate`: the PEM file in use; it may be another one at the next start.
    """

    unit: Unit
    answer: Answerer
    server_name: str
    breaks: bool
    closes_http: bool = False
    certificate: str = ""
    switched_on: bool = True
    requests: list[Received] = field(default_factory=list)
    _runner: web.ServerRunner | None = None
    _busy: int = 0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        """Listen; OSError when a port is taken, UsageError when the certificate is none."""
        profile, unit = self.unit.profile, self.unit
        if not self.switched_on:
            unit.port = unit.port or profile.port or _free_port(profile.host)
            return
        context = tls_context(self.certificate) if self.certificate else None
        plain = not (profile.https_only and self.closes_http)
        self._closing = asyncio.Event()
        server = web.Server(self._handle, access_log=None)
        self._runner = runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=0.2)
        await runner.setup()
        try:
            if plain:
                await web.TCPSite(runner, profile.host, unit.port or profile.port).start()
                unit.port = int(runner.addresses[-1][1])
            if context is not None:
                port = unit.tls_port or profile.https_port or (0 if plain else profile.port)
                await web.TCPSite(runner, profile.host, port, ssl_context=context).start()
                unit.tls_port = int(runner.addresses[-1][1])
        except OSError:
            await self.stop()
            raise
        if not plain:
            unit.port = unit.port or profile.port or _free_port(profile.host)

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
            tls=raw.secure,
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


def tls_context(path: str) -> ssl.SSLContext:
    """What a web server needs to speak https. UsageError when `path` has no key with its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(path)
    except OSError as error:  # ssl.SSLError is one of them
        reason = error.strerror or str(error)
        raise UsageError("simulator_bad_certificate", file=path, reason=reason) from error
    return context


def _free_port(host: str) -> int:
    """A port where nobody listens, for a web interface that is switched off."""
    with socket.socket() as one:
        one.bind((host, 0))
        return int(one.getsockname()[1])


def _masked(text: str) -> str:
    """Without the value of any password parameter."""
    secret = ("pwd=", "pass=", "password=")
    return "&".join(
        part.partition("=")[0] + "=***" if any(word in part.lower() for word in secret) else part
        for part in text.split("&")
    )
