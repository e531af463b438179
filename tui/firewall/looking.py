"""Finds out which firewall is there and what it lets in; without privileges as far as that goes."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from tui.discovery.found import Remark
from tui.discovery.networks import own_area
from tui.firewall import firewalld, iptables, macos, nftables, ufw, windows
from tui.firewall.commands import Said, ask, find
from tui.firewall.elevation import Way
from tui.firewall.model import Access, Argv, Door, Firewall, FirewallError, Look, Outcome
from tui.firewall.packet import packets
from tui.firewall.running import run
from tui.server.addresses import host_of

_UFW: Final = Path("/etc/ufw/ufw.conf")
_MOST: Final = 65536  # bytes of a file
_NAMES: Final = 5.0  # seconds to look up the phones' names
_WHOLE: Final = 30.0  # seconds without a prompt
_PRIVATE: Final = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
_UNITS: Final = ("nftables.service", "netfilter-persistent.service", "iptables.service")
_UNREAD: Final = frozenset({Outcome.FAILED, Outcome.MISSING, Outcome.TIMEOUT})


async def door_for(port: int, hosts: Sequence[str] = ()) -> Door:
    """The door for the phones at `hosts` (host, host:port or URL); for the local network without any."""
    names = [host for text in hosts if (host := host_of(text))]
    found = await asyncio.gather(*map(_address, names))
    sources = [address for address in found if address]
    if sources:
        ways = set(await asyncio.gather(*map(_interface, sources)))
        return Door.to(port, sources, ways.pop() if len(ways) == 1 else "")
    area = await own_area()
    # Where not even the network is known, only addresses that are private: never the whole world.
    networks = area.networks or _PRIVATE
    return Door.to(port, networks, await _interface(area.addresses[0]) if area.addresses else "")


async def foreign() -> tuple[windows.Product, ...]:
    """Firewalls of other makers, as far as the system keeps a list: on Windows."""
    if sys.platform != "win32":
        return ()
    answer = await ask(windows.PRODUCTS, 20)
    return windows.parse_products(answer.out) if answer.status == 0 else ()


async def look(door: Door, way: Way | None = None) -> Look:
    """What stands before the door. With a `way` what needs privileges is read by it, with its prompt.

    Raises `FirewallError` where that prompt was cancelled or refused. What cannot be told is unknown.
    """
    reader = _Reader(way if way is not None else Way.DIRECT if _root() else None)
    if way not in (None, Way.DIRECT):
        return await _look(door, reader)
    try:
        async with asyncio.timeout(_WHOLE):
            return await _look(door, reader)
    except TimeoutError:
        return Look(Firewall.UNKNOWN, None, Access.UNKNOWN, Remark("fw_slow"))


class _Reader:
    """Runs the commands that need privileges, where there is a way to get them."""

    def __init__(self, way: Way | None) -> None:
        self.way = way
        self.cheap = way in (Way.DIRECT, Way.SUDO, Way.SUDO_QUIET)  # another command is not another prompt

    async def read(self, argv: Argv) -> str | None:
        """What it prints; None where it could not be asked."""
        if self.way is None or find(argv[0]) is None:
            return None
        try:
            return await run(argv, self.way)
        except FirewallError as error:
            if error.outcome in _UNREAD:
                return None
            raise


async def _look(door: Door, reader: _Reader) -> Look:
    if sys.platform == "win32":
        return await _windows(door)
    if sys.platform == "darwin":
        return await _macos(door)
    if not sys.platform.startswith("linux"):
        return Look(Firewall.UNKNOWN, None, Access.UNKNOWN, Remark("fw_not_known_here"))
    return await _linux(door, reader)


async def _linux(door: Door, reader: _Reader) -> Look:
    """The one that manages the rules first; beside it whatever else a packet has to pass."""
    if find("firewall-cmd") and (await ask(firewalld.STATE)).out.strip() == "running":
        own = await _firewalld(door, reader)
        return await _beside(own, door, reader, ("firewalld",))
    if ufw.enabled(await asyncio.to_thread(_text, _UFW)) and find("ufw"):
        told = await reader.read(ufw.READ)
        status = ufw.parse(told) if told is not None else None
        if status is None:
            why = Remark("fw_ufw_unread", {"port": door.port})
            return Look(Firewall.UFW, True, Access.UNKNOWN, why, unread=True)
        if status.active:
            return await _beside(ufw.judge(status, door), door, reader, ())
    return await _plain(door, reader)


async def _beside(own: Look, door: Door, reader: _Reader, without: Sequence[str]) -> Look:
    """`own`, unless that is open and tables of nftables that it does not manage are not."""
    if own.access is not Access.OPEN or not reader.cheap:
        return own
    told = await reader.read(nftables.READ)
    ruleset = nftables.parse(told) if told is not None else None
    if ruleset is None:
        return own
    other = nftables.judge(ruleset, door, without)
    return own if other.access is Access.OPEN else other


async def _plain(door: Door, reader: _Reader) -> Look:
    """nftables and iptables, which nobody manages. The rules of iptables mostly live in nftables' tables."""
    if reader.way is None:
        return await _unread(door)
    told = await reader.read(nftables.READ)
    ruleset = nftables.parse(told) if told is not None else None
    found = [] if ruleset is None else [nftables.judge(ruleset, door)]
    if find("iptables") and (ruleset is None or ruleset.compatible or await _legacy()):
        tables = {}
        for argv in iptables.read(door):
            printed = await reader.read(argv)
            table = iptables.parse(printed) if printed is not None else None
            if table is not None:
                tables[argv[0]] = table
        if tables:
            found.append(iptables.judge(tables, door))
    if not found:
        return Look(Firewall.UNKNOWN, None, Access.UNKNOWN, Remark("fw_no_tool"))
    shut = [one for access in (Access.CLOSED, Access.UNKNOWN) for one in found if one.access is access]
    active = [one for one in found if one.active]
    best = next(iter((*shut, *active)), None)
    if best is None:
        return Look(Firewall.NONE, False, Access.OPEN, Remark("fw_none"))
    ours = tuple(rule for one in found for rule in one.ours)
    return replace(best, ours=ours)


async def _legacy() -> bool:
    """Whether iptables keeps its rules in its own, older place."""
    return "legacy" in (await ask(("iptables", "-V"))).out


async def _unread(door: Door) -> Look:
    """What can be said without privileges: which service is there, if one is."""
    if not find("nft") and not find("iptables"):
        return Look(Firewall.UNKNOWN, None, Access.UNKNOWN, Remark("fw_no_tool"))
    values = {"port": door.port}
    for unit in _UNITS if find("systemctl") else ():
        if (await ask(("systemctl", "is-active", "--quiet", unit))).status == 0:
            kind = Firewall.NFTABLES if unit.startswith("nftables") else Firewall.IPTABLES
            return Look(kind, True, Access.UNKNOWN, Remark("fw_unread", values), unread=True)
    return Look(Firewall.UNKNOWN, None, Access.UNKNOWN, Remark("fw_unread", values), unread=True)


async def _firewalld(door: Door, reader: _Reader) -> Look:
    """Mostly everybody may ask; where they may not, with privileges."""
    active = await _told(firewalld.ACTIVE, reader)
    default = await _told(firewalld.DEFAULT, reader)
    zones = {firewalld.zone_of(active or "", default or "", packet) for packet in packets(door)}
    zone = zones.pop() if len(zones) == 1 and active is not None else ""
    listed = await _told(firewalld.list_all(zone), reader) if zone else None
    whole = firewalld.parse_zone(listed) if listed else None
    if whole is None:
        why = Remark("fw_firewalld_unread", {"port": door.port})
        return Look(Firewall.FIREWALLD, True, Access.UNKNOWN, why, unread=True)
    answers = await asyncio.gather(*(_told(firewalld.info(name), reader) for name in whole.services))
    services = {
        name: None if answer is None else firewalld.service_ports(answer)
        for name, answer in zip(whole.services, answers, strict=True)
    }
    return firewalld.judge(whole, services, door)


async def _told(argv: Argv, reader: _Reader) -> str | None:
    """The answer of firewalld, for which a prompt is only shown where there is no other way."""
    answer = await ask(argv)
    if answer.status == 0:
        return answer.out
    return await reader.read(argv) if reader.way not in (None, Way.DIRECT) else None


async def _windows(door: Door) -> Look:
    profile, rules = await asyncio.gather(ask(windows.PROFILE), ask(windows.RULES, 25))
    known = windows.parse_profile(profile.out) if profile.status == 0 else None
    if known is None:
        return Look(Firewall.WINDOWS, None, Access.UNKNOWN, Remark("fw_windows_unread"))
    told = windows.parse_rules(rules.out) if rules.status == 0 else ()
    seen = windows.judge(known, told, door, _program())
    if known.on and not told and seen.access is not Access.OPEN:
        return replace(seen, access=Access.UNKNOWN, why=Remark("fw_windows_unread"))
    return seen


async def _macos(door: Door) -> Look:
    program = _program()
    commands = (macos.STATE, macos.BLOCK_ALL, macos.of_program(program))
    answers: list[Said] = list(await asyncio.gather(*map(ask, commands)))
    state = macos.parse_state(answers[0].out)
    return macos.judge(
        state, macos.parse_block_all(answers[1].out), program, macos.parse_program(answers[2].out), door
    )


async def _address(host: str) -> str:
    """The address of a host; "" where it has none that can be found in time."""
    with suppress(ValueError):
        return str(ip_address(host))
    try:
        async with asyncio.timeout(_NAMES):
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        return ""
    return str(found[0][4][0]).partition("%")[0] if found else ""


async def _interface(address: str) -> str:
    """The interface by which the system would speak to `address`, and hear from it. Linux only."""
    if not sys.platform.startswith("linux"):
        return ""
    answer = await ask(("ip", "-j", "route", "get", address))
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        return str(json.loads(answer.out)[0].get("dev", ""))
    return ""


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""


def _program() -> str:
    """The Python that listens."""
    # In a virtual environment of Windows python.exe only starts the one that it was made with.
    own = str(getattr(sys, "_base_executable", sys.executable)) if sys.platform == "win32" else sys.executable
    return str(Path(own).resolve())


def _root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
