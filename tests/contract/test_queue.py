"""Many commands at once, and commands that nobody waits for any more."""

from __future__ import annotations

import asyncio

import pytest

from tests.contract.desk import OUTSIDE, desk
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
