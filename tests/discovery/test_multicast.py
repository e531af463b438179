"""Hearing phones that start, on the loopback interface."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.discovery.test_announcement import subscribe
from tui.discovery import multicast as module
from tui.discovery.announcement import Announcement
from tui.discovery.found import Remark
from tui.discovery.multicast import GROUP, listening

LOOPBACK = "127.0.0.1"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="multicast on loopback is Linux's")


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("", 0))
        return int(one.getsockname()[1])


@contextmanager
def mouth() -> Iterator[socket.socket]:
    """A socket that speaks to the group on the loopback interface and nowhere else."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(LOOPBACK))
        one.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 0)
        one.bind((LOOPBACK, 0))
        one.setblocking(False)
        yield one


class Ear:
    """What was heard, and a way to wait for it."""

    def __init__(self) -> None:
        self.heard: list[tuple[Announcement, str]] = []
        self._more = asyncio.Event()

    def __call__(self, announcement: Announcement, address: str) -> None:
        self.heard.append((announcement, address))
        self._more.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self._more.clear()
                await self._more.wait()


async def test_a_phone_that_starts_is_heard_and_not_answered() -> None:
    ear, port = Ear(), free_port()
    async with listening(ear, [LOOPBACK], port=port) as deaf:
        assert deaf is None
        with mouth() as phone:
            for datagram in (b"", b"\xff" * 3000, subscribe(method="NOTIFY"), subscribe()):
                phone.sendto(datagram, (GROUP, port))
            await ear.until(1)
            with pytest.raises(BlockingIOError):
                phone.recv(100)
    ((announcement, address),) = ear.heard
    assert (announcement.vendor, announcement.mac, address) == ("snom", "0004137ab1cd", LOOPBACK)


async def test_what_is_sent_to_this_computer_alone_is_not_for_us() -> None:
    ear, port = Ear(), free_port()
    async with listening(ear, [LOOPBACK], port=port):
        with mouth() as phone:
            phone.sendto(subscribe(user="MAC%3a000000000001"), (LOOPBACK, port))
            phone.sendto(subscribe(), (GROUP, port))
            await ear.until(1)
    assert [announcement.mac for announcement, _ in ear.heard] == ["0004137ab1cd"]


async def test_two_may_listen() -> None:
    one, other, port = Ear(), Ear(), free_port()
    async with listening(one, [LOOPBACK], port=port), listening(other, [LOOPBACK], port=port) as deaf:
        assert deaf is None
        with mouth() as phone:
            phone.sendto(subscribe(), (GROUP, port))
            await one.until(1)
            await other.until(1)


async def test_a_flood_is_not_listened_to_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 5)
    ear, port = Ear(), free_port()
    async with listening(ear, [LOOPBACK], port=port):
        with mouth() as phone:
            for number in range(20):
                phone.sendto(subscribe(user=f"MAC%3a0004137ab1{number:02x}"), (GROUP, port))
            await ear.until(5)
            await asyncio.sleep(0)
    assert len(ear.heard) == 5


async def test_a_softphone_that_has_the_port_for_itself() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as softphone:
        softphone.bind(("", 0))
        port = softphone.getsockname()[1]
        async with listening(Ear(), [LOOPBACK], port=port) as deaf:
            assert deaf == Remark("discovery_port_taken")


@pytest.mark.parametrize("interfaces", [[], ["192.0.2.250"]])
async def test_no_network_that_takes_part(interfaces: list[str]) -> None:
    async with listening(Ear(), interfaces, port=free_port()) as deaf:
        assert deaf is not None
        assert deaf.key == "discovery_no_multicast"
        assert deaf.values["reason"]


async def test_one_network_that_does_not_take_part_leaves_the_others() -> None:
    async with listening(Ear(), ["192.0.2.250", LOOPBACK], port=free_port()) as deaf:
        assert deaf is None
