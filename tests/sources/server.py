"""An HTTP server of the tests: answers as it is told, and keeps what it was asked."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import trustme

from tui.phones.certificates import fingerprint


@dataclass
class Asked:
    """One request."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Site:
    """What the server does. `answer` gives the raw response, b"" to hang."""

    answer: Callable[[Asked], bytes] = lambda asked: reply(200, b"[]")
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    fingerprint: str = ""
    secure: bool = False

    @property
    def url(self) -> str:
        return f"http{'s' if self.secure else ''}://127.0.0.1:{self.port}"


def reply(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A response of HTTP/1.1."""
    lines = [f"HTTP/1.1 {status} Fine", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@asynccontextmanager
async def serving(*, secure: bool = False) -> AsyncIterator[Site]:
    """A server on the loopback, by https with a certificate that nobody vouches for."""
    site = Site(secure=secure)
    context = None
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate = trustme.CA().issue_cert("127.0.0.1")
        certificate.configure_cert(context)
        pem = certificate.cert_chain_pems[0].bytes().decode()
        site.fingerprint = fingerprint(ssl.PEM_cert_to_DER_cert(pem))
    ending = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, target, _ = head[0].split(" ", 2)
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            asked = Asked(method, target, headers, body)
            site.asked.append(asked)
            content = site.answer(asked)
            if not content:
                await ending.wait()
            writer.write(content)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        ending.set()
        server.close()
