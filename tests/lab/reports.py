"""Sends a lab phone's action URLs: one after the other, from the phone's own address, with its faults."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Callable
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
    """`post` never waits. The order is kept, also when one is delayed.

    `told` hears what becomes of each report, by its serial number: "posted" with its URL, then "lost", or "sent" with
    the server's status and when it was begun (twice where it is repeated), or "failed".
    """

    def __init__(
        self, host: str, agent: str, seed: int, told: Callable[..., None] = lambda **details: None
    ) -> None:
        self.faults = Faults()
        self.failed = 0
        self._told = told
        self._count = 0
        self._host = host
        self._agent = agent
        self._chance = random.Random(seed)  # noqa: S311 - faults, not secrets
        self._pace = random.Random(seed)  # noqa: S311 - apart, as it is drawn when a report's turn has come
        self._queue: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._send_all(), name="reports")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def reseed(self, seed: int) -> None:
        """From here on chance is as it was after an earlier `reseed` with that number."""
        self._chance.seed(seed)
        self._pace.seed(seed)

    def post(self, template: str, values: dict[str, str]) -> None:
        """Fills in the variables as they are, unencoded, as phones do; an unknown one stays."""
        url = _VARIABLE.sub(lambda found: values.get(found[0][1:], found[0]), template)
        self._count += 1
        self._told(serial=self._count, fate="posted", url=url)
        if self._chance.random() < self.faults.lost:
            self._told(serial=self._count, fate="lost")
            return
        self._queue.put_nowait((self._count, url))
        if self._chance.random() < self.faults.repeated:
            self._queue.put_nowait((self._count, url))

    async def _send_all(self) -> None:
        while True:
            serial, url = await self._queue.get()
            if self.faults.delay:
                await asyncio.sleep(self._pace.random() * self.faults.delay)
            begun = time.time()
            try:
                async with asyncio.timeout(_TIMEOUT):
                    status = await self._send(url)
            except (OSError, TimeoutError):
                self.failed += 1
                self._told(serial=serial, fate="failed", begun=begun)
            else:
                self._told(serial=serial, fate="sent", begun=begun, status=status)

    async def _send(self, url: str) -> int:
        """The status of the answer; 0 where it was none."""
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(
            parts.hostname, parts.port or 80, local_addr=(self._host, 0)
        )
        try:
            target = url[url.index(parts.netloc) + len(parts.netloc) :] or "/"
            head = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nUser-Agent: {self._agent}\r\nConnection: close\r\n\r\n"
            writer.write(head.encode())
            await writer.drain()
            found = re.match(rb"HTTP/1\.[01] (\d{3}) ", await reader.read(1024))
            return int(found[1]) if found else 0
        finally:
            writer.close()
