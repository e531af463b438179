"""The phone book for the program that runs: written by one thread, read by two."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, Self, TypeVar

from tui.contacts.matching import number_key
from tui.contacts.model import Contact, Match
from tui.database.faults import translating
from tui.database.writer import Job, Writer
from tui.dialing.number import DialPlan, Number
from tui.errors import DurchwahlError
from tui.phonebook import editing, upkeep
from tui.phonebook.intake import Record, Taken, forget_missing, take
from tui.phonebook.reading import Reader, read
from tui.phonebook.schema import KIND, PATIENCE, WORDS, durable, open_for_writing
from tui.phonebook.syncing import FileResult, sync_files

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_READERS: Final = 2
_LOOK: Final = 1.0  # seconds between two looks for what others have written


class Book:
    """One file. Belongs to the event loop that opened it. Errors are `DurchwahlError`s.

    What is awaited here is on the disk when it returns. `on_change` is called in the loop after every change,
    whoever made it: those of other processes are seen by `watch`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, plan: DialPlan, patience: float) -> None:
        """Use `open`."""
        self.path = path
        self.plan = plan
        self.on_change: Callable[[], None] = lambda: None
        self._patience = patience
        self._writer = Writer(connection, path, KIND)
        self._pool = ThreadPoolExecutor(_READERS, thread_name_prefix="book-reader")
        self._local = threading.local()
        self._readers: list[Reader] = []
        self._syncing: asyncio.Future[list[FileResult]] | None = None
        self._closed = False

    @classmethod
    async def open(cls, path: Path, plan: DialPlan, *, patience: float = PATIENCE) -> Self:
        """Opens the phone book, and makes it where there is none. A file that is damaged, foreign or of a
        newer version is left as it is, and a `DurchwahlError` raised."""
        opening = asyncio.get_running_loop().run_in_executor(None, open_for_writing, path, patience)
        try:
            return cls(durable(await asyncio.shield(opening)), path, plan, patience)
        except asyncio.CancelledError:  # the thread goes on; nothing of it may be left behind
            (await opening).close()
            raise

    async def close(self) -> None:
        """Writes what is queued, then closes the file. May be called again."""
        self._closed = True
        if self._syncing is not None:
            await asyncio.wait((self._syncing,))
        await asyncio.to_thread(self._pool.shutdown)
        while self._readers:
            self._readers.pop().close()
        self._writer.close()
        await asyncio.to_thread(self._writer.join)

    # asking

    def match(self, number: Number) -> Match:
        """Whose number it is, at once: some tenths of a millisecond, in any thread."""
        return self._answer(lambda reader: reader.match(number))

    async def candidates(self, number: Number) -> Match:
        """The same without what was chosen for the number: all that it may belong to."""
        return await self.ask(lambda reader: reader.match(number, chosen=False))

    def search(self, query: str, limit: int = 50) -> list[Contact]:
        """The contacts for what is being typed, the best first: some milliseconds, in any thread."""
        return self._answer(lambda reader: reader.search(query, limit))

    async def find(self, query: str, limit: int = 50) -> list[Contact]:
        """The same, asked in another thread."""
        return await self.ask(lambda reader: reader.search(query, limit))

    async def get(self, contact: int) -> Contact | None:
        return await self.ask(lambda reader: reader.get(contact))

    async def count(self) -> int:
        return await self.ask(len)

    async def ask(self, question: Callable[[Reader], T]) -> T:
        """Anything that a `Reader` knows, asked in another thread."""
        self._open()
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)

    async def watch(self) -> None:
        """Tells `on_change` of what other processes write, until it is cancelled."""
        # One connection of its own: what a connection sees of others counts from its own last look.
        loop = asyncio.get_running_loop()
        eye = read(self.path, self.plan, self._patience)
        self._readers.append(eye)
        # In the pool: `close` waits for it before it closes the connection, which SQLite insists on.
        before = await loop.run_in_executor(self._pool, eye.version)
        while True:
            await asyncio.sleep(_LOOK)
            try:
                now = await loop.run_in_executor(self._pool, eye.version)
            except DurchwahlError as error:
                if self._closed:
                    return
                _LOG.warning("%s", error)
                continue
            if now != before:
                before = now
                self.on_change()

    # changing

    async def add(self, contact: Contact) -> Contact:
        """A contact of the user's own."""
        return await self._write(partial(editing.add, contact=contact, plan=self.plan))

    async def edit(self, contact: Contact) -> Contact:
        """Puts it in the place of the one with its id. Raises `NotFoundError`."""
        return await self._write(partial(editing.edit, contact=contact, plan=self.plan))

    async def delete(self, contacts: Iterable[int]) -> int:
        """Deletes for good: no source brings them back."""
        return await self._write(partial(editing.delete, contacts=tuple(contacts)))

    async def merge(self, kept: int, others: Sequence[int]) -> Contact:
        """Makes one of contacts that are the same. Raises `NotFoundError`."""
        return await self._write(partial(editing.merge, kept=kept, others=tuple(others), plan=self.plan))

    async def set_favourite(self, contact: int, favourite: bool) -> Contact:
        return await self._write(
            partial(editing.set_favourite, contact=contact, favourite=favourite, plan=self.plan)
        )

    async def set_groups(self, contact: int, groups: Sequence[str]) -> Contact:
        return await self._write(
            partial(editing.set_groups, contact=contact, groups=tuple(groups), plan=self.plan)
        )

    async def set_speed_dial(self, slot: int, contact: int | None, raw: str = "") -> None:
        """Puts a number of a contact on 1 to 9; None clears it. Raises `UsageError` for another slot."""
        await self._write(partial(editing.set_speed_dial, slot=slot, contact=contact, raw=raw))

    async def choose(self, number: Number, contact: int | None) -> None:
        """Remembers whom of several a number belongs to; None forgets it."""
        key = number_key(number, self.plan)
        if key is not None:
            await self._write(partial(editing.choose, key=key, contact=contact))

    async def set_frequent(self, calls: Mapping[int, float]) -> bool:
        """Who is called often, by the number of calls; they are found before others."""
        job = partial(editing.set_frequent, calls=dict(calls), plan=self.plan)
        changed = await self._write(job, told=False)
        if changed:
            self.on_change()
        return changed

    # sources

    async def take(self, source: str, records: Sequence[Record], *, whole: bool = False) -> Taken:
        """Takes in records of a source; with `whole` they are all that it has, others of it are deleted."""
        job = partial(_take, source=source, records=tuple(records), plan=self.plan, whole=whole)
        return await self._write(job)

    async def sync_files(self, paths: Sequence[Path]) -> list[FileResult]:
        """Brings the book in step with the files of the configuration, in a thread with a connection of its
        own: what the user changes meanwhile need not wait for the end. `close` ends it between two parts."""
        self._open()
        self._syncing = asyncio.get_running_loop().run_in_executor(None, self._sync, tuple(paths))
        results = await asyncio.shield(self._syncing)
        if any(result.taken.changed for result in results):
            self.on_change()
        return results

    async def derive(self) -> bool:
        """Derives anew what another dial plan led to; whether there was any."""
        due = await self.ask(lambda reader: reader.due())
        while due and await self._write(partial(upkeep.derive_some, plan=self.plan), told=False):
            pass
        if due:
            self.on_change()
        return due

    # the threads

    def _sync(self, paths: Sequence[Path]) -> list[FileResult]:
        with (
            translating(self.path, WORDS),
            closing(open_for_writing(self.path, self._patience)) as connection,
        ):
            return sync_files(connection, paths, self.plan, lambda: not self._closed)

    async def _write(self, job: Job[T], *, told: bool = True) -> T:
        self._open()
        result = await self._writer.submit(job)
        if told:
            self.on_change()
        return result

    def _open(self) -> None:
        if self._closed:
            raise DurchwahlError(WORDS.closed)

    def _answer(self, question: Callable[[Reader], T]) -> T:
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = read(self.path, self.plan, self._patience)
            self._readers.append(reader)
        return question(reader)


def _take(
    connection: sqlite3.Connection, source: str, records: Sequence[Record], plan: DialPlan, whole: bool
) -> Taken:
    taken = take(connection, source, records, plan)
    if whole:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.execute("DELETE FROM temp.seen")
        keys = [(record.key,) for record in records]
        connection.executemany("INSERT OR IGNORE INTO temp.seen (key) VALUES (?)", keys)
        taken.deleted = forget_missing(connection, source, "temp.seen")
    return taken
