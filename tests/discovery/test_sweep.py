"""Asking a network's addresses, on the loopback network."""

from __future__ import annotations

import asyncio
import ssl

import pytest
import trustme

from tests.discovery.house import (
    AWAY,
    GUARDED,
    PRINTER,
    SNOM,
    YEALINK,
    free_ports,
    house,
    needs_loopback_network,
)
from tests.unit.net.raw_phone import raw_phone
from tui.discovery import sweep as module
from tui.discovery.found import How
from tui.discovery.sweep import AT_ONCE, Looked, look_at, sweep
from tui.phones.doors import Door
from tui.phones.registry import makers

pytestmark = needs_loopback_network


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("phone.invalid", key_type=trustme.KeyType.RSA).configure_cert(context)
    return context


async def test_phones_at_each_of_their_places(tls: ssl.SSLContext) -> None:
    devices = {
        ("127.7.0.1", 0): SNOM,
        ("127.7.0.2", 1): YEALINK,
        ("127.7.0.3", 2): GUARDED,
        ("127.7.0.4", 0): PRINTER,
        ("127.7.0.4", 1): PRINTER,
        ("127.7.0.4", 2): PRINTER,
    }
    seen: list[Looked] = []
    async with house(devices, tls) as at:
        addresses = [f"127.7.0.{number}" for number in range(1, 7)]
        await sweep(addresses, makers(), seen.append, at.places)
        ports = [port for _, port in at.places]
        assert at.logins == []
        assert [at.requests(address) for address in addresses] == [
            [(0, b"GET / HTTP/1.1")],
            [(1, b"GET / HTTP/1.1")],
            [(2, b"GET / HTTP/1.1")],
            [(index, b"GET / HTTP/1.1") for index in range(3)],
            [],
            [],
        ]
    assert {one.address: one.answered for one in seen} == dict.fromkeys(addresses, True)  # loopback refuses
    phones = {one.address: one.phone for one in seen if one.phone}
    assert {address: (one.vendor, one.url) for address, one in phones.items()} == {
        "127.7.0.1": ("snom", f"http://127.7.0.1:{ports[0]}"),
        "127.7.0.2": ("yealink", f"https://127.7.0.2:{ports[1]}"),
        "127.7.0.3": ("snom", f"http://127.7.0.3:{ports[2]}"),
    }
    assert all(phone.how == (How.HTTP,) for phone in phones.values())


async def test_a_phone_that_sends_on_to_https_is_found_there(tls: ssl.SSLContext) -> None:
    async with house({("127.7.1.1", 0): AWAY, ("127.7.1.1", 1): SNOM}, tls) as at:
        looked = await look_at("127.7.1.1", makers(), at.places)
        assert looked.phone is not None
        assert looked.phone.url.startswith("https://127.7.1.1:")
    async with house({("127.7.1.2", 0): AWAY}) as at:  # and where https does not answer, at least it is known
        looked = await look_at("127.7.1.2", makers(), at.places)
        assert looked.phone is not None
        assert looked.phone.url.startswith("http://127.7.1.2:")


async def test_so_many_at_once_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    now = most = 0
    full = asyncio.Event()

    async def knock(address: str, port: int, seconds: float) -> Door:
        nonlocal now, most
        now += 1
        most = max(most, now)
        if now == 2 * AT_ONCE:
            full.set()
        await full.wait()
        now -= 1
        return Door.SILENT

    monkeypatch.setattr(module, "knock", knock)
    seen: list[Looked] = []
    await sweep((f"10.0.{n // 250}.{n % 250 + 1}" for n in range(1000)), makers(), seen.append)
    assert len({one.address for one in seen}) == len(seen) == 1000
    assert not [one for one in seen if one.answered or one.phone]
    assert most == 2 * AT_ONCE


async def test_where_nobody_is_only_two_doors_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    async def knock(address: str, port: int, seconds: float) -> Door:
        tried.append(port)
        return Door.SILENT

    monkeypatch.setattr(module, "knock", knock)
    assert await look_at("10.0.0.1", makers()) == Looked("10.0.0.1", answered=False)
    assert tried == [80, 443]


async def test_it_ends_at_once_when_it_is_cancelled() -> None:
    """A web server that takes the request and never answers does not hold it up."""
    async with raw_phone(lambda request: None, host="127.7.2.1") as hanging:
        places = (("http", hanging.port), ("https", free_ports(1)[0]), ("http", free_ports(1)[0]))
        task = asyncio.create_task(sweep(["127.7.2.1"], makers(), lambda looked: None, places))
        await hanging.seen(1)
        task.cancel()
        async with asyncio.timeout(1):
            with pytest.raises(asyncio.CancelledError):
                await task


async def test_a_hostile_page_is_nobodys_and_cleaned() -> None:
    bomb = b"HTTP/1.1 200 OK\r\nServer: snom \x1b[2J\r\n\r\n" + b"<title>snom " + b"A" * 100_000
    endless = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000
    async with house({("127.7.3.1", 0): bomb, ("127.7.3.2", 0): endless}) as at:
        for address in ("127.7.3.1", "127.7.3.2"):
            looked = await look_at(address, makers(), at.places)
            assert looked.answered
            if looked.phone is not None:
                assert looked.phone.model.isprintable()
                assert len(looked.phone.model) <= 40
