"""Fetches a source whole, now and then, and later and later while it fails."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from tui.contacts.formats.reader import ParsedContact
from tui.sources.errors import SourceError, pause
from tui.sources.source import MOST_CONTACTS, Health, SourceState, SyncedSource


class Fetching:
    """One source of that kind. `on_change` is called when its state has changed."""

    def __init__(self, source: SyncedSource, kind: str, now: Callable[[], float] = time.time) -> None:
        self.source = source
        self.state = SourceState(source.name, kind, synced=True)
        self.on_change: Callable[[SourceState], None] = lambda state: None
        self._now = now
        self._failures = 0
        self._turn = asyncio.Lock()

    async def fetch(self) -> list[ParsedContact]:
        """All that it has. Raises `SourceError`, and its state says the same."""
        async with self._turn:
            self._tell(replace(self.state, health=Health.BUSY))
            found: list[ParsedContact] = []
            try:
                async for record in self.source.fetch():
                    found.append(record)
                    if len(found) > MOST_CONTACTS:
                        raise SourceError(
                            "source_too_many",
                            cause="too-large",
                            source=self.source.name,
                            limit=MOST_CONTACTS,
                        )
            except SourceError as error:
                self._failures += 1
                now = self._now()
                again = now + pause(error.cause, self._failures)
                self._tell(
                    replace(self.state, health=Health.FAILED, problem=str(error), at=now, retry_at=again)
                )
                raise
            except asyncio.CancelledError:
                self._tell(replace(self.state, health=Health.WAITING))
                raise
            self._failures = 0
            now = self._now()
            self._tell(
                replace(
                    self.state,
                    health=Health.READY,
                    problem="",
                    at=now,
                    retry_at=now + self.source.refresh,
                    contacts=len(found),
                )
            )
            return found

    @property
    def wait(self) -> float:
        """Seconds until it is due again."""
        due = self.state.retry_at
        return 0.0 if due is None else max(0.0, due - self._now())

    async def aclose(self) -> None:
        await self.source.aclose()

    def _tell(self, state: SourceState) -> None:
        self.state = state
        self.on_change(state)
