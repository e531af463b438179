"""What a Snom is sent for each order, and in which rhythm."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.phones.snom_desk import FORBIDDEN, MANAGER, MISSING, OK, asked, info, snom
from tui.config.model import PhoneConfig
from tui.errors import PhoneError, UsageError
from tui.phones.driver import Order, Way
from tui.phones.makers.snom import PAUSE, SnomPhone
from tui.phones.pins import MemoryPins

NUMBERED = {Order.TRANSFER, Order.CONSULT, Order.DEFLECT}
WANTED: dict[Order, list[list[str]]] = {
    Order.ANSWER: [["key=ENTER"], ["key=OFFHOOK"], ["key=HEADSET"]],
    Order.REJECT: [["key=CANCEL"]],
    Order.HANGUP: [["key=CANCEL"], ["key=ONHOOK"], ["key=DISCONNECT"]],
    Order.HOLD: [["key=F_HOLD"]],
    Order.RESUME: [["key=F_HOLD"]],
    Order.SWAP: [["key=F_HOLD", "key=DOWN", "key=F_HOLD"]],
    Order.MUTE: [["key=MUTE"]],
    Order.UNMUTE: [["key=MUTE"]],
    Order.TRANSFER: [["key=TRANSFER", "number=%2B49%2A1"], ["key=F_TRANSFER", "number=%2B49%2A1"]],
    Order.CONSULT: [["key=F_HOLD", "number=%2B49%2A1"]],
    Order.COMPLETE: [["key=TRANSFER", "key=ENTER"], ["key=F_TRANSFER", "key=F_OK"]],
    Order.RETURN: [["key=CANCEL"], ["key=F_CANCEL"]],
    Order.DEFLECT: [["key=TRANSFER", "number=%2B49%2A1"], ["key=F_TRANSFER", "number=%2B49%2A1"]],
    Order.CONFERENCE: [["key=F_CONFERENCE"]],
    Order.LOUDER: [["key=VOLUME_UP"]],
    Order.QUIETER: [["key=VOLUME_DOWN"]],
    Order.REDIAL: [["key=REDIAL", "key=ENTER"]],
}


def driver() -> SnomPhone:
    return SnomPhone(PhoneConfig("desk", "snom", "192.168.1.50"), MemoryPins())


def sent(way: Way) -> list[str]:
    return [step.target.removeprefix("/command.htm?") for step in way.steps]


def test_every_order_has_its_ways() -> None:
    assert set(WANTED) | {Order.DTMF} == set(Order)


@pytest.mark.parametrize("order", WANTED)
def test_the_ways_of_an_order(order: Order) -> None:
    ways = driver().ways(order, "3c3b966053be", "+49*1")
    assert [sent(way) for way in ways] == WANTED[order]
    assert all(way.selected for way in ways)
    assert len({way.name for way in ways}) == len(ways)


@pytest.mark.parametrize("order", WANTED)
def test_a_pause_follows_what_comes_before_another_key_and_what_draws_the_screen(order: Order) -> None:
    drawing = ("key=F_HOLD", "key=F_CONFERENCE", "key=TRANSFER", "key=F_TRANSFER")
    for way in driver().ways(order, argument="22"):
        last = PAUSE if sent(way)[-1] in drawing else 0.0
        assert [step.pause for step in way.steps] == [PAUSE] * (len(way.steps) - 1) + [last]


async def test_the_next_command_waits_until_the_screen_is_drawn() -> None:
    async with snom() as (phone, desk, hand):
        await desk.go(desk.ways(Order.HOLD)[0])
        hand.now += 0.5
        await desk.configure({"dnd_mode": "on"})  # no key: it need not wait
        assert not hand.pauses
        await desk.go(desk.ways(Order.RESUME)[0])
        assert hand.pauses == [(2, PAUSE - 0.5)]
        hand.now += PAUSE
        await desk.go(desk.ways(Order.ANSWER)[0])
        assert len(hand.pauses) == 1
        assert len(phone.requests) == 4


def test_a_name_never_has_the_number_in_it() -> None:
    for order in Order:
        for way in driver().ways(order, "4711", "0815"):
            assert "0815" not in way.name
            assert "4711" not in way.name


@pytest.mark.parametrize(
    ("order", "toggling"),
    [
        (Order.HOLD, [True]),
        (Order.RESUME, [True]),
        (Order.SWAP, [True]),
        (Order.MUTE, [True]),
        (Order.UNMUTE, [True]),
        (Order.CONSULT, [True]),
        (Order.RETURN, [False, True]),
        (Order.DTMF, [False, True]),
        (Order.ANSWER, [False, False, False]),
        (Order.COMPLETE, [False, False]),
    ],
)
def test_what_must_not_be_done_twice(order: Order, toggling: list[bool]) -> None:
    assert [way.toggles for way in driver().ways(order, argument="22")] == toggling


def test_tones() -> None:
    voice, keys = driver().ways(Order.DTMF, argument="1*0#")
    assert voice.steps[0].target == "/command.htm?key_dtmf=1%2A0%23"
    assert keys.steps[0].target == "/command.htm?key=1,100,100;%2A,100,100;0,100,100;%23,100,100"


@settings(deadline=None)  # the machine may be busy
@given(st.text("0123456789*#", min_size=1, max_size=32))
def test_all_tones_arrive_in_order(digits: str) -> None:
    for way in driver().ways(Order.DTMF, argument=digits):
        _, _, value = way.steps[0].target.partition("=")
        assert "".join(unquote(part.partition(",")[0]) for part in value.split(";")) == digits


@pytest.mark.parametrize("argument", ["", "12A", "1 2", "1;2", "1&key=F1", "٣", "1" * 33, "+1"])
def test_what_is_no_tone(argument: str) -> None:
    with pytest.raises(UsageError) as caught:
        driver().ways(Order.DTMF, argument=argument)
    assert caught.value.key == "phone_digits_form"
    assert "desk" in str(caught.value)


@pytest.mark.parametrize("order", sorted(NUMBERED))
@pytest.mark.parametrize("argument", ["", "Anna", "22;23", "22&outgoing_uri=x", "2\r\n2", "+"])
def test_what_is_no_number(order: Order, argument: str) -> None:
    with pytest.raises(UsageError) as caught:
        driver().ways(order, argument=argument)
    assert caught.value.key == "phone_number_form"


@pytest.mark.parametrize("order", sorted(set(WANTED) - NUMBERED))
def test_an_argument_that_is_not_wanted_goes_nowhere(order: Order) -> None:
    for way in driver().ways(order, "x&y", "22&key=F1"):
        assert all("F1" not in step.target and "x&y" not in step.target for step in way.steps)


@pytest.mark.parametrize(
    ("firmware", "holds"),
    [
        ("6.5.20", ["key=F_R", "key=F_HOLD"]),
        ("7.3.30", ["key=F_HOLD", "key=F_R"]),
        ("8.7.5.35", ["key=F_HOLD"]),
        ("10.1.169.16", ["key=F_HOLD"]),
        ("beta", ["key=F_HOLD"]),
    ],
)
async def test_the_hold_key_of_an_old_firmware(firmware: str, holds: list[str]) -> None:
    async with snom({"/info.htm": info("360", firmware)}) as (_phone, driver, _hand):
        await driver.probe()
        assert [sent(way)[0] for way in driver.ways(Order.HOLD)] == holds
        assert [sent(way)[0] for way in driver.ways(Order.CONSULT, argument="22")] == holds
        assert [sent(way) for way in driver.ways(Order.SWAP)] == [[key, "key=DOWN", key] for key in holds]
        assert len(driver.ways(Order.REJECT)) == 1


async def test_a_pause_stands_between_the_steps_and_nowhere_else() -> None:
    async with snom() as (phone, driver, hand):
        await driver.go(driver.ways(Order.TRANSFER, argument="22")[0])
        assert asked(phone) == ["/command.htm?key=TRANSFER", "/command.htm?number=22"]
        assert hand.pauses == [(1, 2.0)]


async def test_nothing_of_anyone_else_comes_into_a_sequence() -> None:
    async with snom() as (phone, driver, _hand):
        paused, go_on = asyncio.Event(), asyncio.Event()

        async def pause(seconds: float) -> None:
            paused.set()
            await go_on.wait()

        driver._sleep = pause
        transfer = asyncio.create_task(driver.go(driver.ways(Order.TRANSFER, argument="22")[0]))
        await paused.wait()
        others = [asyncio.create_task(driver.dial("33")), asyncio.create_task(driver.probe())]
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(transfer, *others)
        assert asked(phone)[:3] == [
            "/command.htm?key=TRANSFER",
            "/command.htm?number=22",
            "/command.htm?number=33",
        ]


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (FORBIDDEN, "hidden-tags"),
        (MISSING, "no-remote-control"),
        (MANAGER, "no-remote-control"),
        (b"HTTP/1.1 302 Found\r\nLocation: /login.htm\r\nContent-Length: 0\r\n\r\n", "password"),
        (b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "not-a-phone"),
    ],
)
async def test_a_sequence_ends_at_the_first_refusal(answer: bytes, cause: str) -> None:
    async with snom({"/command.htm": answer, "/info.htm": OK}) as (phone, driver, hand):
        with pytest.raises(PhoneError) as caught:
            await driver.go(driver.ways(Order.CONSULT, argument="22")[0])
        assert caught.value.cause == cause
        assert "/command.htm?number=22" not in asked(phone)
        assert hand.pauses is None


async def test_a_sequence_that_is_given_up_in_its_pause_lets_the_next_go() -> None:
    async with snom() as (phone, driver, _hand):
        paused = asyncio.Event()

        async def pause(seconds: float) -> None:
            paused.set()
            await asyncio.Event().wait()

        driver._sleep = pause
        transfer = asyncio.create_task(driver.go(driver.ways(Order.TRANSFER, argument="22")[0]))
        await paused.wait()
        transfer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await transfer
        await driver.dial("33")
        assert asked(phone) == ["/command.htm?key=TRANSFER", "/command.htm?number=33"]
