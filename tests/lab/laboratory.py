"""The lab as a whole: server, desk phones, far ends, each with an address of its own on loopback."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

from tests.lab import baresip, kamailio, linphone
from tests.lab.baresip import FarEnd
from tests.lab.desk_phone import DeskPhone, brief
from tests.lab.kamailio import Kamailio
from tests.lab.network import Network, web_port
from tests.lab.phone import Plan

__all__ = ["DeskPhone", "Laboratory", "missing"]

_SERVER, _COMPUTER, _PHONES, _FAR_ENDS = 1, 2, 10, 90  # where the addresses of each begin


def missing() -> list[str]:
    """Debian's packages that have to be installed for the lab."""
    return [name for name in (kamailio.missing(), linphone.missing(), baresip.missing()) if name]


class Laboratory:
    """`net` is the network's number, 127.0.<net>.x; 0: any that is free, so that labs can stand side by side."""

    server: Kamailio
    net: int

    def __init__(self, net: int = 0, *, ring_seconds: float = 60.0) -> None:
        self.phones: dict[str, DeskPhone] = {}
        self.far: dict[str, FarEnd] = {}
        self._wanted = net
        self._ring_seconds = ring_seconds
        self._far_ends = 0
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        try:
            network = self._stack.enter_context(Network(self._wanted))
            self.net = network.number
            self._folder = Path(tempfile.mkdtemp(prefix="lab-"))
            self._stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self._port = web_port()
            self.server = Kamailio(self.address(_SERVER), ring_seconds=self._ring_seconds)
            await self._stack.enter_async_context(self.server)
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *error: object) -> None:
        try:
            ends = [phone.stop() for phone in self.phones.values()]
            await asyncio.gather(*ends, return_exceptions=True)
        finally:
            await self._stack.aclose()

    def address(self, host: int) -> str:
        """127.0.<net>.<host>."""
        return f"127.0.{self.net}.{host}"

    def chronicle(self) -> str:
        """Everything that SIP, the phones and the far ends have told so far, in the order of time."""
        told = [(one.at, f"sip   {one}  {one.call_id[:8]}") for one in self.server.sip.lines]
        for name, phone in self.phones.items():
            told += [(one["at"], f"{name:<5} {text}") for one in phone.said if (text := brief(one))]
        for number, far in self.far.items():
            told += [
                (event.at, f"{number} {event.type} {event.details.get('param')}") for event in far.events
            ]
        return "\n".join(f"{at % 1000:8.3f} {text}" for at, text in sorted(told))

    @property
    def computer(self) -> str:
        """The address of the computer that the program runs on."""
        return self.address(_COMPUTER)

    async def phone(self, vendor: str, extension: str, line: str = "", **more: Any) -> DeskPhone:
        """A registered desk phone. `line` tells two of the same extension apart; `more` are fields of its `Plan`."""
        number = len(self.phones) + _PHONES
        plan = Plan(
            vendor,
            extension,
            self.address(number),
            self.server.host,
            folder=str(self._folder / f"phone-{number}"),
            port=self._port,
            mac=f"{'000413' if vendor == 'snom' else '805ec0'}0000{number:02x}",
            **more,
        )
        phone = self.phones[extension + line] = DeskPhone(plan)
        await phone.start()
        await phone.word("registered")
        return phone

    async def far_end(self, number: str) -> FarEnd:
        """Somebody outside, who answers when told to."""
        self._far_ends += 1
        host = self.address(self._far_ends + _FAR_ENDS - 1)
        self.far[number] = await self._stack.enter_async_context(FarEnd(host, number, self.server.host))
        return self.far[number]
