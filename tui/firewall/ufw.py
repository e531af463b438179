"""ufw: reads `ufw status verbose`, in English, judges it, and writes the commands for a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tui.discovery.found import Remark
from tui.firewall.judging import Effect, Fate, Line, Sure, every, fates, verdict
from tui.firewall.model import MARK, Access, Argv, Door, Firewall, Look, Ours, together
from tui.firewall.packet import Packet, address_span, comes_by, from_one_of, lies_in, packets, port_span

READ: Final[Argv] = ("ufw", "status", "verbose")
_MOST: Final = 10_000  # lines
_POLICY = re.compile(r"^Default:\s+(\w+)\s+\(incoming\)", re.MULTILINE)
_ENABLED = re.compile(r"""^\s*ENABLED\s*=\s*["']?(\w+)""", re.MULTILINE)
_RULE = re.compile(
    r"^(?P<to>\S.*?)\s+(?P<action>ALLOW|DENY|REJECT|LIMIT)(?: (?P<way>IN|OUT|FWD))?\s+"
    r"(?P<source>\S[^#]*?)\s*(?:# (?P<comment>.*))?$"
)
_EFFECTS: Final = {"ALLOW": Effect.ACCEPT, "DENY": Effect.DROP, "REJECT": Effect.DROP, "LIMIT": Effect.OPAQUE}
_PORTS = re.compile(r"(?P<ports>\d[\d:,]*)(?:/(?P<protocol>\w+))?")
_PROFILE = re.compile(r"\s\((?!v6\)|out\)|log)[^()]*\)")  # `22/tcp (OpenSSH)`


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table of rules for what comes in."""

    to: str
    action: str
    source: str
    comment: str


@dataclass(frozen=True, slots=True)
class Status:
    """What `ufw status verbose` tells. `policy` is allow, deny or reject; "" where that is not told."""

    active: bool
    policy: str = ""
    rules: tuple[Rule, ...] = ()


def enabled(text: str) -> bool:
    """Whether /etc/ufw/ufw.conf, which everybody may read, switches it on."""
    found = _ENABLED.search(text)
    return bool(found) and found[1].lower() == "yes" if found else False


def parse(text: str) -> Status | None:
    """The status; None where `text` is none."""
    lines = text.splitlines()[:_MOST]
    if "Status: inactive" in lines:
        return Status(False)
    if "Status: active" not in lines:
        return None
    policy = _POLICY.search(text)
    return Status(True, policy[1].lower() if policy else "", tuple(_rules(lines)))


def judge(status: Status, door: Door) -> Look:
    """What ufw lets in: the first rule that fits decides, else the policy."""
    if not status.active:
        return Look(Firewall.UFW, False, Access.OPEN, Remark("fw_switched_off"))
    accesses, barred = [], False
    for packet in packets(door):
        found = fates({"": [_line(rule, packet) for rule in status.rules]}, "")
        policy = {"allow": Access.OPEN, "deny": Access.CLOSED, "reject": Access.CLOSED}
        accesses.append(verdict(found, policy.get(status.policy, Access.UNKNOWN)))
        barred = barred or Fate.DROP in found
    access = together(accesses)
    why = {
        Access.OPEN: Remark("fw_lets_in", {"port": door.port}),
        Access.CLOSED: Remark("fw_ufw_closed", {"port": door.port}),
        Access.UNKNOWN: Remark("fw_ufw_unsure", {"port": door.port}),
    }[access]
    return Look(Firewall.UFW, True, access, why, tuple(_ours(status)), barred=barred)


def opening(door: Door, barred: bool) -> list[Argv]:
    """The commands for a rule for each source, at the head where another rule says no."""
    place = ("prepend",) if barred else ()
    return [("ufw", *place, *_rule(source, door.port), "comment", MARK) for source in door.texts]


def undoing(door: Door) -> list[Argv]:
    """The commands that take these rules out again."""
    return [_removal(source, door.port) for source in door.texts]


def _rule(source: str, port: int) -> tuple[str, ...]:
    return ("allow", "from", source or "any", "to", "any", "port", str(port), "proto", "tcp")


def _removal(source: str, port: int) -> Argv:
    return ("ufw", "delete", *_rule(source, port))


def _rules(lines: list[str]) -> Iterator[Rule]:
    for line in lines:
        found = _RULE.match(line) if len(line) < 1000 else None
        if found and found["way"] in (None, "IN"):
            comment = (found["comment"] or "").strip()
            yield Rule(
                _PROFILE.sub("", found["to"]).strip(), found["action"], found["source"].strip(), comment
            )


def _line(rule: Rule, packet: Packet) -> Line:
    sixth = "(v6)" in rule.to or "(v6)" in rule.source
    to, source = rule.to.replace("(v6)", "").strip(), rule.source.replace("(v6)", "").strip()
    kind = Sure.NO if sixth and packet.version == 4 else Sure.YES
    return Line(every((kind, _to(to, packet), _from(source, packet))), _EFFECTS[rule.action])


def _to(text: str, packet: Packet) -> Sure:
    """`8080/tcp`, `22,80/tcp`, `Anywhere on eth0`, `10.0.0.1 8080/tcp`."""
    place, _, interface = text.partition(" on ")
    answers = [comes_by(packet, interface.strip())] if interface else []
    words = place.split()
    if ports := _PORTS.fullmatch(words[-1]) if words else None:
        spans = [span for part in ports["ports"].split(",") if (span := port_span(part))]
        answers.append(lies_in((packet.port, packet.port), spans))
        answers.append(Sure.NO if ports["protocol"] not in (None, "tcp") else Sure.YES)
        words.pop()
    if words not in ([], ["Anywhere"]):
        answers.append(Sure.MAYBE)  # one of this computer's own addresses, or the name of a profile
    return every(answers)


def _from(text: str, packet: Packet) -> Sure:
    if text == "Anywhere":
        return Sure.YES
    address, _, more = text.partition(" ")
    if address == "Anywhere":
        return Sure.MAYBE  # from certain ports only
    span = address_span(address.partition("/tcp")[0])
    own = Sure.MAYBE if span is None else from_one_of(packet, [span])
    return every((own, Sure.MAYBE)) if more.strip() else own


def _ours(status: Status) -> Iterator[Ours]:
    """The rules that carry our mark; what ufw shows twice, for IPv4 and IPv6, is one."""
    seen = set()
    for rule in status.rules:
        ports = _PORTS.match(rule.to)
        span = port_span(ports["ports"]) if ports else None
        source = rule.source.replace("(v6)", "").strip().replace("Anywhere", "")
        if rule.comment != MARK or rule.action != "ALLOW" or span is None or span[0] != span[1]:
            continue
        if (source, span[0]) not in seen and (not source or address_span(source)):
            seen.add((source, span[0]))
            yield Ours(span[0], source, (_removal(source, span[0]),))
