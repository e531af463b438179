"""A web server that gives out files by name, as a provisioning server does."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass
class FileServer:
    """`files`: path → text. `asked`: the request lines and heads in order."""

    files: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    base: str = ""
    _server: asyncio.Server | None = None

    @property
    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.asked]

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head)
        text = self.files.get(head.split(" ")[1])
        status, body = ("404 Not Found", b"") if text is None else ("200 OK", text.encode())
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()
