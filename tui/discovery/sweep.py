"""Asking the addresses of a network, one after the other and many at a time, whether they are phones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tui.discovery.found import Found, How
from tui.errors import PhoneError
from tui.net import greet
from tui.phones.address import PhoneAddress
from tui.phones.doors import DOORS, Door, knock, sends_away
from tui.phones.maker import Greeting, Maker
from tui.untrusted import clean

AT_ONCE: Final = 64  # addresses; two connections each, and a Mac's programs may have 256
KNOCK_SECONDS: Final = 1.0  # a phone takes a connection within milliseconds
PAGE_SECONDS: Final = 3.0  # its web server may be slow

Places = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One address that was looked at. `answered`: somebody took or refused a connection there."""

    address: str
    answered: bool
    phone: Found | None = None


async def sweep(
    addresses: Iterable[str],
    makers: Sequence[Maker],
    told: Callable[[Looked], None],
    places: Places = DOORS,
    knock_seconds: float = KNOCK_SECONDS,
) -> None:
    """Looks at every address and tells each as soon as it is done.

    At most one request for the front page goes to each of the `places` (scheme and port), without a login,
    and none where nobody takes the connection. Ends at once when it is cancelled.
    """
    waiting = iter(addresses)
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(_work(waiting, makers, told, places, knock_seconds))


async def _work(
    waiting: Iterator[str],
    makers: Sequence[Maker],
    told: Callable[[Looked], None],
    places: Places,
    seconds: float,
) -> None:
    for address in waiting:
        told(await look_at(address, makers, places, seconds))


async def look_at(
    address: str, makers: Sequence[Maker], places: Places = DOORS, seconds: float = KNOCK_SECONDS
) -> Looked:
    """Knocks at the two usual ports, at the others only where somebody is there, and reads what is open."""
    usual = places[:2]
    states = await asyncio.gather(*(knock(address, port, seconds) for _, port in usual))
    if max(states) < Door.REFUSED:
        return Looked(address, answered=False)
    known = dict(zip(usual, states, strict=True))
    sending_on: Found | None = None
    for scheme, port in places:
        if (scheme, port) not in known:
            known[scheme, port] = await knock(address, port, seconds)
        if known[scheme, port] is Door.OPEN:
            phone, complete = await _phone(PhoneAddress(scheme, address, port), makers)
            if phone is not None and complete:
                return Looked(address, answered=True, phone=phone)
            sending_on = sending_on or phone
    return Looked(address, answered=True, phone=sending_on)


async def _phone(address: PhoneAddress, makers: Sequence[Maker]) -> tuple[Found | None, bool]:
    """The phone at `address`, and whether commands are taken there: not where it only sends on to https."""
    try:
        greeting = await greet(address, PAGE_SECONDS)
    except PhoneError:
        return None, False
    recognised = recognise(greeting, makers)
    if recognised is None:
        return None, False
    vendor, model = recognised
    phone = Found(address.host, vendor, model, how=(How.HTTP,), url=address.base)
    return phone, not sends_away(address, greeting)


def recognise(greeting: Greeting, makers: Sequence[Maker]) -> tuple[str, str] | None:
    """Maker and model ("" if unseen) of whoever sent the page; None if it is no maker's phone."""
    for maker in makers:
        model = maker.recognise(greeting)
        if model is not None:
            return maker.vendor, clean(model, 40)
    return None
