"""How much of everything the server takes, and the counting of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_PEERS_REMEMBERED: Final = 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds. A busy phone sends a few requests per call; these allow hundreds.

    `request_line` holds a display name of 10,000 letters even if each is encoded as six: a call whose caller
    has such a name is a call all the same. `query` is how much of it is recorded.
    `pipelined`: requests of one connection that wait for their turn; more are left in the network.
    """

    request_line: int = 65_536
    query: int = 8192
    header: int = 8192
    header_fields: int = 64
    connections: int = 64
    connections_per_peer: int = 16
    requests_per_second: float = 100.0
    burst: int = 200
    pipelined: int = 16
    header_seconds: float = 5.0
    idle_seconds: float = 30.0
    answer_seconds: float = 30.0


@dataclass(slots=True)
class Stats:
    """What came in since the start, by what became of it."""

    accepted: int = 0
    greeted: int = 0  # GET /
    wrong_token: int = 0
    unknown_event: int = 0
    not_found: int = 0
    bad: int = 0  # not HTTP, or not as we take it
    refused: int = 0  # too long, a body, another method
    limited: int = 0  # too many requests from one peer
    crowded: int = 0  # too many connections
    timed_out: int = 0
    failed: int = 0  # could not be recorded
    served: int = 0  # files that phones fetched
    no_file: int = 0  # files that they asked for in vain


class Traffic:
    """Connections and requests per peer. `clock` gives monotonic seconds."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits = limits
        self.clock = clock
        self.stats = Stats()
        self.open = True  # whether further connections are taken
        self.pending = 0  # requests taken from the network and not yet answered
        self._connections: Counter[str] = Counter()
        self._buckets: dict[str, tuple[float, float]] = {}  # peer → tokens left, at which time
        self._quiet: asyncio.Event | None = None

    def enter(self, peer: str) -> bool:
        """A connection; False when there are too many of them."""
        if self._connections.total() >= self.limits.connections or self.crowds(peer):
            return False
        self._connections[peer] += 1
        return True

    def crowds(self, peer: str) -> bool:
        """Whether the peer has all the connections that one peer may have."""
        return self._connections[peer] >= self.limits.connections_per_peer

    def leave(self, peer: str) -> None:
        self._connections[peer] -= 1
        if self._connections[peer] <= 0:
            del self._connections[peer]

    def admit(self, peer: str) -> bool:
        """A request; False when the peer has used up its tokens (a bucket, refilled at a steady rate)."""
        now, limits = self.clock(), self.limits
        tokens, then = self._buckets.get(peer) or self._remember(now)
        tokens = min(float(limits.burst), tokens + (now - then) * limits.requests_per_second)
        admitted = tokens >= 1.0
        self._buckets[peer] = (tokens - 1.0 if admitted else tokens, now)
        return admitted

    def _remember(self, now: float) -> tuple[float, float]:
        """A full bucket for a new peer. Peers whose bucket is full again are as good as unknown."""
        if len(self._buckets) >= _PEERS_REMEMBERED:
            refill = self.limits.burst / self.limits.requests_per_second
            self._buckets = {
                peer: (left, at) for peer, (left, at) in self._buckets.items() if now - at < refill
            }
            while len(self._buckets) >= _PEERS_REMEMBERED:
                del self._buckets[next(iter(self._buckets))]
        return float(self.limits.burst), now

    def begin(self) -> None:
        self.pending += 1

    def end(self, count: int = 1) -> None:
        self.pending -= count
        if self.pending <= 0 and self._quiet is not None:
            self._quiet.set()

    async def quiet(self, seconds: float) -> None:
        """Waits until no request is pending, at most so long."""
        if self.pending <= 0:
            return
        self._quiet = asyncio.Event()
        try:
            async with asyncio.timeout(seconds):
                await self._quiet.wait()
        except TimeoutError:
            pass
        finally:
            self._quiet = None
