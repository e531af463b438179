"""The web server of a lab phone, and its log-in: Basic or Digest (RFC 7617, RFC 7616)."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus

_FIELD = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')
_HEAD_MAX = 16 * 1024
_PATIENCE = 10.0  # seconds for one request and its answer


@dataclass(frozen=True, slots=True)
class Request:
    """`query` as it came, undecoded. `beside`: another one was being answered when this came."""

    method: str
    path: str
    query: str
    peer: str
    headers: dict[str, str]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`dropped`: the connection ends without an answer; `cut`: it ends in the middle of the header."""

    status: int = 200
    body: str | bytes = ""
    kind: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    dropped: bool = False
    cut: bool = False


Serve = Callable[[Request], Awaitable[Answer]]


@dataclass(slots=True)
class Login:
    """`password` "" lets everyone in. After `tries` wrong ones in a row nobody gets in for `seconds`.

    `doubling`: for twice as long each further time; `restarting`: whoever tries meanwhile begins the time anew.
    """

    user: str
    password: str
    digest: bool
    realm: str
    tries: int = 3
    seconds: float = 60.0
    doubling: bool = False
    restarting: bool = False
    wrong: int = 0  # in all
    _row: int = 0
    _locks: int = 0
    _until: float = 0.0
    _nonces: set[str] = field(default_factory=set)

    @property
    def locked(self) -> bool:
        return time.monotonic() < self._until

    def admits(self, request: Request) -> bool:
        """Whether the request carries the right log-in; a wrong one is counted, a missing one is not."""
        if not self.password:
            return True
        scheme, _, rest = request.headers.get("authorization", "").partition(" ")
        if self.locked:
            if scheme and self.restarting:
                self._lock()
            return False
        right = False
        if scheme.lower() == "digest" and self.digest:
            right = self._digest_right(rest, request)
        elif scheme.lower() == "basic" and not self.digest:
            right = rest.strip() == base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if right:
            self._row = self._locks = 0
        elif scheme and (scheme.lower() == "digest") is self.digest:
            self._miss()
        return right

    def challenge(self) -> str:
        if not self.digest:
            return f'Basic realm="{self.realm}"'
        nonce = secrets.token_hex(16)
        self._nonces.add(nonce)
        return f'Digest realm="{self.realm}", nonce="{nonce}", qop="auth", algorithm=MD5'

    def _miss(self) -> None:
        self.wrong += 1
        self._row += 1
        if self._row >= self.tries:
            self._row = 0
            self._locks += 1
            self._lock()

    def _lock(self) -> None:
        times = 2 ** (self._locks - 1) if self.doubling else 1
        self._until = time.monotonic() + self.seconds * times

    def _digest_right(self, text: str, request: Request) -> bool:
        given = {name: quoted or bare for name, quoted, bare in _FIELD.findall(text)}
        target = f"{request.path}?{request.query}" if request.query else request.path
        if given.get("nonce") not in self._nonces or given.get("uri") != target:
            return False
        first = _md5(f"{self.user}:{self.realm}:{self.password}")
        second = _md5(f"{request.method}:{target}")
        middle = ":".join(given.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
        return given.get("response") == _md5(f"{first}:{middle}:{second}")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324 - what the phones' Digest is made of


class Web:
    """One request per connection, as the phones' small servers have it; who waits in the queue is not noticed."""

    def __init__(self, host: str, port: int, serve: Serve, name: str) -> None:
        self._host = host
        self._port = port
        self._serve = serve
        self._name = name
        self._open: set[asyncio.StreamReader] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(
                self._connected, self._host, self._port, limit=_HEAD_MAX, reuse_address=True
            )

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = str(writer.get_extra_info("peername")[0])
        beside = any(not other.at_eof() for other in self._open)
        self._open.add(reader)
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await self._answer(reader, peer, beside)
                if not answer.dropped:
                    raw = _written(answer, self._name)
                    writer.write(raw[:40] if answer.cut else raw)
                    await writer.drain()
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever asked is gone
        finally:
            self._open.discard(reader)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, peer: str, beside: bool) -> Answer:
        request = await _read(reader, peer, beside)
        return Answer(400) if request is None else await self._serve(request)


async def _read(reader: asyncio.StreamReader, peer: str, beside: bool) -> Request | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    path, _, query = words[1].partition("?")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    return Request(words[0], path, query, peer, headers, beside)


def _written(answer: Answer, server: str) -> bytes:
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    lines = [
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        f"Server: {server}",
        f"Content-Type: {answer.kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body
