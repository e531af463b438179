"""Writing the action URLs into the phones of a running switchboard, and giving them their files."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.calls.events import OURS
from tui.errors import DurchwahlError
from tui.phones.driver import PhoneDriver
from tui.switchboard.notices import EventNotice, Notice

if TYPE_CHECKING:
    from tui.phones.installing import Installed, Means
    from tui.phones.maker import ActionUrl, Maker
    from tui.phones.memory import Memory
    from tui.server.listener import Asked
    from tui.switchboard.switchboard import Switchboard

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What should stand in a phone. `origin` is `http://host:port`, `token` the phone's."""

    maker: Maker
    origin: str
    token: str
    urls: tuple[ActionUrl, ...]


class Installing:
    """One at a time per phone. What the phones fetch and report is counted from the start on."""

    def __init__(self, core: Switchboard) -> None:
        self._core = core
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._marks: dict[str, str] = {}
        self._origins: dict[str, str] = {}  # as the file that a phone was given last says
        self._fetches: dict[str, list[str]] = defaultdict(list)  # by whom, since the last command
        self._reports: Counter[str] = Counter()
        self._since: dict[str, int] = {}
        self._stirred = asyncio.Event()
        core.subscribe(self._heard)

    def turn(self, phone: str) -> asyncio.Lock:
        """Held while a phone's settings are looked at or written."""
        return self._turns[phone]

    def silent(self, phone: str) -> bool:
        """Whether nothing has come from the phone since the start."""
        return not self._reports[phone]

    async def wanted(self, phone: str) -> Wanted:
        """What should stand in the phone now. Raises `DurchwahlError` where it cannot be said."""
        return await asyncio.to_thread(self._wanted, phone)

    def _wanted(self, phone: str) -> Wanted:
        from tui.phones.action_urls import origin, token_of
        from tui.phones.registry import maker

        config = self._core.config.phones[phone]
        made_by = maker(config.vendor)
        assert made_by is not None  # the configuration knows no other
        where = origin(self._core.config.events, config.host, self._core.port)
        token = token_of(config, self._core.paths)
        return Wanted(made_by, where, token, tuple(made_by.action_urls(f"{where}/{token}")))

    # on the user's word

    async def install(
        self, phone: str, way: str = "", *, remove: bool = False, patience: float = 30.0
    ) -> Installed:
        """Writes the URLs into the phone, or takes them out. `way` is one of `Means`, "" the best one.

        Where the phone fetches a file it has `patience` seconds for that. Raises `PhoneError` when the phone
        refuses or cannot be reached, `DurchwahlError` for one whose URLs are the provider's.
        """
        from tui.phones import installing
        from tui.phones.installing import Means

        driver, memory = self._ready(phone)
        async with self._turns[phone]:
            placed = memory.placed(phone)
            means = installing.means_of(driver, way or (placed.way if remove and placed else ""))
            wanted = await self.wanted(phone)
            self._since[phone] = self._reports[phone]
            match means:
                case Means.SETTINGS:
                    act = installing.restore if remove else installing.install
                    return await act(driver, memory, wanted.urls, wanted.token)
                case Means.FILE:
                    return await self._by_file(driver, memory, wanted, patience, remove=remove)
                case Means.UNSEEN:
                    return await self._unseen(driver, memory, wanted, remove=remove)

    async def reported(self, phone: str, seconds: float) -> bool:
        """Whether the phone has reported anything since `install` began, or does so in that time."""
        since = self._since.get(phone, 0)
        return await self._until(lambda: self._reports[phone] > since, seconds)

    def _ready(self, phone: str) -> tuple[PhoneDriver, Memory]:
        if self._core.config.phones[phone].action_urls != "ours":
            raise DurchwahlError("install_provider", phone=phone)
        driver, memory = self._core.drivers.get(phone), self._core.memory
        if driver is None or memory is None:
            raise DurchwahlError("phone_not_ready", phone=phone)
        return driver, memory

    async def _by_file(
        self, driver: PhoneDriver, memory: Memory, wanted: Wanted, patience: float, *, remove: bool
    ) -> Installed:
        from tui.phones.installing import Means, told
        from tui.phones.memory import Placed

        phone = driver.name
        placed = memory.placed(phone)
        if remove:  # stays so for whenever the phone comes for its file
            memory.keep_placed(phone, Placed(Means.FILE.value, wanted.origin, out=True))
        elif placed is not None and placed.out:
            memory.keep_placed(phone, None)
        self._marks[phone] = f"{self._core.now():.0f}"
        fetches = self._fetches[phone]
        fetches.clear()
        await self._core.desk.insist(phone, driver.provision, lambda: True)
        await self._until(lambda: bool(fetches), patience)
        await asyncio.to_thread(memory.flush)
        names = [url.setting for url in wanted.urls]
        return told(phone, Means.FILE, names, fetches[-1] if fetches else "")

    async def _unseen(
        self, driver: PhoneDriver, memory: Memory, wanted: Wanted, *, remove: bool
    ) -> Installed:
        from tui.phones.installing import Means, told

        phone = driver.name
        names = [url.setting for url in wanted.urls]
        if not remove:
            self._placed(memory, phone, Means.UNSEEN, wanted.origin, names)
            await asyncio.to_thread(memory.flush)
        values = {url.setting: "" if remove else url.url for url in wanted.urls}
        await self._core.desk.insist(phone, lambda: driver.configure(values), lambda: True)
        if remove:
            memory.keep_placed(phone, None)
            memory.forget_before(phone, memory.before(phone) or {})
            await asyncio.to_thread(memory.flush)
        return told(phone, Means.UNSEEN, names)

    def _placed(self, memory: Memory, phone: str, means: Means, origin: str, names: list[str]) -> None:
        """What stood there before cannot be known: taking ours out leaves nothing."""
        from tui.phones.memory import Placed

        memory.keep_placed(phone, Placed(means.value, origin))
        memory.keep_before(phone, dict.fromkeys(names, ""))

    # the server's side

    async def file(self, phone: str, name: str) -> bytes | None:
        """What the server gives to a phone that asks for `name`; None where it has no such file for it."""
        from tui.phones.provisioning import file_for

        memory = self._core.memory
        if memory is None or self._core.config.phones[phone].action_urls != "ours":
            return None
        wanted = await self.wanted(phone)
        placed = memory.placed(phone)
        out = placed is not None and placed.out
        self._origins[phone] = wanted.origin
        mac, mark = self._core.status(phone).mac, self._marks.get(phone, "0")
        content = file_for(wanted.maker, wanted.urls, name, mac, mark, out=out)
        if not content and wanted.maker.fetching is not None and wanted.maker.fetching.asks(name):
            _log.warning("another phone than %s asked for its configuration", phone)
        return content or None

    def asked(self, asked: Asked) -> None:
        """A request has come: where a phone took its file, the URLs are in it now, or out of it."""
        from tui.phones.installing import Means

        memory = self._core.memory
        if not asked.file or asked.status != 200 or asked.method != "GET" or memory is None:
            return
        _log.info("%s has fetched its configuration", asked.phone)
        placed = memory.placed(asked.phone)
        if placed is not None and placed.out:
            memory.forget_before(asked.phone, memory.before(asked.phone) or {})
        else:
            made_by = self._core.config.phones[asked.phone].vendor
            names = _names(made_by)
            self._placed(memory, asked.phone, Means.FILE, self._origins.get(asked.phone, ""), names)
        self._fetches[asked.phone].append(asked.peer)
        del self._fetches[asked.phone][:-10]
        self._stirred.set()

    def _heard(self, notice: Notice) -> None:
        if isinstance(notice, EventNotice) and notice.event.phone and notice.event.kind not in OURS:
            self._reports[notice.event.phone] += 1
            self._stirred.set()

    async def _until(self, reached: Callable[[], bool], seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while not reached():
                    self._stirred.clear()
                    await self._stirred.wait()
        except TimeoutError:
            return reached()
        return True


def _names(vendor: str) -> list[str]:
    from tui.phones.registry import maker

    made_by = maker(vendor)
    return [] if made_by is None else [url.setting for url in made_by.action_urls("http://0")]
