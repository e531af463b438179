"""Transferring: with consultation, blind, and a call that still rings."""

from __future__ import annotations

import pytest

from tests.ui.scenes import KNOWN, play_scene, ringing, talking
from tests.ui.stage import Stage
from tui.phones.driver import Order
from tui.screens.transfer import TransferScreen

CALL = "3c3b96605001-desk"


async def opened(on: Stage, text: str) -> None:
    await talking(on)
    await on.press("t")
    await on.type(text)


def chosen(on: Stage) -> str:
    """The kind that is marked."""
    line = next(line for line in on.text.splitlines() if "● with consultation" in line or "● blind" in line)
    return "consult" if "● with consultation" in line else "transfer"


@pytest.mark.parametrize(
    ("typed", "kind", "digits"),
    [
        ("31", "consult", "31"),
        ("jäg", "consult", "31"),
        ("030 23125-110", "transfer", "003023125110"),
        ("krö", "transfer", "004066969340"),
    ],
)
async def test_enter_does_the_likelier_kind(on: Stage, typed: str, kind: str, digits: str) -> None:
    await opened(on, typed)
    assert chosen(on) == kind
    assert digits in on.text
    await on.press("enter")
    assert on.desk.sent == [f"{kind} {CALL} {digits}"]
    assert not isinstance(on.app.screen, TransferScreen)


async def test_f4_takes_the_other_kind_and_stays_with_it(on: Stage) -> None:
    await opened(on, "31")
    await on.press("f4")
    assert chosen(on) == "transfer"
    await on.press("backspace")
    await on.type("2")
    assert chosen(on) == "transfer"
    assert "→ transfers to 32" in on.text
    await on.press("enter")
    assert on.desk.sent == [f"transfer {CALL} 32"]


async def test_the_kind_is_clicked(on: Stage) -> None:
    await opened(on, "31")
    await on.click("#kinds", 25)
    assert chosen(on) == "transfer"


@pytest.mark.parametrize(
    ("missing", "left", "typed"), [(Order.CONSULT, "transfer", "31"), (Order.TRANSFER, "consult", "krö")]
)
async def test_what_the_phone_lacks_is_not_chosen(on: Stage, missing: Order, left: str, typed: str) -> None:
    on.desk.missing = {missing}
    await opened(on, typed)
    assert chosen(on) == left
    assert "F4" not in on.text
    await on.press("f4")
    assert chosen(on) == left
    assert len(on.told) == 1


async def test_after_the_consultation_began_t_connects_both(on: Stage) -> None:
    await opened(on, "31")
    await on.press("enter")
    await on.desk.report("connect", "3c3b96605002-desk")
    await on.settle()
    assert "t connect both" in on.text
    await on.press("t")
    assert on.desk.sent[-1].startswith("complete")


async def test_a_ringing_call_is_passed_on_unanswered(on: Stage) -> None:
    await ringing(on)
    await on.press("t")
    assert "pass on, unanswered" in on.text
    await on.type("31")
    assert "→ passes on to 31" in on.text
    await on.press("enter")
    assert on.desk.sent == [f"deflect {CALL} 31"]


async def test_a_call_that_is_answered_meanwhile_is_transferred(on: Stage) -> None:
    await ringing(on)
    await on.press("t")
    await on.type("31")
    await on.desk.report("connect", CALL)
    await on.settle()
    assert chosen(on) == "consult"


async def test_the_screen_goes_with_its_call(on: Stage) -> None:
    await opened(on, "31")
    await on.desk.report("end", CALL)
    await on.settle()
    assert not isinstance(on.app.screen, TransferScreen)
    assert on.told == ["The call has ended: there is nothing left to transfer."]
    assert on.desk.sent == []


@pytest.mark.parametrize("typed", ["", "qqqq", "xyz12"])
async def test_what_is_no_number_transfers_nothing(on: Stage, typed: str) -> None:
    await opened(on, typed)
    await on.press("enter")
    assert on.desk.sent == []
    assert isinstance(on.app.screen, TransferScreen)
    assert bool(on.told) is bool(typed)


async def test_escape_leaves_the_call_alone(on: Stage) -> None:
    await opened(on, "31")
    await on.press("escape")
    assert on.app.screen is on.main
    assert on.desk.sent == []
    assert on.app.live


async def test_call_keys_work_while_the_target_is_typed(on: Stage) -> None:
    await opened(on, "3")
    await on.press("f7")
    assert on.desk.sent == [f"hold {CALL}"]
    assert isinstance(on.app.screen, TransferScreen)


async def test_two_calls_side_by_side_transfer_the_one_on_the_card() -> None:
    async with play_scene("idle") as on:
        first = await on.desk.ring(KNOWN)
        await on.desk.report("connect", first)
        second = await on.side.ring("31")
        await on.side.report("connect", second)
        await on.settle()
        await on.press("t")
        assert "Transfer Bernd Jäger" in on.text
        await on.type("22")
        await on.press("enter")
        assert (on.desk.sent, on.side.sent) == ([], [f"consult {second} 22"])
