"""The live contact sources in the running program: fetched on time, asked for callers whom nobody knows.

Nothing of a call waits for them: what they answer is put into the phone book, whose change fills the card.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tui.config.source_model import kind_of
from tui.contacts.model import MatchKind
from tui.errors import DurchwahlError
from tui.switchboard.notices import CallNotice, Notice, SourceNotice

if TYPE_CHECKING:
    from tui.contacts.formats.reader import ParsedContact
    from tui.dialing.number import Number
    from tui.phonebook.store import Book
    from tui.sources.asking import Asking
    from tui.sources.fetching import Fetching
    from tui.sources.source import SourceState
    from tui.switchboard.switchboard import Switchboard

_log = logging.getLogger(__name__)
_WAITING: Final = 100  # callers that are still to be asked for
_CHUNK: Final = 1000  # records that are taken in at once


class Elsewhere:
    """All sources of the configuration, each with a state of its own."""

    def __init__(self, core: Switchboard) -> None:
        self._core = core
        self._callers: asyncio.Queue[Number] = asyncio.Queue(_WAITING)
        self._made: list[Asking | Fetching] = []
        self.states: dict[str, SourceState] = {}

    async def keep(self, book: Book) -> None:
        """Uses them until it is cancelled."""
        if not self._core.config.sources:
            return
        self._made = await asyncio.to_thread(self._make)
        for one in self._made:
            one.on_change = self._tell
            self._tell(one.state)
        unsubscribe = self._core.subscribe(self._noticed)
        try:
            async with asyncio.TaskGroup() as tasks:
                for one in self._made:
                    if one.state.synced:
                        tasks.create_task(self._follow(one, book), name=f"source {one.state.name}")  # type: ignore[arg-type]
                tasks.create_task(self._answer(tasks, book), name="unknown callers")
        finally:
            unsubscribe()
            from tui.sources.everywhere import close_all

            await close_all(self._made)

    def forget(self) -> None:
        """What was answered and what failed: everything is asked afresh."""
        for one in self._made:
            if not one.state.synced:
                one.forget()  # type: ignore[union-attr]

    def _make(self) -> list[Asking | Fetching]:
        """In a thread: a keyring may wait for the user, and the libraries take their time."""
        from tui.sources.registry import make_source
        from tui.sources.source import Health, SourceState

        core, made = self._core, []
        for name, config in core.config.sources.items():
            try:
                made.append(make_source(config, core.config.dialing, core.paths, core.now))
            except DurchwahlError as error:
                self.states[name] = SourceState(name, kind_of(config), False, Health.FAILED, str(error))
        return made

    def _tell(self, state: SourceState) -> None:
        before = self.states.get(state.name)
        self.states[state.name] = state
        if state.problem and (before is None or before.problem != state.problem):
            _log.warning("%s", state.problem)
        self._core.publish(SourceNotice(state))

    def _noticed(self, notice: Notice) -> None:
        """A caller whom the phone book does not know is asked for; one too many is not."""
        if isinstance(notice, CallNotice) and notice.record.contact is None and notice.record.call.open:
            number = self._core.callers.number(notice.record.call)
            if self._core.callers.match(number).kind is MatchKind.NONE:
                with suppress(asyncio.QueueFull):
                    self._callers.put_nowait(number)

    async def _answer(self, tasks: asyncio.TaskGroup, book: Book) -> None:
        while True:
            number = await self._callers.get()
            for one in self._made:
                if not one.state.synced:
                    tasks.create_task(self._ask(one, number, book), name=f"asking {one.state.name}")  # type: ignore[arg-type]

    async def _ask(self, source: Asking, number: Number, book: Book) -> None:
        from tui.contacts.identity import Keys
        from tui.phonebook.intake import Record

        try:
            found = await source.look_up(number)
            keys = Keys()
            if found:
                records = [Record(keys.key(contact), contact) for contact in found]
                await book.take(f"asked:{source.state.name}", records)
        except DurchwahlError as error:  # its state says why
            _log.debug("%s", error)

    async def _follow(self, source: Fetching, book: Book) -> None:
        while True:
            await asyncio.sleep(source.wait)
            try:
                await take_in(book, source, await source.fetch())
            except DurchwahlError as error:
                _log.debug("%s", error)


async def take_in(book: Book, source: Fetching, found: Sequence[ParsedContact]) -> tuple[int, int, int]:
    """Makes the book what the source is: how many were added, updated, deleted. One that is suddenly empty
    takes nobody with it."""
    from tui.phonebook.intake import Record

    name = f"{source.state.kind}:{source.state.name}"
    records = [Record(one.key, one.contact) for one in found]
    added = updated = 0
    for at in range(0, len(records), _CHUNK):
        taken = await book.take(name, records[at : at + _CHUNK])
        added, updated = added + taken.added, updated + taken.updated
    deleted = (await book.take(name, records, whole=True)).deleted if records else 0
    return added, updated, deleted
