"""The password: right, wrong, missing, and the phone's own lock."""

from __future__ import annotations

import asyncio

import pytest

from tests.contract.desk import OUTSIDE, PASSWORD, WRONG, Desk, desk, refusal
from tui.errors import PhoneError
from tui.phones.driver import Order
from tui.phones.registry import make_driver

AUTH = pytest.mark.parametrize("auth", ["basic", "digest"])


async def _ten_more(at: Desk) -> list[PhoneError]:
    work = [at.driver.dial(OUTSIDE), *(at.order(order, argument="22") for order in Order)]
    return [await refusal(one) for one in work]


@AUTH
async def test_a_wrong_password_is_sent_once_whatever_follows(vendor: str, auth: str) -> None:
    async with desk(vendor, auth=auth, typed=WRONG) as at:
        error = await refusal(at.driver.dial(OUTSIDE))
        arrived = len(at.phone.requests)
        later = await _ten_more(at)
        probe = await at.driver.probe()
        assert at.judged == 1
        assert len(at.phone.requests) == arrived
        assert at.commands == []
    assert (error.cause, error.key, error.exit_code) == ("password", "phone_wrong_password", 3)
    assert {(one.cause, one.key) for one in later} == {("password", "phone_password_paused")}
    assert (probe.ok, probe.cause) == (False, "password")


@AUTH
async def test_a_wrong_password_in_ten_commands_at_once_is_sent_once(vendor: str, auth: str) -> None:
    async with desk(vendor, auth=auth, typed=WRONG) as at:
        errors = await asyncio.gather(*(refusal(at.driver.dial(f"2{index}")) for index in range(10)))
        assert at.judged == 1
    assert {error.cause for error in errors} == {"password"}


@AUTH
async def test_a_wrong_password_in_a_probe_is_sent_once(vendor: str, auth: str) -> None:
    async with desk(vendor, auth=auth, typed=WRONG) as at:
        first = await at.driver.probe()
        again = await at.driver.probe()
        await refusal(at.order(Order.ANSWER))
        assert at.judged == 1
    assert (first.ok, first.cause) == (False, "password")
    assert first.text != again.text  # the second says that nothing was sent
    assert PASSWORD not in first.text


async def test_forgiven_it_is_tried_once_more(vendor: str) -> None:
    async with desk(vendor, typed=WRONG) as at:
        await refusal(at.driver.dial(OUTSIDE))
        at.driver.forgive()
        await refusal(at.driver.dial(OUTSIDE))
        await refusal(at.driver.dial(OUTSIDE))
        assert at.judged == 2


async def test_forgiven_after_the_phone_was_put_right_it_works(vendor: str) -> None:
    async with desk(vendor, typed=WRONG) as at:
        await refusal(at.driver.dial(OUTSIDE))
        at.phone._unit.gate.password = WRONG
        at.driver.forgive()
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")


async def test_no_login_configured(vendor: str) -> None:
    async with desk(vendor, user="", typed="") as at:
        error = await refusal(at.driver.dial(OUTSIDE))
        await refusal(at.driver.dial(OUTSIDE))
        assert (error.cause, error.key) == ("password", "phone_login_missing")
        assert at.judged == 0
        assert len(at.phone.requests) == 1


@AUTH
async def test_many_commands_with_the_right_password_lock_nothing(vendor: str, auth: str) -> None:
    async with desk(vendor, auth=auth) as at:
        for _ in range(8):
            await at.order(Order.HOLD)
        assert len(at.commands) == 8
        assert at.judged == 8
        assert not at.phone._unit.gate.lock.locked


@AUTH
async def test_a_phone_that_someone_else_has_locked(vendor: str, auth: str) -> None:
    """A locked Snom says 403. A locked Yealink says 401, which nobody can tell from a wrong password."""
    async with desk(vendor, auth=auth) as at:
        from dataclasses import replace

        other = make_driver(replace(at.config, password=WRONG))
        for _ in range(5):
            await refusal(other.go(other.ways(Order.HOLD)[0]))
            other.forgive()
        await other.aclose()
        error = await refusal(at.driver.dial(OUTSIDE))
        at.driver.forgive()
        probe = await at.driver.probe()
        assert at.phone.calls == []
    expected = "locked" if vendor == "snom" else "password"
    assert (error.cause, probe.cause, probe.ok) == (expected, expected, False)
