"""The web server of a lab phone, and its log-in: Basic or Digest (RFC 7617, RFC 7616)."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus

_FIELD = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')
_HEAD_MAX = 16 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """`query` as it came, undecoded."""

    method: str
    path: str
    query: str
    peer: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`dropped`: the connection ends without an answer."""

    status: int = 200
    body: str | bytes = ""
    kind: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    dropped: bool = False


Serve = Callable[[Request], Awaitable[Answer]]


@dataclass(slots=True)
class Login:
    """`password` "" lets everyone in. Wrong ones are counted for whoever wants to lock."""

    user: str
    password: str
    digest: bool
    realm: str
    wrong: int = 0
    _nonces: set[str] = field(default_factory=set)

    def admits(self, request: Request) -> bool:
        """Whether the request carries the right log-in; a wrong one is counted, a missing one is not."""
        if not self.password:
            return True
        scheme, _, rest = request.headers.get("authorization", "").partition(" ")
        right = False
        if scheme.lower() == "digest" and self.digest:
            right = self._digest_right(rest, request)
        elif scheme.lower() == "basic" and not self.digest:
            right = rest.strip() == base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if not right and scheme and (scheme.lower() == "digest") is self.digest:
            self.wrong += 1
        if right:
            self.wrong = 0
        return right

    def challenge(self) -> str:
        if not self.digest:
            return f'Basic realm="{self.realm}"'
        nonce = secrets.token_hex(16)
        self._nonces.add(nonce)
        return f'Digest realm="{self.realm}", nonce="{nonce}", qop="auth", algorithm=MD5'

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


async def listen(host: str, port: int, serve: Serve, server: str) -> asyncio.Server:
    """One request per connection, as the phones' small servers have it."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(10):
                request = await _read(reader, str(writer.get_extra_info("peername")[0]))
                answer = await serve(request) if request is not None else Answer(400)
                if not answer.dropped:
                    writer.write(_written(answer, server))
                    await writer.drain()
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever asked is gone
        finally:
            writer.close()

    return await asyncio.start_server(connected, host, port, limit=_HEAD_MAX, reuse_address=True)


async def _read(reader: asyncio.StreamReader, peer: str) -> Request | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    path, _, query = words[1].partition("?")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    return Request(words[0], path, query, peer, headers)


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
