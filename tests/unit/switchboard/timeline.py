"""Time that moves when it is told to, for those who wait on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class _Sleeper:
    due: float
    woken: asyncio.Event = field(default_factory=asyncio.Event)


class Timeline:
    """A clock in epoch seconds, and `idle` in place of `tui.switchboard.presence.until_stirred`."""

    def __init__(self, at: float = 1_795_432_500.0) -> None:
        self.at = at
        self._sleepers: list[_Sleeper] = []

    def __call__(self) -> float:
        return self.at

    async def idle(self, stirred: asyncio.Event, seconds: float | None) -> None:
        """Until `stirred`, or until the clock was moved so far."""
        sleeper = _Sleeper(float("inf") if seconds is None else self.at + seconds)
        self._sleepers.append(sleeper)
        tasks = [asyncio.ensure_future(one.wait()) for one in (stirred, sleeper.woken)]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._sleepers.remove(sleeper)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def forward(self, seconds: float) -> None:
        """Moves the clock on, with a stop wherever somebody wakes."""
        until = self.at + seconds
        await settle()
        while (due := min((one.due for one in self._sleepers), default=until)) <= until:
            self.at = max(self.at, due)
            for one in [one for one in self._sleepers if one.due <= self.at]:
                one.woken.set()
            await settle()
        self.at = until


async def settle() -> None:
    """Lets everything run that can run without a network."""
    for _ in range(30):
        await asyncio.sleep(0)
