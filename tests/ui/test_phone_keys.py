"""The keys for everything that a phone does: what each sends, and why it cannot now."""

from __future__ import annotations

import pytest

from tests.ui.scenes import COMPANY, KNOWN, LOGISTICS, capable, consulting, play_scene, talking
from tests.ui.stage import Stage
from tui.errors import PhoneError
from tui.phones.driver import Feature, Order
from tui.screens.keypad import KeypadScreen
from tui.screens.slots import SlotsScreen
from tui.screens.transfer import TransferScreen

FIRST = "3c3b96605001-desk"


def orders(on: Stage) -> list[str]:
    """What the desk phone was told, without the calls' ids."""
    return [" ".join(word for word in what.split() if not word.endswith("-desk")) for what in on.desk.sent]


@pytest.mark.parametrize(
    ("key", "order"),
    [("M", "mute"), ("greater_than_sign", "louder"), ("less_than_sign", "quieter")],
)
async def test_a_key_orders_it_for_the_running_call(on: Stage, key: str, order: str) -> None:
    await talking(on)
    await on.press(key)
    assert orders(on) == [order]


async def test_m_switches_the_microphone_on_again(on: Stage) -> None:
    call = await on.side.ring(LOGISTICS)
    await on.side.report("connect", call)
    await on.press("M")
    assert "M unmute" in on.text
    await on.press("M")
    assert on.side.sent == [f"mute {call}", f"unmute {call}"]
    assert "M mute" in on.text


async def test_s_swaps_the_two_calls_of_a_phone(on: Stage) -> None:
    await talking(on)
    await on.desk.report("hold", FIRST)
    second = await on.desk.ring(COMPANY)
    await on.desk.report("connect", second)
    await on.press("s")
    assert on.desk.sent == [f"swap {FIRST}"]
    states = {call.call_id: call.state.value for call in on.app.live.calls}
    assert states == {FIRST: "talking", second: "held"}


@pytest.mark.parametrize("keys", [("c",), ("d", "1", "f9")])
async def test_c_or_f9_joins_three(on: Stage, keys: tuple[str, ...]) -> None:
    await consulting(on)
    await on.press(*keys)
    assert orders(on) == ["conference"]


@pytest.mark.parametrize("keys", [("t",), ("d", "1", "f8")])
async def test_in_a_consultation_t_or_f8_connects_both(on: Stage, keys: tuple[str, ...]) -> None:
    await consulting(on)
    assert "t connect both   b back   c merge" in on.text
    await on.press(*keys)
    assert orders(on) == ["complete"]
    assert not isinstance(on.app.screen, TransferScreen)
    assert not on.app.live


async def test_b_drops_the_consultation(on: Stage) -> None:
    await consulting(on)
    await on.press("b")
    assert orders(on) == ["return"]
    assert [call.call_id for call in on.app.live.calls] == [FIRST]


async def test_a_call_that_rings_during_a_consultation_comes_first(on: Stage) -> None:
    await consulting(on)
    await on.desk.ring(COMPANY)
    await on.settle()
    assert "a answer   x reject   t pass on" in on.text
    await on.press("t")
    assert isinstance(on.app.screen, TransferScreen)
    assert on.desk.sent == []


@pytest.mark.parametrize("order", [Order.MUTE, Order.DTMF, Order.CONFERENCE, Order.LOUDER])
async def test_what_the_phone_lacks_is_said_and_greyed(on: Stage, order: Order) -> None:
    keys = {Order.MUTE: "M", Order.DTMF: "k", Order.CONFERENCE: "c", Order.LOUDER: "greater_than_sign"}
    await consulting(on)
    on.desk.missing = {order, Order.UNMUTE}
    await on.press(keys[order])
    assert on.told == [on.switchboard.orders.why_not(order, "desk")]
    assert on.desk.sent == []


async def test_d_and_f10_switch_do_not_disturb_on_and_off(on: Stage) -> None:
    await capable(on)
    await on.press("D")
    assert on.desk.sent[-1] == "dnd on"
    assert "DND on" in on.text.splitlines()[0]
    await on.press("d", "2", "f10")
    assert on.desk.sent[-1] == "dnd off"
    await on.press("escape")
    assert "DND off" in on.text.splitlines()[0]


async def test_do_not_disturb_goes_to_every_phone_that_can(on: Stage) -> None:
    await capable(on)
    on.side.able = {Feature.DND}
    await on.press("D")
    assert (on.desk.sent, on.side.sent) == (["dnd on"], ["dnd on"])
    await on.press("D")
    assert (on.desk.sent[1:], on.side.sent[1:]) == (["dnd off"], ["dnd off"])


async def test_do_not_disturb_that_no_phone_has_says_why(on: Stage) -> None:
    await on.press("f10")
    assert len(on.told) == 1
    assert "desk" in on.told[0]
    assert on.sent == []


@pytest.mark.parametrize(
    ("digit", "code"), [("1", "*97*1"), ("9", "*97*9")], ids=["the first slot", "the last one"]
)
async def test_park_takes_one_key(on: Stage, digit: str, code: str) -> None:
    await talking(on)
    await on.press("P")
    assert isinstance(on.app.screen, SlotsScreen)
    await on.press("0", "x")  # no slots
    assert isinstance(on.app.screen, SlotsScreen)
    await on.press(digit)
    assert orders(on) == [f"transfer {code}"]
    assert not isinstance(on.app.screen, SlotsScreen)


async def test_what_was_parked_here_is_named_and_taken_back() -> None:
    async with play_scene("park", size=(120, 36)) as on:
        assert "3  Jürgen Lindner" in on.text
        await on.press("escape", "x", "U", "3")
        assert on.desk.sent[-1] == "dial *98*3"
        await on.press("U")
        assert "Jürgen Lindner · Lindenhof" not in on.text.split("Take a parked")[1].split("known here")[0]


async def test_a_slot_is_clicked(on: Stage) -> None:
    await talking(on)
    await on.press("P")
    await on.click("#slots", 3, 4)
    assert orders(on) == ["transfer *97*5"]


async def test_the_keypad_sends_each_digit_as_it_is_typed(on: Stage) -> None:
    await talking(on)
    await on.press("k")
    await on.type("12*#")
    assert "".join(what.removeprefix("dtmf ") for what in orders(on)) == "12*#"
    assert orders(on)[0] == "dtmf 1"
    assert "sent 12*#" in on.text
    await on.press("a", "x")
    assert "sent 12*#" in on.text
    await on.press("escape")
    assert not isinstance(on.app.screen, KeypadScreen)


def timed_out() -> PhoneError:
    return PhoneError("phone_timeout", cause="timeout", phone="desk", seconds=5)


async def test_a_tone_that_the_phone_refuses_is_not_shown_as_sent(on: Stage) -> None:
    await talking(on)
    await on.press("k", "1")
    on.desk.errors = [timed_out()]
    await on.press("2")
    assert "sent 1 " in on.text
    assert len(on.told) == 1
    await on.press("3")
    assert "sent 13" in on.text


async def test_the_keypad_is_clicked_and_goes_with_its_call(on: Stage) -> None:
    await talking(on)
    await on.press("k")
    await on.click("Keypad", 18, 6)
    assert orders(on) == ["dtmf 0"]
    await on.desk.report("end", FIRST)
    await on.settle()
    assert not isinstance(on.app.screen, KeypadScreen)


async def test_pick_up_dials_the_code(on: Stage) -> None:
    await on.press("G")
    await on.type("jäg")
    assert "picks up what rings at 31" in on.text
    await on.press("enter")
    assert on.desk.sent == ["dial *99*31"]


async def test_pick_up_of_nobody_stays_open(on: Stage) -> None:
    await on.press("G", "enter")
    await on.type("qqqq")
    await on.press("enter")
    assert on.sent == []
    assert len(on.told) == 1


async def test_keys_in_the_pane_are_for_the_call_that_is_meant(on: Stage) -> None:
    """A key does what the card says, wherever the focus is; Enter in the pane is for its own phone."""
    await talking(on)
    other = await on.side.ring(KNOWN)
    await on.side.report("connect", other)
    await on.settle()
    await on.press("M")
    assert (on.desk.sent, on.side.sent) == ([], [f"mute {other}"])
