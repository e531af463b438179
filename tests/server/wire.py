"""A phone's side of the wire: bytes in, answers out, no client library in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import repeat

from tui.calls.events import RawEvent
from tui.server.listener import Asked, EventServer, Files
from tui.server.traffic import Limits

TOKEN = "6Qm0Zc2hN1pV8xYt3bKdLw"
OTHER = "Zk3vT7wXq9LmP2rS5uYa1B"
NOW = 1_795_000_000.25


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, *, bodiless: bool = False) -> Answer:
        """The next answer, read as its Content-Length says."""
        async with asyncio.timeout(10):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("ascii")
            first, *lines = head.split("\r\n")[:-2]
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            length = 0 if bodiless else int(headers["content-length"])
            return Answer(int(first.split(" ")[1]), headers, await self.reader.readexactly(length))

    async def closed(self) -> bytes:
        """Waits for the other side to close; what came before that."""
        async with asyncio.timeout(10):
            return await self.reader.read()

    async def ask(self, data: bytes) -> Answer:
        await self.send(data)
        return await self.answer()


@dataclass(slots=True)
class Exchange:
    """A running server, what it received, and how to reach it."""

    server: EventServer
    port: int
    received: list[RawEvent]
    asked: list[Asked]

    @asynccontextmanager
    async def wire(self) -> AsyncIterator[Wire]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield Wire(reader, writer)
        finally:
            writer.transport.abort()

    async def once(self, data: bytes) -> Answer:
        """One request on its own connection."""
        async with self.wire() as wire:
            return await wire.ask(data)


@asynccontextmanager
async def running(limits: Limits | None = None, files: Files | None = None) -> AsyncIterator[Exchange]:
    received: list[RawEvent] = []
    asked: list[Asked] = []

    async def receive(raw: RawEvent) -> None:
        received.append(raw)

    server = EventServer(
        receive,
        {TOKEN: ("desk", "snom"), OTHER: ("lab", "yealink")},
        lambda: NOW,
        limits or Limits(),
        files,
    )
    server.on_request = asked.append
    port = await server.start("127.0.0.1", 0)
    try:
        yield Exchange(server, port, received, asked)
    finally:
        await server.stop()


async def until(condition: Callable[[], object]) -> None:
    """Lets the loop turn until the condition holds."""
    async with asyncio.timeout(10):
        for _ in repeat(None):
            if condition():
                return
            await asyncio.sleep(0)


def get(target: bytes | str, *headers: str, version: str = "1.1", method: str = "GET") -> bytes:
    """A request as a phone writes it: the target as it is."""
    raw = target.encode() if isinstance(target, str) else target
    lines = "".join(f"{header}\r\n" for header in ("Host: 192.168.1.20:8080", *headers))
    return method.encode() + b" " + raw + f" HTTP/{version}\r\n{lines}\r\n".encode()
