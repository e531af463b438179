"""Phones that refuse: a wrong password, a question on the display, a blank list, hidden tags, and slow web servers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product

DIGEST = pytest.mark.parametrize("digest", [False, True], ids=["basic", "digest"])


def invited(lab: Laboratory, phone: DeskPhone) -> int:
    """How many calls the phone has begun."""
    return len(lab.server.sip.invitations(phone.address))


async def waits(program: Product, since: int, cause: str) -> dict[str, Any]:
    """The program tells that a command waits for somebody to do something at the phone."""
    return await program.line(
        lambda one: one["type"] == "consent" and one["waiting"] and one["cause"] == cause, since, what=cause
    )


@DIGEST
async def test_the_right_password(lab: Laboratory, office: Office, vendor: str, digest: bool) -> None:
    phone = await lab.phone(vendor, "22", digest=digest)
    async with office(desk=phone) as program:
        await program.done("dial", "99")
        await program.call("desk", "ended")
        assert invited(lab, phone) == 1
        assert (await phone.state())["wrong_logins"] == 0


@DIGEST
async def test_a_wrong_password_is_tried_once(
    lab: Laboratory, office: Office, vendor: str, digest: bool
) -> None:
    """By the program's own question when it starts; nothing that the user does sends it again."""
    phone = await lab.phone(vendor, "22", digest=digest)
    async with office(desk=phone, passwords={"desk": "false"}) as program:
        await program.status("desk", cause="password")
        for _ in range(2):
            assert "password" in (await program.run("dial", "99")).sentence(3)
        assert (await phone.state())["wrong_logins"] == 1
        assert invited(lab, phone) == 0


async def test_locked_after_three_tries(lab: Laboratory, office: Office) -> None:
    """A Snom then lets nobody in for a minute: that is said, and the login is not even sent."""
    phone = await lab.phone("snom", "22")
    async with office(desk=phone, passwords={"desk": "false"}) as program:
        for _ in range(2):  # the user insists
            (tested,) = (await program.run("phone", "test", "--json")).json_of_failure(3)["phones"]
            assert tested["cause"] == "password"
        (tested,) = (await program.run("phone", "test", "--json")).json_of_failure(3)["phones"]
        assert tested["cause"] == "locked"
        assert (await phone.state())["wrong_logins"] == 3
        assert "lock" in (await program.run("dial", "99")).sentence(3)
        assert (await phone.state())["wrong_logins"] == 3


async def test_a_question_on_the_display(lab: Laboratory, office: Office) -> None:
    """The command follows by itself once somebody presses OK; a Yealink has forgotten it."""
    phone, far = await asyncio.gather(lab.phone("yealink", "22"), lab.far_end(OUTSIDE))
    phone.refuse("consent")
    async with office(desk=phone) as program:
        await program.status("desk", cause="consent")
        mark = program.mark()
        dialling = asyncio.create_task(program.done("dial", OUTSIDE))
        told = await waits(program, mark, "consent")
        assert "OK" in told["text"]
        assert invited(lab, phone) == 0
        phone.tell({"do": "allow"})
        assert (await dialling)["call"]["direction"] == "out"
        await far.wait_for("CALL_INCOMING")
        assert invited(lab, phone) == 1
        await program.status("desk", mark, cause=None, reachable=True)


async def test_a_blank_list(lab: Laboratory, office: Office) -> None:
    """As a Yealink is delivered. The command follows once the list has this computer in it."""
    phone, far = await asyncio.gather(lab.phone("yealink", "22"), lab.far_end(OUTSIDE))
    phone.tell({"do": "settings", "values": {"features.action_uri_limit_ip": ""}})
    async with office(desk=phone) as program:
        status = await program.status("desk", cause="allow-list")
        assert status["problem"]
        mark = program.mark()
        dialling = asyncio.create_task(program.done("dial", OUTSIDE))
        await waits(program, mark, "allow-list")
        refused = await phone.asked("key=number=")
        assert refused["status"] == 403
        phone.tell(
            {"do": "settings", "values": {"features.action_uri_limit_ip": f"10.0.0.*,{refused['peer']}"}}
        )
        await dialling
        await far.wait_for("CALL_INCOMING")
        assert invited(lab, phone) == 1


@pytest.mark.parametrize("setting", ["hidden-tags", "uri-queries"])
async def test_hidden_tags(lab: Laboratory, office: Office, setting: str) -> None:
    phone = await lab.phone("snom", "22")
    phone.refuse(setting)
    async with office(desk=phone) as program:
        await program.status("desk", cause="hidden-tags")
        assert "use_hidden_tags" in (await program.run("dial", "99")).sentence(3)
        assert invited(lab, phone) == 0
        phone.refuse("")  # whoever has read that switches it off, and dials again
        await program.done("dial", "99")
        assert invited(lab, phone) == 1


async def test_a_slow_web_server(lab: Laboratory, office: Office, vendor: str) -> None:
    """A second for an answer, commands on top of one another: each is carried out once, none beside another."""
    phone, other = await asyncio.gather(lab.phone(vendor, "22"), lab.phone("yealink", "23"))
    async with office(desk=phone) as program:
        other.user("dial", "22")
        await program.call("desk", "ringing")
        phone.faults(slow=1.0)
        await program.done("call", "answer")
        tones = await asyncio.gather(*(program.run("call", "dtmf", digit) for digit in "12"))
        assert [one.status for one in tones] == [0, 0]
        await other.until(lambda state: len(state["heard"]) >= 2, what="both digits")
        await program.done("call", "hangup")
        assert sorted((await other.state())["heard"]) == ["1", "2"]
        assert len([one for one in phone.requests if "key" in one["target"]]) == 4


async def test_a_web_server_that_hangs(lab: Laboratory, office: Office, vendor: str) -> None:
    """The call goes on and is told; the command fails, and the phone obeys again as soon as it can."""
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone) as program:
        phone.faults(hangs=1)
        mark = program.mark()
        await far.dial("22")
        await program.call("desk", "ringing")
        assert (await program.run("call", "answer")).status == 3
        await program.status("desk", mark, cause="timeout")
        phone.faults(hangs=0)
        mark = program.mark()
        await program.done("call", "answer")
        await program.status("desk", mark, cause=None, reachable=True)
        await far.wait_for("CALL_ESTABLISHED")
