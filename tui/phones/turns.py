"""Who may speak to a phone next."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

Place = asyncio.Future[None]


class Turns:
    """One at a time, in the order in which they came; those that are urgent before all others that wait."""

    def __init__(self) -> None:
        self._taken = False
        self._urgent: deque[Place] = deque()
        self._others: deque[Place] = deque()

    @asynccontextmanager
    async def turn(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Waits for it, and holds it as long as the block runs."""
        if self._taken:
            await self._wait(self._urgent if urgent else self._others)
        self._taken = True
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, line: deque[Place]) -> None:
        place = asyncio.get_running_loop().create_future()
        line.append(place)
        try:
            await place
        except asyncio.CancelledError:
            with suppress(ValueError):  # it may have been passed over already
                line.remove(place)
            if not place.cancelled():  # the turn had just come
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """To the next one; it stays taken meanwhile, so that nobody slips in between."""
        for line in (self._urgent, self._others):
            while line:
                place = line.popleft()
                if not place.done():
                    place.set_result(None)
                    return
        self._taken = False
