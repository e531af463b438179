"""A bare socket that takes action URLs as bytes, so that nothing tidies them up before a test looks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Arrived:
    """One request: the request target and the header lines, as bytes."""

    target: bytes
    head: bytes

    @property
    def phone(self) -> str:
        return self.target.split(b"?")[0].decode().split("/")[1]

    @property
    def event(self) -> str:
        return self.target.split(b"?")[0].decode().split("/")[2]

    def value(self, name: str, encoding: str = "utf-8") -> str:
        """The raw text of one query parameter."""
        query = self.target.partition(b"?")[2].decode(encoding)
        return dict(part.partition("=")[::2] for part in query.split("&"))[name]


@dataclass
class Sink:
    """Answers 200 with an empty body; `mute` makes it never answer."""

    arrived: list[Arrived] = field(default_factory=list)
    mute: bool = False
    base: str = ""
    _server: asyncio.Server | None = None
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            line, _, rest = head.partition(b"\r\n")
            assert line.startswith(b"GET ")
            assert line.endswith(b" HTTP/1.1")
            self.arrived.append(Arrived(line[4:-9], rest))
            if self.mute:
                await asyncio.Event().wait()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
        finally:
            writer.close()
            self._open.discard(task)

    def events(self, phone: str) -> list[str]:
        """The events of one phone in the order of arrival."""
        return [one.event for one in self.arrived if one.phone == phone]

    def last(self, phone: str, event: str) -> Arrived:
        return [one for one in self.arrived if one.phone == phone and one.event == event][-1]
