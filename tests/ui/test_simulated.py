"""The whole way once: keys on the screen, HTTP to a simulated phone, its reports back to the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.app.app import DurchwahlApp
from tui.config.model import Config, ContactsConfig, EventsConfig, PhoneConfig
from tui.config.tokens import Tokens
from tui.dialing.number import DialPlan
from tui.i18n import use
from tui.paths import Paths
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import PartyPlan
from tui.simulator.people import sample_vcards
from tui.simulator.profile import PhoneProfile
from tui.switchboard.switchboard import Switchboard

PASSWORD = "Geheim-Sim7"
CALLER = "02214710501"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated phone takes its time: the app waits for its report as long as it really does."""
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 5.0)


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not there():  # noqa: ASYNC110 - the screen has no event to wait for
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("vendor", ["snom", "yealink"])
async def test_a_call_is_answered_held_and_ended_from_the_screen(vendor: str, tmp_path: Path) -> None:
    use("en")
    cards = tmp_path / "contacts.vcf"
    await asyncio.to_thread(cards.write_text, sample_vcards(), encoding="utf-8", newline="")
    paths = Paths(tmp_path / "config.toml", tmp_path / "data", True, True)
    tokens = await asyncio.to_thread(Tokens.load, paths)
    profile = PhoneProfile(vendor, number="22", user="admin", password=PASSWORD, think_seconds=0.001)
    plan = OfficePlan(phones={"desk": profile}, parties={CALLER: PartyPlan(after=0.0)})
    async with Office(plan) as office:
        phone = office.phone("desk")
        host = phone.url.removeprefix("http://")
        config = Config(
            events=EventsConfig("127.0.0.1", 0, "127.0.0.1"),
            dialing=DialPlan("DE", "221", "4710", (2, 3), "0"),
            contacts=ContactsConfig((cards,)),
            phones={"desk": PhoneConfig("desk", vendor, host, "admin", PASSWORD)},
        )
        switchboard = Switchboard(config, paths)
        app = DurchwahlApp(switchboard)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await until(lambda: switchboard.port > 0 and switchboard.directory.complete)
            phone.point_events(f"http://127.0.0.1:{switchboard.port}/{tokens.of('desk')}")
            office.party(CALLER).call("22")
            await until(lambda: app.view.card is not None and app.view.card.ringing)
            assert app.view.card is not None
            assert app.view.card.headline == "Jürgen Lindner · Lindenhof Gartenbau KG"
            for key, state in (("a", "talking"), ("space", "on hold"), ("f7", "talking")):
                await pilot.press(key)
                await until(lambda state=state: _state(app).startswith(state))  # type: ignore[misc]
            await pilot.press("x")
            await until(lambda: app.view.card is None)
            assert phone.calls == []
            assert not list(app._notifications)
        await app.shut_down()


def _state(app: DurchwahlApp) -> str:
    return app.view.card.state if app.view.card is not None else ""
