"""Plain calls, judged by the program's journal and stream and by what SIP saw."""

from __future__ import annotations

import asyncio

import pytest

from tests.lab.baresip import FarEnd
from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory

NUMBER = "+49221471101"
NOBODY = "0221471199"
PRECISE = 0.5  # seconds by which a duration may differ from what SIP saw

People = tuple[DeskPhone, FarEnd]


@pytest.fixture
async def people(lab: Laboratory, vendor: str) -> People:
    """The user's phone, 22, and somebody outside."""
    return await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))


async def test_incoming_answered_and_hung_up_here(lab: Laboratory, office: Office, people: People) -> None:
    phone, far = people
    async with office(desk=phone) as program:
        await far.dial("22")
        rings = await program.call("desk", "ringing")
        assert (rings["direction"], rings["number"], rings["own_number"]) == ("in", NUMBER, "22")
        talks = await program.done("call", "answer")
        assert talks["call"]["state"] == "talking"
        begun = await lab.server.sip.answer("INVITE", 200)
        assert begun.source == phone.address
        await far.wait_for("CALL_ESTABLISHED")
        ended = await program.done("call", "hangup")
        assert ended["call"]["outcome"] == "answered"
        over = await lab.server.sip.request("BYE")
        assert over.source == phone.address
        await far.wait_for("CALL_CLOSED")
        (call,) = await program.journal()
    assert call["talk_seconds"] == pytest.approx(lab.server.sip.talked(begun.call_id), abs=PRECISE)
    assert (call["outcome"], call["number"]) == ("answered", NUMBER)
    if phone.plan.vendor == "snom":  # it reports SIP's own id, with the host and without
        assert call["call_id"] == begun.call_id.partition("@")[0]


async def test_incoming_answered_by_hand_and_hung_up_there(
    lab: Laboratory, office: Office, people: People
) -> None:
    """With the handset: off the hook and on it again."""
    phone, far = people
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        phone.user("answer")
        await program.event("off-hook")
        await program.call("desk", "talking")
        await far.wait_for("CALL_ESTABLISHED")
        await far.hang_up()
        assert (await program.call("desk", "ended"))["outcome"] == "answered"
        await program.event("on-hook")
        assert (await lab.server.sip.request("BYE")).source != phone.address


async def test_missed(lab: Laboratory, office: Office, people: People) -> None:
    """The caller gives up: one missed call, although a phone may report it twice over."""
    phone, far = people
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        rang = await lab.server.sip.answer("INVITE", 180)
        await far.hang_up()
        gone = await lab.server.sip.request("CANCEL")
        ended = await program.call("desk", "ended")
        assert ended["outcome"] == "missed"
        assert ended["ringing_seconds"] == pytest.approx(gone.at - rang.at, abs=PRECISE)
        await lab.server.sip.answer("INVITE", 487)
        await phone.reported("missed")
        assert [call["outcome"] for call in await program.journal()] == ["missed"]


async def test_rejected_by_command(lab: Laboratory, office: Office, people: People) -> None:
    phone, far = people
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "reject")
        refused = await lab.server.sip.answer("INVITE", 486)
        assert refused.source == phone.address
        assert (await far.wait_for("CALL_CLOSED")).details["param"].startswith("486")
        assert (await program.call("desk", "ended"))["outcome"] == "rejected"


async def test_rejected_by_hand(office: Office, people: People) -> None:
    """A Snom says nothing of it: that it has no call any more is in the next report that counts its calls."""
    phone, far = people
    async with office(desk=phone) as program:
        await far.dial("22")
        first = await program.call("desk", "ringing")
        phone.user("reject")
        await far.wait_for("CALL_CLOSED")
        if phone.plan.vendor == "snom":
            assert await _silent_about_the_reject(phone)
            while (await program.journal())[-1][
                "state"
            ] != "ended":  # one is spared that is three seconds young
                await _rings_in_vain(phone, far)
        ended = await program.call("desk", "ended", id=first["id"])
        assert ended["outcome"] == "rejected"


async def _silent_about_the_reject(phone: DeskPhone) -> bool:
    state = await phone.state()
    told = [one["url"] for one in phone.said if one.get("fate") == "posted"]
    return not state["calls"] and "incoming" in told[-1]


async def _rings_in_vain(phone: DeskPhone, far: FarEnd) -> None:
    mark, since = far.mark(), phone.mark()
    await far.dial("22")
    await phone.word("incoming", since)
    await far.hang_up()
    await far.wait_for("CALL_CLOSED", mark)
    await phone.word("missed", since)


async def test_busy_to_the_caller(lab: Laboratory, office: Office, people: People) -> None:
    """Without call waiting a second caller hears that it is busy, and nobody here notices."""
    phone, far = people
    other = await lab.phone("yealink", "23")
    phone.tell({"do": "waiting", "on": False})
    async with office(desk=phone) as program:
        other.user("dial", "22")
        await program.call("desk", "ringing")
        await program.done("call", "answer")
        since = lab.server.sip.mark()
        await far.dial("22")
        assert (await lab.server.sip.answer("INVITE", 486, since)).source == phone.address
        await far.wait_for("CALL_CLOSED")
        await program.done("call", "hangup")
        (call,) = await program.journal()
    assert call["number"] == "23"


async def test_outgoing_answered(lab: Laboratory, office: Office, people: People) -> None:
    phone, far = people
    async with office(desk=phone) as program:
        dialled = await program.done("dial", "0221 471101")
        assert dialled["call"]["direction"] == "out"
        (invitation,) = lab.server.sip.invitations(phone.address)
        assert invitation.uri_user == OUTSIDE
        await far.wait_for("CALL_INCOMING")
        await far.answer()
        await program.call("desk", "talking", number=NUMBER)
        await far.wait_for("CALL_ESTABLISHED")
        await far.hang_up()
        ended = await program.call("desk", "ended")
    assert (ended["outcome"], ended["number"]) == ("answered", NUMBER)
    assert ended["talk_seconds"] == pytest.approx(lab.server.sip.talked(invitation.call_id), abs=PRECISE)


async def test_outgoing_given_up(lab: Laboratory, office: Office, people: People) -> None:
    phone, far = people
    async with office(desk=phone) as program:
        await program.done("dial", OUTSIDE)
        await far.wait_for("CALL_INCOMING")
        await program.done("call", "hangup")
        assert (await lab.server.sip.request("CANCEL")).source == phone.address
        await far.wait_for("CALL_CLOSED")
        assert (await program.call("desk", "ended"))["outcome"] == "cancelled"


async def test_outgoing_busy(lab: Laboratory, office: Office, people: People) -> None:
    phone, far = people
    async with office(desk=phone) as program:
        await program.done("dial", OUTSIDE)
        await far.wait_for("CALL_INCOMING")
        await far.hang_up()
        await lab.server.sip.answer("INVITE", 486)
        ended = await program.call("desk", "ended")
    # A Snom only says that it is over: whether busy or given up is not in its events.
    assert ended["outcome"] == ("busy" if phone.plan.vendor == "yealink" else "cancelled")


async def test_outgoing_not_answered(office: Office, vendor: str) -> None:
    """The exchange gives up after a while."""
    async with Laboratory(ring_seconds=1.0) as lab:
        phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
        async with office(desk=phone) as program:
            await program.done("dial", OUTSIDE)
            await far.wait_for("CALL_INCOMING")
            ended = await program.call("desk", "ended")
            rang = await lab.server.sip.answer("INVITE", 180)
            over = await lab.server.sip.answer("CANCEL", 200)
    assert (ended["outcome"], ended["answered"]) == ("cancelled", None)
    assert ended["ringing_seconds"] == pytest.approx(over.at - rang.at, abs=PRECISE)


async def test_wrong_number(lab: Laboratory, office: Office, vendor: str) -> None:
    phone = await lab.phone(vendor, "22")
    async with office(desk=phone) as program:
        await program.done("dial", NOBODY)
        await lab.server.sip.answer("INVITE", 404)
        ended = await program.call("desk", "ended")
    assert (ended["outcome"], ended["answered"], ended["number"]) == ("cancelled", None, "+49221471199")


async def test_answered_at_another_phone(lab: Laboratory, office: Office, vendor: str) -> None:
    """Two phones with one number: who does not answer has not missed anything."""
    first, two, far = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("snom", "22", line="b"), lab.far_end(OUTSIDE)
    )
    async with office(desk=first, home=two) as program:
        await far.dial("22")
        await asyncio.gather(program.call("desk", "ringing"), program.call("home", "ringing"))
        two.user("answer")
        await program.call("home", "talking")
        await lab.server.sip.answer("CANCEL", 200, fits=lambda it: it.source == first.address)
        # Which phone reports first is chance: what was taken for missed is corrected.
        await program.call("desk", "ended", outcome="answered", answered_elsewhere=True)
        two.user("hang-up")
        await program.call("home", "ended")
        outcomes = {call["phone"]: call["answered_elsewhere"] for call in await program.journal()}
        assert outcomes == {"desk": True, "home": False}


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
async def test_a_name_as_the_phone_writes_it(
    lab: Laboratory, office: Office, vendor: str, encoding: str
) -> None:
    """Raw in the request line, blanks and all, whatever stands in it."""
    name = "Müller & Söhne +49 <x>&remote=110"
    phone, other = await asyncio.gather(
        lab.phone(vendor, "22", encoding=encoding),
        lab.phone("yealink", "23", display="Müller & Söhne&remote=110"),
    )
    async with office(desk=phone) as program:
        other.user("dial", "22")
        rings = await program.call("desk", "ringing")
        assert (rings["number"], rings["display_name"]) == ("23", "Müller & Söhne&remote=110"), name
        await program.done("call", "answer")
        await program.done("call", "hangup")
        assert len(await program.journal()) == 1


async def test_two_phones_in_one_program(lab: Laboratory, office: Office) -> None:
    """Each call stays at its phone, also where both are rung, answered and hung up at once."""
    snom, yealink, one, two = await asyncio.gather(
        lab.phone("snom", "22"), lab.phone("yealink", "23"), lab.far_end(OUTSIDE), lab.far_end("0221471102")
    )
    async with office(desk=snom, side=yealink) as program:
        await asyncio.gather(one.dial("22"), two.dial("23"))
        ringing = await asyncio.gather(program.call("desk", "ringing"), program.call("side", "ringing"))
        assert [call["number"] for call in ringing] == [NUMBER, "+49221471102"]
        await asyncio.gather(*(program.done("call", "answer", "--phone", name) for name in ("desk", "side")))
        await asyncio.gather(one.wait_for("CALL_ESTABLISHED"), two.wait_for("CALL_ESTABLISHED"))
        await program.done("call", "hold", "--phone", "side")
        await lab.server.sip.reinvite(yealink.address, "sendonly")
        await program.done("call", "hangup", "--phone", "desk")
        await one.wait_for("CALL_CLOSED")
        (still,) = (await yealink.state())["calls"]
        assert still["state"] == "Paused"
        await program.done("call", "hangup", "--phone", "side")
        journal = {call["phone"]: (call["number"], call["outcome"]) for call in await program.journal()}
    assert journal == {"desk": (NUMBER, "answered"), "side": ("+49221471102", "answered")}


async def test_our_own_phones_call_each_other(lab: Laboratory, office: Office, vendor: str) -> None:
    """Two calls in the journal, one at each phone; they do not take each other's events."""
    phone, other = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone, side=other) as program:
        await program.done("dial", "23", "--phone", "desk")
        await program.call("side", "ringing", number="22")
        await program.done("call", "answer", "--phone", "side")
        await program.call("desk", "talking", number="23")
        await program.done("call", "hangup", "--phone", "side")
        await program.call("desk", "ended", outcome="answered")
        journal = {call["phone"]: call["direction"] for call in await program.journal()}
    assert journal == {"desk": "out", "side": "in"}
