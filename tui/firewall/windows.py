"""Windows: reads netsh in English and German, and writes the commands for a rule.

netsh translates its labels and most of its values; the policy (`BlockInbound,AllowOutbound`) it does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tui.discovery.found import Remark
from tui.firewall.judging import Sure, every
from tui.firewall.model import Access, Argv, Door, Firewall, Look, Ours, together
from tui.firewall.packet import Packet, address_span, from_one_of, lies_in, packets, port_span
from tui.untrusted import clean

NAME: Final = "Durchwahl"
PROFILE: Final[Argv] = ("netsh", "advfirewall", "show", "currentprofile")
RULES: Final[Argv] = ("netsh", "advfirewall", "firewall", "show", "rule", "name=all", "dir=in", "verbose")
PRODUCTS: Final[Argv] = (
    "powershell",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-CimInstance -Namespace root/SecurityCenter2"
    " -ClassName FirewallProduct | Select-Object displayName,productState | ConvertTo-Json -Compress",
)
REMOVE: Final[Argv] = ("netsh", "advfirewall", "firewall", "delete", "rule", f"name={NAME}", "dir=in")
_MOST: Final = 200_000  # lines: a thousand rules of some twenty each, and room
_POLICY = re.compile(r"\b(BlockInbound(?:Always)?|AllowInbound)\s*,", re.I)
_PUBLIC = re.compile(r"public|ffentlich", re.I)
_ON: Final = frozenset({"on", "ein", "an"})
_STATE: Final = frozenset({"state", "status"})
_ANY: Final = frozenset({"any", "beliebig", "alle", ""})
# What a field is called: English, German (two ways, as versions differ).
_LABELS: Final = {
    "rule name": "name",
    "regelname": "name",
    "enabled": "enabled",
    "aktiviert": "enabled",
    "profiles": "profiles",
    "profile": "profiles",
    "remoteip": "remote",
    "remote-ip": "remote",
    "protocol": "protocol",
    "protokoll": "protocol",
    "localport": "port",
    "lokaler port": "port",
    "remoteport": "from_port",
    "program": "program",
    "programm": "program",
    "service": "service",
    "dienst": "service",
    "action": "action",
    "aktion": "action",
}


@dataclass(frozen=True, slots=True)
class Product:
    """A firewall of another maker, as Windows' security centre lists it."""

    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of the network that the computer is in. `policy` is netsh's own word, "" where not told."""

    on: bool
    public: bool
    policy: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One inbound rule; `fields` by the names on the right of the labels."""

    fields: dict[str, str]

    def value(self, name: str) -> str:
        """A field in lower case, "" where it is not there."""
        return self.fields.get(name, "").lower()


def parse_products(text: str) -> tuple[Product, ...]:
    """The products that PowerShell prints as JSON: one object, several, or nothing.

    In `productState` the second digit from the left of five tells: 1 is on.
    """
    try:
        told = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return ()
    listed = told if isinstance(told, list) else [told]
    found = []
    for one in listed[:32]:
        name = one.get("displayName") if isinstance(one, dict) else None
        state = one.get("productState") if isinstance(one, dict) else None
        if isinstance(name, str) and clean(name):
            on = type(state) is int and state >> 12 & 0xF == 1
            found.append(Product(clean(name, 80), on))
    return tuple(found)


def parse_profile(text: str) -> Profile | None:
    """The answer of `netsh advfirewall show currentprofile`; None where it is none or not clear."""
    lines = [line.strip() for line in text.splitlines()[:_MOST]]
    heads = {bool(_PUBLIC.search(line)) for line, below in pairwise(lines) if below.startswith("-----")}
    pairs = [words for line in lines if len(words := line.lower().split()) == 2]
    states = {words[1] in _ON for words in pairs if words[0] in _STATE}
    policies = {found.lower() for found in _POLICY.findall(text)}
    if len(heads) != 1 or len(states) != 1 or len(policies) != 1:
        return None  # in several networks at once, and they are treated unlike
    return Profile(states.pop(), heads.pop(), policies.pop())


def parse_rules(text: str) -> tuple[Rule, ...]:
    """The rules that `netsh advfirewall firewall show rule` prints."""
    found: list[dict[str, str]] = []
    for line in text.splitlines()[:_MOST]:
        label, colon, value = line.partition(":")
        field = _LABELS.get(label.strip().lower()) if colon and not line[:1].isspace() else None
        if field == "name":
            found.append({})
        if field and found:
            found[-1].setdefault(field, value.strip())
    return tuple(map(Rule, found))


def judge(profile: Profile, rules: tuple[Rule, ...], door: Door, program: str) -> Look:
    """What Windows lets in to `program`, the full path of what listens. Rules that block win over others."""
    if not profile.on:
        return Look(Firewall.WINDOWS, False, Access.OPEN, Remark("fw_switched_off"))
    ours = tuple(_ours(rules))
    answers = [_access(profile, rules, packet, program) for packet in packets(door)]
    access = together(answers)
    barred = any(_blocks(rule, profile, packets(door)[0], program) is Sure.YES for rule in rules)
    values = {"port": door.port}
    why = Remark("fw_lets_in" if access is Access.OPEN else "fw_windows_unsure", values)
    if access is Access.CLOSED:
        key = "fw_windows_public" if profile.public and ours else "fw_windows_closed"
        key = "fw_windows_barred" if barred else key
        key = "fw_windows_all" if profile.policy == "blockinboundalways" else key
        why = Remark(key, values)
    return Look(Firewall.WINDOWS, True, access, why, ours, barred=barred)


def opening(door: Door, there: bool) -> list[Argv]:
    """The one command for the rule: a new one, or other values for the one that is there."""
    values = (
        "action=allow",
        "protocol=TCP",
        f"localport={door.port}",
        f"remoteip={','.join(filter(None, door.texts)) or 'localsubnet'}",
        "profile=private,domain",
        "enable=yes",
    )
    start = ("netsh", "advfirewall", "firewall")
    if there:
        return [(*start, "set", "rule", f"name={NAME}", "dir=in", "new", *values)]
    return [(*start, "add", "rule", f"name={NAME}", "dir=in", *values)]


def _access(profile: Profile, rules: tuple[Rule, ...], packet: Packet, program: str) -> Access:
    if profile.policy == "blockinboundalways":
        return Access.CLOSED
    blocked = {_blocks(rule, profile, packet, program) for rule in rules}
    if Sure.YES in blocked:
        return Access.CLOSED
    allowed = {
        _fits(rule, profile, packet, program)
        for rule in rules
        if rule.value("action") in ("allow", "zulassen")
    }
    let = Sure.YES in allowed or profile.policy == "allowinbound"
    if let and Sure.MAYBE not in blocked:
        return Access.OPEN
    return Access.UNKNOWN if let or Sure.MAYBE in allowed else Access.CLOSED


def _blocks(rule: Rule, profile: Profile, packet: Packet, program: str) -> Sure:
    blocking = rule.value("action") in ("block", "blockieren", "blocken")
    return _fits(rule, profile, packet, program) if blocking else Sure.NO


def _fits(rule: Rule, profile: Profile, packet: Packet, program: str) -> Sure:
    """Whether a rule is about the packet; what is not understood may be."""
    if rule.value("enabled") not in ("yes", "ja"):
        return Sure.NO
    answers = [_of_profile(rule.value("profiles"), profile)]
    protocol = rule.value("protocol")
    answers.append(Sure.YES if protocol in ("tcp", *_ANY) else Sure.NO)
    port = rule.value("port")
    if port not in _ANY:
        spans = [span for part in port.split(",") if (span := port_span(part.strip(), "-"))]
        answers.append(lies_in((packet.port, packet.port), spans))
    if rule.value("from_port") not in _ANY:
        answers.append(Sure.MAYBE)
    answers.append(_remote(rule.value("remote"), packet))
    path = rule.value("program")
    if path not in _ANY:
        answers.append(Sure.YES if path == program.lower() else Sure.NO)
    if rule.value("service") not in _ANY:
        answers.append(Sure.NO)  # a Windows service, which this program is not
    return every(answers)


def _of_profile(text: str, profile: Profile) -> Sure:
    """Private and domain networks are not told apart: a rule of ours is for both."""
    if not text:
        return Sure.MAYBE
    public = bool(_PUBLIC.search(text))
    others = [part for part in text.split(",") if not _PUBLIC.search(part)]
    if profile.public:
        return Sure.YES if public else Sure.NO
    return Sure.YES if len(others) > 1 else Sure.MAYBE if others else Sure.NO


def _remote(text: str, packet: Packet) -> Sure:
    if text in _ANY:
        return Sure.YES
    spans = [address_span(part.strip()) for part in text.split(",")]
    found = from_one_of(packet, [span for span in spans if span])
    return Sure.MAYBE if found is Sure.NO and None in spans else found


def _ours(rules: tuple[Rule, ...]) -> Iterator[Ours]:
    for rule in rules:
        if rule.fields.get("name") == NAME:
            span = port_span(rule.value("port"))
            yield Ours(span[0] if span else 0, rule.value("remote").removesuffix("/32"), (REMOVE,))
