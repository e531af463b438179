"""The first packet of a phone's connection, and how conditions of rules are held against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, ip_address, ip_network
from typing import Final

from tui.firewall.judging import Sure
from tui.firewall.model import Door, Network

ANYBODY: Final = IPv4Network("0.0.0.0/0")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Packet:
    """TCP, new, to `port` of this computer, from somebody in `source`. `interface` "": not known."""

    source: Network
    port: int
    interface: str = ""

    @property
    def version(self) -> int:
        """4 or 6."""
        return self.source.version


def packets(door: Door) -> tuple[Packet, ...]:
    """One for each source of the door."""
    return tuple(Packet(source, door.port, door.interface) for source in door.sources or (ANYBODY,))


def lies_in(value: Span, spans: Iterable[Span]) -> Sure:
    """Whether all of `value`, none, or only a part may lie in one of `spans`."""
    low, high = value
    touched = False
    for first, last in spans:
        if first <= low and high <= last:
            return Sure.YES
        touched = touched or (first <= high and low <= last)
    return Sure.MAYBE if touched else Sure.NO


def from_one_of(packet: Packet, spans: Iterable[tuple[int, Span]]) -> Sure:
    """Whether the source lies in one of the spans of addresses, each with its version."""
    net = packet.source
    own = (int(net.network_address), int(net.broadcast_address))
    return lies_in(own, [span for version, span in spans if version == packet.version])


def comes_by(packet: Packet, pattern: str) -> Sure:
    """Whether it comes in by an interface of that name; a trailing * or + stands for anything."""
    if pattern[-1:] in ("*", "+"):
        stem = pattern[:-1]
        if packet.interface:
            return Sure.YES if packet.interface.startswith(stem) else Sure.NO
        return Sure.YES if not stem else Sure.MAYBE
    if packet.interface:
        return Sure.YES if packet.interface == pattern else Sure.NO
    loopback = packet.source.is_loopback
    return Sure.NO if pattern == "lo" and not loopback else Sure.MAYBE


def address_span(text: str) -> tuple[int, Span] | None:
    """`10.0.0.1`, `10.0.0.0/8` or `10.0.0.1-10.0.0.9` with its version; None for what is none of them."""
    try:
        if "-" in text:
            first, _, last = text.partition("-")
            low, high = ip_address(first), ip_address(last)
            return (low.version, (int(low), int(high))) if low.version == high.version else None
        net = ip_network(text, strict=False)
    except ValueError:
        return None
    return net.version, (int(net.network_address), int(net.broadcast_address))


def port_span(text: str, between: str = ":") -> Span | None:
    """`8080`, `8000:8100`, `1024:`; None for what is none of them."""
    first, found, last = text.partition(between)
    try:
        low = int(first or 0)
        high = int(last or 65535) if found else low
    except ValueError:
        return None
    return (low, high) if 0 <= low <= high <= 65535 else None
