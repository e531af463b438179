"""Features in simulated phones, through the whole switchboard and over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.contract.desk import PASSWORD, USER
from tui.config.model import Config, EventsConfig, PhoneConfig
from tui.config.tokens import Tokens
from tui.dialing.number import DialPlan
from tui.errors import PhoneError
from tui.paths import Paths
from tui.phones.driver import Feature, Wish
from tui.phones.registry import make_driver
from tui.phones.vendors import vendors
from tui.simulator.office import Office, OfficePlan
from tui.simulator.phone import SimulatedPhone
from tui.simulator.profile import PhoneProfile
from tui.switchboard.consent import Consents
from tui.switchboard.features import FeatureState, Where
from tui.switchboard.notices import ConsentNotice, Notice
from tui.switchboard.switchboard import Switchboard


@asynccontextmanager
async def office(
    folder: Path, vendor: str, **profile: object
) -> AsyncIterator[tuple[Switchboard, SimulatedPhone]]:
    """A switchboard with one phone that reports to it."""
    plain = PhoneProfile(vendor, number="22", user=USER, password=PASSWORD, think_seconds=0.001, **profile)  # type: ignore[arg-type]
    plan = OfficePlan(phones={"desk": plain}, outside_prefix="")
    async with Office(plan) as simulated, asyncio.timeout(20):
        phone = simulated.phone("desk")
        host = phone.url.removeprefix("http://")
        paths = Paths(folder / "none", folder / "data", True, True)
        config = Config(
            events=EventsConfig("127.0.0.1", 0, "127.0.0.1"),
            dialing=DialPlan("DE", "221", "4710", (2, 3), "0"),
            phones={"desk": PhoneConfig("desk", vendor, host, USER, PASSWORD)},
        )
        core = Switchboard(config, paths)
        try:
            await core.start(events_required=True)
            token = await asyncio.to_thread(lambda: Tokens.load(paths).of("desk"))
            phone.point_events(f"{core.url}/{token}")
            yield core, phone
        finally:
            await core.stop()


def stands(core: Switchboard, feature: Feature, where: Where = Where.PHONE) -> FeatureState:
    (found,) = (one for one in core.features.states("desk") if (one.feature, one.where) == (feature, where))
    return found


@pytest.mark.parametrize("vendor", vendors())
async def test_every_feature_of_the_phone_goes_on_and_off(tmp_path: Path, vendor: str) -> None:
    async with office(tmp_path, vendor) as (core, phone):
        assert (await core.features.wish(Wish(Feature.DND, True), Where.PHONE)).confirmed
        assert phone.device.dnd
        for feature in (Feature.ALWAYS, Feature.BUSY, Feature.NO_ANSWER):
            done = await core.features.wish(Wish(feature, True, "0221 4710-501", 24), Where.PHONE)
            assert (done.confirmed, done.advice) == (True, "")
            there = stands(core, feature)
            assert (there.on, there.target) == (True, "002214710501")
            assert there.seconds == (24 if feature is Feature.NO_ANSWER else None)
        assert all(one.confirmed for one in await core.features.forwards_off(Where.PHONE))
        assert not any(forward.on for forward in phone.device.switches.forwards.values())
        assert (await core.features.wish(Wish(Feature.DND, False), Where.PHONE)).confirmed
        assert not phone.device.dnd
        assert core.board.phone("desk").dnd is False
        assert stands(core, Feature.ALWAYS, Where.PBX).on is None


@pytest.mark.parametrize("vendor", vendors())
async def test_the_pbx_is_told_by_code_and_answers(tmp_path: Path, vendor: str) -> None:
    async with office(tmp_path, vendor) as (core, _):
        await core.presence.ask("desk")
        done = await core.features.wish(Wish(Feature.BUSY, True, "voicemail"), Where.PBX)
        assert done.confirmed
        assert stands(core, Feature.BUSY, Where.PBX).target == "2000"
        assert stands(core, Feature.BUSY).on is False


@pytest.mark.parametrize("vendor", vendors())
async def test_what_somebody_else_switches_is_known_exactly(tmp_path: Path, vendor: str) -> None:
    """A Snom does not say which forward it was, a Yealink not where to: both are asked."""
    async with office(tmp_path, vendor) as (core, _):
        await core.presence.ask("desk")
        told = asyncio.Event()

        def look(notice: Notice) -> None:
            if core.board.phone("desk").forwards == {"busy": "23"}:
                told.set()

        core.subscribe(look)
        other = make_driver(core.config.phones["desk"])
        await other.probe()
        await other.go(other.wishes(Wish(Feature.BUSY, True, "23"))[0])
        await told.wait()
        await other.aclose()
        assert stands(core, Feature.BUSY) == FeatureState(Feature.BUSY, Where.PHONE, True, "23")


async def test_a_wish_waits_for_somebody_to_press_ok_on_the_phone(tmp_path: Path) -> None:
    async with office(tmp_path, "yealink", remote_control="prompt") as (core, phone):
        consents: Consents = core.desk.consents
        consents._every = 0.05
        asked = asyncio.Event()
        core.subscribe(lambda notice: asked.set() if isinstance(notice, ConsentNotice) else None)
        wish = asyncio.ensure_future(core.features.wish(Wish(Feature.DND, True), Where.PHONE))
        await asked.wait()
        assert core.status("desk").cause == "consent"
        phone.allow_remote_control()
        assert (await wish).confirmed
        assert core.status("desk").problem == ""


async def test_a_phone_that_cannot_be_told_to_dial_leaves_the_code_to_its_user(tmp_path: Path) -> None:
    """A D8xx has no remote control, but the PBX takes the code from its keys as well."""
    async with office(tmp_path, "snom", model="D865") as (core, phone):
        await core.presence.ask("desk")
        for wish, code in [
            (Wish(Feature.ALWAYS, True, "0228 998877"), "*72*00228998877"),
            (Wish(Feature.NO_ANSWER, True, "voicemail", 30), "*92*30*2000"),
            (Wish(Feature.BUSY, False), "#90"),
        ]:
            with pytest.raises(PhoneError) as met:
                await core.features.wish(wish, Where.PBX)
            assert (met.value.cause, met.value.values["code"]) == ("no-remote-control", code)
            assert f"dial {code} on desk yourself" in str(met.value)
        with pytest.raises(PhoneError) as met:
            await core.features.forwards_off(Where.PBX)
        assert met.value.values["code"] == "#96"
        with pytest.raises(PhoneError) as met:
            await core.features.wish(Wish(Feature.ALWAYS, True, "31"), Where.PHONE)
        assert "yourself" not in str(met.value)  # what stands in the phone, no code can change
        assert stands(core, Feature.ALWAYS, Where.PBX).on is None
        assert not phone.calls
