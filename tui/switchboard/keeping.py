"""What phones report is kept, come what may: in the journal, or beside it until the journal can be written.

A phone has its answer only for what is on the disk. While the journal is locked, damaged, read-only or its
disk full, events go to the spool under a number that is lent to them, and calls wait in memory, since they
can be had from the events. Both are taken in as soon as the journal can be written again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tui.calls.events import RawEvent
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.changes import LENT
from tui.journal.spool import Spool
from tui.switchboard.notices import WarningNotice

if TYPE_CHECKING:
    from tui.journal.record import CallRecord
    from tui.journal.store import Journal
    from tui.paths import Paths

_log = logging.getLogger(__name__)
PATIENCE: Final = (
    2.0  # seconds that a write waits for another process: a phone waits for its answer meanwhile
)
RETRY: Final = 5.0
UNKEPT: Final = 2**60  # numbers from here on are of calls that are not written down


class Keeper:
    """Owns the journal for whoever records. Belongs to one event loop."""

    def __init__(
        self,
        paths: Paths,
        publish: Callable[[WarningNotice], None],
        opened: Callable[[Journal], None],
        retry: float = RETRY,
    ) -> None:
        self._paths = paths
        self._publish = publish
        self._opened = opened  # a journal that could only be read can be written now
        self._retry = retry
        self.journal: Journal | None = None
        self._spool = Spool(paths.spool)
        self._lent = 0  # how many numbers were lent
        self._held: dict[int, CallRecord] = {}
        self._numbers: dict[int, int] = {}  # lent number → the one in the journal
        self._turn = asyncio.Lock()
        self._trouble = asyncio.Event()

    @property
    def spooling(self) -> bool:
        return self._trouble.is_set()

    async def open(self) -> Journal:
        """The journal, with what was spooled in it; one that can only be read where it cannot be written."""
        from tui.journal.store import Journal

        try:
            journal = await Journal.open(self._paths.journal, on_error=lambda _: None, patience=PATIENCE)
        except DurchwahlError as error:
            self.journal = Journal.for_reading(self._paths.journal, error)
            await self._reserve()
            self._begin(error)
            return self.journal
        self.journal = journal
        await self._reserve()
        try:
            await self._take_in()
        except DurchwahlError as error:
            self._begin(error)
        return journal

    async def append(self, raw: RawEvent) -> int:
        """Records the event and returns its number. Raises `DurchwahlError` where nothing can be written."""
        assert self.journal is not None
        if not self.spooling:
            try:
                return await self.journal.append(raw)
            except DurchwahlError as error:
                if error.key == "journal_closed":
                    raise
                self._begin(error)
        async with self._turn:
            seq = LENT + self._lent
            try:
                await asyncio.to_thread(self._spool.put, seq, raw)
            except OSError as error:
                reason = error.strerror or "?"
                raise DurchwahlError("spool_failed", path=self._paths.spool, reason=reason) from error
            self._lent += 1
            return seq

    def save(self, records: Sequence[CallRecord], as_of: int | None = None) -> None:
        """Stores calls now, or when it can be done."""
        assert self.journal is not None
        records = [record for record in records if record.call.id < UNKEPT]
        if not records or self.spooling:
            self._hold(records)
            return
        known = [self._numbered(record) for record in records]
        saved = self.journal.save(known, as_of=as_of)

        def watch(done: asyncio.Future[None]) -> None:
            error = None if done.cancelled() else done.exception()
            if error is None:
                return
            self._hold(records)
            if isinstance(error, DurchwahlError):
                self._begin(error)
            else:
                _log.error("Calls could not be saved: %s", error)

        saved.add_done_callback(watch)

    def number(self, id: int) -> int:
        """The number of a call in the journal, where it was lent another one."""
        return self._numbers.get(id, id)

    async def keep(self) -> None:
        """Tries again and again while there is something to be taken in."""
        while True:
            await self._trouble.wait()
            await asyncio.sleep(self._retry)
            try:
                await self.catch_up()
            except DurchwahlError as error:
                _log.warning("The journal can still not be written: %s", error)

    async def catch_up(self) -> None:
        """Takes in what was kept beside the journal. Raises `DurchwahlError`, and then nothing is lost."""
        from tui.journal.store import Journal

        assert self.journal is not None
        async with self._turn:
            if not self.journal.writable:
                opened = await Journal.open(self._paths.journal, on_error=lambda _: None, patience=PATIENCE)
                before, self.journal = self.journal, opened
                await before.close()
                self._opened(opened)
            count = await self._take_in()
            held = [self._numbered(record) for record in self._held.values()]
            await self.journal.save(held)
            self._held.clear()
            self._trouble.clear()
        self._publish(WarningNotice(say("journal_caught_up", count=count)))

    async def close(self) -> None:
        """Takes in what can be taken in, and closes both."""
        if self.journal is None:
            return
        if self.spooling:
            try:
                await self.catch_up()
            except DurchwahlError as error:
                _log.warning("What is in %s is taken in at the next start: %s", self._paths.spool, error)
        await self.journal.close()
        await asyncio.to_thread(self._spool.close)

    # inside

    def _begin(self, error: DurchwahlError) -> None:
        if self.spooling:
            return
        self._trouble.set()
        _log.error("The journal cannot be written: %s", error)
        self._publish(WarningNotice(say("journal_spooling", reason=error, file=self._paths.spool)))

    def _hold(self, records: Sequence[CallRecord]) -> None:
        self._held.update((record.call.id, record) for record in records)

    def _numbered(self, record: CallRecord) -> CallRecord:
        number = self.number(record.call.id)
        return record if number == record.call.id else replace(record, call=replace(record.call, id=number))

    async def _reserve(self) -> None:
        try:
            await asyncio.to_thread(self._spool.open)
            self._lent = len(await asyncio.to_thread(self._spool.events))
        except OSError as error:
            _log.warning("No room could be reserved beside the journal: %s", error.strerror)

    async def _take_in(self) -> int:
        assert self.journal is not None
        try:
            events = await asyncio.to_thread(self._spool.events)
        except OSError:
            return 0  # what cannot be read now is still there the next time
        if not events:
            return 0
        numbers = await self.journal.take_in(f"{events[0][1].at!r}", events)
        self._numbers.update(numbers)
        await asyncio.to_thread(self._spool.clear)
        return len(events)
