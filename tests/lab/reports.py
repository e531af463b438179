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
_HANGS = 8.0  # seconds for which a request that hangs is left half sent
_BODY_MAX = 64 * 1024


@dataclass(slots=True)
class Faults:
    """What goes wrong on the way. Each is a chance from 0 to 1; `delay` is in seconds, up to so many.

    `hanging` reports stop in the middle of their request and never arrive. `overtaken` ones come late by `delay`, and
    do not hold up those behind them. `only`: the names of the reports that are meant, all if there is none.
    """

    lost: float = 0.0
    repeated: float = 0.0
    delay: float = 0.0
    hanging: float = 0.0
    overtaken: float = 0.0
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class _Report:
    serial: int
    url: str
    faulty: bool


class Reports:
    """`post` never waits. The order is kept, also when one is delayed.

    `told` hears what becomes of each report, by its serial number: "posted" with its URL, then "lost", or "sent" with
    the server's status, the length of its answer and when it was begun (twice where it is repeated), or "failed".
    """

    def __init__(
        self, host: str, agent: str, seed: int, told: Callable[..., None] = lambda **details: None
    ) -> None:
        self.faults = Faults()
        self.failed = 0
        self.encoding = (
            "utf-8"  # of what stands in the place of a variable; what real phones write is not documented
        )
        self._told = told
        self._count = 0
        self.host = host
        self._agent = agent
        self._chance = random.Random(seed)  # noqa: S311 - faults, not secrets
        self._pace = random.Random(seed)  # noqa: S311 - apart, as it is drawn when a report's turn has come
        self._queue: asyncio.Queue[_Report] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._aside: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._task = asyncio.create_task(self._send_all(), name="reports")

    async def stop(self) -> None:
        tasks = [task for task in (self._task, *self._aside) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def reseed(self, seed: int) -> None:
        """From here on chance is as it was after an earlier `reseed` with that number."""
        self._chance.seed(seed)
        self._pace.seed(seed)

    def post(self, name: str, template: str, values: dict[str, str]) -> None:
        """Fills in the variables as they are, unencoded, as phones do; an unknown one stays."""
        url = _VARIABLE.sub(lambda found: values.get(found[0][1:], found[0]), template)
        faulty = not self.faults.only or name in self.faults.only
        self._count += 1
        report = _Report(self._count, url, faulty)
        self._told(serial=report.serial, fate="posted", url=url)
        if faulty and self._chance.random() < self.faults.lost:
            self._told(serial=report.serial, fate="lost")
            return
        self._queue.put_nowait(report)
        if faulty and self._chance.random() < self.faults.repeated:
            self._queue.put_nowait(report)

    async def _send_all(self) -> None:
        while True:
            report = await self._queue.get()
            if report.faulty and self.faults.hanging and self._chance.random() < self.faults.hanging:
                self._told(serial=report.serial, fate="lost")
                self._beside(self._hang(report))
            elif report.faulty and self.faults.overtaken and self._chance.random() < self.faults.overtaken:
                self._beside(self._late(report))
            elif report.faulty and self.faults.delay:
                await self._late(report)
            else:
                await self._send(report)

    def _beside(self, work: object) -> None:
        """Does it without keeping the next report waiting."""
        assert asyncio.iscoroutine(work)
        task: asyncio.Task[None] = asyncio.create_task(work, name="report")
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _late(self, report: _Report) -> None:
        await asyncio.sleep(self._pace.random() * self.faults.delay)
        await self._send(report)

    async def _send(self, report: _Report) -> None:
        begun = time.time()
        try:
            async with asyncio.timeout(_TIMEOUT):
                answer = await fetch(report.url, self.host, self._agent, self.encoding)
        except (OSError, TimeoutError):
            self.failed += 1
            self._told(serial=report.serial, fate="failed", begun=begun)
        else:
            self._told(
                serial=report.serial, fate="sent", begun=begun, status=answer.status, body=len(answer.body)
            )

    async def _hang(self, report: _Report) -> None:
        parts = urlsplit(report.url)
        try:
            _, writer = await asyncio.open_connection(
                parts.hostname, parts.port or 80, local_addr=(self.host, 0)
            )
        except OSError:
            return
        try:
            writer.write(_head(report.url, self._agent, self.encoding)[:20])
            await asyncio.sleep(_HANGS)
        finally:
            writer.close()


async def fetch(url: str, own_address: str, agent: str, encoding: str = "utf-8") -> Fetched:
    """GETs `url` as it stands, from `own_address`. Raises `OSError`. A status of 0: that was no HTTP."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port or 80, local_addr=(own_address, 0), limit=_BODY_MAX
    )
    try:
        writer.write(_head(url, agent, encoding))
        await writer.drain()
        raw = b""
        while len(raw) < _BODY_MAX and (more := await reader.read(_BODY_MAX)):
            raw += more
    finally:
        writer.close()
    if not raw:
        raise ConnectionError("closed without an answer")
    head, _, body = raw.partition(b"\r\n\r\n")
    found = re.match(rb"HTTP/1\.[01] (\d{3}) ", head)
    return Fetched(int(found[1]) if found else 0, body)


def _head(url: str, agent: str, encoding: str) -> bytes:
    authority = urlsplit(url).netloc
    target = url[url.index(authority) + len(authority) :] or "/"
    lines = (f"GET {target} HTTP/1.1", f"Host: {authority}", f"User-Agent: {agent}", "Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode(encoding, "replace")
