"""How a phone introduces itself when it starts: the request by which it looks for its configuration.

SIP plug and play as Snom, Yealink and others do it (Snom service hub: "SIP PnP"; RFC 6080): a SUBSCRIBE to
everyone, for the event "ua-profile", whose parameters name the maker and the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from tui.discovery.found import Found, How
from tui.phones.maker import Maker
from tui.untrusted import clean, decode

_LIMIT: Final = 8192  # bytes of a datagram that are read; such a request has some hundred
_LINES: Final = 64
_PARAMETERS: Final = 16
_REQUEST = re.compile(r"SUBSCRIBE\s+sips?:([^\s@;>]{1,80})@\S{1,200}\s+SIP/2\.0", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]{12}")
# What has matched a space gives none back ("*+"): else thousands of them would be counted in each other.
_PARAMETER = re.compile(r'\s*+([\w-]{1,40})\s*+=\s*+(?:"([^"]{0,120})"|([^";\s]{0,120}))\s*+(?:;|$)')


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a phone says of itself. Everything cleaned; "" where it does not say."""

    vendor: str
    model: str
    mac: str  # 12 hexadecimal digits in lower case
    version: str = ""


def parse_announcement(datagram: bytes) -> Announcement | None:
    """Reads a datagram; None for whatever is no such request."""
    lines = decode(datagram[:_LIMIT]).splitlines()[:_LINES]
    request = _REQUEST.fullmatch(lines[0].strip()) if lines else None
    event = next(_headers(lines[1:], "event", "o"), "")
    package, _, rest = event.partition(";")
    if request is None or package.strip().lower() != "ua-profile":
        return None
    said = _parameters(rest)
    return Announcement(
        clean(said.get("vendor", ""), 40),
        clean(said.get("model", ""), 40),
        _mac(unquote(request[1])),
        clean(said.get("version", ""), 60),
    )


def as_found(announcement: Announcement, address: str, makers: Sequence[Maker]) -> Found | None:
    """The phone that announced itself from `address`; None if it is no maker's.

    A phone that calls its maker something else, "OEM" as some firmware does, is known by its MAC address.
    """
    word = announcement.vendor.lower()
    for maker in makers:
        if word in (maker.vendor, maker.title.lower()):
            model = _short(announcement.model, maker)
            return Found(address, maker.vendor, model, announcement.mac, (How.MULTICAST,))
    for maker in makers:
        if announcement.mac[:6] in maker.prefixes:
            return Found(address, maker.vendor, "", announcement.mac, (How.MULTICAST,))
    return None


def _headers(lines: Sequence[str], *names: str) -> Iterator[str]:
    """The values of the headers of these names, the compact one included (RFC 3261, 7.3.3)."""
    for line in lines:
        if not line.strip():
            return
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() in names:
            yield value.strip()


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while len(found) < _PARAMETERS and (match := _PARAMETER.match(text, at)):
        found.setdefault(match[1].lower(), match[2] if match[2] is not None else match[3])
        at = match.end()
    return found


def _mac(user: str) -> str:
    """`MAC:0004137AB1CD`, or the digits alone."""
    digits = user.rpartition(":")[2].lower()
    return digits if _HEX.fullmatch(digits) else ""


def _short(model: str, maker: Maker) -> str:
    """The model without the maker's name in front: "snomD785" is D785."""
    return re.sub(rf"^{re.escape(maker.title)}[\s_-]*", "", model, flags=re.IGNORECASE)
