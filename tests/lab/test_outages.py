"""The telephone system, a phone, its web server or the program goes away in the middle of everything, and comes back."""

from __future__ import annotations

import asyncio

import pytest

from tests.lab.baresip import FarEnd
from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product
from tests.lab.test_holding import talk

People = tuple[DeskPhone, FarEnd]
NUMBER = "+49221471101"


@pytest.fixture
async def people(lab: Laboratory, vendor: str) -> People:
    """The user's phone, 22, and somebody outside."""
    return await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))


async def answered(program: Product, phone: DeskPhone, far: FarEnd) -> int:
    """Somebody calls and is answered. The call's number."""
    mark, since = program.mark(), far.mark()
    await far.dial("22")
    await program.call("desk", "ringing", mark)
    phone.user("answer")
    call = await program.call("desk", "talking", mark)
    await far.wait_for("CALL_ESTABLISHED", since)
    return int(call["id"])


async def test_the_telephone_system_goes_and_comes_back(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, other = await asyncio.gather(
        lab.phone(vendor, "22", tcp=True), lab.phone("yealink", "23", tcp=True)
    )
    async with office(desk=phone) as program:
        mark, since = program.mark(), phone.mark()
        await lab.server.stop()
        await phone.word("register-failed", since)
        await program.status("desk", mark, registered=False)
        (listed,) = (await program.run("phone", "list", "--json")).json()["phones"]
        assert (listed["registered"], listed["reachable"]) == (False, True)
        mark, since, gone = program.mark(), phone.mark(), other.mark()
        await lab.server.start()
        await asyncio.gather(phone.word("registered", since), other.word("registered", gone))
        await program.status("desk", mark, registered=True)
        await talk(program, phone, other)
        await program.done("call", "hangup")


async def test_power_cut_in_a_conversation(office: Office, people: People) -> None:
    """The call is closed when the phone reports that it has started; then all goes on by itself."""
    phone, far = people
    async with office(desk=phone) as program:
        first = await answered(program, phone, far)
        await phone.power_cut()
        since, mark = phone.mark(), program.mark()
        await phone.start()
        await phone.word("registered", since)
        ended = await program.call("desk", "ended", mark, id=first)
        assert (ended["outcome"], ended["number"]) == ("answered", NUMBER)
        await program.event("booted", mark)
        await far.hang_up()
        second = await answered(program, phone, far)  # with a Yealink, under the id of the first one
        await program.done("call", "hangup")
        journal = {call["id"]: call["outcome"] for call in await program.journal()}
    assert journal == {first: "answered", second: "answered"}


async def test_power_cut_while_it_rings(office: Office, people: People) -> None:
    phone, far = people
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        await phone.power_cut()
        assert (await program.run("call", "answer")).status == 3
        mark = program.mark()
        await phone.start()
        ended = await program.call("desk", "ended", mark)
        assert (ended["outcome"], ended["answered"]) == ("unknown", None)
        await program.status("desk", mark, reachable=True, cause=None)


async def test_its_web_server_goes_and_comes_back(office: Office, people: People) -> None:
    """Calls are told all the same. What the phone reports next shows that it is worth asking it again."""
    phone, far = people
    async with office(desk=phone) as program:
        phone.tell({"do": "web", "on": False})
        await phone.state()
        mark = program.mark()
        assert (await program.run("dial", OUTSIDE)).status == 3
        await program.status("desk", mark, cause="unreachable", reachable=False)
        await answered(program, phone, far)
        phone.tell({"do": "web", "on": True})
        await phone.state()
        mark = program.mark()
        phone.user("hang-up")
        await program.status("desk", mark, reachable=True, cause=None, within=15.0)
        await program.done("dial", OUTSIDE)


@pytest.mark.parametrize("killed", [False, True], ids=["stopped", "killed"])
async def test_the_program_is_away_for_a_while(
    lab: Laboratory, office: Office, people: People, killed: bool
) -> None:
    """A call that goes on meanwhile is closed in the journal, and its real end is put right when it comes."""
    phone, far = people
    async with office(desk=phone) as program:
        first = await answered(program, phone, far)
        begun = await lab.server.sip.answer("INVITE", 200)
        await (program.kill() if killed else program.stop())
        await program.start()
        (call,) = await program.journal()
        assert (call["id"], call["state"], call["outcome"]) == (first, "ended", "answered")
        phone.user("hang-up")
        await program.event("ended")
        (call,) = await program.journal()
    assert call["talk_seconds"] == pytest.approx(lab.server.sip.talked(begun.call_id), abs=0.5)


async def test_a_call_while_the_program_is_away(office: Office, people: People) -> None:
    """Nobody has written it down, and the next one is right again."""
    phone, far = people
    async with office(desk=phone) as program:
        await program.stop()
        await far.dial("22")
        await phone.word("incoming")
        await far.hang_up()
        await phone.word("missed")
        await program.start()
        await answered(program, phone, far)
        await program.done("call", "hangup")
        assert [call["outcome"] for call in await program.journal()] == ["answered"]
