"""What every kind of bad phone becomes."""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
import time
from contextlib import aclosing

import pytest
import trustme

from tests.unit.net.raw_phone import (
    OK,
    linked,
    refused,
    reply,
)
from tui.config.model import PhoneConfig
from tui.net import PhoneLink
from tui.phones.pins import MemoryPins


@pytest.mark.parametrize(
    ("data", "cause", "key"),
    [
        (b"220 mail.example ESMTP\r\n\r\n", "not-a-phone", "phone_garbage"),
        (b"\x00\xff" * 100, "not-a-phone", "phone_garbage"),
        (b"\x15\x03\x01\x00\x02\x02\x16", "not-a-phone", "phone_garbage"),
        (b"HTTP/1.1 two hundred\r\n\r\n", "not-a-phone", "phone_garbage"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000, "not-a-phone", "phone_garbage"),
        (b"HTTP/1.1 200 OK\r\nServer: snom embe", "unreachable", "phone_dropped"),
        (b"", "unreachable", "phone_dropped"),
    ],
)
async def test_what_is_no_answer(data: bytes, cause: str, key: str) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(data)
        await writer.drain()

    async with linked(talk=talk) as (_phone, to):
        error = await refused(to)
    assert (error.cause, error.key) == (cause, key)
    assert error.values["phone"] == "desk"


async def test_a_reset_connection() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    async with linked(talk=talk) as (_phone, to):
        assert (await refused(to)).key == "phone_dropped"


async def test_a_closed_port() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # taken, but nobody listens
        config = PhoneConfig("desk", "snom", f"127.0.0.1:{unused.getsockname()[1]}")
        async with aclosing(PhoneLink(config, MemoryPins())) as to:
            assert (await refused(to)).key == "phone_unreachable"


async def test_silence_ends_at_the_time_out() -> None:
    async with linked(lambda request: None, timeout=0.2) as (_phone, to):
        begun = time.monotonic()
        error = await refused(to)
        assert time.monotonic() - begun < 2.0
    assert (error.cause, error.values["seconds"]) == ("timeout", "0.2")


async def test_an_answer_by_drops_does_not_stretch_the_time_out() -> None:
    ended = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not ended.is_set():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with linked(talk=drip, timeout=0.3) as (_phone, to):
        begun = time.monotonic()
        error = await refused(to)
        assert time.monotonic() - begun < 2.0
        ended.set()
    assert error.cause == "timeout"


async def test_after_a_fault_the_next_request_goes_through() -> None:
    answers = iter([None, OK])
    async with linked(lambda request: next(answers), timeout=0.2) as (_phone, to):
        await refused(to)
        assert (await to.get("/")).status == 200


@pytest.fixture(scope="module")
def self_signed() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("snom.invalid", key_type=trustme.KeyType.RSA).configure_cert(context)
    return context


async def test_a_self_signed_certificate_of_another_name_is_taken(self_signed: ssl.SSLContext) -> None:
    async with linked(tls=self_signed, scheme="https") as (phone, to):
        assert (await to.get("/servlet?key=OK")).status == 200
    assert phone.requests[0].target == b"/servlet?key=OK"


async def test_https_to_a_phone_that_speaks_http() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        writer.write(reply("400 Bad Request"))
        await writer.drain()

    async with linked(talk=talk, scheme="https") as (_phone, to):
        assert (await refused(to)).cause == "wrong-scheme"


async def test_https_to_a_phone_that_stays_silent_leaves_no_socket_behind() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(65536):
            pass

    async with linked(talk=talk, scheme="https", timeout=0.3) as (_phone, to):
        assert (await refused(to)).cause == "timeout"
        gc.collect()  # an abandoned one would warn here, and warnings are errors
