"""A bare web server: it keeps every byte that it is sent and answers with whatever bytes a test wants."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.net import PhoneLink
from tui.phones.pins import MemoryPins

USER, PASSWORD = "admin", "Geheim7"
TOKEN = b"YWRtaW46R2VoZWltNw=="  # the two as Basic has them
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
BASIC = b'Basic realm="snom D785"'
DIGEST = b'Digest realm="snom D785", nonce="5f3a", qop="auth", algorithm=MD5'


def reply(status: str, body: bytes = b"", *headers: bytes) -> bytes:
    """An answer, whole: `reply("403 Forbidden", b"no", b"X: y")`."""
    lines = [b"HTTP/1.1 " + status.encode(), b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def unauthorized(*challenges: bytes) -> bytes:
    return reply("401 Unauthorized", b"", *(b"WWW-Authenticate: " + one for one in challenges))


@dataclass(frozen=True)
class RawRequest:
    head: bytes

    @property
    def line(self) -> bytes:
        return self.head.split(b"\r\n", 1)[0]

    @property
    def target(self) -> bytes:
        return self.line.split(b" ")[1]

    def header(self, name: bytes) -> bytes | None:
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    @property
    def login(self) -> bytes | None:
        return self.header(b"Authorization")


Answer = Callable[[RawRequest], bytes | None]
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class RawPhone:
    """`answer` gives the bytes for a request; None leaves it hanging until `release` or the end.

    With `talk` set, that has the connection to itself instead.
    """

    answer: Answer = lambda request: OK
    talk: Talk | None = None
    requests: list[RawRequest] = field(default_factory=list)
    connections: int = 0
    together: int = 0  # the most requests that were ever under way at once
    port: int = 0
    release: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    _open: set[asyncio.Task[None]] = field(default_factory=set)
    _now: int = 0

    def config(self, **changes: object) -> PhoneConfig:
        values: dict[str, object] = {"name": "desk", "vendor": "snom", "host": f"127.0.0.1:{self.port}"}
        return PhoneConfig(**(values | changes))  # type: ignore[arg-type]

    @property
    def logins(self) -> list[bytes]:
        return [request.login for request in self.requests if request.login is not None]

    async def seen(self, count: int) -> None:
        """Waits until `count` requests have arrived."""
        async with self.arrived, asyncio.timeout(5):
            await self.arrived.wait_for(lambda: len(self.requests) >= count)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self.connections += 1
        try:
            if self.talk is not None:
                await self.talk(reader, writer)
            else:
                await self._answer_all(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            writer.close()
            with suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    async def _answer_all(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            request = RawRequest(await reader.readuntil(b"\r\n\r\n"))
            self._now += 1
            self.together = max(self.together, self._now)
            async with self.arrived:
                self.requests.append(request)
                self.arrived.notify_all()
            try:
                data = self.answer(request)
                if data is None:
                    await self.release.wait()
                    data = OK
                await asyncio.sleep(0)  # room for a second request, if one were under way
                writer.write(data)
                await writer.drain()
            finally:
                self._now -= 1

    async def end(self) -> None:
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def raw_phone(
    answer: Answer | None = None,
    *,
    talk: Talk | None = None,
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> AsyncIterator[RawPhone]:
    phone = RawPhone(talk=talk)
    if answer is not None:
        phone.answer = answer
    server = await asyncio.start_server(phone.serve, host, port, ssl=tls)
    phone.port = server.sockets[0].getsockname()[1]
    try:
        yield phone
    finally:
        server.close()
        await phone.end()
        await server.wait_closed()


@asynccontextmanager
async def linked(
    answer: Answer | None = None,
    *,
    talk: Talk | None = None,
    tls: ssl.SSLContext | None = None,
    scheme: str = "http",
    basic_first: bool = False,
    **config: object,
) -> AsyncIterator[tuple[RawPhone, PhoneLink]]:
    """A raw phone and a link to it, with a login unless `config` has another."""
    async with raw_phone(answer, talk=talk, tls=tls) as phone:
        values = {"user": USER, "password": PASSWORD, "host": f"{scheme}://127.0.0.1:{phone.port}"} | config
        link = PhoneLink(
            phone.config(**values), MemoryPins(), basic_first=basic_first, cnonce=lambda: "c0ffee"
        )
        try:
            yield phone, link
        finally:
            await link.aclose()


async def refused(link: PhoneLink, target: str = "/") -> PhoneError:
    """The error with which a request must fail."""
    with pytest.raises(PhoneError) as caught:
        await link.get(target)
    return caught.value
