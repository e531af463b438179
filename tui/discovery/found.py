"""What a search brings back: phones, what was tried, and why there is nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class How(StrEnum):
    """The ways by which phones are found."""

    NEIGHBOURS = "neighbours"  # the system's neighbour table knows a MAC address of a phone's maker
    HTTP = "http"  # its web server said so
    MULTICAST = "multicast"  # it asked for its provisioning server, which phones do when they start


@dataclass(frozen=True, slots=True)
class Found:
    """A phone. `mac` is 12 hexadecimal digits in lower case; "" in any field: not seen.

    `url` is what to write as `host` in the configuration, "" where no web server of a phone answered.
    `how` is in the order of `How`. Everything is cleaned, but the phone's own word all the same.
    """

    address: str
    vendor: str
    model: str = ""
    mac: str = ""
    how: tuple[How, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence to be said: a key of the catalogue and what fills it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way that was tried. `looked`: entries, addresses or announcements; `found`: phones by this way.

    `remark` says why there is nothing or not all, where there is a reason.
    """

    how: How
    looked: int
    found: int
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is: `done` of `total` addresses (0 of 0 before it begins), the phones so far."""

    done: int
    total: int
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A search that has ended. `networks` were searched, `answered` counts the addresses that took or refused
    a connection. `why` says why nothing was found; None where something was."""

    found: tuple[Found, ...]
    attempts: tuple[Attempt, ...]
    networks: tuple[str, ...] = ()
    answered: int = 0
    cancelled: bool = False
    why: Remark | None = None


class Finds:
    """The phones so far: what is seen of one by several ways becomes one."""

    def __init__(self) -> None:
        self._phones: list[Found] = []

    def add(self, seen: Found) -> None:
        """Takes in what was seen. The MAC address tells phones apart, else the address; a phone that was
        seen with two addresses keeps the one at which its web server answers."""
        one = seen
        for known in [phone for phone in self._phones if _same(phone, seen)]:
            self._phones.remove(known)
            one = _merged(known, one)
        self._phones.append(one)

    def add_all(self, seen: Iterable[Found]) -> None:
        """All of them."""
        for one in seen:
            self.add(one)

    @property
    def phones(self) -> tuple[Found, ...]:
        """In the order of their addresses."""
        return tuple(sorted(self._phones, key=lambda phone: _sortable(phone.address)))

    def count(self, how: How) -> int:
        """How many were seen that way."""
        return sum(how in phone.how for phone in self._phones)


def _same(one: Found, other: Found) -> bool:
    if one.mac and other.mac:
        return one.mac == other.mac
    return one.address == other.address


def _merged(known: Found, seen: Found) -> Found:
    """`known` with what `seen` adds. A web server names its model better than an announcement does."""
    first, second = (seen, known) if seen.url and not known.url else (known, seen)
    return replace(
        first,
        vendor=first.vendor or second.vendor,
        model=first.model or second.model,
        mac=first.mac or second.mac,
        how=tuple(how for how in How if how in known.how or how in seen.how),
    )


def _sortable(address: str) -> tuple[int, bytes | str]:
    import ipaddress

    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return 9, address
    return ip.version, ip.packed
