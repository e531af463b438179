"""SIP plug-and-play: at each boot a phone asks the network for the address of its configuration."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

MULTICAST: Final = "224.0.1.75:5060"  # the group that the phones' makers agreed on
_FIRST_WAIT: Final = 0.5  # RFC 3261, T1: the request is repeated after it, then after twice as long, …
_TRIES: Final = 4
_LONGEST_WAIT: Final = 4.0  # for the address after the request was taken
_ADDRESS: Final = re.compile(r"([A-Za-z0-9.-]{1,253}):(\d{1,5})")
_STATUS: Final = re.compile(r"SIP/2\.0 2\d\d ")
_ENOUGH: Final = 65_536


@dataclass(frozen=True, slots=True)
class Announcement:
    """Who asks. `token` makes the request's Call-ID, tag and branch."""

    mac: str
    vendor: str
    model: str
    version: str
    token: str

    def text(self, host: str, port: int) -> str:
        """The SUBSCRIBE as it goes out from `host`:`port`."""
        who = f"sip:MAC%3a{self.mac}@{MULTICAST.partition(':')[0]}"
        device = f'vendor="{self.vendor}";model="{self.model}";version="{self.version}"'
        return "\r\n".join(
            (
                f"SUBSCRIBE {who} SIP/2.0",
                f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK-{self.token};rport",
                "Max-Forwards: 20",
                f"From: <{who}>;tag={self.token[:8]}",
                f"To: <{who}>",
                f"Call-ID: {self.token}@{host}",
                "CSeq: 1 SUBSCRIBE",
                f"Contact: <sip:{self.mac}@{host}:{port}>",
                f'Event: ua-profile;profile-type="device";{device}',
                "Expires: 0",
                "Accept: application/url",
                "Content-Length: 0",
                "",
                "",
            )
        )


def parse_address(text: str) -> tuple[str, int] | None:
    """host:port, None if it is none."""
    found = _ADDRESS.fullmatch(text)
    if found is None or not 0 < int(found[2]) < 65_536:
        return None
    return found[1], int(found[2])


class _Ears(asyncio.DatagramProtocol):
    """`taken` is set by a 200, `url` by the NOTIFY with the address, which is confirmed."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.taken: asyncio.Future[None] = loop.create_future()
        self.url: asyncio.Future[str] = loop.create_future()
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        head, _, body = data[:_ENOUGH].decode("utf-8", "replace").partition("\r\n\r\n")
        if _STATUS.match(head) and not self.taken.done():
            self.taken.set_result(None)
        if not head.startswith("NOTIFY ") or self._transport is None:
            return
        kept = [row for row in head.split("\r\n")[1:] if row.lower().startswith(_COPIED)]
        answer = "\r\n".join(("SIP/2.0 200 OK", *kept, "Content-Length: 0", "", ""))
        self._transport.sendto(answer.encode(), addr)
        if not self.url.done():
            self.url.set_result(body.strip())

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there: the request is repeated and then given up, as on a silent network."""


_COPIED: Final = ("via:", "from:", "to:", "call-id:", "cseq:")


async def announce(
    announcement: Announcement, address: tuple[str, int], host: str, told: Callable[[str], None]
) -> None:
    """Ask at `address` from `host`; `told` hears the URL, or is not called when nobody gives one."""
    loop = asyncio.get_running_loop()
    multicast = 224 <= int(address[0].split(".")[0]) <= 239 if address[0][:1].isdigit() else False
    anywhere = ("", 0)  # the system chooses the network that the group is reached by
    transport, ears = await loop.create_datagram_endpoint(
        _Ears, local_addr=anywhere if multicast else (host, 0), family=socket.AF_INET
    )
    try:
        port = transport.get_extra_info("sockname")[1]
        request = announcement.text(host, port).encode()
        wait = _FIRST_WAIT
        for _ in range(_TRIES):
            transport.sendto(request, address)
            answers: set[asyncio.Future[Any]] = {ears.taken, ears.url}
            await asyncio.wait(answers, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            if ears.taken.done() or ears.url.done():
                break
            wait *= 2
        else:
            return
        await asyncio.wait({ears.url}, timeout=_LONGEST_WAIT)
        if ears.url.done():
            told(ears.url.result())
    finally:
        transport.close()
