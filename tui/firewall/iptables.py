"""iptables: reads `iptables -S`, judges what INPUT lets in, and writes the commands for a rule."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tui.discovery.found import Remark
from tui.firewall.judging import Effect, Fate, Line, Sure, every, fates, opposite, verdict
from tui.firewall.model import MARK, Access, Argv, Door, Firewall, Look, Ours, together
from tui.firewall.packet import Packet, address_span, comes_by, from_one_of, lies_in, packets, port_span

_MOST: Final = 50_000  # lines
_TARGETS: Final = {
    "ACCEPT": Effect.ACCEPT,
    "DROP": Effect.DROP,
    "REJECT": Effect.DROP,
    "RETURN": Effect.RETURN,
    "LOG": Effect.NOTHING,
    "NFLOG": Effect.NOTHING,
    "ULOG": Effect.NOTHING,
    "MARK": Effect.NOTHING,
    "CONNMARK": Effect.NOTHING,
}
# These ask nothing by themselves: their own options do.
_MODULES: Final = frozenset({"tcp", "conntrack", "state", "multiport", "comment", "addrtype", "iprange"})
_SAYS_NOTHING: Final = frozenset({"--comment", "--log-prefix", "--log-level", "--reject-with"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the words of `-A`: what stands behind the chain."""

    words: tuple[str, ...]

    @property
    def comment(self) -> str:
        """What was written beside it."""
        return self.after("--comment")

    def after(self, option: str) -> str:
        """The word behind an option, "" where it is not there."""
        place = self.words.index(option) + 1 if option in self.words else len(self.words)
        return self.words[place] if place < len(self.words) else ""


@dataclass(slots=True)
class Table:
    """The filter table. `whole`: every line of it was understood as far as its shape goes."""

    policies: dict[str, str] = field(default_factory=dict)
    chains: dict[str, list[Rule]] = field(default_factory=dict)
    whole: bool = True


def read(door: Door) -> tuple[Argv, ...]:
    """The commands that print the rules for the sources of the door."""
    return tuple((command, "-S") for command in _commands(door))


def parse(text: str) -> Table | None:
    """The table that `iptables -S` prints; None where that is not what `text` is."""
    table = Table()
    lines = text.splitlines()
    table.whole = len(lines) <= _MOST
    for line in lines[:_MOST]:
        try:
            words = shlex.split(line)
        except ValueError:
            table.whole = False
            continue
        match words:
            case ["-P", chain, policy, *_]:
                table.policies[chain] = policy
                table.chains.setdefault(chain, [])
            case ["-N", chain]:
                table.chains.setdefault(chain, [])
            case ["-A", chain, *rest]:
                table.chains.setdefault(chain, []).append(Rule(tuple(rest)))
    return table if "INPUT" in table.policies else None


def judge(tables: Mapping[str, Table], door: Door) -> Look:
    """What the tables let in, each by the command that prints it (`iptables` for IPv4, `ip6tables`)."""
    accesses, where, barred = [], [], False
    for packet in packets(door):
        command = _command(packet.version)
        table = tables.get(command)
        access, dropped = (Access.UNKNOWN, False) if table is None else _through(table, packet)
        accesses.append(access)
        if access is not Access.OPEN:
            barred = barred or dropped
            where.append((command, "INPUT"))
    access = together(accesses)
    why = {
        Access.OPEN: Remark("fw_lets_in", {"port": door.port}),
        Access.CLOSED: Remark("fw_iptables_closed", {"port": door.port}),
        Access.UNKNOWN: Remark("fw_iptables_unsure", {"port": door.port}),
    }[access]
    ours = tuple(rule for command, table in tables.items() for rule in _ours(command, table))
    active = any(_active(table) for table in tables.values())
    places = tuple(dict.fromkeys(where))
    return Look(Firewall.IPTABLES, active, access, why, ours, barred=barred, where=places)


def opening(door: Door, where: Sequence[tuple[str, ...]]) -> list[Argv]:
    """The commands that put a rule for each source at the head of INPUT."""
    return [
        (command, "-I", chain, *_rule(source, door.port))
        for command, chain in where
        for source in door.texts
        if not source or (command == "ip6tables") == (":" in source)
    ]


def undoing(door: Door, where: Sequence[tuple[str, ...]]) -> list[Argv]:
    """The commands that take these rules out again."""
    return [(step[0], "-D", *step[2:]) for step in opening(door, where)]


def _rule(source: str, port: int) -> tuple[str, ...]:
    wanted = ("-s", source) if source else ()
    return (*wanted, "-p", "tcp", "--dport", str(port), "-m", "comment", "--comment", MARK, "-j", "ACCEPT")


def _command(version: int) -> str:
    return "iptables" if version == 4 else "ip6tables"


def _commands(door: Door) -> list[str]:
    return list(dict.fromkeys(_command(packet.version) for packet in packets(door)))


def _active(table: Table) -> bool:
    return table.policies.get("INPUT") != "ACCEPT" or bool(table.chains.get("INPUT"))


def _ours(command: str, table: Table) -> Iterator[Ours]:
    for rule in table.chains.get("INPUT", []):
        if rule.comment == MARK:
            span = port_span(rule.after("--dport"))
            source = rule.after("-s").removesuffix("/128" if command == "ip6tables" else "/32")
            yield Ours(span[0] if span else 0, source, ((command, "-D", "INPUT", *rule.words),))


def _through(table: Table, packet: Packet) -> tuple[Access, bool]:
    chains = {name: [_line(rule, packet) for rule in rules] for name, rules in table.chains.items()}
    found = fates(chains, "INPUT")
    policy = Access.OPEN if table.policies.get("INPUT") == "ACCEPT" else Access.CLOSED
    if not table.whole:
        return Access.UNKNOWN, Fate.DROP in found
    return verdict(found, policy), Fate.DROP in found


def _line(rule: Rule, packet: Packet) -> Line:
    """A rule with its conditions held against the packet."""
    answers, effect, target = [], Effect.NOTHING, ""
    words = list(rule.words)
    negated = False
    while words:
        word = words.pop(0)
        if word == "!":
            negated = True
            continue
        if word in ("-j", "-g"):
            target = words.pop(0) if words else ""
            effect = Effect.GOTO if word == "-g" else _TARGETS.get(target, Effect.JUMP)
            continue
        value = words.pop(0) if words and not (words[0].startswith("-") or words[0] == "!") else ""
        if word == "--tcp-flags":
            value = f"{value} {words.pop(0) if words else ''}"
        answer = _option(word, value, packet)
        answers.append(opposite(answer) if negated else answer)
        negated = False
    return Line(every(answers), effect, target)


def _option(option: str, value: str, packet: Packet) -> Sure:
    """Whether one condition holds; what is not understood may hold or not."""
    match option:
        case "-p":
            return Sure.YES if value in ("tcp", "6", "all") else Sure.NO
        case "-s" | "--src-range":
            span = address_span(value)
            return Sure.MAYBE if span is None else from_one_of(packet, [span])
        case "-i":
            return comes_by(packet, value)
        case "--dport" | "--dports":
            spans = [port_span(part) for part in value.split(",")]
            known = lies_in((packet.port, packet.port), [span for span in spans if span])
            return Sure.MAYBE if None in spans and known is Sure.NO else known
        case "--ctstate" | "--state":
            return Sure.YES if "NEW" in value.split(",") else Sure.NO
        case "--dst-type":
            return Sure.YES if "LOCAL" in value.split(",") else Sure.NO
        case "--tcp-flags":
            mask, _, wanted = value.partition(" ")
            own = {"SYN"} & set(mask.split(","))
            return Sure.YES if own == set(wanted.split(",")) - {"NONE"} else Sure.NO
        case "-m" if value in _MODULES:
            return Sure.YES
        case _ if option in _SAYS_NOTHING:
            return Sure.YES
    return Sure.MAYBE
