"""Sends a phone's action URLs: one after the other, on a raw socket, as the phones write them."""

from __future__ import annotations

import asyncio
import random
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from tui.simulator.faults import Faults, decide

_URL = re.compile(r"(https?)://(\[[^\]]+\]|[^/:?#\s]+)(?::(\d{1,5}))?(/.*|\?.*)?", re.IGNORECASE | re.DOTALL)
_REORDER_WINDOW = 0.3  # seconds that an event waits for one to overtake it


@dataclass(frozen=True, slots=True)
class Target:
    """Where an action URL template points."""

    tls: bool
    host: str
    port: int
    path: str  # path and query, still with the vendor's variables


def parse_url(template: str) -> Target | None:
    """Take a template apart without touching its path; None if it is no http(s) URL."""
    found = _URL.fullmatch(template.strip())
    if found is None:
        return None
    tls = found[1].lower() == "https"
    port = int(found[3]) if found[3] else 443 if tls else 80
    path = found[4] or "/"
    if not 0 < port < 65536:
        return None
    return Target(tls, found[2], port, path if path.startswith("/") else "/" + path)


@dataclass(frozen=True, slots=True)
class Sent:
    """One event as it went out, or why it did not. `status` is 0 without an answer."""

    event: str
    target: str  # request target as written, decoded for reading
    status: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Letter:
    event: str
    target: Target
    line: bytes


@dataclass(slots=True)
class Sender:
    """The event queue of one phone. `done` is called after each attempt.

    `source`: local address to send from. `timeout`: seconds for connecting and for the answer.
    """

    user_agent: str
    encoding: str
    faults: Faults
    rng: random.Random
    done: Callable[[Sent], None]
    source: str = "127.0.0.1"
    timeout: float = 3.0
    _queue: asyncio.Queue[_Letter] = field(default_factory=asyncio.Queue)
    _pending: int = 0

    @property
    def idle(self) -> bool:
        """Nothing waits to be sent."""
        return self._pending == 0

    def send(self, event: str, target: Target, path: str) -> None:
        """Queue one event. `path` has its variables filled; control characters become blanks."""
        tidy = "".join(" " if ord(char) < 32 or ord(char) == 127 else char for char in path)
        self._pending += 1
        self._queue.put_nowait(_Letter(event, target, tidy.encode(self.encoding, "replace")))

    def forget(self) -> None:
        """A reboot: what was not sent never will be."""
        while not self._queue.empty():
            self._queue.get_nowait()
            self._pending -= 1

    async def run(self) -> None:
        """Send for ever; cancel to stop."""
        kept: _Letter | None = None
        while True:
            letter = await self._next(kept is not None)
            if letter is None and kept is not None:
                await self._deliver(kept, 1)
                kept = None
            elif letter is not None:
                fate = decide(self.faults, letter.event, self.rng)
                if fate.delay:
                    await asyncio.sleep(fate.delay)
                if fate.held_back and kept is None and fate.times:
                    kept = letter
                    continue
                await self._deliver(letter, fate.times)
                if kept is not None:
                    await self._deliver(kept, 1)
                    kept = None

    async def _next(self, hurry: bool) -> _Letter | None:
        if not hurry:
            return await self._queue.get()
        try:
            async with asyncio.timeout(_REORDER_WINDOW):
                return await self._queue.get()
        except TimeoutError:
            return None

    async def _deliver(self, letter: _Letter, times: int) -> None:
        readable = letter.line.decode(self.encoding, "replace")
        if times == 0:
            self._pending -= 1
            self.done(Sent(letter.event, readable, 0, "lost on purpose"))
        for turn in range(times):
            status, problem = 0, ""
            try:
                async with asyncio.timeout(self.timeout):
                    status = await self._exchange(letter)
            except TimeoutError:
                problem = "no answer in time"
            except (OSError, ssl.SSLError, ValueError, asyncio.IncompleteReadError) as error:
                problem = str(error) or type(error).__name__
            if turn == times - 1:
                self._pending -= 1
            self.done(Sent(letter.event, readable, status, problem))

    async def _exchange(self, letter: _Letter) -> int:
        target = letter.target
        reader, writer = await asyncio.open_connection(
            target.host.strip("[]"),
            target.port,
            ssl=_trusting() if target.tls else None,
            local_addr=(self.source, 0) if target.host.startswith("127.") else None,
        )
        try:
            port = "" if target.port == (443 if target.tls else 80) else f":{target.port}"
            head = (
                f" HTTP/1.1\r\nHost: {target.host}{port}\r\n"
                f"User-Agent: {self.user_agent}\r\nAccept: */*\r\nConnection: close\r\n\r\n"
            )
            writer.write(b"GET " + letter.line + head.encode("ascii", "replace"))
            await writer.drain()
            line = await reader.readline()
            await reader.read(65536)
        finally:
            writer.close()
        parts = line.split()
        if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1].isdigit():
            raise ValueError("empty or unreadable answer")
        return int(parts[1])


def _trusting() -> ssl.SSLContext:
    """Desk phones take self-signed certificates of their provisioning network."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
