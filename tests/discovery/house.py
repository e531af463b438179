"""Phones and others on addresses of the loopback network, all at the same three ports."""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest

from tests.unit.net.raw_phone import RawPhone, Talk, raw_phone, reply

SNOM = reply("200 OK", b"<html><title>snom D785</title></html>", b"Server: snom embedded")
GUARDED = reply("401 Unauthorized", b"", b"Server: snom embedded", b'WWW-Authenticate: Basic realm="snom"')
YEALINK = reply("200 OK", b"<title>Yealink SIP-T46U Phone</title>", b"Server: yealink embed httpd")
PRINTER = reply("200 OK", b"<title>Laser</title>", b"Server: Virata-EmWeb")
AWAY = reply("302 Found", b"", b"Server: snom embedded", b"Location: https://192.168.1.50/")

needs_loopback_network = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 by itself"
)


def only_http(front: bytes) -> Talk:
    """A web server without TLS, which says so at once, as real ones do."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.readexactly(1) == b"G":
            await reader.readuntil(b"\r\n\r\n")
            writer.write(front)
        else:
            writer.write(reply("400 Bad Request"))
        await writer.drain()

    return talk


@dataclass
class House:
    """`places` are what the program calls places: http, https, and the third one."""

    places: tuple[tuple[str, int], ...]
    devices: dict[tuple[str, int], RawPhone] = field(default_factory=dict)

    def requests(self, address: str) -> list[tuple[int, bytes]]:
        """Port by its place in `places`, and the request's first line."""
        return [
            (index, request.line)
            for index, (_, port) in enumerate(self.places)
            for request in self.devices.get((address, port), RawPhone()).requests
        ]

    @property
    def logins(self) -> list[bytes]:
        return [login for device in self.devices.values() for login in device.logins]


def free_ports(count: int) -> list[int]:
    """Ports that are free on every loopback address at this moment."""
    with socket.socket() as first, socket.socket() as second, socket.socket() as third:
        ports = []
        for one in (first, second, third)[:count]:
            one.bind(("", 0))
            ports.append(int(one.getsockname()[1]))
        return ports


@asynccontextmanager
async def house(
    devices: dict[tuple[str, int], bytes], tls: ssl.SSLContext | None = None
) -> AsyncIterator[House]:
    """`devices`: address and index of the place → the front page. The second place speaks TLS."""
    http, https, other = free_ports(3)
    at = House((("http", http), ("https", https), ("http", other)))
    async with AsyncExitStack() as stack:
        for (address, index), page in devices.items():
            port = at.places[index][1]
            context = tls if at.places[index][0] == "https" else None
            device = await stack.enter_async_context(
                raw_phone(lambda request, page=page: page, tls=context, host=address, port=port)  # type: ignore[misc]
            )
            at.devices[address, port] = device
        yield at
