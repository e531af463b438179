"""What goes over the wire to a phone, byte for byte, and what comes back."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from tests.unit.net.raw_phone import (
    linked,
    raw_phone,
    reply,
)
from tui.net import BODY_LIMIT, PhoneLink
from tui.phones.pins import MemoryPins


@pytest.mark.parametrize(
    "target",
    [
        "/servlet?key=F_HOLD",
        "/servlet?key=number=%2B492214711&outgoing_uri=22@pbx.example",
        "/command.htm?number=%2A97%231",
        "/command.htm?key=1;2,,1000;3",
        "/command.htm?RELEASE_ALL_CALLS",
        "/servlet?phonecfg=get[&accounts=1]",
        "/dummy.htm?a=%7e%7E%2f/%zz'\"|\\^`{}<>+~#not-a-fragment",
        "//x/../y/./?",
    ],
)
async def test_the_target_arrives_byte_for_byte(target: str) -> None:
    async with linked() as (phone, to):
        await to.get(target)
    assert phone.requests[0].line == b"GET " + target.encode() + b" HTTP/1.1"


@pytest.mark.parametrize("target", ["", "command.htm", "/a b", "/a\r\nX: y", "/ü", "http://x/"])
async def test_a_target_that_is_none_is_our_own_mistake(target: str) -> None:
    async with linked() as (phone, to):
        with pytest.raises(ValueError, match="visible ASCII"):
            await to.get(target)
    assert phone.requests == []


async def test_the_headers_that_phones_need() -> None:
    async with linked() as (phone, to):
        await to.get("/")
        await to.get("/")
    request = phone.requests[1]
    assert request.header(b"Host") == f"127.0.0.1:{phone.port}".encode()
    assert request.header(b"Connection") == b"keep-alive"
    assert request.header(b"Accept-Encoding") == b"identity"
    assert phone.connections == 2  # none is kept, to be found dead with a command in hand


async def test_no_cookie_comes_back() -> None:
    answer = reply("200 OK", b"", b"Set-Cookie: session=1; Path=/")
    async with linked(lambda request: answer) as (phone, to):
        await to.get("/")
        await to.get("/")
    assert phone.requests[1].header(b"Cookie") is None


async def test_the_environments_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with raw_phone() as proxy, raw_phone() as phone:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        async with aclosing(PhoneLink(phone.config(), MemoryPins())) as to:
            await to.get("/")
    assert len(phone.requests) == 1
    assert proxy.connections == 0


async def test_a_redirect_is_told_and_not_followed() -> None:
    moved = reply("302 Found", b"", b"Location: /index.htm")
    async with linked(lambda request: moved) as (phone, to):
        answer = await to.get("/command.htm?number=22")
    assert (answer.status, answer.headers["location"]) == (302, "/index.htm")
    assert len(phone.requests) == 1


async def test_the_answer_whole() -> None:
    answer = reply(
        "418 Short and stout", "Tür".encode("latin-1"), b"Server: snom embedded", b"X-A: 1", b"X-A: 2"
    )
    async with linked(lambda request: answer) as (_phone, to):
        got = await to.get("/")
    assert (got.status, got.body, got.text) == (418, b"T\xfcr", "Tür")
    assert got.headers["server"] == "snom embedded"
    assert got.headers["x-a"] == "1, 2"


async def test_an_endless_body_is_cut() -> None:
    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    async with linked(talk=flood) as (_phone, to):
        got = await to.get("/")
    assert len(got.body) == BODY_LIMIT


async def test_a_zip_bomb_stays_packed() -> None:
    packed = reply("200 OK", b"\x1f\x8b\x08not really", b"Content-Encoding: gzip")
    async with linked(lambda request: packed) as (_phone, to):
        assert (await to.get("/")).body == b"\x1f\x8b\x08not really"


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nhalf",
    ],
)
async def test_a_body_that_breaks_off_is_taken_as_it_came(data: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(data)
        await writer.drain()

    async with linked(talk=talk) as (_phone, to):
        got = await to.get("/")
    assert (got.status, got.body) == (200, b"half")
