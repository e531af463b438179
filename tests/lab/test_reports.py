"""Reports that come late, twice, in another order, half or not at all: the journal has each call once, and ended."""

from __future__ import annotations

import asyncio

import pytest

from tests.lab.baresip import FarEnd
from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product

People = tuple[DeskPhone, FarEnd]

# What a fault is for: the report that begins, connects, ends a call, by the maker's name of it.
NAMES = {
    "snom": ("action_incoming_url", "action_connected_url", "action_disconnected_url"),
    "yealink": ("incoming_call", "call_established", "call_terminated"),
}


@pytest.fixture
async def people(lab: Laboratory, vendor: str) -> People:
    """The user's phone, 22, and somebody outside."""
    return await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))


async def conversation(phone: DeskPhone, far: FarEnd) -> None:
    """Somebody calls, is answered by hand, and hangs up."""
    mark, since = far.mark(), phone.mark()
    await far.dial("22")
    await phone.word("incoming", since)
    phone.user("answer")
    await phone.word("connected", since)
    await far.wait_for("CALL_ESTABLISHED", mark)
    await far.hang_up()
    await phone.word("ended", since)


async def outcomes(program: Product) -> list[str]:
    """Of all calls in the journal, each of which must have ended."""
    return [call["outcome"] for call in await program.journal()]


async def test_every_report_comes_twice(office: Office, people: People) -> None:
    phone, far = people
    phone.faults(repeated=1.0)
    async with office(desk=phone) as program:
        await conversation(phone, far)
        await program.call("desk", "ended")
        mark = program.mark()
        phone.faults(repeated=0.0)
        phone.user("dnd-on")  # behind all that was repeated
        await program.status("desk", mark, dnd=True)
        assert await outcomes(program) == ["answered"]


async def test_every_report_comes_late(office: Office, people: People) -> None:
    phone, far = people
    phone.faults(delay=0.6)
    async with office(desk=phone) as program:
        await conversation(phone, far)
        ended = await program.call("desk", "ended")
        assert ended["outcome"] == "answered"
        assert await outcomes(program) == ["answered"]


async def test_the_end_overtakes_the_beginning(office: Office, people: People) -> None:
    """ "Connected" comes after "ended": it was answered all the same."""
    phone, far = people
    names = NAMES[phone.plan.vendor]
    phone.faults(overtaken=1.0, delay=3.0, only=[names[1]])
    async with office(desk=phone) as program:
        await conversation(phone, far)
        await program.event("connected")
        await program.call("desk", "ended", outcome="answered")
        assert await outcomes(program) == ["answered"]


@pytest.mark.parametrize("lost", [0, 1, 2], ids=["incoming", "connected", "ended"])
async def test_one_report_is_lost(office: Office, people: People, lost: int) -> None:
    """What can be known of the call is in the journal when the next one is over."""
    phone, far = people
    phone.faults(lost=1.0, only=[NAMES[phone.plan.vendor][lost]])
    async with office(desk=phone) as program:
        await conversation(phone, far)
        await phone.word("on-hook")
        phone.faults(lost=0.0)
        while any(call["state"] != "ended" for call in await program.journal()):
            await conversation(phone, far)
        first = (await program.journal())[-1]
        # Without "connected" nobody can say what the end was: a missed call would have been reported as missed.
        assert (first["outcome"], first["direction"]) == ("unknown" if lost == 1 else "answered", "in")


async def test_a_report_hangs(office: Office, people: People) -> None:
    """Half a request that goes on for ever holds nobody up."""
    phone, far = people
    phone.faults(hanging=1.0, only=["action_offhook_url", "off_hook", "idle_to_busy"])
    async with office(desk=phone) as program:
        await conversation(phone, far)
        assert (await program.call("desk", "ended", within=4.0))["outcome"] == "answered"


async def test_old_firmware(lab: Laboratory, office: Office) -> None:
    """Before V80 a Yealink says of a busy number only that it is idle again, and of a missed call one thing."""
    phone, far = await asyncio.gather(lab.phone("yealink", "22", old=True), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await program.done("dial", OUTSIDE)
        await far.wait_for("CALL_INCOMING")
        await far.hang_up()
        await phone.word("idle")
        while any(call["state"] != "ended" for call in await program.journal()):
            mark = program.mark()  # "idle" spares a call that is not three seconds old
            await far.dial("22")
            await program.call("desk", "ringing", mark)
            await far.hang_up()
            await program.call("desk", "ended", mark, direction="in")
        ended = {call["direction"]: call["outcome"] for call in await program.journal()}
    assert ended == {"out": "cancelled", **dict.fromkeys(ended.keys() - {"out"}, "missed")}
