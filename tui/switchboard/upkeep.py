"""What is done for the journal beside recording: old calls go, and when nothing could be heard is noted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

from tui.errors import DurchwahlError
from tui.journal.gaps import Reason
from tui.switchboard.notices import Notice, PhoneNotice

if TYPE_CHECKING:
    from tui.config.model import JournalConfig
    from tui.journal.store import Journal
    from tui.switchboard.switchboard import Switchboard

_log = logging.getLogger(__name__)
_DAY: Final = 86_400.0
_BEAT: Final = 60.0  # seconds between two signs of life
_GAP: Final = 60.0  # a shorter time off is none
_JUMP: Final = 30 * _DAY  # a clock that goes on so far at once may be wrong

ALIVE: Final = "alive"  # meta: when the program was last known to run


async def begun(core: Switchboard) -> Coroutine[Any, Any, None]:
    """The upkeep of the switchboard's journal, with the time off noted; what is left is to be run."""
    upkeep = Upkeep(core.config.journal, lambda: core.journal, core.now)
    await upkeep.begin()
    core.subscribe(upkeep.look)
    return upkeep.keep()


class Upkeep:
    """Belongs to one run of the program. `journal` gives the journal that is in use by then."""

    def __init__(
        self, config: JournalConfig, journal: Callable[[], Journal], now: Callable[[], float]
    ) -> None:
        self._config = config
        self._journal = journal
        self._now = now
        self._away: dict[str, int] = {}  # phone → its open gap
        self._news: asyncio.Queue[tuple[str, bool]] = asyncio.Queue()
        self._plausible = True

    async def begin(self) -> None:
        """Notes how long the program was off, before anything is recorded."""
        now = self._now()
        try:
            before = float(await self._journal().meta(ALIVE) or 0.0)
            if before:
                await self._journal().end_gaps(min(before, now))
                self._plausible = now - before < _JUMP
                if now - before > _GAP:
                    await self._journal().add_gap(before, now, "", Reason.NOT_RUNNING)
            await self._journal().set_meta(ALIVE, repr(now))
        except (DurchwahlError, ValueError) as error:
            _log.warning("The time before the start could not be noted: %s", error)

    async def keep(self) -> None:
        """Deletes what is older than the configuration says, now and every day; writes down gaps."""
        expired = -_DAY if self._plausible else self._now()
        if not self._plausible:
            _log.warning("The clock has gone on by more than 30 days: nothing is deleted before tomorrow")
        while True:
            now = self._now()
            if now - expired >= _DAY or now < expired:  # or the clock was set back
                expired = now
                await self.expire(now)
            await self._beat(now)
            try:
                async with asyncio.timeout(_BEAT):
                    await self._note(*await self._news.get())
            except TimeoutError:
                continue

    async def expire(self, now: float) -> None:
        """Deletes the calls whose time is over, by their classes."""
        config = self._config
        borders = {
            "noted": now - config.keep_noted_days * _DAY,
            "internal": now - config.keep_internal_days * _DAY,
            "other": now - config.keep_days * _DAY,
        }
        try:
            purged = await self._journal().expire(borders)
        except DurchwahlError as error:
            _log.warning("Old calls could not be deleted: %s", error)
            return
        if purged.calls or purged.events:
            _log.info("Deleted as their time is over: %d calls, %d events", purged.calls, purged.events)

    def look(self, notice: Notice) -> None:
        """A phone that does not answer may have calls that nobody hears of."""
        if isinstance(notice, PhoneNotice) and notice.status.reachable is not None:
            self._news.put_nowait((notice.status.name, notice.status.reachable))

    async def _note(self, phone: str, reachable: bool) -> None:
        try:
            if reachable and phone in self._away:
                await self._journal().end_gap(self._away.pop(phone), self._now())
            elif not reachable and phone not in self._away:
                began = self._now()
                self._away[phone] = await self._journal().add_gap(began, None, phone, Reason.PHONE_AWAY)
        except DurchwahlError as error:
            _log.warning("A gap of %s could not be noted: %s", phone, error)

    async def _beat(self, now: float) -> None:
        try:
            await self._journal().set_meta(ALIVE, repr(now))
        except DurchwahlError as error:
            _log.debug("No sign of life could be written: %s", error)
