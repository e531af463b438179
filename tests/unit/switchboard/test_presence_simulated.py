"""Presence against simulated phones, over real HTTP: away and back, and one that hangs beside one that works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from tests.contract.desk import PASSWORD, USER, desk
from tests.unit.switchboard.timeline import Timeline
from tui.calls.board import Board
from tui.config.model import Config, EventsConfig, PhoneConfig
from tui.paths import Paths
from tui.phones.driver import Feature, PhoneDriver, Probe, Wish
from tui.phones.pins import MemoryPins
from tui.phones.probing import examine
from tui.phones.vendors import vendors
from tui.simulator.office import Office, OfficePlan
from tui.simulator.profile import PhoneProfile
from tui.switchboard.features import Where
from tui.switchboard.notices import Notice, PhoneNotice, PhoneStatus
from tui.switchboard.presence import Presence
from tui.switchboard.switchboard import Switchboard

PATIENCE = 10.0


class Statuses:
    """What is published of phones, to be waited for."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[PhoneStatus] = asyncio.Queue()

    def take(self, notice: Notice) -> None:
        if isinstance(notice, PhoneNotice):
            self._queue.put_nowait(notice.status)

    async def until(self, phone: str, cause: str) -> PhoneStatus:
        """The next status with that cause of a phone that was asked."""
        async with asyncio.timeout(PATIENCE):
            while True:
                status = await self._queue.get()
                if status.name == phone and status.cause == cause and status.reachable is not None:
                    return status


@asynccontextmanager
async def kept(presence: Presence, *phones: str) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(presence.keep(name)) for name in phones]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("vendor", vendors())
async def test_unplugged_and_back(vendor: str) -> None:
    time, statuses, board = Timeline(), Statuses(), Board()
    async with desk(vendor, timeout=1.0) as at:

        async def ask(driver: PhoneDriver) -> Probe:
            return await examine(driver, at.config, MemoryPins(), places=())

        presence = Presence(
            Config(phones={"desk": at.config}),
            board,
            {"desk": at.driver},
            lambda changes: statuses.take(PhoneNotice(presence.status("desk"))),
            statuses.take,
            time,
            ask,
            idle=time.idle,
            jitter=lambda: 0.0,
        )
        async with kept(presence, "desk"):
            well = await statuses.until("desk", "")
            assert (well.reachable, well.retry_at, well.problem) == (True, None, "")
            assert board.phone("desk").identities
            await at.phone.unplug()
            await time.forward(120)
            # On this machine the host itself still answers, as a phone does whose web interface is off.
            away = await statuses.until("desk", "web-off")
            assert away.retry_at == time() + 5
            assert away.model == well.model
            await time.forward(5)
            assert (await statuses.until("desk", "web-off")).retry_at == time() + 10
            await at.phone.plug_in()
            await time.forward(10)
            back = await statuses.until("desk", "")
            assert (back.reachable, back.problem, back.retry_at) == (True, "", None)


async def test_one_that_hangs_delays_neither_the_start_nor_the_other_phone(tmp_path: Path) -> None:
    plan = OfficePlan(
        phones={
            name: PhoneProfile(vendor, number=number, user=USER, password=PASSWORD, think_seconds=0.001)
            for name, vendor, number in (("desk", "snom", "22"), ("side", "yealink", "23"))
        },
        outside_prefix="",
    )
    async with Office(plan) as office:
        office.phone("desk").faults.hang = True
        phones = {
            name: PhoneConfig(
                name,
                plan.phones[name].vendor,
                office.phone(name).url.removeprefix("http://"),
                USER,
                PASSWORD,
                timeout=60.0,
            )
            for name in plan.phones
        }
        config = Config(events=EventsConfig("127.0.0.1", 0, "127.0.0.1"), phones=phones)
        core = Switchboard(config, Paths(tmp_path / "none", tmp_path / "data", True, True))
        statuses = Statuses()
        core.subscribe(statuses.take)
        try:
            async with asyncio.timeout(PATIENCE):
                await core.start(events_required=True)
                assert (await statuses.until("side", "")).reachable
                done = await core.features.wish(Wish(Feature.DND, True), Where.PHONE, "side")
                assert done.confirmed
            assert core.status("desk").reachable is None  # it still hangs, and is told to be nothing else
            assert core.status("side").state.dnd is True
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await core.stop()
        assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("presence")]
