"""What the steps work on: the configuration as it is on the disk, the draft, and the program that runs."""

from __future__ import annotations

import asyncio
import time
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from tui.config.load import load
from tui.config.model import Config, PhoneConfig
from tui.config.problems import ConfigError
from tui.config.save import update
from tui.errors import DurchwahlError
from tui.paths import Paths
from tui.setup import draft as drafts
from tui.setup.draft import Draft, Greeted
from tui.switchboard.notices import GreetedNotice, Notice

if TYPE_CHECKING:
    from tui.discovery.found import Found, Report
    from tui.phones.driver import Probe
    from tui.switchboard.switchboard import Switchboard


class Host(Protocol):
    """Who runs the core: the app, or the command line for as long as it lasts."""

    @property
    def core(self) -> Switchboard | None:
        """The core that runs in this process, with whatever configuration; None where none does."""
        ...

    async def renew(self, config: Config) -> Switchboard:
        """The core, running with `config`, its services up or failed. Raises `DurchwahlError` where it may not be
        exchanged now (a call is going on) or cannot be started."""
        ...


class NoHost:
    """For those who only look: `setup --status`, `doctor`."""

    core = None

    async def renew(self, config: Config) -> Switchboard:
        raise DurchwahlError("setup_only_looks")


@dataclass(slots=True)
class Workshop:
    """Use it from one event loop. `elsewhere` is what another process that runs Durchwahl says of itself, None where
    none does: `{"url": …, "phones": […]}` as over the control socket."""

    paths: Paths
    host: Host
    browse: Callable[[str], bool] = webbrowser.open
    now: Callable[[], float] = time.time
    config: Config = field(default_factory=Config)
    problem: ConfigError | None = None
    draft: Draft = field(default_factory=Draft)
    found: Report | None = None  # the last search of this sitting
    probes: dict[str, Probe] = field(default_factory=dict)  # phone → its last test, while its settings are the same
    elsewhere: Mapping[str, Any] | None = None
    greeting: asyncio.Event = field(default_factory=asyncio.Event)  # set whenever the test URL is opened
    _followed: Switchboard | None = None

    # reading

    async def open(self) -> None:
        """Reads configuration and draft."""
        await asyncio.to_thread(self._open)
        self.follow()

    def _open(self) -> None:
        try:
            self.config, self.problem = load(self.paths.config_file), None
        except ConfigError as error:
            self.problem = error
        self.draft = drafts.load(self.paths.setup)

    @property
    def phone(self) -> PhoneConfig | None:
        """The device that is being set up, as the configuration has it; None while it has not."""
        return self.config.phones.get(self.name)

    @property
    def name(self) -> str:
        """What it is called; "" for a new one that has no name yet."""
        if self.draft.phone or self.draft.host:
            return self.draft.phone
        return next(iter(self.config.phones), "")

    @property
    def address(self) -> str:
        """Where the device is: host[:port] or a URL, "" while that is not known."""
        return self.phone.host if self.phone is not None else self.draft.host

    @property
    def vendor(self) -> str:
        return self.phone.vendor if self.phone is not None else self.draft.vendor

    @property
    def device(self) -> Found | None:
        """The device among those that the last search found."""
        if self.found is None or not self.address:
            return None
        return next((one for one in self.found.found if self.address in (one.url, one.address)), None)

    # keeping

    async def keep(self, changes: Mapping[tuple[str, ...], object | None], *fields: str) -> None:
        """Writes settings into the configuration; what was typed into `fields` is kept with it.

        Raises `DurchwahlError` where they are not valid or cannot be written: nothing has changed then.
        """
        path = self.paths.config_file
        self.config = await asyncio.to_thread(update, path, changes)
        self.problem = None
        if fields:
            await self.remember(drafts.without_typed(self.draft, dict.fromkeys(fields, "")))

    async def remember(self, draft: Draft) -> None:
        """Keeps the draft."""
        if draft != self.draft:
            self.draft = draft
            await asyncio.to_thread(drafts.save, self.paths.setup, draft)

    async def leave(self, typed: Mapping[str, str]) -> None:
        """Keeps what was filled in and is not valid yet. The caller leaves secrets out."""
        await self.remember(replace(self.draft, typed={**self.draft.typed, **typed}))

    async def decline(self, step: str, *, really: bool = True) -> None:
        """The user passes over a step, or does it after all."""
        others = tuple(one for one in self.draft.declined if one != step)
        await self.remember(replace(self.draft, declined=(*others, step) if really else others))

    # the program that runs

    async def core(self) -> Switchboard:
        """The core, running with the configuration as it is now. Raises `DurchwahlError`."""
        core = await self.host.renew(self.config)
        self.follow()
        return core

    def follow(self) -> None:
        """Hears what the core publishes from now on."""
        core = self.host.core
        if core is not None and core is not self._followed:
            self._followed = core
            core.subscribe(self._noticed)

    def _noticed(self, notice: Notice) -> None:
        if isinstance(notice, GreetedNotice):
            seen = Greeted(notice.url, notice.peer, notice.at, notice.agent)
            self.draft = replace(self.draft, greeted=seen)
            self.greeting.set()
