"""Transfers, conference, DTMF and toggling with real SIP: REFER, Replaces, re-INVITE, RFC 2833."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.lab.conftest import OUTSIDE, Office
from tests.lab.laboratory import DeskPhone, Laboratory
from tests.lab.product import Product


async def _talks(program: Product, phone: DeskPhone, other: DeskPhone) -> dict[str, Any]:
    """A conversation with a colleague, begun here."""
    await program.done("dial", other.plan.extension)
    await other.word("incoming")
    other.user("answer")
    await phone.word("connected")
    return await program.call("desk", "talking")


async def test_blind_transfer(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        first = await _talks(program, phone, b)
        await program.done("call", "transfer", "24")
        await c.word("incoming")
        c.user("answer")
        await c.word("connected")
        ended = await program.call("desk", "ended")
        assert (ended["id"], ended["outcome"], ended["transferred_to"]) == (first["id"], "transferred", "24")
        state = await b.state()
        assert [call["remote"] for call in state["calls"] if "24" in call["remote"]]


async def test_attended_transfer(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        first = await _talks(program, phone, b)
        mark = program.mark()
        await program.done("call", "transfer", "24", "--attended")
        await program.call("desk", "held", mark, id=first["id"])
        await c.word("incoming")
        c.user("answer")
        await program.call("desk", "talking", mark, number="24")
        await program.done("call", "complete")
        outcomes = [(await program.call("desk", "ended", mark, number=n))["outcome"] for n in ("23", "24")]
        assert outcomes == ["transferred", "transferred"]
        await asyncio.gather(b.has_calls(1), c.has_calls(1), phone.has_calls(0))


async def test_consultation_dropped(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        first = await _talks(program, phone, b)
        mark = program.mark()
        await program.done("call", "transfer", "24", "--attended")
        await c.word("incoming")
        c.user("answer")
        await program.call("desk", "talking", mark, number="24")
        await program.done("call", "return")
        await program.call("desk", "ended", mark, number="24")
        await c.word("ended")
        back = program.mark()
        if not any(
            line.get("call", {}).get("id") == first["id"] and line["call"]["state"] == "talking"
            for line in program.lines[mark:]
            if line["type"] == "call"
        ):
            await program.done("call", "resume")
            await program.call("desk", "talking", back, id=first["id"])


async def test_ringing_call_passed_on(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, c, far = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("snom", "24"), lab.far_end(OUTSIDE)
    )
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "deflect", "24")
        await c.word("incoming")
        c.user("answer")
        await far.wait_for("CALL_ESTABLISHED")
        ended = await program.call("desk", "ended")
        assert (ended["outcome"], ended["transferred_to"]) == ("transferred", "24")


async def test_transfer_to_nobody_fails_and_the_call_stays(
    lab: Laboratory, office: Office, vendor: str
) -> None:
    phone, b = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        first = await _talks(program, phone, b)
        await program.run("call", "transfer", "99")
        if vendor == "yealink":
            await phone.word("transfer-failed")
        assert (await phone.state())["calls"], "the first call is still there"
        await program.done("call", "hangup", "--call", str(first["id"]))


async def test_three_way_conference(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        await _talks(program, phone, b)
        mark = program.mark()
        await program.done("call", "transfer", "24", "--attended")
        await c.word("incoming")
        c.user("answer")
        await program.call("desk", "talking", mark, number="24")
        since = phone.mark()
        assert (await program.run("call", "conference")).status == 0
        await phone.sip("StreamsRunning", since)  # the held one runs again
        calls = (await phone.state())["calls"]
        assert [call["state"] for call in calls] == ["StreamsRunning", "StreamsRunning"]


@pytest.mark.parametrize("digits", ["123#", "*97"])
async def test_dtmf_is_heard_at_the_other_end(
    lab: Laboratory, office: Office, vendor: str, digits: str
) -> None:
    phone, b = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        await _talks(program, phone, b)
        assert (await program.run("call", "dtmf", digits)).status == 0
        await b.wait_for(lambda one: one.get("event") == "dtmf" and one["detail"] == digits[-1], what="DTMF")
        assert (await b.state())["heard"] == digits


async def test_toggling_between_two_calls(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24")
    )
    async with office(desk=phone) as program:
        await _talks(program, phone, b)
        mark = program.mark()
        c.user("dial", "22")
        await program.call("desk", "ringing", mark)
        await program.done("call", "answer")
        await program.call("desk", "held", mark, number="23")
        mark = program.mark()
        await program.done("call", "swap")
        await program.call("desk", "held", mark, number="24")
        await program.call("desk", "talking", mark, number="23")
