"""The phone book of the running program: opened behind the first frame, kept in step, its changes told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tui.errors import DurchwahlError
from tui.i18n import say
from tui.switchboard.elsewhere import Elsewhere
from tui.switchboard.notices import ContactsNotice, Service, WarningNotice

if TYPE_CHECKING:
    from tui.phonebook.store import Book
    from tui.switchboard.switchboard import Switchboard

Begin = Callable[[Service, Callable[[], Coroutine[Any, Any, str]]], Awaitable[None]]

_log = logging.getLogger(__name__)
_LOGGED = 200  # problems of the contact files
_HOUR = 3600.0
_FREQUENT_DAYS = 90
_FREQUENT = 300  # contacts that are found before others
_FREQUENT_CALLS = 2


class Directory:
    """Opens the book, brings its files in, and says so when it changes, whoever changed it."""

    def __init__(self, core: Switchboard) -> None:
        self._core = core
        self._book: Book | None = None
        self._stirred = asyncio.Event()
        self.elsewhere = Elsewhere(core)
        self.complete = False  # what the files hold is in the book

    @property
    def book(self) -> Book:
        """The open book. Raises `DurchwahlError` while it is not."""
        if self._book is None:
            raise DurchwahlError("book_not_open")
        return self._book

    async def run(self, begin: Begin) -> None:
        """Comes up as the service that `begin` makes of it, then watches over the book."""
        await begin(Service.CONTACTS, self.open)
        await self.keep()

    async def open(self) -> str:
        """Opens the book. What it held before is looked up at once, what its files changed when it is in."""
        from tui.phonebook.store import Book

        core = self._core
        book = self._book = await Book.open(core.paths.contacts, core.config.dialing)
        core.callers.book = book
        problems = await self._sync(book)
        await self._learn_frequent(book)
        self.complete = True
        count = await self._tell(book, problems)
        book.on_change = self._stirred.set
        return say("contacts_loaded", count=count)

    async def keep(self) -> None:
        """Watches over the book until it is cancelled."""
        book = self.book
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(book.watch(), name="book watch")
            tasks.create_task(self._follow(book), name="book changes")
            tasks.create_task(self._learn(book), name="book learning")
            tasks.create_task(self.elsewhere.keep(book), name="contact sources")

    async def close(self) -> None:
        self._core.callers.book = None
        if self._book is not None:
            await self._book.close()
            self._book = None

    async def _sync(self, book: Book) -> tuple[str, ...]:
        try:
            results = await book.sync_files(self._core.config.contacts.files)
        except DurchwahlError as error:  # the book is there all the same
            self._core.publish(WarningNotice(str(error)))
            return ()
        problems = tuple(str(problem) for result in results for problem in result.problems)
        for problem in problems[:_LOGGED]:
            _log.warning("%s", problem)
        return problems

    async def _tell(self, book: Book, problems: tuple[str, ...] = ()) -> int:
        self._core.callers.forget()
        count = await book.count()
        self._core.publish(ContactsNotice(count, problems))
        await self._core.contacts_known()
        return count

    async def _follow(self, book: Book) -> None:
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            await self._tell(book)

    async def _learn(self, book: Book) -> None:
        """Derives what another dial plan changed, and now and then learns who is often called."""
        await book.derive()
        while True:
            await asyncio.sleep(_HOUR)
            await self._learn_frequent(book)

    async def _learn_frequent(self, book: Book) -> None:
        since = self._core.now() - _FREQUENT_DAYS * 24 * _HOUR
        try:
            often = await self._core.journal.frequent(since, _FREQUENT_CALLS, _FREQUENT)
            await book.set_frequent(often)
        except DurchwahlError as error:  # they are found all the same, a little later
            _log.warning("%s", error)
