"""What is known of a firewall, what shall be let in, and what has to be done for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

from tui.discovery.found import Remark
from tui.errors import DurchwahlError, UsageError
from tui.untrusted import clean

Argv = tuple[str, ...]
Network = IPv4Network | IPv6Network

MARK: Final = "durchwahl"  # by this comment a rule is known to be ours
_INTERFACE = re.compile(r"[A-Za-z0-9_.:@-]{1,32}")


class Firewall(StrEnum):
    """Who decides what comes in. Where several do, the one through which rules are to be changed."""

    NFTABLES = "nftables"
    IPTABLES = "iptables"
    UFW = "ufw"
    FIREWALLD = "firewalld"
    WINDOWS = "windows"
    MACOS = "macos"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def words(self) -> Remark:
        """What it is called."""
        return Remark(f"fw_name_{self.value}")


class Access(StrEnum):
    """Whether a new TCP connection from there to that port gets in."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    @property
    def words(self) -> Remark:
        """The word for it."""
        return Remark(f"fw_access_{self.value}")


class Outcome(StrEnum):
    """Why a plan was not carried out."""

    CANCELLED = "cancelled"  # the user closed the system's prompt
    REFUSED = "refused"  # a wrong password, or an account that may not
    NO_PROMPT = "no_prompt"  # there is nothing that could ask; another way may
    TIMEOUT = "timeout"
    MISSING = "missing"  # the program is not there
    FAILED = "failed"  # the command itself did not work


_WHY_NOT: Final = {
    Outcome.CANCELLED: "fw_outcome_cancelled",
    Outcome.REFUSED: "fw_outcome_refused",
    Outcome.NO_PROMPT: "fw_outcome_no_prompt",
    Outcome.TIMEOUT: "fw_outcome_timeout",
    Outcome.MISSING: "fw_outcome_missing",
    Outcome.FAILED: "fw_outcome_failed",
}


class FirewallError(DurchwahlError):
    """The firewall could not be read or changed."""

    def __init__(self, outcome: Outcome, **values: object) -> None:
        super().__init__(_WHY_NOT[outcome], **values)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Door:
    """What shall be let in: TCP to `port` from any of `sources`; without any, from anybody.

    `interface` is where they come in, "" where that is not known.
    """

    port: int
    sources: tuple[Network, ...] = ()
    interface: str = ""

    @classmethod
    def to(cls, port: int, sources: Iterable[str] = (), interface: str = "") -> Door:
        """The door for addresses or networks as text. Raises `UsageError` for what is none."""
        if not 1 <= port <= 65535:
            raise UsageError("fw_bad_port", value=port)
        networks = []
        for source in sources:
            try:
                networks.append(ip_network(source.strip().strip("[]"), strict=False))
            except ValueError:
                raise UsageError("fw_bad_source", value=clean(source, 80)) from None
        known = interface if _INTERFACE.fullmatch(interface) else ""
        return cls(port, tuple(dict.fromkeys(networks)), known)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sources as firewalls write them: single addresses without their length; "" is anybody."""
        return tuple(map(written, self.sources)) or ("",)


@dataclass(frozen=True, slots=True)
class Ours:
    """A rule of ours that is there: what it lets in, "" from anybody, and the commands that take it out."""

    port: int
    source: str
    remove: tuple[Argv, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was found. `active` is None where even that cannot be told.

    `why` explains `access` in a sentence. `unread`: privileges are needed to say more. `barred`: a rule says
    no, not only the policy. `where` says where a rule of ours has to go, in that firewall's own words: its
    family, table and chain, the command and chain, the zone, or the program.
    """

    firewall: Firewall
    active: bool | None
    access: Access
    why: Remark
    ours: tuple[Ours, ...] = ()
    unread: bool = False
    barred: bool = False
    where: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Commands to be run with privileges, one after the other; none where there is nothing to do.

    `undo` takes out again what `steps` put in; it is empty for nftables, which tells only afterwards by
    which number a rule is removed: there a new look knows. `survives`: the rule is there after a restart of
    the computer; where it is not, `persist` is the line to keep, and `notes` say where.
    """

    firewall: Firewall
    steps: tuple[Argv, ...] = ()
    undo: tuple[Argv, ...] = ()
    survives: bool = True
    notes: tuple[Remark, ...] = ()
    persist: str = ""


def written(network: Network) -> str:
    """A network as firewalls write it: `10.0.0.2`, `10.0.0.0/24`."""
    return str(network.network_address) if network.num_addresses == 1 else str(network)


def together(accesses: Iterable[Access]) -> Access:
    """What holds for one who has to pass all of them."""
    found = set(accesses)
    if Access.CLOSED in found:
        return Access.CLOSED
    return Access.UNKNOWN if Access.UNKNOWN in found else Access.OPEN
