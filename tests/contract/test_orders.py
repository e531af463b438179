"""What an order does at the phone: not what was sent, but what became of the call."""

from __future__ import annotations

import pytest

from tests.contract.desk import OUTSIDE, desk
from tui.errors import UsageError
from tui.phones.driver import Order
from tui.simulator.call import EndReason

AUTH = pytest.mark.parametrize("auth", ["basic", "digest"])
WITH_ID = pytest.mark.parametrize("with_id", [False, True])


def test_names(vendor: str) -> None:
    from tui.config.model import PhoneConfig
    from tui.phones.registry import make_driver

    driver = make_driver(PhoneConfig("desk", vendor, "192.168.1.50", "admin", "Geheim7"))
    assert (driver.name, driver.vendor) == ("desk", vendor)
    assert "Geheim7" not in repr(driver)


@AUTH
async def test_dialling_rings_at_the_other_end(vendor: str, auth: str) -> None:
    async with desk(vendor, auth=auth) as at:
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")
        await at.caller.wait_for("talking")
        assert at.phone.calls[0].dialled == OUTSIDE


@pytest.mark.parametrize("number", ["+49221471199", "*31*0221471199", "#96", "0221471199", "1"])
async def test_every_character_of_a_number_arrives(vendor: str, number: str) -> None:
    async with desk(vendor) as at:
        await at.driver.dial(number)
        dialled = [one.details.get("remote") for one in at.office.journal.entries if one.type == "call"]
    assert dialled[0] == number


@pytest.mark.parametrize("number", ["", "0221 4711", "22&outgoing_uri=x", "22;23", "Anna", "+"])
async def test_what_is_no_number_never_leaves(vendor: str, number: str) -> None:
    async with desk(vendor) as at:
        with pytest.raises(UsageError):
            await at.driver.dial(number)
        with pytest.raises(UsageError):
            at.driver.dial_request(number)
        assert at.phone.requests == []


async def test_the_configured_identity_dials(vendor: str) -> None:
    async with desk(vendor, identity="23@pbx.example", lines=("23", "24")) as at:
        await at.driver.dial(OUTSIDE)
        assert at.phone.calls[0].local == "23"


async def test_an_identity_given_with_the_number_wins(vendor: str) -> None:
    async with desk(vendor, identity="23@pbx.example", lines=("23", "24")) as at:
        await at.driver.dial(OUTSIDE, "24@pbx.example")
        assert at.phone.calls[0].local == "24"


async def test_the_request_that_is_shown_is_the_one_that_is_sent(vendor: str) -> None:
    async with desk(vendor, identity="23@pbx.example") as at:
        shown = at.driver.dial_request("+49*31#")
        await at.driver.dial("+49*31#")
        assert shown == f"GET {at.phone.url}{at.commands[0]}"
        assert "Geheim7" not in shown


@AUTH
@WITH_ID
async def test_answer(vendor: str, auth: str, with_id: bool) -> None:
    async with desk(vendor, auth=auth) as at:
        call_id = await at.rings()
        await at.order(Order.ANSWER, call_id if with_id else "")
        await at.phone.wait_for("talking")
        await at.caller.wait_for("talking")


@WITH_ID
async def test_reject(vendor: str, with_id: bool) -> None:
    async with desk(vendor) as at:
        call_id = await at.rings()
        leg = at.phone.calls[0]
        await at.order(Order.REJECT, call_id if with_id else "")
        await at.phone.wait_for("idle")
        assert leg.reason is EndReason.REJECTED
        await at.caller.wait_for("idle")


@WITH_ID
async def test_hold_resume_and_hang_up(vendor: str, with_id: bool) -> None:
    async with desk(vendor) as at:
        known = await at.talks()
        call_id = known if with_id else ""
        leg = at.phone.calls[0]
        await at.order(Order.HOLD, call_id)
        await at.phone.wait_for("held")
        await at.caller.wait_for("held")
        await at.order(Order.RESUME, call_id)
        await at.phone.wait_for("talking")
        await at.caller.wait_for("talking")
        await at.order(Order.HANGUP, call_id)
        await at.phone.wait_for("idle")
        await at.caller.wait_for("idle")
        assert leg.reason is EndReason.LOCAL


async def test_hanging_up_while_it_still_rings_there(vendor: str) -> None:
    async with desk(vendor) as at:
        at.office.party("022147119")  # answers after two seconds
        await at.driver.dial("022147119")
        await at.phone.wait_for("dialing")
        leg = at.phone.calls[0]
        await at.order(Order.HANGUP)
        await at.phone.wait_for("idle")
        assert leg.reason is EndReason.CANCELLED


async def test_rejecting_a_second_call_leaves_the_conversation_alone(vendor: str) -> None:
    async with desk(vendor) as at:
        await at.talks()
        conversation = at.phone.calls[0]
        at.office.party("022147118").call("22")
        await at.phone.wait_for("ringing")
        second = at.phone.calls[-1]
        await at.order(Order.REJECT, at.phone.call_id(second))
        await at.phone.wait_for(lambda phone: not second.alive)
        assert second.reason is EndReason.REJECTED
        assert conversation.alive
        assert at.phone.state == "talking"


async def test_an_order_without_a_call_is_accepted_and_does_nothing(vendor: str) -> None:
    """Accepted says nothing of the effect: only the phone's events do."""
    async with desk(vendor) as at:
        await at.order(Order.HANGUP)
        assert at.phone.requests[-1].outcome == "ignored"
        assert at.phone.calls == []


async def test_a_hostile_call_id_stays_out_of_the_request(vendor: str) -> None:
    async with desk(vendor) as at:
        await at.rings()
        for hostile in ("1;CALLEND", "1&x=y", "../..", "9" * 40, "1\r\nX: y", "٣"):
            await at.order(Order.REJECT, hostile)
        assert set(at.commands) == {"/command.htm?key=CANCEL" if vendor == "snom" else "/servlet?key=X"}


@pytest.mark.parametrize("typed", ["", "Geheim7"])
async def test_a_phone_without_a_password(vendor: str, typed: str) -> None:
    async with desk(vendor, password="", typed=typed) as at:
        await at.driver.dial(OUTSIDE)
        await at.phone.wait_for("talking")
