"""One request at a time, in order, whoever gives up."""

from __future__ import annotations

import asyncio

import pytest

from tests.unit.net.raw_phone import (
    OK,
    linked,
    raw_phone,
    refused,
)
from tui.errors import PhoneError
from tui.net import QUEUE_LIMIT, PhoneLink
from tui.phones.pins import MemoryPins


async def test_ten_at_once_arrive_one_by_one_in_order() -> None:
    async with linked() as (phone, to):
        await asyncio.gather(*(to.get(f"/{index}") for index in range(10)))
    assert [request.target for request in phone.requests] == [b"/%d" % index for index in range(10)]
    assert phone.together == 1


async def test_a_waiting_request_that_is_cancelled_lets_the_others_by() -> None:
    async with linked(lambda request: None if request.target == b"/slow" else OK) as (phone, to):
        slow = asyncio.create_task(to.get("/slow"))
        await phone.seen(1)
        waiting = [asyncio.create_task(to.get(f"/{index}")) for index in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        phone.release.set()
        results = await asyncio.gather(slow, *waiting, return_exceptions=True)
    assert isinstance(results[1], asyncio.CancelledError)
    assert [request.target for request in phone.requests] == [b"/slow", b"/1", b"/2"]


async def test_a_request_that_is_cancelled_under_way_frees_the_phone() -> None:
    async with linked(lambda request: None if request.target == b"/slow" else OK) as (phone, to):
        slow = asyncio.create_task(to.get("/slow"))
        await phone.seen(1)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert (await to.get("/next")).status == 200


async def test_the_queue_has_an_end() -> None:
    async with linked(lambda request: None if request.target == b"/slow" else OK) as (phone, to):
        asked = [asyncio.create_task(to.get("/slow"))]
        await phone.seen(1)
        asked += [asyncio.create_task(to.get("/")) for _ in range(QUEUE_LIMIT)]
        await asyncio.sleep(0)
        error = await refused(to, "/too-many")
        phone.release.set()
        await asyncio.gather(*asked)
        assert (await to.get("/again")).status == 200
    assert (error.cause, error.key) == ("busy", "phone_queue_full")
    assert b"/too-many" not in [request.target for request in phone.requests]


async def test_waiting_does_not_eat_the_time_out() -> None:
    """Five requests of 0.1 s each, with 0.3 s for one: none is late for having waited."""

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.1)
        writer.write(OK)
        await writer.drain()

    async with linked(talk=slowly, timeout=0.3) as (_phone, to):
        answers = await asyncio.gather(*(to.get("/") for _ in range(5)))
    assert [answer.status for answer in answers] == [200] * 5


async def test_closing_ends_what_is_under_way_and_what_waits() -> None:
    async with raw_phone(lambda request: None) as phone:
        to = PhoneLink(phone.config(), MemoryPins())
        slow = asyncio.create_task(to.get("/slow"))
        await phone.seen(1)
        waiting = asyncio.create_task(to.get("/waiting"))
        await asyncio.sleep(0)
        await to.aclose()
        results = await asyncio.gather(slow, waiting, return_exceptions=True)
        assert [type(result) for result in results] == [PhoneError, PhoneError]
        assert (await refused(to)).cause == "closed"
        await to.aclose()
    assert len(phone.requests) == 1
