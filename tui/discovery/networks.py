"""Which addresses a search goes through: those of this computer's own networks, or of one that was named."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Final, Literal

from tui.discovery.neighbours import run
from tui.errors import UsageError
from tui.server.addresses import local_addresses, source_address
from tui.untrusted import clean

MOST: Final = 1024  # addresses of one search
_USUAL: Final = 24  # the prefix of a network whose own is not told
_SMALL: Final = 22
_ROUTES: Final = Path("/proc/net/route")
_LIMIT: Final = 1024 * 1024
_DOTTED = r"(\d{1,3}(?:\.\d{1,3}){3})"
_IFCONFIG = re.compile(
    rf"\binet (?:addr:)?{_DOTTED}\b[^\n]*?\b(?:netmask |mask:)(0x[0-9a-f]{{8}}|{_DOTTED})", re.I
)
_WINDOWS = re.compile(rf"^\s*{_DOTTED}\s+{_DOTTED}\s.*?\s{_DOTTED}\s+\d+\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Area:
    """Addresses to be searched. `networks` are those that they belong to, as a person writes them; `part`
    those of which they are only a part, `public` ones that are left alone because they are not private."""

    addresses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    public: tuple[str, ...] = ()


def parse_routes(text: str, order: Literal["little", "big"] = sys.byteorder) -> list[IPv4Network]:
    """Linux: the networks without a gateway of /proc/net/route, with addresses as numbers of the machine."""
    found = []
    for line in text.splitlines()[1:]:
        fields = line.split()
        if len(fields) >= 8 and fields[2] == "00000000":
            found += _network(_hex(fields[1], order), _hex(fields[7], order))
    return found


def parse_ifconfig(text: str) -> list[IPv4Network]:
    """macOS and the BSDs: `inet 192.168.1.20 netmask 0xffffff00`, also with a dotted mask."""
    return [
        network
        for match in _IFCONFIG.finditer(text)
        for network in _network(
            match[1], str(IPv4Address(int(match[2], 16))) if match[3] is None else match[3]
        )
    ]


def parse_route_print(text: str) -> list[IPv4Network]:
    """Windows: `route print -4`, in any language: destination, mask, what is on the way, own address, metric.

    A network is directly connected where the own address lies in it and no address stands for the gateway.
    """
    found = []
    for line in text.splitlines():
        match = _WINDOWS.match(line)
        if match and len(re.findall(_DOTTED, line)) == 3:
            found += [net for net in _network(match[1], match[2]) if _within(match[3], net)]
    return found


async def own_addresses() -> list[IPv4Address]:
    """This computer's own addresses: those that lead outside, and those in small networks beside them, such
    as a second cable to the phones. (Container engines take large ones.)"""
    return _own(await asyncio.to_thread(local_addresses), await _connected())


async def own_area() -> Area:
    """This computer's own networks, as far as `MOST` addresses go; empty where it is in none."""
    connected = await _connected()
    return area_around(_own(await asyncio.to_thread(local_addresses), connected), connected)


def area_around(own: Sequence[IPv4Address], connected: Sequence[IPv4Network]) -> Area:
    """The networks that the `own` addresses lie in, without themselves, each as large as its share allows.

    Where the `connected` networks are known, an address in none of them is one end of a tunnel.
    """
    wanted: dict[IPv4Network, IPv4Address] = {}
    for address in own:
        fitting = [network for network in connected if address in network]
        if fitting or not connected:
            usual = IPv4Network((address, _USUAL), strict=False)
            wanted.setdefault(max(fitting, key=lambda one: one.prefixlen, default=usual), address)
    private = {network: address for network, address in wanted.items() if not network.is_global}
    pieces: dict[IPv4Network, IPv4Network] = {}
    left = MOST
    for network in sorted(private, key=lambda one: -one.prefixlen):  # the small ones whole, if possible
        pieces[network] = _around(private[network], network, left // (len(private) - len(pieces)))
        left -= pieces[network].num_addresses
    hosts = (str(host) for network in private for host in pieces[network].hosts() if host not in own)
    return Area(
        tuple(dict.fromkeys(hosts)),
        tuple(map(str, private)),
        tuple(str(network) for network in private if pieces[network] != network),
        tuple(str(network) for network in wanted if network not in private),
    )


def named_area(texts: Sequence[str]) -> Area:
    """The networks that the user named. Raises `UsageError` for what is none, too large or not private."""
    networks = list(dict.fromkeys(_named(text) for text in texts))
    shown = ", ".join(map(str, networks))
    if sum(network.num_addresses for network in networks) > MOST:
        raise UsageError("discovery_network_large", value=clean(shown, 80), most=MOST)
    addresses = [str(host) for network in networks for host in network.hosts()]
    return Area(tuple(dict.fromkeys(addresses)), tuple(map(str, networks)))


def _named(text: str) -> IPv4Network:
    try:
        network = IPv4Network(text.strip(), strict=False)
    except ValueError:
        raise UsageError("discovery_network_form", value=clean(text, 80)) from None
    if network.is_global or network.is_multicast:
        raise UsageError("discovery_network_public", value=str(network))
    return network


def _own(outside: Sequence[str], connected: Sequence[IPv4Network]) -> list[IPv4Address]:
    """The addresses of `outside` that are IPv4, and those in small `connected` networks."""
    beside = [source_address(str(network[1])) for network in connected if network.prefixlen >= _SMALL]
    found = [address for address in (*outside, *beside) if address and ":" not in address]
    return [IPv4Address(address) for address in dict.fromkeys(found)]


def _around(address: IPv4Address, network: IPv4Network, share: int) -> IPv4Network:
    """`network`, or as much of it around `address` as `share` allows."""
    prefix = network.prefixlen
    while 2 ** (32 - prefix) > share:
        prefix += 1
    return IPv4Network((address, prefix), strict=False)


async def _connected() -> list[IPv4Network]:
    if sys.platform == "win32":
        return parse_route_print(await run(("route", "print", "-4")) or "")
    try:
        return parse_routes(await asyncio.to_thread(_read))
    except OSError:
        return parse_ifconfig(await run(("ifconfig",)) or "")


def _read() -> str:
    with _ROUTES.open("rb") as file:
        return file.read(_LIMIT).decode("ascii", "replace")


def _hex(text: str, order: Literal["little", "big"]) -> str:
    try:
        return str(IPv4Address(int(text, 16).to_bytes(4, order)))
    except (ValueError, OverflowError):
        return ""


def _network(address: str, mask: str) -> list[IPv4Network]:
    """One, or none: default routes, single hosts and what is no network are left out."""
    try:
        network = IPv4Network((address, mask), strict=False)
    except ValueError:
        return []
    special = network.is_loopback or network.is_link_local or network.is_multicast
    return [] if special or not 0 < network.prefixlen < 31 else [network]


def _within(address: str, network: IPv4Network) -> bool:
    try:
        return ipaddress.IPv4Address(address) in network
    except ValueError:
        return False
