"""What the steps work on: the configuration as it is on the disk, the draft, and the program that runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from tui.config.load import load, parse_toml, read_text
from tui.config.model import Config, PhoneConfig
from tui.config.problems import ConfigError
from tui.config.save import update
from tui.errors import DurchwahlError
from tui.paths import Paths
from tui.setup import draft as drafts
from tui.setup.browsing import browse
from tui.setup.draft import Draft, Greeted
from tui.switchboard.notices import GreetedNotice, Notice

if TYPE_CHECKING:
    from tui.discovery.found import Found, Report
    from tui.firewall.model import Look
    from tui.phones.driver import Probe
    from tui.phones.memory import Memory
    from tui.switchboard.switchboard import Switchboard


NEW: Final = (
    "+"  # the draft's phone while it is one that the configuration has not; no phone can be called so
)


class Host(Protocol):
    """Who runs the core: the app, or the command line for as long as it lasts."""

    @property
    def core(self) -> Switchboard | None:
        """The core that runs in this process, with whatever configuration; None where none does."""
        ...

    async def renew(self, config: Config, memory: Memory, *, anew: bool = False) -> Switchboard:
        """The core, running with `config`, its services up or failed. `anew`: also where the configuration
        is the same, as a password has changed. Raises `DurchwahlError` where it may not be exchanged now (a
        call is going on) or cannot be started."""
        ...


class NoHost:
    """For those who only look: `setup --status`, `doctor`."""

    core = None

    async def renew(self, config: Config, memory: Memory, *, anew: bool = False) -> Switchboard:
        raise DurchwahlError("setup_only_looks")


@dataclass(slots=True)
class Workshop:
    """Use it from one event loop. `elsewhere` is what another process that runs Durchwahl says of itself,
    None where none does: `{"url": …, "phones": […]}` as over the control socket."""

    paths: Paths
    host: Host
    browse: Callable[[str], bool] = browse
    suspend: Callable[[], AbstractContextManager[object]] = (
        nullcontext  # gives the terminal to another program
    )
    now: Callable[[], float] = time.time
    config: Config = field(default_factory=Config)
    problem: ConfigError | None = None
    draft: Draft = field(default_factory=Draft)
    found: Report | None = None  # the last search of this sitting
    probes: dict[str, Probe] = field(
        default_factory=dict
    )  # phone → its last test, while its settings are the same
    recognised: dict[str, str] = field(default_factory=dict)  # address → maker, as its front page told
    own: tuple[str, ...] = ()  # this computer's addresses, that which leads to the device first
    look: Look | None = None  # the last look at the firewall
    stale: bool = False  # the core that runs does not know of a new password
    elsewhere: Mapping[str, Any] | None = None
    greeting: asyncio.Event = field(default_factory=asyncio.Event)  # set whenever the test URL is opened
    _followed: Switchboard | None = None
    _memory: Memory | None = None
    _written: Mapping[str, Any] = field(default_factory=dict, repr=False)  # passwords may stand in it

    # reading

    async def open(self) -> None:
        """Reads configuration and draft."""
        await asyncio.to_thread(self._open)
        self.follow()

    def _open(self) -> None:
        try:
            self.config, self.problem = load(self.paths.config_file), None
            self._written = parse_toml(read_text(self.paths.config_file) or "", self.paths.config_file)
        except ConfigError as error:
            self.problem = error
        self.draft = drafts.load(self.paths.setup)

    def says(self, *path: str) -> bool:
        """Whether the configuration file itself has that setting: the user, or the set-up, has answered."""
        table: Any = self._written
        for name in path:
            if not isinstance(table, Mapping) or name not in table:
                return False
            table = table[name]
        return True

    @property
    def phone(self) -> PhoneConfig | None:
        """The device that is being set up, as the configuration has it; None while it has not."""
        return self.config.phones.get(self.name)

    @property
    def name(self) -> str:
        """What it is called; "" for a new one that has no name yet."""
        if self.draft.phone == NEW:
            return ""
        return (
            self.draft.phone if self.draft.phone in self.config.phones else next(iter(self.config.phones), "")
        )

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
        self.config = await asyncio.to_thread(self._update, changes)
        self.problem = None
        if fields:
            await self.remember(drafts.without_typed(self.draft, dict.fromkeys(fields, "")))

    def _update(self, changes: Mapping[tuple[str, ...], object | None]) -> Config:
        path = self.paths.config_file
        config = update(path, changes)
        self._written = parse_toml(read_text(path) or "", path)
        return config

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

    async def keep_greeted(self) -> None:
        """Keeps who has opened the test URL."""
        await asyncio.to_thread(drafts.save, self.paths.setup, self.draft)

    # the program that runs

    async def core(self) -> Switchboard:
        """The core, running with the configuration as it is now. Raises `DurchwahlError`."""
        core = await self.host.renew(self.config, await self.memory(), anew=self.stale)
        self.stale = False
        self.follow()
        return core

    async def memory(self) -> Memory:
        """What was learnt of the phones, shared with the core: no login that was refused is sent again."""
        from tui.phones.memory import Memory

        core = self.host.core
        if core is not None and core.memory is not None:
            self._memory = core.memory
        if self._memory is None:
            self._memory = await asyncio.to_thread(Memory.load, self.paths)
        return self._memory

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
