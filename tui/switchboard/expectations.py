"""Waiting for the phone to report what it was told to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from tui.calls.states import Call, CallChange


@dataclass(slots=True)
class Expectation:
    """A change that has to come, and the future that it fulfils."""

    fits: Callable[[CallChange], bool]
    met: asyncio.Future[Call]


class Expectations:
    """Expectations are made before the request is sent: the event may be quicker than the answer."""

    def __init__(self) -> None:
        self._waiting: list[Expectation] = []

    def expect(self, fits: Callable[[CallChange], bool]) -> Expectation:
        """Begins to watch for a change that `fits`."""
        expectation = Expectation(fits, asyncio.get_running_loop().create_future())
        self._waiting.append(expectation)
        return expectation

    def seen(self, change: CallChange) -> None:
        """A change happened."""
        for expectation in [one for one in self._waiting if one.fits(change)]:
            self._waiting.remove(expectation)
            if not expectation.met.done():
                expectation.met.set_result(change.call)

    def drop(self, expectation: Expectation) -> None:
        """Nobody waits for it any more."""
        if expectation in self._waiting:
            self._waiting.remove(expectation)
        expectation.met.cancel()

    async def wait(self, expectation: Expectation, seconds: float) -> Call | None:
        """The call as the change left it, or None when none came in time. `drop` must follow."""
        try:
            async with asyncio.timeout(seconds):
                return await expectation.met
        except TimeoutError:
            return None
