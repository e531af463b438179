"""Conditions of nftables, as `nft -j` prints them (libnftables-json(5)), held against a packet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tui.firewall.judging import Sure, opposite
from tui.firewall.packet import Packet, Span, address_span, comes_by, from_one_of, lies_in

_MOST: Final = 65536  # elements of a set that are looked at
_DEEPEST: Final = 4
_SYN: Final = frozenset({"syn"})
Sets = Mapping[str, list[Any]]


def holds(condition: Any, packet: Packet, sets: Sets) -> Sure:
    """Whether a `match` holds; what is not understood may hold or not."""
    if not isinstance(condition, Mapping):
        return Sure.MAYBE
    op, left = condition.get("op"), condition.get("left")
    if isinstance(left, Mapping) and _other_kind(left, packet):
        return Sure.NO  # also with "!=": asking for a field means that the packet has it
    if op in ("==", "in"):
        return compared(left, condition.get("right"), packet, sets)
    if op == "!=":
        return opposite(compared(left, condition.get("right"), packet, sets))
    return Sure.MAYBE


def compared(left: Any, right: Any, packet: Packet, sets: Sets) -> Sure:
    """Whether what `left` names of the packet is `right` or one of it."""
    if not isinstance(left, Mapping) or len(left) != 1:
        return Sure.MAYBE
    values = list(_flat(right, sets))
    ((kind, what),) = left.items()
    if kind == "&":
        return _flags(what, values)
    if not isinstance(what, Mapping):
        return Sure.MAYBE
    match kind:
        case "payload":
            return _payload(what, values, packet)
        case "meta":
            return _meta(what.get("key"), values, packet)
        case "ct":
            return _tracked(what.get("key"), values)
        case "fib" if what.get("result") == "type" and what.get("flags") in ("daddr", ["daddr"]):
            return _word({"local", 2}, values)
    return Sure.MAYBE


def _flat(value: Any, sets: Sets, depth: int = 0) -> Iterator[Any]:
    """The single values, ranges and prefixes of a right-hand side."""
    if depth > _DEEPEST:
        yield None
    elif isinstance(value, str) and value.startswith("@"):
        if value[1:] not in sets:
            yield None  # not understood
        for one in sets.get(value[1:], [])[:_MOST]:
            yield from _flat(one, {}, depth + 1)
    elif isinstance(value, list):
        for one in value[:_MOST]:
            yield from _flat(one, sets, depth + 1)
    elif isinstance(value, Mapping) and "set" in value:
        yield from _flat(value["set"], sets, depth + 1)
    elif isinstance(value, Mapping) and isinstance(value.get("elem"), Mapping):
        yield from _flat(value["elem"].get("val"), sets, depth + 1)
    else:
        yield value


def _other_kind(left: Mapping[str, Any], packet: Packet) -> bool:
    """Whether `left` is a field of another protocol than the packet's."""
    what = left.get("payload")
    name = what.get("protocol") if isinstance(what, Mapping) else None
    if name in ("ip", "ip6"):
        return bool((name == "ip") != (packet.version == 4))
    return isinstance(name, str) and name in (
        "udp",
        "udplite",
        "icmp",
        "icmpv6",
        "sctp",
        "dccp",
        "esp",
        "ah",
        "comp",
        "igmp",
        "arp",
    )


def _payload(what: Mapping[str, Any], values: list[Any], packet: Packet) -> Sure:
    match what.get("protocol"), what.get("field"):
        case (("ip" | "ip6"), "saddr"):
            spans = [_addresses(value) for value in values]
            found = from_one_of(packet, [span for span in spans if span])
            return found if found is Sure.YES or None not in spans else Sure.MAYBE
        case (("ip" | "ip6"), ("protocol" | "nexthdr")):
            return _word({"tcp", 6}, values)
        case (("ip" | "ip6"), "version"):
            return _word({packet.version}, values)
        case (("tcp" | "th"), "dport"):
            return _numbers(packet.port, values)
    return Sure.MAYBE


def _meta(key: Any, values: list[Any], packet: Packet) -> Sure:
    match key:
        case "l4proto":
            return _word({"tcp", 6}, values)
        case "nfproto":
            return _word({"ipv4", 2} if packet.version == 4 else {"ipv6", 10}, values)
        case "protocol":
            return _word({"ip"} if packet.version == 4 else {"ip6"}, values)
        case "pkttype":
            return _word({"host", "unicast"}, values)
        case "iif" | "iifname":
            answers = [comes_by(packet, one) if isinstance(one, str) else Sure.MAYBE for one in values]
            return _any(answers)
    return Sure.MAYBE


def _tracked(key: Any, values: list[Any]) -> Sure:
    match key:
        case "state":
            return _word({"new"}, values)
        case "direction":
            return _word({"original", 0}, values)
    return Sure.MAYBE


def _flags(what: Any, values: list[Any]) -> Sure:
    """`tcp flags & (fin|syn|rst|ack) == syn`: the first packet has SYN alone."""
    if not isinstance(what, list) or len(what) != 2 or not isinstance(what[0], Mapping):
        return Sure.MAYBE
    mask = _names(what[1])
    wanted = _names(values[0] if len(values) == 1 else values)
    if mask is None or wanted is None or what[0].get("payload") != {"protocol": "tcp", "field": "flags"}:
        return Sure.MAYBE
    return Sure.YES if _SYN & mask == wanted else Sure.NO


def _names(value: Any) -> set[str] | None:
    """One name, a list of names, or names joined by "|"; None for anything else."""
    if isinstance(value, Mapping):
        value = value.get("|")
    listed = value if isinstance(value, list) else [value]
    return set(listed) if all(isinstance(one, str) for one in listed) else None


def _word(own: set[Any], values: list[Any]) -> Sure:
    return _any(
        Sure.YES
        if isinstance(one, str | int) and one in own
        else Sure.NO
        if isinstance(one, str)
        else _odd(one)
        for one in values
    )


def _odd(value: Any) -> Sure:
    """A plain number is another one; anything else is not understood."""
    return Sure.NO if type(value) is int else Sure.MAYBE


def _any(answers: Any) -> Sure:
    found = set(answers)
    return Sure.YES if Sure.YES in found else Sure.MAYBE if Sure.MAYBE in found else Sure.NO


def _numbers(own: int, values: list[Any]) -> Sure:
    spans = [_span(value) for value in values]
    found = lies_in((own, own), [span for span in spans if span])
    return found if found is Sure.YES or None not in spans else Sure.MAYBE


def _span(value: Any) -> Span | None:
    if type(value) is int:
        return value, value
    ends = value.get("range") if isinstance(value, Mapping) else None
    if isinstance(ends, list) and len(ends) == 2 and all(type(end) is int for end in ends):
        return ends[0], ends[1]
    return None


def _addresses(value: Any) -> tuple[int, Span] | None:
    if isinstance(value, str):
        return address_span(value)
    if not isinstance(value, Mapping):
        return None
    prefix, ends = value.get("prefix"), value.get("range")
    if isinstance(prefix, Mapping):
        return address_span(f"{prefix.get('addr')}/{prefix.get('len')}")
    if isinstance(ends, list) and len(ends) == 2:
        return address_span(f"{ends[0]}-{ends[1]}")
    return None
