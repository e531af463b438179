"""Transfers, conference and DTMF with real SIP: REFER, Replaces, 302, mixed voices, RFC 2833."""

from __future__ import annotations

import asyncio

import pytest

from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product
from tests.lab.test_holding import talk

Three = tuple[DeskPhone, DeskPhone, DeskPhone]
LOUD = 0.5  # of a tone as it is sent
QUIET = 0.05
NOBODY = "99"


@pytest.fixture
async def three(lab: Laboratory, vendor: str) -> Three:
    """The user's phone, 22, and two colleagues, 23 and 24."""
    return await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"), lab.phone("snom", "24"))


async def consult(program: Product, colleague: DeskPhone, first: int) -> int:
    """Asks the colleague, who answers; the call `first` is on hold meanwhile. Returns the number of the other."""
    mark = program.mark()
    await program.done("call", "transfer", colleague.plan.extension, "--attended")
    await program.call("desk", "held", mark, id=first)
    await colleague.word("incoming")
    colleague.user("answer")
    call = await program.call("desk", "talking", mark, number=colleague.plan.extension)
    return int(call["id"])


async def test_blind_transfer(lab: Laboratory, office: Office, three: Three) -> None:
    phone, b, c = three
    async with office(desk=phone) as program:
        first = await talk(program, phone, b)
        await program.done("call", "transfer", "24")
        refer = await lab.server.sip.request("REFER")
        assert (refer.source, "sip:24@" in refer.refer_to, "Replaces" in refer.refer_to) == (
            phone.address,
            True,
            False,
        )
        await c.word("incoming")
        c.user("answer")
        await c.word("connected")
        ended = await program.call("desk", "ended")
        assert (ended["id"], ended["outcome"], ended["transferred_to"]) == (first["id"], "transferred", "24")
        await asyncio.gather(phone.has_calls(0), b.running(1), c.running(1))
        invited = [one.to_user for one in lab.server.sip.invitations(b.address)]
        assert invited == ["24"]


async def test_attended_transfer(lab: Laboratory, office: Office, three: Three) -> None:
    phone, b, c = three
    async with office(desk=phone) as program:
        first = await talk(program, phone, b)
        mark = program.mark()
        await consult(program, c, first["id"])
        await program.done("call", "complete")
        refer = await lab.server.sip.request("REFER")
        assert "Replaces" in refer.refer_to
        replacing = await lab.server.sip.request("INVITE", 0, lambda one: bool(one.replaces))
        assert replacing.source in (b.address, c.address)
        outcomes = [(await program.call("desk", "ended", mark, number=n))["outcome"] for n in ("23", "24")]
        assert outcomes == ["transferred", "transferred"]
        await asyncio.gather(b.running(1), c.running(1), phone.has_calls(0))


async def test_transfer_to_somebody_who_still_rings(lab: Laboratory, office: Office, three: Three) -> None:
    """The consultation is completed before it is answered."""
    phone, b, c = three
    async with office(desk=phone) as program:
        await talk(program, phone, b)
        mark = program.mark()
        await program.done("call", "transfer", "24", "--attended")
        await program.call("desk", "held", mark, number="23")
        await c.word("incoming")
        since = c.mark()
        done = await program.run("call", "complete", "--json")
        assert done.status == 0, done.err
        await lab.server.sip.request("REFER")
        await c.word("incoming", since)
        c.user("answer")
        await asyncio.gather(b.running(1), c.running(1), phone.has_calls(0))
        first = await program.call("desk", "ended", mark, number="23")
        assert first["outcome"] == "transferred"


async def test_consultation_dropped(office: Office, three: Three) -> None:
    """The first caller waits on hold and is taken back."""
    phone, b, c = three
    async with office(desk=phone) as program:
        first = await talk(program, phone, b)
        mark = program.mark()
        await consult(program, c, first["id"])
        await program.done("call", "return")
        await program.call("desk", "ended", mark, number="24")
        await c.has_calls(0)
        await phone.has_calls(1)
        await program.done("call", "resume")
        await program.call("desk", "talking", mark, id=first["id"])
        await b.running(1)


async def test_ringing_call_passed_on(lab: Laboratory, office: Office, vendor: str) -> None:
    phone, c, far = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("snom", "24"), lab.far_end(OUTSIDE)
    )
    async with office(desk=phone) as program:
        await far.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "deflect", "24")
        moved = await lab.server.sip.answer("INVITE", 302)
        assert moved.source == phone.address
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
        first = await talk(program, phone, b)
        mark = program.mark()
        await program.run("call", "transfer", NOBODY)
        await lab.server.sip.request("REFER")
        await phone.word("transfer-failed")
        if vendor == "yealink":
            await program.event("transfer-failed", mark)
        await phone.has_calls(1)
        await program.done("call", "hangup", "--call", str(first["id"]))
        (call,) = await program.journal()
    # That it failed is in no report of a Snom.
    assert call["outcome"] == ("answered" if vendor == "yealink" else "transferred")


async def test_transferred_by_the_other_side(lab: Laboratory, office: Office, three: Three) -> None:
    """A colleague passes us on to another one: we go on talking, to somebody else."""
    phone, b, c = three
    async with office(desk=phone) as program:
        await talk(program, phone, b)
        mark = program.mark()
        b.user("transfer", "24")
        await c.word("incoming")
        c.user("answer")
        await program.call("desk", "talking", mark, number="24")
        await program.call("desk", "ended", mark, number="23")
        await asyncio.gather(b.has_calls(0), c.running(1), phone.running(1))
        await program.done("call", "hangup")
        outcomes = [call["outcome"] for call in await program.journal()]
    assert outcomes == ["answered", "answered"]


async def test_a_colleague_connects_somebody_to_us(lab: Laboratory, office: Office, three: Three) -> None:
    """He has asked us first: the call with him becomes one with the other (INVITE with Replaces)."""
    phone, b, c = three
    async with office(desk=phone) as program:
        c.user("dial", "23")
        await b.word("incoming")
        b.user("answer")
        await b.word("connected")
        b.user("hold")
        await b.word("hold")
        b.user("dial", "22")
        await program.call("desk", "ringing", number="23")
        await program.done("call", "answer")
        mark = program.mark()
        b.user("join")
        await lab.server.sip.request("INVITE", 0, lambda one: bool(one.replaces))
        await asyncio.gather(phone.running(1), c.running(1), b.has_calls(0))
        assert "sip:24@" in (await phone.state())["calls"][0]["remote"]
        await program.call("desk", "talking", mark, number="24")
        await program.call("desk", "ended", number="23")
        await program.done("call", "hangup")
        assert len(await program.journal()) == 2


async def test_three_way_conference(lab: Laboratory, office: Office, vendor: str) -> None:
    """Each of the other two hears the third one, through our phone."""
    phone, b, c = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("yealink", "23", tone=440), lab.phone("snom", "24", tone=1000)
    )
    async with office(desk=phone) as program:
        first = await talk(program, phone, b)
        second = await consult(program, c, first["id"])
        assert (await c.state())["hears"]["440"] < QUIET
        assert (await program.run("call", "conference")).status == 0
        await phone.running(2)
        await asyncio.gather(
            c.until(lambda one: one["hears"]["440"] > LOUD, what="440 Hz"),
            b.until(lambda one: one["hears"]["1000"] > LOUD, what="1000 Hz"),
        )
        since = lab.server.sip.mark()
        for call in (first["id"], second):
            await program.run("call", "hangup", "--call", str(call))
        await lab.server.sip.request("BYE", since)


@pytest.mark.parametrize("digits", ["123#", "*97"])
async def test_dtmf_is_heard_at_the_other_end(
    lab: Laboratory, office: Office, vendor: str, digits: str
) -> None:
    phone, b = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        await talk(program, phone, b)
        assert (await program.run("call", "dtmf", digits)).status == 0
        await b.until(lambda one: len(one["heard"]) >= len(digits), what=digits)
        assert (await b.state())["heard"] == digits
