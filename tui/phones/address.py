"""Where a phone's web server is: the `host` of the configuration, read."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tui.errors import UsageError
from tui.untrusted import clean

_PORTS = {"http": 80, "https": 443}
_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.?")
_FORM = re.compile(
    r"(?:(?P<scheme>https?)://)?(?:\[(?P<six>[^\[\]]*)\]|(?P<name>[^\[\]:/?#@]+))(?::(?P<port>[0-9]{1,5}))?/?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PhoneAddress:
    """Scheme, host without brackets, and port of one phone."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """What stands in the Host header: brackets around IPv6, the scheme's own port left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def base(self) -> str:
        """`http://192.168.1.50`, `https://[fd00::5]:8443`: no path, no closing slash."""
        return f"{self.scheme}://{self.authority}"

    @property
    def flipped(self) -> PhoneAddress:
        """The same host by the other scheme, at that scheme's own port."""
        scheme = "http" if self.scheme == "https" else "https"
        return PhoneAddress(scheme, self.host, _PORTS[scheme])

    def elsewhere(self, location: str) -> str:
        """The base of the other scheme if `location`, from the phone, sends there; else ""."""
        try:
            split = urlsplit(location)
            port = split.port
        except ValueError:
            return ""
        if split.scheme not in _PORTS or split.scheme == self.scheme:
            return ""
        return PhoneAddress(split.scheme, self.host, port or _PORTS[split.scheme]).base  # the host stays ours


def parse_address(value: str, phone: str) -> PhoneAddress:
    """Reads host, host:port, http(s)://host[:port]; an IPv6 address with or without brackets.

    Raises `UsageError` that names the value, unless a login stands in it: that is never repeated.
    """
    text = value.strip()
    if "@" in text:
        raise UsageError("phone_host_login", phone=phone)
    if _is_ipv6(text):
        return PhoneAddress("http", text, _PORTS["http"])
    found = _FORM.fullmatch(text)
    if found is None:
        raise _wrong(value, phone)
    scheme = (found["scheme"] or "http").lower()
    port = int(found["port"]) if found["port"] else _PORTS[scheme]
    host = found["six"] or found["name"] or ""
    known = _is_ipv6(host) if found["six"] is not None else _is_name(host)
    if not known or not 0 < port < 65536:
        raise _wrong(value, phone)
    return PhoneAddress(scheme, host, port)


def _wrong(value: str, phone: str) -> UsageError:
    return UsageError("phone_host_form", phone=phone, value=clean(value, 80))


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text  # a zone names an interface of this machine and cannot stand in a URL


def _is_name(text: str) -> bool:
    if re.fullmatch(r"[0-9.]+", text):
        try:
            ipaddress.IPv4Address(text)
        except ValueError:
            return False
        return True
    return _NAME.fullmatch(text) is not None
