"""The forms of addresses and host names. Nothing is looked up in the network."""

from __future__ import annotations

import re

_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)*\.?")
_AUTHORITY = re.compile(r"(?:\[(?P<six>[^\[\]]*)\]|(?P<name>[^\[\]:]*))(?::(?P<port>[0-9]{1,5}))?")
_NAME_MAX = 253  # RFC 1035
_LABEL_MAX = 63


def is_address(text: str) -> bool:
    """An IPv4 or IPv6 address without brackets, or a host name."""
    return _is_ipv6(text) if ":" in text else _is_name(text)


def is_unspecified(text: str) -> bool:
    """The address that means "every one of this machine": good to listen on, of no use to a phone."""
    if ":" in text:
        return set(text) <= {"0", ":"}
    return _DOTTED.fullmatch(text) is not None and set(text) <= {"0", "."}


def is_phone_host(text: str) -> bool:
    """host[:port] or http(s)://host[:port], perhaps with the slash that a browser's address line adds."""
    scheme, mark, rest = text.partition("://")
    if mark and scheme.lower() not in ("http", "https"):
        return False
    authority = (rest if mark else text).removesuffix("/")
    if not mark and _is_ipv6(authority):
        return True
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return False
    if found["port"] is not None and not 0 < int(found["port"]) < 65536:
        return False
    return _is_ipv6(found["six"]) if found["six"] is not None else _is_name(found["name"])


def _is_name(text: str) -> bool:
    if _DOTTED.fullmatch(text):
        parts = text.split(".")
        return len(parts) == 4 and all(_is_byte(part) for part in parts)
    labels = text.removesuffix(".").split(".")
    return len(text) <= _NAME_MAX and all(_is_label(label) for label in labels)


def _is_byte(part: str) -> bool:
    # A part such as "010" is octal to some programs and decimal to others.
    return 0 < len(part) <= 3 and str(int(part)) == part and int(part) < 256


def _is_label(label: str) -> bool:
    kept = label.replace("-", "a").replace("_", "a")
    return 0 < len(label) <= _LABEL_MAX and kept.isalnum() and not label.startswith("-") and label[-1] != "-"


def _is_ipv6(text: str) -> bool:
    if ":" not in text or "%" in text:  # a zone names an interface of this machine, not of the phone's
        return False
    import ipaddress  # most sites have IPv4 only, and the command line starts in milliseconds

    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
