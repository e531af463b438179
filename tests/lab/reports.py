"""Sends a lab phone's action URLs: one after the other, from the phone's own address, with its faults."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_VARIABLE = re.compile(r"\$[a-zA-Z_][\w-]*")
_TIMEOUT = 3.0


@dataclass(slots=True)
class Faults:
    """What goes wrong on the way, each as a chance from 0 to 1; `delay` is in seconds, up to so many."""

    lost: float = 0.0
    repeated: float = 0.0
    delay: float = 0.0


class Reports:
    """`post` never waits. The order is kept, also when one is delayed."""

    def __init__(self, host: str, agent: str, seed: int) -> None:
        self.faults = Faults()
        self.failed = 0
        self._host = host
        self._agent = agent
        self._chance = random.Random(seed)  # noqa: S311 - faults, not secrets
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._send_all(), name="reports")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def post(self, template: str, values: dict[str, str]) -> None:
        """Fills in the variables as they are, unencoded, as phones do; an unknown one stays."""
        url = _VARIABLE.sub(lambda found: values.get(found[0][1:], found[0]), template)
        if self._chance.random() < self.faults.lost:
            return
        self._queue.put_nowait(url)
        if self._chance.random() < self.faults.repeated:
            self._queue.put_nowait(url)

    async def _send_all(self) -> None:
        while True:
            url = await self._queue.get()
            if self.faults.delay:
                await asyncio.sleep(self._chance.random() * self.faults.delay)
            try:
                async with asyncio.timeout(_TIMEOUT):
                    await self._send(url)
            except (OSError, TimeoutError):
                self.failed += 1

    async def _send(self, url: str) -> None:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(
            parts.hostname, parts.port or 80, local_addr=(self._host, 0)
        )
        try:
            target = url[url.index(parts.netloc) + len(parts.netloc) :] or "/"
            head = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nUser-Agent: {self._agent}\r\nConnection: close\r\n\r\n"
            writer.write(head.encode())
            await writer.drain()
            await reader.read(1024)
        finally:
            writer.close()
