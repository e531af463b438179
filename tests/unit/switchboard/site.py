"""A switchboard with real drivers in front of simulated phones, all over HTTP on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tui.config.model import Config, EventsConfig, PhoneConfig
from tui.paths import Paths
from tui.phones.maker import ActionUrl
from tui.phones.memory import Memory
from tui.phones.registry import maker
from tui.simulator.office import Office, OfficePlan
from tui.simulator.phone import SimulatedPhone
from tui.simulator.profile import PhoneProfile
from tui.switchboard.notices import Notice, WarningNotice
from tui.switchboard.switchboard import Switchboard

PASSWORD = "Geheim7"
VENDORS = {"desk": "snom", "side": "yealink"}
NUMBERS = {"desk": "22", "side": "23"}
FETCHES_FROM = "static.auto_provision.server.url"  # the Yealink's


@dataclass
class Site:
    """`now` is the switchboard's clock; it only moves when it is told to."""

    office: Office
    config: Config
    paths: Paths
    core: Switchboard = field(init=False)
    now: float = 1_795_432_500.0
    heard: list[Notice] = field(default_factory=list)

    def phone(self, name: str) -> SimulatedPhone:
        return self.office.phone(name)

    @property
    def memory(self) -> Memory:
        assert self.core.memory is not None
        return self.core.memory

    @property
    def warnings(self) -> list[str]:
        return [notice.text for notice in self.heard if isinstance(notice, WarningNotice)]

    async def urls(self, name: str) -> dict[str, str]:
        """Setting → our URL."""
        return {url.setting: url.url for url in (await self.core.installing.wanted(name)).urls}

    def stands(self, name: str) -> dict[str, str]:
        """What the phone has in all settings that ours would be in."""
        made_by = maker(VENDORS[name])
        assert made_by is not None
        made: list[ActionUrl] = made_by.action_urls("http://x")
        return {url.setting: self.phone(name).settings.get(url.setting) for url in made}

    def overwrite(self, name: str, values: dict[str, str]) -> None:
        """Somebody else writes into the phone."""
        for setting, value in values.items():
            self.phone(name).settings.put(setting, value, store=True)

    async def point(self, name: str) -> None:
        """The user enters our server's address in the phone."""
        wanted = await self.core.installing.wanted(name)
        self.overwrite(name, {FETCHES_FROM: f"{wanted.origin}/{wanted.token}/"})

    async def until(self, condition: Callable[[], object], seconds: float = 10.0) -> None:
        """Lets the loop turn until the condition holds."""
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - anything may make it true
                await asyncio.sleep(0.005)

    async def looked(self, name: str) -> None:
        """An occasion to look into the phone, and until that is done."""
        self.core.rearming._occasion(name)
        await self.until(lambda: name not in self.core.rearming._looking)

    def made(self) -> Switchboard:
        """A new switchboard, not started."""
        return Switchboard(self.config, self.paths, lambda: self.now)

    @asynccontextmanager
    async def running(self, *, well: bool = True) -> AsyncIterator[Site]:
        """The switchboard, from its start to its end; several in turn share the data folder.

        `well`: a new one, and all phones obey. Else it is `core` as the test has made it.
        """
        if well:
            self.core = self.made()
        self.core.subscribe(self.heard.append)
        try:
            await self.core.start(events_required=True)
            await self.until(lambda: set(self.core.drivers) == set(self.config.phones))
            if well:
                await self.until(lambda: all(self.core.status(name).reachable for name in self.config.phones))
            yield self
        finally:
            await self.core.stop()
            await asyncio.to_thread(self.memory.flush)


@asynccontextmanager
async def site(
    folder: Path, *, action_urls: str = "ours", **profiles: Mapping[str, object]
) -> AsyncIterator[Site]:
    """`profiles`: by the phone's name, what of it is different. Nothing of ours runs yet."""
    phones = {}
    for name, vendor in VENDORS.items():
        plain = PhoneProfile(vendor, NUMBERS[name], password=PASSWORD, think_seconds=0.001)
        phones[name] = replace(plain, **profiles.get(name, {}))  # type: ignore[arg-type]
    async with Office(OfficePlan(phones=phones, outside_prefix="")) as office:
        configured = {
            name: PhoneConfig(
                name,
                vendor,
                office.phone(name).url.removeprefix("http://"),
                "admin",
                PASSWORD,
                timeout=2.0,
                action_urls=action_urls,
            )
            for name, vendor in VENDORS.items()
        }
        config = Config(events=EventsConfig("127.0.0.1", 0, "127.0.0.1"), phones=configured)
        yield Site(office, config, Paths(folder / "none", folder / "data", True, True))
