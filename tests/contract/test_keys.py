"""Tones, mute, volume, redial, and which keys do it on which model."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.desk import OUTSIDE
from tests.contract.pace import ABROAD, COLLEAGUE, Pace, pace
from tui.phones.driver import Order
from tui.simulator.call import EndReason

Profile = dict[str, Any]
MODELS: dict[str, list[Profile]] = {
    "snom": [{"model": "D785"}, {"model": "D385"}, {"model": "D715"}, {"model": "370"}],
    "yealink": [
        {"model": "T46U"},
        {"model": "T48U"},
        {"model": "T53W"},
        {"model": "T57W"},
        {"model": "T42G", "old_firmware": True},
        {"model": "T20P", "old_firmware": True, "old_paths_only": True, "phonecfg": False},
    ],
}
EACH_MODEL = pytest.mark.parametrize(
    ("maker", "profile"), [(maker, profile) for maker, all_ in MODELS.items() for profile in all_]
)


def _heard(on: Pace) -> str:
    """The tones that the caller heard."""
    assert on.at.caller.leg is not None
    return on.at.caller.leg.digits


@pytest.mark.parametrize("digits", ["1", "0123456789", "12#*", "*#", "99"])
async def test_tones_reach_the_other_end_once_each(vendor: str, digits: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        await on.order(Order.DTMF, digits)
        assert _heard(on) == digits


@pytest.mark.parametrize("digits", ["7", "5*#"])
async def test_each_way_of_sending_tones_sends_the_same(vendor: str, digits: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        ways = on.at.driver.ways(Order.DTMF, "", digits)
        for count, way in enumerate(ways, start=1):
            await on.go(way)
            await on.at.office.wait_for(lambda: len(_heard(on)) >= len(digits) * count)  # noqa: B023
            assert _heard(on) == digits * count, way.name


@EACH_MODEL
async def test_tones_on_each_model(maker: str, profile: Profile) -> None:
    async with pace(maker, **profile) as on:
        await on.at.driver.probe()
        await on.at.talks()
        await on.order(Order.DTMF, "12#")
        assert _heard(on) == "12#"


@EACH_MODEL
async def test_answer_hold_resume_and_hang_up_on_each_model(maker: str, profile: Profile) -> None:
    async with pace(maker, **profile) as on:
        await on.at.driver.probe()
        call_id = await on.at.rings()
        (leg,) = on.at.phone.calls
        for order, reached in (
            (Order.ANSWER, lambda: on.at.phone.state == "talking"),
            (Order.HOLD, lambda: on.at.phone.state == "held"),
            (Order.RESUME, lambda: on.at.phone.state == "talking"),
            (Order.HANGUP, lambda: not leg.alive),
        ):
            await on.in_turn(on.at.driver.ways(order, call_id), reached)
        assert leg.reason is EndReason.LOCAL


@EACH_MODEL
async def test_reject_on_each_model(maker: str, profile: Profile) -> None:
    async with pace(maker, **profile) as on:
        await on.at.driver.probe()
        call_id = await on.at.rings()
        (leg,) = on.at.phone.calls
        await on.in_turn(on.at.driver.ways(Order.REJECT, call_id), lambda: not leg.alive)
        assert leg.reason is EndReason.REJECTED


ANSWERING = {
    "T46U": {"OK", "ASW:{id}", "ANSWER", "ASW"},
    "T53W": {"OK", "ASW:{id}", "ASW"},
    "T57W": {"ASW:{id}", "ASW"},
}


@pytest.mark.parametrize("model", sorted(ANSWERING))
async def test_which_way_of_answering_a_yealink_takes(model: str) -> None:
    """The sources disagree, so each way must be a real one where it is meant for."""
    async with pace("yealink", model=model) as on:
        await on.at.driver.probe()
        worked = set()
        call_id = await on.at.rings()
        for place, way in enumerate(on.at.driver.ways(Order.ANSWER, call_id)):
            if place:
                call_id = await on.at.rings()
                way = on.at.driver.ways(Order.ANSWER, call_id)[place]
            await on.go(way)
            if on.at.phone.state == "talking":
                worked.add(way.name)
            on.at.caller.hang_up()
            await on.at.phone.wait_for("idle")
        assert worked == ANSWERING[model]


async def test_each_way_of_holding_by_itself(vendor: str) -> None:
    async with pace(vendor) as on:
        call_id = await on.at.talks()
        for way in on.at.driver.ways(Order.HOLD, call_id):
            await on.go(way)
            assert on.at.phone.state == "held", way.name
            assert on.at.phone.resume()
        for way in on.at.driver.ways(Order.RESUME, call_id):
            assert on.at.phone.hold()
            await on.go(way)
            assert on.at.phone.state == "talking", way.name


async def test_mute_and_unmute(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.order(Order.MUTE)
        assert not on.at.phone.device.muted  # only in a call
        await on.at.talks()
        await on.order(Order.MUTE)
        assert on.at.phone.device.muted
        await on.order(Order.UNMUTE)
        assert not on.at.phone.device.muted
        assert on.at.phone.state == "talking"


async def test_volume(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        before = on.at.phone.device.switches.volume
        await on.order(Order.LOUDER)
        await on.order(Order.LOUDER)
        await on.order(Order.QUIETER)
        assert on.at.phone.device.switches.volume == before + 1


@pytest.mark.parametrize("listing", [False, True])
async def test_redial(vendor: str, listing: bool) -> None:
    """Where the key opens the list of dialled numbers, and where it dials at once: one call either way."""
    async with pace(vendor, redial_list=listing) as on:
        on.party(ABROAD)
        await on.at.driver.dial(ABROAD)
        await on.at.office.party(ABROAD).wait_for("ringing")
        on.at.phone.hang_up()
        await on.order(Order.REDIAL)
        assert [leg.dialled for leg in on.at.phone.calls] == [ABROAD]
        await on.at.office.party(ABROAD).wait_for("ringing")
        dialled = [one for one in on.at.office.journal.entries if one.details.get("what") == "dialled"]
        assert len(dialled) == 2


async def test_redial_without_a_number_calls_nobody(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.order(Order.REDIAL)
        assert on.at.phone.calls == []


async def test_orders_for_a_second_call_leave_the_first_alone(vendor: str) -> None:
    async with pace(vendor) as on:
        first, second = await on.two_calls()
        await on.order(Order.HANGUP, call_id=on.at.phone.call_id(second))
        assert (second.alive, first.alive, first.on_hold) == (False, True, True)
        assert on.at.caller.state == "held"
        on.party(COLLEAGUE)
        await on.order(Order.RESUME, call_id=on.at.phone.call_id(first))
        assert on.heard == [OUTSIDE]
