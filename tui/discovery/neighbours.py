"""The system's neighbour table: which MAC address this computer has lately seen at which address."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FILE: Final = Path("/proc/net/arp")
_LIMIT: Final = 1024 * 1024  # bytes: the table of some ten thousand devices
_SECONDS: Final = 5.0
# Two digits each as nearly everywhere, or without a leading zero as on macOS.
_MAC = re.compile(
    r"(?<![\w:.-])([0-9a-f]{1,2})[:-]" + r"([0-9a-f]{1,2})[:-]" * 4 + r"([0-9a-f]{1,2})(?![\w:.-])", re.I
)
_ADDRESS = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?![\w.])")
_NOBODY: Final = frozenset({"000000000000", "ffffffffffff"})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`mac` is 12 hexadecimal digits in lower case."""

    address: str
    mac: str


def parse_proc(text: str) -> list[Neighbour]:
    """Linux: /proc/net/arp, where flag 2 says that the entry is complete (proc(5))."""
    found = []
    for line in text.splitlines()[1:]:
        fields = line.split()
        if len(fields) >= 4 and _flags(fields[2]) & 0x2:
            found += _neighbour(fields[0], fields[3])
    return found


def parse_ip_neigh(text: str) -> list[Neighbour]:
    """Linux: `ip neigh`, lines like `192.168.1.50 dev eth0 lladdr 00:04:13:… REACHABLE` (ip-neighbour(8))."""
    found = []
    for line in text.splitlines():
        fields = line.split()
        if "lladdr" in fields[:-1] and not {"FAILED", "INCOMPLETE"} & set(fields):
            found += _neighbour(fields[0], fields[fields.index("lladdr") + 1])
    return found


def parse_arp(text: str) -> list[Neighbour]:
    """`arp -an` of macOS and the BSDs, `arp -a` of Windows, in any language: lines with both addresses."""
    found = []
    for line in text.splitlines():
        address, mac = _ADDRESS.search(line), _MAC.search(line)
        if address and mac:
            found += _neighbour(address[1], mac[0])
    return found


Source = tuple[tuple[str, ...], Callable[[str], list[Neighbour]]]


def sources(platform: str = sys.platform) -> list[Source]:
    """The commands to try in turn on a platform, with who reads their answer."""
    if platform == "win32":
        return [(("arp", "-a"), parse_arp)]
    if platform.startswith("linux"):
        return [(("ip", "neigh"), parse_ip_neigh), (("arp", "-an"), parse_arp)]
    return [(("arp", "-an"), parse_arp)]


async def neighbours() -> list[Neighbour] | None:
    """The table as it is now; None where it cannot be read."""
    with suppress(OSError):
        return _unique(parse_proc(await asyncio.to_thread(_read)))
    for command, parse in sources():
        output = await run(command)
        if output is not None:
            return _unique(parse(output))
    return None


async def run(command: tuple[str, ...], seconds: float = _SECONDS, limit: int = _LIMIT) -> str | None:
    """What a system's command prints, bounded in time and length; None where it is missing or fails."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        process = await asyncio.create_subprocess_exec(
            program,
            *command[1:],
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except (OSError, ValueError):
        return None
    assert process.stdout is not None
    output = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while len(output) < limit and (part := await process.stdout.read(65536)):
                output += part
            if len(output) < limit and await process.wait() != 0:
                return None
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return output[:limit].decode("ascii", "replace")


def _read() -> str:
    with _FILE.open("rb") as file:
        return file.read(_LIMIT).decode("ascii", "replace")


def _flags(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


def _neighbour(address: str, mac: str) -> list[Neighbour]:
    """One, or none where the two are not what they should be. A zone of an IPv6 address is dropped."""
    digits = _MAC.fullmatch(mac.strip())
    if digits is None:
        return []
    joined = "".join(part.rjust(2, "0") for part in re.split("[:-]", digits[0])).lower()
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return []
    group = int(joined[:2], 16) & 1  # for several devices at once
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local or group or joined in _NOBODY:
        return []
    return [Neighbour(str(ip), joined)]


def _unique(found: Iterable[Neighbour]) -> list[Neighbour]:
    return list(dict.fromkeys(found))
