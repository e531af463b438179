"""Hold and resume, a second call, and going back and forth: re-INVITEs and what the journal makes of them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.leg import user_of
from tests.lab.product import Product

NUMBER = "+49221471101"
SECOND = "0221471102"


async def talk(program: Product, phone: DeskPhone, other: DeskPhone) -> dict[str, Any]:
    """A conversation with a colleague, begun here."""
    since = program.mark()
    await program.done("dial", other.plan.extension)
    await other.word("incoming")
    other.user("answer")
    await phone.word("connected")
    return await program.call("desk", "talking", since, number=other.plan.extension)


async def test_hold_and_resume_from_here(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, other = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        await talk(program, phone, other)
        await program.done("call", "hold")
        held = await lab.server.sip.reinvite(phone.address, "sendonly")
        await other.word("remote-hold")
        since = lab.server.sip.mark()
        await program.done("call", "resume")
        resumed = await lab.server.sip.reinvite(phone.address, "sendrecv", since)
        await other.word("remote-resume")
        await program.done("call", "hangup")
        (call,) = await program.journal()
    assert call["outcome"] == "answered"
    assert call["hold_seconds"] == pytest.approx(resumed.at - held.at, abs=0.5)
    assert call["talk_seconds"] == pytest.approx(lab.server.sip.talked(held.call_id), abs=0.5)


async def test_hold_and_resume_from_there(lab: Laboratory, office: Office, vendor: str) -> None:
    """A Snom has no report for it: the conversation goes on in the journal either way."""
    phone, other = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        await talk(program, phone, other)
        mark = program.mark()
        other.user("hold")
        await lab.server.sip.reinvite(other.address, "sendonly")
        await asyncio.gather(other.word("hold"), phone.word("remote-hold"))
        since = lab.server.sip.mark()
        other.user("resume")
        await lab.server.sip.reinvite(other.address, "sendrecv", since)
        await phone.word("remote-resume")
        if vendor == "yealink":
            await program.event("remote-hold", mark)
            await program.event("remote-resume", mark)
        await program.done("call", "hangup")
        (call,) = await program.journal()
    assert (call["outcome"], call["hold_seconds"]) == ("answered", 0.0)


async def test_held_by_both(lab: Laboratory, office: Office, vendor: str) -> None:
    """Our own hold is ours to end, whatever the other side does meanwhile."""
    phone, other = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("snom", "23"))
    async with office(desk=phone) as program:
        await talk(program, phone, other)
        await program.done("call", "hold")
        await other.word("remote-hold")
        other.user("hold")
        await lab.server.sip.request("INVITE", 0, lambda one: one.inside and one.source == other.address)
        await program.done("call", "resume")
        await program.done("call", "hangup")
        (call,) = await program.journal()
    assert 0 < call["hold_seconds"] <= call["talk_seconds"]


async def test_a_second_call_is_taken(lab: Laboratory, office: Office, vendor: str) -> None:
    """The first one goes on hold by itself. What is hung up is the call that is meant."""
    phone, one, two = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE), lab.far_end(SECOND))
    async with office(desk=phone) as program:
        await one.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "answer")
        since = program.mark()
        await two.dial("22")
        second = await program.call("desk", "ringing", since)
        answered = await program.done("call", "answer")
        assert answered["call"]["id"] == second["id"]
        await lab.server.sip.reinvite(phone.address, "sendonly")
        await program.call("desk", "held", since, number=NUMBER)
        await one.hang_up()
        assert (await program.call("desk", "ended", since))["number"] == NUMBER
        await program.done("call", "hangup")
        await two.wait_for("CALL_CLOSED")
        journal = await program.journal()
    assert sorted(call["outcome"] for call in journal) == ["answered", "answered"]


async def test_a_second_call_is_rejected(lab: Laboratory, office: Office, vendor: str) -> None:
    """… and the conversation goes on."""
    phone, one, two = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE), lab.far_end(SECOND))
    async with office(desk=phone) as program:
        await one.dial("22")
        await program.call("desk", "ringing")
        first = await program.done("call", "answer")
        since = program.mark()
        await two.dial("22")
        second = await program.call("desk", "ringing", since)
        await program.done("call", "reject", "--call", str(second["id"]))
        await lab.server.sip.answer("INVITE", 486, 0, lambda answer: answer.source == phone.address)
        await two.wait_for("CALL_CLOSED")
        await phone.running(1)
        await program.done("call", "hangup", "--call", str(first["call"]["id"]))
        await one.wait_for("CALL_CLOSED")
        outcomes = {call["number"]: call["outcome"] for call in await program.journal()}
    assert outcomes == {NUMBER: "answered", "+49221471102": "rejected"}


async def test_going_back_and_forth(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        await talk(program, phone, b)
        mark = program.mark()
        c.user("dial", "22")
        await program.call("desk", "ringing", mark)
        await program.done("call", "answer")
        await program.call("desk", "held", mark, number="23")
        for held, talking in (("24", "23"), ("23", "24")):
            mark, since = program.mark(), lab.server.sip.mark()
            await program.done("call", "swap")
            await program.call("desk", "held", mark, number=held)
            await program.call("desk", "talking", mark, number=talking)
            for flow in ("sendonly", "sendrecv"):
                await lab.server.sip.reinvite(phone.address, flow, since)
        states = {user_of(call["remote"]): call["state"] for call in (await phone.state())["calls"]}
    assert states == {"23": "Paused", "24": "StreamsRunning"}


async def test_a_held_call_is_hung_up(lab: Laboratory, office: Office, vendor: str) -> None:
    """By its number in the program, while another conversation goes on: where the phone can be told which."""
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        first = await talk(program, phone, b)
        c.user("dial", "22")
        await program.call("desk", "ringing")
        await program.done("call", "answer")
        await program.call("desk", "held", number="23")
        ended = await program.run("call", "hangup", "--call", str(first["id"]))
        if vendor == "yealink":
            assert ended.status == 0
            await b.has_calls(0)
        else:  # its key would end the other one: the program says so instead
            assert ended.status != 0
            await b.has_calls(1)
        (running,) = [call for call in (await phone.state())["calls"] if call["state"] == "StreamsRunning"]
    assert user_of(running["remote"]) == "24"
