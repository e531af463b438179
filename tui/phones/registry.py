"""The driver for a phone."""

from __future__ import annotations

from tui.config.model import VENDORS, PhoneConfig
from tui.errors import UsageError
from tui.phones.driver import PhoneDriver
from tui.untrusted import clean


def make_driver(config: PhoneConfig) -> PhoneDriver:
    """The driver that `config.vendor` names; nothing is sent yet.

    Raises `UsageError` for an unknown vendor, an address or a login that cannot be one. A driver's module
    is imported when a phone needs it.
    """
    if config.vendor == "snom":
        from tui.phones.snom import SnomPhone

        return SnomPhone(config)
    if config.vendor == "yealink":
        from tui.phones.yealink import YealinkPhone

        return YealinkPhone(config)
    raise UsageError(
        "phone_vendor_unknown",
        phone=config.name,
        value=clean(config.vendor, 40),
        known=", ".join(VENDORS),
    )
