"""Listening where phones that start ask for their configuration. Nothing is ever answered."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Final

from tui.discovery.announcement import Announcement, parse_announcement
from tui.discovery.found import Remark

GROUP: Final = "224.0.1.75"  # sip.mcast.net (IANA)
PORT: Final = 5060
_MOST: Final = 300  # datagrams that are looked at in one search; more phones never start at once
_ONLY_JOINED: Final = 49  # Linux: IP_MULTICAST_ALL, which the socket module does not name (ip(7))

Heard = Callable[[Announcement, str], None]


@asynccontextmanager
async def listening(
    heard: Heard, interfaces: Iterable[str], group: str = GROUP, port: int = PORT
) -> AsyncIterator[Remark | None]:
    """Calls `heard` with each announcement and the address it came from, as long as the block runs.

    `interfaces` are this computer's own addresses in the networks to listen in. Yields why nothing can be
    heard, None where it can.
    """
    ear = _open(group, port, interfaces)
    if isinstance(ear, Remark):
        yield ear
        return
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: _Ear(heard), sock=ear)
    try:
        yield None
    finally:
        transport.close()


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._left = _MOST

    def datagram_received(self, data: bytes, addr: tuple[str | object, ...]) -> None:
        """One datagram, from anybody."""
        if self._left <= 0:
            return
        self._left -= 1
        announcement = parse_announcement(data)
        if announcement is not None:
            self._heard(announcement, str(addr[0]))


def _open(group: str, port: int, interfaces: Iterable[str]) -> socket.socket | Remark:
    """The socket that has joined the group, or why there is none."""
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        _bind(ear, group, port)
    except OSError:
        ear.close()
        return Remark("discovery_port_taken")
    reason = _join(ear, group, interfaces)
    if reason:
        ear.close()
        return Remark("discovery_no_multicast", {"reason": reason})
    ear.setblocking(False)
    return ear


def _bind(ear: socket.socket, group: str, port: int) -> None:
    """To the group alone, so that nothing arrives here that is meant for a softphone on this computer.

    Windows cannot do that, and its SO_REUSEADDR would take the port away from the softphone.
    """
    if sys.platform == "win32":
        ear.bind(("", port))
        return
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sys.platform == "linux":
        ear.setsockopt(socket.IPPROTO_IP, _ONLY_JOINED, 0)
    else:  # where several may listen to a group only so
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    ear.bind((group, port))


def _join(ear: socket.socket, group: str, interfaces: Iterable[str]) -> str:
    """Joins the group in each network; why not, if it worked in none, else ""."""
    reason, joined = "–", False
    for address in interfaces:
        try:
            member = socket.inet_aton(group) + socket.inet_aton(address)
            ear.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
            joined = True
        except OSError as fault:
            reason = fault.strerror or reason
    return "" if joined else reason
