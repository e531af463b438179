"""Calls that move: transfers, consultations, deflections, conferences, two calls, parking.

Asserted is what became of the calls, at the phone and at both other ends.
"""

from __future__ import annotations

import pytest

from tests.contract.desk import OUTSIDE
from tests.contract.pace import ABROAD, COLLEAGUE, Pace, pace
from tui.phones.driver import Order
from tui.simulator.call import EndReason
from tui.simulator.party import Behaviour

TARGET = pytest.mark.parametrize("target", [COLLEAGUE, ABROAD, "+49221471199"])


async def _consulting(on: Pace, *, answered: bool = True) -> None:
    """The caller waits while the colleague is asked."""
    await on.at.talks()
    colleague = on.party(COLLEAGUE)
    await on.order(Order.CONSULT, COLLEAGUE)
    await colleague.wait_for("ringing")
    assert on.at.caller.state == "held"
    if answered:
        colleague.answer()
        await colleague.wait_for("talking")
        assert on.heard == [COLLEAGUE]


def _partner(on: Pace, number: str) -> str:
    """Whom the party of that number talks to."""
    leg = on.at.office.party(number).leg
    assert leg is not None
    assert leg.peer is not None
    return leg.peer.owner.number


# ---- blind ------------------------------------------------------------------------------------------------


@TARGET
async def test_blind_transfer(vendor: str, target: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        (leg,) = on.at.phone.calls
        other = on.party(target)
        await on.order(Order.TRANSFER, target)
        await other.wait_for("ringing")
        await on.at.phone.wait_for("idle")
        assert leg.reason is EndReason.TRANSFERRED
        other.answer()
        await other.wait_for("talking")
        assert _partner(on, target) == OUTSIDE
        assert on.at.caller.state == "talking"


async def test_blind_transfer_of_an_own_call(vendor: str) -> None:
    async with pace(vendor) as on:
        on.party(ABROAD, Behaviour.ANSWERS)
        await on.at.driver.dial(ABROAD)
        await on.at.phone.wait_for("talking")
        on.party(COLLEAGUE, Behaviour.ANSWERS)
        await on.order(Order.TRANSFER, COLLEAGUE)
        await on.at.phone.wait_for("idle")
        await on.at.office.party(COLLEAGUE).wait_for("talking")
        assert _partner(on, COLLEAGUE) == ABROAD


@pytest.mark.parametrize("behaviour", [Behaviour.BUSY, Behaviour.NOBODY])
async def test_a_refused_transfer_leaves_the_call(vendor: str, behaviour: Behaviour) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        on.party(COLLEAGUE, behaviour)
        await on.order(Order.TRANSFER, COLLEAGUE)
        await on.at.phone.wait_until_sent()
        (leg,) = on.at.phone.calls
        assert leg.alive
        assert on.at.caller.leg is not None
        assert on.at.caller.leg.peer is leg


async def test_every_way_of_a_blind_transfer_works_by_itself(vendor: str) -> None:
    async with pace(vendor) as on:
        ways = on.at.driver.ways(Order.TRANSFER, "", COLLEAGUE)
    for place in range(len(ways)):
        async with pace(vendor) as on:
            await on.at.talks()
            on.party(COLLEAGUE)
            await on.go(on.at.driver.ways(Order.TRANSFER, "", COLLEAGUE)[place])
            await on.at.office.party(COLLEAGUE).wait_for("ringing")
            await on.at.phone.wait_for("idle")


@pytest.mark.parametrize("hurried", [False, True])
async def test_without_its_pauses_a_snom_would_not_transfer(hurried: bool) -> None:
    """The simulated phone draws the screen that asks where to; a number that comes too soon is lost."""
    async with pace("snom", hurried=hurried) as on:
        await on.at.talks()
        on.party(COLLEAGUE)
        await on.order(Order.TRANSFER, COLLEAGUE)
        assert sum(on.slept) >= 2.0
        if hurried:
            assert on.at.phone.requests[-1].outcome == "ignored"
            assert on.heard == [OUTSIDE]
        else:
            await on.at.phone.wait_for("idle")


async def test_a_d715_says_that_it_cannot_and_sends_nothing() -> None:
    async with pace("snom", model="D715") as on:
        await on.at.driver.probe()
        assert on.at.driver.ways(Order.TRANSFER, "", COLLEAGUE) == ()
        assert on.at.driver.lacks(Order.TRANSFER)
        for order in set(Order) - {Order.TRANSFER}:
            assert on.at.driver.lacks(order) == ""


# ---- attended ---------------------------------------------------------------------------------------------


async def test_consult_and_complete(vendor: str) -> None:
    async with pace(vendor) as on:
        await _consulting(on)
        legs = list(on.at.phone.calls)
        await on.order(Order.COMPLETE)
        await on.at.phone.wait_for("idle")
        assert {leg.reason for leg in legs} == {EndReason.TRANSFERRED}
        assert _partner(on, OUTSIDE) == COLLEAGUE
        assert on.at.caller.state == on.at.office.party(COLLEAGUE).state == "talking"


async def test_complete_while_it_still_rings_there(vendor: str) -> None:
    async with pace(vendor) as on:
        await _consulting(on, answered=False)
        await on.order(Order.COMPLETE)
        await on.at.phone.wait_for("idle")
        on.at.office.party(COLLEAGUE).answer()
        await on.at.office.party(COLLEAGUE).wait_for("talking")
        assert _partner(on, COLLEAGUE) == OUTSIDE


@pytest.mark.parametrize("answered", [True, False])
async def test_return_leaves_the_first_call_on_hold(vendor: str, answered: bool) -> None:
    async with pace(vendor) as on:
        await _consulting(on, answered=answered)
        first, second = on.at.phone.calls
        await on.order(Order.RETURN)
        await on.at.office.party(COLLEAGUE).wait_for("idle")
        assert second.reason is (EndReason.LOCAL if answered else EndReason.CANCELLED)
        assert on.at.phone.calls == [first]
        assert (first.on_hold, on.at.caller.state) == (True, "held")
        await on.order(Order.RESUME)
        await on.at.caller.wait_for("talking")
        assert on.heard == [OUTSIDE]


async def test_an_attended_transfer_that_the_pbx_does_not_allow_leaves_both_calls(vendor: str) -> None:
    async with pace(vendor, attended_outside=False) as on:
        first, second = await on.two_calls()
        await on.order(Order.COMPLETE)
        await on.at.phone.wait_until_sent()
        assert on.at.phone.calls == [first, second]
        assert first.alive
        assert second.alive


async def test_a_consultation_with_a_number_outside(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        on.party(ABROAD, Behaviour.ANSWERS)
        await on.order(Order.CONSULT, ABROAD)
        await on.at.office.party(ABROAD).wait_for("talking")
        await on.order(Order.COMPLETE)
        await on.at.phone.wait_for("idle")
        assert _partner(on, ABROAD) == OUTSIDE


# ---- deflection -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [COLLEAGUE, ABROAD])  # no key types a plus
async def test_a_ringing_call_is_sent_on_unanswered(vendor: str, target: str) -> None:
    async with pace(vendor) as on:
        call_id = await on.at.rings()
        (leg,) = on.at.phone.calls
        other = on.party(target)
        ways = on.at.driver.ways(Order.DEFLECT, call_id, target)
        await on.in_turn(ways, lambda: not leg.alive)
        await other.wait_for("ringing")
        assert (leg.reason, leg.answered) == (EndReason.FORWARDED, False)
        assert on.at.phone.calls == []
        other.answer()
        await on.at.caller.wait_for("talking")
        assert _partner(on, target) == OUTSIDE


# ---- two calls --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_id", [False, True])
async def test_toggling_between_two_calls(vendor: str, with_id: bool) -> None:
    async with pace(vendor) as on:
        first, second = await on.two_calls()
        for held, wanted in ((first, OUTSIDE), (second, ABROAD), (first, OUTSIDE)):
            call_id = on.at.phone.call_id(held) if with_id else ""
            await on.order(Order.SWAP, call_id=call_id)
            assert on.heard == [wanted]
            other = ABROAD if wanted == OUTSIDE else OUTSIDE
            await on.at.office.party(wanted).wait_for("talking")
            await on.at.office.party(other).wait_for("held")


@pytest.mark.parametrize("model", ["T46U", "T48U", "T53W", "T57W"])
async def test_every_way_of_toggling_that_a_model_knows(model: str) -> None:
    """A T5x passes over what names a call; then SWAP remains."""
    async with pace("yealink", model=model) as on:
        await on.at.driver.probe()
        first, _ = await on.two_calls()
        ways = on.at.driver.ways(Order.SWAP, on.at.phone.call_id(first))
        by_id = [way for way in ways if not way.selected]
        await on.go(by_id[0])
        assert on.heard == ([ABROAD] if model.startswith("T5") else [OUTSIDE])


async def test_conference_of_the_running_and_the_held_call(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.two_calls()
        await on.order(Order.CONFERENCE)
        assert sorted(on.heard) == sorted([OUTSIDE, ABROAD])
        assert all(leg.conference for leg in on.at.phone.calls)
        assert on.at.caller.state == on.at.office.party(ABROAD).state == "talking"
        await on.order(Order.HANGUP)
        await on.at.phone.wait_for("idle")
        await on.at.caller.wait_for("idle")


async def test_conference_after_a_consultation(vendor: str) -> None:
    async with pace(vendor) as on:
        await _consulting(on)
        await on.order(Order.CONFERENCE)
        assert sorted(on.heard) == sorted([OUTSIDE, COLLEAGUE])


async def test_no_conference_with_one_call_only(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        await on.order(Order.CONFERENCE)
        assert not any(leg.conference for leg in on.at.phone.calls)


async def test_a_conference_that_is_switched_off_leaves_the_calls_as_they_were() -> None:
    async with pace("yealink", local_conference=False) as on:
        await on.two_calls()
        await on.order(Order.CONFERENCE)
        assert on.heard == [ABROAD]


# ---- what the PBX does by code ----------------------------------------------------------------------------


async def test_park_and_retrieve(vendor: str) -> None:
    async with pace(vendor) as on:
        await on.at.talks()
        await on.order(Order.TRANSFER, "*97*3")
        await on.at.phone.wait_for("idle")
        assert list(on.at.office.exchange.parked) == ["3"]
        assert on.at.caller.state == "talking"
        on.passes()
        await on.at.driver.dial("*98*3")
        await on.at.phone.wait_for("talking")
        assert _partner(on, OUTSIDE) == "22"


async def test_pick_up_a_call_that_rings_at_a_colleague(vendor: str) -> None:
    async with pace(vendor) as on:
        colleague = on.party(COLLEAGUE)
        on.at.caller.call(COLLEAGUE)
        await colleague.wait_for("ringing")
        await on.at.driver.dial(f"*99*{COLLEAGUE}")
        await on.at.phone.wait_for("talking")
        assert colleague.state == "idle"
        assert _partner(on, OUTSIDE) == "22"
