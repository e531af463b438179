"""Many commands at once, and commands that nobody waits for any more."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.contract.desk import OUTSIDE, desk
from tui.net import QUEUE_LIMIT
from tui.phones.driver import Order

AUTH = pytest.mark.parametrize("auth", ["basic", "digest"])


@AUTH
async def test_ten_at_once_arrive_one_at_a_time_in_order(vendor: str, auth: str) -> None:
    numbers = [f"0221471{index:02}" for index in range(10)]
    async with desk(vendor, auth=auth) as at:
        await asyncio.gather(*(at.driver.dial(number) for number in numbers))
        wanted = [at.driver.dial_request(number).removeprefix(f"GET {at.phone.url}") for number in numbers]
        assert at.commands == wanted
        assert "overlapped" not in {one.outcome for one in at.phone.requests}


async def test_a_cancelled_command_that_waits_is_never_sent(vendor: str) -> None:
    async with desk(vendor) as at:
        tasks = [asyncio.create_task(at.driver.dial(f"2{index}")) for index in range(4)]
        await asyncio.sleep(0)  # all have asked for their turn
        tasks[1].cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(results[1], asyncio.CancelledError)
        assert [target.rpartition("=")[2] for target in at.commands] == ["20", "22", "23"]


async def test_a_cancelled_command_under_way_lets_the_next_go(vendor: str) -> None:
    async with desk(vendor) as at:
        at.phone.faults.hang = True
        stuck = asyncio.create_task(at.order(Order.HOLD))
        await at.phone.wait_for(lambda phone: any(one.outcome == "hanging" for one in phone.requests))
        waiting = asyncio.create_task(at.driver.dial(OUTSIDE))
        await asyncio.sleep(0)
        at.phone.faults.hang = False
        stuck.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stuck
        await waiting
        await at.phone.wait_for("talking")


async def test_commands_after_the_end_fail_in_words(vendor: str) -> None:
    from tests.contract.desk import refusal

    async with desk(vendor) as at:
        await at.driver.aclose()
        assert (await refusal(at.driver.dial(OUTSIDE))).cause == "closed"
        assert at.phone.requests == []


async def test_an_emergency_call_goes_before_all_that_wait_and_is_never_one_too_many(vendor: str) -> None:
    async with desk(vendor) as at:
        waiting = [asyncio.create_task(at.driver.dial(f"2{index:02}")) for index in range(QUEUE_LIMIT + 1)]
        await asyncio.sleep(0)
        await at.driver.dial("112", urgent=True)
        assert [target.rpartition("=")[2] for target in at.commands[:2]] == ["200", "112"]
        await asyncio.gather(*waiting)


async def test_what_was_right_when_it_was_asked_for_and_is_wrong_when_its_turn_comes_is_not_sent(
    vendor: str,
) -> None:
    """A key would reach another call by then."""
    from tests.contract.desk import refusal

    async with desk(vendor) as at:
        rings = [True]
        way = replace(at.driver.ways(Order.HANGUP)[0], still=lambda: rings[0])
        first = asyncio.create_task(at.driver.dial(OUTSIDE))
        await asyncio.sleep(0)
        second = asyncio.create_task(refusal(at.driver.go(way)))
        await asyncio.sleep(0)
        rings[0] = False
        await first
        assert (await second).cause == "late"
        assert len(at.commands) == 1
