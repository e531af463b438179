"""Every way in which a phone does not do as it is told."""

from __future__ import annotations

import time

import pytest

from tests.contract.desk import OUTSIDE, Desk, desk, refusal
from tui.errors import PhoneError
from tui.phones.driver import Order


async def _refuses(at: Desk) -> PhoneError:
    """Dialling, every order and the probe fail for the same cause; the last error."""
    error = await refusal(at.driver.dial(OUTSIDE))
    for order in Order:
        assert (await refusal(at.order(order))).cause == error.cause
    assert at.commands == []
    assert at.phone.calls == []
    assert error.exit_code == 3
    assert "desk" in str(error)
    return error


async def _probe_agrees(at: Desk, error: PhoneError) -> None:
    probe = await at.driver.probe()
    assert (probe.ok, probe.cause, probe.text) == (False, error.cause, str(error))


# ---- Snom -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", ["use_hidden_tags", "restrict_uri_queries"])
async def test_snom_with_hidden_tags(setting: str) -> None:
    async with desk("snom", settings={setting: "on"}) as at:
        assert (await _refuses(at)).cause == "hidden-tags"
        at.phone.settings.put(setting, "off", store=True)
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")


async def test_snom_d8xx_has_no_remote_control() -> None:
    async with desk("snom", model="D862") as at:
        error = await _refuses(at)
        assert error.cause == "no-remote-control"
        await _probe_agrees(at, error)


async def test_snom_set_to_https_only() -> None:
    async with desk("snom", https_only=True) as at:
        error = await _refuses(at)
        assert error.cause == "wrong-scheme"
        assert "https://127.0.0.1" in str(error)
        await _probe_agrees(at, error)


async def test_snom_that_answers_keep_alive_only() -> None:
    async with desk("snom", keep_alive_only=True) as at:
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")


# ---- Yealink ----------------------------------------------------------------------------------------------


async def test_yealink_asks_on_its_display_and_obeys_after_ok() -> None:
    async with desk("yealink", remote_control="prompt") as at:
        await at.rings()
        error = await refusal(at.order(Order.ANSWER))
        assert error.cause == "consent"
        assert at.phone.prompting
        assert at.phone.state == "ringing"  # the first command is lost
        assert at.phone.allow_remote_control()
        await at.order(Order.ANSWER)
        await at.phone.wait_for("talking")


async def test_yealink_that_is_denied_asks_again() -> None:
    async with desk("yealink", remote_control="prompt") as at:
        error = await _refuses(at)
        await _probe_agrees(at, error)
        at.phone.deny_remote_control()
        assert (await refusal(at.driver.dial(OUTSIDE))).cause == "consent"
        assert at.phone.prompting


@pytest.mark.parametrize(
    "settings",
    [
        {"features.action_uri_limit_ip": ""},
        {"features.action_uri_limit_ip": "192.168.1.20"},
        {"features.action_uri.enable": "0"},
    ],
)
async def test_yealink_with_a_blank_or_foreign_list_or_switched_off(settings: dict[str, str]) -> None:
    async with desk("yealink", settings=settings) as at:
        error = await _refuses(at)
        assert error.cause == "allow-list"
        await _probe_agrees(at, error)
        text = str(error)
    assert all(part in text for part in ("Allow remote control?", "OK", "Action URI", "empty"))


# ---- both -------------------------------------------------------------------------------------------------


async def test_a_silent_phone_ends_at_the_time_out(vendor: str) -> None:
    async with desk(vendor, timeout=0.2) as at:
        at.phone.faults.hang = True
        begun = time.monotonic()
        error = await refusal(at.driver.dial(OUTSIDE))
        assert time.monotonic() - begun < 1.5
        assert error.cause == "timeout"
        await _probe_agrees(at, error)
        at.phone.faults.hang = False
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")


@pytest.mark.parametrize("order", list(Order))
async def test_a_phone_slower_than_the_time_out(vendor: str, order: Order) -> None:
    async with desk(vendor, timeout=0.05) as at:
        at.phone.faults.slow = 1.0
        assert (await refusal(at.order(order))).cause == "timeout"


async def test_a_phone_that_hangs_up_the_connection(vendor: str) -> None:
    async with desk(vendor) as at:
        at.phone.faults.drop = True
        error = await _refuses(at)
        assert (error.cause, error.key) == ("unreachable", "phone_dropped")
        await _probe_agrees(at, error)


async def test_a_dropped_command_is_not_sent_again(vendor: str) -> None:
    """It may have been carried out; dialling twice would be worse than not at all."""
    async with desk(vendor, password="") as at:
        at.phone.faults.drop_next = 1
        assert (await refusal(at.driver.dial(OUTSIDE))).key == "phone_dropped"
        assert len(at.phone.requests) == 1
        await at.driver.dial(OUTSIDE)
        assert len(at.phone.requests) == 2


async def test_an_unplugged_phone_and_its_return(vendor: str) -> None:
    async with desk(vendor) as at:
        await at.phone.unplug()
        error = await _refuses(at)
        assert (error.cause, error.key) == ("unreachable", "phone_unreachable")
        await _probe_agrees(at, error)
        await at.phone.plug_in()
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")


async def test_an_internal_error_of_the_phone(vendor: str) -> None:
    async with desk(vendor) as at:
        at.phone.faults.fail_next = 1
        error = await refusal(at.driver.dial(OUTSIDE))
        assert error.values["status"] == 500
        await at.driver.dial(OUTSIDE)
