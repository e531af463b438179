"""The core gives way to another while the app runs: with simulated phones, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from tui.app.app import DurchwahlApp
from tui.config.model import AppConfig, Config, EventsConfig, PhoneConfig
from tui.config.tokens import Tokens
from tui.control.client import ControlClient
from tui.control.server import ControlServer
from tui.dialing.number import DialPlan
from tui.errors import DurchwahlError
from tui.i18n import use
from tui.paths import Paths
from tui.phones.memory import Memory
from tui.screens.main import MainScreen
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import PartyPlan
from tui.simulator.phone import SimulatedPhone
from tui.simulator.profile import PhoneProfile
from tui.switchboard.switchboard import Switchboard

PASSWORD = "Geheim-Sim7"
CALLER = "02214710501"


async def until(there: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not there():  # noqa: ASYNC110 - the screen has no event to wait for
            await asyncio.sleep(0.01)


@dataclass
class House:
    """The app with one simulated phone beside it, which the first configuration does not know."""

    app: DurchwahlApp
    office: Office
    phone: SimulatedPhone
    paths: Paths
    pilot: Pilot[None]
    with_phone: Config

    @property
    def core(self) -> Switchboard:
        return self.app.switchboard

    @property
    def main(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def renew(self, config: Config, *, anew: bool = False) -> Switchboard:
        memory = self.core.memory
        if memory is None:
            memory = await asyncio.to_thread(Memory.load, self.paths)
        return await self.app.exchange.renew(config, memory, anew=anew)

    async def reports_here(self) -> None:
        """The phone sends its events to the core that runs."""
        tokens = await asyncio.to_thread(Tokens.load, self.paths)
        self.phone.point_events(f"http://127.0.0.1:{self.core.port}/{tokens.of('desk')}")


@asynccontextmanager
async def house(folder: Path, vendor: str = "snom") -> AsyncIterator[House]:
    use("en")
    paths = Paths(folder / "config.toml", folder / "data", True, True)
    profile = PhoneProfile(vendor, number="22", user="admin", password=PASSWORD, think_seconds=0.001)
    plan = OfficePlan(phones={"desk": profile}, parties={CALLER: PartyPlan(after=0.0)})
    async with Office(plan) as office:
        phone = office.phone("desk")
        host = phone.url.removeprefix("http://")
        bare = Config(
            events=EventsConfig("127.0.0.1", 0, "127.0.0.1"), dialing=DialPlan("DE", "221", "4710", (2, 3))
        )
        known = PhoneConfig("desk", vendor, host, "admin", PASSWORD)
        app = DurchwahlApp(Switchboard(bare, paths))
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await until(lambda: app.up.is_set() and app.switchboard.directory.complete)
            yield House(app, office, phone, paths, pilot, replace(bare, phones={"desk": known}))
        await app.shut_down()


@pytest.mark.parametrize("vendor", ["snom", "yealink"])
async def test_a_phone_that_is_set_up_works_without_a_restart(vendor: str, tmp_path: Path) -> None:
    async with house(tmp_path, vendor) as at:
        before = at.core
        core = await at.renew(at.with_phone)
        assert core is at.core
        assert core is not before
        assert not before.has_journal
        await until(lambda: core.status("desk").reachable)
        await until(lambda: "desk" in " ".join(part.text for part in at.app.view.status))
        await at.reports_here()
        at.office.party(CALLER).call("22")
        await until(lambda: at.app.view.card is not None and at.app.view.card.ringing)
        await at.pilot.press("a")
        await until(lambda: at.app.view.card is not None and at.app.view.card.state.startswith("talking"))
        await at.pilot.press("x")
        await until(lambda: at.app.view.card is None)
        from tui.widgets.call_log import CallLog

        log = at.main.query_one(CallLog)
        await until(lambda: log.selected is not None and log.selected.call.phone == "desk")


async def test_nothing_happens_where_nothing_is_different(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        before = at.core
        assert await at.renew(before.config) is before
        other = await at.renew(before.config, anew=True)
        assert other is not before
        assert other.config == before.config
        assert other.port > 0


async def test_it_is_refused_while_a_call_is_going_on(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        await at.renew(at.with_phone)
        core = at.core
        await at.reports_here()
        at.office.party(CALLER).call("22")
        await until(lambda: at.app.view.card is not None)
        other = replace(at.with_phone, dialing=DialPlan("DE", "228"))
        with pytest.raises(DurchwahlError, match="A call is going on") as refused:
            await at.renew(other)
        assert refused.value.key == "exchange_call"
        assert at.core is core
        assert await at.renew(at.with_phone) is core
        await at.pilot.press("x")
        await until(lambda: at.app.view.card is None)
        assert await at.renew(other) is not core


async def test_a_core_that_does_not_start_gives_way_to_the_one_before(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        await at.renew(at.with_phone)
        start = Switchboard.start

        async def fails(core: Switchboard, *, events_required: bool = False) -> None:
            if core.config.dialing.area_code == "228":
                raise DurchwahlError("journal_not_open")
            await start(core, events_required=events_required)

        with patch.object(Switchboard, "start", fails), pytest.raises(DurchwahlError) as failed:
            await at.renew(replace(at.with_phone, dialing=DialPlan("DE", "228")))
        assert failed.value.key == "journal_not_open"
        assert at.core.config == at.with_phone
        assert at.core.has_journal
        await until(lambda: at.core.status("desk").reachable)
        await at.reports_here()
        at.office.party(CALLER).call("22")
        await until(lambda: at.app.view.card is not None and at.app.view.card.ringing)


async def test_whoever_asked_may_go_before_it_is_done(tmp_path: Path) -> None:
    """Escape in the middle of a step must not leave the app without a core."""
    async with house(tmp_path) as at:
        before = at.core
        asked = asyncio.ensure_future(at.renew(at.with_phone))
        await until(lambda: at.core is not before)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        await at.app.exchange.settle()
        assert at.core.config == at.with_phone
        assert at.core.has_journal
        await until(lambda: at.core.status("desk").reachable)


async def test_two_exchanges_take_turns(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        other = replace(at.with_phone, dialing=DialPlan("DE", "228"))
        first, second = await asyncio.gather(at.renew(at.with_phone), at.renew(other))
        assert first.config == at.with_phone
        assert not first.has_journal
        assert second is at.core
        assert second.config == other


async def test_the_screen_follows(tmp_path: Path) -> None:
    """Theme, numbers and phones are those of the new configuration; what was selected is not mixed up."""
    async with house(tmp_path) as at:
        config = replace(
            at.with_phone, app=AppConfig(theme="light"), dialing=DialPlan("DE", "228", "998877", (2,), "0")
        )
        await at.renew(config)
        assert at.app.theme == "durchwahl-light"
        assert at.app.office.plan == config.dialing
        await at.pilot.press("d")
        await at.pilot.press(*"0221471122")
        await at.pilot.pause()
        from tests.ui.screen_text import screen_text

        await until(lambda: "dials 00221471122" in screen_text(at.app))


async def test_the_control_socket_is_for_the_new_core(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        control = ControlServer(at.core, at.paths.socket)
        at.app._adopted = control.serve
        await control.start()
        try:
            watcher = await ControlClient.connect(at.paths.socket)
            asker = await ControlClient.connect(at.paths.socket)
            assert watcher is not None
            assert asker is not None
            lines = watcher.watch()
            assert (await anext(lines))["type"] == "ready"
            await at.renew(at.with_phone)
            await at.reports_here()
            at.office.party(CALLER).call("22")
            async with asyncio.timeout(10):
                async for line in lines:
                    if line["type"] == "call":
                        break
            assert line["call"]["phone"] == "desk"
            answer = await asker.ask("order", order="answer")
            assert answer["phone"] == "desk"
            await asker.close()
            await watcher.close()
        finally:
            await control.stop()
