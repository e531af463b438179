"""The keys for calls: what each tells the phone, and that nothing on the screen is in their way."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.ui.prop_phone import PropPhone
from tests.ui.scenes import COMPANY, KNOWN, LOGISTICS, UNKNOWN, play_scene
from tests.ui.stage import Stage, stage

# How to get to the place, and what the field there holds then (None: there is no field).
PLACES: dict[str, tuple[tuple[str, ...], str | None]] = {
    "call log": ((), None),
    "contacts": (("slash", "m", "ü"), "mü"),
    "phones": (("tab", "tab"), None),
    "dial field": (("d", "a", "x", "space", "3"), "ax 3"),
    "note": (("n", "a", "x"), "ax"),
    "help": (("question_mark",), None),
    "palette": (("ctrl+p", "a"), "a"),
}


def field(on: Stage) -> str | None:
    """What is typed in the field that has the focus."""
    focused = on.app.focused
    return focused.value if isinstance(focused, Input) else None


@pytest.mark.parametrize("place", PLACES)
async def test_function_keys_work_everywhere(on: Stage, place: str) -> None:
    keys, typed = PLACES[place]
    await on.press(*keys)
    before = (type(on.app.screen), typed)
    assert field(on) == typed
    call = await on.desk.ring(KNOWN)
    await on.press("f5")
    await on.press("f7")
    await on.press("f7")
    await on.press("f6")
    assert on.desk.sent == [f"{what} {call}" for what in ("answer", "hold", "resume", "hangup")]
    assert (type(on.app.screen), field(on)) == before
    assert not on.app.live
    assert on.told == []


@pytest.mark.parametrize("place", ["call log", "phones", "help"])
async def test_letters_work_where_nothing_is_typed(on: Stage, place: str) -> None:
    await on.press(*PLACES[place][0])
    call = await on.desk.ring(KNOWN)
    await on.press("a")
    await on.press("space")
    await on.press("space")
    await on.press("x")
    assert on.desk.sent == [f"{what} {call}" for what in ("answer", "hold", "resume", "hangup")]


@pytest.mark.parametrize("place", ["contacts", "dial field", "note", "palette"])
async def test_letters_are_typed_where_there_is_a_field(on: Stage, place: str) -> None:
    await on.press(*PLACES[place][0])
    await on.desk.ring(KNOWN)
    before = field(on)
    await on.press("a", "x", "space", "n", "d")
    assert on.sent == []
    assert field(on) == f"{before}ax nd"


async def test_x_rejects_what_rings(on: Stage) -> None:
    call = await on.desk.ring(UNKNOWN)
    await on.press("x")
    assert on.desk.sent == [f"reject {call}"]


async def test_a_reject_is_shown_in_the_log(on: Stage) -> None:
    await on.side.ring(UNKNOWN)
    await on.press("x")
    assert on.side.sent == ["reject 1"]
    assert "rejected" in on.text
    assert "Incoming call" not in on.text


async def test_x_gives_up_the_own_call(on: Stage) -> None:
    call = await on.desk.call("002214710501")
    await on.press("x")
    assert on.desk.sent == [f"hangup {call}"]


def with_card(on: Stage) -> PropPhone:
    """The phone whose call the card is for."""
    for phone in on.phones.values():
        if f"on {phone.own} ({phone.name})" in on.text:
            return phone
    raise AssertionError(f"no card:\n{on.text}")


async def test_the_keys_are_for_the_call_on_the_card() -> None:
    async with play_scene("ringing_two") as on:
        first = with_card(on)
        await on.press("x")
        assert [what.split()[0] for what in first.sent] == ["reject"]
        assert len(on.sent) == 1
        await on.later(5)
        await on.desk.report("offhook")  # a Snom is silent after a reject: the next report ends the wait
        await on.settle()
        second = with_card(on)
        assert second is not first
        await on.press("x")
        assert [what.split()[0] for what in second.sent] == ["reject"]


async def test_answering_takes_the_call_on_the_card() -> None:
    async with play_scene("ringing_two") as on:
        phone = with_card(on)
        await on.press("a")
        assert [what.split()[0] for what in phone.sent] == ["answer"]
        assert on.sent == ["answer"]


async def test_a_second_call_is_rejected_and_the_first_goes_on() -> None:
    async with play_scene("call_waiting") as on:
        await on.press("f6")
        assert on.desk.sent == ["reject 3c3b96605002-desk"]
        await on.later(5)
        await on.desk.report("offhook")  # the next report finds that the rejected call's time is up
        await on.settle()
        assert "talking" in on.text
        await on.press("f6")
        assert on.desk.sent[1:] == ["hangup 3c3b96605001-desk"]


async def test_orders_go_to_the_phone_that_has_the_call(on: Stage) -> None:
    await on.side.ring(LOGISTICS)
    await on.press("a")
    await on.press("space")
    assert (on.side.sent, on.desk.sent) == (["answer 1", "hold 1"], [])


async def test_a_key_pressed_twice_orders_twice_at_most_and_never_breaks(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.press("a", "a", "x", "x", "space")
    assert on.sent[:1] == ["answer"]
    assert on.app.is_running


async def test_hold_and_resume_are_never_mixed_up(on: Stage) -> None:
    """They are one toggling key on a Snom: sent in the wrong state it does the opposite."""
    await on.desk.ring(KNOWN)
    await on.press("space")
    assert on.sent == []  # a ringing call cannot be held
    await on.press("a")
    await on.desk.report("hold", "3c3b96605001-desk")  # at the phone itself
    await on.press("space")
    assert on.sent == ["answer", "resume"]


async def test_the_footer_says_what_the_keys_do_now() -> None:
    async with stage() as on:
        assert "x hang up" in on.text.splitlines()[-1]
        call = await on.desk.ring(COMPANY)
        await on.settle()
        assert "x reject" in on.text.splitlines()[-1]
        await on.desk.report("connect", call)
        await on.desk.report("hold", call)
        await on.settle()
        assert "space resume" in on.text.splitlines()[-1]
