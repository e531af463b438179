"""The URLs that a phone is told to fetch when something happens: below which address, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tui.config.model import EventsConfig, PhoneConfig
from tui.config.tokens import Tokens
from tui.errors import UsageError
from tui.paths import Paths
from tui.phones.maker import ActionUrl
from tui.server.addresses import advertised
from tui.untrusted import clean

EXAMPLE: Final = "TOKEN"  # stands where the token of a phone that is not configured would
_AUTHORITY = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]{0,15}://(?:[^/?#@\s]{0,256}@)?([^/?#@\s]{1,256})")


def origin(events: EventsConfig, peer: str, port: int = 0) -> str:
    """`http://host:port` as the phone at `peer` (host[:port] or a URL) reaches this computer. Blocks.

    `port` is where the server listens, where that is known. Raises `UsageError` where there is no address.
    """
    host = advertised(events.advertise or events.host, peer)
    if not host:
        raise UsageError("urls_no_address")
    return f"http://{host}:{port or events.port}"


def token_of(phone: PhoneConfig, paths: Paths) -> str:
    """The phone's token, made now if it has none. Blocks. Raises `DurchwahlError` if it cannot be kept."""
    return Tokens.load(paths).of(phone.name)


def is_ours(value: str, token: str) -> bool:
    """Whether a setting's value is a URL of this phone's, at whatever address: the token is no one else's."""
    return f"/{token}/" in value


def whose(value: str) -> str:
    """Where a foreign URL leads, for people: host and port without login, path or query; hostile text made
    harmless."""
    found = _AUTHORITY.match(value)
    return clean(found[1] if found else value, 60)


def as_json(phone: str, vendor: str, urls: Sequence[ActionUrl]) -> dict[str, object]:
    """What `durchwahl phone urls --format json` prints."""
    return {
        "phone": phone,
        "vendor": vendor,
        "urls": [{"event": url.event, "setting": url.setting, "url": url.url} for url in urls],
    }
