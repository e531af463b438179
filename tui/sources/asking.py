"""Asks a source for numbers: remembers its answers, and leaves it alone for a while after it failed."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tui.contacts.model import Contact
from tui.dialing.number import Number, NumberKind
from tui.sources.errors import SourceError, pause
from tui.sources.source import MOST_ANSWERS, AskedSource, Health, SourceState

_REMEMBERED: Final = 2000  # answers
_NOBODY: Final = 300.0  # seconds at most for which an unknown number stays unknown
_AT_ONCE: Final = 4  # questions to one source
_PATIENCE: Final = 1.5  # of its own time-out, which the source keeps itself unless it is badly broken


class Asking:
    """One source of that kind. `on_change` is called when its state has changed."""

    def __init__(self, source: AskedSource, kind: str, now: Callable[[], float] = time.time) -> None:
        self.source = source
        self.state = SourceState(source.name, kind, synced=False)
        self.on_change: Callable[[SourceState], None] = lambda state: None
        self._now = now
        self._answers: OrderedDict[str, tuple[float, tuple[Contact, ...]]] = OrderedDict()
        self._asked: dict[str, asyncio.Future[tuple[Contact, ...]]] = {}
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._failures = 0

    def forget(self) -> None:
        """What it answered, and that it failed: the next question is asked afresh."""
        self._answers.clear()
        self._failures = 0
        self._tell(replace(self.state, health=Health.WAITING, problem="", retry_at=None))

    async def look_up(self, number: Number) -> tuple[Contact, ...]:
        """Who has the number, from memory where that is fresh. A withheld number is nobody's, unasked.

        Raises `SourceError`; with the cause "paused" while it is left alone, and nothing was asked.
        """
        key = number.key
        if key is None or number.kind in (NumberKind.ANONYMOUS, NumberKind.INVALID, NumberKind.EMERGENCY):
            return ()
        kept = self._answers.get(key)
        if kept is not None and self._now() < kept[0]:
            return kept[1]
        asked = self._asked.get(key)
        if asked is None:
            self._check()
            asked = self._asked[key] = asyncio.ensure_future(self._ask(key, number))
            asked.add_done_callback(lambda done: self._settled(key, done))
        return await asyncio.shield(asked)

    async def aclose(self) -> None:
        """Gives up what is being asked."""
        waiting = list(self._asked.values())
        for asked in waiting:
            asked.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await self.source.aclose()

    def _settled(self, key: str, done: asyncio.Future[tuple[Contact, ...]]) -> None:
        del self._asked[key]
        if not done.cancelled():
            done.exception()  # seen: whoever asked may have gone

    def _check(self) -> None:
        retry_at = self.state.retry_at
        if retry_at is not None and self._now() < retry_at:
            raise SourceError("source_paused", cause="paused", source=self.source.name)

    async def _ask(self, key: str, number: Number) -> tuple[Contact, ...]:
        limit = self.source.timeout * _PATIENCE + 1.0
        try:
            async with asyncio.timeout(limit), self._turns:
                found = tuple(await self.source.look_up(number))[:MOST_ANSWERS]
        except TimeoutError:
            error = SourceError(
                "source_timeout", cause="timeout", source=self.source.name, seconds=f"{limit:g}"
            )
            self._failed(error)
            raise error from None
        except SourceError as error:
            self._failed(error)
            raise
        self._remember(key, found)
        self._failures = 0
        self._tell(
            replace(
                self.state,
                health=Health.READY,
                problem="",
                at=self._now(),
                retry_at=None,
                contacts=len(found),
            )
        )
        return found

    def _remember(self, key: str, found: tuple[Contact, ...]) -> None:
        hold = self.source.cache if found else min(self.source.cache, _NOBODY)
        self._answers[key] = (self._now() + hold, found)
        self._answers.move_to_end(key)
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)

    def _failed(self, error: SourceError) -> None:
        self._failures += 1
        now = self._now()
        retry_at = now + pause(error.cause, self._failures)
        self._tell(replace(self.state, health=Health.FAILED, problem=str(error), at=now, retry_at=retry_at))

    def _tell(self, state: SourceState) -> None:
        self.state = state
        self.on_change(state)
