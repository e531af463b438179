"""Keeping our URLs in the phones: a provider's provisioning, a restart or a new address takes them out."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from tui.calls.events import EventKind
from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.phones.driver import PhoneDriver
from tui.switchboard.advice import Hint
from tui.switchboard.installing import Installing, Wanted
from tui.switchboard.notices import EventNotice, Notice, PhoneNotice, WarningNotice

if TYPE_CHECKING:
    from tui.phones.memory import Memory, Placed
    from tui.switchboard.switchboard import Switchboard

EVERY: Final = 900.0  # seconds between two looks at a phone that gives no occasion for one
WRITES: Final = 3  # so often within …
WITHIN: Final = 3600.0  # … so many seconds a phone is written to: a second program may want its URLs there

_log = logging.getLogger(__name__)


class Rearming:
    """Looks into the phones that have our URLs: at the start, after a restart, when one comes back, and now
    and then. What somebody else has written there since is left alone, and told once."""

    def __init__(
        self,
        core: Switchboard,
        installing: Installing,
        spawn: Callable[[str, Coroutine[Any, Any, None]], None],
        idle: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._core = core
        self._installing = installing
        self._spawn = spawn
        self._idle = idle
        self._there: dict[str, bool] = {}
        self._looking: set[str] = set()
        self._again: set[str] = set()  # there was an occasion while one was looking
        self._writes: defaultdict[str, deque[float]] = defaultdict(deque)
        self._told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        core.subscribe(self._heard)

    async def keep(self) -> None:
        """Looks into every phone now and then. Runs until it is cancelled."""
        while True:
            await self._idle(EVERY)
            for phone in self._core.config.phones:
                self._occasion(phone)

    def silent(self, phone: str) -> bool:
        """Whether no report has come from the phone since the start."""
        return self._installing.silent(phone)

    def advice(self, phone: str) -> Hint | None:
        """What to do about a phone that obeys and reports nothing; None where it has reported."""
        if not self.silent(phone):
            return None
        port = self._core.port or self._core.config.events.port
        if not self._core.port:
            key = "silent_no_server"
        else:
            ours = self._core.config.phones[phone].action_urls == "ours"
            key = "silent_ours" if ours else "silent_provider"
        return Hint(key, {"phone": phone, "port": port})

    # occasions

    def _heard(self, notice: Notice) -> None:
        match notice:
            case EventNotice(event=event) if event.kind is EventKind.BOOTED:
                self._occasion(event.phone)
            case PhoneNotice(status=status):
                there = status.reachable is True and not status.problem
                before, self._there[status.name] = self._there.get(status.name), there
                if there and not before:
                    self._occasion(status.name)

    def _occasion(self, phone: str) -> None:
        if not self._cared_for(phone):
            return
        if phone in self._looking:
            self._again.add(phone)
            return
        self._looking.add(phone)
        self._spawn(f"rearm {phone}", self._look(phone))

    def _cared_for(self, phone: str) -> bool:
        config, memory = self._core.config.phones.get(phone), self._core.memory
        if config is None or memory is None or config.action_urls != "ours" or not self._core.port:
            return False
        placed = memory.placed(phone)
        return memory.before(phone) is not None and not (placed is not None and placed.out)

    async def _look(self, phone: str) -> None:
        try:
            while True:
                self._again.discard(phone)
                await self._once(phone)
                if phone not in self._again:
                    return
        finally:
            self._looking.discard(phone)

    async def _once(self, phone: str) -> None:
        driver, memory = self._core.drivers.get(phone), self._core.memory
        try:
            async with self._installing.turn(phone):
                if driver is None or memory is None or not self._cared_for(phone):
                    return
                wanted = await self._installing.wanted(phone)
                placed = memory.placed(phone)
                if placed is not None:
                    await self._moved(driver, memory, wanted, placed)
                else:
                    await self._repair(driver, memory, wanted)
        except PhoneError as error:  # whether it is there is told elsewhere
            _log.info("%s could not be looked into: %s", phone, error.cause)
        except DurchwahlError as error:
            _log.warning("%s could not be looked into: %s", phone, error)

    # what is found

    async def _repair(self, driver: PhoneDriver, memory: Memory, wanted: Wanted) -> None:
        from tui.phones.action_urls import whose
        from tui.phones.installing import Standing, compare, write

        phone, before = driver.name, memory.before(driver.name) or {}
        values = {url.setting: url.url for url in wanted.urls if url.setting in before}
        found = await driver.settings(values)
        standing = compare(found, values, before, wanted.token)
        foreign = [whose(found[name]) for name, how in standing.items() if how is Standing.FOREIGN]
        if foreign:
            self._tell_foreign(phone, foreign)
        broken = {
            name: values[name]
            for name, how in standing.items()
            if how not in (Standing.RIGHT, Standing.FOREIGN)
        }
        if not broken:
            if not foreign:
                self._told[phone].clear()
            return
        if not self._may_write(phone):
            self._tell(phone, "rearm_fight", say("rearm_fight", phone=phone, times=WRITES))
            return
        after = await write(driver, broken)
        self._tell_written(phone, broken, after, moved=Standing.OLD in standing.values())

    def _tell_written(
        self, phone: str, broken: Mapping[str, str], after: Mapping[str, str], *, moved: bool
    ) -> None:
        refused = sum(after.get(name, "") != url for name, url in broken.items())
        if refused:
            self._tell(phone, "rearm_locked", say("rearm_locked", phone=phone, count=refused))
        else:
            self._told[phone].discard(("rearm_locked",))
        if refused < len(broken):
            key = "rearm_moved" if moved else "rearm_written"
            text = say(key, phone=phone, count=len(broken) - refused)
            self._core.publish(WarningNotice(text))

    async def _moved(self, driver: PhoneDriver, memory: Memory, wanted: Wanted, placed: Placed) -> None:
        """A phone that cannot be asked: all that can be known is whether our address is still the same."""
        from tui.phones.installing import Means
        from tui.phones.memory import Placed

        phone = driver.name
        if placed.base == wanted.origin:
            return
        if placed.way != Means.UNSEEN.value:
            text = say("rearm_address", phone=phone, old=placed.base, new=wanted.origin)
            self._tell(phone, wanted.origin, text)
            return
        if self._may_write(phone):
            await driver.configure({url.setting: url.url for url in wanted.urls})
            memory.keep_placed(phone, Placed(placed.way, wanted.origin))
            self._core.publish(WarningNotice(say("rearm_moved", phone=phone, count=len(wanted.urls))))

    def _may_write(self, phone: str) -> bool:
        """Counts a writing, unless there were too many lately."""
        now, writes = self._core.now(), self._writes[phone]
        while writes and now - writes[0] >= WITHIN:
            writes.popleft()
        if len(writes) >= WRITES:
            return False
        writes.append(now)
        return True

    def _tell_foreign(self, phone: str, hosts: Iterable[str]) -> None:
        named = ", ".join(sorted(set(hosts))[:3])
        self._tell(phone, named, say("rearm_foreign", phone=phone, hosts=named))

    def _tell(self, phone: str, what: str, text: str) -> None:
        """Once, until all is well again."""
        if (what,) not in self._told[phone]:
            self._told[phone].add((what,))
            self._core.publish(WarningNotice(text))
