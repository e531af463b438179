"""What a search brings back: phones, what was tried, and why there is nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce


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
        self._seen: dict[Found, None] = {}
        self._phones: tuple[Found, ...] | None = ()

    def add(self, seen: Found) -> None:
        """Takes in what was seen. Without a maker it is a phone only together with another sight of it."""
        if seen not in self._seen:
            self._seen[seen] = None
            self._phones = None

    @property
    def phones(self) -> tuple[Found, ...]:
        """In the order of their addresses. A MAC address is one phone, else an address is; a phone that was
        seen at two addresses has the one at which its web server answers."""
        if self._phones is None:
            whole = (reduce(_merged, sights) for sights in self._by_phone())
            phones = (phone for phone in whole if phone.vendor)
            self._phones = tuple(sorted(phones, key=lambda phone: _sortable(phone.address)))
        return self._phones

    def count(self, how: How) -> int:
        """How many were seen that way."""
        return sum(how in phone.how for phone in self.phones)

    def _by_phone(self) -> Iterable[list[Found]]:
        """The sights of each phone. One without a MAC address is of whoever had that address last."""
        holders = {seen.address: seen.mac for seen in self._seen if seen.mac}
        phones: dict[str, list[Found]] = {}
        for seen in self._seen:
            phones.setdefault(seen.mac or holders.get(seen.address, seen.address), []).append(seen)
        return phones.values()


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
