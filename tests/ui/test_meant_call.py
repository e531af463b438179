"""Which call a key is for: the one on the card, and each press once."""

from __future__ import annotations

import asyncio

import pytest

from tests.ui.scenes import KNOWN, LOGISTICS, UNKNOWN
from tests.ui.stage import Stage


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app waits for a report as long as it really does."""
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 5.0)


async def test_answer_takes_the_card_and_not_one_that_was_put_away(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.press("escape")
    await on.side.ring(LOGISTICS)
    await on.settle()
    assert "(side)" in on.text
    await on.press("a")
    assert (on.desk.sent, on.side.sent) == ([], ["answer 1"])


async def test_with_its_card_put_away_a_ringing_call_can_still_be_answered(on: Stage) -> None:
    call = await on.desk.ring(KNOWN)
    await on.press("escape")
    await on.press("a")
    assert on.desk.sent == [f"answer {call}"]


async def test_hold_takes_the_call_on_the_card(on: Stage) -> None:
    first = await on.desk.ring(KNOWN)
    await on.desk.report("connect", first)
    second = await on.side.ring(LOGISTICS)
    await on.side.report("connect", second)
    await on.settle()
    assert "(side)" in on.text.split("Calls")[0]
    await on.press("space")
    assert (on.desk.sent, on.side.sent) == ([], [f"hold {second}"])


async def test_a_second_press_before_the_report_is_no_second_order(on: Stage, patient: None) -> None:
    """A Snom says nothing after a reject, and the same key would now end the conversation."""
    talking = await on.desk.ring(KNOWN)
    await on.desk.report("connect", talking)
    ringing = await on.desk.ring(UNKNOWN)
    await on.settle()
    assert on.pilot is not None
    await on.pilot.press("x", "x", "x")
    assert on.desk.sent == [f"reject {ringing}"]
    assert "ending …" in on.text
    await on.desk.report("end", ringing)
    await on.press("x")
    assert on.desk.sent == [f"reject {ringing}", f"hangup {talking}"]
    assert on.told == []


async def test_a_held_down_key_holds_once(on: Stage, patient: None) -> None:
    call = await on.desk.ring(KNOWN)
    await on.desk.report("connect", call)
    on.desk.obeys = False  # its report is still on the way
    await on.settle()
    assert on.pilot is not None
    await on.pilot.press(*["space"] * 5)
    assert on.desk.sent == [f"hold {call}"]
    await on.desk.report("hold", call)
    await asyncio.sleep(0)
    on.desk.obeys = True
    await on.press("space")
    assert on.desk.sent == [f"hold {call}", f"resume {call}"]
