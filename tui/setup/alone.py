"""The set-up without the app: a core that lasts as long as the command, and what runs elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tui.config.model import Config
from tui.control.client import ControlClient
from tui.control.giving_way import steps_aside, take_over
from tui.control.server import ControlServer
from tui.errors import DurchwahlError
from tui.paths import Paths
from tui.phones.memory import Memory
from tui.setup.workshop import Host, NoHost, Workshop
from tui.switchboard.switchboard import Switchboard


class OwnHost:
    """Runs a core with its control socket, so that no second one starts meanwhile."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._control: ControlServer | None = None
        self.core: Switchboard | None = None

    async def renew(self, config: Config, memory: Memory, *, anew: bool = False) -> Switchboard:
        """Stops the one that runs where its configuration is another."""
        if self.core is not None and self.core.config == config and not anew:
            return self.core
        await self.stop()
        core = Switchboard(config, self._paths)
        core.memory = memory
        control = ControlServer(core, self._paths.socket)
        await take_over(control, self._paths.socket)
        self._control, self.core = control, core
        await core.start()
        return core

    async def stop(self) -> None:
        """Nothing runs after this."""
        control, core, self._control, self.core = self._control, self.core, None, None
        if control is not None:
            await control.stop()
        if core is not None:
            await core.stop()


@asynccontextmanager
async def looking(paths: Paths) -> AsyncIterator[Workshop]:
    """A workshop that changes nothing, and knows of the instance that runs."""
    workshop = Workshop(paths, NoHost())
    await workshop.open()
    workshop.elsewhere = await _elsewhere(paths)
    yield workshop


@asynccontextmanager
async def working(paths: Paths) -> AsyncIterator[Workshop]:
    """A workshop with a core of its own, for which one in the background steps aside. Raises `DurchwahlError`
    where another one runs: it would not hear of what is changed."""
    if await _elsewhere(paths) is not None and not await steps_aside(paths.socket):
        raise DurchwahlError("setup_instance_runs")
    host = OwnHost(paths)
    workshop = Workshop(paths, _host(host), browse=lambda _: False)
    await workshop.open()
    if workshop.problem is not None:
        raise workshop.problem
    try:
        yield workshop
    finally:
        await host.stop()


def _host(host: Host) -> Host:
    return host


async def _elsewhere(paths: Paths) -> dict[str, Any] | None:
    client = await ControlClient.connect(paths.socket)
    if client is None:
        return None
    try:
        return await client.ask("state") | await client.ask("phones")
    finally:
        await client.close()
