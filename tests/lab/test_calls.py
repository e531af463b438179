"""Plain calls, judged by the program's journal and stream and by what SIP saw."""

from __future__ import annotations

import asyncio

import pytest

from tests.lab.conftest import OUTSIDE, Office
from tests.lab.laboratory import Laboratory

NUMBER = "+49221471101"


async def test_incoming_answered_and_hung_up_here(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await far.dial("22")
        rings = await program.call("desk", "ringing")
        assert (rings["direction"], rings["number"], rings["own_number"]) == ("in", NUMBER, "22")
        talks = await program.done("call", "answer")
        assert talks["call"]["state"] == "talking"
        begun = (await far.wait_for("CALL_ESTABLISHED")).at
        ended = await program.done("call", "hangup")
        assert ended["call"]["outcome"] == "answered"
        over = (await far.wait_for("CALL_CLOSED")).at
        (call,) = await program.journal()
    assert call["talk_seconds"] == pytest.approx(over - begun, abs=0.5)
    assert (call["outcome"], call["number"]) == ("answered", NUMBER)


async def test_incoming_hung_up_there(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        phone.user("answer")
        await program.call("desk", "talking")
        await far.wait_for("CALL_ESTABLISHED")
        await far.hang_up()
        assert (await program.call("desk", "ended"))["outcome"] == "answered"


async def test_missed(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        await far.hang_up()
        assert (await program.call("desk", "ended"))["outcome"] == "missed"
        assert len(await program.journal()) == 1


async def test_rejected_by_command(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "reject")
        closed = await far.wait_for("CALL_CLOSED")
        assert closed.details["param"].startswith("486")
        assert (await program.call("desk", "ended"))["outcome"] == "rejected"


async def test_outgoing_answered(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        dialled = await program.done("dial", "0221 471101")
        assert dialled["call"]["direction"] == "out"
        await far.wait_for("CALL_INCOMING")
        await far.answer()
        begun = (await far.wait_for("CALL_ESTABLISHED")).at
        await program.call("desk", "talking", number=NUMBER)
        await far.hang_up()
        over = (await far.wait_for("CALL_CLOSED")).at
        ended = await program.call("desk", "ended")
    assert (ended["outcome"], ended["number"]) == ("answered", NUMBER)
    assert ended["talk_seconds"] == pytest.approx(over - begun, abs=0.5)


async def test_outgoing_given_up(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await program.done("dial", OUTSIDE)
        await far.wait_for("CALL_INCOMING")
        await program.done("call", "hangup")
        await far.wait_for("CALL_CLOSED")
        assert (await program.call("desk", "ended"))["outcome"] == "cancelled"


async def test_outgoing_busy(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        await program.done("dial", OUTSIDE)
        await far.wait_for("CALL_INCOMING")
        await far.hang_up()
        ended = await program.call("desk", "ended")
    # A Snom only says that it is over: whether busy or given up is not in its events.
    assert ended["outcome"] == ("busy" if vendor == "yealink" else "cancelled")


async def test_wrong_number(lab: Laboratory, office: Office, vendor: str) -> None:
    phone = await lab.phone(vendor, "22")
    async with office(desk=phone) as program:
        await program.done("dial", "0221471199")
        ended = await program.call("desk", "ended")
        assert ended["outcome"] in ("cancelled", "failed")
        assert ended["answered"] is None


async def test_hold_and_resume_from_here_and_from_there(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, other = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        await program.done("dial", "23")
        await other.word("incoming")
        other.user("answer")
        await program.call("desk", "talking")
        await program.done("call", "hold")
        await other.sip("PausedByRemote")
        since = other.mark()
        await program.done("call", "resume")
        await other.sip("StreamsRunning", since)
        mark = program.mark()
        other.user("hold")
        await other.word("hold")
        if vendor == "yealink":  # a Snom has no event for being held
            await program.line(lambda one: one.get("event") == "remote-hold", mark, what="held")
        await program.done("call", "hangup")
        (call,) = await program.journal()
    assert call["outcome"] == "answered"
    assert 0 < call["hold_seconds"] <= call["talk_seconds"]


async def test_answered_at_another_phone(lab: Laboratory, office: Office, vendor: str) -> None:
    """Two phones with one number: who does not answer has not missed anything."""
    one, two, far = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("snom", "22", line="b"), lab.far_end(OUTSIDE)
    )
    async with office(desk=one, home=two) as program:
        await far.dial("22")
        await asyncio.gather(program.call("desk", "ringing"), program.call("home", "ringing"))
        two.user("answer")
        await program.call("home", "talking")
        # Which phone reports first is chance: what was taken for missed is corrected.
        await program.call("desk", "ended", outcome="answered", answered_elsewhere=True)
        two.user("hang-up")
        await program.call("home", "ended")
        outcomes = {call["phone"]: call["answered_elsewhere"] for call in await program.journal()}
        assert outcomes == {"desk": True, "home": False}


async def test_call_waiting_and_toggling(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, one, two = await asyncio.gather(
        lab.phone(vendor, "22"), lab.far_end(OUTSIDE), lab.far_end("0221471102")
    )
    async with office(desk=phone) as program:
        await one.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "answer")
        since = program.mark()
        await two.dial("22")
        second = await program.call("desk", "ringing", since)
        answered = await program.done("call", "answer")
        assert answered["call"]["id"] == second["id"]
        await program.call("desk", "held", since, number=NUMBER)
        await one.hang_up()
        assert (await program.call("desk", "ended", since))["number"] == NUMBER
        await program.done("call", "hangup")
        journal = await program.journal()
    assert sorted(call["outcome"] for call in journal) == ["answered", "answered"]
