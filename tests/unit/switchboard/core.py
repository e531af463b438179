"""A switchboard without a screen: its own folder, prop phones, a port of the system's choice, a clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

from tests.ui.clock import Clock
from tests.ui.prop_phone import PropPhone
from tui.config.model import Config, EventsConfig, PhoneConfig
from tui.dialing.number import DialPlan
from tui.journal.filter import EVERY_CALL
from tui.journal.record import CallRecord
from tui.paths import Paths
from tui.phones.driver import PhoneDriver
from tui.phones.pins import Pins
from tui.switchboard.switchboard import Switchboard

VENDORS = {"desk": "snom", "side": "yealink"}
START = 1_795_432_500.0


class Core:
    """The switchboard and what stands around it."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.clock = clock or Clock(START)
        self.phones = {name: PropPhone(name, vendor, "22", self.clock) for name, vendor in VENDORS.items()}
        config = Config(
            events=EventsConfig("127.0.0.1", 0, "127.0.0.1"),
            dialing=DialPlan("DE", "221", "4710", (2, 3), "0"),
            phones={name: PhoneConfig(name, vendor, "127.0.0.1:9") for name, vendor in VENDORS.items()},
        )
        self.switchboard = Switchboard(
            config, Paths(folder / "none", folder / "data", True, True), self.clock
        )

    @property
    def desk(self) -> PropPhone:
        return self.phones["desk"]

    @property
    def side(self) -> PropPhone:
        return self.phones["side"]

    async def calls(self) -> list[CallRecord]:
        """The journal, oldest first."""
        return (await self.switchboard.journal.page(EVERY_CALL))[::-1]

    def driver(self, config: PhoneConfig, pins: Pins | None = None) -> PhoneDriver:
        phone = self.phones[config.name]
        phone.receive = self.switchboard._receive
        return phone


@asynccontextmanager
async def running(folder: Path, clock: Clock | None = None) -> AsyncIterator[Core]:
    """A switchboard that has started and will be stopped."""
    core = Core(folder, clock)
    with patch("tui.phones.registry.make_driver", core.driver):
        try:
            await core.switchboard.start(events_required=True)
            yield core
        finally:
            await core.switchboard.stop()


async def until(there: Callable[[], bool]) -> None:
    """Waits for a condition, five seconds at most."""
    async with asyncio.timeout(5):
        while not there():  # noqa: ASYNC110 - any condition, not only those that have an event
            await asyncio.sleep(0.002)
