"""The whole circle for every order: our command over HTTP, the simulated phone, its reports, the board.

Confirmed is what the phone reported; what no event tells is not called confirmed and not called failed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.contract.desk import OUTSIDE, OWN, PASSWORD, USER
from tui.calls.states import Call, CallState, Outcome
from tui.config.model import Config, EventsConfig, PhoneConfig
from tui.config.tokens import Tokens
from tui.dialing.number import DialPlan
from tui.errors import DurchwahlError, PhoneError
from tui.paths import Paths
from tui.phones.driver import Order, PhoneDriver
from tui.phones.makers import snom, yealink
from tui.phones.pins import MemoryPins
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import Behaviour, PartyPlan
from tui.simulator.phone import SimulatedPhone
from tui.simulator.profile import PhoneProfile
from tui.switchboard.orders import Orders
from tui.switchboard.switchboard import Switchboard

COLLEAGUE, SECOND = "24", "022147119"
DRIVERS: dict[str, Any] = {"snom": snom.SnomPhone, "yealink": yealink.YealinkPhone}


async def _no_time(seconds: float) -> None:
    await asyncio.sleep(0)


@dataclass(frozen=True)
class Whole:
    """A switchboard, and a phone that reports to it."""

    core: Switchboard
    office: Office
    phone: SimulatedPhone

    @property
    def orders(self) -> Orders:
        return self.core.orders

    @property
    def calls(self) -> list[Call]:
        return self.core.board.calls()

    async def until(self, there: Callable[[], object]) -> None:
        async with asyncio.timeout(8):
            while not there():  # noqa: ASYNC110 - the board has no event to wait for
                await asyncio.sleep(0.005)

    async def states(self, *states: CallState) -> None:
        """Until the open calls, oldest first, are in these states."""
        await self.until(lambda: [call.state for call in self.calls] == list(states))

    async def rings(self, number: str = OUTSIDE) -> None:
        before = len(self.calls)
        self.office.party(number, PartyPlan(Behaviour.ANSWERS, after=0.0)).call(OWN)
        await self.until(lambda: len(self.calls) > before)

    async def talks(self) -> None:
        await self.rings()
        assert (await self.orders.order(Order.ANSWER)).confirmed

    async def ended(self) -> list[tuple[Outcome | None, str]]:
        """How the calls ended, oldest first, and where they went."""
        await self.states()
        from tui.journal.filter import EVERY_CALL

        page = await self.core.journal.page(EVERY_CALL)
        return [(record.call.outcome, record.call.transferred_to) for record in reversed(page)]


@asynccontextmanager
async def whole(vendor: str, folder: Path, **profile: object) -> AsyncIterator[Whole]:
    plain = PhoneProfile(vendor, number=OWN, user=USER, password=PASSWORD, think_seconds=0.0)
    plan = OfficePlan(
        phones={"desk": replace(plain, **profile)},  # type: ignore[arg-type]
        parties={OUTSIDE: PartyPlan(after=0.0), COLLEAGUE: PartyPlan(Behaviour.ANSWERS, after=0.0)},
        outside_prefix="",
        announce_seconds=0.01,
    )
    paths = Paths(folder / "config.toml", folder / "data", True, True)
    tokens = await asyncio.to_thread(Tokens.load, paths)

    def driver(config: PhoneConfig, pins: object = None) -> PhoneDriver:
        made: PhoneDriver = DRIVERS[vendor](config, MemoryPins(), sleep=_no_time)
        return made

    async with Office(plan) as office:
        phone = office.phone("desk")
        config = Config(
            events=EventsConfig("127.0.0.1", 0, "127.0.0.1"),
            dialing=DialPlan("DE", "221"),
            phones={"desk": PhoneConfig("desk", vendor, phone.url.removeprefix("http://"), USER, PASSWORD)},
        )
        core = Switchboard(config, paths)
        with patch("tui.phones.registry.make_driver", driver):
            try:
                await core.start(events_required=True)
                phone.point_events(f"http://127.0.0.1:{core.port}/{tokens.of('desk')}")
                yield Whole(core, office, phone)
            finally:
                await core.stop()


async def test_answer_hold_resume_and_hang_up(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        for order in (Order.HOLD, Order.RESUME, Order.HANGUP):
            done = await at.orders.order(order)
            assert (done.confirmed, done.advice) == (True, "")
        assert await at.ended() == [(Outcome.ANSWERED, "")]


async def test_reject(vendor: str, tmp_path: Path) -> None:
    """A Snom says nothing of it: the board closes the call when it had time to."""
    async with whole(vendor, tmp_path) as at:
        await at.rings()
        assert (await at.orders.order(Order.REJECT)).confirmed
        assert await at.ended() == [(Outcome.REJECTED, "")]


async def test_the_microphone(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        off = await at.orders.order(Order.MUTE)
        assert off.confirmed is (vendor == "yealink")
        assert bool(off.advice) is (vendor == "snom")
        assert at.phone.device.muted
        on = await at.orders.order(Order.UNMUTE)
        assert on.confirmed is off.confirmed
        assert not at.phone.device.muted


async def test_tones_volume_and_no_alarm(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        for order, argument in ((Order.DTMF, "12#"), (Order.LOUDER, ""), (Order.QUIETER, "")):
            done = await at.orders.order(order, argument=argument)
            assert (done.confirmed, done.advice, len(done.tried)) == (False, "", 1)
        leg = at.office.party(OUTSIDE).leg
        assert leg is not None
        assert leg.digits == "12#"


async def test_blind_transfer(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        assert (await at.orders.order(Order.TRANSFER, argument=COLLEAGUE)).confirmed
        assert await at.ended() == [(Outcome.TRANSFERRED, COLLEAGUE)]
        await at.office.party(COLLEAGUE).wait_for("talking")


async def test_parking_is_a_transfer_to_a_code(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        assert (await at.orders.park("3")).confirmed
        assert await at.ended() == [(Outcome.TRANSFERRED, "*97*3")]


async def test_consultation_and_transfer(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        asked = await at.orders.order(Order.CONSULT, argument=COLLEAGUE)
        assert asked.confirmed
        assert asked.call is not None
        await at.states(CallState.HELD, CallState.TALKING)
        assert (await at.orders.order(Order.COMPLETE)).confirmed
        first, _ = await at.ended()
        assert first == (Outcome.TRANSFERRED, COLLEAGUE)
        await at.office.party(COLLEAGUE).wait_for("talking")


async def test_consultation_and_back(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        await at.orders.order(Order.CONSULT, argument=COLLEAGUE)
        await at.states(CallState.HELD, CallState.TALKING)
        assert at.orders.why_not(Order.RETURN) == ""
        assert (await at.orders.order(Order.RETURN)).confirmed
        await at.states(CallState.HELD)
        assert at.orders.why_not(Order.RETURN) != ""
        assert (await at.orders.order(Order.RESUME)).confirmed


async def test_swap(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        await at.orders.order(Order.CONSULT, argument=COLLEAGUE)
        await at.states(CallState.HELD, CallState.TALKING)
        for states in ((CallState.TALKING, CallState.HELD), (CallState.HELD, CallState.TALKING)):
            assert (await at.orders.order(Order.SWAP)).confirmed
            await at.states(*states)


async def test_conference(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        done = await at.orders.confer(COLLEAGUE)
        assert len(done.tried) == 1
        assert len(at.phone.calls) == 2
        assert not any(leg.on_hold for leg in at.phone.calls)
        if not done.confirmed:
            assert "conference" in done.advice


async def test_deflection(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        await at.rings()
        assert (await at.orders.order(Order.DEFLECT, argument=COLLEAGUE)).confirmed
        ((outcome, target),) = await at.ended()
        assert outcome in (Outcome.TRANSFERRED, Outcome.FORWARDED)
        assert target == COLLEAGUE
        await at.office.party(COLLEAGUE).wait_for("talking")


async def test_redial(vendor: str, tmp_path: Path) -> None:
    async with whole(vendor, tmp_path) as at:
        assert (await at.orders.dial(COLLEAGUE)).confirmed
        await at.states(CallState.TALKING)
        await at.orders.order(Order.HANGUP)
        done = await at.orders.order(Order.REDIAL)
        assert done.confirmed
        assert done.call is not None
        assert done.call.remote == COLLEAGUE


async def test_hanging_up_while_a_second_caller_rings(vendor: str, tmp_path: Path) -> None:
    """A Snom only knows the key, which would reject the caller; a Yealink can be told which call."""
    async with whole(vendor, tmp_path) as at:
        await at.talks()
        conversation = at.phone.calls[0]
        await at.rings(SECOND)
        if vendor == "snom":
            with pytest.raises(DurchwahlError) as told:
                await at.orders.order(Order.HANGUP)
            assert told.value.key == "order_hits_ringing"
            assert conversation.alive
        else:
            assert (await at.orders.order(Order.HANGUP)).confirmed
            assert not conversation.alive
        assert any(call.state is CallState.RINGING for call in at.calls)


async def test_a_phone_that_asks_its_user(tmp_path: Path) -> None:
    async with whole("yealink", tmp_path, remote_control="prompt") as at:
        at.core.desk.consents._every = 0.02
        await at.rings()
        answering = asyncio.ensure_future(at.orders.order(Order.ANSWER))
        await at.until(lambda: at.phone.prompting and at.orders.waiting("desk"))
        assert at.phone.allow_remote_control()
        assert (await answering).confirmed
        await at.states(CallState.TALKING)


async def test_a_phone_without_remote_control_offers_the_number(tmp_path: Path) -> None:
    async with whole("snom", tmp_path, model="D862") as at:
        for _ in range(2):  # before it is known, and after
            with pytest.raises(PhoneError) as told:
                await at.orders.dial("+49 30 23125-110")
            assert (told.value.cause, told.value.values["link"]) == (
                "no-remote-control",
                "tel:+493023125110",
            )
            await at.until(lambda: at.core.status("desk").cause == "no-remote-control")
