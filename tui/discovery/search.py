"""The search for phones as a whole: three ways together, with progress, a cancel, and a report."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from typing import Final

from tui.discovery.announcement import Announcement, as_found
from tui.discovery.found import Attempt, Finds, Found, How, Progress, Remark, Report
from tui.discovery.multicast import GROUP, PORT, listening
from tui.discovery.neighbours import Neighbour, neighbours
from tui.discovery.networks import Area, named_area, own_addresses, own_area
from tui.discovery.sweep import KNOCK_SECONDS, Looked, Places, sweep
from tui.phones.doors import DOORS
from tui.phones.registry import makers

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Options:
    """`networks` to search instead of this computer's own ("192.168.7.0/24"); `listen` for at least so many
    seconds to phones that start meanwhile."""

    networks: tuple[str, ...] = ()
    listen: float = 0.0


@dataclass(frozen=True, slots=True)
class Site:
    """Where the search takes place: this computer's own surroundings, or those of a test."""

    neighbours: Callable[[], Awaitable[list[Neighbour] | None]] = neighbours
    area: Callable[[], Awaitable[Area]] = own_area
    addresses: Callable[[], Awaitable[list[IPv4Address]]] = own_addresses
    places: Places = DOORS
    group: str = GROUP
    port: int = PORT
    knock_seconds: float = KNOCK_SECONDS


PLAIN: Final = Options()
HERE: Final = Site()


async def search(
    options: Options = PLAIN,
    *,
    on_progress: OnProgress | None = None,
    cancelled: asyncio.Event | None = None,
    site: Site = HERE,
) -> Report:
    """Looks for phones without ever logging in: by the neighbour table, by asking every address for its front
    page, and by listening to phones that start.

    `on_progress` is called from the event loop after each address and each find. Once `cancelled` is set the
    search ends at once with what it has. Raises `UsageError` for a network that cannot be searched.
    """
    named = named_area(options.networks) if options.networks else None
    running = _Search(site, options.listen, named, on_progress or (lambda progress: None))
    work = asyncio.create_task(running.run(), name="discovery")
    stop = asyncio.create_task((cancelled or asyncio.Event()).wait(), name="discovery's cancel")
    try:
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (work, stop):
            task.cancel()
        await asyncio.gather(work, stop, return_exceptions=True)
    if not work.cancelled():
        work.result()  # what went wrong in it
    return running.report(cancelled=work.cancelled())


@dataclass(slots=True)
class _Search:
    """One search under way."""

    site: Site
    listen: float
    named: Area | None
    told: OnProgress
    finds: Finds = field(default_factory=Finds)
    area: Area = field(default_factory=Area)
    table: list[Neighbour] | None = field(default_factory=list)
    deaf: Remark | None = None
    done: int = 0
    total: int = 0
    answered: int = 0
    heard: int = 0

    async def run(self) -> None:
        """All of it, in its order."""
        self._tell()
        until = asyncio.get_running_loop().time() + self.listen
        own = [str(address) for address in await self.site.addresses()]
        async with listening(self._hear, own, self.site.group, self.site.port) as self.deaf:
            await self._read_table()
            self.area = self.named or await self.site.area()
            addresses = self._in_order()
            self.total = len(addresses)
            self._tell()
            site = self.site
            await sweep(addresses, makers(), self._look, site.places, site.knock_seconds)
            await self._read_table()  # whoever was spoken to is in it by now
            self._tell()
            if self.deaf is None:
                await asyncio.sleep(max(0.0, until - asyncio.get_running_loop().time()))

    def report(self, *, cancelled: bool) -> Report:
        """What came of it."""
        looked = {How.NEIGHBOURS: len(self.table or ()), How.HTTP: self.done, How.MULTICAST: self.heard}
        remarks = {
            How.NEIGHBOURS: Remark("discovery_table_unread") if self.table is None else None,
            How.HTTP: self._about_area(cancelled),
            How.MULTICAST: self.deaf,
        }
        return Report(
            self.finds.phones,
            tuple(Attempt(how, looked[how], self.finds.count(how), remarks[how]) for how in How),
            self.area.networks,
            self.answered,
            cancelled,
            None if self.finds.phones else self._why(cancelled),
        )

    async def _read_table(self) -> None:
        """Adds the phones of the neighbour table, and the MAC addresses of those that are known."""
        self.table = await self.site.neighbours()
        known = {phone.address for phone in self.finds.phones}
        for neighbour in self.table or ():
            vendor = _maker_of(neighbour.mac)
            if vendor:
                self.finds.add(Found(neighbour.address, vendor, mac=neighbour.mac, how=(How.NEIGHBOURS,)))
            elif neighbour.address in known:
                self.finds.add(Found(neighbour.address, "", mac=neighbour.mac))

    def _in_order(self) -> list[str]:
        """The addresses to ask: first what is a phone by its MAC address, then who is known to be there."""
        there = [neighbour.address for neighbour in self.table or () if ":" not in neighbour.address]
        phones = [phone.address for phone in self.finds.phones if ":" not in phone.address]
        wanted = set(self.area.addresses)
        if self.named is not None:
            phones = [address for address in phones if address in wanted]
        order = [*phones, *(address for address in there if address in wanted), *self.area.addresses]
        return list(dict.fromkeys(order))

    def _look(self, looked: Looked) -> None:
        self.done += 1
        self.answered += looked.answered
        if looked.phone is not None:
            self.finds.add(looked.phone)
        self._tell()

    def _hear(self, announcement: Announcement, address: str) -> None:
        self.heard += 1
        phone = as_found(announcement, address, makers())
        if phone is not None:
            self.finds.add(phone)
            self._tell()

    def _tell(self) -> None:
        self.told(Progress(self.done, self.total, self.finds.phones))

    def _about_area(self, cancelled: bool) -> Remark | None:
        area = self.area
        if cancelled:
            return Remark("discovery_cancelled", {"done": self.done, "total": self.total})
        if area.part:
            values = {"networks": ", ".join(area.part), "count": len(area.addresses)}
            return Remark("discovery_part", values)
        if area.public:
            return Remark("discovery_public", {"networks": ", ".join(area.public)})
        return None if area.addresses else Remark("discovery_no_network")

    def _why(self, cancelled: bool) -> Remark:
        if cancelled or not self.total:
            return self._about_area(cancelled) or Remark("discovery_no_network")
        if self.answered:
            return Remark("discovery_no_phone", {"answered": self.answered})
        return Remark("discovery_nobody", {"looked": self.done})


def _maker_of(mac: str) -> str:
    """The word of the maker to whom the MAC address belongs; "" if it is none of ours."""
    return next((maker.vendor for maker in makers() if mac[:6] in maker.prefixes), "")
