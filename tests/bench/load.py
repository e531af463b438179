"""The load: `python -m tests.bench.load PORT TOKEN CONNECTIONS REQUESTS [PER_SECOND]`.

Each connection is kept open and sends its next request when the last one is answered, call after call:
incoming, connected, disconnected. Prints how long it took, the answer times and what was not a 200.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field

_STORY = ("incoming", "connected", "disconnected")
_OK = b"HTTP/1.1 200"


@dataclass(slots=True)
class Load:
    """What all connections share. `gap` is how many seconds apart requests may begin; 0 for no wait."""

    token: str
    left: int
    gap: float
    chance: random.Random
    done: asyncio.Event
    open: int = 0
    next: float = 0.0
    seconds: list[float] = field(default_factory=list)
    bad: int = 0

    def call(self) -> list[bytes]:
        """The requests of one call, from a number and with an id that are new."""
        id, number = f"{self.chance.getrandbits(48):012x}", self.chance.randrange(1000)
        query = (
            f"mac=000413000000&ongoing=1&local=sip:22@pbx&call_id={id}@pbx&remote=sip:06990009{number:03}@pbx"
        )
        heads = (f"GET /{self.token}/{event}?{query}&reason=&name=Load-{id}" for event in _STORY)
        return [f"{head} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for head in heads]


class Sender(asyncio.Protocol):
    """One connection."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._transport: asyncio.Transport | None = None
        self._requests: list[bytes] = []
        self._buffer = b""
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._load.open += 1
        self._turn()

    def connection_lost(self, exc: Exception | None) -> None:
        self._load.open -= 1
        if not self._load.open:
            self._load.done.set()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return
        self._load.seconds.append(time.perf_counter() - self._sent)
        self._load.bad += not head.startswith(_OK)
        self._buffer = b""
        self._turn()

    def _turn(self) -> None:
        load = self._load
        assert self._transport is not None
        if load.left <= 0:
            self._transport.close()
            return
        load.left -= 1
        now = time.perf_counter()
        load.next = max(load.next + load.gap, now)
        if load.gap and load.next > now:
            asyncio.get_running_loop().call_later(load.next - now, self._send)
        else:
            self._send()

    def _send(self) -> None:
        assert self._transport is not None
        self._requests = self._requests or self._load.call()
        self._sent = time.perf_counter()
        self._transport.write(self._requests.pop(0))


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n")[0]) if found else 0


async def _run(
    port: int, token: str, connections: int, requests: int, per_second: float
) -> dict[str, object]:
    loop = asyncio.get_running_loop()
    gap = 1 / per_second if per_second else 0.0
    load = Load(token, requests, gap, random.Random(), asyncio.Event())  # noqa: S311 - invented calls
    begun = time.perf_counter()
    await asyncio.gather(
        *(loop.create_connection(lambda: Sender(load), "127.0.0.1", port) for _ in range(connections))
    )
    await load.done.wait()
    return {"took": time.perf_counter() - begun, "seconds": load.seconds, "bad": load.bad}


if __name__ == "__main__":
    port, token, connections, requests, *rest = sys.argv[1:]
    per_second = float(rest[0]) if rest else 0.0
    print(json.dumps(asyncio.run(_run(int(port), token, int(connections), int(requests), per_second))))
