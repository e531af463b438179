"""The ports at which a phone's web server may be, knocked at without saying anything."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from tui.phones.address import PhoneAddress
from tui.phones.maker import Greeting

# Where desk phones have their web servers. NetCologne's Cloud PBX sets up a Snom D865 at 3112.
DOORS: Final = (("http", 80), ("https", 443), ("http", 3112))
_ADDRESSES: Final = 4  # of one name; more than a phone has
_NOBODY: Final = frozenset({errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ETIMEDOUT})


class Door(IntEnum):
    """What happens to a connection; the more telling is the greater."""

    NO_NAME = 0  # the name stands for no address
    NO_WAY = 1  # this computer is in no network that leads there
    SILENT = 2  # nobody answers
    REFUSED = 3  # somebody is there, but not at this port
    OPEN = 4


async def knock(address: str, port: int, seconds: float) -> Door:
    """Connects to a port of an IP address and hangs up; nothing is sent."""
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(address, port)
    except TimeoutError:
        return Door.SILENT
    except ConnectionError:  # refused; or taken and reset at once, which is somebody too
        return Door.REFUSED
    except OSError as fault:
        return Door.SILENT if fault.errno in _NOBODY else Door.NO_WAY
    writer.transport.abort()
    return Door.OPEN


async def doors(host: str, ports: Iterable[int], seconds: float) -> dict[int, Door]:
    """Knocks at several ports of a host at once. A name may take `seconds` as well."""
    wanted = tuple(dict.fromkeys(ports))
    try:
        async with asyncio.timeout(seconds):
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return dict.fromkeys(wanted, Door.NO_NAME)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))[:_ADDRESSES]
    knocks = [(address, port) for port in wanted for address in addresses]
    states = await asyncio.gather(*(knock(address, port, seconds) for address, port in knocks))
    best = dict.fromkeys(wanted, Door.NO_NAME)
    for (_, port), state in zip(knocks, states, strict=True):
        best[port] = max(best[port], state)
    return best


def sends_away(address: PhoneAddress, greeting: Greeting) -> bool:
    """Whether the web server at `address` only sends on to the other one of http and https."""
    if not 300 <= greeting.status < 400:
        return False
    return greeting.status == 307 or bool(address.elsewhere(greeting.headers.get("location", "")[:2048]))
