"""A phone whose address has changed: the MAC address tells where it is now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.phones.address import parse_address
from tui.phones.answer import failed
from tui.phones.driver import Probe

_GONE: Final = frozenset({"unreachable", "timeout", "not-a-phone", "web-off"})


async def new_address(mac: str, host: str) -> str:
    """Where the system has lately seen the device `mac`, "" where that is at `host` or unknown."""
    from tui.discovery.neighbours import neighbours

    seen = await neighbours() if mac else None
    return next((one.address for one in seen or () if one.mac == mac and one.address != host), "")


async def told_if_moved(probe: Probe, mac: str, phone: PhoneConfig) -> Probe:
    """`probe`, or where the phone is not at its address but at another one, one that says so."""
    if probe.cause not in _GONE or not mac:
        return probe
    address = parse_address(phone.host, phone.name)
    other = await new_address(mac, address.host)
    if not other:
        return probe
    there = replace(address, host=other).base
    error = PhoneError("remedy_moved", cause="unreachable", phone=phone.name, url=address.base, other=there)
    return replace(failed(error), wait=probe.wait)
