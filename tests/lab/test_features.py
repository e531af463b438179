"""Do not disturb and forwards by the program's command, and what then becomes of a real call."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.lab.baresip import FarEnd
from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product

People = tuple[DeskPhone, DeskPhone, FarEnd]


@pytest.fixture
async def people(lab: Laboratory, vendor: str) -> People:
    """The user's phone, 22, a colleague, 24, and somebody outside."""
    return await asyncio.gather(lab.phone(vendor, "22"), lab.phone("snom", "24"), lab.far_end(OUTSIDE))


async def known(program: Product) -> dict[str, Any]:
    """What the program shows of the phone."""
    (status,) = (await program.run("phone", "status", "--json")).json()["phones"]
    return dict(status)


async def test_do_not_disturb(lab: Laboratory, office: Office, people: People) -> None:
    phone, _, far = people
    async with office(desk=phone) as program:
        mark = program.mark()
        await program.done("phone", "dnd", "on")
        await program.status("desk", mark, dnd=True)
        await far.dial("22")
        assert (await lab.server.sip.answer("INVITE", 486)).source == phone.address
        await far.wait_for("CALL_CLOSED")
        mark, since = program.mark(), far.mark()
        await program.done("phone", "dnd", "off")
        await program.status("desk", mark, dnd=False)
        await far.dial("22")
        await program.call("desk", "ringing")
        await far.hang_up()
        await far.wait_for("CALL_CLOSED", since)
        await program.call("desk", "ended")
        assert len(await program.journal()) == 1, "only the one that was let through"


async def test_do_not_disturb_by_hand(office: Office, people: People) -> None:
    """Whoever switches it on at the phone is believed, too."""
    phone, _, _ = people
    async with office(desk=phone) as program:
        mark = program.mark()
        phone.user("dnd-on")
        await program.status("desk", mark, dnd=True)
        await program.done("phone", "dnd", "off")
        await phone.until(lambda state: not state["dnd"])


async def test_forward_always(lab: Laboratory, office: Office, people: People) -> None:
    phone, colleague, far = people
    async with office(desk=phone) as program:
        await program.done("phone", "forward", "always", "24")
        assert (await known(program))["forwards"] == {"always": "24"}
        await far.dial("22")
        assert (await lab.server.sip.answer("INVITE", 302)).source == phone.address
        await colleague.word("incoming")
        if phone.plan.vendor == "yealink":  # reports it; a Snom that does not ring says nothing
            assert (await program.call("desk", "ended"))["outcome"] == "forwarded"
        await far.hang_up()
        await colleague.word("missed")
        since, mark = colleague.mark(), far.mark()
        await program.done("phone", "forward", "always", "--off")
        assert (await known(program))["forwards"] == {}
        await far.dial("22")
        await program.call("desk", "ringing")
        await far.hang_up()
        await far.wait_for("CALL_CLOSED", mark)
        assert not [one for one in colleague.said[since:] if one.get("word") == "incoming"]


async def test_forward_when_busy(lab: Laboratory, office: Office, people: People) -> None:
    phone, colleague, far = people
    phone.tell({"do": "waiting", "on": False})
    async with office(desk=phone) as program:
        await program.done("phone", "forward", "busy", "24")
        await far.dial("22")
        await program.call("desk", "ringing")
        await program.done("call", "answer")
        other = await lab.far_end("0221471102")
        since = lab.server.sip.mark()
        await other.dial("22")
        assert (await lab.server.sip.answer("INVITE", 302, since)).source == phone.address
        await colleague.word("incoming")
        await phone.running(1)
        await program.done("call", "hangup")
        await far.wait_for("CALL_CLOSED")
        outcomes = {call["number"]: call["outcome"] for call in await program.journal()}
    forwarded = {"+49221471102": "forwarded"} if phone.plan.vendor == "yealink" else {}
    assert outcomes == {"+49221471101": "answered", **forwarded}


async def test_forward_on_no_answer(lab: Laboratory, office: Office, people: People) -> None:
    phone, colleague, far = people
    seconds = 6 if phone.plan.vendor == "yealink" else 2  # a Yealink takes multiples of six
    async with office(desk=phone) as program:
        await program.done("phone", "forward", "no-answer", "24", "--seconds", str(seconds))
        await far.dial("22")
        await program.call("desk", "ringing")
        rang = await lab.server.sip.answer("INVITE", 180)
        moved = await lab.server.sip.answer("INVITE", 302)
        assert moved.at - rang.at == pytest.approx(seconds, abs=0.5)
        await colleague.word("incoming")
        ended = await program.call("desk", "ended")
        # A Snom has no report for it, only one for the end; of a missed call it would have said so.
        assert ended["outcome"] == ("forwarded" if phone.plan.vendor == "yealink" else "unknown")
        assert ended["ringing_seconds"] == pytest.approx(seconds, abs=0.5)
        await program.done("phone", "forward", "off")
        assert (await known(program))["forwards"] == {}
