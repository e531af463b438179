"""The journal: raw events for ever, the calls derived from them, and what the user wrote to the calls."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, Self, TypeVar

from tui.calls.events import RawEvent
from tui.database.writer import Job, Refusing, Writer
from tui.errors import DurchwahlError
from tui.journal import changes, forgetting, purging
from tui.journal.filter import EVERY_CALL, Filter
from tui.journal.forgetting import Forgotten
from tui.journal.gaps import Gap
from tui.journal.opening import kind as journal_kind
from tui.journal.opening import open_for_writing
from tui.journal.purging import Purged
from tui.journal.reading import PATIENCE, Reader, read
from tui.journal.record import CallRecord

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_READERS: Final = 2
_CHUNK: Final = 1000
_COMPANY: Final = 0.02  # seconds that a save waits for others to share a commit with

APPLIED: Final = "applied"  # meta: the last event whose effect on the calls is saved


class Journal:
    """One file, written by one thread and read by two. Belongs to the event loop that opened it.

    Whatever is awaited here is on the disk when it returns. Errors are `DurchwahlError`s; after
    `close` that is "journal_closed". `on_error` hears of every write that failed and that nobody
    may be waiting for.
    """

    def __init__(
        self, writer: Writer | Refusing, path: Path, on_error: Callable[[Exception], None] | None = None
    ) -> None:
        self.path = path
        self._on_error = on_error
        self._writer = writer
        self._pool = ThreadPoolExecutor(_READERS, thread_name_prefix="journal-reader")
        self._local = threading.local()
        self._readers: list[Reader] = []
        self._saved: asyncio.Future[None] | None = None  # the last one
        self._closed = False

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        on_error: Callable[[Exception], None] | None = None,
        patience: float = PATIENCE,
    ) -> Self:
        """Opens the journal, creates it with its folder where there is none, and brings it up to date.

        `patience` is how many seconds a write waits for another process. A file that is damaged, foreign
        or of a newer version is left as it is, and a `DurchwahlError` raised.
        """
        connection = await asyncio.to_thread(open_for_writing, path, patience)
        return cls(Writer(connection, path, journal_kind()), path, on_error)

    @classmethod
    def for_reading(cls, path: Path, why: DurchwahlError) -> Self:
        """A journal that cannot be written just now, for the sake of what can be read of it.

        Every write raises what `why` says.
        """
        return cls(Refusing(why), path)

    @property
    def writable(self) -> bool:
        return not isinstance(self._writer, Refusing)

    async def close(self) -> None:
        """Writes what is queued, then closes the file. May be called again."""
        self._closed = True
        await asyncio.to_thread(self._pool.shutdown)
        while self._readers:  # before the writer: the last to close tidies the write-ahead log away
            self._readers.pop().close()
        self._writer.close()
        await asyncio.to_thread(self._writer.join)

    # events

    async def append(self, raw: RawEvent) -> int:
        """Records the event and returns its number. Numbers rise in the order of the calls of `append`."""
        return await self._write(partial(changes.append, raw=raw))

    async def take_in(self, batch: str, events: Sequence[tuple[int, RawEvent]]) -> dict[int, int]:
        """Stores events that were kept elsewhere; by the number that each was given, the one it has now.

        What was taken from the same `batch` before is not taken twice.
        """
        return await self._write(partial(changes.take_in, batch=batch, events=tuple(events)))

    async def events(self, first: int = 1, last: int | None = None) -> AsyncIterator[tuple[int, RawEvent]]:
        """The events from `first` to `last`, both included, with their numbers, read in chunks."""
        while chunk := await self._read(partial(Reader.chunk, first=first, last=last, limit=_CHUNK)):
            for seq, raw in chunk:
                yield seq, raw
            first = chunk[-1][0] + 1

    def events_since(self, seq: int) -> AsyncIterator[tuple[int, RawEvent]]:
        """The events after number `seq`."""
        return self.events(seq + 1)

    async def first_seq(self) -> int:
        """The number of the oldest event that is still kept; 0 if there is none."""
        return await self._read(Reader.first_seq)

    async def last_seq(self) -> int:
        """The number that was given out last; 0 before the first event."""
        return await self._read(Reader.last_seq)

    # calls

    def save(self, records: Sequence[CallRecord], as_of: int | None = None) -> asyncio.Future[None]:
        """Stores the calls, new or changed, together with whatever else is being written.

        Queued when this returns; awaiting tells when it is on the disk. The stored notes and tags stay.
        `as_of`, the number of the last event that the records know of, is kept under `APPLIED`: such
        records can be had again from the events, so they wait a moment to share the next event's commit.
        What is read after this sees them.
        """
        applied = None if as_of is None else (APPLIED, as_of)
        job = partial(changes.save, records=tuple(records), applied=applied)
        saved = self._saved = self._write(job, within=0.0 if as_of is None else _COMPANY)
        saved.add_done_callback(self._watch)
        return saved

    async def count(self, wanted: Filter = EVERY_CALL) -> int:
        """How many calls pass the filter."""
        return await self._read(lambda reader: reader.count(wanted))

    async def page(self, wanted: Filter = EVERY_CALL, offset: int = 0, limit: int = 100) -> list[CallRecord]:
        """At most `limit` calls that pass the filter, newest first, after the first `offset`."""
        return await self._read(lambda reader: reader.page(wanted, offset, limit))

    async def place(self, record: CallRecord, wanted: Filter = EVERY_CALL) -> int:
        """At which offset of the filter's list the call stands, or would stand."""
        return await self._read(lambda reader: reader.place(record, wanted))

    async def ask(self, question: Callable[[Reader], T]) -> T:
        """Whatever else a `Reader` can answer, in the thread that reads."""
        return await self._read(question)

    async def get(self, id: int) -> CallRecord | None:
        return await self._read(lambda reader: reader.get(id))

    async def open_calls(self) -> list[CallRecord]:
        """The calls that had not ended when they were last saved, oldest first."""
        return await self._read(Reader.open_calls)

    async def frequent(self, since: float, least: int, limit: int) -> dict[int, int]:
        """The contacts with at least that many calls since `since`: id → calls, at most `limit` of them."""
        return await self._read(lambda reader: reader.frequent(since, least, limit))

    async def replace_calls(
        self, from_id: int, records: Sequence[CallRecord], as_of: int | None = None
    ) -> bool:
        """Puts `records` in the place of all calls from `from_id` on, in one transaction; notes stay.

        With `as_of`, the number of the last event that the records know of: False, and nothing done,
        if there are later ones by now.
        """
        job = partial(changes.replace_calls, from_id=from_id, records=tuple(records), as_of=as_of)
        return await self._write(job)

    # what the user writes, what was seen, data protection

    async def set_note(self, call_id: int, text: str) -> str:
        """Replaces the note of a call, "" removes it; returns it as it is kept. Raises `NotFoundError`."""
        return await self._write(partial(changes.set_note, call_id=call_id, text=text))

    async def set_tags(self, call_id: int, tags: Sequence[str]) -> tuple[str, ...]:
        """Replaces the tags of a call; returns them as they are kept. Raises `NotFoundError`."""
        return await self._write(partial(changes.set_tags, call_id=call_id, tags=tuple(tags)))

    async def set_reference(self, call_id: int, text: str) -> str:
        """Replaces the project or case of a call; returns it as it is kept. Raises `NotFoundError`."""
        return await self._write(partial(changes.set_reference, call_id=call_id, text=text))

    async def set_follow_up(self, call_id: int, due: str | None, now: float) -> None:
        """By which day ("2026-12-01") to call back, None for not at all. Raises `NotFoundError`."""
        await self._write(partial(changes.set_follow_up, call_id=call_id, due=due, now=now))

    async def finish_follow_up(self, call_id: int, now: float) -> bool:
        """The call-back is done; False when none was open. Raises `NotFoundError`."""
        return await self._write(partial(changes.finish_follow_up, call_id=call_id, now=now))

    async def follow_ups(self, limit: int = 1000) -> list[CallRecord]:
        """The calls that are still to be called back, the most urgent first."""
        return await self._read(lambda reader: reader.follow_ups(limit))

    async def see(self, ids: Sequence[int]) -> None:
        """Somebody has looked at these missed calls."""
        await self._write(partial(changes.see, ids=tuple(ids)))

    async def see_all(self) -> None:
        """Somebody has looked at all missed calls that there are."""
        await self._write(changes.see_all)

    async def unseen(self) -> frozenset[int]:
        """The ids of the missed calls that were neither looked at nor called back."""
        return await self._read(Reader.unseen)

    async def purge(self, before: float) -> Purged:
        """Deletes the calls that were over before `before` (epoch seconds), their notes and their events.

        What is deleted is overwritten in the file. A call that reaches beyond `before` is kept whole. Events
        that come in meanwhile do not wait for the end of it.
        """
        return await self.expire({"every": before})

    async def expire(self, before: Mapping[str, float]) -> Purged:
        """The same by classes: "internal", "other" (without a note), "noted"; "every" is all of them."""
        calls = 0
        for kind, moment in before.items():
            while some := await self._write(partial(purging.purge_calls, before=moment, kind=kind)):
                calls += some
        events, last = 0, max(before.values())
        while some := await self._write(partial(purging.purge_events, before=last)):
            events += some
        await self._write(partial(purging.purge_rest, before=last))
        await self._write(purging.checkpoint, alone=True)
        return Purged(calls, events)

    async def forget(self, ids: Sequence[int], events: Sequence[int]) -> Forgotten:
        """Deletes these calls with all that was written to them, and these events, from the file's free
        pages too."""
        job = partial(forgetting.forget, ids=tuple(ids), events=tuple(events))
        forgotten = await self._write(job)
        await self._write(purging.checkpoint, alone=True)
        return forgotten

    # gaps

    async def add_gap(self, began: float, ended: float | None, phone: str, reason: str) -> int:
        """Nothing was heard from `began` on; returns the gap's id, for `end_gap`."""
        return await self._write(
            partial(changes.add_gap, began=began, ended=ended, phone=phone, reason=reason)
        )

    async def end_gap(self, id: int, ended: float) -> None:
        await self._write(partial(changes.end_gap, id=id, ended=ended))

    async def end_gaps(self, ended: float) -> None:
        """All that were left open, since whoever would have ended them was not there."""
        await self._write(partial(changes.end_gaps, ended=ended))

    async def gaps(self, since: float = 0.0, until: float = 9e15) -> list[Gap]:
        """When nothing was heard, newest first."""
        return await self._read(lambda reader: reader.gaps(since, until))

    # settings

    async def meta(self, key: str) -> str | None:
        """A value that was kept with `set_meta`."""
        return await self._read(lambda reader: reader.meta(key))

    async def set_meta(self, key: str, value: str | None) -> None:
        """Keeps a value under a key; None removes it."""
        await self._write(partial(changes.set_meta, key=key, value=value))

    # the threads

    def _write(self, job: Job[T], *, alone: bool = False, within: float = 0.0) -> asyncio.Future[T]:
        if self._closed:
            raise DurchwahlError("journal_closed")
        return self._writer.submit(job, alone=alone, within=within)

    async def _read(self, question: Callable[[Reader], T]) -> T:
        if self._closed:
            raise DurchwahlError("journal_closed")
        if self._saved is not None and not self._saved.done():
            self._writer.hurry()
            await asyncio.wait((self._saved,))
            if self._closed:
                raise DurchwahlError("journal_closed")
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)

    def _answer(self, question: Callable[[Reader], T]) -> T:
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = read(self.path)
            self._readers.append(reader)
        return question(reader)

    def _watch(self, saved: asyncio.Future[None]) -> None:
        if saved.cancelled():
            return
        error = saved.exception()
        if not isinstance(error, Exception):
            return
        if self._on_error is not None:
            self._on_error(error)
        else:
            _LOG.error("Calls could not be saved: %s", error)
