"""The address by which a phone reaches this computer. Name look-ups block: call these in a thread."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

_EVERY: Final = frozenset({"", "0.0.0.0", "::", "[::]", "*"})  # noqa: S104 - recognised, not bound
# Kept free for documentation (RFC 5737, RFC 3849): they stand for "somewhere outside".
_OUTSIDE: Final = ("192.0.2.1", "2001:db8::1")


def advertised(host_config: str, peer_host: str) -> str:
    """The address for the URLs of a phone at `peer_host`, ready for a URL (IPv6 in brackets).

    `host_config` is what the server listens on: a single address is the answer itself; for all of them
    the system is asked from which one it would speak to the phone. `peer_host` is host[:port] or a URL.
    "" where this computer has no address that a phone could use.
    """
    if host_config not in _EVERY:
        return _in_url(host_config)
    own = source_address(host_of(peer_host))
    if own and _usable(own, loopback=True):
        return _in_url(own)
    return next(iter(local_addresses()), "")


def local_addresses() -> list[str]:
    """This computer's addresses as far as they can be found, the likeliest first, ready for a URL."""
    found = [source_address(outside) for outside in _OUTSIDE]
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)]
    return list(dict.fromkeys(_in_url(address) for address in found if _usable(address)))


def source_address(peer: str) -> str:
    """The own address from which the system would reach `peer`; "" where it would not.

    A datagram socket is "connected", which only looks the route up: nothing is sent.
    """
    with suppress(OSError, UnicodeError):
        for family, kind, protocol, _, address in socket.getaddrinfo(peer, 9, type=socket.SOCK_DGRAM):
            with suppress(OSError), socket.socket(family, kind, protocol) as probe:
                probe.connect(address)
                return str(probe.getsockname()[0])
    return ""


def host_of(text: str) -> str:
    """The host of "host", "host:port", "[v6]:port", a bare IPv6 address or a URL."""
    if "://" not in text and "[" not in text and text.count(":") > 1:
        return text
    with suppress(ValueError):
        return urlsplit(text if "://" in text else f"//{text}").hostname or ""
    return ""


def _usable(address: str, *, loopback: bool = False) -> bool:
    """Whether a phone could use it: 169.254.x.x and fe80:: mean that there is no real address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return not (ip.is_link_local or ip.is_unspecified or ip.is_multicast or (ip.is_loopback and not loopback))


def _in_url(address: str) -> str:
    address = address.strip("[]")
    return f"[{address}]" if ":" in address else address
