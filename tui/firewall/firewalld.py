"""firewalld: reads what firewall-cmd tells of a zone, judges it, and writes the commands for a rule.

firewalld has no comments. A rich rule of ours is known by its priority. That is above zero because rules that
keep somebody out are then looked at before it (firewalld.richlanguage(5)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tui.discovery.found import Remark
from tui.firewall.judging import Sure, every
from tui.firewall.model import Access, Argv, Door, Firewall, Look, Ours, together
from tui.firewall.packet import Packet, address_span, from_one_of, lies_in, packets, port_span

STATE: Final[Argv] = ("firewall-cmd", "--state")
ACTIVE: Final[Argv] = ("firewall-cmd", "--get-active-zones")
DEFAULT: Final[Argv] = ("firewall-cmd", "--get-default-zone")
PRIORITY: Final = 1876
_MOST: Final = 10_000  # lines
_NAME = re.compile(r"[A-Za-z0-9_/-]{1,64}")
_SERVICES: Final = 32
_PAIR = re.compile(r"""([a-z-]+)=["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Zone:
    """What `firewall-cmd --list-all` tells of a zone."""

    name: str
    target: str
    services: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    rich: tuple[str, ...] = ()


def list_all(zone: str) -> Argv:
    """The command that tells of a zone."""
    return ("firewall-cmd", f"--zone={zone}", "--list-all")


def info(service: str) -> Argv:
    """The command that tells of a service."""
    return ("firewall-cmd", f"--info-service={service}")


def zone_of(active: str, default: str, packet: Packet) -> str:
    """The zone that answers the packet: by its source, else by the interface, else the default one.

    `active` is what `--get-active-zones` prints. "" where that cannot be told.
    """
    standard = default.strip()
    by_source, by_interface, zone = [], [], ""
    for line in active.splitlines()[:_MOST]:
        words = line.split()
        if line[:1].strip() and words:
            zone = words[0] if _NAME.fullmatch(words[0]) else ""
        elif words[:1] == ["sources:"]:
            spans = [span for word in words[1:] if (span := address_span(word))]
            odd = len(spans) < len(words) - 1  # an ipset or a MAC address
            by_source.append((zone, Sure.MAYBE if odd else from_one_of(packet, spans)))
        elif words[:1] == ["interfaces:"] and packet.interface in words[1:] and packet.interface:
            by_interface.append(zone)
    sure = [name for name, answer in by_source if answer is Sure.YES]
    if sure or any(answer is Sure.MAYBE for _, answer in by_source):
        return sure[0] if sure else ""
    if not packet.interface and _several_with_interfaces(active):
        return ""
    found = by_interface[0] if by_interface else "" if packet.interface else _only(active)
    return found or (standard if _NAME.fullmatch(standard) else "")


def parse_zone(text: str) -> Zone | None:
    """The zone that `--list-all` prints; None where `text` is none."""
    lines = text.splitlines()[:_MOST]
    head = lines[0].split() if lines else []
    if not head or not _NAME.fullmatch(head[0]):
        return None
    fields: dict[str, list[str]] = {}
    rich = []
    for line in lines[1:]:
        key, found, rest = line.strip().partition(":")
        if line.strip().startswith("rule "):
            rich.append(line.strip())
        elif found:
            fields[key] = rest.split()
    target = (fields.get("target") or [""])[0]
    if not target:
        return None
    services = tuple(name for name in fields.get("services", []) if _NAME.fullmatch(name))[:_SERVICES]
    return Zone(head[0], target, services, tuple(fields.get("ports", [])), tuple(rich))


def service_ports(text: str) -> tuple[str, ...]:
    """The ports that `--info-service` prints, as `8080/tcp`."""
    lines = (line.strip().partition(":") for line in text.splitlines()[:_MOST])
    return tuple(port for key, _, rest in lines if key == "ports" for port in rest.split())


def judge(zone: Zone, services: Mapping[str, tuple[str, ...] | None], door: Door) -> Look:
    """What the zone lets in; `services` are the ports of its services, None where they could not be read."""
    answers = [_access(zone, services, packet) for packet in packets(door)]
    access = together(one for one, _ in answers)
    values = {"port": door.port, "zone": zone.name}
    why = {
        Access.OPEN: Remark("fw_lets_in", {"port": door.port}),
        Access.CLOSED: Remark("fw_firewalld_closed", values),
        Access.UNKNOWN: Remark("fw_firewalld_unsure", values),
    }[access]
    barred = any(one for _, one in answers)
    return Look(
        Firewall.FIREWALLD, True, access, why, tuple(_ours(zone)), barred=barred, where=((zone.name,),)
    )


def opening(door: Door, zone: str, barred: bool) -> list[Argv]:
    """The commands for a rule for each source, now and for good; before all others where one says no."""
    rules = [_rule(source, door.port, -PRIORITY if barred else PRIORITY) for source in door.texts]
    return [step for rule in rules for step in _both(zone, "--add-rich-rule", rule)]


def undoing(door: Door, zone: str, barred: bool) -> list[Argv]:
    """The commands that take these rules out again."""
    rules = [_rule(source, door.port, -PRIORITY if barred else PRIORITY) for source in door.texts]
    return [step for rule in rules for step in _both(zone, "--remove-rich-rule", rule)]


def _both(zone: str, option: str, rule: str) -> tuple[Argv, Argv]:
    return (
        ("firewall-cmd", f"--zone={zone}", f"{option}={rule}"),
        ("firewall-cmd", "--permanent", f"--zone={zone}", f"{option}={rule}"),
    )


def _rule(source: str, port: int, priority: int) -> str:
    family = "ipv6" if ":" in source else "ipv4"
    wanted = f'family="{family}" source address="{source}" ' if source else ""
    return f'rule priority="{priority}" {wanted}port port="{port}" protocol="tcp" accept'


def _several_with_interfaces(active: str) -> bool:
    return sum(line.strip().startswith("interfaces:") for line in active.splitlines()[:_MOST]) > 1


def _only(active: str) -> str:
    """The one zone that has interfaces."""
    zone = ""
    for line in active.splitlines()[:_MOST]:
        words = line.split()
        if line[:1].strip() and words:
            zone = words[0]
        elif words[:1] == ["interfaces:"] and _NAME.fullmatch(zone):
            return zone
    return ""


def _access(
    zone: Zone, services: Mapping[str, tuple[str, ...] | None], packet: Packet
) -> tuple[Access, bool]:
    """What becomes of a packet, and whether a rule says no: rules that deny come before those that allow."""
    rich = [(_fits(rule, services, packet), rule) for rule in zone.rich]
    denied = [fits for fits, rule in rich if re.search(r"\b(reject|drop)\b", _PAIR.sub("", rule))]
    first = [
        fits for fits, rule in rich if " accept" in rule and _priority(rule) < 0 and _all_above(rule, zone)
    ]
    if Sure.YES in first:
        return Access.OPEN, False
    if Sure.YES in denied:
        return Access.CLOSED, True
    allowed = [fits for fits, rule in rich if re.search(r"\baccept\b", _PAIR.sub("", rule))]
    allowed.append(_in_ports(zone.ports, packet))
    allowed += [
        Sure.MAYBE if services.get(name) is None else _in_ports(services[name] or (), packet)
        for name in zone.services
    ]
    allowed.append(Sure.YES if zone.target == "ACCEPT" else Sure.NO)
    open_ = Sure.YES in allowed
    if open_ and Sure.MAYBE not in denied:
        return Access.OPEN, False
    unsure = open_ or Sure.MAYBE in allowed
    return (Access.UNKNOWN if unsure else Access.CLOSED), Sure.MAYBE in denied


def _priority(rule: str) -> int:
    value = dict(_PAIR.findall(rule)).get("priority", "0")
    return int(value) if re.fullmatch(r"-?\d{1,5}", value) else 0


def _all_above(rule: str, zone: Zone) -> bool:
    """Whether no rule that denies comes before `rule`."""
    own = _priority(rule)
    return all(
        _priority(other) > own for other in zone.rich if re.search(r"\b(reject|drop)\b", _PAIR.sub("", other))
    )


def _fits(rule: str, services: Mapping[str, tuple[str, ...] | None], packet: Packet) -> Sure:
    """Whether a rich rule is about the packet; what is not understood may be."""
    words = _PAIR.sub(" ", rule).split()
    values = dict(_PAIR.findall(rule))
    known = {"rule", "source", "port", "accept", "reject", "drop", "log", "audit", "service"}
    answers = [Sure.YES if set(words) <= known else Sure.MAYBE]
    if "family" in values:
        answers.append(Sure.YES if values["family"] == f"ipv{packet.version}" else Sure.NO)
    if "source" in words:
        span = address_span(values.get("address", ""))
        answers.append(Sure.MAYBE if span is None else from_one_of(packet, [span]))
    if "port" in words:
        answers.append(_in_ports((f"{values.get('port', '')}/{values.get('protocol', '')}",), packet))
    if "service" in words:
        ports = services.get(values.get("name", ""))
        answers.append(Sure.MAYBE if ports is None else _in_ports(ports, packet))
    return every(answers)


def _in_ports(ports: tuple[str, ...], packet: Packet) -> Sure:
    spans = [
        span
        for port in ports
        if port.partition("/")[2] == "tcp" and (span := port_span(port.partition("/")[0], "-"))
    ]
    return lies_in((packet.port, packet.port), spans)


def _ours(zone: Zone) -> Iterator[Ours]:
    for rule in zone.rich:
        values = dict(_PAIR.findall(rule))
        span = port_span(values.get("port", ""))
        if abs(_priority(rule)) == PRIORITY and span and rule.endswith("accept"):
            yield Ours(span[0], values.get("address", ""), _both(zone.name, "--remove-rich-rule", rule))
