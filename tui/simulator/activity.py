"""What happens in the simulated office, told as it happens, and waiting for it without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that a phone, a party or the exchange did. `at`: seconds since the epoch."""

    type: str  # request | refused | event | call | prompt | lock-out | boot | key | fault
    phone: str
    at: float
    details: dict[str, object] = field(default_factory=dict)


class Watch:
    """Everyone who waits for something to become true; woken at each change."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def changed(self) -> None:
        """Something changed: let all look again."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, condition: Callable[[], bool], within: float = 5.0, what: str = "") -> None:
        """Return as soon as `condition` holds; TimeoutError naming `what` after `within` seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not condition():
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.append(future)
            try:
                async with asyncio.timeout_at(deadline):  # Python 3.11's wait_for can swallow a cancellation
                    await future
            except TimeoutError:
                if condition():
                    return
                raise TimeoutError(f"did not happen within {within} s: {what or condition}") from None


@dataclass(slots=True)
class Journal:
    """Collects activities, hands each to the listener and wakes the watch. `now` is wall-clock time."""

    now: Callable[[], float]
    listener: Callable[[Activity], None] | None = None
    watch: Watch = field(default_factory=Watch)
    entries: list[Activity] = field(default_factory=list)

    def note(self, type_: str, phone: str, **details: object) -> None:
        """Record one activity. Only the last 10,000 are kept."""
        activity = Activity(type_, phone, self.now(), details)
        self.entries.append(activity)
        if len(self.entries) > 10_000:
            del self.entries[:1_000]
        if self.listener is not None:
            self.listener(activity)
        self.watch.changed()
