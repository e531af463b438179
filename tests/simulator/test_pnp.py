"""SIP plug-and-play: what a phone asks at its start, and what it does with the answer. Loopback only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import cast

import pytest

from tests.simulator.conftest import OfficeMaker
from tests.simulator.files import FileServer
from tui.simulator.pnp import Announcement, parse_address


class Registrar(asyncio.DatagramProtocol):
    """Keeps what arrives and answers it as told."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.changed = asyncio.Event()
        self.url = ""
        self.silent_for = 0
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.arrived.append(data.decode())
        self.changed.set()
        if not data.startswith(b"SUBSCRIBE") or len(self.arrived) <= self.silent_for:
            return
        assert self.transport is not None
        self.transport.sendto(b"SIP/2.0 200 OK\r\nCSeq: 1 SUBSCRIBE\r\n\r\n", addr)
        if self.url:
            head = "NOTIFY sip:x SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=b\r\nCall-ID: 1\r\nCSeq: 2 NOTIFY\r\n"
            body = f"{head}Content-Type: application/url\r\n\r\n{self.url}"
            self.transport.sendto(body.encode(), addr)

    @property
    def address(self) -> str:
        assert self.transport is not None
        return f"127.0.0.1:{self.transport.get_extra_info('sockname')[1]}"

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.arrived) < count:
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def registrar() -> AsyncIterator[Registrar]:
    transport, one = await asyncio.get_running_loop().create_datagram_endpoint(
        Registrar, local_addr=("127.0.0.1", 0)
    )
    yield one
    transport.close()


@pytest.mark.parametrize(
    ("name", "settings", "device"),
    [
        ("s", {"model": "D785"}, 'vendor="snom";model="snomD785";version="10.1.169.16"'),
        ("s", {"pnp_oem": True, "firmware": "10.1.198.1"}, 'vendor="OEM";model="OEM";version="10.1.198.1"'),
        ("y", {"model": "SIP-T46U"}, 'vendor="Yealink";model="T46U";version="108.86.0.90"'),
    ],
)
async def test_it_asks_at_the_start_and_at_each_boot(
    make_office: OfficeMaker, registrar: Registrar, name: str, settings: dict[str, object], device: str
) -> None:
    office = await make_office(**{name: {**settings, "announce_pnp": registrar.address}})
    phone = office.phone(name)
    await registrar.until(1)
    mac = phone.profile.mac_address
    rows = registrar.arrived[0].split("\r\n")
    assert rows[0] == f"SUBSCRIBE sip:MAC%3a{mac}@224.0.1.75 SIP/2.0"
    assert f'Event: ua-profile;profile-type="device";{device}' in rows
    assert "Accept: application/url" in rows
    assert rows[-2:] == ["", ""]
    phone.reboot()
    await registrar.until(2)
    ids = {row for text in registrar.arrived for row in text.split("\r\n") if row.startswith("Call-ID")}
    assert len(ids) == 2


async def test_an_unanswered_question_is_repeated(make_office: OfficeMaker, registrar: Registrar) -> None:
    registrar.silent_for = 1
    await make_office(y={"announce_pnp": registrar.address})
    await registrar.until(2)
    assert registrar.arrived[0] == registrar.arrived[1]


async def test_the_address_in_the_answer_is_where_it_fetches_from(
    make_office: OfficeMaker, registrar: Registrar
) -> None:
    server = FileServer()
    await server.start()
    registrar.url = f"{server.base}/cfg\r\n"
    office = await make_office(
        y={"announce_pnp": registrar.address, "mac": "805ec07ab1cd"},
        s={"announce_pnp": registrar.address},
    )
    server.files["/cfg/805ec07ab1cd.cfg"] = "#!version:1.0.0.1\naction_url.hold = http://x/\n"
    await office.phone("y").wait_for_event("setup_autop_finish")
    server.stop()
    assert office.phone("y").settings.get("action_url.hold") == "http://x/"
    await office.wait_for(lambda: office.phone("s").settings.get("setting_server") == f"{server.base}/cfg")
    assert any(text.startswith("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a") for text in registrar.arrived)


async def test_it_does_not_ask_when_it_is_set_against_it(
    make_office: OfficeMaker, registrar: Registrar
) -> None:
    off = {"static.auto_provision.pnp_enable": "0"}
    await make_office(
        y={"announce_pnp": registrar.address, "settings": off}, s={"announce_pnp": registrar.address}
    )
    await registrar.until(1)
    assert "snom" in registrar.arrived[0]
    assert [text for text in registrar.arrived if "Yealink" in text] == []


def test_addresses() -> None:
    assert parse_address("224.0.1.75:5060") == ("224.0.1.75", 5060)
    assert [parse_address(one) for one in ("", "x", "x:0", "x:70000", "x y:1", "[::1]:1")] == [None] * 6


def test_the_text_says_how_long_it_is() -> None:
    text = Announcement("000413000001", "snom", "snom370", "8", "abc").text("192.0.2.1", 5062)
    assert text.endswith("Content-Length: 0\r\n\r\n")
    assert "Via: SIP/2.0/UDP 192.0.2.1:5062;branch=z9hG4bK-abc;rport" in text
