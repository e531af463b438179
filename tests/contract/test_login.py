"""The password: right, wrong, missing, and the phone's own lock."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.desk import OUTSIDE, PASSWORD, USER, WRONG, Desk, desk, refusal
from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.paths import Paths
from tui.phones.driver import Order
from tui.phones.memory import Memory
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


@AUTH
async def test_a_wrong_password_is_sent_once_by_all_runs_of_the_program(
    vendor: str, auth: str, tmp_path: Path
) -> None:
    """Five commands in a row, each a program of its own, must not lock the phone."""
    paths = Paths(tmp_path / "config.toml", tmp_path / "data")
    async with desk(vendor, auth=auth) as at:
        met = [await _one_run(replace(at.config, password=WRONG), paths) for _ in range(5)]
        assert at.judged == 1
        assert [error.key for error in met] == ["phone_wrong_password"] + ["phone_password_paused"] * 4
        kept = paths.phones.read_text()
        assert WRONG not in kept
        assert USER not in kept
        right = make_driver(at.config, Memory.load(paths))  # the user has corrected it
        await right.dial(OUTSIDE)
        await at.phone.wait_for("talking")
        await right.aclose()


async def test_what_was_forgiven_is_forgotten_in_later_runs(vendor: str, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path / "data")
    async with desk(vendor, typed=WRONG) as at:
        await _one_run(at.config, paths)
        at.phone._unit.gate.password = WRONG  # it is the phone that was put right
        memory = Memory.load(paths)
        forgiven = make_driver(at.config, memory)
        forgiven.forgive()
        await forgiven.aclose()
        memory.flush()
        later = make_driver(at.config, Memory.load(paths))
        await later.dial(OUTSIDE)
        await at.phone.wait_for("talking")
        await later.aclose()


async def _one_run(config: PhoneConfig, paths: Paths) -> PhoneError:
    memory = Memory.load(paths)
    driver = make_driver(config, memory)
    try:
        return await refusal(driver.dial(OUTSIDE))
    finally:
        await driver.aclose()
        memory.flush()


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


async def test_a_user_name_without_a_password(vendor: str) -> None:
    """As where the keyring has no entry: that the password is missing is the remedy."""
    async with desk(vendor, typed="") as at:
        error = await refusal(at.driver.dial(OUTSIDE))
        await refusal(at.driver.dial(OUTSIDE))
        assert (error.cause, error.key) == ("password", "phone_login_missing")
        assert at.judged == 1


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
